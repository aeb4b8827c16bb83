"""INC107 to INC109, INC129: whether those who report are known, were here, and were trained."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from olsxl.register import days
from olsxl.register.table import UNREADABLE, folded
from olsxl.register.text import fold
from olsxl.review.plan import first_known
from olsxl.rules.incidents.cells import Wording, blank, clear, faults_at
from olsxl.rules.rule import Explanation, Fault, Rule, training_rule
from olsxl.training.sessions import Sessions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from pandas import DataFrame, Series

    from olsxl.rules.context import TrainingContext

_INCIDENTS = ("Reported by", "Reporter type")

_OF_THE_HOME = ("Onsite staff", "Offsite carer", "Volunteer")
"""The types of reporter whom the home knows by name and trains."""


@training_rule(
    "INC107",
    "warning",
    Explanation(
        title="There is no reporter, or one who is unknown to People.",
        why=(
            "Staff, carers and volunteers report by name, so that they can be asked and trained. Anybody else may "
            "be anonymous."
        ),
        put_right="Type the Person ID of who reported it, or add them to People.",
        example="Reporter type is Onsite staff, and Reported by is P-041, which People lacks.",
    ),
    needs={"Incidents": _INCIDENTS, "People": ("Full name",)},
    source=("P1",),
)
def unknown_reporter(context: TrainingContext) -> Iterator[Fault]:
    ours = context.records["Reporter type"].isin(_OF_THE_HOME)
    missing = ours & blank(context, "Reported by")
    by = folded(context.records["Reported by"])
    unknown = ours & (by != "") & clear(context, "Reported by") & ~by.isin(_people(context))
    fix = "Type the Person ID of who reported it"

    def words(row: int) -> str:
        return "{Reported by} is blank" if missing[row] else "{Reported by} is nobody in the sheet People"

    yield from faults_at(context, missing | unknown, "Reported by", Wording(words, fix))


@training_rule(
    "INC108",
    "warning",
    Explanation(
        title="The reporter had left, or had not started, on the day of the report.",
        why="Either the name or one of the dates is wrong.",
        put_right="Correct the reporter, the day of the report, or the dates in People.",
        example="P-012 left on 01/10/2026, and reported on 12/11/2026.",
    ),
    needs={"Incidents": (*_INCIDENTS, "Reported on"), "People": ("Full name", "Started on")},
    source=("P1",),
)
def absent_reporter(context: TrainingContext) -> Iterator[Fault]:
    away: dict[int, str] = {}
    for report in _reports(context):
        found = {person.away(report.day) for person in report.people}
        if None not in found:
            away[report.row] = "had left" if "left" in found else "had not started"

    def words(row: int) -> str:
        return f"Whom {{Reported by}} names {away[row]} on the day of {{Reported on}}"

    yield from faults_at(
        context, _rows(context, away), "Reported by", Wording(words, "Correct the reporter, or the dates in People")
    )


@training_rule(
    "INC109",
    "warning",
    Explanation(
        title="The reporter had no valid training on the day of the report.",
        why="Whoever reports has been trained to: when they started, then every year.",
        put_right="Log the session if there was one; else plan one.",
        example="P-008 attended last on 10/10/2025, and reported on 12/11/2026.",
    ),
    needs={
        "Incidents": (*_INCIDENTS, "Reported on"),
        "People": ("Full name",),
        "Training": ("Session on", "Attendance"),
    },
    source=("P5",),
)
def untrained_reporter(context: TrainingContext) -> Iterator[Fault]:
    untrained = {report.row for report in untrained_reports(context)}
    message = "Whom {Reported by} names had no valid training on the day of {Reported on}"
    fix = "Log the session in the sheet Training if there was one; else plan one"
    yield from faults_at(context, _rows(context, untrained), "Reported by", Wording(message, fix, folded=True))


def untrained_reports(context: TrainingContext) -> Iterator[Report]:
    """The reports of INC109: where a name may mean several people, none of them was trained on the day."""
    sessions = Sessions(context.training, context.config.training)
    for report in _reports(context):
        if not any(sessions.trained(person.key, report.day) for person in report.people):
            yield report


@training_rule(
    "INC129",
    "warning",
    Explanation(
        title="No offsite carer has reported anything in the last twelve months.",
        why=(
            "Reporting is open to offsite carers; where none ever reports, perhaps none knows how. Told where "
            "People has offsite carers and the register is older than twelve months."
        ),
        put_right="Ask the offsite carers whether they know how to report, and have the form at hand.",
        example="Four carers are offsite, and the last report of one is of 2024.",
    ),
    needs={"Incidents": ("Reporter type", "Reported on"), "People": ("Base", "Started on")},
    source=("P4",),
)
def silent_carers(context: TrainingContext) -> Iterator[Fault]:
    import pandas as pd

    frame = context.register.incidents.frame
    since, first = days.add_months(context.today, -12), first_known(frame)
    if first is None or first > since or not any(person.away(context.today) is None for person in _offsite(context)):
        return
    recent = frame["Reported on"].between(pd.Timestamp(since), pd.Timestamp(context.today))
    by_carer = frame["Reporter type"].isin(["Offsite carer", UNREADABLE])
    named = folded(frame["Reported by"]).isin({name for person in _offsite(context) for name in person.names})
    if not (recent & (by_carer | named)).any():
        message = "People has offsite carers, and none of them has reported anything in the last twelve months"
        fix = "Ask them whether they know how to report, and have the form at hand"
        yield Fault(context.register.incidents, None, None, message, fix)


class Reporter(NamedTuple):
    """Somebody in People: their row, Person ID and full name as compared, from when until when they are here."""

    row: int
    key: str
    names: tuple[str, ...]
    base: str
    started: date | None
    left: date | None

    def away(self, day: date) -> Literal["left", "not started"] | None:
        """Why somebody was not here on a day; None where they were."""
        if self.left and self.left < day:
            return "left"
        return "not started" if self.started and day < self.started else None


class Report(NamedTuple):
    """One record that somebody of the home reported: its row, its day, whom the reporter's name may mean."""

    row: int
    day: date
    people: tuple[Reporter, ...]


