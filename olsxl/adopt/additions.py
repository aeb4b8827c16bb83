"""The sheets that a register lacks, as edits that add them; nothing that stands in it is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.register import schema
from olsxl.workbook import AddLists, AddSheet

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from olsxl.adopt.incidents import Understanding
    from olsxl.workbook import Edit

LISTS = "Lists"


def missing_sheets(understood: Understanding) -> dict[str, str]:
    """The sheets that are to be added: the name of ours to the name that the new one gets; `Lists` comes first."""
    wanted = [LISTS, schema.UPDATES.name, schema.REVIEWS.name, schema.SIGNERS.name]
    standing = {sheet.strip().casefold() for sheet in understood.sheets}
    has = set(understood.standing) | {name for name in (LISTS, schema.SIGNERS.name) if name.casefold() in standing}
    if understood.updates and not understood.updates.planned:
        has.add(schema.UPDATES.name)
    return {name: _free(name, standing) for name in wanted if name not in has}


def _free(name: str, standing: Collection[str]) -> str:
    """A name that no sheet has: `Updates`, or `Updates (olsxl)` where one of hers is called so."""
    return name if name.casefold() not in standing else f"{name} (olsxl)"


def additions(understood: Understanding) -> list[Edit]:
    """The edits that add what is missing."""
    names = missing_sheets(understood)
    return [*_lists(names), *_sheets(understood, names)]


def _lists(names: dict[str, str]) -> Iterator[AddLists]:
    if LISTS in names:
        yield _all_lists(names[LISTS])


def _all_lists(name: str) -> AddLists:
    used = dict.fromkeys(c.values for sheet in schema.INCIDENT_REGISTER for c in sheet.columns if c.values)
    return AddLists(name, [(f"List_{key}", schema.list_heading(key), schema.LISTS[key]) for key in used])


def _sheets(understood: Understanding, names: dict[str, str]) -> Iterator[AddSheet]:
    """The sheets of ours; where a list of hers is read as updates too, the new one has its headings."""
    areas = _all_lists(names[LISTS]).areas() if LISTS in names else {}
    theirs = update_names(understood)
    for sheet in (schema.UPDATES, schema.REVIEWS, schema.SIGNERS):
        if sheet.name in names:
            heads = {
                c.heading: (theirs.get(c.heading) or c.heading) if sheet is schema.UPDATES else c.heading
                for c in sheet.columns
            }
            choices = {heads[c.heading]: areas[f"List_{c.values}"] for c in sheet.columns if c.values and areas}
            yield AddSheet(names[sheet.name], [*heads.values()], choices)


def update_names(understood: Understanding) -> dict[str, str]:
    """The home's heading of each column of ours in Updates; "" for what her list lacks, where no new sheet is added."""
    if understood.updates is None:
        return {}
    kept = understood.updates
    named = {heading: kept.assigned.name(heading) for heading in kept.assigned.columns}
    if kept.planned:
        return named
    return {heading: named.get(heading, "") for heading in schema.UPDATES.headings}
