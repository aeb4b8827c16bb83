from __future__ import annotations

import io
import shutil
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from olsxl import workbook
from olsxl.jobs.errors import HomeGone, NoTrainingRegister
from olsxl.jobs.finish_queue import Finished, finish_queue
from olsxl.jobs.home import Home, read_training
from olsxl.jobs.options import RunOptions
from olsxl.jobs.queue import JobQueue, QueuedJob
from olsxl.jobs.review.weekly import review
from olsxl.jobs.training.errors import SheetIsRegister, SheetNotRead
from olsxl.jobs.training.log import LogResult, log
from olsxl.training.attendance.plan import Asked
from olsxl.workbook.container.encryption import encrypt
from tests import registers
from tests.jobs.reviewing import AT
from tests.workbook.books import values

if TYPE_CHECKING:
    from pathlib import Path

    from olsxl.workbook import AppendRow

DAY = registers.TODAY
PEOPLE = [
    registers.person(n, full_name=name) for n, name in enumerate(("Juniper Quillfeather", "Barnaby Thistlewood"), 1)
]
SIGNED = "Date,19/11/2026\r\nFull name,Attended\r\nJuniper Quillfeather,yes\r\nBarnaby Thistlewood,09:05\r\n"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home.open(
        registers.home(tmp_path, training=registers.training_register(*PEOPLE), settings='[registers]\nwait = "0 s"\n')
    )


def logged(home: Home, text: str = SIGNED, *, options: RunOptions = RunOptions(), accept: bool = False) -> LogResult:  # noqa: B008 - it is frozen
    path = home.folder / "signed.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return log(home, path, DAY, AT, Asked(accept=accept), options)


def attendance(home: Home) -> list[tuple[object, object]]:
    assert home.training
    rows = values(home.training.read_bytes(), "Training")[1:]
    return [(row[0], row[6]) for row in rows if row[0]]


def test_everybody_who_signed_gets_a_row_in_one_write(home: Home) -> None:
    assert logged(home).plan.people == ("P-001", "P-002")
    assert attendance(home) == [("P-001", "Attended"), ("P-002", "Attended")]
    assert len(list(home.state.backups.iterdir())) == 1


def test_a_second_run_adds_nothing_and_writes_nothing(home: Home) -> None:
    logged(home)
    assert home.training
    before = home.training.read_bytes()
    again = logged(home)
    assert (again.plan.people, again.plan.already) == ((), ("P-001", "P-002"))
    assert home.training.read_bytes() == before
    assert len(list(home.state.backups.iterdir())) == 1


def test_what_is_put_right_in_the_sheet_is_added_by_the_next_run(home: Home) -> None:
    assert logged(home, SIGNED.replace("Barnaby Thistlewood", "Somebody Else")).plan.people == ("P-001",)
    assert logged(home).plan.people == ("P-002",)
    assert attendance(home) == [("P-001", "Attended"), ("P-002", "Attended")]


def test_a_dry_run_shows_the_rows_and_leaves_everything_as_it_was(home: Home) -> None:
    before = {path: path.read_bytes() for path in home.registers}
    result = logged(home, options=RunOptions(dry_run=True))
    assert result.as_json()["rows_appended"] == {"Training": 2}
    assert {path: path.read_bytes() for path in home.registers} == before
    assert not home.state.folder.exists()


def open_in_excel(home: Home) -> Path:
    """Leave the owner file that Excel leaves while Rowan has the training register open."""
    assert home.training
    owner = home.training.with_name("~$" + home.training.name)
    owner.write_bytes(b"\x05Rowan".ljust(165, b" "))
    return owner


def finished(home: Home, now: datetime = AT) -> Finished:
    return finish_queue(home, now, RunOptions(), reviews_until=now.date())


def test_a_sheet_for_a_register_that_somebody_has_open_waits_and_is_logged_by_the_next_run(home: Home) -> None:
    owner = open_in_excel(home)
    result = logged(home)
    assert ("Rowan" in result.busy, result.as_json()["status"], attendance(home)) == (True, "queued", [])
    (home.folder / "signed.csv").unlink()
    assert finished(home).waits
    owner.unlink()
    told = finished(home).told
    assert told == (
        "The sign-in sheet signed.csv of 19/11/2026, which had found the register in use, was logged: 2 rows added.",
    )
    assert attendance(home) == [("P-001", "Attended"), ("P-002", "Attended")]
    assert finished(home) == Finished()


