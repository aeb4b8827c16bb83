"""What is asked about the columns and the words of an incident register, where no heading says it plainly."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from olsxl.adopt.columns import assign, canonical, days_of_records, is_sure, known_as
from olsxl.adopt.doubts import NONE, Doubt
from olsxl.adopt.in_row import promised
from olsxl.adopt.meanings import meaning
from olsxl.adopt.words import GROWING, LATEST_TEXT, LIKELY
from olsxl.register import days, schema
from olsxl.register.digests import digest
from olsxl.register.meaning.statuses import group_status
from olsxl.register.meaning.values import text as text_of
from olsxl.register.references.given import EXAMPLE
from olsxl.register.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from olsxl.adopt.columns import Assigned
    from olsxl.adopt.doubts import Inquiry
    from olsxl.adopt.grid import Grid

ANY_OTHER = "*"
"""In `[values.status]`: any other words."""

SHEET = "sheet"
"""The doubt which sheets are the register: by another answer its columns are looked at anew."""

_WORDS = 6
"""So many different words a column of a Status has at most, that nothing names so."""

_EACH = 8
"""So many words of a Status are asked one by one; more are narratives, and asked together."""

_DAYS = ("Reported on", "Occurred on", "Recorded on")

_SHORT = 24
_SENTENCE = 12


class _Question(NamedTuple):
    """A question after the column of a heading of ours; unless `or_none`, one of the columns it is."""

    doubt: str
    heading: str
    text: str
    or_none: bool = True


def asked_columns(main: Assigned, inquiry: Inquiry) -> dict[str, str]:
    """The home's heading of each of ours that is asked for, "" for none; what is plain is left out."""
    return _reported(main, inquiry) | _reference(main, inquiry) | _status(main, inquiry)


def _reported(main: Assigned, inquiry: Inquiry) -> dict[str, str]:
    """Which of several columns of days says when a record was reported."""
    grid, now = main.grid, main.columns.get("Reported on")
    if now is None or is_sure(schema.INCIDENTS, grid, now, "Reported on"):
        return {}
    others = {
        number
        for heading, number in main.columns.items()
        if heading not in _DAYS or (heading != _DAYS[0] and is_sure(schema.INCIDENTS, grid, number, heading))
    }
    numbers = sorted({now, *(number for number in days_of_records(grid) if number not in others)})
    text = "Which column says on which day a record was reported to the manager?"
    question = _Question("reported-on", "Reported on", text, or_none=False)
    if len(numbers) < 2:
        return {}
    said = _asked(question, grid, numbers, inquiry, now)
    left = [name for number in numbers if (name := grid.name(number)) not in said.values()]
    occurred = main.columns.get("Occurred on")
    lone = len(left) == 1 and (occurred is None or occurred in numbers)
    return said | ({"Occurred on": left[0] or ""} if lone else {})


def _reference(main: Assigned, inquiry: Inquiry) -> dict[str, str]:
    """Which column tells one record from the others, where its heading does not say so."""
    if main.has("Incident ref"):
        return {}
    numbers = [number for number in _free(main) if _tells_apart(main.grid, number)]
    text = "Which column has a reference that each record keeps? With none, olsxl gives each one like R-0001."
    return _asked(_Question("reference", "Incident ref", text), main.grid, numbers, inquiry)


def asked_writing(lists: Sequence[Assigned], inquiry: Inquiry) -> bool:
    """Whether the references that olsxl gives are to stand in the workbook; they do not, until a person says so."""
    if any(each.has("Incident ref") for each in lists):
        return False
    question = (
        f"olsxl gives each record a reference like {EXAMPLE}. Is it to write them into a new last column of each sheet "
        "of records?"
    )
    cells = tuple(f"{each.grid.sheet}!A{each.grid.header_row}" for each in lists)
    doubt = Doubt("write-references", question, ("no", "yes"), cells, ("no",), of_columns=True)
    return inquiry.one(doubt) == "yes"


