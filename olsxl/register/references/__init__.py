"""References and Person IDs: what they look like, which texts are some, those that olsxl gives."""
