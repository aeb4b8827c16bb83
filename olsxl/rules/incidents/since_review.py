"""INC130 to INC132: what became of the records since the last review, by what it left in the state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.register.table import ROWS_PER_SHEET
from olsxl.register.updates.entries import about_reviews
from olsxl.rules.incidents.references import reviewed
from olsxl.rules.rule import Explanation, Fault, Rule, rule
from olsxl.workbook import cell_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from olsxl.rules.context import RuleContext

_NAMED = 5
_WORDS = 4
"""So many words a reference may have."""


@rule(
    "INC130",
    "error",
    Explanation(
        title="A record that an earlier review saw is gone.",
        why="A record that is deleted is lost to everybody; a save over a newer copy takes several with it.",
        put_right=(
            "Put it back from a backup of the register. Where it was moved to an older workbook, name that in "
            "olsxl.toml under [registers], in history. Where it was taken out on purpose, write a row of Type "
            "Correction in Updates, its Incident ref blank, with the review that saw it, the reference and the reason."
        ),
        example="OLS-2026-0007 stood in the register at the review 2026-W46, and stands there no longer.",
    ),
    needs={"Incidents": ()},
    source=("nothing lost",),
)
def gone(context: RuleContext) -> Iterator[Fault]:
    missing = context.seen.gone(context.sight) if context.seen.records else {}
    if not missing:
        return
    explained = _explained(context) | _moved(context)
    for review in sorted({*missing.values()}):
        keys = [key for key, last in missing.items() if last == review and key not in explained]
        if keys:
            number = "A record" if len(keys) == 1 else f"{len(keys)} records"
            message = f"{number} that the review {review} saw {'is' if len(keys) == 1 else 'are'} gone: "
            fix = (
                "Put it back from a backup of the register. Where it was taken out on purpose, write that in Updates: "
                f"Type Correction, Incident ref blank, Review {review}, and as the Update the reference and why"
            )
            told = message + _listed(context, keys)
            yield Fault(context.register.incidents, None, None, told, fix, sheetless=True)


def _listed(context: RuleContext, keys: Sequence[str]) -> str:
    """Records that are gone, by their references where Updates or Reviews still name them."""
    updates = context.register.updates.frame["Incident ref"]
    named = {context.seen.key(ref): ref for ref in (*updates, *reviewed(context))}
    told = [named[key] for key in keys if key in named]
    more = [f"{len(told) - _NAMED} more"] if len(told) > _NAMED else []
    unnamed = [f"{len(keys) - len(told)} that no update and no review names"] if len(keys) > len(told) else []
    return ", ".join([*told[:_NAMED], *more, *unnamed])


def _moved(context: RuleContext) -> set[str]:
    """The records that stand in older workbooks of the home, by their references there."""
    older = (each.register.incidents.keys for each in context.older if each.register)
    return {context.seen.key(ref) for keys in older for ref in keys}


def _explained(context: RuleContext) -> set[str]:
    """The records that a Correction about a review names: they were taken out on purpose."""
    updates = context.register.updates.frame
    found = set()
    for said in updates["Update"][about_reviews(updates)]:
        words = said.split()
        runs = (words[at : at + length] for at in range(len(words)) for length in range(1, _WORDS + 1))
        found |= {context.seen.key(" ".join(run).strip("'\"(),.:;")) for run in runs}
    return found


@rule(
    "INC131",
    "warning",
    Explanation(
        title="A closed record was changed without a row of Type Reopened or Correction.",
        why="What was closed stands as it was; who reads it later has to see that it was changed, and why.",
        put_right="Add a row to Updates for the record, of Type Correction, that says what was changed and why.",
        example="Outcome of OLS-2026-0007, closed in May, is another than at the last review.",
    ),
    needs={"Incidents": ("Status",), "Updates": ("Date", "Type")},
    source=("accurate",),
)
def changed_when_closed(context: RuleContext) -> Iterator[Fault]:
    table, seen = context.register.incidents, context.seen
    if not seen.records or not seen.is_of(sight := context.sight):
        return
    inline = {*context.register.inline.notes, *(heading for pair in context.register.inline.pairs for heading in pair)}
    entries = context.entries[context.entries["type"].isin(("Reopened", "Correction"))]
    excused = {*entries["key"][[day >= seen.day for day in entries["day"].dt.date]]}
    left_out, shown = context.sorted_apart, {*map(int, context.records.index)}
    for key, then in seen.records.items():
        row = sight.rows.get(key, -1)
        if not then.closed or row not in shown or table.keys[row] in excused:
            continue
        now = sight.records[key]
        if not now.closed:
            message = (
                f"This record was closed at the review {seen.review} and is open again, and no row of Type Reopened "
                "says why"
            )
            yield Fault(table, row, "Status", message, "Add a row for it to Updates, of Type Reopened: why it is open")
        else:
            for heading, (number, name) in sight.columns[now.place].items():
                stood = then.cells.get(heading, "")
                is_other = stood and stood != now.cells.get(heading, "")
                if (
                    is_other
                    and (now.place, heading) not in left_out
                    and name not in inline
                    and row not in table.unclear(name)
                ):
                    message = (
                        f"'{table.heading(name, row)}' of this record, which was closed, is another than at the review "
                        f"{seen.review}, and no row of Type Reopened or Correction says why"
                    )
                    fix = "Add a row for it to Updates, of Type Correction: what was changed, and why"
                    yield Fault(table, row, None, message, fix, cell=cell_name(number, row % ROWS_PER_SHEET))


@rule(
    "INC132",
    "error",
    Explanation(
        title="A column was sorted without the others.",
        why="What stands in it now belongs to other records than before, and nothing in the rows shows that.",
        put_right=(
            "Undo the sort, or take that column from a backup of the register; sort with one cell selected, so that "
            "whole rows move."
        ),
        example="Owner stands in another order than at the last review, and the columns beside it do not.",
    ),
    needs={"Incidents": ()},
    source=("nothing lost",),
)
def sorted_apart(context: RuleContext) -> Iterator[Fault]:
    table, found = context.register.incidents, context.sorted_apart
    for place, columns in enumerate(context.sight.columns if found else ()):
        moved = [column for heading, column in columns.items() if (place, heading) in found]
        if moved:
            first, (number, name), more = place * ROWS_PER_SHEET, moved[0], len(moved) - 1
            beside = f" and {more} more column{'s' * (more > 1)} stand" if more else " stands"
            message = (
                f"'{table.heading(name, first)}'{beside} in another order than at the review "
                f"{context.seen.review}, beside other records than then: part of the rows may have been sorted alone"
            )
            fix = "Undo the sort, or put the column back from a backup of the register, before anything else is typed"
            cell = cell_name(number, table.regions[place].header_row)
            yield Fault(table, first, None, message, fix, cell=cell)


SINCE_REVIEW_RULES: tuple[Rule, ...] = (
    gone,
    changed_when_closed,
    sorted_apart,
)
