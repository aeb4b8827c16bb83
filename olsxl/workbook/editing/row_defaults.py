"""What is usual in a column: the style, the date style, the row height, the formula of the last rows.

"The row above" is right in four tables of five only; the manager's habit of the last 200 rows is right in more.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Final

from olsxl.workbook.reading.filled_down import filled_down, formulas_below
from olsxl.workbook.xml.formula import translate
from olsxl.workbook.xml.markup import whole_number
from olsxl.workbook.xml.ranges import cell_position

if TYPE_CHECKING:
    from olsxl.workbook.reading.tables import Table
    from olsxl.workbook.xml.sheet_xml import SheetXml

ROWS: Final = 200
_NO_STYLES: Final = Counter[int]()
_CELL: Final = rb"""<%sc(?=[^<>]*?\sr\s*=\s*["']([A-Za-z]*))(?:(?=[^<>]*?\ss\s*=\s*["']([^"'<>]*))|)\s[^<>]*>"""
"""The letters of a cell's column, and its style or nothing."""
_ATTRIBUTE: Final = re.compile(rb"""([\w:]+)\s*=\s*(["'])(.*?)\2""")


class RowDefaults:
    """The habits of a table's last rows: those with data, and those prepared below them.

    Styles and heights are matched in the bytes, which takes a tenth of parsing two hundred rows.
    """

    def __init__(self, xml: SheetXml, table: Table, last_filled: int) -> None:
        self._xml, self._table = xml, table
        self._last = last_filled
        self._filled_down = filled_down(xml, table.undeclared, table.first_row, last_filled)
        self._data = _sample(xml, max(table.first_row, last_filled - ROWS + 1), last_filled)
        self._prepared = _sample(xml, last_filled + 1, min(table.last_row, last_filled + ROWS))
        self._styles = [_count_styles(xml, *span) for span in (self._data, self._prepared)]

    def styles(self, column: int) -> list[int]:
        """Return the styles of a column, the most frequent first, of several the latest; of prepared rows last."""
        return [style for counted in self._styles for style, _ in counted.get(column, _NO_STYLES).most_common()]

    def height(self) -> bytes:
        """Return the attributes of a row height that a person set on most rows; never anything hidden or grouped."""
        usual = self._usual_of_rows(b"ht", b"customHeight")
        return b' ht="%s" customHeight="1"' % usual if usual.replace(b".", b"", 1).isdigit() else b""

    def row_style(self) -> int:
        """Return the style of most rows, which shows where no cell ever stood; 0 where they have none."""
        return whole_number(self._usual_of_rows(b"s", b"customFormat").decode("ascii", "replace") or "0")

    def _usual_of_rows(self, attribute: bytes, own: bytes) -> bytes:
        """Return an attribute of most rows, of those that do not have it as their `own` nothing."""
        tag = re.compile(rb"<%srow\s([^<>]*)>" % self._xml.prefix)
        rows = (
            {name: value for name, _, value in _ATTRIBUTE.findall(found[1])}
            for found in tag.finditer(self._xml.part, *self._data)
        )
        counted = Counter(row.get(attribute, b"") if row.get(own) in {b"1", b"true"} else b"" for row in rows)
        return counted.most_common(1)[0][0] if counted else b""

    def formula(self, column: int, row: int) -> str | None:
        """Return the formula of a column for a row, that of the table or one that was filled down; None without."""
        below = self._formulas.get(column)
        return None if below is None else translate(below, 0, row - self._last - 1)

    @cached_property
    def _formulas(self) -> dict[int, str]:
        """The formula of each column that has one, as it reads in the row below the last."""
        declared = dict(enumerate((column.formula for column in self._table.columns), self._table.first_column))
        relative = any(formula is not None and translate(formula, 0, 1) != formula for formula in declared.values())
        seen = formulas_below(self._xml, self._xml.window(*self._data), self._last + 1) if relative else {}
        return self._filled_down | {
            column: self._calculated(formula, seen.get(column)) for column, formula in declared.items() if formula
        }

    def _calculated(self, declared: str, seen: Counter[str] | None) -> str:
        """Return a calculated column's formula as it reads in the row below the last.

        What it refers to relative to itself (`H2`) is written for the first data row, unless no cell has it so: then
        what most of the last rows have is copied down, as a person would.
        """
        below = translate(declared, 0, self._last + 1 - self._table.first_row)
        return below if not seen or below in seen else seen.most_common(1)[0][0]


def _sample(xml: SheetXml, first: int, last: int) -> tuple[int, int]:
    """Return where the last of these rows are, as many as fit into a window."""
    stop, start = xml.seek(last + 1), xml.seek(first)
    return (xml.some_before(start, stop, ROWS), stop) if start < stop else (stop, stop)


def _count_styles(xml: SheetXml, start: int, stop: int) -> dict[int, Counter[int]]:
    """Count the styles of each column, the latest first."""
    pairs = re.findall(_CELL % xml.prefix, xml.part[start:stop])
    counted: dict[int, Counter[int]] = {}
    for (letters, style), times in Counter(reversed(pairs)).items():
        column, _ = cell_position(f"{letters.decode()}1")
        counted.setdefault(column, Counter())[whole_number(style.decode("ascii", "replace") or "0")] += times
    return counted
