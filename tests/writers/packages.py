"""Packages as any writer may leave them: parts, relationships, content types and the zip around them.

By zip and XML alone, and never by the code that is tried on them.
"""

from __future__ import annotations

import io
import posixpath
import random
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import quote as percent

from tests.writers import drawings
from tests.writers.places import area as area_of
from tests.writers.places import letters, place
from tests.writers.sheets import Author, Block, Cell, Sheet, quote
from tests.writers.spelling import PLAIN, Spelling, drawn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
STRICT: Final = "http://purl.oclc.org/ooxml/"
_SHEETS: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_RELS: Final = "application/vnd.openxmlformats-package.relationships+xml"
_KINDS: Final = {
    "workbook": _SHEETS + "sheet.main+xml",
    "worksheet": _SHEETS + "worksheet+xml",
    "table": _SHEETS + "table+xml",
    "styles": _SHEETS + "styles+xml",
    "sharedStrings": _SHEETS + "sharedStrings+xml",
    "calcChain": _SHEETS + "calcChain+xml",
    "comments": _SHEETS + "comments+xml",
    "pivotTable": _SHEETS + "pivotTable+xml",
    "revisionHeaders": _SHEETS + "revisionHeaders+xml",
    "userNames": _SHEETS + "userNames+xml",
    "vmlDrawing": "application/vnd.openxmlformats-officedocument.vmlDrawing",
    "drawing": "application/vnd.openxmlformats-officedocument.drawing+xml",
    "chart": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
    "threadedComment": "application/vnd.ms-excel.threadedcomments+xml",
    "person": "application/vnd.ms-excel.person+xml",
    "customXml": "application/xml",
    "image": "image/png",
    "externalLink": _SHEETS + "externalLink+xml",
}


@dataclass
class Made:
    """A workbook: its bytes, what stands on its sheets, and what is odd about it."""

    data: bytes
    sheets: list[Sheet]
    date1904: bool
    oddities: list[str]


@dataclass
class _Parts:
    """The parts of a package: content, content types, relationships by the part that has them."""

    content: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    relations: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)

    def add(self, name: str, kind: str, content: bytes) -> str:
        self.content[name] = content
        self.types[name] = _KINDS[kind]
        return name

    def relate(self, source: str, kind: str, target: str) -> str:
        known = self.relations.setdefault(source, [])
        known.append((f"rId{len(known) + 1}", kind, target))
        return known[-1][0]


