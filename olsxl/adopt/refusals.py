"""A refusal and its sentences: what is not understood, where, and what to change; and what is set aside instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.adopt.columns import canonical
from olsxl.adopt.words import LIKELY
from olsxl.errors import OlsxlError
from olsxl.register.meaning.headings import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from olsxl.adopt.columns import Assigned

_FEW = 3
_ASKS = {
    "Incident ref": "a reference that tells each record from the others, such as OLS-2026-0001",
    "Reported on": "the day on which each record was reported",
    "Summary": "a few words for each record",
    "Status": "Open or Closed for each record",
    "Person ID": "a reference of each person, such as P-001, the same on both sheets",
    "Full name": "the name of each person",
    "Started on": "the day on which each person started",
    "Session on": "the day of each session",
    "Attendance": "Attended, Partial, Did not attend or Waived for each person at each session",
}


class NotUnderstood(OlsxlError):
    """A workbook that cannot be taken as a register: `why` are sentences, each with what to change."""

    def __init__(self, workbook: str, why: Sequence[str]) -> None:
        self.why = tuple(why)
        lines = "".join(f"\n  - {sentence}" for sentence in why)
        super().__init__(f"{workbook} cannot be taken on as it is; nothing was written:{lines}")


def not_a_register(found: Mapping[str, Assigned], needed: Sequence[str]) -> list[str]:
    """Why no sheet is a list of records: the one that comes nearest, and what it lacks."""
    best = max(found.values(), key=lambda each: len(each.columns), default=None)
    if best is None or len(best.columns) < _FEW:
        nothing = (
            "no sheet has a row of headings with the records below it, a row each. Put a row of headings above the "
            f"records, with at least {', '.join(needed)}"
        )
        return [_forms(found) or nothing]
    sheet, row = best.grid.sheet, best.grid.header_row
    missing = [heading for heading in needed if heading not in best.columns]
    if not missing:
        return [f"sheet '{sheet}': its headings stand in row {row}, but no records that can be told stand below them"]
    if "Incident ref" in missing and best.has("Reported on"):  # olsxl gives references where records can be told
        missing = [*([] if best.has("Summary") else ["Summary"]), *(h for h in missing if h != "Incident ref")]
    return [_missing(best, sheet, row, heading) for heading in missing]


def _missing(best: Assigned, sheet: str, row: int, heading: str) -> str:
    free = [text for at, text in enumerate(best.grid.typed, 1) if text and at not in best.columns.values()]
    near = nearest(heading, free)
    closest = f" The closest heading is '{near}'; if it is meant, head it '{heading}'." if near else ""
    sentence = (
        f"sheet '{sheet}', headings in row {row}: no column that could be read says {_SAYS[heading]}. "
        f"Add a column headed '{heading}' with {_ASKS[heading]}.{closest}"
    )
    if heading == "Status" and best.has("Closed on"):
        closed = len(best.grid.texts(best.columns["Closed on"]))
        sentence += (
            f" Here {closed} of {len(best.grid.rows)} records have a day under '{best.name('Closed on')}': they are "
            "Closed, and the others Open."
        )
    return sentence


_SAYS = {
    "Incident ref": "which record a row is",
    "Reported on": "when a record was reported",
    "Summary": "what happened",
    "Status": "whether a record is open or closed",
    "Person ID": "which person a row is",
    "Full name": "what a person is called",
    "Started on": "when a person started",
    "Session on": "when a session was",
    "Attendance": "who was there",
}


def _forms(found: Mapping[str, Assigned]) -> str:
    """Whether the sheets look like forms: headings of ours below each other in the first column."""
    words = {canonical(word) for own in LIKELY["Incidents"].values() for word in own}
    forms = []
    for sheet, each in found.items():
        labels = [*each.grid.typed[:1], *(str(row[0] or "") for row in each.grid.rows)]
        if sum(canonical(label) in words for label in labels) >= _FEW:
            forms.append(f"'{sheet}'")
    if not forms:
        return ""
    return (
        f"{', '.join(forms)}: each record seems to be a form on a sheet of its own, its headings below each other. "
        "Make one sheet with the headings side by side, and a row for each record"
    )


def people_across(sheet: str) -> str:
    """A matrix of training that is turned, and whose people cannot be told."""
    return (
        f"sheet '{sheet}': people seem to stand side by side, and courses below each other, but no row has names "
        "alone. Put the names into one row above the days; or in Excel copy the list, on a new sheet choose Paste "
        "Special and tick Transpose, and type Name above the names. Then run the same command again"
    )


def without_days(sheet: str, course: str) -> str:
    """A matrix of training without a day: `Y`, a tick or a year does not say when training is to be refreshed."""
    return (
        f"sheet '{sheet}': there are names, but below {course} nobody has a day. Y, a tick or a year alone does "
        "not say when somebody is to be trained again. Type there the day of each one's session, such as 12/06/2026, "
        "and leave the cell of whoever had none blank"
    )


def other_headings(main: Assigned, other: Assigned, needed: Sequence[str]) -> str:
    """A second list of incidents that heads its columns otherwise."""
    pairs = ", ".join(
        f"'{other.name(h)}' and not '{main.name(h)}'"
        for h in needed
        if other.has(h) and main.has(h) and main.name(h) != other.name(h)
    )
    rows = len(other.grid.rows)
    return (
        f"sheet '{other.grid.sheet}' is not read, though {rows} row{'' if rows == 1 else 's'} of it may be records: "
        f"it is headed {pairs or 'otherwise'} in row {other.grid.header_row}. Headed alike it is read too"
    )


def damaged_sheet(sheet: str, failure: OlsxlError) -> str:
    """A sheet that cannot be read, beside others that can."""
    why = str(failure).rstrip(".")
    return (
        f"sheet '{sheet}' is damaged, so it is left out, and what stands in it is not read: {why}. "
        "Where it belongs to the register, run the same command again once it can be read"
    )


def without_author(updates: Assigned) -> str:
    """A list of updates without a column that says who wrote them."""
    return (
        f"sheet '{updates.grid.sheet}' holds updates, and no column says who wrote each, so it is not read; olsxl adds "
        "a sheet for updates of its own"
    )


def number_alone(updates: Assigned, sheets: Sequence[str]) -> str:
    """Numbers that begin again each year, and updates that name a record by its number alone."""
    return (
        f"the same numbers stand on more than one of the sheets {', '.join(sheets)}, and '{updates.grid.sheet}' names "
        "a record by its number alone, so that nobody can tell which is meant: it is not read. olsxl adds a sheet for "
        f"updates, where a record is named like {sheets[-1]}/4"
    )
