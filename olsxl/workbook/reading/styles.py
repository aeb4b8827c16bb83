"""Cell formats: which of them show dates, and the one that may be added.

Source: ECMA-376-1, 18.8.10 (cellXfs), 18.8.30 (numFmt), 18.8.45 (xf).
"""

from __future__ import annotations

import posixpath
import re
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from olsxl.workbook.container.rope import ByteEdit
from olsxl.workbook.errors import UnreadableWorkbook
from olsxl.workbook.reading.number_texts import NumberText
from olsxl.workbook.reading.opc import DECLARATION, declare, free_name, relate, relationship_namespace
from olsxl.workbook.xml.markup import Element, append_child, drop_attribute, parse, prefix, set_attribute, splice

if TYPE_CHECKING:
    from collections.abc import Iterable

    from olsxl.workbook.reading.book import Book

_NO_UNIT: Final = re.compile(
    r"""\"([^"]*)" | \\(.) | [_*]. | \[(?!h+\]|m+\]|s+\])[^\[\]]*\] | AM/PM | A/P | General""",
    re.IGNORECASE | re.VERBOSE,
)
"""What a format code has beside units: texts, blanks and fillings, colours and locales, halves of the day."""
_UNIT: Final = re.compile("d+|m+|y+|h+|s+")
_WEEKDAY: Final = frozenset({"ddd", "dddd"})
_BUILT_IN: Final = {
    **dict.fromkeys(map(str, (*range(27, 37), *range(50, 59))), "ymd"),
    "14": "mdy",
    "15": "dmy",
    "16": "dm",
    "17": "my",
    "18": "hn",
    "19": "hns",
    "20": "hn",
    "21": "hns",
    "22": "mdyhn",
    "45": "ns",
    "46": "hns",
    "47": "ns",
}
"""The units of the formats that are known without their code (18.8.30)."""
_EXCELS_OWN: Final = {(True, False): "14", (True, True): "22", (False, True): "20"}
"""Excel's format of a day, of a day with its hour, of an hour: each as the computer is set to."""
_CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_LEAST: Final = (
    b'<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2">'
    b'<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    b'<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    b'<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    b'<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
)
_BEFORE_XFS: Final = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs")
_LOOK: Final = ("xfId", "fontId", "fillId", "borderId")
_OF_TEXTS: Final = ("quotePrefix", "pivotButton")
_STYLE: Final = re.compile(rb"""<[^<>]*?\ss(?:tyle)?\s*=\s*["']([0-9]{1,5})["']""")


class NumberFormat(NamedTuple):
    """What a number format shows of a date or time: d, m, y, h, n (minutes), s in its order; weekdays do not count.

    `text` is how it is written, `dd/mm/yyyy`, without what is left to the colour or the locale; "" for a built-in one.
    """

    units: str
    text: str = ""

    @classmethod
    def parse(cls, code: str) -> NumberFormat:
        """From a format code, of which the first section counts."""
        section = code.partition(";")[0].lower()
        units = [unit for unit in _UNIT.findall(_NO_UNIT.sub("", section)) if unit not in _WEEKDAY]
        around = zip(units, ["", *units], [*units[1:], ""], strict=False)
        letters = ("n" if _is_minute(*three) else three[0][0] for three in around)
        return cls("".join(letters), _NO_UNIT.sub(lambda found: found[1] or found[2] or "", section))

    @property
    def day(self) -> bool:
        """Whether it shows anything of a date."""
        return any(unit in self.units for unit in "dmy")

    @property
    def time(self) -> bool:
        """Whether it shows anything of a time of day."""
        return any(unit in self.units for unit in "hns")

    def tells(self, *, day: bool, hour: bool) -> bool:
        """Say whether it tells a day with month and year, an hour, or both, and nothing else."""
        whole = {*"dmy"} <= {*self.units} if day else not self.day
        return whole and ("h" in self.units if hour else not self.time)

    @property
    def rank(self) -> int:
        """How well it suits: dd/mm/yyyy, others with the day first, as the computer is set to, the rest."""
        if self.text.startswith("dd/mm/yyyy"):
            return 0
        return 1 if self.units.startswith("dmy") else 3 if self.text else 2


