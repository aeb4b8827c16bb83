"""What a training register that a manager keeps already means: its people, and who attended, as a list or a matrix."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from olsxl import workbook
from olsxl.adopt.columns import Assigned, assign, best_list
from olsxl.adopt.doubts import Doubt, Inquiry
from olsxl.adopt.grid import all_grids
from olsxl.adopt.meanings import Meanings, meanings
from olsxl.adopt.refusals import NotUnderstood, damaged_sheet, not_a_register, people_across, without_days
from olsxl.config import TrainingSection
from olsxl.register import schema
from olsxl.register.coverage.coverage import unnamed_sheets
from olsxl.register.layout.locate import log_beside
from olsxl.register.meaning.values import text
from olsxl.register.text import fold, one_line
from olsxl.register.training.lists import BY_NAME, counts, is_person, left_on, name_key, said_of_leaving, says_left
from olsxl.register.training.matrix import Head, attended_on, course_columns, turned

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from olsxl.adopt.grid import Grid
    from olsxl.config import Config


@dataclass(frozen=True)
class UnderstoodTraining:
    """A training register as adopt understands it; `remarks` are sentences for a person.

    `aside` are its sheets that are no register. In a matrix `training` has the names alone: the days stand under the
    courses; `earlier` are the sheets of further ones, of years before, `teams` those of other people, `across` those
    with people side by side.
    `courses` are those that count, () where that is online safety. `left_by` is the day by which people had left of
    whom a word alone says so.
    """

    workbook: str
    people: Assigned
    training: Assigned
    values: Mapping[str, Meanings]
    remarks: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    courses: tuple[str, ...] = ()
    left_by: date | None = None
    doubts: tuple[Doubt, ...] = ()
    earlier: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    across: tuple[str, ...] = ()

    @property
    def people_sheets(self) -> tuple[str, ...]:
        """The sheets of people, with those of teams; of a log, which has those alone who were trained, of all years."""
        if self.people.grid is not self.training.grid:
            return (self.people.grid.sheet,)
        return (self.people.grid.sheet, *self.teams, *(self.earlier if self.training.has("Session on") else ()))

    @property
    def sheet(self) -> schema.Sheet:
        """Training as the settings name its columns: with names where there are no Person IDs."""
        return schema.TRAINING if self.training.has("Person ID") else BY_NAME

    @staticmethod
    def names(found: Assigned, sheet: schema.Sheet) -> dict[str, str]:
        """The home's heading of each of ours, "" where it is absent."""
        return {heading: found.name(heading) if found.has(heading) else "" for heading in sheet.headings}


def understand_training(
    source: bytes | workbook.Workbook,
    name: str,
    today: date,
    inquiry: Inquiry | None = None,
    before: Config | None = None,
) -> UnderstoodTraining:
    """Understand a workbook as a training register; `inquiry` and `before` as for `understand`.

    Raises NotUnderstood, AnswerNotUnderstood, UnreadableWorkbook.
    """
    inquiry = inquiry or Inquiry()
    kept = before.training if before else TrainingSection()
    book = workbook.opened(source)
    across, leave = tuple(kept.across), before.sheets.leave if before else ()
    book, everything, damaged = _turned(book, across, leave)
    told = tuple(damaged_sheet(page, failure) for page, failure in damaged.items())
    people, training = (_by_id(everything, sheet) for sheet in (schema.PEOPLE, schema.TRAINING))
    if people and training:
        values = dict(_values((schema.PEOPLE, people), (schema.TRAINING, training)))
        courses = tuple(kept.courses) or _asked_courses([training], inquiry)
        aside = _aside(book, damaged, people, training)
        return UnderstoodTraining(name, people, training, values, told, aside, courses, kept.left_by, inquiry.open)
    own = log_beside(book)  # what olsxl logged beside the list that is to be understood
    others = {page: grids for page, grids in everything.items() if not own or page != own.sheet}
    logs = _lists_of_names(others)
    lists = logs or _matrices(others)
    if own and not lists:
        lists = logs = _lists_of_names(everything)
    if not (logs or across or (lists and not _names_courses(lists[0]))):
        across = tuple(page for page, grids in everything.items() if any(map(_is_across, grids)))
        book, everything, _ = _turned(book, across, leave)
        others = {page: grids for page, grids in everything.items() if not own or page != own.sheet}
        lists = _matrices(others)
    for failure in damaged.values() if not lists else ():
        raise failure
    if not lists:
        if across:
            raise NotUnderstood(name, [people_across(across[0])])
        if undated := [without_days(sheet, cell) for sheet, cell in _undated(everything)]:
            raise NotUnderstood(name, undated)
        missing = schema.TRAINING if people else schema.PEOPLE
        needed = [column.heading for column in missing.columns if column.indispensable]
        found = {page: best for page, lists in everything.items() if (best := best_list(missing, lists))}
        raise NotUnderstood(name, [f"as the sheet {missing.name}: {why}" for why in not_a_register(found, needed)])
    listed = lists[0]
    teams = [] if logs else [each for each in lists[1:] if _is_of_others(each, listed)]
    earlier = [each for each in lists[1:] if each not in teams]
    staff = _staff(others, lists) or assign(schema.PEOPLE, listed.grid)
    staff = _without_id(staff)
    values = dict(_values((schema.PEOPLE, staff), (BY_NAME, listed)))
    courses = tuple(kept.courses) or _asked_courses(lists, inquiry)
    left_by = kept.left_by or (today - timedelta(days=1) if _asked_left(staff, inquiry) else None)
    remarks = (
        *(f"on '{sheet}' people stand side by side and courses below each other, and are read so" for sheet in across),
        *_named(staff),
        *_left(staff),
        *_gone(staff, earlier if staff.grid is listed.grid else lists[1:], "counted" if logs else "not counted"),
        *(() if logs else _running_out(listed.grid, courses, kept.refresh_months)),
        *told,
    )
    aside = _aside(book, (*damaged, *([own.sheet] if own else [])), staff, *lists)
    asked = courses, left_by, inquiry.open
    before_it, beside_it = (tuple(each.grid.sheet for each in further) for further in (earlier, teams))
    return UnderstoodTraining(name, staff, listed, values, remarks, aside, *asked, before_it, beside_it, across)


