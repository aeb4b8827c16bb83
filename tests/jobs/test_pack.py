"""The job and the command: the file that is handed over, its password, and what stops it."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msoffcrypto  # type: ignore[import-untyped]  # has no types
import openpyxl
import pytest
from click.testing import CliRunner

from olsxl import files
from olsxl.cli.commands import olsxl as command
from olsxl.jobs import outputs
from olsxl.jobs import pack as job
from olsxl.jobs.errors import PackPassword, RegisterUnusable
from olsxl.jobs.home import Home
from olsxl.jobs.pack import OPENS, PackResult, pack
from olsxl.jobs.secrets import PACK
from olsxl.pack import errors
from tests.pack.registers import FIRST, LAST, NOW, PEOPLE, TODAY, Registers, busy, incident, person
from tests.registers import plain

if TYPE_CHECKING:
    from click.testing import Result

    from olsxl.errors import OlsxlError


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return busy().write(tmp_path_factory.mktemp("laid-out"))


@pytest.fixture
def home(laid_out: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(laid_out, tmp_path / "home"))


@pytest.fixture(autouse=True)
def no_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PACK, raising=False)


def made(home: Path, out: Path | None = None, **options: Any) -> PackResult:
    return pack(Home.open(home), "ofsted", FIRST, LAST, out, today=TODAY, now=NOW, **options)


def run(home: Path, *words: str) -> Result:
    given = ["pack", "--audience", "ofsted", "--from", "01/09/2026", "--today", "2026-11-22", "-c", str(home), *words]
    return CliRunner().invoke(command, given, standalone_mode=False, obj=lambda: NOW)


def listing(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def opened_with(path: Path, password: str) -> bytes:
    plain = io.BytesIO()
    with path.open("rb") as file:
        container = msoffcrypto.OfficeFile(file)
        container.load_key(password=password, verify_password=True)
        container.decrypt(plain, verify_integrity=True)
    return plain.getvalue()


def test_the_file_opens_with_the_password_that_was_made_up_and_with_no_other(home: Path) -> None:
    result = made(home)
    assert result.password
    assert not zipfile.is_zipfile(result.file)
    book = openpyxl.load_workbook(io.BytesIO(opened_with(result.file, result.password)))
    assert book.sheetnames == ["Cover", "Summary", "Register", "Reviews", "Training"]
    with pytest.raises(msoffcrypto.exceptions.InvalidKeyError):
        opened_with(result.file, "another")


def test_the_password_of_the_environment_is_used_and_not_shown(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PACK, "tall-green-kettle")
    result = made(home)
    assert result.password is None
    assert opened_with(result.file, "tall-green-kettle").startswith(b"PK")


BRIDGE = "/usr/bin/python3"
"""The Python that LibreOffice's bridge `uno` is installed for (Debian's `python3-uno`)."""


@pytest.mark.office
@pytest.mark.parametrize(
    ("password", "shown"),
    [
        ("tall-green-kettle", "Online safety records for Ofsted"),
        ("another", "not opened: com.sun.star.lang.IllegalArgumentException"),
    ],
)
def test_libreoffice_opens_it_with_its_password_alone(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, password: str, shown: str
) -> None:
    if not Path(BRIDGE).exists() or subprocess.run([BRIDGE, "-c", "import uno"], check=False).returncode:
        pytest.skip("LibreOffice's bridge for Python (python3-uno) is not installed")
    monkeypatch.setenv(PACK, "tall-green-kettle")
    file = made(home).file
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    pipe = f"olsxl-{os.getpid()}-{password}"
    script = str(Path(__file__).with_name("open_in_libreoffice.py"))
    with subprocess.Popen(["soffice", profile, "--headless", "--norestore", f"--accept=pipe,name={pipe};urp;"]):
        asked = [BRIDGE, script, pipe, file.as_uri(), password, "Cover", "A1"]
        said = subprocess.run(asked, check=True, capture_output=True, text=True, timeout=120)
    assert said.stdout == shown


def test_nothing_is_on_the_disk_in_plain_text(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file that is opened to be written holds ciphertext, also the temporary one."""
    written: list[bytes] = []
    write = files.write_exclusive

    def watch(path: Path, data: bytes, *, private: bool) -> bool:
        assert private
        written.append(data)
        return write(path, data, private=private)

    monkeypatch.setattr(files, "write_exclusive", watch)
    before = set(listing(home))
    result = made(home)
    assert [hashlib.sha256(data).hexdigest() for data in written] == [result.sha256]
    assert set(listing(home)) - before == {result.file.name}
    assert b"worksheets" not in result.file.read_bytes()
    assert result.file.read_bytes()[:4] == b"\xd0\xcf\x11\xe0"


