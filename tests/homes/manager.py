"""A manager at work: what she does to her register in a week, and what she knows to be right. None of it asks olsxl."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from tests.homes.habits import SAID, Banner, Habit, Latest, Notes, Sheet
from tests.homes.log import Log, Place

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from openpyxl.worksheet.worksheet import Worksheet

WEEK = timedelta(days=7)


@dataclass
class Record:
    """One record as the manager knows it: `days` are those of its updates, `marked` those of its No Updates."""

    reported: date
    is_open: bool
    days: set[date] = field(default_factory=set)
    marked: set[date] = field(default_factory=set)


class Doubt(NamedTuple):
    """What cannot be understood with certainty: what she did, words of which one is to be told, how she mends it."""

    what: str
    words: tuple[str, ...]
    mend: Callable[[Log], None]


class Week(NamedTuple):
    """What is right for a week: the stories of what is open, and of what was updated in it."""

    open: frozenset[str]
    updated: frozenset[str]


class Manager:
    """She keeps one register; `reviews` are the days of those made so far, `refs` what olsxl called the records."""

    def __init__(self, habit: Habit, rng: random.Random) -> None:
        self.habit = habit
        self.rng = rng
        self.refs: dict[str, str] = {}
        self.reviews: list[date] = []
        self.done: list[str] = []
        self._names: dict[tuple[str, str], str] = {}
        self._touched: set[str] = set()
        first = Log(habit.workbook, (habit.story, habit.day), habit.story, {})
        sheet = first.lists()[0]
        row = first.header(sheet)
        self._headings = tuple(str(cell.value) for cell in sheet[row] if cell.value is not None)
        self.records = {story: self._first(first, story, place) for story, place in first.places()}
        self._written = len(self.records)

    def _first(self, log: Log, story: str, place: Place) -> Record:
        reported = log.get(place, self.habit.day)
        if not isinstance(reported, datetime):
            reported = datetime(*map(int, reversed(str(reported).split("/"))))  # type: ignore[arg-type]  # 02/09/2026
        return Record(reported.date(), story in self.habit.open, {*self.habit.open.get(story, ())})

    def opened(self, data: bytes) -> Log:
        """The register before her."""
        return Log(data, self._headings, self.habit.story, self._names)

    def right(self, today: date) -> Week:
        """What a review of this day comes to."""
        since = self.reviews[-1] if self.reviews else today - WEEK
        before = self.reviews[-2] if len(self.reviews) > 1 else since - WEEK
        is_open = {story: record for story, record in self.records.items() if record.is_open}

        def is_updated(record: Record) -> bool:
            late = since in record.marked and any(before < day <= since for day in record.days)
            return late or any(since < day <= today for day in (*record.days, record.reported))

        return Week(frozenset(is_open), frozenset(story for story, record in is_open.items() if is_updated(record)))

    def works(self, data: bytes, today: date) -> bytes:
        """A week of hers that anybody would understand, up to this day."""
        log, rng = self.opened(data), self.rng
        self._touched.clear()
        for story in [*self.records]:
            if self.records[story].is_open and rng.random() < 0.4:
                self._update(log, story, today)
        for story in [*self.records]:
            if rng.random() < (0.15 if self.records[story].is_open else 0.03):
                self._close(log, story, today)
        for _ in range(rng.choice((0, 0, 1, 1, 2))):
            self._add(log, today)
        if rng.random() < 0.6:
            rng.choice((self._sort, self._filter, self._insert_column, self._delete_blank_rows, self._plan))(log, today)
        return log.saved()

    def puzzles(self, data: bytes, today: date) -> tuple[bytes, Doubt | None]:
        """Something that a person would ask about; None where nothing of the kind can be done in this register."""
        log = self.opened(data)
        acts = (self._rename, self._misspell, self._undated, self._sheet_alike, self._other_sheet, self._other_column)
        doubt = self.rng.choice(acts)(log, today)
        if doubt:
            self.done.append(f"{today:%d/%m} {doubt.what}")
        return log.saved(), doubt

    def mends(self, data: bytes, doubt: Doubt) -> bytes:
        """What she was told of is put right."""
        log = self.opened(data)
        doubt.mend(log)
        return log.saved()

    def _note(self, today: date, what: str) -> None:
        self.done.append(f"{today:%d/%m} {what}")

    def _since(self, today: date) -> date:
        return self.reviews[-1] if self.reviews else today - WEEK

    def _day(self, today: date) -> date:
        """A day of this week; now and then one of the week before."""
        since = self._since(today)
        day = since + timedelta(days=self.rng.randint(1, (today - since).days))
        return day - WEEK if self.rng.random() < 0.15 else day

    def ref(self, log: Log, story: str) -> str:
        """What she calls a record in a sheet of updates."""
        if self.habit.key is None:
            return self.refs.get(story, "")
        place = log.find(story)
        key = str(log.get(place, self.habit.key))
        return f"{place.sheet.title}/{key}" if "/" in next(iter(self.refs.values()), "") and key.isdigit() else key

    def _update(self, log: Log, story: str, today: date) -> None:
        day, record = self._day(today), self.records[story]
        if self.habit.updating.write(log, story, self.ref(log, story), day, self.rng):
            self._touched.add(story)
            record.days = {day} if isinstance(self.habit.updating, Latest) else {*record.days, day}
            self._note(today, f"updates {story!r} by {day:%d/%m}")

    def _close(self, log: Log, story: str, today: date) -> None:
        record = self.records[story]
        record.is_open = not record.is_open
        self.habit.closing.say(log, story, today, self.rng, is_open=record.is_open)
        self._note(today, f"{'reopens' if record.is_open else 'closes'} {story!r}")

    def _add(self, log: Log, today: date, sheet: Worksheet | None = None) -> str:
        """A new record: below the others, with a blank row between, or above them; its story."""
        self._written += 1
        story, day = f"Tale {self._written}", self._since(today) + timedelta(days=self.rng.randint(1, 3))
        place = Place(sheet, log.next_row(sheet).row) if sheet else self._place(log)
        if self.habit.key:
            log.put(place, self.habit.key, self._next_key(log, place))
        log.put(place, self.habit.day, datetime(day.year, day.month, day.day))
        for heading in {"Child", "YP"} & {*self._headings}:
            log.put(place, heading, "B.B.")
        log.put(place, self.habit.story, story)
        self.records[story] = Record(day, is_open=True)
        if sheet is None or not isinstance(self.habit.closing, Sheet | Banner):
            self.habit.closing.say(log, story, today, self.rng, is_open=True)
        self._note(today, f"adds {story!r} of {day:%d/%m} in {place.sheet.title}!{place.row}")
        return story

    def _place(self, log: Log) -> Place:
        closing, lists = self.habit.closing, log.lists()
        if isinstance(closing, Banner):
            return closing.below(log, is_open=True)
        sheet = log.book[closing.open] if isinstance(closing, Sheet) else self.rng.choice(lists)
        where = self.rng.random()
        if where < 0.2 and not sheet.tables:
            sheet.insert_rows(log.header(sheet) + 1)
            return Place(sheet, log.header(sheet) + 1)
        return log.next_row(sheet, blank=int(where > 0.8 and not sheet.tables))

    def _next_key(self, log: Log, place: Place) -> str:
        """The number after the highest; where they begin again on each sheet, of its own."""
        assert self.habit.key
        keys = {str(log.get(each, self.habit.key)): each.sheet.title for _, each in log.places()}
        own = {key: int(found[0]) for key in keys if (found := re.search(r"\d+$", key))}
        if all(key.isdigit() for key in keys):
            rows = (log.get(Place(place.sheet, row), self.habit.key) for row in log.rows(place.sheet))
            return str(max((int(str(key)) for key in rows), default=0) + 1)
        model = max(own, key=lambda key: own[key])
        number = str(own[model] + 1).zfill(len(str(own[model])))
        return re.sub(r"\d+$", number.zfill(len(model) - len(model.rstrip("0123456789"))), model)

    def _sort(self, log: Log, today: date) -> None:
        if not self.habit.sorts:
            return
        sheet = self.rng.choice(log.lists())
        rows = log.rows(sheet)
        column = log.column(sheet, self.rng.choice((self.habit.story, self.habit.day))) - 1
        lines = sorted((log.values(Place(sheet, row)) for row in rows), key=lambda line: str(line[column]))
        if self.rng.random() < 0.5:
            lines.reverse()
        for row, line in zip(rows, lines, strict=True):
            log.fill(Place(sheet, row), line)
        self._note(today, f"sorts {sheet.title}")

    def _filter(self, log: Log, today: date) -> None:
        sheet = self.rng.choice(log.lists())
        if not sheet.tables:
            last = sheet.cell(max(log.rows(sheet), default=log.header(sheet)), log.width(sheet)).coordinate
            sheet.auto_filter.ref = f"A{log.header(sheet)}:{last}"
        for row in log.rows(sheet):
            sheet.row_dimensions[row].hidden = self.rng.random() < 0.4
        self._note(today, f"filters {sheet.title}")

    def _insert_column(self, log: Log, today: date) -> None:
        sheet, heading = self.rng.choice(log.lists()), self.rng.choice(("Shift", "Bedroom", "Key worker", "Colour"))
        if heading not in {cell.value for cell in sheet[log.header(sheet)]}:
            at = self.rng.randint(1, log.width(sheet) + 1)
            log.insert_column(sheet, at, {log.header(sheet): heading, **dict.fromkeys(log.rows(sheet)[:2], "Blue")})
            self._note(today, f"inserts {heading} as column {at} of {sheet.title}")

    def _delete_blank_rows(self, log: Log, today: date) -> None:
        for sheet in log.lists():
            for row in range(max(log.rows(sheet), default=0), log.header(sheet), -1):
                if not sheet.tables and all(value is None for value in log.values(Place(sheet, row))):
                    sheet.delete_rows(row)
                    self._note(today, f"deletes the blank row {sheet.title}!{row}")

    def _plan(self, log: Log, today: date) -> None:
        """What is to be done is no update."""
        stories = [story for story, record in self.records.items() if record.is_open]
        if isinstance(self.habit.updating, Notes) and stories:
            story, day = self.rng.choice(stories), today + timedelta(days=4)
            self._touched.add(story)
            self.habit.updating.add(log, story, f"W/c {day:%d/%m} SW to ring", self.rng)
            self._note(today, f"plans for {story!r}")

    def _rename(self, log: Log, today: date) -> Doubt:
        del today
        habit, sheet = self.habit, self.rng.choice(log.lists())
        told = {habit.story, habit.day, habit.key or habit.day, *habit.closing.needs, *habit.updating.needs}
        heading = self.rng.choice(sorted(told))
        old, new = log.name(sheet, heading), self.rng.choice(("Zaps", f"{heading} of it", f"Our {heading.lower()}"))
        log.head_anew(sheet, heading, new)

        words = (f"'{heading}'", f"'{new}'", f"unread {sheet.title}!")

        def mend(log: Log) -> None:
            log.head_anew(log.book[sheet.title], heading, old)

        return Doubt(f"renames {heading!r} of {sheet.title} to {new!r}", words, mend)

    def _misspell(self, log: Log, today: date) -> Doubt | None:
        stories = sorted(story for story, record in self.records.items() if record.is_open)
        if not stories:
            return None
        story = self.rng.choice(stories)
        cell = self.habit.closing.misspelt(log, story)
        if cell is None:
            return None
        sheet = log.find(story).sheet.title

        def mend(log: Log) -> None:
            self.habit.closing.say(log, story, today, self.rng, is_open=True)

        return Doubt(f"misspells the Status of {story!r}", (f"{sheet}!{cell}",), mend)

    def _undated(self, log: Log, today: date) -> Doubt | None:
        """A note of which nobody knows the day, until she adds it."""
        stories = sorted(set(self.refs) & self.right(today).open - self._touched)
        updating = self.habit.updating
        if not stories or not isinstance(updating, Notes):
            return None
        story = self.rng.choice(stories)
        place = log.find(story)
        before = log.get(place, updating.heading)
        if not before:
            return None
        cell = updating.add(log, story, "Rang mum again, all well", self.rng)

        def mend(log: Log) -> None:
            log.put(log.find(story), updating.heading, before)
            updating.add(log, story, updating.forms[0].format(today, SAID[0]), self.rng)
            self.records[story].days.add(today)

        return Doubt(f"writes about {story!r} without a day", (f"{place.sheet.title}!{cell}",), mend)

    def _sheet_alike(self, log: Log, today: date) -> Doubt | None:
        """A new sheet with the same headings, and a record on it."""
        title = next((each for each in ("C.C.", "2027", "Dec") if each not in log.book.sheetnames), None)
        if title is None:
            return None
        model = self.rng.choice(log.lists())
        sheet = log.book.create_sheet(title)
        for row in range(1, log.header(model) + 1):
            for cell in model[row]:
                sheet.cell(row, cell.column or 1).value = cell.value
        for (old, heading), name in [*self._names.items()]:
            if old == model.title:
                self._names[title, heading] = name
        self._add(log, today, sheet)
        return Doubt(f"adds the sheet {title} like {model.title}", (f"'{title}'", f"{title}!"), lambda _: None)

    def _other_sheet(self, log: Log, today: date) -> Doubt | None:
        title = "Calls to make"
        if title in log.book.sheetnames:
            return None
        sheet = log.book.create_sheet(title)
        for row in (["Who", "Number"], ["School", "01632 960001"], [f"{today:%d/%m/%Y}", "Rang about the tablet"]):
            sheet.append(row)

        def mend(log: Log) -> None:
            del log.book[title]

        return Doubt(f"adds the sheet {title}", (title,), mend)

    def _other_column(self, log: Log, today: date) -> Doubt | None:
        """A further column in which she writes updates."""
        week = self.right(today)
        stories = sorted(week.open - week.updated)
        if not stories:
            return None
        story = self.rng.choice(stories)
        place, heading = log.find(story), self.rng.choice(("Comments", "SW says", "Update 3", "Latest"))
        if heading in {cell.value for cell in place.sheet[log.header(place.sheet)]}:
            return None
        at = log.width(place.sheet) + 1
        cells = {log.header(place.sheet): heading, place.row: f"{today:%d/%m/%y} {SAID[0]}"}
        log.insert_column(place.sheet, at, cells)

        def mend(log: Log) -> None:
            sheet = log.book[place.sheet.title]
            at = next(cell.column for cell in sheet[log.header(sheet)] if cell.value == heading and cell.column)
            for row in range(log.header(sheet), sheet.max_row + 1):
                sheet.cell(row, at).value = None

        return Doubt(f"writes about {story!r} under {heading}", (f"'{heading}'",), mend)
