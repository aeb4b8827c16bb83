"""Formulas rewritten in the cells where they stand; shared ones are written out where that is needed.

Source: ECMA-376-1, 18.3.1.40 (f: normal, array, dataTable, shared).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.workbook.container.rope import ByteEdit
from olsxl.workbook.reading.formulas import FormulaCell, formulas
from olsxl.workbook.xml.markup import escape_text, set_attribute, set_text
from olsxl.workbook.xml.ranges import Range

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from olsxl.workbook.xml.markup import Element
    from olsxl.workbook.xml.sheet_xml import SheetXml


def rewrite_formulas(
    xml: SheetXml,
    text: Callable[[FormulaCell], str],
    area: Callable[[Range], Range | None],
) -> list[ByteEdit]:
    """Give formulas other texts, and those that fill several cells other places.

    A group of shared formulas of which one changes, or moves by itself, is written out, cell by cell.
    """
    cells = formulas(xml)
    new = [text(cell) for cell in cells]
    apart = {
        cell.element.get("si")
        for cell, changed in zip(cells, new, strict=True)
        if cell.kind == "shared" and (changed != cell.text or area(cell.area) is not None)
    }
    changes: list[ByteEdit] = []
    for cell, changed in zip(cells, new, strict=True):
        if cell.kind == "shared":
            changes += [_alone(xml, cell, changed)] if cell.element.get("si") in apart else []
        else:
            changes += [*_changed(xml, cell, changed, area(cell.area)), *_inputs(xml, cell, area)]
    return changes


def _changed(xml: SheetXml, cell: FormulaCell, text: str, area: Range | None) -> list[ByteEdit]:
    changes = [set_text(cell.element, text)] if text != cell.text else []
    if area is not None and cell.kind in {"array", "dataTable"}:
        changes.append(set_attribute(xml.part, cell.element, "ref", str(area)))
    return changes


def _inputs(xml: SheetXml, cell: FormulaCell, area: Callable[[Range], Range | None]) -> list[ByteEdit]:
    """Let the input cells of a data table follow (18.3.1.40 r1, r2), which lie on its own sheet."""
    found = [(name, area(Range.parse(cell.element.get(name)))) for name in ("r1", "r2") if cell.element.get(name)]
    return [set_attribute(xml.part, cell.element, name, str(new)) for name, new in found if new is not None]


def _alone(xml: SheetXml, cell: FormulaCell, text: str) -> ByteEdit:
    element = cell.element
    keep = b' ca="1"' if element.get("ca") in {"1", "true"} else b""
    new = b"<%sf%s>%s</%sf>" % (xml.prefix, keep, escape_text(text), xml.prefix)
    return ByteEdit(element.start, element.stop, new)


def drop_shared(xml: SheetXml, gone: Iterable[Element]) -> list[ByteEdit]:
    """Take the formulas of some cells out of their shared groups, so that the others keep theirs."""
    dropped = {formula.start: formula for cell in gone for formula in cell.named("f") if formula.get("t") == "shared"}
    groups = {formula.get("si") for formula in dropped.values() if formula.text}
    others = (other for other in (formulas(xml) if groups else ()) if other.element.start not in dropped)
    left = (other for other in others if other.kind == "shared" and other.element.get("si") in groups)
    return [_alone(xml, other, other.text) for other in left]
