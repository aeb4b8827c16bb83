"""The references that olsxl gave to the records of a register that keeps none, written into a column of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from olsxl.config.documentation import updated
from olsxl.files import write_atomic
from olsxl.jobs.home import read_registers
from olsxl.jobs.writes.guarded import Change, guarded_write
from olsxl.jobs.writes.home_job import HomeJob, PlannedOnBoth
from olsxl.jobs.writes.ledger import Write
from olsxl.register import schema
from olsxl.register.table import ROWS_PER_SHEET
from olsxl.register.text import heading_key
from olsxl.workbook import AddColumn

if TYPE_CHECKING:
    from datetime import date

    from olsxl.jobs.home import Home
    from olsxl.jobs.options import RunOptions
    from olsxl.register.table import RegisterTable


def write_references(home: Home, today: date, options: RunOptions) -> None:
    """Add the column to each sheet of records, then name it in olsxl.toml: until then the state knows them.

    Raises what reading and writing a workbook raises, workbook.WorkbookBusy where it stays in use.
    """
    now = datetime.combine(today, time(12), ZoneInfo(home.config.home.timezone))
    written = guarded_write(_References(home, now), home.config.registers.wait, options)
    if written.busy:
        raise written.busy
    heading = _heading(written.planned.registers.incidents.incidents)
    live = {"columns.incidents": {schema.INCIDENTS.key: heading}}
    write_atomic(home.path, updated(home.path.read_text(encoding="utf-8-sig"), live).encode())


@dataclass(frozen=True, slots=True)
class _References(HomeJob):
    """Writing the column, as a job that writes to the incident register."""

    def plan(self) -> PlannedOnBoth:
        return PlannedOnBoth(read_registers(self.home))

    def change(self, planned: PlannedOnBoth) -> Change:
        table = planned.registers.incidents.incidents
        keys = table.frame[schema.INCIDENTS.key]
        refs = {int(row): str(ref) for row, ref in zip(keys.index, keys, strict=True) if ref}
        edits = [
            AddColumn(
                region.table or region.sheet,
                _heading(table),
                {row % ROWS_PER_SHEET: ref for row, ref in refs.items() if row // ROWS_PER_SHEET == at},
                [*region.headings.values()],
            )
            for at, region in enumerate(table.regions)
        ]
        rows = tuple({schema.INCIDENTS.key: ref} for ref in refs.values())
        what = "the references that it was given"
        return Change(edits, Write("references", planned.snapshot.sha256[:12], what, {schema.INCIDENTS.name: rows}))

    def prepare(self) -> None:
        self.home.state.prepare()


def _heading(incidents: RegisterTable) -> str:
    """What the column is headed; otherwise than one of hers."""
    taken = {heading_key(heading) for region in incidents.regions for heading in region.present}
    key = schema.INCIDENTS.key
    return f"{key} (olsxl)" if heading_key(key) in taken else key