def test_a_sheet_that_waits_is_planned_on_the_register_as_it_then_stands(home: Home) -> None:
    assert home.training
    owner = open_in_excel(home)
    logged(home)
    owner.unlink()
    home.training.write_bytes(workbook.patch(home.training.read_bytes(), [registers.session(1, DAY)]))
    assert finished(home).told[0].endswith("was logged: 1 row added.")
    assert attendance(home) == [("P-001", "Attended"), ("P-002", "Attended")]


def test_a_sheet_that_waits_keeps_what_was_said_beside_it(home: Home) -> None:
    owner = open_in_excel(home)
    text = SIGNED.replace("Date,19/11/2026\r\n", "").replace("Thistlewood", "Thistlewod")
    (home.folder / "signed.csv").write_text(text, encoding="utf-8")
    log(home, home.folder / "signed.csv", DAY, AT, Asked(DAY, "Online safety", accept=True), RunOptions())
    owner.unlink()
    finished(home, AT + timedelta(days=7))
    assert home.training
    rows = values(home.training.read_bytes(), "Training")[1:3]
    assert [(row[0], row[1], row[3]) for row in rows] == [
        (person, "Online safety", datetime(2026, 11, 19)) for person in ("P-001", "P-002")
    ]


def test_a_sheet_that_can_no_longer_be_logged_is_told_and_waits_no_longer(home: Home) -> None:
    assert home.training
    owner = open_in_excel(home)
    logged(home)
    owner.unlink()
    others = [registers.session(3, DAY)]
    home.training.write_bytes(workbook.patch(home.training.read_bytes(), others))
    assert "is logged already with P-003" in finished(home).told[0]
    assert (finished(home), len(attendance(home))) == (Finished(), 1)


def test_what_is_spoiled_in_the_queue_is_told_once(home: Home) -> None:
    JobQueue(home.state).put(QueuedJob("training-log", "0123456789ab", DAY, {"path": "signed.csv"}))
    assert "what was kept of it in the queue is spoiled" in finished(home).told[0]
    assert finished(home) == Finished()


def test_the_weekly_review_logs_a_sheet_that_waits(home: Home) -> None:
    owner = open_in_excel(home)
    logged(home)
    owner.unlink()
    told: list[str] = []
    result = review(home, DAY, AT, RunOptions(tell=told.append))
    assert (result.status, [*result.told]) == ("reviewed", told)
    assert len(attendance(home)) == 2


def test_a_training_register_that_stays_open_keeps_no_review_from_being_made(home: Home) -> None:
    open_in_excel(home)
    logged(home)
    result = review(home, DAY, AT)
    assert (result.status, "still waits" in result.told[0]) == ("reviewed", True)


def test_rows_that_a_later_save_wiped_out_are_told_once_and_are_not_put_back(home: Home) -> None:
    assert home.training
    before = home.training.read_bytes()
    logged(home)
    home.training.write_bytes(before)
    told = review(home, DAY, AT).told
    assert "no longer has the attendance of P-001, P-002 at the session on 19/11/2026" in told[0]
    assert "olsxl training log" in told[0]
    assert (attendance(home), review(home, DAY, AT).told) == ([], ())


def test_a_single_row_that_somebody_took_out_is_not_told(home: Home) -> None:
    assert home.training
    before = home.training.read_bytes()
    logged(home)
    home.training.write_bytes(workbook.patch(before, [registers.session(2, DAY)]))
    assert review(home, DAY, AT).told == ()


