from __future__ import annotations

import time
from datetime import datetime

import pytest

from olsxl.errors import OlsxlError
from olsxl.training.attendance import page
from olsxl.training.attendance.sheet import understand
from olsxl.workbook import Workbook
from tests import registers
from tests.training.attendance.sheets import DAY, of_workbook, understood

HEAD = ("Full name,Signature", "Juniper Quillfeather,JQ")


@pytest.mark.parametrize(
    "above",
    [
        "Session on,19/11/2026",
        "Date: 19/11/2026,",
        "Date of training,,19 November 2026",
        "SESSION DATE:,Thu 19 Nov 2026",
        "Session: 19/11/2026,",
    ],
)
def test_the_day_stands_above_the_headings(above: str) -> None:
    assert understood("Online safety,", above, "", *HEAD, day=None).day == DAY


def test_the_day_of_a_workbook_is_a_date_of_excel() -> None:
    rows: list[list[object]] = [
        ["Date", None, datetime(2026, 11, 19)],
        [],
        ["Full name", "Signature"],
        ["Juniper Quillfeather", "JQ"],
    ]
    assert of_workbook(rows, day=None).day == DAY


def test_a_column_of_days_gives_the_day() -> None:
    assert understood("Date,Name,Time", "19/11/2026,Juniper Quillfeather,09:00", day=None).day == DAY


def test_course_and_trainer_stand_above_the_headings() -> None:
    sheet = understood("Course: Online safety,", "Delivered by,Gooseberry Training", "Date,19/11/2026", *HEAD, day=None)
    assert (sheet.course, sheet.trainer) == ("Online safety", "Gooseberry Training")


def test_a_day_in_words_is_refused_with_its_cell() -> None:
    with pytest.raises(OlsxlError, match=r"B1 holds 'last Thursday', which is no day .* give it as --session"):
        understood("Date,last Thursday", *HEAD, day=None)


def test_a_day_that_was_given_stands_in_for_one_in_words() -> None:
    assert understood("Date,last Thursday", *HEAD, day=DAY).day == DAY


def test_a_sheet_without_a_day_asks_for_it() -> None:
    with pytest.raises(OlsxlError, match=r"does not say on which day .* --session"):
        understood(*HEAD, day=None)


def test_a_day_in_the_title_is_shown_and_not_taken() -> None:
    with pytest.raises(OlsxlError, match=r"unless it is the day in A1 \(12/11/2026\).*--session 2026-11-12"):
        understood("Online safety training 12/11/2026,", *HEAD, day=None)


def test_a_day_that_differs_from_the_one_given_is_refused() -> None:
    with pytest.raises(OlsxlError, match=r"on 12/11/2026, and --session says 19/11/2026\. Correct the one"):
        understood("Date,12/11/2026", *HEAD, day=DAY)


def test_a_sheet_of_several_days_is_refused() -> None:
    with pytest.raises(OlsxlError, match="more than one day"):
        understood(
            "Date,Name,Time", "12/11/2026,Juniper Quillfeather,09:00", "19/11/2026,Barnaby Thistlewood,9:00", day=None
        )


def test_a_sheet_without_headings_says_what_it_found() -> None:
    with pytest.raises(OlsxlError, match=r"row found: Juniper Quillfeather, JQ.*Head the one 'Full name'"):
        understood("Juniper Quillfeather,JQ")


def test_a_list_of_names_without_marks_is_refused() -> None:
    with pytest.raises(OlsxlError, match="a column of ticks, signatures or times"):
        understood("Full name,Service", "Juniper Quillfeather,Larkfield")


@pytest.mark.parametrize("lines", [("Full name,Signature",), ("Full name,Signature", ",", ",")])
def test_an_empty_sheet_is_refused(lines: tuple[str, ...]) -> None:
    with pytest.raises(OlsxlError, match="nobody stands on it"):
        understood(*lines)


@pytest.mark.parametrize("data", [b"", b"\r\n\r\n", b"%PDF-1.7 \0\xff\xfe\0", b"\xff\xd8\xff\xe0\0\x10JFIF\0"])
def test_a_file_that_is_no_sheet_is_refused(data: bytes) -> None:
    with pytest.raises(OlsxlError, match=r"Nothing of scan\.csv was logged"):
        understand(tuple(page.of_text(data, "scan.csv")), "scan.csv", {}, DAY)


