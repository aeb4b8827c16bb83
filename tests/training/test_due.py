"""Who falls due when, by whom they are grouped, how long the first one took (P5; docs/policy.md, fact 10)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from olsxl.config import Config, TrainingSection
from olsxl.register import reading, schema
from olsxl.training.due import Due, Months, Uncounted, active, coming, due, gaps, groups, months, trained
from olsxl.training.status import TrainingStatus, statuses
from tests.registers import TODAY, add_table, book, grid, person, plain, row, saved, session, training_register

if TYPE_CHECKING:
    from olsxl.workbook import AppendRow

DAY = timedelta(days=1)
RULES = TrainingSection()


def found(*rows: AppendRow, register: bytes | None = None) -> Due:
    read = reading.training_register(register or training_register(*rows), "training-register.xlsx", Config())
    return due(read, statuses(read, TODAY, RULES), TODAY, RULES)


def standing(days: int | None, status: str = "in-date") -> TrainingStatus:
    when = None if days is None else TODAY + days * DAY
    return TrainingStatus(f"P{days}", 2, status, None, when, days)  # type: ignore[arg-type]  # the statuses are the test's own


def test_everybody_stands_with_name_role_service_start_and_first_training() -> None:
    rows = person(1, role="Night worker", service="Larkfield"), session(1, TODAY - 105 * DAY), session(1)
    (one,) = found(*rows).people
    assert (one.status.person, one.name, one.role, one.service) == (
        "P-001",
        "Person Example 1",
        "Night worker",
        "Larkfield",
    )
    assert one.started == TODAY - 110 * DAY
    assert one.first
    assert (one.first.day, one.first.days_to_first, one.first.is_late) == (TODAY - 105 * DAY, 5, False)


def test_who_has_left_or_is_away_is_known_and_is_none_of_n() -> None:
    rows = person(1), person(2, left_on=TODAY - DAY), person(3, paused_from=TODAY), person(4, started_on=TODAY + DAY)
    everybody = found(*rows, session(1), session(2), session(3))
    assert [person.status.person for person in everybody.people] == ["P-001", "P-002", "P-003"]
    assert (len(trained(everybody.statuses)), len(active(everybody.statuses))) == (1, 1)


def test_the_worst_gap_stands_first_and_who_has_no_day_before_all() -> None:
    rows = [
        person(1),
        session(1, TODAY - 360 * DAY),
        person(2, started_on=TODAY),
        person(3),
        session(3, TODAY - 370 * DAY),
        person(4),
        person(5, started_on=None),
        person(6),
        session(6),
    ]
    order = [standing.person for standing in gaps(found(*rows).statuses)]
    assert order == ["P-005", "P-004", "P-003", "P-002", "P-001"]


@pytest.mark.parametrize(("days", "is_coming"), [(-1, False), (0, True), (28, True), (29, False), (None, False)])
def test_a_session_is_planned_for_those_who_fall_due_within_four_weeks(days: int | None, is_coming: bool) -> None:
    assert bool(coming([standing(days)], TODAY)) is is_coming


def test_who_falls_due_first_is_planned_first() -> None:
    assert [each.days for each in coming([standing(9), standing(2), standing(5)], TODAY)] == [2, 5, 9]


def test_what_falls_due_is_counted_by_month_from_the_current_one_on() -> None:
    dates = [-1, 0, 11, 12, 400, None]
    counted = months([standing(days) for days in dates], date(2026, 11, 19))
    assert (counted.overdue, counted.later) == (2, 1)
    assert [month for month, _ in counted.months][::11] == [date(2026, 11, 1), date(2027, 10, 1)]
    assert [number for _, number in counted.months] == [2, 1] + [0] * 10


def test_who_is_away_or_has_left_falls_due_in_no_month() -> None:
    nobody = [standing(None, "left"), standing(None, "paused")]
    assert months(nobody, TODAY) == Months(0, months([], TODAY).months, 0)


@given(st.lists(st.integers(-900, 900) | st.none()), st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_the_months_come_to_everybody_who_is_active(days: list[int | None], today: date) -> None:
    shown = months([standing(number) for number in days], today)
    assert shown.overdue + sum(number for _, number in shown.months) + shown.later == len(days)
    assert len(shown.months) == 12


def test_people_are_grouped_however_their_service_is_spelt_and_those_without_one_apart() -> None:
    services = ["Larkfield", None, "larkfield ", "Fostering"]
    everybody = found(*(person(number, service=service) for number, service in enumerate(services, 1)))
    shown = [(group.name, [each.person for each in group.statuses]) for group in groups(everybody.people, "service")]
    assert shown == [("Fostering", ["P-004"]), ("Larkfield", ["P-001", "P-003"]), ("", ["P-002"])]


def test_people_are_grouped_by_role() -> None:
    everybody = found(person(1, role="Cook"), person(2, role="Carer"))
    assert [group.name for group in groups(everybody.people, "role")] == ["Carer", "Cook"]


def test_the_median_is_of_the_active_who_were_trained_and_before_the_start_is_no_wait() -> None:
    waits = {1: -30, 2: 6, 3: 9}
    start = TODAY - 110 * DAY
    rows = [person(4), person(5, left_on=TODAY - DAY), session(5)]
    rows += [each for number, days in waits.items() for each in (person(number), session(number, start + days * DAY))]
    assert found(*rows).median == 6
    assert found(person()).median is None


def test_a_row_of_people_that_is_in_no_count_is_told_by_its_cell() -> None:
    rows = person(1), person(2, person_id=None), person(1), person(3), person(3, person_id="p-003")
    told = [(each.where, each.why) for each in found(*rows).uncounted]
    assert told == [("People!A3", "no ID"), ("People!A4", "repeated"), ("People!A6", "repeated")]


def test_a_row_below_the_table_of_people_is_in_no_count() -> None:
    rows = (person(number) for number in (1, 2, 3))
    made = book({"People": grid(schema.PEOPLE, *rows), "Training": grid(schema.TRAINING, session())})
    add_table(made, "People", "A1:L2", "People")
    told = found(register=saved(made))
    assert told.uncounted == (Uncounted("People!A3", "outside", 2),)
    assert len(told.people) == 1


def test_a_totals_row_is_nobody() -> None:
    total = row(schema.PEOPLE, {"full_name": "Total", "role": "1"})
    sheets = {"People": grid(schema.PEOPLE, person(1), total), "Training": grid(schema.TRAINING, session())}
    told = found(register=plain(sheets))
    assert (len(told.people), told.uncounted) == (1, ())
