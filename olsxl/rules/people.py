"""PPL: whether People says who works, fosters and helps here, each once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.register import days
from olsxl.register.references import References
from olsxl.register.table import UNREADABLE
from olsxl.register.vocabulary import fold
from olsxl.rules.rule import Check, Fault, Rule
from olsxl.training.status import ACTIVE, TRAINED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from olsxl.register.reading import TrainingRegister
    from olsxl.training.status import Standing

_NO_HOUSEHOLD = {"", UNREADABLE, "-", "n/a", "na", "none", "no", "x"}
"""What people type where there is no household."""


def person_ids(training: TrainingRegister) -> References:
    """The Person IDs of People, by which somebody is told of; a name that was typed in place of one is never shown."""
    people = training.people.frame
    return References(people["Person ID"], people["Full name"])


def repeated_person(check: Check) -> Iterator[Fault]:
    """A Person ID is repeated.

    Training of one person could count for another. The first row counts; the others are held to nothing.

    Put right: Give the later person an ID of their own, and their training with it.

    Example: P-014 stands in row 15 and again in row 22.
    """
    if check.training is None:
        return
    table = check.training.people
    keys = table.keys[table.keys != ""]
    first = keys[~keys.duplicated()]
    rows = dict(zip(first, first.index, strict=True))
    again = keys[keys.duplicated()]
    for row, key in zip(again.index, again, strict=True):
        where = table.where(int(rows[key]), "Person ID")
        message = f"'{table.heading('Person ID', row)}' stands already at {where}"
        yield Fault(table, int(row), "Person ID", message, "Give this person an ID of their own")


def left_before_starting(check: Check) -> Iterator[Fault]:
    """Somebody left before they started.

    One of the two dates must be wrong, and by them it is decided who owes training.

    Put right: Correct whichever of the two dates is wrong.

    Example: Started on is 01/10/2026, Left on 30/09/2026.
    """
    if check.training is None:
        return
    table = check.training.people
    wrong = table.frame[table.frame["Left on"] < table.frame["Started on"]]
    for row, started, left in zip(wrong.index, wrong["Started on"], wrong["Left on"], strict=True):
        start, end = table.heading("Started on", row), table.heading("Left on", row)
        message = f"'{end}' ({days.show(left)}) is before '{start}' ({days.show(started)})"
        yield Fault(table, int(row), "Left on", message, "Correct whichever of the two dates is wrong")


def household_half_trained(check: Check) -> Iterator[Fault]:
    """One carer of a household is trained, and another is not.

    Each carer is trained, not the household: what one knows does not protect a child when the other is at home.

    Put right: Plan a session for the carer who is not trained, and log it when it was attended.

    Example: Of the household H-02, P-014 is trained, and P-015 has attended nothing.
    """
    if check.training is None:
        return
    table, ids = check.training.people, person_ids(check.training)
    homes: dict[str, list[Standing]] = {}
    for standing in _carers(check):
        homes.setdefault(fold(str(table.frame.at[standing.row, "Household"])), []).append(standing)
    for carers in homes.values():
        trained = [carer for carer in carers if carer.status in TRAINED]
        for other in (carer for carer in carers if trained and carer.status not in TRAINED):
            one, who = ids.shown(trained[0].person, "one carer"), ids.shown(other.person, "this carer")
            message = f"Of this '{table.heading('Household', other.row)}', {one} is trained, and {who} is not"
            fix = f"Plan a session for {who}, and log it when it was attended"
            yield Fault(table, other.row, "Person ID", message, fix)


def _carers(check: Check) -> Iterator[Standing]:
    """The active people with a household who are carers, or whose Category is blank."""
    assert check.training is not None  # noqa: S101 - asked by the rule
    frame = check.training.people.frame
    for standing in check.standings:
        category, household = (fold(str(frame.at[standing.row, h])) for h in ("Category", "Household"))
        is_carer = category == "" or "carer" in category
        if is_carer and standing.status in ACTIVE and household not in _NO_HOUSEHOLD:
            yield standing


PEOPLE_RULES: tuple[Rule, ...] = (
    Rule("PPL501", "error", repeated_person, {"People": ()}, ("P13",)),
    Rule("PPL502", "error", left_before_starting, {"People": ("Started on", "Left on")}, ("accurate",)),
    Rule(
        "PPL503",
        "warning",
        household_half_trained,
        {"People": ("Started on", "Household"), "Training": ("Session on", "Attendance")},
        ("households", "P5"),
    ),
)
