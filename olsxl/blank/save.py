"""From a workbook that openpyxl has made to the bytes of its file, which are in memory and nowhere else.

What is made new holds what is in the registers, encrypted ones too, and openpyxl's own writer lays each sheet into a
plain file of the temporary folder on its way: whoever ends the process in between leaves it there to be read.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

from olsxl.blank.normalise_package import finish

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet


def saved(book: Workbook, title: str) -> bytes:
    """The bytes of an .xlsx file; the same on every run, without an author, with nothing for Excel to calculate."""
    book.properties.creator, book.properties.title = "olsxl", title
    book.security = None
    # no formulas stand in it, and without the mark Excel does not ask to save on closing
    book.calculation.fullCalcOnLoad = False
    package = io.BytesIO()
    _InMemory(book, zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED)).save()
    return finish(package.getvalue())


class _InMemory(ExcelWriter):
    """openpyxl's writer for workbooks that have neither charts nor images."""

    def write_worksheet(self, ws: Worksheet) -> None:
        """Write the part of one sheet, as the method of openpyxl that this one stands for."""
        part = io.BytesIO()
        writer = WorksheetWriter(ws, out=part)
        writer.write()
        ws._rels = writer._rels  # type: ignore[attr-defined]  # not in the stubs
        self._archive.writestr(ws.path[1:], part.getvalue())  # type: ignore[attr-defined]  # as above
        self.manifest.append(ws)
