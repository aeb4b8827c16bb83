"""Edits to a workbook's bytes: what they are, what is refused before, what follows them, what is proved after."""