def _is_minute(unit: str, before: str, after: str) -> bool:
    return unit in {"m", "mm"} and (before.startswith("h") or after.startswith("s"))


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
    def _formats(self) -> dict[str, NumberFormat]:
        """The number formats of which something is known, by their numbers."""
        built_in = {number: NumberFormat(units) for number, units in _BUILT_IN.items()}
        return built_in | {number: NumberFormat.parse(code) for number, code in self._codes.items()}

    @cached_property
    def _codes(self) -> dict[str, str]:
        """The format codes that the workbook gives, by their numbers."""
        own = (format_ for group in self.root.named("numFmts") for format_ in group.named("numFmt"))
        return {each.get("numFmtId"): each.get("formatCode") for each in own}

    @cached_property
    def number_texts(self) -> dict[int, NumberText]:
        """The cell formats that show a whole number or a text with more than itself, by their indices."""
        texts = {number: text for number, code in self._codes.items() if (text := NumberText.parse(code))}
        numbers = ((style, self.number(style)) for style in range(len(self.xfs) if texts else 0))
        return {style: texts[number] for style, number in numbers if number in texts}

    def shows(self, style: int) -> NumberFormat:
        """Say what the format of this index shows; an index that there is not shows numbers."""
        return self._formats.get(self.number(style), NumberFormat(""))

    def number(self, style: int) -> str:
        """Return the number of a cell format's number format."""
        return self.xfs[style].get("numFmtId", "0") if 0 <= style < len(self.xfs) else "0"

    def dxf_style(self, dxf: int) -> int:
        """Find the plain cell format that has the number format of a differential one, or 0."""
        group = self.root.child("dxfs")
        chosen = list(group.named("dxf"))[dxf : dxf + 1] if group else []
        number = chosen[0].child("numFmt") if chosen else None
        return self.find(0, number.get("numFmtId") if number else "0") or 0

    def moment_format(self, near: Iterable[int], *, day: bool, hour: bool) -> str:
        """Choose the number format of a date or time: of some cell formats, else of all, else Excel's own."""
        for styles in (near, range(len(self.xfs))):
            telling = [style for style in styles if self.shows(style).tells(day=day, hour=hour)]
            if telling:
                return self.number(min(telling, key=lambda style: self.shows(style).rank))
        return _EXCELS_OWN[day, hour]

    def find(self, like: int, number: str) -> int | None:
        """Find a cell format with this number format that otherwise looks like another."""
        found = (index for index in range(len(self.xfs)) if self.number(index) == number)
        return next((index for index in found if self._look(index) == self._look(like)), None)

    def filled(self, count: int) -> bytes:
        """Return the part with so many cell formats at least: those that it has not are the first one, as is shown."""
        first = self.part[self.xfs[0].start : self.xfs[0].stop] if self.xfs else b"<%sxf/>" % self._prefix
        missing = count - len(self.xfs)
        return self._with_xfs(missing * first, count) if missing > 0 else self.part

    def added(self, like: int, number: str) -> tuple[bytes, int]:
        """Return the part with one more cell format, `like` another but with this number format, and its index."""
        xf = self.xfs[like]
        changes = [
            set_attribute(self.part, xf, "numFmtId", number),
            set_attribute(self.part, xf, "applyNumberFormat", "1"),
        ]
        changes += [change for name in _OF_TEXTS for change in drop_attribute(self.part, xf, name)]
        moved = [ByteEdit(start - xf.start, stop - xf.start, new) for start, stop, new in changes]
        new = splice(self.part[xf.start : xf.stop], moved)
        return self._with_xfs(new, len(self.xfs) + 1), len(self.xfs)

    def _with_xfs(self, new: bytes, count: int) -> bytes:
        group = self.root.child("cellXfs")
        if group is not None:
            changes = [set_attribute(self.part, group, "count", str(count)), append_child(self.part, group, new)]
            return splice(self.part, changes)
        whole = b'<%scellXfs count="%d">%s</%scellXfs>' % (self._prefix, count, new, self._prefix)
        if not self.root.children:
            return splice(self.part, [append_child(self.part, self.root, whole)])
        at = max((element.stop for element in self.root.named(*_BEFORE_XFS)), default=self.root.inner)
        return splice(self.part, [ByteEdit(at, at, whole)])

    @property
    def _prefix(self) -> bytes:
        return prefix(self.part, self.root)

    def _look(self, index: int) -> tuple[object, ...]:
        if not self.xfs:
            return ()
        xf = self.xfs[index if 0 <= index < len(self.xfs) else 0]
        children = {child.name: child.attributes for child in xf.named("alignment", "protection")}
        return (*(xf.get(name, "0") for name in _LOOK), children)