def _aside(book: workbook.Workbook, damaged: Collection[str], *read: Assigned) -> tuple[str, ...]:
    taken = {*damaged, *(each.grid.sheet for each in read)}
    return tuple(s for s, like in unnamed_sheets(book, schema.TRAINING_REGISTER).items() if not like and s not in taken)


def _by_id(everything: Mapping[str, list[Grid]], sheet: schema.Sheet) -> Assigned | None:
    """The list that has all that is indispensable with us, a Person ID too."""
    needed = [column.heading for column in sheet.columns if column.indispensable]
    each = (best_list(sheet, lists) for lists in everything.values())
    whole = [best for best in each if best and best.has(*needed)]
    return max(whole, key=lambda best: (len(best.columns), len(best.grid.rows)), default=None)


def _lists_of_names(everything: Mapping[str, list[Grid]]) -> list[Assigned]:
    """The lists that tell who attended which course on which day, by name, headed alike; the latest day's first."""
    each = (best_list(BY_NAME, lists) for lists in everything.values())
    needed = ("Full name", "Session on", "Course")
    found = [best for best in each if best and best.has(*needed) and best.grid.rows]
    if not found:
        return []
    best = max(found, key=lambda best: (len(best.columns), len(best.grid.rows)))
    alike = [_without_id(each) for each in found if all(fold(each.name(h)) == fold(best.name(h)) for h in needed)]
    return sorted(
        alike, key=lambda each: max(each.grid.days(each.columns["Session on"]), default=date.min), reverse=True
    )


def _matrices(everything: Mapping[str, list[Grid]]) -> list[Assigned]:
    """The names of each list with a column for each course, one a sheet, the one with the latest day first.

    Those that name their people as it does go with it; a course in online safety goes before every other.
    """
    found = [
        (any(counts(course, ()) for course in columns), max(columns.values()), matrix)
        for lists in everything.values()
        if (matrix := _matrix(lists)) and (columns := _latest_days(matrix))
    ]
    found.sort(key=lambda each: each[:2], reverse=True)
    return [matrix for counted, _, matrix in found if counted == found[0][0] and _is_named_as(matrix, found[0][2])]


def _undated(everything: Mapping[str, list[Grid]]) -> Iterator[tuple[str, str]]:
    """Each sheet with names and a course in online safety under which nobody has a day, with the cell of that."""
    for lists in everything.values():
        for grid in lists:
            names = assign(schema.PEOPLE, grid)
            courses = course_columns(_head(grid), None, frozenset(names.columns.values()))
            counted = [each for each in courses if each.course and counts(each.course, ()) and grid.values(each.number)]
            if names.has("Full name") and counted:
                yield grid.sheet, grid.heading_cell(counted[0].number)
                break


