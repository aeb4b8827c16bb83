"""A reader of workbooks that shares nothing with olsxl: zipfile, lxml, and what the standard says.

It reads what Excel reads: parts in any order and spelling, cells without `r`, formulas that are shared. Source:
ECMA-376-1, 18.2 (workbook), 18.3 (worksheet), 18.5 (table), 18.6 (calculation chain); ECMA-376-2, 6.5, 7.2.3.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import unquote

from lxml import etree

from tests.writers.places import Area, area, letters, number, place

if TYPE_CHECKING:
    from collections.abc import Iterator

_REFERENCE: Final = re.compile(r"(?<![\w\[.])(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7})(?![\w(\[])")
_PLACE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
Node = Any
"""An element of lxml, which has no types."""


class Cell(NamedTuple):
    """What a cell holds: its value as text, number or bool, its formula written out, and its style."""

    value: str | float | bool | None
    formula: str | None
    style: int
    array: str = ""


@dataclass
class Table:
    """A table: its part, name, sheet, range, and how many rows of it are headings and totals."""

    part: str
    name: str
    sheet: str
    area: Area
    header: int
    totals: int
    columns: list[str]
    calculated: dict[str, str]
    filtered: Area | None
    totals_formulas: dict[str, str]

    @property
    def first(self) -> int:
        return self.area.top + self.header

    @property
    def last(self) -> int:
        return self.area.bottom - self.totals


@dataclass
class Sheet:
    """A sheet: its cells by row and column, and the rest of it by kind."""

    name: str
    part: str
    id: str
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    dimension: str = ""
    merged: list[str] = field(default_factory=list)
    drop_downs: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    filtered: str = ""
    notes: dict[str, str] = field(default_factory=dict)
    shapes: list[tuple[int, int]] = field(default_factory=list)
    threads: dict[str, str] = field(default_factory=dict)
    charts: list[str] = field(default_factory=list)

    @property
    def formulas(self) -> set[str]:
        """The places of its formulas."""
        return {place(column, row) for (row, column), cell in self.cells.items() if cell.formula is not None}


def key(name: str) -> str:
    """Say what the spellings of one part's name have in common."""
    return unquote(name.replace("\\", "/").lstrip("/")).casefold()