class StyleBook:
    """The styles of a book while edits are made."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._part = next((part for part in book.related(book.workbook_part, "styles") if part in book), "")
        self._styles = Styles(book.read(self._part) if self._part else _least_styles(book))
        self._chosen: dict[tuple[int, tuple[int, ...], bool, bool], int] = {}

    def dxf_style(self, dxf: int) -> int:
        """Find the plain cell format with the number format of a differential one, or 0."""
        return self._styles.dxf_style(dxf)

    def as_typed(self, style: int, value: object) -> object:
        """Return what a person would type in a cell of this format: of a text that it makes, what it makes that of."""
        shown = self._styles.number_texts.get(style)
        return shown.typed(value) if shown and isinstance(value, str) else value

    def for_moment(self, like: int, near: Iterable[int] = (), *, day: bool, hour: bool) -> int:
        """Return the cell format for a date or time where a cell would have another: that one if it shows the like.

        Otherwise it looks as that one but for its number format: of those `near`, of the workbook's, or Excel's own.
        """
        asked = (like, tuple(near), day, hour)
        if asked not in self._chosen:
            shown = self._styles.shows(like)
            fits = shown.day if day else shown.time
            self._chosen[asked] = (
                like if fits else self._with(like, self._styles.moment_format(near, day=day, hour=hour))
            )
        return self._chosen[asked]

    def _with(self, like: int, number: str) -> int:
        """Return the cell format with a number format that else looks like another; where there is none it is added."""
        found = self._styles.find(like, number)
        if found is None:
            styles = Styles(self._styles.filled(self._last() + 1))
            part, found = styles.added(like, number)
            self._put(part)
        return found

    def _put(self, part: bytes) -> None:
        """Give the workbook these styles, in a new part where it has none: that which it refers to, if it does."""
        if not self._part:
            workbook = self._book.workbook_part
            lost = self._book.related(workbook, "styles")
            pattern = posixpath.join(posixpath.dirname(workbook), "styles.xml")
            self._part = lost[0] if lost else free_name(self._book, pattern)
            declare(self._book, {self._part: _CONTENT_TYPE})
            if not lost:
                office = relationship_namespace(self._book.root(workbook))
                relate(self._book, workbook, f"{office}/styles", [self._part])
        self._book.put(self._part, part)
        self._styles = Styles(part)

    def _last(self) -> int:
        """Return the last cell format that a cell speaks of, whether it is there or not, in what can be read."""
        last = 0
        for sheet in self._book.worksheets:
            with suppress(UnreadableWorkbook):
                last = max(last, *map(int, set(_STYLE.findall(self._book.read(sheet.part)))), 0)
        return last


def _least_styles(book: Book) -> bytes:
    """Return the least that Excel takes for styles, for a workbook without any."""
    namespace = book.root(book.workbook_part).namespace.encode()
    return DECLARATION + b'<styleSheet xmlns="%s">%s</styleSheet>' % (namespace, _LEAST)
