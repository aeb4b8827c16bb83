"""Is this set-up able to do the job? Every part of it is tried, and nothing is written to a register."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from typing import TYPE_CHECKING, Literal

from olsxl import mail, workbook
from olsxl.errors import OlsxlError
from olsxl.jobs import computer, notify
from olsxl.jobs.errors import StateNotPrivate
from olsxl.jobs.home import Home, Registers, read_registers, require_columns
from olsxl.jobs.report import summary_of
from olsxl.jobs.secrets import REGISTER
from olsxl.register.training.lists import is_never_written
from olsxl.register.writing import append
from olsxl.report.unread import told_first
from olsxl.review.week import review_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from olsxl.register.table import RegisterTable


_NAMED = 3
"""So many cells and pivot tables that will not count new rows, and so many oddities, are named."""


@dataclass(frozen=True, slots=True)
class Examined:
    """One part of the set-up: whether it is in order, and a sentence about it."""

    part: str
    state: Literal["good", "wrong"]
    sentence: str


class SetUp:
    """A home that is examined at one moment; its registers are read once, whatever looks at them."""

    def __init__(self, home: Home, now: datetime) -> None:
        self.home, self.now = home, now

    @cached_property
    def registers(self) -> Registers:
        """The registers as they stand. Raises what reading them raises."""
        return read_registers(self.home)

    @property
    def usable(self) -> Registers:
        """The registers, where nothing indispensable is missing. Raises RegisterUnusable too."""
        return require_columns(self.home, self.registers)

    @property
    def snapshots(self) -> tuple[workbook.Snapshot, ...]:
        """The files of the registers."""
        incidents, training = self.registers.snapshot, self.registers.training_snapshot
        return (incidents, training) if training else (incidents,)


def examine(home: Home, now: datetime) -> list[Examined]:
    """Try every part of a home's set-up; one that is wrong hides no other."""
    setup = SetUp(home, now)
    found = list[Examined]()
    for part, look in _LOOKS:
        try:
            found.append(Examined(part, "good", look(setup)))
        except OlsxlError as failure:
            found.append(Examined(part, "wrong", str(failure)))
    return found


class OtherName(OlsxlError):
    """A register lies under another name as well, which would part from it."""

    def __init__(self, register: Path) -> None:
        super().__init__(
            f"{register} lies under another name as well (a hard link). The next write parts the two: the other name "
            "then keeps the register as it is now. Take the other name away, or make it a shortcut."
        )


