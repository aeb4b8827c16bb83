"""REV311: whether what olsxl wrote for a review still stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.register import days
from olsxl.rules.rule import Explanation, Fault, Rule, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from olsxl.review.past import GoneReview
    from olsxl.rules.context import RuleContext

_NAMED = 5


@rule(
    "REV311",
    "error",
    Explanation(
        title="A review or a row that olsxl wrote is gone, and was not put back.",
        why=(
            "Where a later save of the workbook wiped out all that a review wrote, olsxl puts it back, once. A single "
            "row, or a review that is gone again, was taken out by somebody: the record is whole only once they say so."
        ),
        put_right=(
            "Put it back from a backup of the register. Where it was taken out on purpose, say so: olsxl correct "
            "--review 2026-W47 --gone --reason TEXT. Then it stays out, and its week is a gap with that reason."
        ),
        example="The review 2026-W47 was put back on 20/11/2026, and on 23/11/2026 it is gone again.",
    ),
    source=("nothing lost",),
)
def gone(context: RuleContext) -> Iterator[Fault]:
    for each in context.gone:
        yield Fault(context.register.reviews, None, None, _message(context, each), _fix(context, each))


def _message(context: RuleContext, each: GoneReview) -> str:
    name = f"the review {each.review} of {days.show(each.day)}"
    if each.row is None:
        return (
            f"{_rows(context, each.refs)}, which olsxl wrote for {name}, {'is' if len(each.refs) == 1 else 'are'} gone"
        )
    more = f", and so {'is' if len(each.refs) == 1 else 'are'} {_rows(context, each.refs)}" if each.refs else ""
    sheet = context.register.reviews.sheet(0)
    return f"T{name[1:]}, which olsxl wrote, is gone from '{sheet}'{more}; it said: {each.figures}"


def _rows(context: RuleContext, refs: Sequence[str]) -> str:
    number = "1 row" if len(refs) == 1 else f"{len(refs)} rows"
    more = f" and {len(refs) - _NAMED} more" if len(refs) > _NAMED else ""
    return f"{number} of '{context.register.updates.sheet(0)}' ({', '.join(refs[:_NAMED])}{more})"


def _fix(context: RuleContext, each: GoneReview) -> str:
    if each.review == context.reviewing:
        return "Compare it with the review that was made in its place; mail that went out has the figures of the former"
    back = "The next olsxl review puts it back" if each.is_lost else "Put it back from a backup of the register"
    return f"{back}. Where it was taken out on purpose: olsxl correct --review {each.review} --gone --reason TEXT"


GONE_RULES: tuple[Rule, ...] = (gone,)