def asked_children(lists: Sequence[Assigned], inquiry: Inquiry) -> tuple[str, ...]:
    """The names and initials of children as they stand, where a child key is to be made of them; () for none."""
    columns = [each for each in lists if each.has("Child refs")]
    texts = [text for each in columns for text in each.grid.texts(each.columns["Child refs"])]
    named = [text for text in texts if not _NOBODY.match(text)]
    parts = [" ".join(part.split()) for text in named for part in _BETWEEN.split(text)]
    names = {fold(part): part for part in parts if _is_name(part)}
    if 2 * sum(fold(part) in names for part in parts) <= len(parts):  # most are references or something else
        return ()
    question = (
        f"{len(names)} names or initials of children stand in the register. Is olsxl to make a child key of them: a "
        "workbook with a password that gives each a reference? Nothing in the register is changed."
    )
    cells = tuple(each.grid.heading_cell(each.columns["Child refs"]) for each in columns)
    doubt = Doubt("child-key", question, ("no", "yes"), cells, ("no",), of_columns=True)
    return tuple(names.values()) if inquiry.one(doubt) == "yes" else ()


def _is_name(part: str) -> bool:
    """Whether it is a name or initials: `Tamsin Buttercrumb`, `K.B.`; a reference has digits."""
    letters = re.sub(r"[ .'\u2019-]", "", part)
    return letters.isalpha() and 1 < len(letters) <= _LONGEST and part.count(" ") < _NAMES and not _NOBODY.match(part)


_LONGEST, _NAMES = 40, 4
"""Letters and words of the longest name."""
_BETWEEN = re.compile(r"[,;&/+\n]|\band\b")
_NOBODY = re.compile(
    r"(?i:child|yp\b|young|resident|all\b|both|several|group|everyone|house|none|nobody|n/?a\b|unknown|not|tbc|see\b)"
)


def _tells_apart(grid: Grid, number: int) -> bool:
    """Whether each record has a short text of its own there, with a digit and no day; no formula counts it."""
    texts = [fold(text) for text in grid.texts(number)]
    short = all(len(text) <= _SHORT and any(map(str.isdigit, text)) for text in texts)
    different = len(set(texts)) == len(texts) == len(grid.rows) > 1
    return short and different and not grid.days(number) and number not in grid.counted


def _status(main: Assigned, inquiry: Inquiry) -> dict[str, str]:
    """Which column says whether a record is open, where no heading and no key does: one of few words, or an outcome."""
    if main.has("Status"):
        return {}
    outcome = [main.columns["Outcome"]] if main.has("Outcome") else []
    few = [number for number in _free(main, "Risk level") if _has_few_words(main.grid, number)]
    until = f" until it has a day under '{main.name('Closed on')}'" if main.has("Closed on") else ""
    text = f"Which column says whether a record is open or closed? With none, each is open{until}."
    return _asked(_Question("status", "Status", text), main.grid, sorted({*outcome, *few}), inquiry)


def _has_few_words(grid: Grid, number: int) -> bool:
    """Whether a few words stand there again and again: those of a key stand there once, those of people are names."""
    texts = [fold(text) for text in grid.texts(number)]
    words = set(texts)
    again = len(texts) >= 2 * len(words) or (len(words) == 2 and (len(texts) > 2 or len(texts) == len(grid.rows)))
    again = again or not _SAYS_STATUS.isdisjoint(canonical(grid.typed[number - 1]).split())
    spoken = all(any(c.isalpha() or not c.isascii() for c in word) and len(word) <= _SHORT for word in words)
    spoken = spoken and not all(_REFERENCE.fullmatch(word) for word in words)
    return 1 < len(words) <= _WORDS and again and spoken and not grid.days(number) and not _names_people(grid, number)


_SAYS_STATUS = frozenset(("status", "state", "stage"))
_REFERENCE = re.compile(r"\w*[a-z][\w/-]*\d+")


def _names_people(grid: Grid, number: int) -> bool:
    """Whether a column is of people, by its heading or by initials in every cell of which none says a Status."""
    if known_as(grid.typed[number - 1], _PEOPLE) is not None:
        return True
    texts = grid.texts(number)
    return all(_INITIALS.fullmatch(text) and not meaning("status", text) for text in texts)


_PEOPLE = (
    *(*LIKELY["Updates"]["By"], *LIKELY["People"]["Full name"], *LIKELY["Incidents"]["Child refs"]),
    *(*LIKELY["Incidents"]["Reported by"], *LIKELY["Incidents"]["Owner"], "key worker", "keyworker", "social worker"),
)
_INITIALS = re.compile(r"[A-Z]\.?[A-Z]\.?(?:[A-Z]\.?)?")


