"""INC101 to INC103, INC135: whether each record can be told from the others, none is missing or names a child."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from olsxl.register.references.given import is_given
from olsxl.register.references.patterns import reference_pattern
from olsxl.register.text import fold
from olsxl.rules.incidents.cells import Wording, clear, faults_at
from olsxl.rules.rule import Explanation, Fault, Rule, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from olsxl.rules.context import RuleContext


@rule(
    "INC101",
    "error",
    Explanation(
        title="An incident reference is repeated.",
        why="Updates could belong to either record. The first row counts; the others are not reviewed.",
        put_right="Give the later record a reference of its own, and its updates with it. Where such rows, without a "
        "Status, go on with the record above, write in olsxl.toml under [register]: follow_ups = true.",
        example="OLS-2026-0007 stands in row 8 and again in row 31.",
    ),
    needs={"Incidents": ()},
    source=("P2",),
)
def repeated_reference(context: RuleContext) -> Iterator[Fault]:
    table = context.register.incidents
    keys = table.keys
    first = keys[~keys.duplicated()]
    rows = dict(zip(first, first.index, strict=True))
    again = keys[keys.duplicated() & (keys != "")]
    for row, key in zip(again.index, again, strict=True):
        where = table.where(int(rows[key]), "Incident ref")
        message = f"'{table.heading('Incident ref', row)}' stands already at {where}"
        fix = "Give this record a reference of its own"
        if table.frame.at[row, "Status"] == "":
            fix += ". Or, where it goes on with that record, write in olsxl.toml under [register]: follow_ups = true"
        yield Fault(table, int(row), "Incident ref", message, fix)


@rule(
    "INC102",
    "warning",
    Explanation(
        title="An incident reference is of another form than those of the home.",
        why=(
            "References of one form can be sorted, counted and found; a name that was typed in place of one is seen "
            "by everybody."
        ),
        put_right=(
            "Type the reference in the home's form, where no update and no review names the record yet; else leave it, "
            "or give the form in olsxl.toml as `[register] ref_pattern`."
        ),
        example="The reference is OLS-26-7, and the form is OLS-2026-0001.",
    ),
    needs={"Incidents": ()},
    source=("P2",),
)
def other_reference(context: RuleContext) -> Iterator[Fault]:
    example = context.config.register_.ref_pattern
    refs = context.records["Incident ref"]
    known = reference_pattern(context.config.register_)
    fits = refs.map(lambda ref: known.fits(_own(context, ref)) or is_given(ref)).astype(bool)
    other = (refs != "") & clear(context, "Incident ref") & ~fits
    message = f"{{Incident ref}} is not of the form {_literal(example)}"
    named = refs.map(fold).isin({*context.register.updates.keys, *map(fold, reviewed(context))})
    typed = Wording(message, f"Type a reference such as {_literal(example)}")
    kept = Wording(message, _LEAVE)
    yield from faults_at(context, other & ~named, "Incident ref", typed)
    yield from faults_at(context, other & named, "Incident ref", kept)


_LEAVE = (
    "Leave it, for updates or reviews name the record so; if yours look like this, give the form in olsxl.toml: "
    "[register] ref_pattern"
)


def reviewed(context: RuleContext) -> Iterator[str]:
    """The references that reviews have covered."""
    for covered in context.register.reviews.frame["Refs covered"]:
        yield from (ref.strip() for ref in str(covered).replace(";", ",").split(","))


def _own(context: RuleContext, ref: str) -> str:
    """A reference as it is typed: where the numbers begin again in each sheet, without the sheet's name in front."""
    return ref.rpartition("/")[2] if context.config.register_.ref_by_sheet else ref


def _literal(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


@rule(
    "INC103",
    "warning",
    Explanation(
        title="Numbers are missing in the references of a year.",
        why="A gap may be a record that was deleted. What is not of the home's form is left out of the count.",
        put_right="Look for the record in a backup; where the number was never used, nothing is to be done.",
        example="After OLS-2026-0006 comes OLS-2026-0008.",
    ),
    needs={"Incidents": ()},
    source=("complete",),
)
def missing_reference(context: RuleContext) -> Iterator[Fault]:
    table, over, shown = context.register.incidents, context.closed, set(context.records.index)
    for rows in _sequences(context).values():
        for before, after in pairwise(sorted(rows)):
            row = rows[after]
            if after - before > 1 and row in shown:
                where = table.where(rows[before], "Incident ref")
                one = after - before == 2
                missing = f"number {before + 1} is" if one else f"numbers {before + 1} to {after - 1} are"
                message = (
                    f"'{table.heading('Incident ref', row)}' is number {after}, and the one before it, at {where}, is "
                    f"number {before}: {missing} missing"
                )
                fix = "Look for the missing record in a backup; a number that was never used needs nothing"
                yield Fault(table, row, "Incident ref", message, fix, folded=bool(over[row]))


def _sequences(context: RuleContext) -> dict[str | tuple[str, ...], dict[int, int]]:
    """The row of each running number, by year or by sheet; for a number that stands twice the first row counts."""
    settings, table = context.config.register_, context.register.incidents
    known, refs = reference_pattern(settings), table.frame["Incident ref"]
    found: dict[str | tuple[str, ...], dict[int, int]] = {}
    for row, ref in zip(map(int, refs.index), refs, strict=True):
        if place := known.numbered(_own(context, ref)):
            sequence = table.sheet(row) if settings.ref_by_sheet else place.sequence
            found.setdefault(sequence, {}).setdefault(place.number, row)
    return found


@rule(
    "INC135",
    "error",
    Explanation(
        title="An incident reference holds a name of the child key.",
        why=(
            "A reference is shown to everybody, in mail and on pages too. One that holds a child's name or forename is "
            "shown there by its cell."
        ),
        put_right=(
            "Give new records references without a name. Where updates, reviews or packs already name this one, leave "
            "it as it is: it stays out of mail, pages and packs."
        ),
        example="The reference is made of a child's forename and a number.",
    ),
    needs={"Incidents": ()},
    source=("P6", "no names"),
)
def name_in_reference(context: RuleContext) -> Iterator[Fault]:
    if not context.children:
        return
    known = reference_pattern(context.config.register_)
    refs = context.records["Incident ref"]
    holding = {ref for ref in set(refs) if ref and context.child_names.in_reference(_own(context, ref), known)}
    fix = "Give new records a reference without a name; mail, pages and packs show this one by its cell"
    message = "{Incident ref} holds a name of the child key"
    yield from faults_at(context, refs.isin(holding), "Incident ref", Wording(message, fix))


REFERENCE_RULES: tuple[Rule, ...] = (
    repeated_reference,
    other_reference,
    missing_reference,
    name_in_reference,
)
