"""The append as one would write it with openpyxl, or with what takes its place: load, append, save.

It is what the benchmark holds the product against. Nothing is checked, nothing made sure to be on the disk, and no copy
of the register is kept.
"""

from __future__ import annotations

import importlib
import time
from multiprocessing import get_context
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

OPTIONS: Final[Mapping[str, Mapping[str, bool]]] = {"openpyxl": {}, "wolfxl": {"modify": True}}
"""The libraries, which have one interface, and how each loads a workbook to change it."""


def append(library: str, path: Path, table: str, row: list[object], count: int) -> float:
    """Append a row so many times to the table on the sheet of its name; returns the seconds from load to save."""
    load = importlib.import_module(library).load_workbook
    start = time.perf_counter()
    workbook = load(path, **OPTIONS[library])
    sheet = workbook[table]
    for _ in range(count):
        sheet.append(row)
    first, _, last = sheet.tables[table].ref.partition(":")
    letters = last.rstrip("0123456789")
    sheet.tables[table].ref = f"{first}:{letters}{sheet.max_row}"
    workbook.save(path)
    return time.perf_counter() - start


def append_apart(library: str, path: Path, table: str, row: list[object], count: int) -> float:
    """Do the same in a process of its own, so that its gigabytes are gone afterwards; its start is not counted."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(append, (library, path, table, row, count))
