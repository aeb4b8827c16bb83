"""Small faults put into the product one by one, to see whether the tests notice: a long proof of the tests."""