def test_a_register_that_changes_meanwhile_is_planned_anew(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """The manager types a row of the same session between the reading and the writing."""
    assert home.training
    patch = workbook.patch
    typed: list[AppendRow] = []

    def type_meanwhile(data: bytes, edits: object) -> bytes:
        if not typed:
            typed.append(registers.session(1, DAY))
            assert home.training
            home.training.write_bytes(patch(data, typed))
        return patch(data, edits)  # type: ignore[arg-type]  # as it was given

    monkeypatch.setattr(workbook, "patch", type_meanwhile)
    assert logged(home).plan.people == ("P-002",)
    assert attendance(home) == [("P-001", "Attended"), ("P-002", "Attended")]


def test_a_home_without_a_training_register_says_so(tmp_path: Path) -> None:
    home = Home.open(registers.home(tmp_path, settings='[registers]\ntraining = ""\n'))
    with pytest.raises(NoTrainingRegister, match="names no training register"):
        logged(home)


def test_a_register_is_no_sign_in_sheet(home: Home) -> None:
    for register in home.registers:
        with pytest.raises(SheetIsRegister):
            log(home, register, DAY, AT, Asked(), RunOptions())


def test_a_file_that_is_not_there_or_is_a_folder_is_told(home: Home) -> None:
    for path in (home.folder / "nowhere.csv", home.folder):
        with pytest.raises(SheetNotRead, match=r"could not be read: .*\. Check that"):
            log(home, path, DAY, AT, Asked(), RunOptions())


def test_values_are_written_in_the_homes_own_words(tmp_path: Path) -> None:
    settings = '[values.attendance]\n"Came" = "Attended"\n[values.training_type]\n"Induction" = "Commencement"\n'
    training = registers.training_register(*PEOPLE)
    home = Home.open(registers.home(tmp_path, training=training, settings=settings))
    logged(home)
    assert home.training
    first = values(home.training.read_bytes(), "Training")[1]
    assert (first[2], first[6]) == ("Induction", "Came")
    assert logged(home).plan.already == ("P-001", "P-002")


def test_the_sheet_may_be_a_workbook_whatever_its_name(home: Home) -> None:
    rows: list[list[object]] = [["Date", DAY], ["Person ID", "Signature"], ["P-001", "JQ"]]
    path = home.folder / "signed.dat"
    path.write_bytes(registers.plain({"Signed": rows}))
    assert log(home, path, DAY, AT, Asked(), RunOptions()).plan.people == ("P-001",)
    assert home.training
    assert load_workbook(io.BytesIO(home.training.read_bytes()))["Training"]["D2"].value.date() == DAY


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [("empty.csv", b"", "it is empty"), ("page.xlsx", b"<html>Name</html>", "it is no Excel workbook")],
)
def test_a_file_that_is_not_what_it_seems_is_told(home: Home, name: str, data: bytes, why: str) -> None:
    (home.folder / name).write_bytes(data)
    with pytest.raises(SheetNotRead, match=why):
        log(home, home.folder / name, DAY, AT, Asked(), RunOptions())


def test_a_sheet_with_a_password_asks_for_a_copy_without_one(home: Home) -> None:
    path = home.folder / "locked.xlsx"
    path.write_bytes(encrypt(registers.plain({"Signed": [["Name", "Time"]]}), "a long password", path))
    with pytest.raises(SheetNotRead, match="save a copy without one"):
        log(home, path, DAY, AT, Asked(), RunOptions())


def test_a_home_that_vanishes_in_between_is_told_and_not_made_anew(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    patch = workbook.patch

    def vanish(data: bytes, edits: object) -> bytes:
        shutil.rmtree(home.folder)
        return patch(data, edits)  # type: ignore[arg-type]  # as it was given

    monkeypatch.setattr(workbook, "patch", vanish)
    with pytest.raises(HomeGone):
        logged(home)
    assert not home.folder.exists()


def test_attendance_is_logged_though_the_incident_register_cannot_be_read(home: Home) -> None:
    home.incidents.write_bytes(b"PK broken")
    assert logged(home).plan.people == ("P-001", "P-002")


def test_where_names_stand_apart_what_is_logged_goes_to_a_sheet_beside_the_list(tmp_path: Path) -> None:
    staff: list[list[object]] = [
        ["Surname", "First name", "Course", "Date"],
        ["Quillfeather", "Juniper", "Online safety", DAY],
    ]
    settings = """
[sheets]
people = "Log"
training = "Log"
[columns.people]
"Person ID" = ""
"Started on" = ""
"Full name" = "First name + Surname"
[columns.training]
"Person ID" = ""
"Session on" = "Date"
Attendance = ""
"Full name" = "First name + Surname"
"""
    apart = Home.open(registers.home(tmp_path, training=registers.plain({"Log": staff}), settings=settings))
    assert apart.training
    before = apart.training.read_bytes()
    signed = SIGNED.replace("19/11/2026", "18/11/2026").replace("Barnaby Thistlewood,09:05\r\n", "")
    result = logged(apart, signed)
    after = apart.training.read_bytes()
    assert values(after, "Log") == values(before, "Log")
    assert [row[:1] for row in values(after, "Training")] == [["Full name"], ["Juniper Quillfeather"]]
    assert (result.new_sheet, result.plan.people) == ("Training", ("P-001",))
    register = read_training(apart)[1]
    assert [*register.training.frame["Person ID"]] == ["P-001", "P-001"]
    assert register.unread == ()
