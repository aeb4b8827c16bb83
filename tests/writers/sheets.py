"""What stands on the sheets of a made-up register: a table or list, and whatever people put around one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from tests.writers.places import letters, place

if TYPE_CHECKING:
    import random

KINDS: Final = {"Ref": "text", "Day": "day", "Note": "text", "Hours": "number", "Double": "formula", "Seen": "bool"}
"""The columns that a register may have, and what each of them holds."""

PIVOT: Final = "Row Labels"
"""What stands in the first cell of a pivot table."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: `kind` is how its value is written, `formula` the attributes and the text of its `<f>`."""

    kind: str
    value: Any = None
    style: int = 0
    formula: tuple[dict[str, object], str] | None = None


@dataclass
class Block:
    """A table or list: where its headings stand, how many rows of data, prepared and of totals it has."""

    name: str
    headings: tuple[str, ...]
    left: int
    top: int
    rows: int
    prepared: int = 0
    totals: str = ""
    is_table: bool = True
    declared: bool = False
    calculated: str = ""

    @property
    def right(self) -> int:
        return self.left + len(self.headings) - 1

    @property
    def last(self) -> int:
        """The last row of data, those that are prepared among them."""
        return self.top + max(self.rows + self.prepared, self.is_table)

    @property
    def bottom(self) -> int:
        return self.last + bool(self.totals)

    @property
    def ref(self) -> str:
        return f"{place(self.left, self.top)}:{place(self.right, self.bottom)}"

    def column(self, heading: str) -> int:
        return self.left + self.headings.index(heading)

    def area(self, heading: str, last: int | None = None) -> str:
        """The data of a column, as an absolute range."""
        at = letters(self.column(heading))
        return f"${at}${self.top + 1}:${at}${last or self.last}"


@dataclass
class Sheet:
    """One sheet: its cells by row and column, its blocks, and what else it holds."""

    name: str
    cells: dict[int, dict[int, Cell]] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    drop_downs: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    filtered: str = ""
    protected: bool = False
    chart: tuple[int, int, list[str]] | None = None
    pivot: tuple[str, int] | None = None
    """The range of a pivot table, and how many page fields stand above it."""

    def put(self, column: int, row: int, cell: Cell) -> None:
        self.cells.setdefault(row, {})[column] = cell

    @property
    def used(self) -> str:
        """The smallest range around all cells, or nothing."""
        rows = [row for row, cells in self.cells.items() if cells]
        columns = [column for cells in self.cells.values() for column in cells]
        return f"{place(min(columns), min(rows))}:{place(max(columns), max(rows))}" if columns else ""

    @property
    def formulas(self) -> list[str]:
        """The places of its formulas."""
        return [place(c, r) for r, cells in self.cells.items() for c, cell in cells.items() if cell.formula]


