"""The sheets that a register lacks, as edits that add them; nothing that stands in it is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.adopt import read_me
from olsxl.register import schema
from olsxl.workbook import AddLists, AddSheet, AppendRow

if TYPE_CHECKING:
    from olsxl.adopt.incidents import Understanding
    from olsxl.workbook import Edit

LISTS = "Lists"

_FOR_THE_PROGRAM = {"Updates": ("Review", "Entered at"), "Reviews": ("Content hash", "Seal")}
"""Columns that nobody fills in: in a sheet that is added they stand on the right, out of the way."""


def missing_sheets(understood: Understanding) -> dict[str, str]:
    """The sheets that are to be added: the name of ours to the name that the new one gets; `Lists` comes first.

    Where one of hers is called so, the new one is `Updates (olsxl)`. The Read me comes with the sheet of reviews.
    """
    wanted = [LISTS, schema.UPDATES.name, schema.REVIEWS.name, schema.SIGNERS.name]
    standing = {sheet.strip().casefold() for sheet in understood.sheets}
    has = set(understood.standing) | {name for name in (LISTS, schema.SIGNERS.name) if name.casefold() in standing}
    if understood.updates and not understood.updates.planned:
        has.add(schema.UPDATES.name)
    missing = [name for name in wanted if name not in has]
    missing += [read_me.NAME] if schema.REVIEWS.name in missing else []
    return {name: f"{name} (olsxl)" if name.casefold() in standing else name for name in missing}


def additions(understood: Understanding) -> list[Edit]:
    """The edits that add what is missing; where a list of hers is read as updates too, the new one has its headings."""
    names = missing_sheets(understood)
    edits: list[Edit] = []
    areas: dict[str, str] = {}
    if LISTS in names:
        used = dict.fromkeys(c.values for sheet in schema.INCIDENT_REGISTER for c in sheet.columns if c.values)
        lists = AddLists(names[LISTS], [(f"List_{key}", schema.list_heading(key), schema.LISTS[key]) for key in used])
        areas = lists.areas()
        edits.append(lists)
    theirs = update_names(understood)
    for sheet in (schema.UPDATES, schema.REVIEWS, schema.SIGNERS):
        if sheet.name in names:
            columns = sorted(sheet.columns, key=lambda column: column.heading in _FOR_THE_PROGRAM.get(sheet.name, ()))
            heads = {
                c.heading: (theirs.get(c.heading) or c.heading) if sheet is schema.UPDATES else c.heading
                for c in columns
            }
            choices = {heads[c.heading]: areas[f"List_{c.values}"] for c in sheet.columns if c.values and areas}
            edits.append(AddSheet(names[sheet.name], [*heads.values()], choices))
    if told := names.pop(read_me.NAME, None):
        edits.append(AddSheet(told, read_me.HEADINGS))
        about, says = read_me.HEADINGS
        edits += [AppendRow(told, {about: topic or None, says: line}) for topic, line in read_me.rows(names)]
    return edits


def update_names(understood: Understanding) -> dict[str, str]:
    """The home's heading of each column of ours in Updates; "" for what her list lacks, where no new sheet is added."""
    if understood.updates is None:
        return {}
    kept = understood.updates
    named = {heading: kept.assigned.name(heading) for heading in kept.assigned.columns}
    if kept.planned:
        return named
    return {heading: named.get(heading, "") for heading in schema.UPDATES.headings}
