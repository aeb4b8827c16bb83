"""PPL: whether People says who works, fosters and helps here, each once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.register import days
from olsxl.register.references.recognised import References
from olsxl.register.table import UNREADABLE
from olsxl.register.text import fold
from olsxl.rules.rule import Explanation, Fault, Rule, training_rule
from olsxl.training.status import ACTIVE, TRAINED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from olsxl.register.registers import TrainingRegister
    from olsxl.rules.context import TrainingContext
    from olsxl.training.status import TrainingStatus

_NO_HOUSEHOLD = {"", UNREADABLE, "-", "n/a", "na", "none", "no", "x"}
"""What people type where there is no household."""


def person_ids(training: TrainingRegister) -> References:
    """The Person IDs of People, by which somebody is told of; a name that was typed in place of one is never shown."""
    people = training.people.frame
    return References(people["Person ID"], people["Full name"])


@training_rule(
    "PPL501",
    "error",
    Explanation(
        title="A Person ID is repeated.",
        why="Training of one person could count for another. The first row counts; the others are held to nothing.",
        put_right="Give the later person an ID of their own, and their training with it.",
        example="P-014 stands in row 15 and again in row 22.",
    ),
    needs={"People": ()},
    source=("P13",),
)
def repeated_person(context: TrainingContext) -> Iterator[Fault]:
    table = context.training.people
    keys = table.keys[table.keys != ""]
    first = keys[~keys.duplicated()]
    rows = dict(zip(first, first.index, strict=True))
    again = keys[keys.duplicated()]
    for row, key in zip(again.index, again, strict=True):
        where = table.where(int(rows[key]), "Person ID")
        message = f"'{table.heading('Person ID', row)}' stands already at {where}"
        yield Fault(table, int(row), "Person ID", message, "Give this person an ID of their own")


@training_rule(
    "PPL502",
    "error",
    Explanation(
        title="Somebody left before they started.",
        why="One of the two dates must be wrong, and by them it is decided who owes training.",
        put_right="Correct whichever of the two dates is wrong.",
        example="Started on is 01/10/2026, Left on 30/09/2026.",
    ),
    needs={"People": ("Started on", "Left on")},
    source=("accurate",),
)
def left_before_starting(context: TrainingContext) -> Iterator[Fault]:
    table = context.training.people
    wrong = table.frame[table.frame["Left on"] < table.frame["Started on"]]
    for row, started, left in zip(wrong.index, wrong["Started on"], wrong["Left on"], strict=True):
        start, end = table.heading("Started on", row), table.heading("Left on", row)
        message = f"'{end}' ({days.show(left)}) is before '{start}' ({days.show(started)})"
        yield Fault(table, int(row), "Left on", message, "Correct whichever of the two dates is wrong")


@training_rule(
    "PPL503",
    "warning",
    Explanation(
        title="One carer of a household is trained, and another is not.",
        why=(
            "Each carer is trained, not the household: what one knows does not protect a child when the other is at "
            "home."
        ),
        put_right="Plan a session for the carer who is not trained, and log it when it was attended.",
        example="Of the household H-02, P-014 is trained, and P-015 has attended nothing.",
    ),
    needs={"People": ("Started on", "Household"), "Training": ("Session on", "Attendance")},
    source=("households", "P5"),
)
def household_half_trained(context: TrainingContext) -> Iterator[Fault]:
    table, ids = context.training.people, person_ids(context.training)
    homes: dict[str, list[TrainingStatus]] = {}
    for status in _carers(context):
        homes.setdefault(fold(str(table.frame.at[status.row, "Household"])), []).append(status)
    for carers in homes.values():
        trained = [carer for carer in carers if carer.code in TRAINED]
        for other in (carer for carer in carers if trained and carer.code not in TRAINED):
            one, who = ids.shown(trained[0].person, "one carer"), ids.shown(other.person, "this carer")
            message = f"Of this '{table.heading('Household', other.row)}', {one} is trained, and {who} is not"
            fix = f"Plan a session for {who}, and log it when it was attended"
            yield Fault(table, other.row, "Person ID", message, fix)


def _carers(context: TrainingContext) -> Iterator[TrainingStatus]:
    """The active people with a household who are carers, or whose Category is blank."""
    frame = context.training.people.frame
    for status in context.statuses:
        category, household = (fold(str(frame.at[status.row, h])) for h in ("Category", "Household"))
        is_carer = category == "" or "carer" in category
        if is_carer and status.code in ACTIVE and household not in _NO_HOUSEHOLD:
            yield status


PEOPLE_RULES: tuple[Rule, ...] = (
    repeated_person,
    left_before_starting,
    household_half_trained,
)
