"""The olsxl.toml of a home whose registers were adopted: what was understood stands live, for a person to correct."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.adopt.additions import missing_sheets, update_names
from olsxl.config.documentation import olsxl_toml
from olsxl.register import schema
from olsxl.register.text import heading_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from olsxl.adopt.incidents import Understanding
    from olsxl.adopt.training import UnderstoodTraining


def settings_text(
    home: str, incidents: str, understood: Understanding, training: str = "", trained: UnderstoodTraining | None = None
) -> str:
    """The text of olsxl.toml; `home` is the home's name, `incidents` and `training` are the paths from its folder."""
    live: dict[str, object] = {"registers.incidents": incidents, "registers.training": training}
    live |= dict(_sheets(understood, trained))
    live["columns.incidents"] = _otherwise(understood.names)
    if theirs := update_names(understood):
        live["columns.updates"] = _otherwise(theirs)
    if trained:
        live["columns.people"] = _otherwise(trained.names(trained.people, schema.PEOPLE))
        live["columns.training"] = _otherwise(trained.names(trained.training, trained.sheet))
    meant = {**understood.values, **(trained.values if trained else {})}
    if values := {name: dict(each.mapped) for name, each in meant.items() if each.mapped}:
        live["values"] = values
    own = understood.in_row
    register: dict[str, object] = {
        "since": understood.since,
        "ref_pattern": understood.ref_pattern,
        "child_pattern": understood.child_pattern,
        "ref_by_sheet": understood.ref_by_sheet,
        "notes": list(own.notes),
        "update_date": _one_or_several(pair.day for pair in own.pairs),
        "update_text": _one_or_several(pair.text for pair in own.pairs if pair.text),
    }
    return olsxl_toml(home, live | {f"register.{key}": value for key, value in register.items() if value})


def _sheets(understood: Understanding, trained: UnderstoodTraining | None) -> Iterator[tuple[str, object]]:
    names = [each.grid.sheet for each in understood.lists]
    yield "sheets.incidents", _one_or_several(names)
    added = missing_sheets(understood)
    updates = [understood.updates.assigned.grid.sheet] if understood.updates else []
    if not understood.updates or understood.updates.planned:
        updates.append(added.get(schema.UPDATES.name, schema.UPDATES.name))
    yield "sheets.updates", _one_or_several(updates)
    yield "sheets.reviews", added.get(schema.REVIEWS.name, schema.REVIEWS.name)
    if trained:
        yield "sheets.people", trained.people.grid.sheet
        yield "sheets.training", trained.training.grid.sheet


def _otherwise(names: Mapping[str, str]) -> dict[str, str]:
    """Only what is headed otherwise than with us, or is absent."""
    return {ours: theirs for ours, theirs in names.items() if heading_key(ours) != heading_key(theirs)}


def _one_or_several(names: Iterable[str]) -> str | list[str]:
    """A heading as it stands where there is one, else the list of them."""
    found = list(names)
    return found[0] if len(found) == 1 else found
