"""`olsxl demo`: the home that it lays out, the real review of it, and what a second run leaves alone."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from olsxl.demo import demo, records
from olsxl.demo.home import RECIPIENTS, lay_out
from olsxl.jobs.home import Home, read_registers
from olsxl.register import schema
from olsxl.rules import apply

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from olsxl.findings import Finding

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = NOON.date()
INTENDED = {"TRN401", "TRN402", "TRN403", "REV301", "INC128", "UPD207"}
PLANTED = ["INC104", "INC122", "UPD201", "UPD205", "WBK006", "WBK008"]
SOME_DAYS = [  # what holds on every day of a week is tested on the records themselves
    date(2026, 12, 28),  # a Monday
    date(2026, 12, 31),  # a Thursday
    date(2027, 1, 1),
    date(2027, 1, 3),  # a Sunday, in the 53rd week of 2026
    date(2028, 2, 29),
]


def outcomes(folder: Path, today: date = TODAY) -> set[str]:
    return {outcome for _, outcome in lay_out(folder, today)}


def listing(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def rows(page: Worksheet) -> list[dict[str, object]]:
    """The rows under the headings, as a program that knows nothing of olsxl reads them; blanks left out."""
    headings, *rest = [[cell.value for cell in row] for row in page.iter_rows()]
    return [{str(h): value for h, value in zip(headings, row, strict=True) if value is not None} for row in rest]


def as_days(row: dict[str, object]) -> dict[str, object]:
    """Excel knows no day without a time: midnight stands for it."""
    return {h: datetime(v.year, v.month, v.day) if type(v) is date else v for h, v in row.items()}


def findings(folder: Path, today: date) -> list[Finding]:
    home = Home.open(folder)
    return apply(read_registers(home).context(home, today))


def test_it_lays_out_two_registers_and_settings_that_send_nothing(tmp_path: Path) -> None:
    assert outcomes(tmp_path) == {"created"}
    home = Home.open(tmp_path)
    assert home.config.home.name == "Puddlewick House (fictional)"
    assert home.config.mail.transport == "outbox"
    assert [(to.address, to.audience) for to in home.config.mail.to] == list(RECIPIENTS)
    assert {to.address.rpartition(".")[2] for to in home.config.mail.to} == {"example"}


def test_the_workbooks_hold_every_record_as_it_was_made(tmp_path: Path) -> None:
    lay_out(tmp_path, TODAY)
    incidents, training = (load_workbook(tmp_path / f"{name}-register.xlsx") for name in ("incident", "training"))
    for sheet, made in {
        incidents["Incidents"]: records.incidents(TODAY),
        incidents["Updates"]: records.updates(TODAY),
        incidents["Reviews"]: records.reviews(TODAY),
        incidents["Signers"]: records.signers(TODAY),
        training["People"]: records.people(TODAY),
        training["Training"]: records.training(TODAY),
    }.items():
        assert rows(sheet) == [as_days(row) for row in made]


def test_drop_downs_and_formats_reach_to_the_last_record(tmp_path: Path) -> None:
    lay_out(tmp_path, TODAY)
    book = load_workbook(tmp_path / "incident-register.xlsx")
    for sheet in schema.INCIDENT_REGISTER:
        page = book[sheet.name]
        last = page.max_row
        assert page.tables[sheet.name].ref.endswith(str(last))
        ranges = [area for rule in page.data_validations.dataValidation for area in rule.sqref.ranges]
        ranges += [area for formats in page.conditional_formatting for area in formats.sqref.ranges]
        assert {(area.min_row, area.max_row) for area in ranges} == {(2, last)}


def test_the_auditor_of_open_xml_finds_nothing_after_the_review(tmp_path: Path) -> None:
    demo(tmp_path, NOON)
    command = [sys.executable, "-m", "openxml_audit", str(tmp_path / "incident-register.xlsx")]
    said = subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8")
    assert (said.returncode, "(no findings)" in said.stdout) == (0, True), said.stdout


def test_the_real_review_runs_on_it(tmp_path: Path) -> None:
    home, result = demo(tmp_path, NOON)
    assert home.folder == tmp_path.absolute()
    assert (result.review, result.status) == ("2026-W47", "reviewed")
    assert len(result.open) == 6
    assert [ref[-4:] for ref in result.updated] == ["0012", "0014"]
    assert (result.updates_appended, result.reviews_appended) == (3, 1)  # one record was marked by the deputy
    assert result.overdue_reviews == 1
    assert [message["audience"] for message in result.messages] == ["manager", "deputy", "counts"]
    assert result.summary
    assert result.summary.is_file()


def test_late_on_a_summer_evening_the_day_is_that_of_england(tmp_path: Path) -> None:
    _, result = demo(tmp_path, datetime(2026, 7, 5, 23, 30, tzinfo=UTC))  # a Sunday there, Monday here
    assert (result.review, result.status, result.today) == ("2026-W28", "reviewed", date(2026, 7, 6))
    assert len(result.open) == 6


def test_a_second_demo_destroys_nothing_that_a_person_changed(tmp_path: Path) -> None:
    demo(tmp_path, NOON)
    settings = (tmp_path / "olsxl.toml").read_text(encoding="utf-8")
    (tmp_path / "olsxl.toml").write_text(
        settings.replace("#long_open_days = 90", "long_open_days = 30"), encoding="utf-8"
    )
    book = load_workbook(tmp_path / "incident-register.xlsx")
    book["Incidents"]["R2"] = "changed by a person"
    book.save(tmp_path / "incident-register.xlsx")
    before = listing(tmp_path)
    assert outcomes(tmp_path, TODAY + timedelta(days=1)) == {"kept"}
    _, result = demo(tmp_path, NOON)
    assert result.status == "already-reviewed"
    assert listing(tmp_path) == before


def test_a_demo_goes_on_where_a_crash_left_it(tmp_path: Path) -> None:
    lay_out(tmp_path, TODAY)
    (tmp_path / "training-register.xlsx").unlink()
    before = (tmp_path / "incident-register.xlsx").read_bytes()
    assert outcomes(tmp_path) == {"kept", "created"}
    assert (tmp_path / "incident-register.xlsx").read_bytes() == before


@pytest.mark.parametrize("today", SOME_DAYS, ids=lambda day: f"{day:%a-%Y-%m-%d}")
def test_without_its_mistakes_only_what_the_stories_mean_to_show_is_found(today: date, tmp_path: Path) -> None:
    lay_out(tmp_path, today, mistakes=False)
    codes = {finding.code for finding in findings(tmp_path, today)}
    assert {"TRN401", "TRN402", "TRN403", "REV301"} <= codes <= INTENDED


@pytest.mark.parametrize("today", SOME_DAYS, ids=lambda day: f"{day:%a-%Y-%m-%d}")
def test_each_planted_mistake_is_one_finding(today: date, tmp_path: Path) -> None:
    lay_out(tmp_path, today)
    assert sorted(f.code for f in findings(tmp_path, today) if f.code not in INTENDED) == PLANTED


@pytest.mark.parametrize("today", SOME_DAYS[2:4], ids=lambda day: f"{day:%a-%Y-%m-%d}")
def test_the_review_is_made_in_the_week_that_the_year_ends_too(today: date, tmp_path: Path) -> None:
    _, result = demo(tmp_path, datetime(today.year, today.month, today.day, 9, tzinfo=UTC))
    assert (result.review, result.status) == ("2026-W53", "reviewed")
    assert len(result.open) == 6
