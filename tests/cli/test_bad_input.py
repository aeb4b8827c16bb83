"""Bad input, as a person or the Task Scheduler meets it: a clear sentence, the right exit status, nothing lost."""

from __future__ import annotations

import io
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

import openpyxl
import pytest
from msoffcrypto.method.container.ecma376_encrypted import ECMA376Encrypted  # type: ignore[import-untyped]  # no types

from olsxl.register import schema
from olsxl.workbook.container.encryption import decrypt, encrypt
from tests import registers
from tests.cli.running import DAY, SETTINGS, Ended, listing, olsxl
from tests.registers import closed, incident, incident_register, plain, ref, review, update

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from olsxl.workbook import AppendRow

REVIEWING = ("review", "review --dry-run", "review --format json", "report")
COMMANDS = (*REVIEWING, "check")
TWO = incident_register(incident(1), incident(2), update(2, day=registers.TODAY), review())
PASSWORD = "a password of the home"  # noqa: S105 - made up for the test


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """No password in the environment, and no waiting for an Excel that might be saving."""
    monkeypatch.delenv("OLSXL_REGISTER_PASSWORD", raising=False)
    monkeypatch.setattr("olsxl.workbook.file.snapshot.SAVING", ())


@dataclass(frozen=True)
class Place:
    """One home, and the commands that are run on it."""

    folder: Path

    @property
    def register(self) -> Path:
        return self.folder / "incident-register.xlsx"

    @property
    def state(self) -> Path:
        return self.folder / ".olsxl"

    def settings(self, text: str | bytes) -> None:
        (self.folder / "olsxl.toml").write_bytes(text.encode() if isinstance(text, str) else text)

    def run(self, command: str, *more: str) -> Ended:
        return olsxl(*command.split(), "--config", self.folder, "--today", DAY, *more)

    def refuses(self, command: str, status: int, *facts: str) -> None:
        """The command ends with this status, tells these facts on standard error, and leaves everything as it was."""
        before = listing(self.folder)
        ended = self.run(command)
        ended.says(*facts)
        assert (ended.status, ended.out) == (status, "")
        assert listing(self.folder) == before

    def reviewed(self) -> Ended:
        """The review is made all the same."""
        ended = self.run("review", "--format", "json")
        assert (ended.status, ended.err) == (0, "")
        assert ended.json["status"] == "reviewed"
        return ended

    def finds(self, *found: tuple[str, str]) -> None:
        """`check` tells these codes at these places, ends with 1, and changes nothing."""
        before = listing(self.folder)
        ended = self.run("check", "--format", "json")
        assert ended.status == 1
        findings = ended.json["findings"]
        assert set(found) <= {(finding["code"], f"{finding['sheet']}!{finding['cell']}") for finding in findings}
        self.run("check").says(*(part for pair in found for part in pair))
        assert listing(self.folder) == before

    def rows(self, sheet: str) -> list[dict[str, object]]:
        """The data rows of a sheet as openpyxl reads them."""
        found = openpyxl.load_workbook(self.register)[sheet].iter_rows(values_only=True)
        headings = [str(heading) for heading in next(found)]
        return [dict(zip(headings, row, strict=True)) for row in found if any(row)]

    def marked(self) -> list[object]:
        """The references of the rows No Update of this week's review."""
        return [row["Incident ref"] for row in self.rows("Updates") if row["Review"] == "2026-W47"]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    registers.home(tmp_path / "home", incidents=TWO, settings=SETTINGS)
    return Place(tmp_path / "home")


def old_excel() -> bytes:
    """The container of an .xls: a stream named Workbook."""
    out = io.BytesIO()
    ECMA376Encrypted(bytes(8192), b"x" * 5000).write_to(out)
    old, new = "EncryptedPackage", "Workbook"
    data = out.getvalue().replace(old.encode("utf-16-le"), new.ljust(len(old), "\0").encode("utf-16-le"))
    data = data.replace("EncryptionInfo".encode("utf-16-le"), "SummaryDetails".encode("utf-16-le"))
    start = data.index(new.encode("utf-16-le"))
    return data[: start + 64] + (2 * len(new) + 2).to_bytes(2, "little") + data[start + 66 :]


