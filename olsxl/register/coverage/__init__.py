"""What was read of a workbook, what was not, and what a review saw of it."""
