"""Workbooks as any writer may leave them, and a reader that judges what edits did to them.

`python -m tests.writers [INPUTS] [SEED]` tries them by the thousand. Nothing here but `proof` and the tests uses olsxl:
workbooks are made by zip and XML alone, and judged by a reader of their own.
"""
