"""What edits did to a workbook, and should not have done: every complaint is a sentence."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from olsxl.workbook import AddLists, AddSheet, AppendRow, SetCell
from tests.writers.faults import faults
from tests.writers.places import Area, area, place
from tests.writers.reader import Cell, Reading, key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.writers.reader import Sheet
    from tests.writers.sheets import Block
    from tests.writers.trials import Trial

Spot = tuple[int, int]
_MOVING: Final = ("comments", "vmldrawing", "threadedcomment", "drawing", "chart", "calcchain", "table")
_CALL: Final = re.compile(r"(?:SUM|SUBTOTAL)\((?:109,)?(.*)\)")
_THIS_ROW: Final = re.compile(r"\w+\[\[#This Row\],\[(\w+)\]\]|\w*\[@(\w+)\]")
_NONE: Final = Cell(None, None, 0)


def complaints(before: Reading, after: Reading, trial: Trial) -> list[str]:
    """Return what is wrong with a workbook after edits."""
    new = [f"newly broken: {fault}" for fault in faults(after) - faults(before)]
    if new:
        return new
    return [*_Judge(before, after, trial).all(), *_bytes(before, after, trial)]


class _Judge:
    """Compares a workbook before and after."""

    def __init__(self, before: Reading, after: Reading, trial: Trial) -> None:
        self.before, self.after, self.trial = before, after, trial
        self.sums = [0.0]
        """What the new rows add up to, all of them or the first of them: a sum elsewhere may end on prepared rows."""
        self.moved: dict[str, dict[Spot, Spot]] = {}

    def all(self) -> Iterator[str]:
        lost = self.before.sheets.keys() - self.after.sheets.keys()
        if lost:
            yield f"the sheets {lost} are gone"
            return
        self.new = {name: dict[Spot, object]() for name in self.before.sheets}
        for at, rows in self.trial.appended.items():
            yield from self._appended(at, rows)
        for edit in self.trial.edits:
            if isinstance(edit, SetCell):
                spot = area(edit.cell)
                self.new[edit.sheet][spot.top, spot.left] = edit.value
        for sheet in self.before.sheets.values():
            yield from self._cells(sheet, self.after.sheets[sheet.name])
        for sheet in self.before.sheets.values():
            yield from self._formulas(sheet)
            yield from self._around(sheet, self.after.sheets[sheet.name])
        yield from self._names()
        yield from self._added()

    # ---- rows

    def _growth(self, at: tuple[str, str]) -> int:
        """By how many rows a table or list becomes longer."""
        block = self.trial.blocks[at]
        return max(0, len(self.trial.appended[at]) - max(0, self._last(at) - self._filled(at))) if block.is_table else 0

    def _last(self, at: tuple[str, str]) -> int:
        table = self.before.table(at[1])
        return table.last if table else self.trial.blocks[at].last

    def _filled(self, at: tuple[str, str]) -> int:
        """The last row of a block that holds something a person typed."""
        block, cells = self.trial.blocks[at], self.before.sheets[at[0]].cells
        rows, columns = range(block.top + 1, self._last(at) + 1), range(block.left, block.right + 1)
        spots = ((row, column) for row in rows for column in columns if _holds(cells.get((row, column), _NONE)))
        double = block.column("Double") if "Double" in block.headings else 0
        return max(
            (row for row, column in spots if column != double or cells[row, column].formula is None), default=block.top
        )

    def _appended(self, at: tuple[str, str], rows: list[AppendRow]) -> Iterator[str]:
        sheet, block = self.after.sheets[at[0]], self.trial.blocks[at]
        below = {cell.value: row for (row, column), cell in sheet.cells.items() if column == block.left}
        found = [below.get(str(edit.values[block.headings[0]]), 0) for edit in rows]
        start = found[0]
        if not all(found) or found != (list(range(start, start + len(rows))) if block.is_table else sorted(found)):
            yield f"{block.name}: the new rows are in {found}"
            return
        filled = self._filled(at)
        if start <= filled or (block.is_table and start != filled + 1 and not self._shifted(at)):
            yield f"{block.name}: the new row is in row {start}, the last one in {filled}"
        table = self.after.table(block.name) if block.is_table else None
        before = self.before.table(block.name) if block.is_table else None
        if (
            table
            and before
            and table.area != before.area._replace(bottom=before.area.bottom + self._growth(at))
            and not self._shifted(at)
        ):
            yield f"{block.name} is {table.area}, and was {before.area}"
        for row, edit in zip(found, rows, strict=True):
            for column, heading in enumerate(block.headings, block.left):
                self.new[at[0]][row, column] = edit.values.get(heading)
            yield from self._row(at[0], block, row, edit.values)

    def _shifted(self, at: tuple[str, str]) -> bool:
        """Whether a table stands below another one that moved."""
        top = self.trial.blocks[at].top
        return any(other[0] == at[0] and block.top < top for other, block in self.trial.blocks.items())

    def _row(self, name: str, block: Block, row: int, values: Mapping[str, object]) -> Iterator[str]:
        cells = self.after.sheets[name].cells
        hours = values.get("Hours") or 0.0
        self.sums.append(self.sums[-1] + float(str(hours)))
        for heading in block.headings:
            cell = cells.get((row, block.column(heading)), _NONE)
            if heading in values:
                where = f"{name}!{place(block.column(heading), row)}"
                yield from self._value(where, cell, values[heading], hour=not self._shows_days(name, block, heading))
            elif heading == "Double":
                if (
                    cell.formula is not None
                    and self._evaluated(self.after, name, (row, block.column(heading))) != float(str(hours)) * 2
                ):
                    yield f"{block.name}: the new row's Double is {cell.formula}"
                if cell.formula is None and (block.declared or self._copied_down(name, block)):
                    yield f"{block.name}: the new row lacks the formula of Double"

    def _copied_down(self, name: str, block: Block) -> bool:
        """Whether three of the last five rows have a formula that nothing declares: a person copied it down.

        That of an array is left to the person, who enters it in another way.
        """
        if block.calculated == "array":
            return False
        last = self._filled((name, block.name))
        column, cells = block.column("Double"), self.before.sheets[name].cells
        rows = range(max(block.top, last - 5) + 1, last + 1)
        return sum(cells.get((row, column), _NONE).formula is not None for row in rows) >= 3

    def _shows_days(self, name: str, block: Block, heading: str) -> bool:
        """Whether a column is one of days, or becomes one by another new row: then a moment is shown as they are."""
        if any(type(row.values.get(heading)) is dt.date for row in self.trial.appended[name, block.name]):
            return True
        cells, rows = self.before.sheets[name].cells, range(block.top + 1, block.last + 1)
        styles = {cells[row, block.column(heading)].style for row in rows if (row, block.column(heading)) in cells}
        return any(style < len(self.before.formats) and shows(self.before.formats[style]) for style in styles)

    def _value(self, where: str, cell: Cell, value: object, *, hour: bool = True) -> Iterator[str]:
        wanted: object = value
        if isinstance(value, dt.date):
            whole = value if isinstance(value, dt.datetime) else dt.datetime(value.year, value.month, value.day)
            days = whole - dt.datetime(
                1904 if self.after.date1904 else 1899,
                1 if self.after.date1904 else 12,
                1 if self.after.date1904 else 30,
            )
            wanted = days.total_seconds() / 86400
            code = self.after.formats[cell.style] if cell.style < len(self.after.formats) else "0"
            if not shows(code, hour=hour and isinstance(value, dt.datetime)):
                yield f"{where}: the day {value} is shown as {code}"
            if not isinstance(cell.value, float) or abs(cell.value - float(str(wanted))) > 1e-6:
                yield f"{where} is {cell.value!r}, not {value}"
            return
        if cell.formula is not None or (cell.value != wanted and unescaped(cell.value) != wanted):
            yield f"{where} is {cell.value!r}, not {value!r}"

    # ---- cells

    def _cells(self, old: Sheet, new: Sheet) -> Iterator[str]:
        """Check that each cell is where it was, or where it moved, and that no other one is new."""
        growing = [at for at in self.trial.appended if at[0] == old.name and self.trial.blocks[at].totals]
        steps = {at: self._growth(at) for at in growing}
        given = self.new[old.name]
        moved = self.moved[old.name] = {}
        left = set(new.cells)
        for (row, column), cell in old.cells.items():
            lower = sum(step for at, step in steps.items() if row > self._last(at))
            spots = [(row + lower, column), (row, column)]
            spot = next(
                (each for each in spots if each in left and each not in given and _same(cell, new.cells[each])), None
            )
            if spot is None and (row, column) in given:
                left.discard((row, column))
            elif spot is None:
                yield f"{old.name}!{place(column, row)} was {cell}, now {[new.cells.get(each) for each in spots]}"
            else:
                left.discard(spot)
                moved[row, column] = spot
        for spot in sorted(left - given.keys()):
            if new.cells[spot] != _NONE:
                yield f"{old.name}!{place(spot[1], spot[0])} is new: {new.cells[spot]}"
        for edit in self.trial.edits:
            if isinstance(edit, SetCell) and edit.sheet == old.name:
                spot_ = area(edit.cell)
                cell = new.cells.get((spot_.top, spot_.left), _NONE)
                yield from self._value(f"{edit.sheet}!{edit.cell}", cell, self.new[edit.sheet][spot_.top, spot_.left])

    def _formulas(self, sheet: Sheet) -> Iterator[str]:
        """Check that what a formula gives is what it gave, or that with the new hours where it sums a column."""
        totals = {(table.sheet, table.area.bottom): table for table in self.before.tables if table.totals}
        for spot, cell in sheet.cells.items():
            there = self.moved[sheet.name].get(spot)
            if cell.formula is None or there is None:
                continue
            was, now = self._evaluated(self.before, sheet.name, spot), self._evaluated(self.after, sheet.name, there)
            table = totals.get((sheet.name, spot[0]))
            own = table is not None and table.area.left <= spot[1] <= table.area.right
            added = self._hours_of(table.name) if own and table else None
            wanted = [was + added] if added is not None else [was + some for some in self.sums]
            if not any(abs(now - each) < 1e-6 for each in wanted):
                text = self.after.sheets[sheet.name].cells[there].formula
                yield f"{sheet.name}!{place(*spot[::-1])}: {cell.formula} gave {was}, {text} gives {now}, not {wanted}"

    def _hours_of(self, table: str) -> float:
        rows = [row for (_, name), rows in self.trial.appended.items() if name == table for row in rows]
        return sum(float(str(row.values.get("Hours") or 0)) for row in rows)

    def _evaluated(self, book: Reading, sheet: str, spot: Spot, depth: int = 0) -> float:
        """Return what a cell gives: sums, doubles and references alone are written."""
        cell = book.sheets[sheet].cells.get(spot, _NONE)
        if cell.formula is None:
            return cell.value if isinstance(cell.value, float) and not isinstance(cell.value, bool) else 0.0
        if depth > 9:
            raise AssertionError(f"{sheet}!{spot} goes round in a circle")
        text = cell.formula
        if summed := _CALL.fullmatch(text):
            spots = list(self._referred(book, sheet, spot, summed[1]))
        else:
            spots = list(self._referred(book, sheet, spot, text.removesuffix("*2")))
        total = sum(self._evaluated(book, name, each, depth + 1) for name, each in spots)
        return total * 2 if text.endswith("*2") else total

    def _referred(self, book: Reading, sheet: str, spot: Spot, text: str) -> Iterator[tuple[str, Spot]]:
        this = _THIS_ROW.fullmatch(text)
        if this:
            table = next(t for t in book.tables if t.sheet == sheet and t.area.holds(spot[1], spot[0]))
            yield sheet, (spot[0], table.area.left + table.columns.index(this[1] or this[2]))
            return
        if text.endswith("]"):
            name, _, heading = text.rstrip("]").partition("[")
            found = book.table(name)
            assert found is not None, text
            column = found.area.left + found.columns.index(heading)
            yield from ((found.sheet, (row, column)) for row in range(found.first, found.last + 1))
            return
        name, cells = _split(text, sheet)
        where = area(cells)
        for row in range(where.top, where.bottom + 1):
            yield from ((name, (row, column)) for column in range(where.left, where.right + 1))

    # ---- what stands around the cells

    def _around(self, old: Sheet, new: Sheet) -> Iterator[str]:
        moved = self.moved[old.name]
        for what, one, other in (("note", old.notes, new.notes), ("thread", old.threads, new.threads)):
            wanted = {}
            for ref, text in one.items():
                spot = area(ref)
                there = moved.get((spot.top, spot.left), (spot.top, spot.left))
                wanted[place(there[1], there[0])] = text
            if wanted != other:
                yield f"{old.name}: the {what}s are {other}, not {wanted}"
        if old.merged != new.merged:
            yield f"{old.name}: merged were {old.merged}, and are {new.merged}"
        for what, refs, others in (
            ("drop-downs", old.drop_downs, new.drop_downs),
            ("formats", old.formats, new.formats),
        ):
            ranges = [self._grown(old.name, area(ref)) for ref in refs]
            if len(refs) != len(others) or any(
                area(there) not in wanted for there, wanted in zip(others, ranges, strict=True)
            ):
                yield f"{old.name}: the {what} cover {others}, and covered {refs}"
        for before, after in zip(old.charts, new.charts, strict=True):
            sheet, cells = _split(before, "")
            if _split(after, "") not in [(sheet, _absolute(each)) for each in self._grown(sheet, area(cells))]:
                yield f"the chart shows {after}, and showed {before}"

    def _grown(self, sheet: str, old: Area) -> list[Area]:
        """What a range may be that covered a column: of a table exactly so much longer, else as it was or longer."""
        for at, block in self.trial.blocks.items():
            columns = block.left <= old.left and old.right <= block.right
            if at[0] == sheet and columns and (old.top, old.bottom) == (block.top + 1, self._last(at)):
                rows = len(self.trial.appended[at])
                return (
                    [old._replace(bottom=old.bottom + self._growth(at))]
                    if block.is_table
                    else [old._replace(bottom=old.bottom + each) for each in range(rows + 3)]
                )
        below = [
            self._growth(at)
            for at, block in self.trial.blocks.items()
            if at[0] == sheet and block.totals and block.bottom <= old.top
        ]
        return [old, *(old._replace(top=old.top + step, bottom=old.bottom + step) for step in below)]

    def _names(self) -> Iterator[str]:
        before, after = self.before.names_defined, self.after.names_defined
        if [name[:2] for name in before] != [name[:2] for name in after]:
            yield f"the names were {before}, and are {after}"
            return
        for (name, _, old), (_, _, new) in zip(before, after, strict=True):
            sheet, cells = _split(old, "")
            if sheet not in self.before.sheets:
                continue
            now = area(_split(new, "")[1])
            where = area(cells)
            if name == "The_total":
                if (now.top, now.left) != self.moved[sheet].get((where.top, where.left)):
                    yield f"{name} was {old}, and is {new}"
            elif name == "_xlnm._FilterDatabase":
                if now != area(self.after.sheets[sheet].filtered):
                    yield f"the filter of {sheet} is {self.after.sheets[sheet].filtered}, its name {new}"
            elif now not in self._grown(sheet, where):
                yield f"{name} was {old}, and is {new}"

    # ---- new sheets

    def _added(self) -> Iterator[str]:
        tabs = [name for name, _, _ in self.after.tabs]
        wanted = [edit for edit in self.trial.edits if isinstance(edit, AddSheet | AddLists)]
        if tabs != [name for name, _, _ in self.before.tabs] + [edit.name for edit in wanted]:
            yield f"the sheets are {tabs}"
            return
        tables = {table.name: table for table in self.after.tables}
        for edit in wanted:
            cells = self.after.sheets[edit.name].cells
            if isinstance(edit, AddSheet):
                columns = [(at, edit.name, heading, tuple[str, ...]()) for at, heading in enumerate(edit.headings, 1)]
            else:
                columns = [
                    (1 + 2 * at, name, heading, tuple(values)) for at, (name, heading, values) in enumerate(edit.lists)
                ]
                if any(name not in tables or tables[name].sheet != edit.name for _, name, _, _ in columns):
                    yield f"{edit.name}: its tables are not there"
            expected = {
                (1 + row, column): text
                for column, _, heading, values in columns
                for row, text in enumerate([heading, *values])
            }
            if {spot: cell.value for spot, cell in cells.items() if cell != _NONE} != expected:
                yield f"{edit.name} holds {cells}"


def _bytes(before: Reading, after: Reading, trial: Trial) -> Iterator[str]:
    """Check that parts that no edit had a reason to touch are the same, in the same order and with the same dates."""
    adding = any(isinstance(edit, AddSheet | AddLists) for edit in trial.edits)
    writing = any(isinstance(edit, AppendRow | SetCell) for edit in trial.edits)
    sheets = {name for name, _ in trial.appended} | {edit.sheet for edit in trial.edits if isinstance(edit, SetCell)}
    totals = any(block.totals for block in trial.blocks.values())
    may = {before.workbook}
    rels = before.workbook.rpartition("/")
    may |= {"[content_types].xml", key(f"{rels[0]}/_rels/{rels[2]}.rels")} if adding else set()
    may |= set(before.targets(before.workbook, "styles")) if writing else set()
    may |= {sheet.part for sheet in before.sheets.values() if sheet.name in sheets or totals}
    may |= {name for name in before.parts if trial.appended and any(each in name for each in _MOVING)}
    if any(isinstance(edit, SetCell) for edit in trial.edits):
        may |= set(before.chains)
    if not before.targets(before.workbook, "styles") and writing:
        may |= {"[content_types].xml", key(f"{rels[0]}/_rels/{rels[2]}.rels")}
    for name, content in before.parts.items():
        if after.parts.get(name) != content and name not in may:
            yield f"{name} was changed"
    if after.formats[: len(before.formats)] != before.formats:
        yield "the formats are others"
    gone = {key(info.filename) for info in before.infos} - {key(info.filename) for info in after.infos}
    for laid in (False, True):
        old, new = (_listed(book, laid=laid) for book in (before, after))
        stayed = [(name, date) for name, date in old if key(name) not in gone]
        if new[: len(stayed)] != stayed:
            yield "the parts are in another order, or have other dates"


def _listed(book: Reading, *, laid: bool) -> list[tuple[str, tuple[int, ...]]]:
    """Return name and date of each member: as they are listed, or as they lie in the file."""
    infos = sorted(book.infos, key=lambda info: info.header_offset) if laid else book.infos
    return [(info.filename, info.date_time) for info in infos]


def shows(code: str, *, hour: bool = False) -> bool:
    """Whether a number format shows day, month and year, and the hour where it is asked for."""
    if code.isdigit():
        return int(code) == 22 if hour else int(code) in {14, 15, 22}
    bare = code.casefold()
    return all(letter in bare for letter in "dmy") and (not hour or "h" in bare)


def unescaped(value: object) -> object:
    """Return a text with `_x0041_` and the like as characters."""
    return (
        re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), value) if isinstance(value, str) else value
    )


def _holds(cell: Cell) -> bool:
    return cell.value is not None or cell.formula is not None


def _same(one: Cell, other: Cell) -> bool:
    formulas = (one.formula is None, other.formula is None)
    return one.style == other.style and formulas[0] == formulas[1] and (one.value == other.value or not formulas[0])


def _split(text: str, own: str) -> tuple[str, str]:
    """Return sheet and range of a reference."""
    sheet, mark, cells = text.rpartition("!")
    if not mark:
        return own, text
    return (sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet), cells


def _absolute(where: Area) -> str:
    first, last = place(where.left, where.top), place(where.right, where.bottom)
    return ":".join(re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", each) for each in (first, last))