class NotKept(OlsxlError):
    """A trial write in memory did not keep a workbook as it was; `what` is the first thing that differs."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(
            f"A trial write to {path} in memory did not keep {what} as it was. Do not let olsxl write to it, and "
            "report this as a fault of olsxl. The file itself was not touched."
        )


def _state(setup: SetUp) -> str:
    home = setup.home
    home.state.prepare()
    if not home.state.is_private:
        raise StateNotPrivate(home.state.folder)
    return f"{home.state.folder} can be written, and its files are for this account alone."


def _registers(setup: SetUp) -> str:
    rows = [f"{table.schema.name} {len(table.frame)}" for table in setup.usable.tables]
    older = [
        f"{each.name} {len(each.register.incidents.frame) if each.register else 'cannot be read (olsxl check)'}"
        for each in setup.usable.older
    ]
    told = f"They can be read; rows: {', '.join([*rows, *older])}."
    return told_first(setup.usable.unread, told).replace("\n", ". ")


def _identity(setup: SetUp) -> str:
    """A patch without edits gives back the very bytes, of every workbook of the home."""
    for snapshot in setup.snapshots:
        if workbook.patch(snapshot.data, []) != snapshot.data:
            raise NotKept(snapshot.path, "every byte")
    return "A write without anything to add leaves every byte as it is."


def _trial(setup: SetUp) -> str:
    """A row appended to each sheet that olsxl writes to, in memory: every cell that stood there reads as before.

    And nothing is in the workbook that Excel would offer to repair and that was not there.
    """
    registers, moment = setup.usable, setup.home.local(setup.now)
    updates, reviews = registers.incidents.updates, registers.incidents.reviews
    tried = [_tried_on(registers.snapshot, ((updates, _update(moment)), (reviews, _review(moment.date()))))]
    if registers.training and registers.training_snapshot:
        attendance = registers.training.training
        own = [] if is_never_written(attendance.schema, attendance.last_named) else [attendance]
        tried.append(_tried_on(registers.training_snapshot, [(table, _session(moment.date())) for table in own]))
    return " ".join(tried)


def _tried_on(snapshot: workbook.Snapshot, rows: Sequence[tuple[RegisterTable, Mapping[str, object]]]) -> str:
    before, edits = snapshot.workbook, [append(table, row) for table, row in rows]
    after = workbook.Workbook(workbook.patch(before, edits))
    last_rows = {table.last_named.sheet: table.last_named.last_row for table, _ in rows}
    for sheet in before.sheets:
        if not _stands(before.cells(sheet), after.cells(sheet), last_rows.get(sheet)):
            raise NotKept(snapshot.path, f"the sheet '{sheet}'")
    odd = workbook.broken_invariants(before)
    had = Counter(map(_anywhere, odd))
    for broken in workbook.broken_invariants(after):
        had[_anywhere(broken)] -= 1
        if had[_anywhere(broken)] < 0:
            raise NotKept(snapshot.path, f"what Excel keeps in order ({broken})")
    kept = f"A trial row in memory keeps the sheets of {snapshot.path.name} as they are."
    return " ".join([kept, *_odd(odd), *_left(workbook.ranges_not_extended(before, edits))])


def _anywhere(broken: str) -> str:
    """What is broken, wherever: a row below it may have moved it, or what it is compared with may have grown."""
    return re.sub(r"\d+", "#", broken)


def _odd(found: list[str]) -> Iterator[str]:
    """What was odd in the workbook before: it is told, and neither mended nor refused."""
    if found:
        yield f"It has what Excel would not have written, and that stays as it is: {_shown(found)}."
        yield "While Excel opens the workbook without a word, nothing has to be done; saved in Excel, it is mended."


def _left(behind: list[str]) -> Iterator[str]:
    """What will not count the new rows, and what to do about it."""
    if behind:
        yield f"It ends on the last row, and will not count new ones: {_shown(behind)}."
        yield "In Excel let it refer to the table by name, such as Updates, or to its column, such as Updates[Date]."


def _shown(found: list[str]) -> str:
    return ", ".join(found[:_NAMED]) + (f" and {len(found) - _NAMED} more" if found[_NAMED:] else "")


def _update(moment: datetime) -> dict[str, object]:
    return {"Incident ref": "trial", "Date": moment.date(), "Update": "trial", "Entered at": moment}


def _review(day: date) -> dict[str, object]:
    return {"Review": review_id(day), "Reviewed on": day}


def _session(day: date) -> dict[str, object]:
    return {"Person ID": "trial", "Session on": day, "Attendance": "Attended"}


def _stands(before: workbook.Cells, after: workbook.Cells, last_row: int | None) -> bool:
    """Whether every cell that held something holds the same, down to the last row of data (a totals row moves)."""
    return all(
        old is None or old == new
        for column, now in zip_longest(before.columns, after.columns, fillvalue=())
        for old, new in zip_longest(column[:last_row], now[:last_row])
    )


def _rights(setup: SetUp) -> str:
    for register in setup.home.registers:
        workbook.refuse_read_only(register)
        if workbook.other_names(register) > 0:
            raise OtherName(register)
    return f"{_names(setup.home, 'and')} may be written by this account."


def _locks(setup: SetUp) -> str:
    for snapshot in setup.snapshots:
        workbook.refuse_open(snapshot.path, setup.now)
        workbook.refuse_conflict(snapshot.path, snapshot.data, setup.home.secrets.get(REGISTER))
    return f"Nobody has {_names(setup.home, 'or')} open, and no newer copy of a register lies beside it."


def _names(home: Home, joined: str) -> str:
    return f" {joined} ".join(register.name for register in home.registers)


def _templates(setup: SetUp) -> str:
    home, now = setup.home, setup.now
    for failure in notify.template_failures(home, summary_of(home, setup.usable, home.local(now).date(), now)):
        raise OlsxlError(failure)
    return "The summary can be made" + (f" with the templates in {home.templates}." if home.templates else ".")


def _mail(setup: SetUp) -> str:
    settings = setup.home.config.mail
    for address in filter(None, (*(to.address for to in settings.to), settings.technical)):
        mail.check_recipient(address, sender=settings.sender or "", domains=settings.domains)
    notify.transport(setup.home)
    how = "are left in the outbox, for a person or a flow to send"
    if settings.transport == "smtp":
        how = f"are to be sent through {settings.smtp.host}, which was not tried"
    return f"The summary has {len(settings.to)} recipients; messages {how}."


_LOOKS: tuple[tuple[str, Callable[[SetUp], str]], ...] = (
    ("state folder", _state),
    ("registers", _registers),
    ("rights", _rights),
    ("locks", _locks),
    ("a write that adds nothing", _identity),
    ("a trial row", _trial),
    ("templates", _templates),
    ("mail", _mail),
    ("schedule", lambda setup: computer.told(setup.home.config.home.runs_on)),
)
