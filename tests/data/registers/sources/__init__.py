"""What stands in each register as it is: one module a workbook, `BOOK`."""
