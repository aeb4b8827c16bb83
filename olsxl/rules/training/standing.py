"""TRN401 to TRN403: whether everybody is trained on the day (P5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.register import days
from olsxl.rules.people import person_ids
from olsxl.rules.rule import Check, Fault, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from olsxl.training.status import Standing, Status


def never_trained(check: Check) -> Iterator[Fault]:
    """An active person has attended no training.

    Everybody is trained when they start; the grace is `[training] grace_days`.

    Put right: Plan a session, and log it in the Training sheet when it was attended.

    Example: P-014 started on 01/10/2026 and has attended nothing by 19/11/2026.
    """
    for who, standing in _of(check, "never-trained"):
        yield _fault(check, standing, f"{who} has attended no training; it is due by {_due(standing)}", "warning")
    for who, standing in _of(check, "commencement-overdue"):
        why = f"it was due by {_due(standing)}" if standing.due else _no_start(check, standing)
        yield _fault(check, standing, f"{who} has attended no training; {why}")


def _no_start(check: Check, standing: Standing) -> str:
    assert check.training is not None  # noqa: S101 - standings come from a training register
    return f"'{check.training.people.heading('Started on', standing.row)}' holds no date to count from"


def training_overdue(check: Check) -> Iterator[Fault]:
    """The last attended training is older than the refresh period.

    Training is refreshed every year.

    Put right: Plan a refresher, and log it when it was attended.

    Example: P-003 attended last on 02/10/2025, and it is 19/11/2026.
    """
    for who, standing in _of(check, "overdue"):
        yield _fault(check, standing, f"{who} was due for a refresher on {_due(standing)}")


def training_due_soon(check: Check) -> Iterator[Fault]:
    """A refresher falls due soon.

    Shown `[training] due_soon_days` ahead, so that a session can be planned.

    Put right: Plan a refresher before the day.

    Example: P-021 attended last on 10/12/2025: due by 10/12/2026.
    """
    for who, standing in _of(check, "due-soon"):
        waived = f"the waiver of {who}'s training ends on {_due(standing)}"
        yield _fault(
            check, standing, waived if standing.waived else f"{who} is due for a refresher by {_due(standing)}"
        )


def _of(check: Check, status: Status) -> Iterator[tuple[str, Standing]]:
    """Everybody of a status, by Person ID where it is one: somebody may have typed a name there."""
    if check.training is None:
        return
    ids = person_ids(check.training)
    for standing in check.standings:
        if standing.status == status:
            yield ids.shown(standing.person, "This person"), standing


def _due(standing: Standing) -> str:
    return days.show(standing.due) if standing.due else ""


def _fault(check: Check, standing: Standing, message: str, severity: str | None = None) -> Fault:
    assert check.training is not None  # noqa: S101 - standings come from a training register
    training = check.training.training
    sheet, attendance = training.regions[-1].sheet, training.heading("Attendance")
    fix = f"Plan a session, and log it in the sheet '{sheet}' under '{attendance}'"
    return Fault(
        check.training.people, standing.row, "Person ID", message, fix, "warning" if severity == "warning" else None
    )


_NEEDS = {"People": ("Started on",), "Training": ("Session on", "Attendance")}

STANDING_RULES: tuple[Rule, ...] = (
    Rule("TRN401", "error", never_trained, _NEEDS, ("P5",)),
    Rule("TRN402", "error", training_overdue, _NEEDS, ("P5",)),
    Rule("TRN403", "warning", training_due_soon, _NEEDS, ("P5",)),
)