def test_without_a_password_on_request(home: Path) -> None:
    result = made(home, encrypted=False)
    assert (result.encrypted, result.password, OPENS in result.checks) == (False, None, False)
    assert openpyxl.load_workbook(result.file)["Cover"]["B3"].value == "Larkfield House"


def test_the_registers_stay_as_they_were(home: Path) -> None:
    before = listing(home)
    made(home, encrypted=False)
    assert {name: data for name, data in listing(home).items() if name in before} == before


def test_a_dry_run_writes_nothing(home: Path) -> None:
    before = listing(home)
    result = made(home, dry_run=True)
    assert listing(home) == before
    assert (result.sha256, result.password, result.as_json()["dry_run"]) == (None, None, True)
    assert result.sheets["Register"] == 3


def test_without_a_name_it_lies_beside_olsxl_toml_and_takes_the_next_number(home: Path) -> None:
    assert made(home, encrypted=False).file == home / "Ofsted pack 2026-09-01 to 2026-11-22.xlsx"
    assert made(home, encrypted=False).file == home / "Ofsted pack 2026-09-01 to 2026-11-22 (2).xlsx"


def test_a_folder_gets_the_file_by_the_same_name(home: Path, tmp_path: Path) -> None:
    assert made(home, tmp_path, encrypted=False).file == tmp_path / "Ofsted pack 2026-09-01 to 2026-11-22.xlsx"


@pytest.mark.parametrize(
    ("out", "failure", "told"),
    [
        ("there.xlsx", outputs.OutputExists, "is there already, and olsxl did not make it"),
        ("incident-register.xlsx", outputs.OutputOverHome, "is your .*-register.xlsx itself"),
        ("training-register.xlsx", outputs.OutputOverHome, "is your .*-register.xlsx itself"),
        ("pack.pdf", outputs.OutputName, "does not end in .xlsx"),
        ("nowhere/pack.xlsx", outputs.OutputFolder, "there is no folder"),
    ],
)
def test_a_place_that_cannot_be_is_refused(home: Path, out: str, failure: type[OlsxlError], told: str) -> None:
    (home / "there.xlsx").write_bytes(b"of somebody else")
    before = listing(home)
    with pytest.raises(failure, match=told) as refused:
        made(home, home / out)
    assert str(refused.value).startswith(f"{home / out} was not written: ")
    assert listing(home) == before


