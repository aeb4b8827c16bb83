"""INC113 to INC115: whether a record keeps to references, and to words that blame no child."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from olsxl.register.naming import personal
from olsxl.register.references.patterns import pattern
from olsxl.rules.incidents.cells import Wording, blank, clear, faults_at
from olsxl.rules.incidents.texts import cells, holding
from olsxl.rules.rule import Explanation, Fault, Rule, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from olsxl.rules.context import RuleContext
    from olsxl.rules.incidents.texts import Cell

_SEPARATOR = re.compile("[,;]")


@rule(
    "INC113",
    "error",
    Explanation(
        title="A record has no child reference, or one of another form than those of the home.",
        why=(
            "A child stands in the register as a random reference; who it is stands in the child key. Several are "
            "separated by a comma or a semicolon."
        ),
        put_right="Type the reference of each child; or give the form in olsxl.toml as `[register] child_pattern`.",
        example="Child refs holds a forename in place of C-7F3K.",
    ),
    needs={"Incidents": ("Child refs",)},
    source=("P6", "no names"),
)
def no_child_reference(context: RuleContext) -> Iterator[Fault]:
    known = pattern(context.config.register_.child_pattern)
    refs = context.records["Child refs"]
    fitting = {typed for typed in set(refs) if all(map(known.fits, _parts(typed)))}
    missing = blank(context, "Child refs") | refs.isin([typed for typed in fitting if not _parts(typed)])
    other = ~refs.isin(fitting) & clear(context, "Child refs")

    def words(row: int) -> str:
        return "{Child refs} is blank" if missing[row] else "{Child refs} holds what is no reference of a child"

    fix = "Type the reference of each child, with a comma between two"
    yield from faults_at(context, missing | other, "Child refs", Wording(words, fix))


def _parts(typed: str) -> list[str]:
    return [part for part in _SEPARATOR.split(typed) if part.strip()]


@rule(
    "INC114",
    "error",
    Explanation(
        title="A text holds personal data.",
        why=(
            "A log in a spreadsheet carries none of a child: no name, no date of birth, no number or address. Names "
            "are those of the child key, where olsxl.toml names one; phone numbers, e-mail addresses, postcodes, "
            'NHS numbers and dates after "born" or "DOB" are known by their form.'
        ),
        put_right="Type the child's reference in its place, and take the rest out.",
        example="Summary holds a telephone number of seven digits after 020 7.",
    ),
    needs={"Incidents": ()},
    source=("P6", "no names"),
)
def personal_data(context: RuleContext) -> Iterator[Fault]:
    detector = context.child_names
    if context.children:
        for cell in cells(context, lambda distinct: filter(detector.kept, distinct)):
            fix = "Type the child's reference in its place"
            yield _at(cell, f"holds {' and '.join(detector.kept(cell.text))} of the child key", fix)
    for cell in cells(context, holding(personal.WORDS, personal.NUMBERS)):
        if known := detector.known_by_form(cell.text):
            fault = _at(cell, f"holds {' and '.join(known)}", "Take it out; the record needs the reference alone")
            yield Fault(fault.table, fault.row, fault.heading, fault.message, fault.fix, "warning")


_SAY = (
    (re.compile(r"\bsext(?:s|ed|ing)?\b", re.IGNORECASE), "sexting", "sharing nudes"),
    (
        re.compile(r"\b(?:child|children|kid|kiddie)(?:['\u2019]?s)?[\s\-]+porn(?:o|ograph(?:y|ic))?\b", re.IGNORECASE),
        "child pornography",
        "child sexual abuse material",
    ),
    (re.compile(r"\brevenge[\s\-]+porn(?:ography)?\b", re.IGNORECASE), "revenge porn", "sharing nudes without consent"),
)
"""Each discouraged term, as it is found and as it is told, and what to say instead (docs/policy.md, "Words")."""

_WITHIN = ("sext", "porn")


@rule(
    "INC115",
    "warning",
    Explanation(
        title="A text uses a term that is discouraged.",
        why="Such words blame the child, or name abuse as if it were entertainment.",
        put_right="Say self-generated sexual images or sharing nudes, and child sexual abuse material.",
        example="Summary says sexting; say sharing nudes.",
    ),
    needs={"Incidents": ()},
    source=("words",),
)
def discouraged_term(context: RuleContext) -> Iterator[Fault]:
    for cell in cells(context, holding(_WITHIN)):
        for term, shown, better in _SAY:
            if term.search(cell.text):
                yield _at(cell, f"uses the term {shown}", f"Say: {better}")


def _at(cell: Cell, what: str, fix: str) -> Fault:
    message = f"'{cell.table.heading(cell.heading, cell.row)}' {what}"
    return Fault(cell.table, cell.row, cell.heading, message, fix)


CONFIDENTIALITY_RULES: tuple[Rule, ...] = (
    no_child_reference,
    personal_data,
    discouraged_term,
)
