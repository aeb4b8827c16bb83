"""A workbook as its parts stand while edits are made: sheets by name, relationships, what was changed or added.

Source: ECMA-376-1, 18.2 (workbook) and ECMA-376-2, 6.5 (relationships).
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from olsxl.workbook.container.package import MAX_PART, MAX_XML, WHERE, part_key, unreadable
from olsxl.workbook.container.rope import Rope
from olsxl.workbook.errors import SheetOfFormats, reading_sheet
from olsxl.workbook.reading import opc
from olsxl.workbook.reading.row_scan import last_filled_of
from olsxl.workbook.reading.shared_texts import SharedStrings
from olsxl.workbook.xml.markup import Element, from_utf8, parse, to_utf8
from olsxl.workbook.xml.normal_form import numbered, without_remarks
from olsxl.workbook.xml.sheet_xml import SheetXml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from olsxl.workbook.container.package import Package
    from olsxl.workbook.container.rope import ByteEdit
    from olsxl.workbook.reading.opc import Relation

_SMALL: Final = 2**18
"""Bytes of a part that is kept once it was read; four times as many are kept parsed."""
_MAX_TAGS: Final = 1_000_000
"""Tags of all parts that are parsed whole; a workbook with a hundred charts has some hundred thousand."""
_MAX_SHEETS: Final = 1_000


class Worksheet(NamedTuple):
    """One worksheet, in the order of the tabs: `part` holds it, `state` is visible, hidden or veryHidden."""

    name: str
    part: str
    state: str


class Book:
    """The parts of one workbook in UTF-8, and what the edits made of them so far.

    `formulas` says of a sheet's part, by its key, whether it holds any as it was read; of the others that is not known.
    """

    def __init__(self, package: Package) -> None:
        self.package = package
        self.formulas: dict[str, bool] = {}
        self.changed: dict[str, Rope] = {}
        self.added: dict[str, bytes] = {}
        self.removed: set[str] = set()
        self._codecs: dict[str, str] = {}
        self._respelled: set[str] = set()
        self._as_stored: set[str] = set()
        self._small: dict[str, bytes] = {}
        self._large: tuple[str, bytes] = ("", b"")
        self._roots: dict[str, tuple[bytes, Element]] = {}
        self._tags: dict[str, int] = {}
        self._sheets_xml: dict[str, SheetXml] = {}
        self._worksheets: tuple[tuple[bytes, bytes], list[Worksheet]] | None = None

    def for_edits(self) -> Book:
        """Return a book of the same package to make edits in: what was read is shared, what they change is its own."""
        own = Book(self.package)
        own.formulas = dict(self.formulas)
        own._codecs, own._small, own._roots = dict(self._codecs), dict(self._small), dict(self._roots)
        own._respelled, own._as_stored = set(self._respelled), set(self._as_stored)
        return own

    def let_go(self) -> None:
        """Let go of the large parts that were inflated; they are inflated again where they are asked for again."""
        self._large = ("", b"")
        self._sheets_xml.clear()
        self._roots = {name: (part, root) for name, (part, root) in self._roots.items() if len(part) <= _SMALL}

    def __contains__(self, name: str) -> bool:
        return (name in self.package and self._key(name) not in self.removed) or name in self.added

    @property
    def names(self) -> tuple[str, ...]:
        """Every part's name."""
        return (*self.package.names, *self.added)

    def read(self, name: str) -> bytes:
        """Return the part as it stands now, in UTF-8, the rows and cells of a sheet all with their places."""
        key = self._key(name)
        changed = self.changed.get(key)
        if changed is not None:
            return self._joined(key, changed)
        now = self.added.get(name, self._small.get(key))
        if now is not None:
            return now
        return self._large[1] if self._large[0] == key else self._inflated(name, key)

    def content(self, name: str) -> Rope:
        """Return the part as it stands now, in pieces where it was changed."""
        changed = self.changed.get(self._key(name))
        return Rope(self.read(name)) if changed is None else changed

    def _joined(self, key: str, changed: Rope) -> bytes:
        """Return a changed part whole, and keep it so: it is read again."""
        part = changed.joined()
        self.changed[key] = Rope(part)
        return part

    def _inflated(self, name: str, key: str) -> bytes:
        """Read a part, and keep it: all small ones, but of the large ones only the last."""
        if self.package.size(name) > _SMALL:
            self._large = ("", b"")
            self._sheets_xml.clear()
        with reading_sheet(self._sheet_in(key)):
            part = stored = self._stored(name)
            if key not in self._as_stored:
                part = self._in_our_form(stored, key)
        if part is stored:
            self._as_stored.add(key)
        if len(part) > _SMALL:
            self._large = (key, part)
        else:
            self._small[key] = part
        return part

    def _in_our_form(self, stored: bytes, key: str) -> bytes:
        """Return a part in UTF-8, without remarks among its rows, each row and cell with its place."""
        found, self._codecs[key] = to_utf8(stored)
        part = without_remarks(found)
        if self._codecs[key] or part is not found:
            self._respelled.add(key)
        return numbered(part)

    def _stored(self, name: str) -> bytes:
        """Return a part as the package holds it; of a sheet of formats alone, say which rows are to be deleted."""
        size, sheet = self.package.size(name), self._sheet_in(self._key(name))
        if size > MAX_PART and sheet:
            row, upto = last_filled_of(self.package.pieces(name))
            if upto < size / 2:
                raise SheetOfFormats(WHERE, sheet, size, row)
        return self.package.read(name)

    def _sheet_in(self, key: str) -> str:
        """Return the name of the sheet in a part, as far as the sheets were listed; "" where it holds none."""
        listed = self._worksheets[1] if self._worksheets else []
        return next((sheet.name for sheet in listed if self._key(sheet.part) == key), "")

    def check_size(self) -> None:
        """Refuse a workbook whose parts are too large together, and name its largest sheets."""
        if self.package.xml_size > MAX_XML:
            sizes = sorted(((self.package.size(sheet.part), sheet.name) for sheet in self.worksheets), reverse=True)
            large = " and ".join(f"its sheet '{name}' has {size // 2**20} MB" for size, name in sizes[:2])
            fix = (
                "Delete the rows below their lists that are only formatted, and sheets and objects that are not needed"
            )
            raise unreadable(f"is larger inside than any register: {large}", fix)

    def is_changed(self, name: str) -> bool:
        """Say whether a part was changed or added."""
        return self._key(name) in self.changed or name in self.added

    def edit(self, name: str, changes: list[ByteEdit]) -> None:
        """Splice a part."""
        if changes:
            self._put(name, Rope(self.read(name), changes))

    def put(self, name: str, part: bytes) -> None:
        """Give a part other content (UTF-8), or add it."""
        self._put(name, Rope(part))

    def _put(self, name: str, part: Rope) -> None:
        key = self._key(name)
        self._sheets_xml.pop(key, None)
        if self._large[0] == key:
            self._large = ("", b"")
        if name in self.package:
            self.changed[key] = part
        else:
            self.added[name] = part.joined()

    def remove(self, name: str) -> None:
        """Leave a part of the package out, with its content type and what the workbook says of it."""
        opc.unrelate(self, self.workbook_part, name)
        opc.undeclare(self, name)
        self.changed.pop(self._key(name), None)
        self.removed.add(self._key(name))

    def root(self, name: str) -> Element:
        """Return the part's root element."""
        part = self.read(name)
        known = self._roots.get(name)
        return known[1] if known is not None and known[0] is part else self._parsed(name, part)

    def _parsed(self, name: str, part: bytes) -> Element:
        """Parse a part and keep its root, as long as all that are kept are not too large together."""
        self._tags[name] = part.count(b"<")
        if sum(self._tags.values()) > _MAX_TAGS:
            raise unreadable("holds more in its tables and drawings than any register")
        root = parse(part)
        if sum(len(kept) for kept, _ in self._roots.values()) + len(part) > 4 * _SMALL:
            self._roots.clear()
        self._roots[name] = (part, root)
        return root

    def sheet_xml(self, name: str) -> SheetXml:
        """Return a worksheet part as it stands now, its rows to be found by number."""
        key = self._key(name)
        known = self._sheets_xml.get(key)
        if known is None:
            part = self.read(name)
            known = self._sheets_xml[key] = SheetXml(part, self._sheet_in(key))
        return known

    def finish(self) -> bytes:
        """Return the package with all changes."""
        self.let_go()
        return self.package.write(self.encoded(), self.added, self.removed)

    def encoded(self) -> dict[str, Rope]:
        """Return the changed parts, each in its own encoding."""
        codecs = {key: self._codecs.get(key, "") for key in self.changed}
        return {
            key: Rope(from_utf8(part.joined(), codecs[key])) if codecs[key] else part
            for key, part in self.changed.items()
        }

    def is_respelled(self, name: str) -> bool:
        """Say whether a part that was read is in another encoding in the package, or has remarks among its rows."""
        return self._key(name) in self._respelled

    def relations(self, part: str) -> list[Relation]:
        """Say what a part refers to; "" stands for the package itself."""
        return opc.relations(self, part)

    def related(self, part: str, kind: str) -> list[str]:
        """Return the parts of one kind that a part refers to, each once: a part may be related twice."""
        found = (item.target for item in self.relations(part) if item.kind == kind and not item.external)
        return list({self._key(target): target for target in found}.values())

    @cached_property
    def workbook_part(self) -> str:
        """The name of the workbook part, mostly `xl/workbook.xml`."""
        found = self.related("", "officeDocument")
        if not found or found[0] not in self:
            raise unreadable("is a package without a workbook in it")
        return found[0]

    @cached_property
    def shared_strings(self) -> SharedStrings:
        """The shared strings, which no edit changes."""
        parts = self.related(self.workbook_part, "sharedStrings")
        return SharedStrings(self, parts[0] if parts and parts[0] in self else "")

    @property
    def worksheets(self) -> list[Worksheet]:
        """The worksheets in the order of their tabs; chart and macro sheets are left out."""
        rels = opc.rels_part(self.workbook_part)
        parts = self.read(self.workbook_part), self.read(rels) if rels in self else b""
        if self._worksheets is None or any(old is not now for old, now in zip(self._worksheets[0], parts, strict=True)):
            targets = {item.id: item for item in self.relations(self.workbook_part)}
            self._worksheets = parts, [sheet for sheet, kind in self._tabs(targets) if kind == "worksheet"]
        return self._worksheets[1]

    @property
    def tab_names(self) -> list[str]:
        """The names of all sheets, of whatever kind, in their order: what `localSheetId` counts."""
        return [element.get("name") for element in self._sheet_elements()]

    def sheet_id(self, name: str) -> str:
        """Return the `sheetId` of a sheet, which the calculation chain goes by."""
        wanted = (element for element in self._sheet_elements() if element.get("name").casefold() == name.casefold())
        return next((element.get("sheetId") for element in wanted), "")

    @property
    def date1904(self) -> bool:
        """Whether days count from 1904 (18.2.28 workbookPr)."""
        settings = self.root(self.workbook_part).child("workbookPr")
        return settings is not None and settings.get("date1904") in {"1", "true", "on"}

    def _sheet_elements(self) -> list[Element]:
        sheets = self.root(self.workbook_part).child("sheets")
        if sheets is None or len(sheets.children) > _MAX_SHEETS:
            raise unreadable("has no sheets" if sheets is None else "has more sheets than any register")
        return list(sheets.named("sheet"))

    def _tabs(self, targets: dict[str, Relation]) -> Iterator[tuple[Worksheet, str]]:
        for element in self._sheet_elements():
            relation = targets.get(opc.relation_id(element))
            if relation is None or relation.target not in self:
                continue
            yield Worksheet(element.get("name"), relation.target, element.get("state", "visible")), relation.kind

    def _key(self, name: str) -> str:
        return part_key(name)
