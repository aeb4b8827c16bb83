"""What a manager does in each kind of register: how she says that a record is over, and where she writes updates."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple, Protocol

from tests.homes import kinds
from tests.homes.log import Place
from tests.jobs.test_adopt_layouts import answer, child, form
from tests.registers import plain

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping

    from tests.homes.log import Log


class Closing(Protocol):
    """How a register says whether a record is over; `needs` are the headings for it."""

    @property
    def needs(self) -> tuple[str, ...]: ...

    def say(self, log: Log, story: str, day: date, rng: random.Random, *, is_open: bool) -> None:
        """Say it of a record."""

    def misspelt(self, log: Log, story: str) -> str | None:
        """Misspell the word of an open record; the name of its cell, None where no word says it."""


class Updating(Protocol):
    """Where a register keeps what was done about a record; `needs` are the headings for it."""

    @property
    def needs(self) -> tuple[str, ...]: ...

    def write(self, log: Log, story: str, ref: str, day: date, rng: random.Random) -> bool:
        """Write an update of that day; False where there is no room for one."""


class Word(NamedTuple):
    """A word under a heading; `{day}` in it is the day of closing."""

    heading: str
    open: tuple[object, ...]
    closed: tuple[object, ...]
    slip: str = ""

    @property
    def needs(self) -> tuple[str, ...]:
        return (self.heading,)

    def say(self, log: Log, story: str, day: date, rng: random.Random, *, is_open: bool) -> None:
        word = rng.choice(self.open if is_open else self.closed)
        log.put(
            log.find(story),
            self.heading,
            f"{day:%d/%m/%Y}".join(word.split("{day}")) if isinstance(word, str) else word,
        )

    def misspelt(self, log: Log, story: str) -> str | None:
        place = log.find(story)
        is_plain = self.slip and log.get(place, self.heading) in self.open
        return log.put(place, self.heading, self.slip) if is_plain else None


class Sheet(NamedTuple):
    """The sheet on which it stands."""

    open: str
    closed: str

    @property
    def needs(self) -> tuple[str, ...]:
        return ()

    def say(self, log: Log, story: str, day: date, rng: random.Random, *, is_open: bool) -> None:
        del day, rng
        old, sheet = log.find(story), log.book[self.open if is_open else self.closed]
        if old.sheet.title != sheet.title:
            values = {heading: log.get(old, heading) for heading in log.headings}
            log.drop(old)
            new = log.next_row(sheet)
            for heading, value in values.items():
                log.put(new, heading, value)

    def misspelt(self, log: Log, story: str) -> str | None:
        del log, story
        return None


class Banner(NamedTuple):
    """The banner below which it stands."""

    open: str
    closed: str

    @property
    def needs(self) -> tuple[str, ...]:
        return ()

    def say(self, log: Log, story: str, day: date, rng: random.Random, *, is_open: bool) -> None:
        del day, rng
        old = log.find(story)
        values = {heading: log.get(old, heading) for heading in log.headings}
        log.drop(old)
        new = self.below(log, is_open=is_open)
        for heading, value in values.items():
            log.put(new, heading, value)

    def below(self, log: Log, *, is_open: bool) -> Place:
        """A new row below a banner, wherever that stands."""
        banner = self.open if is_open else self.closed
        cells = [cell for sheet in log.lists() for row in sheet.iter_rows() for cell in row if cell.value == banner]
        sheet, row = log.book[cells[0].parent.title], cells[0].row + 1
        sheet.insert_rows(row)
        return Place(sheet, row)

    def misspelt(self, log: Log, story: str) -> str | None:
        del log, story
        return None


SAID = ("SW rang back", "School told of it", "Talked it over with them", "Police letter came", "Mum came to see us")


class Notes(NamedTuple):
    """A cell that grows, part by part."""

    heading: str
    joints: tuple[str, ...] = ("\n",)
    forms: tuple[str, ...] = ("{0:%d/%m/%y} {1}", "{0:%d/%m/%Y}: {1}", "{0:%d/%m} {1}", "{0.day} {0:%b} {1}")

    @property
    def needs(self) -> tuple[str, ...]:
        return (self.heading,)

    def write(self, log: Log, story: str, ref: str, day: date, rng: random.Random) -> bool:
        del ref
        self.add(log, story, rng.choice(self.forms).format(day, rng.choice(SAID)), rng)
        return True

    def add(self, log: Log, story: str, part: str, rng: random.Random) -> str:
        """Write a part below the others; the name of the cell."""
        place = log.find(story)
        before = log.get(place, self.heading)
        return log.put(place, self.heading, f"{before}{rng.choice(self.joints)}{part}" if before else part)


class Latest(NamedTuple):
    """The day of the last update, in the place of the one before."""

    heading: str

    @property
    def needs(self) -> tuple[str, ...]:
        return (self.heading,)

    def write(self, log: Log, story: str, ref: str, day: date, rng: random.Random) -> bool:
        del ref, rng
        log.put(log.find(story), self.heading, kinds.day(day.day, day.month).replace(year=day.year))
        return True


class Pairs(NamedTuple):
    """Pairs of columns, one after the other."""

    headings: tuple[tuple[str, str], ...]

    @property
    def needs(self) -> tuple[str, ...]:
        return tuple(heading for pair in self.headings for heading in pair)

    def write(self, log: Log, story: str, ref: str, day: date, rng: random.Random) -> bool:
        del ref
        place = log.find(story)
        for dated, text in self.headings:
            if log.get(place, dated) is None:
                log.put(place, dated, kinds.day(day.day, day.month).replace(year=day.year))
                log.put(place, text, rng.choice(SAID))
                return True
        return False


class Rows(NamedTuple):
    """Rows of a sheet; its headings, in the order reference, day, text, who."""

    sheet: str = "Updates"
    headings: tuple[str, str, str, str] = ("Incident ref", "Date", "Update", "By")

    @property
    def needs(self) -> tuple[str, ...]:
        return ()

    def write(self, log: Log, story: str, ref: str, day: date, rng: random.Random) -> bool:
        del story
        if not ref or self.sheet not in log.book.sheetnames:
            return False
        sheet = log.book[self.sheet]
        header = next(row for row in sheet.iter_rows(max_row=5) if self.headings[0] in {cell.value for cell in row})
        at = {cell.value: cell.column or 0 for cell in header}
        row = max(n for n in range(1, sheet.max_row + 1) if sheet.cell(n, at[self.headings[0]]).value is not None) + 1
        cells = (ref, kinds.day(day.day, day.month).replace(year=day.year), rng.choice(SAID), "JF")
        for heading, value in zip(self.headings, cells, strict=True):
            sheet.cell(row, at[heading]).value = value  # type: ignore[assignment]  # one of what openpyxl takes
        for table in sheet.tables.values():
            first, last = table.ref.split(":")
            letters = last.rstrip("0123456789")
            table.ref = f"{first}:{letters}{max(row, int(last.removeprefix(letters)))}"
            if table.autoFilter:
                table.autoFilter.ref = table.ref
        return True


class Habit(NamedTuple):
    """One home's register: the workbook, the headings of what happened, of its day and of the reference, its ways.

    `open` are the stories of what is open when it is taken on, each with the days of its updates since September.
    `sorts` tells that its rows may be sorted.
    """

    workbook: bytes
    story: str
    day: str
    key: str | None
    closing: Closing
    updating: Updating
    open: Mapping[str, tuple[date, ...]]
    answers: Mapping[str, tuple[str, ...]] = {}
    sorts: bool = True


def nov(number: int) -> date:
    return date(2026, 11, number)


def _children() -> bytes:
    first = [
        [
            kinds.day(2, 9),
            "Clip",
            "Snapchat",
            "Day staff",
            "Talked",
            "05/09/2026: School told; 20/09/2026: over",
            "Yes",
        ],
        [
            kinds.day(5, 10),
            "Calls",
            "WhatsApp",
            "Night staff",
            "SW told",
            "07/10/2026: SW visit; 17/11/2026: Letter",
            "No",
        ],
    ]
    second = [
        [kinds.day(5, 10), "Server", "Discord", "Day staff", "Blocked", "07/10/2026: Police log given", "No"],
        [kinds.day(17), "Film", "Netflix", "Day staff", "PIN set", None, "No"],
    ]
    return plain({"A.A.": child("A.A.", *first), "B.B.": child("B.B.", *second)})


def _form() -> bytes:
    return form(
        answer(2, "Clip", "05 Oct School told\n20 Oct Talked again, closed", True),
        answer(5, "Calls", "07 Oct SW visiting\n17 Nov Letter came", False),
        answer(9, "Server", "12 Oct Police log given", False),
        answer(18, "Film", None, False, month=11),
    )


STATUS = Word("Status", ("Open",), ("Closed",), "Closd")
SEMICOLONS = Notes("Follow-up", ("; ",), ("{0:%d/%m/%Y}: {1}",))
SENTENCES = Notes("Follow up", (". ", "\n"))

HABITS = {
    "an outcome": Habit(
        kinds.by_outcome(),
        "What happened",
        "Date reported",
        "Log no",
        Word("Outcome", (None, "ongoing"), ("Advice was given", "A talk was held")),
        Rows(),
        {f"Story {n}": () for n in (1, 3, 5, 7, 12, 13)},
        {"status": ("Outcome",), "status-sentences": ("Closed",)},
    ),
    "a sheet for what is open": Habit(
        kinds.by_sheet(),
        "What happened",
        "Date reported",
        "Ref",
        Sheet("Open", "Closed"),
        SENTENCES,
        {"Calls": (), "Server": (nov(17),), "Film": ()},
    ),
    "banners": Habit(
        kinds.by_banner(),
        "What happened",
        "Date reported",
        "Ref",
        Banner("OPEN CASES", "CLOSED CASES"),
        SENTENCES,
        {"Calls": (), "Server": (nov(17),), "Film": ()},
        sorts=False,
    ),
    "closings with more behind the word": Habit(
        kinds.by_words(),
        "What happened",
        "Date reported",
        "Ref",
        Word("Status", ("Open",), ("Closed {day}", "closed: moved placement", "Closed - JF"), "Clozed"),
        Rows(),
        {"Story 5": (), "Story 6": (), "Story 7": ()},
    ),
    "signed off": Habit(
        kinds.signed_off(),
        "What happened",
        "Date",
        None,
        Word("Signed off", (None,), ("{day}", "JF"), "next week"),
        Rows(),
        {"Story 3": (), "Story 4": ()},
    ),
    "colours with a key": Habit(
        kinds.by_colour(),
        "Concern",
        "Date",
        None,
        Word("RAG", ("Red", "Amber"), ("Green",), "Gren"),
        Latest("Date of last update"),
        {"Story 1": (), "Story 3": (), "Story 4": (nov(13),)},
    ),
    "two columns of days": Habit(
        kinds.two_days(),
        "What happened",
        "Day A",
        "Ref",
        STATUS,
        Rows(),
        {"Story 1 of it": (), "Story 2 of it": (), "Story 4 of it": ()},
        {"reported-on": ("Day A",)},
    ),
    "a sheet a year": Habit(
        kinds.a_year_a_sheet(),
        "What happened",
        "Date reported",
        "Ref",
        STATUS,
        Rows(),
        {"Story 1": (), "Story 3": (), "Story 4": ()},
    ),
    "contacts": Habit(
        kinds.contact_sheet(),
        "What happened",
        "Date reported",
        "Ref",
        STATUS,
        Rows("Calls", ("Ref", "When", "What", "Hand")),
        {"Story 1": (nov(18),), "Story 2": ()},
        {"updates-by": ("Hand",)},
    ),
    "a word that nobody knows": Habit(
        kinds.odd_word(),
        "What happened",
        "Date reported",
        "Ref",
        Word("Status", ("Live",), ("Closed",), "Clossed"),
        Rows(),
        {"Story 1": (), "Story 3": ()},
    ),
    "XML by hand": Habit(
        kinds.by_hand(),
        "What happened",
        "Date reported",
        "Ref",
        Word("Status", ("Ongoing",), ("Resolved",), "Resloved"),
        Rows(),
        {"Story 1 & more": (), "Story 3": ()},
    ),
    "pairs of columns in a table": Habit(
        kinds.update_pairs(),
        "What happened",
        "Date reported",
        "Ref",
        STATUS,
        Pairs((("Update 1 date", "Update 1"), ("Update 2 date", "Update 2"))),
        {"Calls": (nov(17),), "Server": ()},
    ),
    "notes beside a Status": Habit(
        kinds.notes_beside_a_status(),
        "What happened",
        "Date",
        "No.",
        Word("Status", ("Ongoing",), ("Closed", "Closed - NFA"), "Clsoed"),
        Notes("Actions and updates"),
        {"Calls": (), "Server": (nov(16),)},
    ),
    "a sheet for each child": Habit(
        _children(),
        "Incident",
        "Date",
        None,
        Word("Done?", ("No", None), ("Yes",), "Yess"),
        SEMICOLONS,
        {"Calls": (nov(17),), "Server": (), "Film": ()},
    ),
    "a form's answers": Habit(
        _form(),
        "What happened?",
        "Timestamp",
        None,
        Word("Closed?", (False,), (True,), "Ture"),
        Notes("RM notes", ("\n",), ("{0:%d %b} {1}", "{0:%d/%m} {1}")),
        {"Calls": (nov(17),), "Server": (), "Film": ()},
    ),
}