def _free(main: Assigned, *also: str) -> list[int]:
    """The columns that are none of ours, and those of these headings of ours."""
    taken = {number for heading, number in main.columns.items() if heading not in also}
    return [n for n in range(1, len(main.grid.typed) + 1) if n not in taken and main.grid.name(n)]


def _asked(
    question: _Question, grid: Grid, numbers: Sequence[int], inquiry: Inquiry, taken: int | None = None
) -> dict[str, str]:
    """Ask for a column: the heading of ours to that of the home, "" for none of them; {} where none may be it."""
    if not numbers:
        return {}
    headed = {grid.name(number) or "": grid.heading_cell(number) for number in numbers}
    choices = (*headed, NONE) if question.or_none else tuple(headed)
    reading = (grid.name(taken) or "") if taken else NONE
    cells = tuple(headed.values())
    said = inquiry.one(Doubt(question.doubt, question.text, choices, cells, (reading,), of_columns=True))
    return {question.heading: "" if said == NONE else said}


def asked_sheets(
    main: Assigned, candidates: Sequence[Assigned], needed: Sequence[str], inquiry: Inquiry, before: Sequence[str]
) -> list[Assigned]:
    """The sheets that are the register, one for each way to head them, where several hold incidents.

    Unless it is answered they are those that the settings named `before`, else the main one, and where its name says
    whether its records are open (`Live`, `Completed`) those whose names do so too.
    """

    def headed(each: Assigned) -> tuple[str, ...]:
        return tuple(fold(each.name(h)) if each.has(h) else "" for h in needed)

    by_headings: dict[tuple[str, ...], Assigned] = {}
    for each in (main, *candidates):
        by_headings.setdefault(headed(each), each)
    if len(by_headings) < 2:
        return [main]
    sheets = {each.grid.sheet: each for each in by_headings.values()}
    cells = tuple(f"{each.grid.sheet}!A{each.grid.header_row}" for each in sheets.values())
    question = (
        "Which of these sheets hold the records that you keep now? They are headed differently; those that you do not "
        "name are not read, and each review tells of them."
    )
    named = {headed(each) for each in candidates if each.grid.sheet in before}
    by_name = named_by_status(sheets.values())
    otherwise = [each.grid.sheet for each in by_name] if main in by_name else [main.grid.sheet]
    taken = tuple(sheet for sheet, each in sheets.items() if headed(each) in named) or tuple(otherwise)
    doubt = Doubt(SHEET, question, tuple(sheets), cells, taken, several=True, of_columns=True)
    said = inquiry.several(doubt)
    return [each for sheet, each in sheets.items() if sheet in said] or [main]


def named_by_status(lists: Iterable[Assigned]) -> list[Assigned]:
    """Those on a sheet whose name says whether their records are open."""
    return [each for each in lists if group_status(each.grid.sheet)]


def asked_actions(updates: Assigned, inquiry: Inquiry) -> bool:
    """Whether the rows of a list that names records are what happened since; they are, until a person denies it."""
    grid = updates.grid
    day, text = (updates.name(heading) for heading in ("Date", "Update"))
    question = (
        f"The rows of '{grid.sheet}' name records. Does each say what happened since ('{text}'), on the day under "
        f"'{day}'? Then it is an update."
    )
    cells = (grid.heading_cell(updates.columns["Incident ref"]),)
    return inquiry.one(Doubt("actions", question, ("yes", "no"), cells, ("yes",))) == "yes"


def asked_author(updates: Assigned, inquiry: Inquiry) -> Assigned | None:
    """A list of updates with the column that says who wrote them; None where none does."""
    grid = updates.grid
    numbers = [n for n in _free(updates) if grid.texts(n) and all(len(text) <= _SHORT for text in grid.texts(n))]
    text = f"Which column of '{grid.sheet}' says who wrote an update? With none, the sheet is not read."
    said = _asked(_Question("updates-by", "By", text), grid, numbers, inquiry).get("By")
    return assign(schema.UPDATES, grid, {"By": said}) if said else None


