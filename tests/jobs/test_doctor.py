from __future__ import annotations

import io
from typing import TYPE_CHECKING
from unittest import mock

import openpyxl
import pytest

from olsxl import workbook
from olsxl.jobs.doctor import examine
from olsxl.jobs.home import read_registers
from tests.jobs.reviewing import AT, SETTINGS, Trial
from tests.jobs.test_review import open_in_excel
from tests.registers import incident, incident_register, plain, review, saved, update
from tests.workbook.books import edited

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def trial(tmp_path: Path) -> Trial:
    return Trial(tmp_path / "home").lay_out(incident_register(incident(), update(), review()))


def wrong(trial: Trial) -> dict[str, str]:
    """What the doctor finds wrong, by part."""
    return {each.part: each.sentence for each in examine(trial.home, AT) if each.state == "wrong"}


def test_a_good_home_is_good_in_every_part_and_its_registers_stay_as_they_are(trial: Trial) -> None:
    before = trial.register.read_bytes()
    assert wrong(trial) == {}
    assert trial.register.read_bytes() == before
    assert trial.messages() == []


def test_the_registers_are_read_once_for_all_parts(trial: Trial) -> None:
    with mock.patch("olsxl.jobs.doctor.read_registers", side_effect=read_registers) as reading:
        examine(trial.home, AT)
    reading.assert_called_once()


def test_a_register_that_somebody_has_open_is_named_with_who(trial: Trial) -> None:
    open_in_excel(trial)
    assert list(wrong(trial)) == ["locks"]
    assert "Jo Example" in wrong(trial)["locks"]


def test_a_register_that_cannot_be_reviewed_hides_nothing_else(tmp_path: Path) -> None:
    trial = Trial(tmp_path).lay_out(plain({"Incidents": [["Incident ref", "Status"]]}))
    found = wrong(trial)
    assert {"registers", "a trial row", "templates"} == set(found)
    assert "Reported on" in found["registers"]


def test_a_technical_address_outside_the_allowed_domains_is_told(tmp_path: Path) -> None:
    settings = SETTINGS.replace("[mail]\n", '[mail]\ntechnical = "it@elsewhere.example"\n')
    trial = Trial(tmp_path, settings).lay_out(incident_register(incident(), review()))
    assert list(wrong(trial)) == ["mail"]


def test_a_recipient_outside_the_allowed_domains_is_told(trial: Trial) -> None:
    (trial.folder / "olsxl.toml").write_text(SETTINGS.replace("trustee@larkfield", "trustee@elsewhere"), "utf-8")
    assert "elsewhere.example" in wrong(trial)["mail"]


def test_a_missing_password_of_the_mail_server_is_told(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OLSXL_SMTP_PASSWORD", raising=False)
    smtp = '[mail]\ntransport = "smtp"\nsmtp = {host = "mail.larkfield.example", user = "olsxl"}'
    (trial.folder / "olsxl.toml").write_text(SETTINGS.replace("[mail]", smtp), "utf-8")
    assert "mail" in wrong(trial)


def test_a_template_that_is_broken_is_told(trial: Trial) -> None:
    (trial.folder / "own").mkdir()
    (trial.folder / "own" / "weekly.txt").write_text("{{ nobody_knows }}", "utf-8")
    (trial.folder / "olsxl.toml").write_text(f'{SETTINGS}\n[templates]\ndir = "own"\n', "utf-8")
    assert "nobody_knows" in wrong(trial)["templates"]


def test_formulas_that_end_on_the_last_row_are_named_with_what_to_do(tmp_path: Path) -> None:
    made = openpyxl.load_workbook(io.BytesIO(incident_register(incident(), update(), review())))
    page = made.create_sheet("My figures")
    for row in range(1, 6):
        page[f"A{row}"] = "=COUNTA(Updates!A2:A2)"
    page["B1"], page["B2"] = "=COUNTA(Updates[Date])", "=COUNTA(Updates!A:A)"
    found = {each.part: each for each in examine(Trial(tmp_path).lay_out(saved(made)).home, AT)}["a trial row"]
    assert found.state == "good"
    named = "the formula in My figures!A1, the formula in My figures!A2, the formula in My figures!A3 and 2 more"
    assert f"will not count new ones: {named}. In Excel let it refer to the table by name" in found.sentence


def test_a_write_that_would_lose_a_cell_is_found(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    def lossy(data: bytes, edits: object) -> bytes:
        return incident_register(incident()) if edits else data

    monkeypatch.setattr(workbook, "patch", lossy)
    assert "Updates" in wrong(trial)["a trial row"]


def test_a_write_that_excel_would_offer_to_repair_is_found(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    real = workbook.patch

    def disordering(data: bytes, edits: list[workbook.Edit]) -> bytes:
        return (
            edited(real(data, edits), "xl/tables/table1.xml", ('autoFilter ref="A1:AN2"', 'autoFilter ref="A1:AN1"'))
            if edits
            else data
        )

    monkeypatch.setattr(workbook, "patch", disordering)
    assert "what Excel keeps in order" in wrong(trial)["a trial row"]


def test_the_training_register_is_tried_as_well(trial: Trial) -> None:
    assert trial.home.training
    said = next(each.sentence for each in examine(trial.home, AT) if each.part == "a trial row")
    assert f"sheets of {trial.home.training.name} as they are" in said
    trial.home.training.chmod(0o400)
    assert trial.home.training.name in wrong(trial)["rights"]


def test_what_was_odd_before_is_told_and_does_not_count_as_lost(tmp_path: Path) -> None:
    data = incident_register(incident(), update(), review())
    gone = '<Override PartName="/xl/worksheets/gone.xml" ContentType="application/xml"/></Types>'
    odd = edited(data, "[Content_Types].xml", ("</Types>", gone))
    found = {each.part: each for each in examine(Trial(tmp_path).lay_out(odd).home, AT)}["a trial row"]
    assert found.state == "good"
    assert "declares xl/worksheets/gone.xml, which is not there" in found.sentence
