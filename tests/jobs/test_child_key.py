"""The child key of a home, read with the password of the registers, to find leaks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from olsxl.jobs.check import check
from olsxl.jobs.home import Home
from olsxl.jobs.secrets import REGISTER
from olsxl.workbook import UnreadableWorkbook
from olsxl.workbook.container.encryption import encrypt
from tests.jobs.reviewing import AT
from tests.registers import TODAY, home, incident, incident_register, plain, review, update

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = '[register]\nchild_key = "child-key.xlsx"'


def laid_out(folder: Path) -> Home:
    leaking = incident_register(incident(summary="Tamsin was on the tablet"), update(), review())
    return Home.open(home(folder, incidents=leaking, settings=SETTINGS))


def test_a_name_of_the_encrypted_key_is_found_in_a_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = plain({"Key": [["Reference", "Name", "Date of birth"], ["C-7F3K", "Tamsin Buttercrumb", date(2012, 4, 3)]]})
    (tmp_path / "child-key.xlsx").write_bytes(encrypt(key, "correct horse", "child-key.xlsx"))
    monkeypatch.setenv(REGISTER, "correct horse")
    findings = check(laid_out(tmp_path), TODAY, AT).findings
    assert [(finding.code, finding.where) for finding in findings] == [("INC114", "Incidents!R2")]


def test_a_key_that_is_not_there_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnreadableWorkbook, match=r"child-key\.xlsx"):
        check(laid_out(tmp_path), TODAY, AT)
