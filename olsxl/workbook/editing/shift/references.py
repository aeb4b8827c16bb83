"""What follows cells that move: everything in the workbook that says where a cell is.

The order is that of the parts: the sheets' frames, what belongs to the shifted sheet (tables, notes, threaded comments,
drawings, pivots), and what may lead there from anywhere (names, charts, controls, links, the calculation chain).
Source: ECMA-376-1, 18.3 (sheets), 18.5 (tables), 18.7 (comments), 18.10 (pivots), 20.5 (drawings), 18.6 (calcChain);
[MS-XLSX] 2.6 (extensions); [MS-OI29500] 2.1 (VML anchors).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final

from olsxl.workbook.container.package import part_key
from olsxl.workbook.editing.calculation_chain import chain_parts
from olsxl.workbook.editing.extend import chart_formulas, chart_parts
from olsxl.workbook.reading.anchors import ANCHORS, anchored
from olsxl.workbook.reading.opc import relation_id, rels_part
from olsxl.workbook.reading.pivots import cache_frame
from olsxl.workbook.xml.markup import parse, parse_flat, set_attribute, set_text, set_texts
from olsxl.workbook.xml.ranges import cell_name, cell_position
from olsxl.workbook.xml.sheet_xml import map_ranges

if TYPE_CHECKING:
    from collections.abc import Iterable

    from olsxl.workbook.container.rope import ByteEdit
    from olsxl.workbook.editing.shift.shift import Shift
    from olsxl.workbook.reading.book import Book, Worksheet
    from olsxl.workbook.xml.markup import Element

_UNMOVED: Final = frozenset({"selection", "pane", "dimension"})
_FORMULA_TEXTS: Final = frozenset(
    {"f", "formula", "formula1", "formula2", "calculatedColumnFormula", "totalsRowFormula"}
)
_FORMULA_ATTRIBUTES: Final = frozenset(
    {"location", "linkedCell", "listFillRange", "fmlaLink", "fmlaRange", "textlink", "cell", "cellRange"}
)
_OF_A_SHEET: Final = frozenset({"worksheetSource", "rangeSet", "dataRef"})
"""What names the sheet that its `ref` is of (18.10.1.95, 18.10.1.78, 18.3.1.29); elsewhere with an `r:id`."""
_RANGE_ATTRIBUTES: Final = frozenset({"ref", "sqref"})
_CELL_ELEMENTS: Final = frozenset({"inputCells", "cellWatch", "singleXmlCell"})
_BLOCK: Final = re.compile(rb"<(?:\w+:)?shape\b(?:(?!<(?:\w+:)?shape\b).)*?</(?:\w+:)?shape>", re.DOTALL)
_NOTE_ROW: Final = re.compile(rb"(<(?:\w+:)?Row>\s*)(\d{1,9})(\s*</)")
_NOTE_COLUMN: Final = re.compile(rb"<(?:\w+:)?Column>\s*(\d{1,9})\s*</")
_ANCHOR: Final = re.compile(rb"(<(?:\w+:)?Anchor>)((?:\s*\d{1,9}\s*,){7}\s*\d{1,9}\s*)(</)")
_LINK: Final = re.compile(rb"(<(?:\w+:)?Fmla(?:Link|Range|Pict)>)([^<]*)(</)")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The workbook around a shift. `but` is the table part whose own ref its append takes care of."""

    book: Book
    shift: Shift
    but: str
    _followed: set[str] = field(default_factory=set)

    def follow(self) -> None:
        """Let every part follow, except the cells of the sheets; the shifted sheet's own parts follow as such."""
        for sheet in sorted(self.book.worksheets, key=lambda sheet: not self._is_own(sheet)):
            self._frame(sheet, own=self._is_own(sheet))
            self._belongings(sheet, own=self._is_own(sheet))
        self._names()
        for part in chart_parts(self.book):
            elements = chart_formulas(self.book.root(part))
            self.book.edit(part, set_texts(elements, partial(self.shift.formula, own_sheet=None)))
        for part in self._parts("connections"):
            self._whole(part, None, own=False)
        for part in self._parts("pivotCacheDefinition"):
            text = self.book.read(part)
            self.book.edit(part, self._changes(text, cache_frame(text).walk(), None, own=False))
        for part in chain_parts(self.book):
            self._cells_by_sheet(part, parse_flat(self.book.read(part), b"c"), "i")
        for part in self._parts("volatileDependencies"):
            places = (element for element in self.book.root(part).walk() if element.name == "tr")
            self._cells_by_sheet(part, places, "s")

    def _is_own(self, sheet: Worksheet) -> bool:
        return sheet.name.casefold() == self.shift.sheet.casefold()

    def _parts(self, kind: str) -> list[str]:
        return [part for part in self.book.related(self.book.workbook_part, kind) if part in self.book]

    def _of_sheet(self, sheet: Worksheet, kind: str) -> list[str]:
        """Return the parts of one kind that a sheet refers to, but for those that followed with another sheet."""
        new = [part for part in self.book.related(sheet.part, kind) if part_key(part) not in self._followed]
        self._followed.update(map(part_key, new))
        return new

    def _frame(self, sheet: Worksheet, *, own: bool) -> None:
        xml = self.book.sheet_xml(sheet.part)
        changes = self._changes(xml.part, xml.frame.walk(), sheet.name, own=own)
        self.book.edit(sheet.part, changes)

    def _belongings(self, sheet: Worksheet, *, own: bool) -> None:
        for part in self._of_sheet(sheet, "table"):
            self._whole(part, sheet.name, own=own and part != self.but)
        for part in self._of_sheet(sheet, "drawing"):
            self._whole(part, sheet.name, own=own)
            self._links(rels_part(part))
        for part in self._of_sheet(sheet, "ctrlProp"):
            self._whole(part, sheet.name, own=False)
        for part in self._of_sheet(sheet, "vmlDrawing"):
            self._notes(part, sheet.name, own=own)
        if own:
            kinds = ("comments", "threadedComment", "pivotTable", "tableSingleCells")
            for part in (part for kind in kinds for part in self._of_sheet(sheet, kind)):
                self._whole(part, sheet.name, own=True)

    def _links(self, rels: str) -> None:
        """Let the links of pictures and shapes follow that lead to a cell (`#Sheet!A1`)."""
        if rels not in self.book:
            return
        text = self.book.read(rels)
        changes: list[ByteEdit] = []
        for element in parse(text).named("Relationship"):
            target = element.get("Target")
            moved = self.shift.formula(target, None) if target.startswith("#") else target
            changes += [set_attribute(text, element, "Target", moved)] if moved != target else []
        self.book.edit(rels, changes)

    def _whole(self, part: str, sheet: str | None, *, own: bool) -> None:
        text = self.book.read(part)
        self.book.edit(part, self._changes(text, self.book.root(part).walk(), sheet, own=own))

    def _changes(self, part: bytes, elements: Iterable[Element], sheet: str | None, *, own: bool) -> list[ByteEdit]:
        changes: list[ByteEdit] = []
        for element in elements:
            changes += self._formulas(part, element, sheet)
            if element.name in _OF_A_SHEET:
                leads_here = element.get("sheet").casefold() == self.shift.sheet.casefold()
                changes += self._ranges(part, element, "ref") if leads_here and not relation_id(element) else []
            elif own and element.name not in _UNMOVED:
                changes += self._places(part, element)
        return changes

    def _formulas(self, part: bytes, element: Element, sheet: str | None) -> list[ByteEdit]:
        changes: list[ByteEdit] = []
        if element.name in _FORMULA_TEXTS and element.text and not element.children:
            text = self.shift.formula(element.text, sheet)
            changes += [set_text(element, text)] if text != element.text else []
        wanted = {*_FORMULA_ATTRIBUTES, "val"} if element.name == "cfvo" else _FORMULA_ATTRIBUTES
        for name in wanted & element.attributes.keys():
            text = self.shift.formula(element.get(name), sheet)
            changes += [set_attribute(part, element, name, text)] if text != element.get(name) else []
        return changes

    def _places(self, part: bytes, element: Element) -> list[ByteEdit]:
        """Move what says in so many words where it is, on the shifted sheet itself."""
        changes: list[ByteEdit] = []
        for name in _RANGE_ATTRIBUTES & element.attributes.keys():
            changes += self._ranges(part, element, name)
        if element.name == "sqref":
            text = map_ranges(element.text, self.shift.of)
            changes += [set_text(element, text)] if text != element.text else []
        elif element.name in _CELL_ELEMENTS:
            changes += self._ranges(part, element, "r")
        elif element.name == "brk" and self.shift.whole_rows and _is_row_break(element):
            changes += self._break(part, element)
        elif element.name in ANCHORS:
            changes += self._anchor(element)
        return changes

    def _ranges(self, part: bytes, element: Element, name: str) -> list[ByteEdit]:
        new = map_ranges(element.get(name), self.shift.of)
        return [set_attribute(part, element, name, new)] if new != element.get(name) else []

    def _break(self, part: bytes, element: Element) -> list[ByteEdit]:
        above = element.number("id")
        return [set_attribute(part, element, "id", str(above + self.shift.rows))] if above >= self.shift.top else []

    def _anchor(self, element: Element) -> list[ByteEdit]:
        """Move a picture, chart or control with the cells under it; what was to keep its size is not stretched."""
        area = anchored(element)
        if area is None or element.get("editAs") == "absolute":
            return []
        fixed = element.get("editAs") == "oneCell" or element.get("sizeWithCells") in {"0", "false"}
        new = self.shift.of(area)
        if new is None or (fixed and area.top < self.shift.top):
            return []
        ends = [row for corner in element.named("from", "to") for row in corner.named("row")]
        places = zip(ends, (area.top, area.bottom), (new.top, new.bottom), strict=False)
        return [set_text(end, str(now - 1)) for end, before, now in places if now != before]

    def _names(self) -> None:
        book = self.book
        tabs = book.tab_names
        group = book.root(book.workbook_part).child("definedNames")
        changes: list[ByteEdit] = []
        for element in group.named("definedName") if group else ():
            local = element.get("localSheetId")
            sheet = tabs[int(local[:9])] if local.isdecimal() and int(local[:9]) < len(tabs) else None
            text = self.shift.formula(element.text, sheet)
            changes += [set_text(element, text)] if text != element.text else []
        book.edit(book.workbook_part, changes)

    def _notes(self, part: str, sheet: str, *, own: bool) -> None:
        """Move the boxes of notes and controls; VML is no XML, so it is matched shape by shape."""
        old = self.book.read(part)
        new = _BLOCK.sub(partial(self._shape, sheet=sheet, own=own), old)
        if new != old:
            self.book.put(part, new)

    def _shape(self, block: re.Match[bytes], *, sheet: str, own: bool) -> bytes:
        def linked(found: re.Match[bytes]) -> bytes:
            return found[1] + self.shift.formula(found[2].decode(), sheet).encode() + found[3]

        shape = _LINK.sub(linked, block[0])
        place = _shape_place(shape)
        if not own or place is None or not self.shift.moves(*place):
            return shape
        shape = _ANCHOR.sub(self._lower_anchor, shape, 1)
        return _NOTE_ROW.sub(lambda found: found[1] + b"%d" % (int(found[2]) + self.shift.rows) + found[3], shape, 1)

    def _lower_anchor(self, found: re.Match[bytes]) -> bytes:
        """Lower a VML anchor: left column, offset, top row, offset, right column, offset, bottom row, offset."""
        numbers = [number.strip() for number in found[2].split(b",")]
        for at in (2, 6):
            numbers[at] = b"%d" % (int(numbers[at]) + self.shift.rows)
        return found[1] + b", ".join(numbers) + found[3]

    def _cells_by_sheet(self, part: str, elements: Iterable[Element], attribute: str) -> None:
        """Rewrite entries of cells that moved, in place (18.6.1 c: the sheet is inherited from the entry before)."""
        text, sheet = self.book.read(part), ""
        own = self.book.sheet_id(self.shift.sheet)
        changes: list[ByteEdit] = []
        for element in elements:
            sheet = element.get(attribute) or sheet
            column, row = cell_position(element.get("r"))
            if sheet == own and self.shift.moves(column, row):
                changes.append(set_attribute(text, element, "r", cell_name(column, row + self.shift.rows)))
        self.book.edit(part, changes)


def _shape_place(shape: bytes) -> tuple[int, int] | None:
    """Return column and row of a note's cell, else of the cell under a shape's upper left corner."""
    row, column, anchor = _NOTE_ROW.search(shape), _NOTE_COLUMN.search(shape), _ANCHOR.search(shape)
    if row and column:
        return int(column[1]) + 1, int(row[2]) + 1
    numbers = anchor[2].split(b",") if anchor else []
    return (int(numbers[0]) + 1, int(numbers[2]) + 1) if len(numbers) == 8 else None


def _is_row_break(element: Element) -> bool:
    return element.within == "rowBreaks"
