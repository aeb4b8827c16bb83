"""The demo's files: both registers filled in as if by hand, and an `olsxl.toml` whose mail stays in the outbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl import workbook
from olsxl.config.documentation import olsxl_toml
from olsxl.demo import records, staff
from olsxl.jobs.home import Home, read_registers
from olsxl.jobs.init import Contents, LaidOut, blanks
from olsxl.jobs.init import lay_out as lay_out_home
from olsxl.jobs.state.seen import keep_seen, seen_by_reviews
from olsxl.register import schema
from olsxl.register.coverage.seen import sight
from olsxl.review.past import past_reviews

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from olsxl.demo.history import Row

RECIPIENTS = (
    (f"winifred@{staff.DOMAIN}", "manager"),
    (f"barnaby@{staff.DOMAIN}", "deputy"),
    (f"trustees@{staff.DOMAIN}", "counts"),
)


def lay_out(folder: Path, today: date, *, mistakes: bool = True) -> list[LaidOut]:
    """Lay out the demo's home as it stands on a day; a file that is there is kept as it is.

    Without `mistakes` nothing in the registers is wrong. Raises HomeIsFile, HomeNotWritable, ConfigError.
    """
    incidents, training = blanks()
    sheets = {
        schema.INCIDENTS: records.incidents(today, mistakes=mistakes),
        schema.UPDATES: records.updates(today, mistakes=mistakes),
        schema.REVIEWS: records.reviews(today),
        schema.SIGNERS: records.signers(today),
    }
    people = {schema.PEOPLE: records.people(today), schema.TRAINING: records.training(today)}
    live = {
        "home.manager": staff.MANAGER,
        "mail.transport": "outbox",
        "mail.from": f"olsxl@{staff.DOMAIN}",
    }
    settings = olsxl_toml(f"{staff.HOUSE} (fictional)", live, RECIPIENTS)
    laid_out = lay_out_home(folder, Contents(_filled(incidents, sheets), _filled(training, people), settings))
    if all(each.outcome == "created" for each in laid_out):
        _remember(Home.open(folder))
    return laid_out


def _remember(home: Home) -> None:
    """Let the state have what the last of the reviews that were laid out saw, as where it was made here."""
    incidents, seen = read_registers(home).incidents, seen_by_reviews(home.state)
    last = past_reviews(incidents.reviews)[-1]
    home.state.prepare()
    keep_seen(home.state, seen.recording(sight(incidents, seen.secret), last.review, last.day))


def _filled(blank: bytes, sheets: dict[schema.Sheet, list[Row]]) -> bytes:
    edits = [workbook.AppendRow(sheet.name, row) for sheet, rows in sheets.items() for row in rows]
    return workbook.patch(blank, edits)