def test_a_file_that_appears_meanwhile_is_not_overwritten(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = home / "pack.xlsx"
    checked = job._checked

    def meanwhile(*given: Any) -> Any:
        out.write_bytes(b"of somebody else")
        return checked(*given)

    monkeypatch.setattr(job, "_checked", meanwhile)
    with pytest.raises(outputs.OutputExists):
        made(home, out, encrypted=False)
    assert out.read_bytes() == b"of somebody else"
    assert not [name for name in listing(home) if name.endswith(".tmp")]


def test_a_disk_that_refuses_is_told_and_leaves_nothing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    before = listing(home)
    with pytest.raises(outputs.OutputNotWritten, match="No space left on device"):
        made(home, encrypted=False)
    assert listing(home) == before


def test_without_a_training_register_a_pack_is_made_and_says_so(home: Path) -> None:
    (home / "olsxl.toml").write_text('[registers]\ntraining = ""\n', encoding="utf-8")
    said = run(home, "--no-password")
    assert said.return_value == 0
    assert "no training register, so that names of staff and carers could not be looked for." in said.stderr
    pages = openpyxl.load_workbook(home / "Ofsted pack 2026-09-01 to 2026-11-22.xlsx")
    assert "no training register" in str(pages["Training"]["A2"].value or pages["Training"]["B2"].value)


def test_a_text_that_names_a_child_of_the_key_leaves_neither_the_name_nor_the_birthday(tmp_path: Path) -> None:
    rows = [incident(1, Summary="Tamsin was upset."), incident(2, Summary="Tamsin, born 03/04/2012.")]
    home = Registers(rows).write(tmp_path / "home", '[register]\nchild_key = "child-key.xlsx"\n')
    key = plain({"Key": [["Reference", "Name", "Date of birth"], ["C-7F3K", "Tamsin Buttercrumb", date(2012, 4, 3)]]})
    (home / "child-key.xlsx").write_bytes(key)
    said = run(home, "--no-password")
    assert "Incidents!R3. Take it out there" in said.stderr
    page = openpyxl.load_workbook(home / "Ofsted pack 2026-09-01 to 2026-11-22.xlsx")["Register"]
    shown = [cell.value for row in page.iter_rows() for cell in row]
    assert {"C-7F3K was upset.", "left out: see Incidents!R3"} <= set(shown)


def test_an_indispensable_column_that_is_missing_stops_it(home: Path) -> None:
    book = openpyxl.load_workbook(home / "training-register.xlsx")
    book["People"]["B1"] = "Telephone"
    book["People"].tables.clear()
    book.save(home / "training-register.xlsx")
    with pytest.raises(RegisterUnusable, match="Full name"):
        made(home)


def test_nothing_in_the_period_still_makes_a_pack_that_says_so(tmp_path: Path) -> None:
    home = Registers(people=[person(1, "Osric Vane")]).write(tmp_path / "home")
    said = run(home, "--no-password")
    assert said.return_value == 0
    assert "No incident was reported in this period; the pack says so." in said.stdout
    book = openpyxl.load_workbook(home / "Ofsted pack 2026-09-01 to 2026-11-22.xlsx")
    assert book["Register"]["B2"].value == "0 incidents were reported from 01/09/2026 to 22/11/2026."


def test_the_json_has_the_shape_of_the_contract_and_no_password(home: Path) -> None:
    said = run(home, "--format", "json", "--out", str(home / "p.xlsx"), "--to", "2026-11-20")
    shape = json.loads(said.stdout)
    assert shape == {
        "file": str(home / "p.xlsx"),
        "audience": "ofsted",
        "from": "2026-09-01",
        "to": "2026-11-20",
        "sheets": {"Cover": 15, "Summary": 22, "Register": 3, "Reviews": 12, "Training": 4},
        "not_kept": [],
        "sha256": hashlib.sha256((home / "p.xlsx").read_bytes()).hexdigest(),
        "encrypted": True,
        "checks": [
            "worksheets and tables only",
            "no author",
            "nothing hidden",
            "no formula",
            "no link",
            "no defined name",
            "no name of People",
            "opens with its password",
        ],
    }
    shown = next(line for line in said.stderr.splitlines() if line.startswith("Its password")).split(": ")[1]
    assert shown not in said.stdout
    assert opened_with(home / "p.xlsx", shown)


def test_a_person_reads_what_was_made_and_what_to_look_at(home: Path) -> None:
    said = run(home, "--no-password")
    assert "The pack for Ofsted, 01/09/2026 to 22/11/2026, is " in said.stdout
    assert "Incidents!R4. See whether somebody is meant." in said.stderr
    assert "whoever gets the file can read it" in said.stderr
    assert not [name for row in PEOPLE for name in (str(row["Full name"]),) if name in said.output]


def test_the_command_refuses_days_that_make_no_period(home: Path) -> None:
    for words, failure in (
        (("--to", "2026-08-01"), errors.PeriodReversed),
        (("--to", "2026-12-24"), errors.PeriodInFuture),
    ):
        assert isinstance(run(home, *words).exception, failure)
    assert "is no day" in str(run(home, "--to", "someday").exception)


def test_an_audience_that_is_not_built_is_not_offered(home: Path) -> None:
    said = CliRunner().invoke(command, ["pack", "--audience", "trustees", "--from", "2026-09-01", "-c", str(home)])
    assert said.exit_code == 2
    assert "'trustees' is not 'ofsted'" in said.output


def test_the_same_registers_make_the_same_pack(home: Path, tmp_path: Path) -> None:
    first, second = (made(home, tmp_path / name, encrypted=False) for name in ("a.xlsx", "b.xlsx"))
    assert first.sha256 == second.sha256
    assert (first.first, first.last) == (date(2026, 9, 1), TODAY)


def test_older_workbooks_are_read_by_mappings_of_their_own_and_never_written_to(home: Path) -> None:
    alone, settings = made(home, dry_run=True), home / "olsxl.toml"
    settings.write_text(f'{settings.read_text()}[registers]\nhistory = ["Log 2025.xlsx", "Log 2024.xlsx"]\n')
    (home / "Log 2025.xlsx").write_bytes(plain({"Log": [["Date", "What happened"], [date(2026, 9, 7), "A dare"]]}))
    (home / "Log 2025.toml").write_text(
        '[sheets]\nincidents = "Log"\n[columns.incidents]\n"Incident ref" = ""\nStatus = ""\n'
        '"Reported on" = "Date"\nSummary = "What happened"\n'
    )
    result = made(home)
    assert result.sheets["Register"] == alone.sheets["Register"] + 1
    (lost,) = result.not_counted
    assert lost.startswith("Log 2024.xlsx: ")
    assert "not counted in the pack" in "".join(job.notes_text(result))
    with pytest.raises(outputs.OutputRefused, match="Log 2025"):
        made(home, home / "Log 2025.xlsx", overwrite=True)


@pytest.mark.parametrize("password", [" ", "x" * 256])
def test_a_password_that_nobody_can_type_into_excel_makes_no_pack(
    home: Path, monkeypatch: pytest.MonkeyPatch, password: str
) -> None:
    before = sorted(home.iterdir())
    monkeypatch.setenv(PACK, password)
    with pytest.raises(PackPassword, match="OLSXL_PACK_PASSWORD is blank, or longer than the 255 characters"):
        made(home)
    assert sorted(home.iterdir()) == before