def _matrix(lists: list[Grid]) -> Assigned | None:
    """The names of the list of a sheet with a column for each course; one with a course in online safety first."""
    others = None
    for grid in lists:
        names = assign(schema.PEOPLE, grid)
        if names.has("Full name") and (courses := _latest_days(names)):
            kept = {heading: n for heading, n in names.columns.items() if heading in ("Full name", "Role")}
            matrix = Assigned(grid, kept, {})
            if any(counts(course, ()) for course in courses):
                return matrix
            others = others or matrix
    return others


def _names_courses(matrix: Assigned) -> bool:
    """Whether courses stand where the people of a matrix would: what reads like its courses are then its people."""
    names = matrix.grid.texts(matrix.columns["Full name"])
    return any(counts(name, ()) for name in names) and not any(counts(course, ()) for course in _latest_days(matrix))


def _turned(
    book: workbook.Workbook, across: Collection[str], leave: Collection[str]
) -> tuple[workbook.Workbook, dict[str, list[Grid]], dict[str, workbook.UnreadableWorkbook]]:
    """The workbook with people below each other on these sheets, its lists, and why a sheet cannot be read."""
    book = book.through(dict.fromkeys(across, turned))
    found, damaged = all_grids(book, leave)
    for page in {*across} & {*found}:
        found[page] = [replace(grid, across=True) for grid in found[page]]
    return book, found, damaged


def _is_across(grid: Grid) -> bool:
    """Whether people stand side by side and their courses below each other, with days where they meet."""
    named = [at for at, heading in enumerate(grid.typed) if at and heading]
    courses = [line for line in grid.lines if isinstance(line[0], str) and line[0].strip()]
    attended = (attended_on(line[at], 0, date1904=grid.date1904) for line in courses for at in named)
    return len(named) > 1 and sum(day is not None for day in attended) > 1


def _is_named_as(matrix: Assigned, other: Assigned) -> bool:
    return fold(matrix.name("Full name")) == fold(other.name("Full name"))


def _is_of_others(matrix: Assigned, main: Assigned) -> bool:
    """Whether a matrix is of another team than the main one, not of another year: half of its people are not there."""
    if _BEFORE.search(matrix.grid.sheet) or says_left(matrix.grid.sheet):
        return False
    here = {name_key(name) for name in main.grid.texts(main.columns["Full name"])}
    names = {name_key(name) for name in matrix.grid.texts(matrix.columns["Full name"])}
    return 2 * len(names - here) >= len(names)


_BEFORE = re.compile(r"(?<!\d)(?:20)?\d\d(?!\d)|\b(?:old|previous|former|past|archived?)\b", re.IGNORECASE)
"""What says in the name of a sheet that it is of a time before."""


def _latest_days(names: Assigned) -> dict[str, date]:
    """The courses of a matrix in which somebody has a day, each with the latest."""
    days = _course_days(names)
    return {course: max(found) for course, (_, found) in days.items()}


def _course_days(names: Assigned) -> dict[str, tuple[str, list[date]]]:
    """The courses of a matrix in which somebody has a day, each with the cell of its heading and its days."""
    grid = names.grid
    people = frozenset(assign(schema.PEOPLE, grid).columns.values())
    found = {}
    for each in course_columns(_head(grid), None, people):
        attended = (attended_on(value, 0, date1904=grid.date1904) for value in grid.values(each.number))
        if days := [day for day in attended if day]:
            found[each.course] = (grid.heading_cell(each.number), days)
    return found


def _head(grid: Grid) -> Head:
    return Head(grid.sheet, (*grid.above, grid.typed), *grid.lines[:1])


def _staff(everything: Mapping[str, list[Grid]], attendance: Sequence[Assigned]) -> Assigned | None:
    """The list of people beside the one of attendance: a name, and what a list of staff has besides."""
    taken = {each.grid.sheet for each in attendance}
    others = (best_list(schema.PEOPLE, lists) for page, lists in everything.items() if page not in taken)
    besides = ("Started on", "Left on", "Email", "Role")
    found = [each for each in others if each and each.has("Full name") and any(map(each.has, besides))]
    return max(found, key=lambda each: (len(each.columns), len(each.grid.rows)), default=None)


def _without_id(found: Assigned) -> Assigned:
    """The list without a Person ID, which only one of the two has, so that it tells nobody."""
    columns = {heading: number for heading, number in found.columns.items() if heading != "Person ID"}
    return Assigned(found.grid, columns, found.instead, found.remarks)


