"""Texts of cells, without reading the whole table of shared strings.

Source: ECMA-376-1, 18.4.8 (si), 18.4.12 (t), 18.4.6 (rPh).
"""

from __future__ import annotations

import re
from array import array
from itertools import islice
from typing import TYPE_CHECKING, Final

from olsxl.workbook.xml.markup import parse_window, whole_number
from olsxl.workbook.xml.sheet_xml import has_content

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from olsxl.workbook.reading.opc import Parts
    from olsxl.workbook.xml.markup import Element

_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ROOT: Final = re.compile(rb"<(?![?!])[^>]*>")


class SharedTexts:
    """The texts of some cells; of the shared strings only those are read that the cells speak of."""

    def __init__(self, strings: SharedStrings, cells: Iterable[Element]) -> None:
        shared = {_index(cell) for cell in cells if cell.get("t") == "s"}
        self._shared = strings.texts(shared) if shared else {}

    def of(self, cell: Element) -> str:
        """Return the cell's text without outer blanks, or "" where it holds none, a number, a date or an error."""
        if not has_content(cell):
            return ""
        value, inline = cell.child("v"), cell.child("is")
        match cell.get("t"):
            case "s":
                return unescape(self._shared.get(_index(cell), "")).strip()
            case "inlineStr" if inline:
                return unescape(plain(inline)).strip()
            case "str" if value:
                return unescape(value.text).strip()
        return ""


def unescape(text: str) -> str:
    """Return the text with `_x000a_` and the like read as characters (22.9.2.19 ST_Xstring)."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


class SharedStrings:
    """Shared strings by their index; where each begins is looked for once, as far as it is asked.

    `part` holds them, "" where the workbook has none.
    """

    def __init__(self, parts: Parts, part: str) -> None:
        self._parts = parts
        self._part = part
        self._starts = array("Q")

    def texts(self, wanted: Collection[int]) -> dict[int, str]:
        """Return the strings of these indices; those that do not exist are left out."""
        part = self._parts.read(self._part) if self._part else b""
        root = _ROOT.search(part, 0, 2**16)
        if root is None or root[0].endswith(b"/>") or not wanted:
            return {}
        self._look(part, root, max(wanted) + 2)
        starts, last = self._starts, len(self._starts) - 1
        spans = {index: (starts[index], starts[index + 1]) for index in wanted if 0 <= index < last}
        return {index: plain(parse_window(part, *span, root[0])[0]) for index, span in spans.items()}

    def _look(self, part: bytes, root: re.Match[bytes], count: int) -> None:
        """Find where so many strings begin; behind the last of all stands where they end."""
        end = part.rfind(b"</")
        if len(self._starts) >= count or (self._starts and self._starts[-1] == end):
            return
        head, colon, _ = root[0][1:].split(None, 1)[0].rstrip(b">").rpartition(b":")
        item = re.compile(rb"<%ssi[\s/>]" % re.escape(head + colon))
        found = item.finditer(part, self._starts[-1] + 1 if self._starts else root.end())
        self._starts.extend(match.start() for match in islice(found, count - len(self._starts)))
        if len(self._starts) < count:
            self._starts.append(end)


def plain(item: Element) -> str:
    """Return the text of `<si>` or `<is>`: its runs together, without phonetic readings."""
    own = (text.text for text in item.named("t"))
    runs = (text.text for run in item.named("r") for text in run.named("t"))
    return "".join((*own, *runs))


def _index(cell: Element) -> int:
    value = cell.child("v")
    return whole_number(value.text) if value and value.text.strip() else -1
