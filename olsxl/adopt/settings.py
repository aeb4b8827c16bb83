"""The olsxl.toml of a home whose registers were adopted: what was understood stands live, for a person to correct."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from olsxl.adopt.additions import missing_sheets, update_names
from olsxl.config.documentation import olsxl_toml, updated
from olsxl.register import schema
from olsxl.register.text import fold, heading_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from olsxl.adopt.incidents import Understanding
    from olsxl.adopt.training import UnderstoodTraining
    from olsxl.config import Config, Names


def settings_text(
    home: str, incidents: str, understood: Understanding, training: str = "", trained: UnderstoodTraining | None = None
) -> str:
    """The text of olsxl.toml; `home` is the home's name, `incidents` and `training` are the paths from its folder."""
    return olsxl_toml(home, _live(incidents, understood, training, trained))


def mapping_text(workbook: str, understood: Understanding) -> str:
    """The text of the settings by which an older workbook of a home is read (`[registers] history`)."""
    live = {k: value for k, value in _live(workbook, understood, "", None).items() if value and k != "register.since"}
    return updated(f"# How olsxl reads {workbook}, which it never writes to.\n", live)


def further_settings(
    text: str, before: Config, understood: Understanding, training: str = "", trained: UnderstoodTraining | None = None
) -> str:
    """The text of an olsxl.toml with what a repeated adoption found besides; a person's lines and comments stay.

    `before` is what the text says. A heading that was not found again keeps its line. `training` is the path of a
    training register that is new; of the one that stands there only what was answered is added.
    """
    live = _live(before.registers.incidents, understood, training or before.registers.training, trained)
    known = before.columns.incidents
    names = understood.names.items()
    columns = _changed({h: t for h, t in names if h in known or heading_key(t) != heading_key(h)}, known)
    before_sheets, sheets = (
        _listed(names) for names in (before.sheets.incidents, cast("Names", live["sheets.incidents"]))
    )
    if set(sheets) & set(before_sheets):  # else another sheet is the register now
        sheets = [*dict.fromkeys((*before_sheets, *sheets))]
    named = {*map(fold, columns.values())} - {""}
    moved = {ours for ours, theirs in known.items() if fold(theirs) in named}
    further: dict[str, object] = {
        "columns.incidents": {ours: theirs for ours, theirs in columns.items() if theirs or ours in moved},
        "values": {
            name: new
            for name, pairs in cast("dict[str, dict[str, str]]", live.get("values", {})).items()
            if (new := _changed(pairs, before.values.get(name, {})))
        },
        "sheets.incidents": _one_or_several(sheets),
    }
    if "Incident ref" in columns and "register.ref_pattern" in live:
        further["register.ref_pattern"] = live["register.ref_pattern"]
    own = understood.in_row
    known_in_row = (*_listed(before.register_.notes), *filter(None, _listed(before.register_.update_date)))
    if len(own.notes) + len(own.pairs) > len(known_in_row):
        further |= {key: live[key] for key in _IN_ROW if key in live}
    further["register.follow_ups"] = live.get("register.follow_ups")
    if aside := [sheet for sheet in set_aside(understood, trained) if sheet not in before.sheets.leave]:
        further["sheets.leave"] = [*before.sheets.leave, *aside]
    if trained:
        wanted = (*_TRAINING, *_ANSWERED) if training else _ANSWERED
        further |= {key: value for key, value in live.items() if key in wanted}
    same = ("sheets.incidents", _one_or_several(before_sheets))
    return updated(text, {key: value for key, value in further.items() if value and (key, value) != same})


_IN_ROW = ("register.notes", "register.update_date", "register.update_text")
_TRAINING = (
    "registers.training",
    "sheets.people",
    "sheets.training",
    "columns.people",
    "columns.training",
    "training.across",
)
_ANSWERED = ("training.courses", "training.left_by")


def _changed(now: object, before: Mapping[str, str]) -> dict[str, str]:
    """The lines of a table that are new or say otherwise than before."""
    known = {fold(key): value for key, value in before.items()}
    return {key: value for key, value in cast("dict[str, str]", now).items() if known.get(fold(key)) != value}


def _listed(names: Names) -> list[str]:
    return [names] if isinstance(names, str) else list(names)


def _live(
    incidents: str, understood: Understanding, training: str, trained: UnderstoodTraining | None
) -> dict[str, object]:
    """What was understood, as settings by section and key."""
    live: dict[str, object] = {"registers.incidents": incidents, "registers.training": training}
    live |= dict(_sheets(understood, trained))
    if aside := set_aside(understood, trained):
        live["sheets.leave"] = aside
    live["columns.incidents"] = _otherwise(understood.names)
    if theirs := update_names(understood):
        live["columns.updates"] = _otherwise(theirs)
    if trained:
        live["columns.people"] = _otherwise(trained.names(trained.people, schema.PEOPLE))
        live["columns.training"] = _otherwise(trained.names(trained.training, trained.sheet))
        live |= {"training.courses": list(trained.courses)} if trained.courses else {}
        live |= {"training.across": list(trained.across)} if trained.across else {}
        live |= {"training.left_by": trained.left_by} if trained.left_by else {}
    meant = {**understood.values, **(trained.values if trained else {})}
    if values := {name: dict(each.mapped) for name, each in meant.items() if each.mapped}:
        live["values"] = values
    own = understood.in_row
    register: dict[str, object] = {
        "since": understood.since,
        "ref_pattern": understood.ref_pattern,
        "child_pattern": understood.child_pattern,
        "ref_by_sheet": understood.ref_by_sheet,
        "follow_ups": understood.follow_ups > 0,
        "notes": list(own.notes),
        "update_date": _one_or_several(pair.day for pair in own.pairs),
        "update_text": _one_or_several(pair.text for pair in own.pairs if pair.text),
    }
    return live | {f"register.{key}": value for key, value in register.items() if value}


def set_aside(understood: Understanding, trained: UnderstoodTraining | None) -> list[str]:
    """The sheets of both workbooks that are no register, so that nobody is told that they were not read."""
    return [*dict.fromkeys((*understood.aside, *(trained.aside if trained else ())))]


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
        yield "sheets.people", _one_or_several(trained.people_sheets)
        yield (
            "sheets.training",
            _one_or_several((*reversed((*trained.teams, *trained.earlier)), trained.training.grid.sheet)),
        )


def _otherwise(names: Mapping[str, str]) -> dict[str, str]:
    """Only what is headed otherwise than with us, or is absent."""
    return {ours: theirs for ours, theirs in names.items() if heading_key(ours) != heading_key(theirs)}


def _one_or_several(names: Iterable[str]) -> str | list[str]:
    """A heading as it stands where there is one, else the list of them."""
    found = list(names)
    return found[0] if len(found) == 1 else found
