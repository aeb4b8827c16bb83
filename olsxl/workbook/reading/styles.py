"""Cell formats: which of them show dates, and the one that may be added.

Source: ECMA-376-1, 18.8.10 (cellXfs), 18.8.30 (numFmt), 18.8.45 (xf).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from olsxl.workbook.container.package import unreadable
from olsxl.workbook.container.rope import ByteEdit
from olsxl.workbook.xml.markup import Element, append_child, parse, set_attribute, splice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from olsxl.workbook.reading.book import Book

_QUOTED: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_BUILT_IN_DATES: Final = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_BUILT_IN_TIMES: Final = frozenset([18, 19, 20, 21, 45, 46, 47])
_NUMBER: Final = re.compile(r"[0-9]{1,9}")
_LOOK: Final = ("fontId", "fillId", "borderId")


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """What a cell format's number format shows."""

    day: bool
    hour: bool

    @property
    def moment(self) -> bool:
        """Whether it shows a date or a time at all."""
        return self.day or self.hour


class Styles:
    """The styles part in UTF-8. `xf` indices are those of `cellXfs`, what a cell's `s` means."""

    def __init__(self, part: bytes) -> None:
        self.part = part
        self.root = parse(part)

    @cached_property
    def xfs(self) -> list[Element]:
        """The cell formats."""
        return [xf for group in self.root.named("cellXfs") for xf in group.named("xf")]

    @cached_property
    def _codes(self) -> dict[str, str]:
        formats = (format_ for group in self.root.named("numFmts") for format_ in group.named("numFmt"))
        return {format_.get("numFmtId"): format_.get("formatCode") for format_ in formats}

    def shows(self, style: int) -> NumberFormat:
        """Say what the format of this index shows; an index that there is not shows numbers."""
        if not 0 <= style < len(self.xfs):
            return NumberFormat(day=False, hour=False)
        return self._shown(self.xfs[style].get("numFmtId", "0"))

    def dxf_style(self, dxf: int) -> int:
        """Find the plain cell format that has the number format of a differential one, or 0."""
        group = self.root.child("dxfs")
        chosen = list(group.named("dxf"))[dxf : dxf + 1] if group else []
        number = chosen[0].child("numFmt") if chosen else None
        wanted = number.get("numFmtId") if number else "0"
        return next((index for index, xf in self._plain() if xf.get("numFmtId") == wanted), 0)

    def moment_style(self, like: int, *, day: bool, hour: bool) -> int | None:
        """Find a date format that looks like another format otherwise, else one of plain look; None without either."""
        fitting = [index for index in range(len(self.xfs)) if self._fits(index, day=day, hour=hour)]
        exact = [index for index in fitting if self.shows(index).hour == hour]
        look = self._look(like)
        for wanted in (look, self._look(0)):
            for candidates in (exact, fitting):
                found = next((index for index in candidates if self._look(index) == wanted), None)
                if found is not None:
                    return found
        return None

    def added(self, like: int, *, day: bool, hour: bool) -> tuple[bytes, int]:
        """Return the part with one more cell format, `like` another but with Excel's own date format, and its index."""
        group = next(self.root.named("cellXfs"))
        xf = self.xfs[like] if like < len(self.xfs) else self.xfs[0]
        source = self.part[xf.start : xf.stop]
        changes: list[ByteEdit] = []
        number = {(True, False): "14", (True, True): "22", (False, True): "20"}[day, hour]
        for name, value in (("numFmtId", number), ("applyNumberFormat", "1")):
            start, stop, new = set_attribute(self.part, xf, name, value)
            changes.append(ByteEdit(start - xf.start, stop - xf.start, new))
        count = set_attribute(self.part, group, "count", str(len(self.xfs) + 1))
        return splice(self.part, [count, append_child(self.part, group, splice(source, changes))]), len(self.xfs)

    def _fits(self, index: int, *, day: bool, hour: bool) -> bool:
        shown = self.shows(index)
        return shown.day if day else shown.hour and hour

    def _shown(self, number: str) -> NumberFormat:
        code = self._codes.get(number)
        if code is None:
            key = int(number) if _NUMBER.fullmatch(number) else 0
            times = key in _BUILT_IN_TIMES
            return NumberFormat(day=key in _BUILT_IN_DATES and not times, hour=times or key == 22)
        bare = _QUOTED.sub("", code.partition(";")[0]).lower().replace("general", "")
        hour = "h" in bare or "s" in bare
        return NumberFormat(day="d" in bare or "y" in bare or ("m" in bare and not hour), hour=hour)

    def _look(self, index: int) -> tuple[object, ...]:
        if not 0 <= index < len(self.xfs):
            index = 0
        xf = self.xfs[index] if self.xfs else self.root
        children = tuple(tuple(sorted(child.attributes.items())) for child in xf.children)
        return (*(xf.get(name, "0") for name in _LOOK), children)

    def _plain(self) -> Iterator[tuple[int, Element]]:
        look = self._look(0)
        return ((index, xf) for index, xf in enumerate(self.xfs) if self._look(index) == look)


class StyleBook:
    """The styles of a book while edits are made."""

    def __init__(self, book: Book) -> None:
        self._book = book
        parts = book.related(book.workbook_part, "styles")
        if not parts:
            raise unreadable("has no styles, which Excel always writes")
        self._part = parts[0]
        self._styles = Styles(book.read(self._part))

    def shows(self, style: int, *, day: bool, hour: bool) -> bool:
        """Say whether a format shows a day, or for a mere time of day (`hour` alone) a time."""
        shown = self._styles.shows(style)
        return shown.day if day else shown.hour and hour

    def dxf_style(self, dxf: int) -> int:
        """Find the plain cell format with the number format of a differential one, or 0."""
        return self._styles.dxf_style(dxf)

    def for_moment(self, like: int, *, day: bool, hour: bool) -> int:
        """Return a date format that the workbook has, or add one that looks `like` another otherwise."""
        found = self._styles.moment_style(like, day=day, hour=hour)
        if found is None:
            part, found = self._styles.added(like, day=day, hour=hour)
            self._book.put(self._part, part)
            self._styles = Styles(part)
        return found
