"""Why a sign-in sheet is not logged, one class each. In every one of these cases nothing has been written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.errors import OlsxlError
from olsxl.register import days

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


class SheetRefused(OlsxlError):
    """A sign-in sheet that is not logged: its file, why, what to do."""

    def __init__(self, name: str, why: str, fix: str) -> None:
        super().__init__(f"Nothing of {name} was logged: {why}. {fix}.")


class NotASpreadsheet(SheetRefused):
    """The file is neither a workbook nor a text file: a scan, a photo, a PDF."""

    def __init__(self, name: str) -> None:
        super().__init__(
            name,
            "it is neither an Excel workbook nor a csv file",
            "Type the names and a tick for each into a workbook (olsxl training sheet makes one), and log that",
        )


class TooLarge(SheetRefused):
    """A text file of more lines or cells than any sign-in sheet has."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "it is larger than any sign-in sheet", "Check that it is the right file")


class NoHeadings(SheetRefused):
    """No row of headings with somebody's name or ID and a mark beside it; `seen` is the row that comes closest."""

    def __init__(self, name: str, seen: Sequence[str]) -> None:
        found = f" (row found: {', '.join(seen)})" if seen else ""
        super().__init__(
            name,
            f"it has no row of headings with a column of people and a column of ticks, signatures or times{found}",
            "Head the one 'Full name' or 'Person ID' and the other 'Attended', 'Signature' or 'Time'",
        )


class SeveralSheets(SheetRefused):
    """More than one sheet of the workbook looks like a sign-in sheet."""

    def __init__(self, name: str, sheets: Sequence[str]) -> None:
        super().__init__(
            name,
            f"{' and '.join(repr(sheet) for sheet in sheets)} both look like sign-in sheets",
            "Save the one that is meant as a file of its own, and log that",
        )


class NoDay(SheetRefused):
    """Nothing says on which day the session was held; `hint` is a cell that holds a day among other words."""

    def __init__(self, name: str, hint: tuple[str, date] | None) -> None:
        day = hint[1].isoformat() if hint else "2026-11-22"
        near = f", unless it is the day in {hint[0]} ({days.show(hint[1])})" if hint else ""
        super().__init__(
            name, f"it does not say on which day the session was{near}", f"Give the day, such as --session {day}"
        )


class DayInWords(SheetRefused):
    """The day of the session is no day that can be read."""

    def __init__(self, name: str, where: str, typed: str) -> None:
        super().__init__(
            name,
            f"{where} holds '{typed}', which is no day that can be counted with",
            "Type it day first, such as 22/11/2026, or give it as --session 2026-11-22",
        )


class DaysDiffer(SheetRefused):
    """The sheet names more than one day."""

    def __init__(self, name: str, found: Sequence[date]) -> None:
        super().__init__(
            name,
            f"it is of more than one day: {', '.join(days.show(day) for day in found)}",
            "Log each session from a file of its own, with its own day",
        )


class DayContradicts(SheetRefused):
    """The sheet names another day than the one that was given."""

    def __init__(self, name: str, said: date, given: date) -> None:
        super().__init__(
            name,
            f"it says that the session was on {days.show(said)}, and --session says {days.show(given)}",
            "Correct the one that is wrong",
        )


class CoursesDiffer(SheetRefused):
    """The sheet names more than one course, or another than the one that was given."""

    def __init__(self, name: str, found: Sequence[str]) -> None:
        super().__init__(
            name,
            f"it is of more than one course: {', '.join(repr(course) for course in found)}",
            "Log each from a file of its own, or correct the one that is wrong",
        )


class NewCourse(SheetRefused):
    """The course of the sheet has nothing in common with the `known` ones of Training, where every course counts."""

    def __init__(self, name: str, course: str, known: Sequence[str]) -> None:
        more = f" and {len(known) - 4} more" if len(known) > 4 else ""
        super().__init__(
            name,
            f"it is of the course '{course}', which Training does not know yet (it has {', '.join(known[:4])}{more}), "
            "and whoever is logged there counts as trained in online safety",
            f"Where that is right, add --course '{course}'",
        )


class SideBySide(SheetRefused):
    """Two lists stand side by side, so that nobody can tell whose mark is whose."""

    def __init__(self, name: str, heading: str) -> None:
        super().__init__(
            name, f"two of its columns are headed '{heading}'", "Put the lists one below the other, under one heading"
        )


class TooLong(SheetRefused):
    """More rows than any session has people."""

    def __init__(self, name: str, rows: int, most: int) -> None:
        super().__init__(
            name, f"it has {rows} rows, and a sign-in sheet has {most} at the most", "Check that it is the right file"
        )


class SessionAhead(SheetRefused):
    """The session has not come yet, so that nobody can have attended it."""

    def __init__(self, name: str, day: date, today: date) -> None:
        super().__init__(
            name,
            f"its session is on {days.show(day)}, which has not come yet (today is {days.show(today)})",
            "Correct the day, or log it after the session",
        )


class EmptySheet(SheetRefused):
    """Nobody stands on the sheet."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "nobody stands on it", "Check that it is the right file, saved after it was filled in")


class NobodySigned(SheetRefused):
    """People stand on the sheet, and nobody has a tick, a signature or a time."""

    def __init__(self, name: str, people: int) -> None:
        who = "1 person stands" if people == 1 else f"{people} people stand"
        super().__init__(
            name,
            f"{who} on it, and nobody has a tick, a signature or a time",
            "Type a tick or a time beside those who attended, save it, and log it again",
        )


class OtherPeople(SheetRefused):
    """The session is logged already, with people who do not stand on this sheet; `people` are their Person IDs."""

    def __init__(self, name: str, day: date, people: Sequence[str]) -> None:
        more = f" and {len(people) - 6} more" if len(people) > 6 else ""
        who = f"{', '.join(people[:6])}{more}, who {'does' if len(people) == 1 else 'do'} not stand on it"
        super().__init__(
            name,
            f"a session on {days.show(day)} is logged already with {who}",
            "Check the day and the course. Where it is a second sheet of the same session, add --add",
        )