class Author:
    """A person who keeps a register in one of many ways."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.names: list[tuple[str, str, int | None]] = []

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def sheets(self) -> list[Sheet]:
        """Lay out one to three sheets, the register on one of them."""
        log = Sheet(self.rng.choice(["Log", "Log", "My log", "Log & more", "L\u00f6g"]))
        self._register(log)
        made = [log]
        if self.chance(0.6):
            made.append(self._other(log))
        if self.chance(0.2):
            made.append(Sheet("Empty"))
        if self.chance(0.2):
            made.insert(0, made.pop())
        return made

    def _register(self, sheet: Sheet) -> None:
        headings = ["Ref", *(each for each in ("Day", "Note", "Hours", "Seen") if self.chance(0.65))]
        if "Hours" in headings and self.chance(0.5):
            headings.append("Double")
        if len(headings) == 1:
            headings.append("Note")
        tail = headings[1:]
        self.rng.shuffle(tail)
        top, left = self.rng.choice([(1, 1), (1, 1), (3, 1), (2, 2), (4, 3)])
        is_table = self.chance(0.7)
        block = Block(
            "Updates" if is_table else sheet.name, ("Ref", *tail), left, top, self.rng.randrange(7), is_table=is_table
        )
        if is_table and self.chance(0.25):
            block.prepared = self.rng.randrange(1, 3)
        if is_table and block.rows and "Hours" in headings and self.chance(0.4):
            block.totals = self.rng.choice(["SUBTOTAL", "SUM", "RANGE"])
        if "Double" in headings:
            block.calculated = self.rng.choice(["this row", "cell", "cell", "shared", "shared", "array"])
            block.declared = is_table and self.chance(0.7)
        if not is_table:
            block.rows = max(block.rows, 2)
        self._fill(sheet, block)
        if top > 1:
            sheet.put(left, 1, Cell("s", "Our register"))
            if self.chance(0.6):
                sheet.merged.append(f"{place(left, 1)}:{place(block.right, 1)}")
        self._around(sheet, block)

    def _fill(self, sheet: Sheet, block: Block) -> None:
        """Write headings, records, prepared rows and totals."""
        sheet.blocks.append(block)
        text = self.rng.choice("siis")
        for heading in block.headings:
            sheet.put(block.column(heading), block.top, Cell(text, heading))
        days = self.rng.choice([1, 1, 1, 0])
        gaps = not block.is_table and self.chance(0.3)
        row = block.top
        for number in range(block.rows):
            row += 1
            if gaps and number and self.chance(0.4):
                row += 1
            for heading in block.headings:
                if (cell := self._record(block, heading, number, (text, days))) is not None:
                    sheet.put(block.column(heading), row, cell)
        if not block.is_table:
            block.rows = row - block.top
        if block.calculated:
            self._calculate(sheet, block)
        if block.totals:
            self._total(sheet, block)

    def _record(self, block: Block, heading: str, number: int, how: tuple[str, int]) -> Cell | None:
        text, days = how
        kind = KINDS[heading]
        if heading != "Ref" and self.chance(0.12):
            return self.rng.choice([None, Cell("blank"), Cell("empty"), Cell("blank", style=1)])
        if kind == "text":
            return Cell(self.rng.choice([text, "s", "i", "str"]), f"{heading} {block.name[0]}{number}", 0)
        if kind == "day":
            return Cell("n", 46000 + number, days)
        if kind == "bool":
            return Cell("b", number % 2)
        return Cell("n", number + 0.5) if kind == "number" else None

    def _calculate(self, sheet: Sheet, block: Block) -> None:
        """Fill the calculated column of the rows that have a record, one of them perhaps typed over."""
        column, hours = block.column("Double"), letters(block.column("Hours"))
        rows = [row for row in range(block.top + 1, block.last + 1) if block.declared or row in sheet.cells]
        typed = self.rng.choice(rows) if rows and len(rows) > 3 and self.chance(0.3) else 0
        shared = [row for row in rows if row != typed]
        for row in rows:
            text = f"{hours}{row}*2"
            if block.calculated == "this row" and block.is_table:
                text = f"{block.name}[[#This Row],[Hours]]*2"
            attributes: dict[str, object] = {}
            if block.calculated == "shared":
                first = row == shared[0] if shared else False
                area = f"{place(column, shared[0])}:{place(column, shared[-1])}" if first else None
                attributes, text = {"t": "shared", "ref": area, "si": 0}, text if first else ""
            elif block.calculated == "array":
                attributes = {"t": "array", "ref": place(column, row)}
            cell = Cell("n", 9) if row == typed else Cell("n", 1, 0, (attributes, text))
            sheet.put(column, row, cell)

    def _total(self, sheet: Sheet, block: Block) -> None:
        sheet.put(block.left, block.bottom, Cell("s", "Total"))
        hours = letters(block.column("Hours"))
        formula = {
            "SUBTOTAL": f"SUBTOTAL(109,{block.name}[Hours])",
            "SUM": f"SUM({block.name}[Hours])",
            "RANGE": f"SUM({hours}{block.top + 1}:{hours}{block.last})",
        }[block.totals]
        sheet.put(block.column("Hours"), block.bottom, Cell("n", 0, 0, ({}, formula)))

    def _around(self, sheet: Sheet, block: Block) -> None:
        """Put around a block what people put there."""
        hours = "Hours" in block.headings
        if self.chance(0.2):
            row = block.bottom + self.rng.choice([1, 2, 3, 3])
            sheet.put(block.left, row, Cell("s", "Kept by the office"))
        if self.chance(0.15):
            self._beside(sheet, block)
        if self.chance(0.15) and hours:
            self._second(sheet, block)
        elif self.chance(0.08):
            self._counted(sheet, block)
        if hours and self.chance(0.25):
            row = block.top + self.rng.randrange(max(block.rows, 1))
            formula = (
                f"SUM({letters(block.column('Hours'))}{block.top + 1}:{letters(block.column('Hours'))}{block.last})"
            )
            sheet.put(block.right + 2, row, Cell("n", 0, 0, ({}, formula)))
        if self.chance(0.25) and block.rows:
            spots = [block.top, block.top + 1, *([block.bottom] if block.totals else [])]
            for row in self.rng.sample(spots, self.rng.randrange(1, len(spots) + 1)):
                sheet.notes[place(block.left, row)] = f"look at row {row}"
        self._rules(sheet, block)

    def _rules(self, sheet: Sheet, block: Block) -> None:
        """Put drop-downs, formats, a filter, a chart and names over columns of a block."""
        hours = "Hours" in block.headings
        if self.chance(0.3):
            heading = self.rng.choice(block.headings)
            sheet.drop_downs.append(block.area(heading).replace("$", ""))
        if self.chance(0.3):
            heading = self.rng.choice(block.headings)
            sheet.formats.append(block.area(heading).replace("$", ""))
        if not block.is_table and self.chance(0.3):
            sheet.filtered = block.ref
        sheet.protected = self.chance(0.04)
        if hours and block.rows and self.chance(0.15):
            quoted = quote(sheet.name)
            sheet.chart = (
                block.right + 4,
                block.top,
                [f"{quoted}!{block.area('Hours')}", f"{quoted}!{block.area('Ref')}"],
            )
        if self.chance(0.3):
            heading = self.rng.choice(block.headings)
            self.names.append(("All_of_it", f"{quote(sheet.name)}!{block.area(heading)}", None))
        if block.totals and self.chance(0.4):
            at = letters(block.column("Hours"))
            self.names.append(("The_total", f"{quote(sheet.name)}!${at}${block.bottom}", None))

    def _beside(self, sheet: Sheet, block: Block) -> None:
        left = block.right + 2
        rows = self.rng.randrange(1, block.rows + 4)
        other = Block("Lists", ("Status", "Open since"), left, block.top, rows, is_table=False)
        for heading in other.headings:
            sheet.put(other.column(heading), other.top, Cell("s", heading))
        for number in range(rows):
            sheet.put(left, other.top + 1 + number, Cell("s", f"Kind {number}"))
            sheet.put(left + 1, other.top + 1 + number, Cell("n", 45000 + number, 1))

    def _second(self, sheet: Sheet, block: Block) -> None:
        """Another table below, some rows away."""
        if not block.is_table or any(row > block.bottom for row in sheet.cells):
            return
        top = block.bottom + self.rng.randrange(2, 5)
        second = replace(
            block, name="Second", headings=("Code", "Meaning"), top=top, rows=2, prepared=0, totals="", calculated=""
        )
        sheet.blocks.append(second)
        for heading in second.headings:
            sheet.put(second.column(heading), top, Cell("s", heading))
        for number in (1, 2):
            sheet.put(second.left, top + number, Cell("i", f"C{number}"))
            sheet.put(second.left + 1, top + number, Cell("i", f"means {number}"))

    def _counted(self, sheet: Sheet, block: Block) -> None:
        """A pivot table below, some rows away, perhaps with a page field above it."""
        if any(row > block.bottom for row in sheet.cells):
            return
        pages = self.rng.choice([0, 0, 1])
        top = block.bottom + self.rng.randrange(2, 5) + 2 * pages
        lines = [
            (PIVOT, "Count"),
            *((f"{block.headings[0]} {number}", number) for number in (1, 2)),
            ("Grand Total", 3),
        ]
        for row, (label, figure) in enumerate(lines, top):
            sheet.put(block.left, row, Cell("s", label))
            sheet.put(block.left + 1, row, Cell("s" if isinstance(figure, str) else "n", figure))
        for at in range(pages):
            sheet.put(block.left, top - 2 - at, Cell("s", "Status"))
            sheet.put(block.left + 1, top - 2 - at, Cell("s", "(All)"))
        sheet.pivot = f"{place(block.left, top)}:{place(block.left + 1, top + 3)}", pages

    def _other(self, log: Sheet) -> Sheet:
        """A sheet that speaks of the register."""
        sheet, block = Sheet("Other"), log.blocks[0]
        for column, text in enumerate(("What", "Figure"), 1):
            sheet.put(column, 1, Cell("s", text))
        sheet.put(1, 2, Cell("i", "Rows"))
        sheet.put(2, 2, Cell("n", 3))
        if "Hours" in block.headings:
            at = letters(block.column("Hours"))
            sheet.put(1, 3, Cell("s", "Hours"))
            sheet.put(2, 3, Cell("n", 0, 0, ({}, f"SUM({quote(log.name)}!{at}{block.top + 1}:{at}{block.last})")))
            if block.totals:
                sheet.put(1, 4, Cell("s", "Total"))
                sheet.put(2, 4, Cell("n", 0, 0, ({}, f"{quote(log.name)}!{at}{block.bottom}")))
        return sheet


def quote(sheet: str) -> str:
    """Return a sheet's name as it stands in a formula."""
    return sheet if sheet.isalpha() and sheet.isascii() else "'" + sheet.replace("'", "''") + "'"
