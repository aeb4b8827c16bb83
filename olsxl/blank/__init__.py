"""Workbooks and settings that olsxl makes new: the blank registers, their read me, sheets to be read and printed."""
