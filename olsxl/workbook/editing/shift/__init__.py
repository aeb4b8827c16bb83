"""Cells moved down to make room above a totals row, and everything in the workbook that says where a cell is."""
