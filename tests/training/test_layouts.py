"""Training as homes keep it: lists with names, a matrix, courses of all kinds; who is trained on TODAY."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from olsxl.adopt import NotUnderstood, settings_text, understand, understand_training
from olsxl.adopt.doubts import Inquiry
from olsxl.config import TrainingSection, parse
from olsxl.register import reading
from olsxl.register.references.given import GivenIds
from olsxl.register.training.lists import LOG_HEADINGS, counts, left_on, name_key
from olsxl.register.training.matrix import attended_on
from olsxl.training.due import active, trained
from olsxl.training.status import first_training, statuses
from tests.registers import TODAY, incident, incident_register, plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from olsxl.config import Config
    from olsxl.register.registers import TrainingRegister

SECRET = GivenIds("a secret")


def day(number: int, month: int, year: int = 2026) -> datetime:
    return datetime(year, month, number)


def settings(data: bytes, answers: Mapping[str, tuple[str, ...]] | None = None) -> Config:
    log = understand(incident_register(incident()), "log.xlsx", TODAY)
    trained = understand_training(data, "training.xlsx", TODAY, Inquiry(answers))
    return parse(settings_text("The home", "log.xlsx", log, "training.xlsx", trained))


def read(
    sheets: Mapping[str, Sequence[Sequence[object]]],
    ids: GivenIds = SECRET,
    answers: Mapping[str, tuple[str, ...]] | None = None,
) -> TrainingRegister:
    data = plain(sheets)
    return reading.training_register(data, "training.xlsx", settings(data, answers), ids)


def outcome(register: TrainingRegister) -> tuple[list[str], list[str]]:
    """The names of the active who are trained, and of those who are not."""
    everybody = statuses(register, TODAY, TrainingSection())
    names = register.people.frame["Full name"]
    good = [names[each.row] for each in trained(everybody)]
    return good, [names[each.row] for each in active(everybody) if names[each.row] not in good]


LOG: list[list[object]] = [
    ["Staff name", "Role", "Course", "Date attended", "Attended?"],
    ["Ada Quill", "RSW", "Online Safety", day(3, 2), "Y"],
    ["Ada Quill", "RSW", "Safeguarding", day(3, 10), "Y"],
    ["Bo Thistle", "RSW", "Safeguarding", day(3, 10), "Y"],
    ["Cy Larch", "Night", "E-safety refresher", day(3, 9, 2025), "Y"],
    ["Thorn, Di", "Carer", "Internet safety", day(1, 6), "Y"],
    ["Ed Moss", "RSW (left 30/9/26)", "Online Safety", day(1, 6), "Y"],
]


def test_only_what_is_named_online_safety_trains_and_people_are_told_by_their_names() -> None:
    staff: list[list[object]] = [
        ["Name", "Position", "Start date", "Leaving date"],
        ["Ada Quill", "RSW", day(1, 1, 2020), None],
        ["Bo  Thistle", "RSW", day(1, 1, 2020), None],
        ["Cy Larch", "Night", day(1, 1, 2020), None],
        ["Di Thorn", "Carer", day(1, 1, 2020), None],
        ["Ed Moss", "RSW", day(1, 1, 2020), day(30, 9)],
        ["Flo Reed", "RSW", day(1, 10), None],
    ]
    register = read({"Training log": LOG, "Staff": staff})
    assert outcome(register) == (["Ada Quill", "Di Thorn"], ["Bo  Thistle", "Cy Larch", "Flo Reed"])
    assert register.other_courses == {"Safeguarding": 2}
    assert [*register.people.frame["Person ID"]] == [f"P-00{number}" for number in range(1, 7)]


def test_where_there_is_no_list_of_people_everybody_in_the_log_is_one() -> None:
    register = read({"Training log": LOG})
    assert outcome(register) == (["Ada Quill", "Thorn, Di"], ["Bo Thistle", "Cy Larch"])
    assert len(register.people.frame) == 5


def test_ids_stay_when_the_list_is_sorted_and_grows_and_the_state_knows_no_name() -> None:
    first = read({"Training log": LOG})
    grown: list[list[object]] = [LOG[0], ["New Person", "RSW", "Online safety", day(3, 11), "Y"], *reversed(LOG[1:])]
    again = read({"Training log": grown}, first.ids)
    ids = dict(zip(again.people.frame["Full name"], again.people.frame["Person ID"], strict=True))
    assert (ids["Ada Quill"], ids["New Person"], ids["Ed Moss"]) == ("P-001", "P-006", "P-005")
    assert "quill" not in repr(again.ids).casefold()


MATRIX: list[list[object]] = [
    ["Training matrix (date completed)"],
    [],
    ["Name", "Job role", "Start date", "Safeguarding", "Online Safety", "First aid"],
    ["Care staff"],
    ["Ada Quill", "RSW", day(1, 1, 2020), day(3, 10), day(3, 2), None],
    ["Bo Thistle", "RSW", day(1, 1, 2020), day(3, 10), "Booked 14/12/26", "N/A"],
    ["Cy Larch", "RSW", day(1, 1, 2020), day(3, 10), "exp. 18/09/26", None],
    ["Di Thorn", "RSW", day(1, 1, 2020), None, "exp 18/03/27", None],
    ["Night team"],
    ["Ed Moss", "Night (left 30/9/26)", day(1, 1, 2020), None, day(3, 2), None],
    ["Flo Reed"],
    [],
    ["Green = in date   Red = expired"],
]


def test_a_matrix_is_read_as_attendance() -> None:
    register = read({"Matrix": MATRIX})
    assert outcome(register) == (["Ada Quill", "Di Thorn"], ["Bo Thistle", "Cy Larch", "Flo Reed"])
    assert [*register.training.frame["Session on"].dt.date] == [
        *(date(2026, 2, 3), date(2025, 9, 18), date(2026, 3, 18), date(2026, 2, 3))
    ]
    assert register.training.where(int(register.training.frame.index[0]), "Session on") == "Matrix!E5"


def test_with_done_and_due_under_each_course_what_is_done_counts() -> None:
    rows: list[list[object]] = [
        [None, None, "Safeguarding", None, "Online safety", None],
        ["Name", "Start date", "Done", "Due", "Done", "Due"],
        ["Ada Quill", day(1, 1, 2020), day(3, 10), day(3, 10, 2027), day(3, 2), day(3, 2, 2027)],
        ["Bo Thistle", day(1, 1, 2020), day(3, 10), day(3, 10, 2027), day(3, 2, 2025), day(3, 2)],
    ]
    assert outcome(read({"Matrix": rows})) == (["Ada Quill"], ["Bo Thistle"])


def test_the_courses_that_count_are_the_homes_where_it_names_them() -> None:
    data = plain({"Training log": LOG})
    config = settings(data)
    named = config.model_copy(update={"training": TrainingSection(courses=["Safeguarding"])})
    register = reading.training_register(data, "training.xlsx", named, SECRET)
    assert outcome(register)[0] == ["Ada Quill", "Bo Thistle"]


@pytest.mark.parametrize(
    "course", ["Online safety", "E-Safety L2", "esafety", "Internet safety", "Keeping safe online", ""]
)
def test_online_safety_in_its_usual_spellings_counts(course: str) -> None:
    assert counts(course, ())


@pytest.mark.parametrize("course", ["Safeguarding", "Fire safety", "First aid", "GDPR", "Medication", "Cyber security"])
def test_other_courses_train_nobody_here(course: str) -> None:
    assert not counts(course, ())


@pytest.mark.parametrize(
    ("cell", "attended"),
    [
        (day(3, 2), date(2026, 2, 3)),
        ("03/02/2026", date(2026, 2, 3)),
        ("Done 03/02/26", date(2026, 2, 3)),
        ("12/11/24, 3/2/26", date(2026, 2, 3)),
        ("exp. 29/02/2028", date(2027, 2, 28)),
        ("valid until 03/02/27", date(2026, 2, 3)),
        ("Booked 14/12/26", None),
        ("due 03/02/26", None),
        ("N/A", None),
        ("OVERDUE", None),
        (None, None),
    ],
)
def test_a_cell_of_a_matrix_says_when_somebody_attended(cell: object, attended: date | None) -> None:
    assert attended_on(cell, 12, date1904=False) == attended


def test_who_left_is_known_by_a_word_with_a_day() -> None:
    assert left_on(["RSW (left 30/9/26)"]) == date(2026, 9, 30)
    assert left_on(["Leaver - last day 1 Oct 2026"]) == date(2026, 10, 1)
    assert left_on(["RSW (left)", "since 1/10/2020"]) is None


@pytest.mark.parametrize("name", ["Whittle, Jan", "jan  whittle", "Jan Whittle (bank)", "JAN WHITTLE - left 3/9/26"])
def test_a_name_is_the_same_in_its_usual_forms(name: str) -> None:
    assert name_key(name) == "jan whittle"


def test_a_course_that_a_person_names_counts_in_a_matrix_without_one_in_online_safety() -> None:
    rows: list[list[object]] = [
        ["Name", "Start date", "Module 3", "Fire"],
        ["Ada Quill", day(1, 1, 2020), day(3, 2), day(3, 10)],
        ["Bo Thistle", day(1, 1, 2020), None, day(3, 10)],
    ]
    found = understand_training(plain({"Matrix": rows}), "training.xlsx", TODAY)
    assert [(d.id, d.choices, d.taken) for d in found.doubts] == [("courses", ("Module 3", "Fire"), ())]
    assert outcome(read({"Matrix": rows}))[0] == []
    assert outcome(read({"Matrix": rows}, answers={"courses": ("Module 3",)})) == (["Ada Quill"], ["Bo Thistle"])


def test_whoever_left_by_a_word_without_a_day_is_asked_about_and_counts_until_then() -> None:
    rows: list[list[object]] = [
        ["Name", "Job role", "Online safety"],
        ["Ada Quill", "RSW", day(3, 2)],
        ["Bo Thistle", "RSW (leaver)", None],
    ]
    (doubt,) = understand_training(plain({"Matrix": rows}), "training.xlsx", TODAY).doubts
    assert (doubt.id, doubt.cells, doubt.taken) == ("left", ("Matrix!A3",), ("they count",))
    assert outcome(read({"Matrix": rows})) == (["Ada Quill"], ["Bo Thistle"])
    assert outcome(read({"Matrix": rows}, answers={"left": ("they have left",)})) == (["Ada Quill"], [])


@pytest.mark.parametrize("section", ["LEAVERS", "Leavers 2026", "Have left", "Former staff"])
def test_whoever_stands_below_a_heading_of_leavers_is_asked_about_and_counts_until_then(section: str) -> None:
    rows: list[list[object]] = [
        ["Surname", "First name", "Role", "Online safety"],
        ["Night staff"],
        ["Quill", "Ada", "RSW", day(3, 2)],
        [section],
        ["Thistle", "Bo", "RSW", day(3, 2, 2025)],
        ["Bank"],
        ["Larch", "Cy", "RSW", None],
    ]
    (doubt,) = understand_training(plain({"Matrix": rows}), "training.xlsx", TODAY).doubts
    assert (doubt.id, doubt.cells, doubt.taken) == ("left", ("Matrix!A5",), ("they count",))
    assert outcome(read({"Matrix": rows})) == (["Ada Quill"], ["Bo Thistle", "Cy Larch"])
    register = read({"Matrix": rows}, answers={"left": ("they have left",)})
    assert (outcome(register), register.unread) == ((["Ada Quill"], ["Cy Larch"]), ())


def test_a_note_that_somebody_left_on_a_day_is_one_wherever_it_stands_in_the_row() -> None:
    rows: list[list[object]] = [
        ["Staff", "Post", "E-Safety", "Notes"],
        ["Ada Quill", "RSW", day(3, 2), "leaves Fridays early"],
        ["Bo Thistle", "RSW", day(3, 2), "Left 31/10/26"],
        ["Cy Larch", "RSW", "left early 03/02/26", None],
    ]
    assert outcome(read({"Matrix": rows})) == (["Ada Quill"], ["Cy Larch"])


def year(*rows: list[object]) -> list[list[object]]:
    return [["Name", "Job role", "Online safety", "Fire"], *rows]


EARLIER = year(["Ada Quill", "RSW", day(3, 2, 2025), day(3, 2, 2025)], ["Bo Thistle", "RSW", day(3, 2, 2025), None])
THIS_YEAR = year(["Ada Quill", "RSW", day(3, 2), None], ["Cy Larch", "RSW", None, None])


def test_with_a_matrix_for_each_year_the_days_of_all_count_and_the_people_are_those_of_the_latest() -> None:
    sheets = {"2025": EARLIER, "2026": THIS_YEAR}
    found = understand_training(plain(sheets), "training.xlsx", TODAY)
    assert (found.people.grid.sheet, found.training.grid.sheet, found.earlier) == ("2026", "2026", ("2025",))
    assert "1 person has a name on '2025' and none on '2026': not counted among your people" in found.remarks
    register = read(sheets)
    assert outcome(register) == (["Ada Quill"], ["Cy Larch"])
    assert len(register.training.frame) == 3


def test_with_a_matrix_for_each_team_the_people_of_all_count_and_who_is_in_two_counts_once() -> None:
    days_ = year(["Ada Quill", "RSW", day(3, 2), None], ["Bo Thistle", "RSW", day(3, 2, 2025), None])
    bank = year(["Bo Thistle", "Bank", day(9, 9), None], ["Cy Larch", "Bank", None, None], ["Di Thorn", "", None, None])
    sheets = {"Days": days_, "Bank": bank}
    found = understand_training(plain(sheets), "training.xlsx", TODAY)
    assert (found.people_sheets, found.teams, found.earlier) == (("Bank", "Days"), ("Days",), ())
    assert outcome(read(sheets)) == (["Bo Thistle", "Ada Quill"], ["Cy Larch", "Di Thorn"])


@pytest.mark.parametrize("sheet", ["2025-26", "Leavers", "Old staff", "Matrix 25"])
def test_a_sheet_named_for_a_time_before_is_of_no_team_whoever_stands_on_it(sheet: str) -> None:
    found = understand_training(plain({sheet: EARLIER[:1] + EARLIER[2:], "Now": THIS_YEAR}), "training.xlsx", TODAY)
    assert (found.people_sheets, found.earlier, found.teams) == (("Now",), (sheet,), ())


def test_a_matrix_for_a_further_year_is_read_at_once_as_people_and_as_attendance() -> None:
    config = settings(plain({"2026": THIS_YEAR}))
    further = year(
        ["Ada Quill", "RSW", None, None], ["Cy Larch", "RSW", day(3, 11), None], ["Di Thorn", "RSW", None, None]
    )
    data = plain({"2026": THIS_YEAR, "2027": further})
    register = reading.training_register(data, "training.xlsx", config, SECRET)
    assert outcome(register) == (["Ada Quill", "Cy Larch"], ["Di Thorn"])
    assert register.unread == ()


def test_of_a_log_with_a_sheet_for_each_year_the_days_the_courses_and_the_people_of_all_count() -> None:
    heads: list[object] = ["Name", "Start date", "Date of training", "Course"]
    earlier: list[list[object]] = [
        ["Ada Quill", day(1, 1, 2020), day(3, 12, 2025), "Module 3"],
        ["Bo Thistle", day(1, 1, 2020), day(3, 2, 2025), "Online safety"],
    ]
    this_year: list[list[object]] = [
        ["Cy Larch", day(1, 1, 2020), day(3, 2), "Online safety"],
        ["Di Thorn", day(1, 10), day(3, 2), "Fire"],
    ]
    sheets = {"2025": [heads, *earlier], "2026": [heads, *this_year]}
    (doubt,) = understand_training(plain(sheets), "training.xlsx", TODAY).doubts
    assert set(doubt.choices) == {"Module 3", "Online safety", "Fire"}
    answers = {"courses": ("Module 3", "Online safety")}
    assert outcome(read(sheets, answers=answers)) == (["Cy Larch", "Ada Quill"], ["Di Thorn", "Bo Thistle"])


def test_of_a_matrix_what_stands_below_the_courses_and_who_left_on_a_day_is_no_row_that_was_not_read() -> None:
    rows: list[list[object]] = [
        ["Name", "Role", "Online safety", None],
        [None, None, "Done", "Due"],
        ["DAY STAFF"],
        ["Ada Quill", "RSW", day(3, 2), day(3, 2, 2027)],
        ["Bo Thistle (left 30/9/26)", "RSW", day(3, 2, 2025), day(3, 2)],
    ]
    register = read({"Matrix": rows})
    assert (outcome(register), register.unread) == ((["Ada Quill"], []), ())


APART: list[list[object]] = [
    ["Surname", "First name", "Role", "Start date", "Online safety", "Fire"],
    ["Quill", "Ada", "RSW", day(1, 1, 2020), day(3, 2), None],
    ["De Vere", "Bo", "RSW", day(1, 1, 2020), "Booked 18/12/26", day(3, 2)],
    ["Larch", "Cy", "Bank", day(1, 11), None, None],
]


@pytest.mark.parametrize("done", ["Y", 2026, "2025/26", "\u2713"])
def test_a_list_of_who_is_trained_without_a_day_is_refused_with_what_to_type(done: object) -> None:
    rows: list[list[object]] = [
        ["First name", "Surname", "Online safety (Y/N)"],
        ["Ada", "Quill", done],
        ["Bo", "Larch", "N"],
    ]
    with pytest.raises(NotUnderstood, match=r"below Staff!C1 nobody has a day. .* Type there the day"):
        understand_training(plain({"Staff": rows}), "training.xlsx", TODAY)


def test_a_surname_and_a_first_name_in_columns_of_their_own_are_one_name() -> None:
    register = read({"Matrix": APART})
    assert (outcome(register), register.unread) == ((["Ada Quill"], ["Bo De Vere", "Cy Larch"]), ())
    assert register.people.heading("Full name") == "First name + Surname"


def test_in_a_list_of_sessions_they_are_too_and_the_list_of_staff_names_people_likewise() -> None:
    log: list[list[object]] = [
        ["Last name", "Forename", "Course", "Date attended"],
        ["Quill", "Ada", "Online safety", day(3, 2)],
        ["Thistle", "Bo", "Online safety", day(3, 3, 2025)],
        ["Larch", "Cy", "Fire", day(3, 3)],
    ]
    staff: list[list[object]] = [
        ["Surname", "Forenames", "Post", "Start date"],
        *(
            [surname, first, "RSW", day(1, 1, 2020)]
            for surname, first in (("Quill", "Ada"), ("Thistle", "Bo"), ("Larch", "Cy"))
        ),
    ]
    assert outcome(read({"Training": log, "Staff": staff})) == (["Ada Quill"], ["Bo Thistle", "Cy Larch"])


def test_nothing_is_said_of_a_first_training_where_only_the_latest_day_is_kept() -> None:
    register = read({"Matrix": APART})
    assert first_training(register, TODAY, TrainingSection()) == ()


def test_adopted_again_a_matrix_stays_the_register_beside_what_was_logged() -> None:
    matrix: list[Sequence[object]] = [["Name", "Online safety"], ["Ada Quill", day(3, 2)], ["Bo Thistle", None]]
    row = {"Full name": "Bo Thistle", "Course": "Online safety", "Session on": day(10, 1), "Attendance": "Attended"}
    logged: list[Sequence[object]] = [[*LOG_HEADINGS], [row.get(heading) for heading in LOG_HEADINGS]]
    data = plain({"Matrix": matrix, "Training": logged})
    found = understand_training(data, "training.xlsx", TODAY)
    assert (found.training.grid.sheet, found.people.grid.sheet, found.aside) == ("Matrix", "Matrix", ())
    assert outcome(read({"Matrix": matrix, "Training": logged})) == (["Ada Quill", "Bo Thistle"], [])