@pytest.mark.parametrize(
    "data",
    [b"," * 10_000_000, b"\n" * 9_999_999 + b",", b"Full name," * 1_000_000, (b"a," * 1_001 + b"\n") * 300],
    ids=["commas", "blank lines", "headings", "wide lines"],
)
def test_a_text_file_larger_than_any_sign_in_sheet_is_refused_at_once(data: bytes) -> None:
    began = time.process_time()
    with pytest.raises(OlsxlError, match="larger than any sign-in sheet"):
        understand(tuple(page.of_text(data, "signed.csv")), "signed.csv", {}, DAY)
    assert time.process_time() - began < 2


def test_blank_cells_behind_a_line_count_for_nothing() -> None:
    lines = [f"{line}{',' * 16_000}" for line in ("Full name,Signature", *("Juniper Quillfeather,JQ",) * 3)]
    assert len(understood(*lines, day=DAY).entries) == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_text_file_is_read_however_it_was_saved(encoding: str, delimiter: str) -> None:
    data = f"Full name{delimiter}Signature\r\nZoë Marlow{delimiter}ZM\r\n".encode(encoding)
    sheet = understand(tuple(page.of_text(data, "signed.csv")), "signed.csv", {}, DAY)
    assert [(entry.row, entry.name) for entry in sheet.entries] == [(2, "Zoë Marlow")]


def test_the_participants_of_a_meeting_are_read_below_its_summary() -> None:
    lines = ("1. Summary", "Meeting title\tOnline safety", "", "2. Participants", "Name\tFirst Join\tLast Leave")
    data = "\r\n".join((*lines, "Juniper Quillfeather\t09:00\t10:30")).encode("utf-16")
    sheet = understand(tuple(page.of_text(data, "meeting.csv")), "meeting.csv", {}, DAY)
    assert [(entry.row, entry.name, len(entry.marks)) for entry in sheet.entries] == [(6, "Juniper Quillfeather", 1)]


def test_two_sheets_that_look_like_sign_in_sheets_are_refused() -> None:
    rows = [["Full name", "Signature"], ["Juniper Quillfeather", "JQ"]]
    made = registers.plain({"Monday": rows, "Tuesday": rows, "Notes": [["n"]]})
    pages = tuple(page.of_workbook(Workbook(made)))
    with pytest.raises(OlsxlError, match="'Monday' and 'Tuesday' both look like sign-in sheets"):
        understand(pages, "signed.xlsx", {}, DAY)


def test_the_homes_own_headings_of_people_are_known() -> None:
    sheet = understood("Badge,Attended", "P-001,y", known={"Person ID": "Badge"})
    assert sheet.entries[0].person_id == "P-001"


def test_the_trainers_signature_is_no_mark() -> None:
    sheet = understood("Full name,Signature,Trainer signature,Date of birth", "Juniper Quillfeather,,GT,01/01/1990")
    assert sheet.entries[0].marks == ()


def test_a_column_of_courses_gives_the_course_and_several_are_refused() -> None:
    assert understood("Name,Course,Attended", "A B,Online safety,y", "C D,ONLINE safety,y").course == "Online safety"
    with pytest.raises(OlsxlError, match="more than one course: 'First aid', 'Online safety'"):
        understood("Name,Course,Attended", "A B,Online safety,y", "C D,First aid,y")


def test_two_lists_side_by_side_are_refused() -> None:
    with pytest.raises(OlsxlError, match="two of its columns are headed 'Name'"):
        understood("Name,Signature,Name,Signature", "Juniper Quillfeather,JQ,Barnaby Thistlewood,BT")


def test_a_heading_beside_a_label_is_no_value_of_it() -> None:
    sheet = understood("Trainer name,Signature", "Rowan Example,RE", *HEAD)
    assert sheet.trainer == ""


def test_a_list_of_thousands_is_no_sign_in_sheet() -> None:
    with pytest.raises(OlsxlError, match="it has 2001 rows"):
        understood("Name,Signature", *["Juniper Quillfeather,JQ"] * 2001)


def test_a_session_that_is_no_day_is_something_else() -> None:
    assert understood("Session: morning,", "Date,19/11/2026", *HEAD, day=None).day == DAY
    assert understood("Session,Name,Time", "19/11/2026,Juniper Quillfeather,09:00", day=None).day == DAY
    assert understood("Session,Name,Time", "Morning,Juniper Quillfeather,09:00", day=DAY).day == DAY
