"""Updates that a home keeps in the record's own row: notes that grow in a cell, or day and text of the latest one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from olsxl.register import schema
from olsxl.register.headings import heading_key, renamed_columns

if TYPE_CHECKING:
    from olsxl.config import Config


@dataclass(frozen=True, slots=True)
class InRecord:
    """The columns of Incidents that hold updates, by their headings in its frame; none in a register of our making."""

    notes: tuple[str, ...] = ()
    date: str | None = None
    text: str | None = None


def in_record(config: Config) -> tuple[InRecord, schema.Sheet]:
    """What `[register]` of olsxl.toml says of it, and the sheet of incidents with those columns added.

    They are indispensable: without them a record that was updated would be marked No Update. Raises ConfigError.
    """
    own = config.register_
    names = _Names(config)
    given = [own.notes] if isinstance(own.notes, str) else own.notes
    notes = tuple(names.column(heading, "text") for heading in given if heading)
    date = names.column(own.update_date, "date") if own.update_date else None
    text = names.column(own.update_text, "text") if own.update_text else None
    return InRecord(notes, date, text), replace(schema.INCIDENTS, columns=(*schema.INCIDENTS.columns, *names.added))


class _Names:
    """The manager's headings as the frame of Incidents has them."""

    def __init__(self, config: Config) -> None:
        renamed = renamed_columns(config, schema.INCIDENTS)
        headings = {heading: renamed.get(heading, heading) for heading in schema.INCIDENTS.headings}
        self._ours = {heading_key(theirs): ours for ours, theirs in headings.items() if theirs}
        self.added: list[schema.Column] = []

    def column(self, heading: str, kind: schema.Kind) -> str:
        """The heading of ours that the manager's answers to, else a column of her own, added once."""
        if ours := self._ours.get(heading_key(heading)):
            return ours
        self._ours[heading_key(heading)] = heading
        self.added.append(schema.Column(heading, kind, indispensable=True))
        return heading