def asked_notes(main: Assigned, everywhere: Iterable[str], inquiry: Inquiry) -> tuple[str, ...]:
    """The heading of the cells in which notes grow, where no day in them shows it; () for none.

    `everywhere` are the headings that every list of incidents has.
    """
    wanted = set(everywhere)
    grid = main.grid
    numbers = [n for n in _free(main) if grid.name(n) in wanted and _holds_notes(grid, n)]
    likely = next((n for n in numbers if _promises(grid, n)), None)
    text = "In which column do you write what has happened since, each time with its day (12/11 rang the school)?"
    said = _asked(_Question("notes", "notes", text), grid, numbers, inquiry, likely)
    return tuple(name for name in said.values() if name)


def _promises(grid: Grid, number: int) -> bool:
    return promised(grid.typed[number - 1], (*GROWING, *LATEST_TEXT)) is not None


def _holds_notes(grid: Grid, number: int) -> bool:
    """Whether sentences stand there, or the heading promises them."""
    texts = grid.texts(number)
    sentences = sum(len(text) >= _SENTENCE and " " in text for text in texts)
    return _promises(grid, number) or (2 * sentences >= len(texts) > 0 and not grid.days(number))


def asked_follow_ups(lists: Sequence[Assigned], inquiry: Inquiry) -> list[str]:
    """The reference, mostly blank, of each row that goes on with a record above, where a person says that they do."""
    found = dict(row for each in lists if each.has("Incident ref", "Reported on") for row in _follow_ups(each))
    if not found:
        return []
    question = (
        f"{'1 row has' if len(found) == 1 else f'{len(found)} rows have'} a day and no Status, below a record that has "
        "one, and no reference or that of the record again. Does each say what happened since with that record (an "
        "update of it)? With no, each is a record of its own, and one with the same reference is not reviewed."
    )
    doubt = Doubt("follow-ups", question, ("no", "yes"), tuple(found), ("no",), of_columns=True)
    return [*found.values()] if inquiry.one(doubt) == "yes" else []


def _follow_ups(found: Assigned) -> Iterator[tuple[str, str]]:
    """The first cell of each such row, and its reference."""
    grid, reported = found.grid, found.columns["Reported on"]

    def typed(line: Sequence[object], heading: str) -> str:
        return text_of(line[found.columns[heading] - 1]).strip() if found.has(heading) else ""

    above: set[str] = set()
    for row, line in enumerate(grid.lines, grid.first_row):
        ref = fold(typed(line, "Incident ref"))
        is_record = bool(typed(line, "Status") or (ref and ref not in above))
        is_filled = sum(bool(text_of(cell).strip()) for cell in line) > 1
        if above and not is_record and is_filled and days.of_cell(line[reported - 1], date1904=grid.date1904):
            yield grid.row_cell(row), ref
        above |= {ref} if is_record else set()


def asked_statuses(lists: Sequence[Assigned], unknown: Mapping[str, int], inquiry: Inquiry) -> dict[str, str]:
    """What words of a Status mean that olsxl does not know, as typed, of those that were answered.

    Where there are many they are narratives: what any other words say is asked once.
    """
    if len(unknown) > _EACH:
        cells = _cells(lists, {fold(word) for word in unknown})
        question = f"Under '{lists[0].name('Status')}' stand sentences of many kinds. What do they say of a record?"
        said = inquiry.one(Doubt("status-sentences", question, schema.LISTS["status"], cells, ("Open",)))
        return {ANY_OTHER: said} if inquiry.is_answered("status-sentences") else {}
    meant = {}
    for word in unknown:
        cells = _cells(lists, {fold(word)})
        doubt = f"status-{digest('olsxl-status-1', fold(word))[:8]}"
        question = f"What does the word in {cells[0]} say of a record?"
        said = inquiry.one(Doubt(doubt, question, schema.LISTS["status"], cells, ("Open",), shown=word))
        if inquiry.is_answered(doubt):
            meant[word] = said
    return meant


def _cells(lists: Sequence[Assigned], words: set[str]) -> tuple[str, ...]:
    held = (each.grid.cells(each.columns["Status"], words) for each in lists if each.has("Status"))
    return tuple(cell for cells in held for cell in cells)
