"""A workbook on the disk: read whole, replaced whole or not at all, and who else has it open."""
