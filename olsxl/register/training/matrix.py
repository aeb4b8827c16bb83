"""A matrix of people and courses: which columns are of courses that count, and what a cell says of a person."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from olsxl.register import days
from olsxl.register.meaning.headings import groups_above
from olsxl.register.meaning.values import text
from olsxl.register.text import fold, one_line
from olsxl.register.training.lists import counts, name_key
from olsxl.workbook import Cells

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import date


class CourseColumn(NamedTuple):
    """A column of a matrix in which the days of a course stand, by its number from 1.

    They are those of the sessions; where `runs_out`, those on which the training does.
    """

    number: int
    heading: str
    course: str
    runs_out: bool


class Head(NamedTuple):
    """What stands over a matrix: the name of its worksheet, the rows down to its headings, and the row below these."""

    sheet: str
    rows: Sequence[Sequence[object]]
    below: Sequence[object] = ()


def turned(cells: Cells) -> Cells:
    """A matrix with its people side by side as one with its people below each other; its names get a heading."""
    names = names_row(cells)
    columns = [list(values) for values in zip(*cells.columns, strict=True)]
    if names is not None:
        columns[names][0] = NAMES
    errors = {(column, row): said for (row, column), said in cells.errors.items()}
    formulas = {(column, row): stored for (row, column), stored in cells.formulas.items()}
    return Cells(cells.sheet, columns, errors, formulas)


NAMES = "Full name"
"""What heads the names of a matrix that was turned: what stands in the corner says as often what the courses are."""


def names_row(cells: Cells) -> int | None:
    """The row, from 0, in which most people stand side by side: different texts without digits, above days.

    None where nothing looks so.
    """
    rows = [row[1:] for row in zip(*cells.columns, strict=True)]
    dated = next((at for at, row in enumerate(rows) if sum(days.of_cell(cell) is not None for cell in row) > 0), 0)
    named = {at: len({*texts}) for at, row in enumerate(rows[:dated]) if _are_names(texts := [*_texts(row)])}
    return max(named, key=lambda at: named[at], default=None)


def _texts(row: Iterable[object]) -> Iterator[str]:
    return (said for cell in row if (said := text(cell).strip()))


def _are_names(texts: Sequence[str]) -> bool:
    return len({*texts}) == len(texts) > 1 and not any(any(map(str.isdigit, name_key(said))) for said in texts)


def course_columns(head: Head, named: Sequence[str] | None, taken: Collection[int] = ()) -> list[CourseColumn]:
    """The columns of the courses that count; with done and due under each course, those of done alone.

    Where no column says done, those of the days on which training runs out. `named` are the courses of the home, none:
    online safety; None takes every column for one of a course but those that are `taken` for something else.
    """
    found = [each for each in _columns(head, named) if each.number not in taken]
    return [each for each in found if not each.runs_out] or found


def _columns(head: Head, named: Sequence[str] | None) -> Iterator[CourseColumn]:
    all_run_out = _all_run_out(head)
    for number, (group, heading) in enumerate(_headings(head), 1):
        if not _AHEAD.search(fold(heading)) and (course := _course(group, heading, named)):
            runs_out = all_run_out or any(_RUNS_OUT.search(fold(typed)) for typed in (group, heading))
            yield CourseColumn(number, heading, course, runs_out)


def _headings(head: Head) -> Iterator[tuple[str, str]]:
    """For each column the heading above, which may span others, and its own; below courses may stand `Done`, `Due`."""
    *above, own = head.rows
    filled = [cell for cell in head.below if text(cell).strip()]
    groups = groups_above(above[-1]) if above else []
    lower: Sequence[object] = own
    if filled and heads_days(filled):
        groups = groups_above(own)
        lower = [cell if text(cell).strip() else over for cell, over in zip(head.below, own, strict=False)]
    for at, cell in enumerate(lower):
        yield one_line(groups[at]) if at < len(groups) else "", one_line(text(cell))


def _course(group: str, heading: str, named: Sequence[str] | None) -> str:
    """The course of a column, by its own heading; by the one above where its own says only what the days are."""
    bare = _RUNS_OUT.sub("", heading).strip(" -:()")
    says_days = not bare or _DONE.fullmatch(fold(bare)) is not None
    course = group if says_days else bare
    if named is None:
        return course or heading
    return next((each for each in (course, heading) if each and counts(each, named)), "")


def _all_run_out(head: Head) -> bool:
    """Whether the name of the sheet or a title says that all its days are those on which training runs out."""
    titles = (text(cell) for row in head.rows[:-1] for cell in row if text(cell).strip())
    return _RUNS_OUT.search(fold(head.sheet)) is not None or any(_TITLE_RUNS_OUT.search(fold(each)) for each in titles)


def heads_days(values: Iterable[object]) -> bool:
    """Whether cells below the names of courses say what the days there are: `Done`, `Due`, `Expires`."""
    said = [fold(text(value)) for value in values]
    return all(_DONE.fullmatch(each) or (_HEADS_DAYS.search(each) and not re.search(r"\d", each)) for each in said)


_DONE = re.compile(r"(?:date|done|completed?|attended|taken|passed)(?: on)?|(?:date|day) (?:done|completed|attended)")
_AHEAD = re.compile(r"\b(?:due|next|book\w*|refresh by)\b")
_RUNS_OUT = re.compile(
    r"\b(?:expir(?:y|es|ation|ing)|exp|renew(?:als?|s)?|valid (?:until|till?|to))(?: dates?)?\b", re.IGNORECASE
)
_TITLE_RUNS_OUT = re.compile(r"\b(?:expir(?:y|ation)|renewal) dates?\b|\bdates? of (?:expiry|expiration|renewal)\b")
_HEADS_DAYS = re.compile(rf"{_AHEAD.pattern}|{_RUNS_OUT.pattern}")


def attended_on(value: object, lasts: int, *, runs_out: bool = False, date1904: bool) -> date | None:
    """The day on which somebody attended, by a cell of a matrix: a day, or one that a text says is over.

    What is booked or due is ahead, and what was missed or is not understood is none. Where training `runs_out` or
    expires on a day the session was the months before that it `lasts`.
    """
    if day := days.of_cell(value, date1904=date1904):
        return days.add_months(day, -lasts) if runs_out else day
    typed = text(value)
    if _MISSED.search(typed):
        return None
    attended, end = [], 0
    for each in sorted(days.within(typed), key=lambda each: each.start):
        lead, end = typed[end : each.start], each.end
        if not _is_understood(lead):
            return None
        if not _PLANNED.search(lead):
            day = each.moment.date()
            attended.append(days.add_months(day, -lasts) if runs_out or _EXPIRES.search(lead) else day)
    ahead = _AHEAD_OF.search(typed, end)  # 12/06/26 (refresh June 2027)
    behind = typed[end : ahead.start() if ahead else None]
    if not _is_understood(behind) or _PLANNED.search(behind):
        return None
    return max((day for day in attended if days.add_months(day, -lasts) not in attended), default=None)


def is_in_doubt(value: object) -> bool:
    """Whether a cell by which nobody attended may say that somebody did: a tick, a month, a day with other words."""
    typed = text(value)
    return _CLAIMS.search(typed) is not None and not (_MISSED.search(typed) or _PLANNED.search(typed))


def _is_understood(words: str) -> bool:
    """Whether what stands beside a day says no more than that, how or where somebody attended, or what is ahead."""
    return {*_WORD.findall(fold(_EXPIRES.sub(" ", _PLANNED.sub(" ", words))))} <= _KNOWN


_WORD = re.compile(r"[^\W\d_]{2,}")
_PLANNED = re.compile(
    r"\b(?:book\w*|due|tbc|planned|arranged|scheduled|enrolled|invited|starts|next|refresh|to\s+attend|by(?=\W*(?:\d|$)))",
    re.IGNORECASE,
)
_EXPIRES = re.compile(r"\b(?:exp\w*|valid\s+(?:to|until)|until|renew\w*)\b", re.IGNORECASE)
_AHEAD_OF = re.compile(rf"(?:{_PLANNED.pattern}|{_EXPIRES.pattern}).*\d", re.IGNORECASE)
_MISSED = re.compile(
    r"\b(?:n/?a|dna|fail\w*|did\W?n\W?t|not|no|never|cancel\w*|miss(?:ed|ing)|absent|apolog\w+|withdrew|incomplete"
    r"|postponed|rearranged|needs?|required|outstanding|overdue|to\s+(?:do|be|book|complete)|sick|leave)\b",
    re.IGNORECASE,
)
_CLAIMS = re.compile(
    r"\d|[\u2611\u2612\u2713\u2714\u2705]|\b(?:x|y|yes|done|completed?|attended|passed|trained)\b", re.IGNORECASE
)
_KNOWN = frozenset(
    (
        *("done", "completed", "complete", "attended", "passed", "pass", "taken", "trained", "certified", "yes"),
        *("certificate", "cert", "certs", "seen", "on", "file", "level", "lvl", "module", "refresher", "induction"),
        *("initial", "updated", "annual", "yearly", "online", "learning", "elearning", "virtual", "via", "teams"),
        *("zoom", "webinar", "classroom", "face", "to", "in", "house", "inhouse", "hour", "hours", "hrs", "hr", "am"),
        *("pm", "half", "full", "day", "days", "course", "training", "session", "test", "quiz", "score", "last"),
        *("latest", "date", "the", "at", "and", "of", "with", "st", "nd", "rd", "th"),
    )
)
"""Words beside a day that leave it one on which somebody attended; any other is not understood."""