class Writer:
    """A program that saves a register in one of many ways."""

    def __init__(self, seed: int, odd: float = 0.12) -> None:
        self.rng = random.Random(seed)  # noqa: S311 - workbooks that can be made again
        self.odd = odd if self.chance(0.85) else 0.0
        self.oddities: list[str] = []
        self.author = Author(self.rng)
        self.parts = _Parts()
        self.texts: list[str] = []
        self.strict = self.is_odd("strict", 0.4)
        self.date1904 = self.chance(0.15)
        self.office = STRICT + "officeDocument/relationships" if self.strict else OFFICE
        self.main = STRICT + "spreadsheetml/main" if self.strict else MAIN
        self.ink = drawn(self.rng, self.odd)
        lacking = (("no styles", 0.2), ("no cellXfs", 0.3), ("empty cellXfs", 0.3))
        self.lacking = next((what for what, times in lacking if self.is_odd(what, times)), "")

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def is_odd(self, what: str, times: float = 1.0) -> bool:
        """Draw whether something is odd, and note it."""
        if not self.chance(self.odd * times):
            return False
        self.oddities.append(what)
        return True

    def write(self) -> Made:
        """Return the workbook."""
        sheets = self.author.sheets()
        if self.is_odd("no sheets", 0.15):
            sheets = []
        names = self._sheet_parts(len(sheets))
        for sheet, part in zip(sheets, names, strict=True):
            self._sheet(sheet, part)
        self._workbook(sheets, names)
        self._styles()
        self._texts()
        self._chain(sheets)
        self._others()
        self._leftovers()
        self._relationships()
        return Made(self._zipped(self._declared()), sheets, self.date1904, self.oddities)

    def _sheet_parts(self, count: int) -> list[str]:
        if self.is_odd("sheets by other names"):
            pattern = self.rng.choice(
                ["xl/worksheets/Sheet {}.xml", "xl/sheet{}.xml", "xl/Worksheets/SHEET{}.XML", "sheets/s{}.xml"]
            )
        else:
            pattern = "xl/worksheets/sheet{}.xml"
        first = 1 if not self.is_odd("sheets counted from elsewhere") else self.rng.choice([0, 2, 7])
        return [percent(pattern.format(first + at)) for at in range(count)]

    # ---- parts

    def _own(self) -> Spelling:
        """The spelling of a part: mostly that of the writer, now and then another."""
        return self.ink if not self.chance(self.odd / 2) else drawn(self.rng, 0.5)

    def _main(
        self, name: str, ink: Spelling, inner: Sequence[str], attributes: dict[str, object] | None = None
    ) -> bytes:
        return ink.encoded(ink.root(name, {"": self.main, ink.related: self.office}, attributes or {}, *inner))

    def _workbook(self, sheets: Sequence[Sheet], names: Sequence[str]) -> None:
        ink, tag = self.ink, self.ink.tag
        self.book = (
            "xl/workbook.xml" if not self.is_odd("workbook elsewhere", 0.5) else "xl/book 1.xml".replace(" ", "%20")
        )
        ids = [str(at) for at in range(1, len(sheets) + 1)]
        if self.is_odd("sheet ids out of order"):
            ids = [str(7 - at) for at in range(len(sheets))]
        self.ids = ids
        listed = "".join(
            tag(
                "sheet",
                {
                    "name": sheet.name,
                    "sheetId": number,
                    f"{ink.related}:id": self.parts.relate(self.book, "worksheet", part),
                },
            )
            for sheet, number, part in zip(sheets, ids, names, strict=True)
        )
        defined = [tag("definedName", {"name": name}, text=text) for name, text, _ in self.author.names]
        for at, sheet in enumerate(sheets):
            if sheet.filtered:
                area = area_of(sheet.filtered)
                text = f"{quote(sheet.name)}!${letters(area.left)}${area.top}:${letters(area.right)}${area.bottom}"
                defined.append(
                    tag("definedName", {"name": "_xlnm._FilterDatabase", "localSheetId": at, "hidden": 1}, text=text)
                )
        if self.is_odd("a name of an absent sheet", 0.3):
            defined.append(
                tag("definedName", {"name": "_xlnm.Print_Area", "localSheetId": len(sheets)}, text="Gone!$A$1:$B$2")
            )
        if not sheets:
            defined = []
        inner = [
            tag("workbookPr", {"date1904": 1 if self.date1904 else None}),
            *([tag("workbookProtection", {"lockStructure": 1})] if self.is_odd("protected structure", 0.4) else []),
            tag("sheets", {}, listed) if listed else tag("sheets"),
            *([tag("definedNames", {}, *defined)] if defined else []),
            *([tag("calcPr", {"calcId": 191029})] if self.chance(0.7) else []),
        ]
        self.parts.add(self.book, "workbook", self._main("workbook", ink, inner))
        self.parts.relate("", "officeDocument", self.book)

    def _sheet(self, sheet: Sheet, part: str) -> None:
        ink = self._own()
        tag = ink.tag
        inner: list[str] = []
        if not self.is_odd("no dimension"):
            odd = next((ref for ref in ("A1:Z99", "A1") if self.is_odd(f"a dimension of {ref}", 0.7)), "")
            inner.append(tag("dimension", {"ref": odd or sheet.used or "A1"}))
        if self.chance(0.3):
            inner.append(tag("sheetViews", {}, tag("sheetView", {"workbookViewId": 0})))
        if self.chance(0.3):
            inner.append(tag("cols", {}, tag("col", {"min": 1, "max": 3, "width": "18.5", "customWidth": 1})))
        inner.append(self._rows(sheet, ink))
        if sheet.protected:
            inner.append(tag("sheetProtection", {"sheet": 1}))
        if sheet.filtered:
            inner.append(tag("autoFilter", {"ref": sheet.filtered}))
        if sheet.merged:
            inner.append(
                tag(
                    "mergeCells",
                    {"count": len(sheet.merged)},
                    *(tag("mergeCell", {"ref": ref}) for ref in sheet.merged),
                )
            )
        for at, ref in enumerate(sheet.formats, 1):
            rule = tag(
                "cfRule",
                {"type": "expression", "priority": at},
                tag("formula", text=f"LEN({ref.partition(':')[0]})>99"),
            )
            inner.append(tag("conditionalFormatting", {"sqref": ref}, rule))
        if sheet.drop_downs:
            each = (
                tag("dataValidation", {"type": "list", "sqref": ref}, tag("formula1", text='"One,Two"'))
                for ref in sheet.drop_downs
            )
            inner.append(tag("dataValidations", {"count": len(sheet.drop_downs)}, *each))
        if sheet.pivot:
            self._pivot(part, *sheet.pivot)
        inner += self._drawn(sheet, part, ink)
        inner += self._tables(sheet, part, ink)
        self.parts.add(part, "worksheet", self._main("worksheet", ink, inner))

    def _rows(self, sheet: Sheet, ink: Spelling) -> str:
        tag, rows = ink.tag, list[str]()
        numbering = self.rng.choice(["none", "rows", "some"]) if self.is_odd("cells without r") else "all"
        before, remarks = 0, self.is_odd("remarks among rows", 0.5)
        styled = {"s": 2, "customFormat": 1} if not self.lacking and self.is_odd("rows with a format", 0.5) else {}
        for number in sorted(sheet.cells):
            bare = numbering == "none" or (numbering == "some" and self.chance(0.5))
            attributes: dict[str, object] = {"r": None if bare and number == before + 1 else number, **styled}
            if self.chance(0.2):
                attributes |= {"spans": f"1:{max(sheet.cells[number])}"}
            cells, column = list[str](), 0
            for at, cell in sorted(sheet.cells[number].items()):
                without = numbering in {"none", "rows"} or (numbering == "some" and self.chance(0.5))
                named = None if without and at == column + 1 else place(at, number)
                cells.append(self._cell(cell, named, ink))
                column = at
            if remarks and self.chance(0.4):
                remark = self.rng.choice(['<!-- <row r="1"><c r="A1"/></row> -->', "<?page break?>", "<!-- ! -->"])
                self.rng.choice([rows, cells]).append(remark)
            rows.append(tag("row", attributes, *cells))
            before = number
        if self.is_odd("rows that hold nothing") and before:
            rows.append(tag("row", {"r": before + 1, "ht": "20", "customHeight": 1}))
        return tag("sheetData", {}, *rows)

    def _cell(self, cell: Cell, named: str | None, ink: Spelling) -> str:
        tag, style = ink.tag, (cell.style or None) if not self.lacking else None
        if cell.kind == "empty":
            kind, inner = self.rng.choice(
                [
                    *(("s", inner) for inner in (tag("v"), tag("v", text=" "), "")),
                    *((None, inner) for inner in (tag("v"), tag("v", text=" "))),
                    ("inlineStr", tag("is")),
                    ("str", tag("v")),
                    ("b", tag("v")),
                    ("e", tag("v")),
                ]
            )
            return (
                tag("c", {"r": named, "s": style, "t": kind}, inner)
                if inner
                else tag("c", {"r": named, "s": style, "t": kind})
            )
        if cell.kind == "blank":
            return tag("c", {"r": named, "s": style})
        if cell.kind == "s":
            if cell.value not in self.texts:
                self.texts.append(cell.value)
            return tag("c", {"r": named, "s": style, "t": "s"}, tag("v", text=str(self.texts.index(cell.value))))
        if cell.kind == "i":
            return tag("c", {"r": named, "s": style, "t": "inlineStr"}, tag("is", {}, tag("t", text=cell.value)))
        kind = {"str": "str", "b": "b"}.get(cell.kind)
        formula = (tag("f", cell.formula[0], text=cell.formula[1]),) if cell.formula else ()
        return tag("c", {"r": named, "t": kind, "s": style}, *formula, tag("v", text=str(cell.value)))

    def _tables(self, sheet: Sheet, part: str, ink: Spelling) -> Iterator[str]:
        blocks = [block for block in sheet.blocks if block.is_table]
        ids = []
        for block in blocks:
            at = 1 + sum(each.is_table for each in sheet.blocks[: sheet.blocks.index(block)])
            name = self.parts.add(f"xl/tables/table{at}.xml", "table", self._table(block, at))
            ids.append(self.parts.relate(part, "table", name))
        if ids and self.is_odd("a table related twice"):
            self.parts.relate(part, "table", name)
        if ids:
            yield ink.tag(
                "tableParts", {"count": len(ids)}, *(ink.tag("tablePart", {f"{ink.related}:id": each}) for each in ids)
            )

    def _table(self, block: Block, number: int) -> bytes:
        ink = self._own()
        tag = ink.tag
        columns = []
        for at, heading in enumerate(block.headings, 1):
            inner, own = list[str](), dict[str, object]()
            if heading == "Double" and block.declared:
                text = f"{letters(block.column('Hours'))}{block.top + 1}*2"
                if block.calculated == "this row":
                    text = f"{block.name}[[#This Row],[Hours]]*2"
                array = {"array": 1} if block.calculated == "array" else {}
                inner.append(tag("calculatedColumnFormula", array, text=text))
            if block.totals and heading == "Hours":
                own["totalsRowFunction"] = "custom" if block.totals == "RANGE" else "sum"
                if block.totals == "RANGE":
                    at_ = letters(block.column("Hours"))
                    inner.append(tag("totalsRowFormula", text=f"SUM({at_}{block.top + 1}:{at_}{block.last})"))
            if block.totals and at == 1:
                own["totalsRowLabel"] = "Total"
            columns.append(tag("tableColumn", {"id": at, "name": heading, **own}, *inner))
        filtered = block.ref.partition(":")[0] + ":" + place(block.right, block.last)
        inner = [tag("autoFilter", {"ref": filtered})] if self.chance(0.8) else []
        inner += [
            tag("tableColumns", {"count": len(columns)}, *columns),
            tag("tableStyleInfo", {"name": "TableStyleMedium2"}),
        ]
        own = {"totalsRowCount": 1} if block.totals else {"totalsRowShown": 0}
        own |= {} if block.rows + block.prepared else {"insertRow": 1}
        return self._main(
            "table", ink, inner, {"id": number, "name": block.name, "displayName": block.name, "ref": block.ref, **own}
        )

    def _pivot(self, part: str, ref: str, pages: int) -> None:
        ink = self._own()
        counts = {"rowPageCount": pages or None, "colPageCount": 1 if pages else None}
        location = ink.tag(
            "location", {"ref": ref, "firstHeaderRow": 1, "firstDataRow": 1, "firstDataCol": 1, **counts}
        )
        content = self._main("pivotTableDefinition", ink, [location], {"name": "Counts", "cacheId": 1})
        self.parts.relate(part, "pivotTable", self.parts.add("xl/pivotTables/pivotTable1.xml", "pivotTable", content))

    def _drawn(self, sheet: Sheet, part: str, ink: Spelling) -> Iterator[str]:
        """Notes, old and new, and a chart: the parts, and what the sheet says of them."""
        if sheet.chart:
            name = self._chart(sheet)
            yield ink.tag("drawing", {f"{ink.related}:id": self.parts.relate(part, "drawing", name)})
        if not sheet.notes:
            return
        own = self._own()
        tag = own.tag
        each = [
            tag("comment", {"ref": ref, "authorId": 0}, tag("text", {}, tag("t", text=text)))
            for ref, text in sheet.notes.items()
        ]
        inner = [tag("authors", {}, tag("author", text="Jo")), tag("commentList", {}, *each)]
        notes = self.parts.add("xl/comments1.xml", "comments", self._main("comments", own, inner))
        vml = self.parts.add("xl/drawings/vmlDrawing1.vml", "vmlDrawing", drawings.shapes(sheet.notes).encode())
        self.parts.relate(part, "comments", notes)
        shape = self.parts.relate(part, "vmlDrawing", vml)
        if self.is_odd("notes related twice"):
            self.parts.relate(part, "comments", notes)
            self.parts.relate(part, "vmlDrawing", vml)
        if self.chance(0.3):
            threads = PLAIN.encoded(drawings.threads(sheet.notes))
            name = self.parts.add("xl/threadedComments/threadedComment1.xml", "threadedComment", threads)
            self.parts.relate(part, "threadedComment", name)
        yield ink.tag("legacyDrawing", {f"{ink.related}:id": shape})

    def _chart(self, sheet: Sheet) -> str:
        column, row, (values, categories) = sheet.chart or (0, 0, ("", ""))
        name = "xl/drawings/drawing1.xml"
        filtered = self.is_odd("a chart with filtered categories", 2)
        content = PLAIN.encoded(drawings.chart(values, categories, filtered=filtered))
        chart = self.parts.add("xl/charts/chart1.xml", "chart", content)
        number = self.parts.relate(name, "chart", chart)
        return self.parts.add(name, "drawing", PLAIN.encoded(drawings.drawing(column, row, self.office, number)))

    def _styles(self) -> None:
        if self.lacking == "no styles":
            return
        ink = self._own()
        tag = ink.tag
        codes = self.rng.choice([["dd/mm/yyyy"], ["yyyy-mm-dd"], ["d mmm yyyy", "dd/mm/yyyy"]])
        formats = (tag("numFmt", {"numFmtId": 164 + at, "formatCode": code}) for at, code in enumerate(codes))
        xfs = [tag("xf", {"numFmtId": number, "fontId": 0, "fillId": 0, "borderId": 0}) for number in (0, 164, 0)]
        count = {"count": len(xfs)} if not self.is_odd("formats not counted") else {}
        full, empty = tag("cellXfs", count, *xfs), tag("cellXfs", {"count": 0})
        group = {"no cellXfs": "", "empty cellXfs": empty}.get(self.lacking, full)
        inner = [
            tag("numFmts", {"count": len(codes)}, *formats),
            tag("fonts", {"count": 1}, tag("font", {}, tag("sz", {"val": 11}))),
            tag("fills", {"count": 1}, tag("fill", {}, tag("patternFill", {"patternType": "none"}))),
            tag("borders", {"count": 1}, tag("border")),
            *([tag("cellStyleXfs", {"count": 1}, tag("xf", {"numFmtId": 0}))] if self.chance(0.8) else []),
            *([group] if group else []),
            *([tag("dxfs", {"count": 0})] if self.chance(0.5) else []),
        ]
        name = self.parts.add("xl/styles.xml", "styles", self._main("styleSheet", ink, inner))
        self.parts.relate(self.book, "styles", name)

    def _texts(self) -> None:
        if not self.texts and self.chance(0.5):
            return
        ink = self._own()
        items = (ink.tag("si", {}, ink.tag("t", text=text)) for text in self.texts)
        counts: dict[str, object] = (
            {"count": len(self.texts), "uniqueCount": len(self.texts)} if not self.is_odd("texts not counted") else {}
        )
        name = self.parts.add("xl/sharedStrings.xml", "sharedStrings", self._main("sst", ink, list(items), counts))
        self.parts.relate(self.book, "sharedStrings", name)

    def _chain(self, sheets: Sequence[Sheet]) -> None:
        entries = [(number, ref) for sheet, number in zip(sheets, self.ids, strict=True) for ref in sheet.formulas]
        if entries and self.is_odd("a chain of absent sheets"):
            entries.append((str(len(sheets) + self.rng.choice([1, 1, 2])), "B2"))
        if not entries or self.chance(0.4):
            return
        ink, written, last = self._own(), list[str](), ""
        for number, ref in entries:
            written.append(ink.tag("c", {"r": ref, "i": number if number != last or self.chance(0.5) else None}))
            last = number
        name = self.parts.add("xl/calcChain.xml", "calcChain", self._main("calcChain", ink, written))
        if not self.is_odd("a chain that nothing refers to"):
            self.parts.relate(self.book, "calcChain", name)

    def _others(self) -> None:
        """Parts that have nothing to do with the register."""
        if self.chance(0.2):
            name = self.parts.add("customXml/item1.xml", "customXml", b"<root><c>1</c></root>")
            self.parts.relate(self.book, "customXml", name)
        if self.chance(0.15):
            name = self.parts.add("xl/media/image1.png", "image", b"\x89PNG\r\n" + self.rng.randbytes(40))
            self.parts.relate(self.book, "image", name)
        if self.is_odd("a shared workbook", 0.3):
            kind, related = self.rng.choice([("revisionHeaders", "revisionHeaders"), ("userNames", "usernames")])
            name = self.parts.add(f"xl/revisions/{kind}.xml", kind, self._main("headers", PLAIN, []))
            if self.chance(0.8):
                self.parts.relate(self.book, related, name)

    def _leftovers(self) -> None:
        """Parts that nothing speaks of any more, and what speaks of parts that are no more."""
        self.stale: dict[str, str] = {}
        if self.is_odd("a sheet that lies there"):
            name = f"xl/worksheets/{self.rng.choice(['sheet2', 'sheet3', 'Sheet4'])}.xml"
            if name.casefold() not in {each.casefold() for each in self.parts.content}:
                self.parts.content[name] = self._main("worksheet", PLAIN, [PLAIN.tag("sheetData")])
                self.parts.types |= {name: _KINDS["worksheet"]} if self.chance(0.6) else {}
        if self.is_odd("relationships of an absent sheet"):
            name = "xl/worksheets/_rels/sheet4.xml.rels"
            if "xl/worksheets/sheet4.xml" not in self.parts.content:
                self.parts.content[name] = PLAIN.encoded(f'<Relationships xmlns="{RELATIONS}"/>')
        for name, kind in (
            ("xl/worksheets/sheet2.xml", "worksheet"),
            ("xl/tables/table1.xml", "table"),
            ("xl/worksheets/sheet4.xml", "worksheet"),
            ("xl/tables/Table2.xml", "table"),
        ):
            if self.is_odd(f"{name} declared and absent", 0.6):
                self.stale[name] = _KINDS[kind]
        if self.is_odd("a relationship to an absent sheet"):
            self.parts.relate(self.book, "worksheet", "xl/worksheets/sheet9.xml")

    # ---- the package

    def _relationships(self) -> None:
        """Write a part of relationships for each part that has some."""
        forms = ["relative"]
        if self.is_odd("targets in another form"):
            forms = self.rng.choice([["absolute"], ["dotted"], ["backslash"], ["relative", "absolute", "dotted"]])
        lower = self.is_odd("targets in other letters", 0.5)
        for source, every in self.parts.relations.items():
            ink = self._own()
            folder, name = posixpath.split(source)
            listed = []
            for number, kind, target in every:
                shown, style = target.lower() if lower and source else target, self.rng.choice(forms)
                if style == "absolute":
                    shown = f"/{shown}"
                else:
                    shown = posixpath.relpath(f"/{shown}", f"/{folder}")
                    shown = {"dotted": f"./{shown}", "backslash": shown.replace("/", "\\")}.get(style, shown)
                base = (
                    "http://schemas.microsoft.com/office/2017/10/relationships"
                    if kind in {"threadedComment", "person"}
                    else self.office
                )
                listed.append(ink.tag("Relationship", {"Id": number, "Type": f"{base}/{kind}", "Target": shown}))
            if self.chance(0.3):
                self.rng.shuffle(listed)
            root = ink.root("Relationships", {"": RELATIONS}, {}, *listed)
            self.parts.content[posixpath.join(folder, "_rels", f"{name}.rels")] = ink.encoded(root)

    def _declared(self) -> bytes:
        """Return the content types."""
        ink, every = self._own(), dict(self.parts.types)
        defaults = {"rels": _RELS, "xml": "application/xml", "vml": _KINDS["vmlDrawing"], "png": "image/png"}
        if self.is_odd("no Default"):
            every |= {name: _RELS for name in self.parts.content if name.endswith(".rels")}
            defaults = {}
        elif self.is_odd("no Default of rels"):
            every |= {name: _RELS for name in self.parts.content if name.endswith(".rels")}
            del defaults["rels"]
        elif self.is_odd("sheets by Default"):
            defaults["xml"] = _KINDS["worksheet"]
            every = {name: kind for name, kind in every.items() if kind != _KINDS["worksheet"]}
        if self.is_odd("content types in other letters"):
            every = {name.upper(): kind.replace("application", "Application") for name, kind in every.items()}
            defaults = {extension.upper(): kind for extension, kind in defaults.items()}
        known = {name.casefold() for name in every} | {name.casefold() for name in self.parts.content}
        every |= {name: kind for name, kind in self.stale.items() if name.casefold() not in known}
        listed = [
            ink.tag("Default", {"Extension": extension, "ContentType": kind}) for extension, kind in defaults.items()
        ]
        listed += [ink.tag("Override", {"PartName": f"/{name}", "ContentType": kind}) for name, kind in every.items()]
        if self.is_odd("a Default twice", 0.3) and defaults:
            listed.append(
                ink.tag("Default", {"Extension": "xml", "ContentType": defaults.get("xml", "application/xml")})
            )
        if self.is_odd("Defaults behind"):
            self.rng.shuffle(listed)
        return ink.encoded(ink.root("Types", {"": TYPES}, {}, *listed))

    def _zipped(self, types: bytes) -> bytes:
        content = {"[Content_Types].xml": types, **self.parts.content}
        order = list(content)
        if self.is_odd("parts in another order"):
            self.rng.shuffle(order)
        slashes = self.is_odd("backslashes in the zip", 0.3)
        streamed, wide = self.is_odd("sizes behind the parts"), self.is_odd("zip64")
        out: io.BytesIO = _Stream() if streamed else io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            if self.is_odd("folders"):
                archive.writestr(zipfile.ZipInfo("xl/", (2026, 11, 2, 9, 0, 0)), b"")
            for name in order:
                info = zipfile.ZipInfo(
                    name.replace("/", "\\") if slashes else name, (2026, 11, self.rng.randrange(1, 28), 8, 30, 0)
                )
                info.filename = name.replace("/", "\\") if slashes else name
                info.compress_type = zipfile.ZIP_STORED if self.chance(0.1) else zipfile.ZIP_DEFLATED
                with archive.open(info, "w", force_zip64=wide) as member:
                    member.write(content[name])
            if self.is_odd("the list in another order"):
                self.rng.shuffle(archive.filelist)
            if self.is_odd("a comment", 0.5):
                archive.comment = b"written by another program"
        return out.getvalue()


class _Stream(io.BytesIO):
    """A file that cannot go back: the zip's sizes come to stand behind its parts."""

    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        raise io.UnsupportedOperation

    def seek(self, *_: object) -> int:
        raise io.UnsupportedOperation