def _named(staff: Assigned) -> Iterator[str]:
    yield (
        "no column has a Person ID, so olsxl gives each person one like P-001, in the order of "
        f"'{staff.grid.sheet}', and keeps it by their name"
    )
    if not staff.has("Started on"):
        yield "no column says when a person started, so nobody's first training can fall due"


def _left(staff: Assigned) -> Iterator[str]:
    """Who left by a word with a day in a cell beside the name."""
    dated = sum(left_on(texts) is not None for texts in _beside_names(staff).values())
    if dated:
        yield f"{_people(dated)} left by a word beside the name (left 30/9/26): taken as having left on that day"


def _gone(staff: Assigned, earlier: Sequence[Assigned], are: str) -> Iterator[str]:
    """Who stands on the sheet of an earlier year alone."""
    here = {name_key(name) for name in staff.grid.texts(staff.columns["Full name"])}
    for each in earlier:
        rows = (row for row in each.grid.rows if is_person(text(row[each.columns["Full name"] - 1]), len(row)))
        names = {name_key(text(row[each.columns["Full name"] - 1])) for row in rows}
        if gone := len(names - here):
            only = f"a name on '{each.grid.sheet}' and none on '{staff.grid.sheet}'"
            yield f"{_people(gone)} {only}: {are} among your people"


def _running_out(grid: Grid, courses: Sequence[str], lasts: int) -> Iterator[str]:
    """That a matrix has no days of sessions, but those on which training runs out."""
    if out := [each.heading for each in course_columns(_head(grid), courses) if each.runs_out]:
        yield (
            f"the days under '{out[0]}' are read as those on which training runs out: the session was {lasts} months "
            "before. Where a certificate lasts longer, type the day of the session"
        )


def _asked_left(staff: Assigned, inquiry: Inquiry) -> bool:
    """Whether those have left of whom a word without a day says so; until that is answered they count."""
    grid, at = staff.grid, staff.columns["Full name"] - 1
    cells = tuple(
        grid.row_cell(row)
        for (row, said), line in zip(_beside_names(staff).items(), grid.lines, strict=True)
        if any(map(says_left, said))
        and left_on(said) is None
        and is_person(text(line[at]), len({text(cell).strip() for cell in line} - {""}))
    )
    if not cells:
        return False
    said = f"{_people(len(cells))} left by a word beside or above the name, without a day"
    question = f"{said}. Do they count among your people?"
    doubt = Doubt("left", question, ("they have left", "they count"), cells, ("they count",))
    return inquiry.one(doubt) == "they have left"


def _beside_names(staff: Assigned) -> dict[int, list[str]]:
    """The texts of name and role by their Excel row, and what says in it or above it that the person left."""
    numbers = [staff.columns[heading] for heading in ("Role", "Full name") if staff.has(heading)]
    lines = staff.grid.lines
    rows = enumerate(zip(lines, said_of_leaving(lines), strict=True), staff.grid.first_row)
    return {row: [*(str(line[n - 1] or "") for n in numbers), *said] for row, (line, said) in rows}


def _people(number: int) -> str:
    return "1 person has" if number == 1 else f"{number} people have"


def _asked_courses(lists: Sequence[Assigned], inquiry: Inquiry) -> tuple[str, ...]:
    """Which of the courses count as training in the process, where there are others than online safety; () for that."""
    found: dict[str, str] = {}
    for each in lists:
        if each.has("Course"):
            number = each.columns["Course"]
            typed = {one_line(text): each.grid.heading_cell(number) for text in each.grid.texts(number)}
        else:
            typed = {course: cell for course, (cell, _) in _course_days(each).items()}
        found = typed | found
    counted = tuple(course for course in found if counts(course, ()))
    if not found or len(counted) == len(found):
        return ()
    question = "Which courses train people in online safety and the reporting of incidents? No other trains anybody."
    doubt = Doubt("courses", question, tuple(found), tuple(dict.fromkeys(found.values())), counted, several=True)
    said = inquiry.several(doubt)
    return said if inquiry.is_answered("courses") else ()


def _values(*sheets: tuple[schema.Sheet, Assigned]) -> Iterator[tuple[str, Meanings]]:
    for sheet, found in sheets:
        for column in sheet.columns:
            if column.values and found.has(column.heading):
                read = meanings(column.values, found.grid.texts(found.columns[column.heading]))
                if read.mapped or read.unknown:
                    yield column.values, read
