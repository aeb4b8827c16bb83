"""TRN: whether everybody is trained (P5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.register import days
from olsxl.rules.rule import Check, Fault, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from olsxl.training.status import Standing, Status


def never_trained(check: Check) -> Iterator[Fault]:
    """An active person has attended no training (P5).

    Everybody is trained when they start; the grace is `[training] grace_days`.
    """
    for standing in _of(check, "never-trained"):
        yield _fault(check, standing, f"has attended no training; it is due by {_due(standing)}", "warning")
    for standing in _of(check, "commencement-overdue"):
        yield _fault(check, standing, f"has attended no training; it was due by {_due(standing)}")


def training_overdue(check: Check) -> Iterator[Fault]:
    """The last attended training is older than the refresh period (P5).

    Training is refreshed every year.
    """
    for standing in _of(check, "overdue"):
        yield _fault(check, standing, f"was due for a refresher on {_due(standing)}")


def training_due_soon(check: Check) -> Iterator[Fault]:
    """A refresher falls due soon (P5).

    Shown `[training] due_soon_days` ahead, so that a session can be planned.
    """
    for standing in _of(check, "due-soon"):
        yield _fault(check, standing, f"is due for a refresher by {_due(standing)}")


def _of(check: Check, status: Status) -> Iterator[Standing]:
    return (standing for standing in check.standings if standing.status == status)


def _due(standing: Standing) -> str:
    return days.show(standing.due) if standing.due else "the day of starting, which is blank"


def _fault(check: Check, standing: Standing, what: str, severity: str | None = None) -> Fault:
    assert check.training is not None  # noqa: S101 - standings come from a training register
    message = f"{standing.person} {what}"
    fix = "Plan a session, and log the attendance in the sheet Training"
    return Fault(
        check.training.people, standing.row, "Person ID", message, fix, "warning" if severity == "warning" else None
    )


TRAINING_RULES: tuple[Rule, ...] = (
    Rule("TRN401", "error", never_trained, "People", ("Started on",)),
    Rule("TRN402", "error", training_overdue, "People", ("Started on",)),
    Rule("TRN403", "warning", training_due_soon, "People", ("Started on",)),
)
