"""Summaries to word: a believable week, one where all is well, and one that is far too long. All of it is made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from olsxl.clocks.prompts import Prompt
from olsxl.config import ClocksSection
from olsxl.register import days
from olsxl.report.summary import Action, Bar, Observation, OpenRecord, Summary, Week, WeekState
from olsxl.report.training.facts import Gap, Link, Training, Untrained
from olsxl.training.due import Months

TODAY = date(2026, 11, 19)

CLOCKS = ClocksSection()
ASKED = (Prompt(CLOCKS.ofsted, date(2026, 7, 12)), Prompt(CLOCKS.ceop, None))


def record(number: int, age: int | None, state: str = "updated", **facts: object) -> OpenRecord:
    """One open record, `OLS-2026-0007` for number 7."""
    plain = OpenRecord(
        ref=f"OLS-2026-{number:04}",
        where=f"Incidents!A{number + 1}",
        age=age,
        owner=f"P-{number % 20 + 1:03}",
        status="Open",
        last_update=TODAY - timedelta(days=3),
        state="updated",
        long_open=age is not None and age > 90,
    )
    return replace(plain, state=state, **facts)  # type: ignore[arg-type]  # the states and facts of a test are its own


def weeks(states: dict[str, WeekState]) -> tuple[Week, ...]:
    """The last 26 weeks, signed but for `states`."""
    mondays = [date(2026, 11, 16) - timedelta(weeks=back) for back in reversed(range(26))]
    named = [(f"{monday.isocalendar().year}-W{monday.isocalendar().week:02}", monday) for monday in mondays]
    return tuple(Week(review, monday, states.get(review, "signed")) for review, monday in named)


def months(due: dict[int, int], overdue: int = 0, later: int = 0) -> Months:
    """The twelve months from November 2026 on, with how many fall due so many months ahead."""
    first = TODAY.replace(day=1)
    return Months(overdue, tuple((days.add_months(first, ahead), due.get(ahead, 0)) for ahead in range(12)), later)


def training() -> Training:
    """Twelve people, of whom three are not trained."""
    first = Gap("P-020", "never-trained", date(2026, 11, 24), 5)
    return Training(
        trained=9,
        people=12,
        gaps=(
            Gap("P-021", "commencement-overdue", date(2026, 11, 2), -17),
            Gap("P-017", "overdue", date(2026, 11, 18), -1),
            first,
            Gap("P-005", "due-soon", date(2026, 12, 20), 31),
        ),
        months=months({0: 1, 1: 1, 5: 4, 9: 3}, overdue=2, later=1),
        coming=(first,),
        link=Link((Untrained("OLS-2026-0021", ("P-017",)),), 3, ("OLS-2026-0012", "OLS-2026-0022")),
    )


def with_training(summary: Summary, **facts: object) -> Summary:
    """A summary in which some facts about training are others."""
    changed = replace(summary.training, **facts)  # type: ignore[arg-type]  # the facts of a test are its own
    return replace(summary, training=changed)


def busy() -> Summary:
    """A week with something of everything."""
    past = weeks({"2026-W47": "unsigned", "2026-W43": "missed", "2026-W36": "explained", "2026-W22": "none"})
    return Summary(
        home="Larkfield House",
        review="2026-W47",
        day=TODAY,
        period_from=date(2026, 11, 13),
        pending=False,
        opened=2,
        closed=1,
        open=(
            record(7, 131, "no-update", owner="P-014", last_update=date(2026, 10, 2), asked=ASKED),
            record(12, 64, status="Open - awaiting external", owner="P-003"),
            record(15, 22, "no-update", owner="", last_update=None),
            record(18, 16, "late", owner="P-003"),
            record(21, 5, owner="P-014"),
            record(22, 2, owner="P-009"),
        ),
        marked=("OLS-2026-0007", "OLS-2026-0015"),
        actions=(
            Action("Train 2 people whose training is overdue", TODAY, ("P-021", "P-017"), 2),
            Action(
                "Find out what has happened in 2 records marked No Update, and enter an update",
                date(2026, 11, 26),
                ("OLS-2026-0007", "OLS-2026-0015"),
                2,
            ),
            Action(
                "Read and sign the weekly review in the sheet of reviews: name, capacity, method and date",
                date(2026, 11, 26),
                ("2026-W47",),
            ),
            Action("Put right 2 errors in the registers", date(2026, 11, 26), ("Incidents!A19", "Incidents!AA14"), 2),
        ),
        missed=tuple(week for week in past if week.state in ("missed", "explained")),
        weeks=past,
        observations=(
            Observation("INC101", "error", "Incidents!A19", "The incident reference is repeated"),
            Observation("WBK007", "error", "Incidents!AA14", "The value is not among the allowed ones"),
            Observation("WBK006", "warning", "Updates!B31", "The date is typed as text"),
            Observation("WBK006", "warning", "Updates!B44", "The date is typed as text"),
        ),
        training=training(),
        ages=(
            Bar("up to 7 days", 2),
            Bar("8 to 30 days", 2),
            Bar("31 to 90 days", 1),
            Bar("over 90 days", 1),
        ),
        history=14,
    )


def calm() -> Summary:
    """A week in which nothing at all is asked."""
    return replace(
        busy(),
        opened=0,
        closed=0,
        open=(),
        marked=(),
        actions=(),
        missed=(),
        weeks=weeks({}),
        observations=(),
        training=Training(12, 12, (), months({7: 12})),
        ages=tuple(replace(bar, value=0) for bar in busy().ages),
        history=0,
    )


def pending() -> Summary:
    """The register was busy: nothing is written, and an update that comes first wins."""
    return replace(busy(), pending=True)


def huge() -> Summary:
    """Five hundred open records, findings and gaps."""
    many = range(500)
    return replace(
        busy(),
        open=tuple(record(number, number, "no-update") for number in many),
        marked=tuple(f"OLS-2026-{number:04}" for number in many),
        actions=tuple(
            Action("Enter an update for each.", TODAY, tuple(f"OLS-2026-{number:04}" for number in many), 500)
            for _ in range(8)
        ),
        observations=tuple(
            Observation(
                f"INC{number}", "error", f"Incidents!AA{number}", f"The value of rule {number} is not understood"
            )
            for number in many
        ),
        training=Training(
            trained=0,
            people=500,
            gaps=tuple(Gap(f"P-{number:03}", "overdue", TODAY, -number) for number in many),
            months=months(dict.fromkeys(range(12), 30), overdue=110, later=30),
            coming=tuple(Gap(f"P-{number:03}", "never-trained", TODAY, 0) for number in many),
            link=Link(
                tuple(Untrained(f"OLS-2026-{number:04}", (f"P-{number:03}",)) for number in many),
                closed=500,
                undecided=tuple(f"OLS-2026-{number:04}" for number in many),
            ),
        ),
    )