class Reading:
    """A workbook, read."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.broken = archive.testzip()
            self.infos = archive.infolist()
            self.names = [info.filename for info in self.infos if not info.filename.endswith("/")]
            self.content = {name: archive.read(name) for name in self.names}
        self.parts = {key(name): content for name, content in self.content.items()}
        self.trees = {name: etree.fromstring(self.parts[name]) for name in ("[content_types].xml",)}
        self.workbook = next(target for kind, target, _ in self.related("") if kind == "officeDocument")

    def tree(self, name: str) -> Node:
        """Parse a part."""
        if name not in self.trees:
            self.trees[name] = etree.fromstring(self.parts[name])
        return self.trees[name]

    @cached_property
    def declarations(self) -> list[tuple[str, str, str]]:
        """Each Default or Override: which of them, its extension or part, its content type."""
        found = []
        for each in self.tree("[content_types].xml"):
            kind = etree.QName(each).localname
            name = each.get("Extension", "").casefold() if kind == "Default" else key(each.get("PartName", ""))
            found.append((kind, name, each.get("ContentType", "").casefold()))
        return found

    def type_of(self, name: str) -> str | None:
        """Return a part's content type."""
        own = [content_type for kind, known, content_type in self.declarations if (kind, known) == ("Override", name)]
        extension = name.rpartition(".")[2]
        usual = [each for kind, known, each in self.declarations if (kind, known) == ("Default", extension)]
        return next(iter([*own, *usual]), None)

    def related(self, source: str) -> list[tuple[str, str, str]]:
        """Return kind, target and id of a part's relationships within the package."""
        folder, name = posixpath.split(source)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if rels not in self.parts:
            return []
        found = []
        for each in self.tree(rels):
            if each.get("TargetMode") != "External":
                target = unquote(each.get("Target", "")).replace("\\", "/")
                whole = posixpath.normpath(posixpath.join("/", folder, target))
                found.append((each.get("Type", "").rpartition("/")[2], key(whole), each.get("Id", "")))
        return found

    def targets(self, source: str, kind: str) -> list[str]:
        """Return the parts of a kind that a part refers to, each once."""
        return list(dict.fromkeys(target for each, target, _ in self.related(source) if each == kind))

    @cached_property
    def date1904(self) -> bool:
        return any(each.get("date1904") in {"1", "true"} for each in named(self.tree(self.workbook), "workbookPr"))

    @cached_property
    def tabs(self) -> list[tuple[str, str, str]]:
        """Name, sheetId and part ("" where it is not there) of each sheet."""
        by_id = {number: target for _, target, number in self.related(self.workbook)}
        found = []
        for each in named(self.tree(self.workbook), "sheet"):
            part = by_id.get(relation_id(each), "")
            found.append((each.get("name", ""), each.get("sheetId", ""), part if part in self.parts else ""))
        return found

    @cached_property
    def sheets(self) -> dict[str, Sheet]:
        """The worksheets by name."""
        return {name: self._sheet(Sheet(name, part, number)) for name, number, part in self.tabs if part}

    @cached_property
    def texts(self) -> list[str]:
        """The shared strings."""
        parts = self.targets(self.workbook, "sharedStrings")
        items = named(self.tree(parts[0]), "si") if parts and parts[0] in self.parts else []
        return ["".join(each.text or "" for each in named(item, "t")) for item in items]

    @cached_property
    def formats(self) -> list[str]:
        """The number format of each cell format: its code, or the number of one that is built in."""
        parts = self.targets(self.workbook, "styles")
        if not parts or parts[0] not in self.parts:
            return []
        root = self.tree(parts[0])
        codes = {each.get("numFmtId"): each.get("formatCode", "") for each in named(root, "numFmt")}
        groups = list(named(root, "cellXfs"))
        return [codes.get(xf.get("numFmtId"), xf.get("numFmtId", "0")) for group in groups for xf in named(group, "xf")]

    @cached_property
    def names_defined(self) -> list[tuple[str, str, str]]:
        """Name, sheet ("" for the workbook; "?" for one that is not there) and text of each defined name."""
        found = []
        for each in named(self.tree(self.workbook), "definedName"):
            scope = each.get("localSheetId")
            at = int(scope) if scope is not None else -1
            sheet = "" if at < 0 else self.tabs[at][0] if at < len(self.tabs) else "?"
            found.append((each.get("name", ""), sheet, each.text or ""))
        return found

    @cached_property
    def tables(self) -> list[Table]:
        """Each table that a sheet lists among its parts."""
        found = []
        for sheet in self.sheets.values():
            by_id = {number: target for _, target, number in self.related(sheet.part)}
            wanted = [by_id[relation_id(each)] for each in named(self.tree(sheet.part), "tablePart")]
            found += [self._table(sheet.name, part) for part in wanted]
        return found

    def table(self, name: str) -> Table | None:
        """Find a table by its name."""
        return next((table for table in self.tables if table.name.casefold() == name.casefold()), None)

    @cached_property
    def chains(self) -> list[str]:
        """The parts that hold a calculation chain, whether the workbook refers to them or not."""
        return [name for name in self.parts if (self.type_of(name) or "").endswith(".calcchain+xml")]

    @cached_property
    def chain(self) -> list[tuple[str, str]]:
        """The calculation chain: sheet id and cell of each entry."""
        found, sheet = [], ""
        for part in self.chains:
            for each in named(self.tree(part), "c"):
                sheet = each.get("i") or sheet
                found.append((sheet, each.get("r", "")))
        return found

    # ---- parts

    def _table(self, sheet: str, part: str) -> Table:
        root = self.tree(part)
        columns = list(named(root, "tableColumn"))
        heads = [re.sub(r"_x000a_", "\n", each.get("name", "")) for each in columns]
        filters = list(named(root, "autoFilter"))

        def texts(kind: str) -> dict[str, str]:
            each = ((head, next(named(column, kind), None)) for head, column in zip(heads, columns, strict=True))
            return {head: found.text or "" for head, found in each if found is not None}

        return Table(
            part,
            root.get("displayName", ""),
            sheet,
            area(root.get("ref", "")),
            int(root.get("headerRowCount", "1")),
            int(root.get("totalsRowCount", "0")),
            heads,
            texts("calculatedColumnFormula"),
            area(filters[0].get("ref", "")) if filters else None,
            texts("totalsRowFormula"),
        )

    def _sheet(self, sheet: Sheet) -> Sheet:
        root = self.tree(sheet.part)
        for each in root:
            kind = etree.QName(each).localname
            if kind == "dimension":
                sheet.dimension = each.get("ref", "")
            elif kind == "sheetData":
                self._rows(sheet, each)
            elif kind == "autoFilter":
                sheet.filtered = each.get("ref", "")
            elif kind == "conditionalFormatting":
                sheet.formats.append(each.get("sqref", ""))
            elif kind == "mergeCells":
                sheet.merged = [cell.get("ref", "") for cell in each]
            elif kind == "dataValidations":
                sheet.drop_downs = [rule.get("sqref", "") for rule in each]
        self._beside(sheet)
        return sheet

    def _beside(self, sheet: Sheet) -> None:
        """Read what a sheet holds in parts of their own."""
        for part in self.targets(sheet.part, "comments"):
            sheet.notes |= {note.get("ref", ""): all_text(note) for note in named(self.tree(part), "comment")}
        for part in self.targets(sheet.part, "vmlDrawing"):
            rows, columns = (list(named(self.tree(part), kind)) for kind in ("Row", "Column"))
            sheet.shapes += [(int(r.text or 0) + 1, int(c.text or 0) + 1) for r, c in zip(rows, columns, strict=True)]
        for part in self.targets(sheet.part, "threadedComment"):
            sheet.threads |= {note.get("ref", ""): all_text(note) for note in named(self.tree(part), "threadedComment")}
        for part in self.targets(sheet.part, "drawing"):
            for chart in self.targets(part, "chart"):
                sheet.charts += [each.text or "" for kind in ("f", "sqref") for each in named(self.tree(chart), kind)]

    def _rows(self, sheet: Sheet, data: Node) -> None:
        shared: dict[str, tuple[str, int, int]] = {}
        at = 0
        for line in named(data, "row"):
            at = int(line.get("r", at + 1))
            sheet.rows.append(at)
            column = 0
            for each in named(line, "c"):
                before, own = column, at
                if each.get("r"):
                    found = _PLACE.fullmatch(each.get("r", ""))
                    column, own = (number(found[1]), int(found[2])) if found else (0, 0)
                else:
                    column += 1
                if column <= before or own != at:
                    sheet.odd.append(f"{place(column, at)} is out of order")
                sheet.cells[at, column] = self._cell(each, at, column, shared)

    def _cell(self, each: Node, row: int, column: int, shared: dict[str, tuple[str, int, int]]) -> Cell:
        f, v = next(named(each, "f"), None), next(named(each, "v"), None)
        kind, text = each.get("t", "n"), (v.text or "") if v is not None else ""
        formula, array = None, ""
        if f is not None:
            formula, array = f.text or "", f.get("ref", "") if f.get("t") == "array" else ""
            if f.get("t") == "shared":
                if formula:
                    shared[f.get("si", "")] = formula, row, column
                master = shared.get(f.get("si", ""))
                formula = translated(master[0], row - master[1], column - master[2]) if master else "#shared with none"
        value: str | float | bool | None = None
        if kind == "inlineStr":
            value = "".join(t.text or "" for t in named(each, "t")) or None
        elif text.strip():
            value = text if kind in {"str", "e"} else bool(int(text)) if kind == "b" else float(text)
            value = self.texts[int(text)] if kind == "s" else value
        return Cell(value, formula, int(each.get("s", "0")), array)


def named(node: Node, name: str) -> Iterator[Node]:
    """Return the elements of this name within a node, in any namespace."""
    yield from node.iter(f"{{*}}{name}")


def all_text(node: Node) -> str:
    """Return all text within a node."""
    return "".join(node.itertext()).strip()


def relation_id(node: Node) -> str:
    """Return an element's relationship."""
    return next((value for name, value in node.attrib.items() if str(name).endswith("/relationships}id")), "")


def translated(formula: str, rows: int, columns: int) -> str:
    """Return a formula as it reads so many rows and columns further."""

    def moved(found: re.Match[str]) -> str:
        fixed_column, column, fixed_row, row = found.groups()
        column = column if fixed_column else letters(number(column) + columns)
        return f"{fixed_column}{column}{fixed_row}{row if fixed_row else int(row) + rows}"

    return _REFERENCE.sub(moved, formula)