def make_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def cut_short(data: bytes) -> bytes:
    return data[: len(data) // 2]


NOT_READ: dict[str, tuple[Callable[[Place], object], tuple[str, ...]]] = {
    "missing": (
        lambda place: place.register.unlink(),
        ("incident-register.xlsx is not there", "Check the name and the folder", "olsxl.toml"),
    ),
    "folder": (
        lambda place: make_folder(place.register),
        ("incident-register.xlsx is a folder, not a workbook", "Give the path of the workbook"),
    ),
    "xls": (
        lambda place: place.register.write_bytes(old_excel()),
        ("is in the old format of Excel 97 to 2003 (.xls)", "Save As", "Excel Workbook (*.xlsx)"),
    ),
    "csv": (
        lambda place: place.register.write_text("Incident ref,Reported on,Status\nOLS-2026-0001,17/11/2026,Open\n"),
        ("incident-register.xlsx is a text file, not an Excel workbook", "Save As", "Excel Workbook (*.xlsx)"),
    ),
    "text": (
        lambda place: place.register.write_text("Dear all,\nthe register is on the other computer.\n"),
        ("incident-register.xlsx is a text file, not an Excel workbook",),
    ),
    "truncated": (
        lambda place: place.register.write_bytes(cut_short(place.register.read_bytes())),
        ("is damaged: its end is missing", "Only where there is none, put this file aside without deleting it"),
    ),
    "empty file": (
        lambda place: place.register.write_bytes(b""),
        ("is empty: it has no content at all", "The newest entries may stand in what it was copied or saved from"),
    ),
    "zeros": (
        lambda place: place.register.write_bytes(bytes(60_000)),
        ("is empty: it has no content at all", "Version history"),
    ),
    "beginning lost": (
        lambda place: place.register.write_bytes(bytes(4096) + place.register.read_bytes()[4096:]),
        ("is damaged: its beginning is missing", "without deleting it"),
    ),
    "one byte": (lambda place: place.register.write_bytes(b"P"), ("is damaged: its end is missing",)),
    "encrypted": (
        lambda place: place.register.write_bytes(encrypt(place.register.read_bytes(), PASSWORD, place.register)),
        ("is encrypted and needs a password to open", "OLSXL_REGISTER_PASSWORD"),
    ),
    "training register": (
        lambda place: (place.folder / "training-register.xlsx").write_bytes(b"PK\3\4 spoiled"),
        ("training-register.xlsx is damaged",),
    ),
}
"""What is done to a home so that a register cannot be read, and what the manager is to be told."""


@pytest.mark.parametrize("case", NOT_READ)
def test_a_register_that_cannot_be_read_stops_every_command_before_anything_is_written(place: Place, case: str) -> None:
    spoil, facts = NOT_READ[case]
    spoil(place)
    for command in COMMANDS:
        place.refuses(command, 2, str(place.folder), *facts)


@pytest.mark.parametrize("name", ["register.xls", "register.csv"])
def test_a_file_of_another_kind_that_olsxl_toml_names_is_told(place: Place, name: str) -> None:
    content = old_excel() if name.endswith("xls") else b"Incident ref,Status\nOLS-2026-0001,Open\n"
    (place.folder / name).write_bytes(content)
    place.settings(f'[registers]\nincidents = "{name}"\n')
    place.refuses("review", 2, f"{name} is ", "Open it in Excel, choose File, Save As", "Excel Workbook (*.xlsx)")


def test_a_wrong_password_is_told_apart_from_a_missing_one(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.register.write_bytes(encrypt(place.register.read_bytes(), PASSWORD, place.register))
    monkeypatch.setenv("OLSXL_REGISTER_PASSWORD", "another password")
    facts = "is encrypted, and the password given does not open it", "OLSXL_REGISTER_PASSWORD"
    for command in ("review", "check"):
        place.refuses(command, 2, *facts)
    assert "another password" not in place.run("review").read


def test_with_its_password_an_encrypted_register_is_reviewed_and_stays_encrypted(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.register.write_bytes(encrypt(place.register.read_bytes(), PASSWORD, place.register))
    monkeypatch.setenv("OLSXL_REGISTER_PASSWORD", PASSWORD)
    assert place.reviewed().json["no_update"] == [ref(1)]
    plain_bytes = decrypt(place.register.read_bytes(), PASSWORD, place.register, "")
    added = list(openpyxl.load_workbook(io.BytesIO(plain_bytes))["Updates"].iter_rows(values_only=True))[-1]
    assert added[0] == ref(1)
    assert "No Update" in added
    for path in place.state.rglob("*"):
        assert not path.is_file() or path.read_bytes()[:2] != b"PK", f"{path} is not encrypted"


def test_a_password_that_nothing_needs_does_no_harm(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OLSXL_REGISTER_PASSWORD", PASSWORD)
    assert place.reviewed().json["no_update"] == [ref(1)]


Sheets = dict[str, list[list[object]]]

NO_INCIDENTS: Sheets = {"Incident log": [["Incident ref", "Reported on", "Status"]], "Updates": [], "Reviews": []}
HEADINGS: Sheets = {
    "Incidents": [["Incident ref", "Reportd on", "Status"], [ref(1), registers.TODAY, "Open"]],
    "Updates": [["Incident ref", "Date", "Update", "By"]],
    "Reviews": [["Review", "Reviewed on"]],
}


@pytest.mark.parametrize("command", REVIEWING)
def test_a_workbook_without_the_sheet_of_incidents_is_not_reviewed(place: Place, command: str) -> None:
    place.register.write_bytes(plain(NO_INCIDENTS))
    place.refuses(command, 2, "no sheet or table named 'Incidents'", "the closest is 'Incident log'", "under [sheets]")


@pytest.mark.parametrize("command", REVIEWING)
def test_a_register_without_an_indispensable_column_is_not_reviewed(place: Place, command: str) -> None:
    place.register.write_bytes(plain(HEADINGS))
    facts = "has no column 'Reported on'", "the closest heading is 'Reportd on'", "in row 1", "[columns.incidents]"
    place.refuses(command, 2, "nothing was written", *facts)


@pytest.mark.parametrize("sheets", [NO_INCIDENTS, HEADINGS], ids=["sheet", "column"])
def test_what_is_missing_from_a_register_is_a_finding_of_the_check(place: Place, sheets: Sheets) -> None:
    place.register.write_bytes(plain(sheets))
    before = listing(place.folder)
    ended = place.run("check")
    ended.says("WBK001", "; the closest")
    assert ended.status == 1
    assert listing(place.folder) == before


def test_with_the_heading_told_in_olsxl_toml_the_register_is_reviewed(place: Place) -> None:
    place.register.write_bytes(plain(HEADINGS))
    place.settings(f'{SETTINGS}[columns.incidents]\n"Reported on" = "Reportd on"\n')
    assert place.reviewed().json["open"] == [ref(1)]


@pytest.mark.parametrize("rows", [(), (closed(1), closed(2), review())], ids=["empty tables", "every record is closed"])
def test_a_register_with_no_open_record_is_reviewed_with_one_row_in_reviews_alone(
    place: Place, rows: tuple[AppendRow, ...]
) -> None:
    place.register.write_bytes(incident_register(*rows))
    told = place.run("review")
    told.says("Added to incident-register.xlsx: 0 rows to Updates, 1 row to Reviews", "Open: 0")
    assert told.status == 0
    assert place.rows("Updates") == []
    assert place.rows("Reviews")[-1]["Review"] == "2026-W47"
    assert place.run("check").status == 0


def test_dates_typed_as_text_are_read_day_first_and_the_review_is_made(place: Place) -> None:
    text = incident(1, reported_on="02/11/2026", recorded_on="soon")
    late = update(2, day=registers.TODAY)
    typed = registers.row(schema.UPDATES, {"incident_ref": ref(3), "date": "18.11.2026", "update": "Called"})
    rows = text, incident(2), incident(3), late, typed, review()
    place.register.write_bytes(incident_register(*rows))
    place.finds(("WBK006", "Incidents!E2"), ("WBK006", "Incidents!F2"), ("WBK006", "Updates!B3"))
    place.run("check").says("it is read as 02/11/2026", "cannot be read as a date")
    answer = place.reviewed().json
    assert (answer["updated"], answer["no_update"]) == ([ref(2), ref(3)], [ref(1)])
    assert place.marked() == [ref(1)]


def status_of_the_first(place: Place, value: str) -> None:
    """Put a value of Excel's into the Status of the first record: openpyxl stores `#N/A` as an error, `=` a formula."""
    book = openpyxl.load_workbook(place.register)
    sheet = book["Incidents"]
    headings = [cell.value for cell in sheet[1]]
    sheet.cell(2, headings.index("Status") + 1).value = value
    place.register.write_bytes(registers.saved(book))


@pytest.mark.parametrize(
    ("value", "code", "told"),
    [
        ("#N/A", "WBK005", "shows the Excel error #N/A"),
        ('=IF(TRUE,"Closed","Open")', "WBK004", "a formula without a stored result"),
        ("Opne", "WBK007", "the closest is 'Open'"),
    ],
)
def test_a_status_that_cannot_be_understood_is_told_and_its_record_stays_open(
    place: Place, value: str, code: str, told: str
) -> None:
    status_of_the_first(place, value)
    place.finds((code, "Incidents!AK2"))
    place.run("check").says(told)
    answer = place.reviewed().json
    assert (answer["open"], answer["no_update"]) == ([ref(1), ref(2)], [ref(1)])
    assert answer["errors"] > 0
    assert place.marked() == [ref(1)]
    assert place.rows("Incidents")[0]["Status"] == value


def test_of_two_rows_with_one_reference_the_first_counts_and_gets_one_row(place: Place) -> None:
    place.register.write_bytes(incident_register(incident(1), closed(1), closed(2), incident(2), review()))
    place.finds(("INC101", "Incidents!A3"), ("INC101", "Incidents!A5"))
    answer = place.reviewed().json
    assert (answer["open"], answer["no_update"]) == ([ref(1)], [ref(1)])
    assert place.marked() == [ref(1)]


@pytest.mark.parametrize(
    ("settings", "facts"),
    [
        ("[registers]\nincident = 'x.xlsx'", ("registers.incident is no setting", "did you mean incidents?")),
        ("[regsiters]\nincidents = 'x.xlsx'", ("regsiters is no setting of olsxl", "did you mean registers?")),
        ("[mail.smtp]\nprot = 25", ("mail.smtp.prot is no setting of olsxl", "did you mean port?")),
        ('[columns.incidents]\n"Incident rfe" = "No"', ("'Incident rfe' is no heading", "Incident ref")),
        ('[values.statsu]\nnew = "Open"', ("statsu", "did you mean status?")),
        ('[home]\nname = "Larkfield\n', ('line 2 cannot be understood: name = "Larkfield', 'a text in "quotes"')),
        ("[home]\nname = 7", ('home.name is to be a text in "quotes"',)),
        ("[registers]\nwait = 5", ("registers.wait: write a number and a unit", '"2 min"')),
        ('[registers]\nincidents = "C:\\Users\\Jo\\r.xlsx"', ("line 2 cannot be understood", "in single quotes")),
        ('[registers]\nincidents = "C:\\temp\\r.xlsx"', ("registers.incidents", "in single quotes")),
        ('[home]\nname = "Häuschen"'.encode("cp1252"), ("is not saved as UTF-8", "Notepad")),
        ("[home]\nname = 'Larkfield'".encode("utf-16"), ("is not saved as UTF-8", "Notepad")),
        ("[[mail.to]]\naudience = 'manager'", ("mail.to, entry 1, address is missing",)),
        ("[review]\nreview = 'Thirsday 16:00'", ("review.review", '"Thursday 16:00"')),
    ],
)
def test_a_mistake_in_olsxl_toml_is_told_with_its_key_before_anything_is_done(
    place: Place, settings: str | bytes, facts: tuple[str, ...]
) -> None:
    place.settings(settings)
    for command in COMMANDS:
        place.refuses(command, 2, f"{place.folder / 'olsxl.toml'} needs correcting", *facts)


def test_a_byte_order_mark_and_windows_line_ends_in_olsxl_toml_are_no_mistake(place: Place) -> None:
    place.settings(b"\xef\xbb\xbf" + SETTINGS.replace("\n", "\r\n").encode())
    assert place.run("check").status == 0


def test_a_windows_path_in_single_quotes_is_taken_as_it_stands(place: Place) -> None:
    place.settings("[registers]\nincidents = 'C:\\temp\\r.xlsx'\n")
    place.refuses("review", 2, "C:\\temp\\r.xlsx is not there")


def test_without_olsxl_toml_anywhere_a_new_home_is_offered(tmp_path: Path) -> None:
    ended = olsxl("review", "--config", tmp_path)
    ended.says(f"There is no olsxl.toml in {tmp_path} or any folder above it", "--config", "olsxl init")
    assert (ended.status, list(tmp_path.iterdir())) == (2, [])


def test_an_olsxl_toml_that_is_named_and_not_there_is_told(tmp_path: Path) -> None:
    ended = olsxl("check", "--config", tmp_path / "olsxl.tmol")
    ended.says("olsxl.tmol is not there", "--config")
    assert ended.status == 2


def test_the_home_of_the_current_folder_or_one_above_is_taken(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    (place.folder / "letters").mkdir()
    monkeypatch.chdir(place.folder / "letters")
    assert olsxl("review", "--dry-run", "--today", DAY).status == 0


def test_an_outbox_that_cannot_be_written_stops_the_review_before_the_register_is(place: Place) -> None:
    place.run("report")
    (place.state / "outbox").write_text("a file stands where the folder should be")
    facts = f"The outbox {place.state / 'outbox'} cannot be written", "run the same command again"
    place.refuses("review", 5, *facts)
    assert place.run("review --dry-run").status == 0


@pytest.mark.skipif(os.name == "nt" or os.getuid() == 0, reason="the administrator may write in every folder")
def test_an_outbox_without_the_right_to_write_stops_the_review(place: Place) -> None:
    place.run("report")
    (place.state / "outbox").mkdir(mode=0o500)
    place.refuses("review", 5, "cannot be written", "have the right to write in that folder given to you")


def test_a_state_folder_that_cannot_be_made_stops_the_review(place: Place) -> None:
    place.state.write_text("a file stands where the folder should be")
    place.refuses("review", 2, f"The folder {place.state}", "[state] dir")
    place.refuses("report", 2, f"The folder {place.state}", "[state] dir")


def test_a_read_only_register_is_not_written_and_nothing_is_left_behind(place: Place) -> None:
    place.register.chmod(0o444)
    place.refuses("review", 2, "is read-only for this account", "Nothing was changed", "take the mark 'Read-only' away")
    assert place.run("check").status == 0
    assert place.run("review --dry-run").status == 0
    assert place.run("report").status == 0


@pytest.mark.parametrize(
    ("words", "facts"),
    [
        ("reviw", ("There is no command 'reviw'", "Did you mean: olsxl review", "olsxl --help")),
        ("zebra", ("There is no command 'zebra'", "olsxl --help")),
        ("review --todya 2026-11-19", ("No such option", "--today", "olsxl review --help")),
        ("review --today yesterday", ("'yesterday' is no day; write it as 2026-11-22", "olsxl review --help")),
        ("review --today 2026-02-30", ("'2026-02-30' is no day",)),
        ("check --format xml", ("'xml' is not one of 'text', 'json'", "olsxl check --help")),
        ("check --config", ("Option '--config' requires an argument", "olsxl --help")),
        ("check tomorrow", ("tomorrow", "olsxl check --help")),
        ("outbox lst", ("lst", "Did you mean", "list", "olsxl outbox --help")),
        ("outbox show", ("NAME", "olsxl outbox show --help")),
    ],
)
def test_wrong_words_on_the_command_line_are_told_with_the_way_to_the_help(words: str, facts: tuple[str, ...]) -> None:
    ended = olsxl(*words.split())
    ended.says(*facts)
    assert (ended.status, ended.out) == (2, "")


@pytest.mark.parametrize("command", ["show", "resend", "drop"])
def test_a_message_that_is_not_in_the_outbox_is_told(place: Place, command: str) -> None:
    before = listing(place.folder)
    ended = olsxl("outbox", command, "2026-W01-review", "--config", place.folder)
    ended.says("There is no message 2026-W01-review", "olsxl outbox list")
    assert ended.status == 2
    assert listing(place.folder) == before


@pytest.mark.parametrize("command", ["list", "send"])
def test_an_outbox_that_holds_nothing_is_told_and_not_made(place: Place, command: str) -> None:
    before = listing(place.folder)
    ended = olsxl("outbox", command, "--config", place.folder)
    assert (ended.status, ended.out) == (0, "No message waits.\n")
    assert listing(place.folder) == before


def test_a_message_is_listed_shown_taken_out_and_not_sent_again(place: Place) -> None:
    place.reviewed()
    (name,) = (path.stem for path in (place.state / "outbox").glob("*.eml"))
    home = "--config", place.folder
    olsxl("outbox", "list", *home).says(f"{name} queued manager@larkfield.example", str(place.state / "outbox"))
    olsxl("outbox", "show", name, *home).says("To: manager@larkfield.example", "State: queued.", f"{name}.html")
    olsxl("outbox", "send", *home).says(f"{name} queued.", 'transport = "outbox"', "for a person or a flow to send")
    olsxl("outbox", "resend", name, *home).says(f"{name} is queued again", "olsxl outbox send")
    olsxl("outbox", "drop", name, *home).says(f"{name} is taken out and will not be sent")
    assert olsxl("outbox", "list", *home).out == "No message waits.\n"
    again = olsxl("outbox", "resend", name, *home)
    again.says("is not sent again: its file is no longer in the outbox")
    assert again.status == 2


def test_a_page_never_takes_the_name_of_another_kind_of_file(place: Place) -> None:
    before = listing(place.folder)
    ended = place.run("report", "--out", str(place.folder / "summary.xlsx"))
    ended.says("summary.xlsx was not written", "does not end in .html")
    assert ended.status == 2
    assert listing(place.folder) == before
