"""A matrix of people and courses: what a cell says of somebody, which columns count; who is trained on TODAY."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from olsxl.adopt import NotUnderstood, understand_training
from olsxl.register.training.matrix import CourseColumn, Head, attended_on, course_columns, is_in_doubt
from tests.registers import TODAY, plain
from tests.rules.checking import check, where
from tests.training.test_layouts import day, outcome, read

if TYPE_CHECKING:
    from collections.abc import Sequence

DONE = date(2026, 2, 3)


@pytest.mark.parametrize(
    "cell",
    [
        "Level 2 - 03/02/26",
        "03/02/26 (e-learning, 2 hrs)",
        "03/02/26, next 03/02/27",
        "03/02/2026 (refresh February 2027)",
        "03.02.26 / 03.02.27",
        "03/02/26 booked 14/12/26",
        "passed 85% on 3 Feb 2026",
    ],
)
def test_beside_its_day_a_cell_may_say_how_somebody_attended_and_what_is_next(cell: str) -> None:
    assert attended_on(cell, 12, date1904=False) == DONE


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "failed 03/02/26",
            "did not attend 03/02/26",
            "03/02/26 - DNA",
            "cancelled 03/02/26",
            "needs doing by 03/02/26",
        ),
        *("overdue since 03/02/26", "on mat leave from 03/02/26", "invited 03/02/26", "starts 03/02/26"),
        *("by 03/02/26", "booked 03/02/26", "03/02/26 booked", "N/A 03/02/26", "no", "", None),
    ],
)
def test_of_what_was_missed_or_is_planned_nobody_is_trained_and_it_is_in_no_doubt(cell: str | None) -> None:
    assert (attended_on(cell, 12, date1904=False), is_in_doubt(cell)) == (None, False)


@pytest.mark.parametrize("cell", ["exempt until 03/02/27", "03/02/26 left early", "June 2026", "\u2713", "Yes", "x"])
def test_what_is_not_understood_trains_nobody_and_is_in_doubt(cell: str) -> None:
    assert (attended_on(cell, 12, date1904=False), is_in_doubt(cell)) == (None, True)


def test_a_cell_in_doubt_is_told_as_not_read() -> None:
    register = read({"Matrix": [["Name", "Role", "Online safety"], ["Ada", "RSW", "3/2/26"], ["Bo", "RSW", "\u2713"]]})
    assert outcome(register) == (["Ada"], ["Bo"])
    assert [(span.first, span.why) for span in register.unread] == [("C3", "no-date")]


def test_a_session_to_come_under_one_course_leaves_the_one_before_under_another_and_is_told() -> None:
    rows: list[list[object]] = [
        ["Name", "Start date", "Online safety", "E-safety refresher"],
        ["Ada Quill", day(1, 1, 2020), day(3, 2), TODAY + timedelta(days=14)],
        ["Bo Thistle", day(1, 1, 2020), TODAY + timedelta(days=200), None],
    ]
    assert outcome(read({"Matrix": rows})) == (["Ada Quill"], ["Bo Thistle"])
    settings = (
        '[sheets]\npeople = "Matrix"\ntraining = "Matrix"\n'
        '[columns.people]\n"Person ID" = ""\n"Full name" = "Name"\n"Started on" = "Start date"\n'
        '[columns.training]\n"Person ID" = ""\n"Full name" = "Name"\n"Session on" = ""\nAttendance = ""\n'
    )
    findings = check(training=plain({"Matrix": rows}), settings=settings)
    assert where(findings, "TRN406") == ["Matrix!C3", "Matrix!D2"]


HEADS = ["Name", "Start date", "Online safety", "Fire"]
OUT: list[list[object]] = [
    ["Ada Quill", day(1, 1, 2020), day(3, 2, 2027), None],
    ["Bo Thistle", day(1, 1, 2020), TODAY - timedelta(days=1), None],
]


@pytest.mark.parametrize(
    ("sheet", "above", "heads"),
    [
        ("Expiry", [], HEADS),
        ("Staff", [["Training: expiry dates"], []], HEADS),
        ("Staff", [[None, None, "Expires", None]], HEADS),
        ("Staff", [], ["Name", "Start date", "Online safety expiry", "Fire expiry"]),
    ],
)
def test_where_a_matrix_says_when_training_runs_out_the_session_was_before(
    sheet: str, above: list[list[object]], heads: list[object]
) -> None:
    sheets = {sheet: [*above, heads, *OUT]}
    assert outcome(read(sheets)) == (["Ada Quill"], ["Bo Thistle"])
    (remark,) = [r for r in understand_training(plain(sheets), "t.xlsx", TODAY).remarks if "runs out" in r]
    assert remark.startswith(f"the days under '{heads[2]}' are read as those on which training runs out")


@pytest.mark.parametrize("title", ["Green = in date   Red = expired", "Training matrix (date completed)"])
def test_other_titles_say_nothing_of_the_days(title: str) -> None:
    (column,) = course_columns(Head("Staff", [[title], [*HEADS]]), ())
    assert column == CourseColumn(3, "Online safety", "Online safety", runs_out=False)


def test_whichever_of_done_and_due_stands_first_below_a_course_what_is_done_counts() -> None:
    head = Head("Staff", [["Name", "Online safety", None, "Fire", None]], [None, "Due", "Done", "Due", "Done"])
    assert [(each.number, each.course) for each in course_columns(head, ())] == [(3, "Online safety")]


def test_a_title_right_above_the_headings_makes_no_other_course_one_in_online_safety() -> None:
    rows: list[list[object]] = [
        ["Online safety and other training"],
        [*HEADS],
        ["Ada Quill", day(1, 1, 2020), day(3, 2), None],
        ["Bo Thistle", day(1, 1, 2020), None, day(3, 2)],
    ]
    assert outcome(read({"Matrix": rows})) == (["Ada Quill"], ["Bo Thistle"])


ACROSS: list[list[object]] = [
    ["Training 2026"],
    ["Course", "Ada Fern", "Bo Reed", "Cy Marsh"],
    ["Online safety", DONE, None, DONE],
    ["First aid", None, DONE, "Booked"],
]


@pytest.mark.parametrize("corner", ["Course", "Name", None])
def test_a_matrix_may_have_its_people_side_by_side(corner: str | None) -> None:
    sheet = [ACROSS[0], [corner, *ACROSS[1][1:]], *ACROSS[2:]]
    register = read({"Matrix": sheet})
    assert outcome(register) == (["Ada Fern", "Cy Marsh"], ["Bo Reed"])
    assert register.unread == ()
    assert [register.people.where(int(row), "Full name") for row in register.people.frame.index] == [
        "Matrix!B2",
        "Matrix!C2",
        "Matrix!D2",
    ]


def test_rows_of_roles_and_starting_days_may_stand_between_and_who_left_is_known_by_a_word() -> None:
    named: list[object] = [None, "Ada Fern", "Bo Reed (left 1/9/26)", "Dee"]
    between: list[list[object]] = [["Role", "RSW", "RSW", "Bank"], ["Started", day(1, 2), day(1, 2), day(1, 10)]]
    sheet: list[Sequence[object]] = [
        ["Training"],
        [],
        named,
        *between,
        ["Online safety", DONE, DONE, None],
        ["Key: blank = not done"],
    ]
    register = read({"Matrix": sheet})
    assert outcome(register) == (["Ada Fern"], ["Dee"])
    assert [*register.people.frame["Role"]] == ["RSW", "RSW", "Bank"]
    assert register.unread == ()


def test_of_one_that_is_turned_a_cell_in_doubt_and_a_course_that_is_asked_are_told_where_they_stand() -> None:
    sheet = [*ACROSS[:2], ["Online safety", DONE, "\u2713", DONE], *ACROSS[3:]]
    assert [(each.first, each.why) for each in read({"Matrix": sheet}).unread] == [("C3", "no-date")]
    found = understand_training(plain({"Matrix": sheet}), "training.xlsx", TODAY)
    assert [(doubt.id, doubt.cells) for doubt in found.doubts] == [("courses", ("Matrix!A3", "Matrix!A4"))]
    assert found.across == ("Matrix",)


def test_without_a_row_of_names_it_is_refused_with_what_to_do() -> None:
    sheet: list[list[object]] = [["Course", "P1", "P2"], *[line[:3] for line in ACROSS[2:]]]
    with pytest.raises(NotUnderstood, match=r"sheet 'Matrix': people seem to stand side by side") as told:
        understand_training(plain({"Matrix": sheet}), "training.xlsx", TODAY)
    assert "Transpose" in str(told.value)


def test_people_may_be_told_by_their_first_names_alone_and_who_has_no_day_is_told() -> None:
    rows: list[list[object]] = [["Ada", DONE, None], ["Bo", None, DONE], ["Night staff"], ["Cy-Anne", DONE, None]]
    register = read({"Matrix": [["Name", "Online safety", "First aid"], *rows, ["Dee"], ["Total", 2, 1]]})
    assert outcome(register) == (["Ada", "Cy-Anne"], ["Bo"])
    assert [(span.first, span.rows) for span in register.unread] == [("A6", 1)]
