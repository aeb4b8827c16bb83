"""`olsxl training due`, as a person, a program and Excel meet it."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from olsxl.register import schema
from tests import registers
from tests.cli.running import DAY, SETTINGS, Ended, listing, olsxl
from tests.registers import TODAY, closed, incident, person, session

if TYPE_CHECKING:
    from pathlib import Path

    from olsxl.workbook import AppendRow

STAFF = {"reporter_type": "Onsite staff", "reported_by": "P-002"}
LATE = TODAY - timedelta(days=110) + timedelta(days=50)


def people() -> list[AppendRow]:
    """Five who are here (one of whom is trained, late), one who is away, one who has left."""
    return [
        person(1, role="Night worker", service="Larkfield"),
        session(1, LATE),
        person(2, service="Larkfield", started_on=date(2025, 9, 1)),
        session(2, date(2025, 9, 3)),
        person(3, service="Fostering"),
        person(4, started_on=TODAY - timedelta(days=10)),
        person(5, started_on=None),
        person(6, paused_from=TODAY),
        person(7, left_on=TODAY - timedelta(days=1)),
    ]


def home(folder: Path, *rows: AppendRow, settings: str = SETTINGS, training: bytes | None = None) -> Path:
    training = training or registers.training_register(*(rows or people()))
    records = incident(1, **STAFF), closed(2, **STAFF), registers.review()
    return registers.home(
        folder / "my home", incidents=registers.incident_register(*records), training=training, settings=settings
    )


def due(home: Path, *more: str | Path) -> Ended:
    return olsxl("training", "due", "--config", home, "--today", DAY, *more)


def test_the_text_names_who_is_not_trained_the_worst_first(tmp_path: Path) -> None:
    told = due(home(tmp_path))
    assert told.status == 0
    told.says(
        "Larkfield (fictional), training on Thursday 19/11/2026",
        "1 of 5 people trained, with training in date.",
        "Not among them: 1 away (paused), 1 left.",
        "P-005 Person Example 5 First training overdue 'Started on' holds no date to count from",
        "P-003 Person Example 3 First training overdue due 15/08/2026, 96 days overdue",
        "P-002 Person Example 2 Refresher overdue due 03/09/2026, 77 days overdue",
        "P-004 Person Example 4 Not yet trained due 23/11/2026, in 4 days",
    )
    places = [told.read.index(f"P-00{number}") for number in (5, 3, 2, 4)]
    assert places == sorted(places)


def test_the_text_tells_the_days_to_the_first_training_the_months_and_the_link_to_incidents(tmp_path: Path) -> None:
    told = due(home(tmp_path))
    told.says(
        "From starting to the first training: a median of 26 days, of 2 people.",
        "3 people have attended none.",
        "Later than the 14 days of grace (a pause or a waiver puts it off): P-001 Person Example 1 50 days",
        "Overdue 3 Nov 2026 1 Dec 2026 0",
        "Sep 2027 1 Oct 2027 0 Later 0",
        "1 person falls due in the four weeks to 17/12/2026: P-004 (23/11/2026).",
        "1 open record was reported by somebody whose training was not in date then: OLS-2026-0001 (P-002).",
        "1 closed record was reported by somebody whose training was not in date then.",
        "Whether training is to be reviewed is not decided for 1 open record: OLS-2026-0001.",
    )


def test_by_service_each_has_its_own_n_of_n_and_a_blank_one_is_told_as_such(tmp_path: Path) -> None:
    told = due(home(tmp_path), "--by", "service")
    told.says(
        "Fostering: 0 of 1 person trained, with training in date. P-003",
        "Larkfield: 1 of 2 people trained, with training in date. P-002",
        "'Service' is blank: 0 of 2 people trained, with training in date. P-005",
    )


def test_by_role_too(tmp_path: Path) -> None:
    due(home(tmp_path), "--by", "role").says("Night worker: 1 of 1 person trained", "'Role' is blank: 0 of 4 people")


def test_a_program_reads_everybody_who_has_started_and_nobody_is_named(tmp_path: Path) -> None:
    path = home(tmp_path)
    told = due(path, "--format", "json")
    assert told.json["today"] == DAY
    assert (told.json["trained"], told.json["of"]) == (1, 5)
    assert set(told.json) == {"today", "trained", "of", "people", "unread"}
    assert told.json["people"][:2] == [
        {"person": "P-001", "status": "in-date", "last": "2026-09-20", "next_due": "2027-09-20", "days": 305},
        {"person": "P-002", "status": "overdue", "last": "2025-09-03", "next_due": "2026-09-03", "days": -77},
    ]
    assert [each["status"] for each in told.json["people"][4:]] == ["commencement-overdue", "paused", "left"]
    assert told.json["people"][4] == {
        "person": "P-005",
        "status": "commencement-overdue",
        "last": None,
        "next_due": None,
        "days": None,
    }
    assert due(path, "--format", "json", "--by", "service").out == told.out
    assert "Example" not in told.out


def table(told: str) -> list[list[str]]:
    assert told.startswith("\ufeff")
    assert told.count("\n") == told.count("\r\n")
    return list(csv.reader(told.removeprefix("\ufeff").splitlines()))


def test_excel_gets_one_row_a_person(tmp_path: Path) -> None:
    headings, first, *others = table(due(home(tmp_path), "--format", "csv").out)
    assert dict(zip(headings, first, strict=True)) == {
        "Person ID": "P-001",
        "Full name": "Person Example 1",
        "Role": "Night worker",
        "Service": "Larkfield",
        "Started on": "2026-08-01",
        "Status": "In date",
        "Last trained": "2026-09-20",
        "Next due": "2027-09-20",
        "Days left": "305",
        "First trained": "2026-09-20",
        "Days to first training": "50",
    }
    assert [row[0] for row in others] == [f"P-00{number}" for number in range(2, 8)]


def test_excel_gets_one_row_a_service(tmp_path: Path) -> None:
    rows = table(due(home(tmp_path), "--format", "csv", "--by", "service").out)
    assert rows[0][:4] == ["Service", "People", "Trained", "Not yet trained"]
    assert [row[:3] for row in rows[1:]] == [["Fostering", "1", "0"], ["Larkfield", "2", "1"], ["(blank)", "2", "0"]]
    assert all(int(row[1]) == sum(map(int, row[3:])) for row in rows[1:])


def test_a_text_that_looks_like_a_formula_is_none_in_excel(tmp_path: Path) -> None:
    odd = {"full_name": "=HYPERLINK(1)", "role": "+44 on call", "service": "@home"}
    rows = table(due(home(tmp_path, person(1, **odd)), "--format", "csv").out)
    assert rows[1][1:4] == ["'=HYPERLINK(1)", "'+44 on call", "'@home"]
    assert rows[1][8].startswith("-"), "days are a number"


def test_the_list_for_excel_is_written_to_a_file(tmp_path: Path) -> None:
    path, out = home(tmp_path), tmp_path / "due.csv"
    before = listing(path.parent)
    told = due(path, "--format", "csv", "--out", out)
    told.says(f"The list is written to {out}.")
    assert out.read_bytes().decode() == due(path, "--format", "csv").out
    words = ("--format", "csv", "--by", "role", "--out", out)
    assert due(path, *words).status == 0, "olsxl made what is there"
    out.write_bytes(out.read_bytes() + b"and a word of mine")
    refused = due(path, *words)
    assert refused.status == 2
    refused.says("it is there already", "add --overwrite")
    assert due(path, *words, "--overwrite").status == 0
    assert out.read_bytes().decode() == due(path, "--format", "csv", "--by", "role").out
    assert {**listing(path.parent), **before} == listing(path.parent)


@pytest.mark.parametrize(("name", "why"), [("due.xlsx", "does not end in .csv"), ("no/due.csv", "there is no folder")])
def test_a_file_that_cannot_be_the_list_is_refused(tmp_path: Path, name: str, why: str) -> None:
    told = due(home(tmp_path), "--format", "csv", "--out", tmp_path / name)
    assert told.status == 2
    told.says("was not written", why)
    assert not (tmp_path / name).exists()


def test_out_is_for_csv_alone(tmp_path: Path) -> None:
    told = due(home(tmp_path), "--out", tmp_path / "due.csv")
    assert (told.status, "--out is for --format csv" in told.err) == (2, True)


def test_the_headings_are_those_of_the_workbook(tmp_path: Path) -> None:
    sheet = registers.grid(schema.PEOPLE, *(row for row in people() if row.table == "People"))
    own = {"Service": "Team", "Person ID": "Staff no.", "Started on": "First day"}
    sheet[0] = [own.get(str(heading), heading) for heading in sheet[0]]
    training = registers.plain({"People": sheet, "Training": registers.grid(schema.TRAINING, session())})
    names = "".join(f'"{ours}" = "{theirs}"\n' for ours, theirs in own.items())
    path = home(tmp_path, training=training, settings=f"{SETTINGS}\n[columns.people]\n{names}")
    due(path, "--by", "service").says("By 'Team'", "'Team' is blank", "'First day' holds no date")
    headings, *_ = table(due(path, "--format", "csv").out)
    assert headings[:5] == ["Staff no.", "Full name", "Role", "Team", "First day"]


def test_a_column_that_the_workbook_lacks_is_named_and_is_not_in_the_list(tmp_path: Path) -> None:
    kept = ["Person ID", "Full name", "Started on"]
    people_sheet = registers.grid(schema.PEOPLE, person(), headings=kept)
    training = registers.plain({"People": people_sheet, "Training": registers.grid(schema.TRAINING, session())})
    path = home(tmp_path, training=training)
    told = due(path, "--by", "service")
    assert told.status == 2
    told.says("training-register.xlsx has no column 'Service' in the sheet of people")
    headings, *_ = table(due(path, "--format", "csv").out)
    assert headings[:4] == [*kept, "Status"]


UNCOUNTED = (person(1), session(1), person(2, person_id=None), person(3, person_id="P-001"))


@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_a_row_that_is_in_no_count_is_told_loudly_whatever_is_asked_for(tmp_path: Path, form: str) -> None:
    told = due(home(tmp_path, *UNCOUNTED), "--format", form)
    told.says(
        "NOT EVERYBODY IS COUNTED: 2 rows of people cannot be.",
        "People!A3 has no 'Person ID': type one.",
        "People!A4 has a 'Person ID' that stands in a row before, which counts alone",
    )
    assert ("NOT EVERYBODY" in told.err) is (form != "text")


@pytest.mark.parametrize(
    ("below", "said"),
    [
        (1, "1 row of people cannot be. People!A3 stands below the table, where it is not read: drag"),
        (2, "2 rows of people cannot be. People!A3 stands below the table, where it is not read, as does 1 below it: "),
        (3, "as do 2 below it"),
    ],
)
def test_rows_below_the_table_of_people_are_told_loudly_too(tmp_path: Path, below: int, said: str) -> None:
    rows = (person(number) for number in range(1, below + 2))
    sheets = {"People": registers.grid(schema.PEOPLE, *rows), "Training": registers.grid(schema.TRAINING, session())}
    made = registers.book(sheets)
    registers.add_table(made, "People", "A1:L2", "People")
    due(home(tmp_path, training=registers.saved(made))).says("1 of 1 person trained", said)


def test_where_nobody_is_active_nothing_sounds_as_if_all_were_trained(tmp_path: Path) -> None:
    told = due(home(tmp_path, person(1, left_on=TODAY - timedelta(days=1)), session()))
    told.says("Nobody is active on this day, so that nothing can be said of anybody's training.", "1 left")
    assert "trained, with training in date" not in told.read
    assert "Nobody's training is overdue" not in told.read


def test_where_everybody_is_trained_it_is_said(tmp_path: Path) -> None:
    due(home(tmp_path, person(), session())).says(
        "1 of 1 person trained", "Nobody's training is overdue, and nobody's is due soon."
    )


@pytest.mark.parametrize(("more", "status"), [((), 0), (("--strict",), 1)])
def test_untrained_people_are_no_failure_unless_that_is_asked_for(
    tmp_path: Path, more: tuple[str, ...], status: int
) -> None:
    assert due(home(tmp_path), *more).status == status


def test_errors_of_the_incident_register_are_none_of_training(tmp_path: Path) -> None:
    path = home(tmp_path, person(), session())
    assert olsxl("check", "--config", path, "--today", DAY).status == 0
    early = incident(3, reported_on=TODAY, recorded_on=registers.LAST_REVIEW)
    (path.parent / "incident-register.xlsx").write_bytes(registers.incident_register(early, registers.review()))
    assert olsxl("check", "--config", path, "--today", DAY).status == 1
    assert due(path, "--strict").status == 0


def test_a_home_without_a_training_register_gets_a_sentence(tmp_path: Path) -> None:
    told = due(home(tmp_path, settings=SETTINGS.replace("[registers]", '[registers]\ntraining = ""')))
    assert told.status == 2
    told.says("names no training register", "[registers] training")


def test_a_register_that_is_not_there_gets_a_sentence(tmp_path: Path) -> None:
    path = home(tmp_path)
    (path.parent / "training-register.xlsx").unlink()
    told = due(path)
    assert told.status == 2
    told.says("training-register.xlsx")


def test_who_is_only_waived_is_never_passed_off_as_trained(tmp_path: Path) -> None:
    waived = session(1, session_on=None, attendance="Waived", note="On long leave, until 31/01/2028")
    path = home(tmp_path, person(1, service="Larkfield"), waived)
    told = due(path)
    told.says(
        "1 of 1 person trained, with training in date; 1 of them is waived, not trained.",
        "Training of 1 person is waived for a time: P-001 (until 31/01/2028).",
    )
    due(path, "--by", "service").says("Larkfield: 1 of 1 person trained, with training in date; 1 of them is waived")
    assert "Waived, not trained" in due(path, "--format", "csv").out
    assert due(path, "--format", "json").json["people"][0]["status"] == "in-date"


def test_who_was_trained_in_date_is_not_told_as_waived(tmp_path: Path) -> None:
    waived = session(1, session_on=None, attendance="Waived", note="On long leave, until 31/01/2028")
    told = due(home(tmp_path, person(1), session(1), waived))
    assert "waived" not in told.read


def test_who_has_not_started_yet_is_told_with_the_day(tmp_path: Path) -> None:
    told = due(home(tmp_path, person(1), session(1), person(2, started_on=date(2062, 6, 1))))
    told.says("1 of 1 person trained, with training in date.", "1 person has not started yet: P-002 (01/06/2062).")


def test_attendance_that_counts_for_nobody_is_told_with_its_cells(tmp_path: Path) -> None:
    rows = [
        person(1),
        session(1, session_on=None),
        session(9),
        session(1, attendance="Yes"),
        session(1, person_id=None),
    ]
    told = due(home(tmp_path, *rows))
    told.says(
        "NOT ALL ATTENDANCE COUNTS: 4 rows count for nobody (Training!D2, Training!A3, Training!G4, Training!A5); see "
        "olsxl check."
    )


def test_a_page_of_a_week_without_a_review_does_not_say_that_the_register_was_busy(tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    records = incident(1), registers.review()
    path = registers.home(tmp_path / "home", incidents=registers.incident_register(*records), settings=SETTINGS)
    assert olsxl("report", "--config", path, "--today", DAY, "--out", out).status == 0
    page = out.read_text("utf-8")
    assert "The review of this week is not made yet: nothing of it is written." in page
    assert "busy" not in page
    assert "close the register" not in page


def test_a_list_of_names_that_says_nothing_of_when_people_started_is_told_of_all_the_same(tmp_path: Path) -> None:
    absent = """
[sheets]
people = "List"
training = "List"
[columns.people]
"Person ID" = ""
"Started on" = ""
"Full name" = "Employee"
[columns.training]
"Person ID" = ""
"Session on" = ""
Attendance = ""
"Full name" = "Employee"
"""
    rows: list[list[object]] = [["Employee", "Online safety"], ["Ada Quill", TODAY], ["Bo Thistle", None]]
    told = due(home(tmp_path, settings=SETTINGS + absent, training=registers.plain({"List": rows})))
    assert told.status == 0
    told.says(
        "1 of 2 people trained, with training in date.",
        "P-002 Bo Thistle First training overdue no column says when they started",
    )