def _reports(context: TrainingContext) -> Iterator[Report]:
    people = _people(context)
    records = context.records
    ours = records[records["Reporter type"].isin(_OF_THE_HOME) & records["Reported on"].notna()]
    for row, by, day in zip(ours.index, folded(ours["Reported by"]), ours["Reported on"], strict=True):
        if by in people:
            yield Report(int(row), day.date(), tuple(people[by]))


def _people(context: TrainingContext) -> dict[str, list[Reporter]]:
    """Everybody by Person ID and by full name, which two people may share."""
    found: dict[str, list[Reporter]] = {}
    for person in _everybody(context):
        for name in person.names:
            found.setdefault(name, []).append(person)
    return found


def _everybody(context: TrainingContext) -> Iterator[Reporter]:
    """Each person in People; for a Person ID that stands twice the first row counts."""
    table = context.training.people
    frame: DataFrame = table.frame[table.is_first_of_key]
    columns = (frame[heading] for heading in ("Person ID", "Full name", "Base", "Started on", "Left on"))
    for row, person, name, base, started, left in zip(frame.index, *columns, strict=True):
        names = tuple(dict.fromkeys(known for known in (fold(person), fold(name)) if known))
        yield Reporter(int(row), fold(person), names, base, days.of(started), days.of(left))


def _offsite(context: TrainingContext) -> list[Reporter]:
    return [person for person in _everybody(context) if person.base == "Offsite"]


def _rows(context: TrainingContext, rows: set[int] | dict[int, str]) -> Series[bool]:
    return context.records.index.to_series().isin(list(rows))


REPORTER_RULES: tuple[Rule, ...] = (
    unknown_reporter,
    absent_reporter,
    untrained_reporter,
    silent_carers,
)
