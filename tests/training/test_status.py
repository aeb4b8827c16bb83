"""Who is trained on a day (P5): on commencement, then every year."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from olsxl.config import Config, TrainingSection
from olsxl.register import days, reading
from olsxl.training.sessions import Sessions
from olsxl.training.status import ACTIVE, TRAINED, TrainingStatus, first_training, statuses
from olsxl.training.waivers import read_note
from tests.registers import TODAY, person, session, training_register

if TYPE_CHECKING:
    from olsxl.workbook import AppendRow

DAY = timedelta(days=1)


def stand(*rows: AppendRow, today: date = TODAY, **rules: int) -> tuple[TrainingStatus, ...]:
    register = reading.training_register(training_register(*rows), "training-register.xlsx", Config())
    return statuses(register, today, TrainingSection(**rules))


def of(*rows: AppendRow, today: date = TODAY) -> TrainingStatus:
    """The standing of the one person there is."""
    (standing,) = stand(*rows, today=today)
    return standing


def test_who_was_trained_is_in_date_for_a_year() -> None:
    assert of(person(), session(1, date(2026, 8, 11))) == TrainingStatus(
        "P-001", 2, "in-date", date(2026, 8, 11), date(2027, 8, 11), 265
    )


@pytest.mark.parametrize(
    ("today", "status", "days"),
    [
        (date(2027, 6, 11), "in-date", 61),
        (date(2027, 6, 12), "due-soon", 60),
        (date(2027, 8, 11), "due-soon", 0),
        (date(2027, 8, 12), "overdue", -1),
        (date(2029, 8, 11), "overdue", -731),
    ],
)
def test_a_refresher_is_due_soon_until_its_day_and_overdue_after(today: date, status: str, days: int) -> None:
    standing = of(person(), session(1, date(2026, 8, 11)), today=today)
    assert (standing.code, standing.days) == (status, days)


@pytest.mark.parametrize(
    ("today", "status", "days"),
    [
        (TODAY, "never-trained", 14),
        (TODAY + 14 * DAY, "never-trained", 0),
        (TODAY + 15 * DAY, "commencement-overdue", -1),
    ],
)
def test_the_first_training_is_due_within_the_grace(today: date, status: str, days: int) -> None:
    standing = of(person(1, started_on=TODAY), today=today)
    assert (standing.code, standing.due, standing.days) == (status, TODAY + 14 * DAY, days)


def test_who_has_not_started_yet_is_in_no_count() -> None:
    assert stand(person(1, started_on=TODAY + DAY)) == ()
    assert len(stand(person(1, started_on=TODAY))) == 1


def test_training_before_the_first_day_counts() -> None:
    assert of(person(1, started_on=TODAY), session(1, TODAY - 30 * DAY)).code == "in-date"


def test_a_session_that_is_yet_to_come_does_not_count() -> None:
    assert of(person(), session(1, TODAY + DAY)).code == "commencement-overdue"
    assert of(person(), session(1, TODAY)).code == "in-date"


def test_of_several_sessions_the_last_attended_one_counts() -> None:
    rows = (
        session(1, date(2026, 3, 1)),
        session(1, date(2025, 3, 1)),
        session(1, date(2026, 9, 1), attendance="Partial"),
    )
    assert of(person(), *rows).last == date(2026, 3, 1)


@pytest.mark.parametrize("kind", ["Commencement", "Annual refresher", "Additional", None])
def test_training_of_every_type_counts(kind: str | None) -> None:
    assert of(person(), session(1, type=kind)).code == "in-date"


@pytest.mark.parametrize("attendance", ["Partial", "Did not attend", "Perhaps", None])
def test_what_was_not_attended_does_not_count(attendance: str | None) -> None:
    assert of(person(), session(1, attendance=attendance)).code == "commencement-overdue"


@pytest.mark.parametrize("same", ["p-001", " P-001 ", "P\u2013001"])
def test_a_person_id_is_the_same_whatever_its_case_blanks_and_dashes(same: str) -> None:
    assert of(person(), session(1, person_id=same)).code == "in-date"


@pytest.mark.parametrize(
    ("note", "status"),
    [
        ("On long leave; until 19/11/2026", "due-soon"),
        ("until 01/06/2027", "in-date"),
        ("UNTIL 1.6.27, agreed with the manager", "in-date"),
        ("until 18/11/2026", "commencement-overdue"),
        ("until further notice", "commencement-overdue"),
        (None, "commencement-overdue"),
    ],
)
def test_a_waiver_counts_until_the_day_in_its_note(note: str | None, status: str) -> None:
    assert of(person(), session(1, attendance="Waived", note=note)).code == status


@pytest.mark.parametrize(
    "note",
    [
        "Ill, until 31 January 2027",
        "Ill, until the 31st of Jan 2027",
        "Ill until: Sunday 31/01/2027",
        "Ill\nuntil  2027-01-31.",
        "Until 31-Jan-27 (ill)",
        "Ill until 30/11/2026; operated on, until 31/01/2027",
    ],
)
def test_the_day_in_the_note_of_a_waiver_is_read_as_people_write_days(note: str) -> None:
    assert of(person(), session(1, attendance="Waived", note=note)).due == date(2027, 1, 31)


@pytest.mark.parametrize(
    "note", ["Ill, until January 2027", "Ill, until 31/02/2027", "Back on 31/01/2027", "until 3/1"]
)
def test_a_note_without_a_day_until_which_waives_nothing(note: str) -> None:
    assert of(person(), session(1, attendance="Waived", note=note)).code == "commencement-overdue"


def test_a_waiver_does_not_count_before_its_own_day() -> None:
    note = "On long leave, until 01/06/2027"
    assert of(person(), session(1, TODAY + DAY, attendance="Waived", note=note)).code == "commencement-overdue"
    assert of(person(), session(1, TODAY, attendance="Waived", note=note)).code == "in-date"
    undated = session(1, attendance="Waived", note=note, session_on=None)
    assert of(person(), undated).code == "in-date"


def test_of_several_waivers_the_latest_counts() -> None:
    rows = [session(1, attendance="Waived", note=f"until {day}") for day in ("01/03/2027", "01/06/2027", "01/01/2027")]
    assert of(person(), *rows).due == date(2027, 6, 1)


def test_a_waiver_puts_a_refresher_off_and_never_forward() -> None:
    waiver = session(1, attendance="Waived", note="until 01/02/2027")
    assert of(person(), session(1, date(2025, 10, 1)), waiver).due == date(2027, 2, 1)
    assert of(person(), session(1, date(2026, 10, 1)), waiver).due == date(2027, 10, 1)


def test_when_a_waiver_has_passed_the_training_is_overdue_since_its_own_day() -> None:
    waiver = session(1, attendance="Waived", note="until 18/11/2026")
    standing = of(person(), session(1, date(2025, 10, 1)), waiver)
    assert (standing.code, standing.due) == ("overdue", date(2026, 10, 1))


@pytest.mark.parametrize(("left", "status"), [(TODAY, "in-date"), (TODAY - DAY, "left")])
def test_who_leaves_is_active_on_the_last_day(left: date, status: str) -> None:
    assert of(person(1, left_on=left), session()).code == status


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"paused_from": TODAY}, "paused"),
        ({"paused_from": TODAY + DAY}, "in-date"),
        ({"paused_from": TODAY - 9 * DAY, "paused_to": TODAY}, "paused"),
        ({"paused_from": TODAY - 9 * DAY, "paused_to": TODAY - DAY}, "in-date"),
        ({"paused_to": TODAY + DAY}, "in-date"),
        ({"paused_from": TODAY, "left_on": TODAY - DAY}, "left"),
    ],
)
def test_a_pause_lasts_from_its_first_day_to_its_last(changes: dict[str, object], status: str) -> None:
    assert of(person(1, **changes), session()).code == status


@pytest.mark.parametrize(
    ("pause", "due"),
    [
        ({"paused_from": TODAY - 10 * DAY, "paused_to": TODAY - DAY}, TODAY + 4 * DAY),
        ({"paused_from": TODAY - 30 * DAY, "paused_to": TODAY - 11 * DAY}, TODAY + 4 * DAY),
        ({"paused_from": TODAY - 30 * DAY, "paused_to": TODAY - 21 * DAY}, TODAY - 6 * DAY),
        ({"paused_from": TODAY - 8 * DAY, "paused_to": TODAY - 8 * DAY}, TODAY - 5 * DAY),
        ({"paused_from": TODAY - 5 * DAY, "paused_to": TODAY - DAY}, TODAY - 6 * DAY),
        ({"paused_from": TODAY - 6 * DAY, "paused_to": TODAY - 6 * DAY}, TODAY - 5 * DAY),
        ({"paused_from": TODAY - 30 * DAY, "paused_to": TODAY - 20 * DAY}, TODAY - 5 * DAY),
        ({"paused_from": TODAY + DAY}, TODAY - 6 * DAY),
        ({"paused_from": TODAY - 8 * DAY, "paused_to": TODAY - 18 * DAY}, TODAY - 6 * DAY),
    ],
    ids=[
        "while it was due",
        "from before the start",
        "over at the start",
        "a day",
        "begun too late",
        "begun on the very day",
        "over on the day of the start",
        "still to come",
        "backwards",
    ],
)
def test_days_of_a_pause_put_the_first_training_off(pause: dict[str, date], due: date) -> None:
    assert of(person(1, started_on=TODAY - 20 * DAY, **pause)).due == due


@pytest.mark.parametrize(("session_on", "status"), [(date(9999, 12, 31), "commencement-overdue"), (TODAY, "in-date")])
def test_a_year_that_stands_for_never_is_a_day_like_any_other(session_on: date, status: str) -> None:
    never = date(9999, 12, 31)
    away = person(1, started_on=TODAY - 5 * DAY, paused_from=TODAY, paused_to=never)
    rows = person(2, left_on=never), session(2, session_on), away, session(1, TODAY)
    found = {standing.person: standing.code for standing in stand(*rows)}
    assert found == {"P-001": "paused", "P-002": status}
    register = reading.training_register(training_register(*rows), "training-register.xlsx", Config())
    assert Sessions(register, TrainingSection()).trained("p-002", TODAY) is (status == "in-date")
    assert {first.person for first in first_training(register, TODAY, TrainingSection())} >= {"P-001"}


def test_who_has_left_or_is_paused_has_no_due_date() -> None:
    gone, paused = stand(person(1, left_on=TODAY - DAY), person(2, paused_from=TODAY), session(1))
    assert (gone.last, gone.due, gone.days) == (TODAY - 100 * DAY, None, None)
    assert (paused.last, paused.due, paused.days) == (None, None, None)


def test_without_a_day_of_starting_the_first_training_is_overdue_without_a_date() -> None:
    standing = of(person(1, started_on=None))
    assert (standing.code, standing.due, standing.days) == ("commencement-overdue", None, None)


def test_who_is_trained_today_by_the_status_is_trained_today_for_a_report() -> None:
    draw = Random(5)  # noqa: S311 - the same people on every run
    rows = [person(number, started_on=date(2024, 1, 1)) for number in range(1, 200)]
    for number in range(1, 200):
        day = TODAY + draw.randrange(-800, 100) * DAY
        note = f"Ill, until {TODAY + draw.randrange(-60, 60) * DAY:%d/%m/%Y}"
        rows.append(session(number, day, attendance=draw.choice(["Attended", "Waived", "Partial"]), note=note))
        rows.append(session(number, day + draw.randrange(-400, 400) * DAY))
    register = reading.training_register(training_register(*rows), "training-register.xlsx", Config())
    sessions = Sessions(register, TrainingSection())
    found = {each.person: each.code in TRAINED for each in statuses(register, TODAY, TrainingSection())}
    assert found == {person: sessions.trained(person.casefold(), TODAY) for person in found}
    assert {*found.values()} == {True, False}


def test_everybody_stands_in_the_order_of_the_sheet_and_once() -> None:
    rows = [person(3), person(1), person(3, started_on=TODAY), person(2, person_id=None), person(2)]
    assert [(standing.person, standing.row) for standing in stand(*rows)] == [("P-003", 2), ("P-001", 3), ("P-002", 6)]


def test_n_of_those_who_are_active_are_trained() -> None:
    rows = [person(number) for number in range(1, 5)]
    found = stand(*rows, person(5, left_on=date(2026, 1, 1)), session(1), session(2, TODAY - 360 * DAY))
    assert sum(standing.code in ACTIVE for standing in found) == 4
    assert sum(standing.code in TRAINED for standing in found) == 2


def test_the_rules_are_the_homes_own() -> None:
    assert stand(person(), session(), refresh_months=3)[0].code == "overdue"
    assert stand(person(), session(), due_soon_days=265)[0].code == "due-soon"
    assert stand(person(1, started_on=TODAY - 20 * DAY), grace_days=20)[0].code == "never-trained"


def test_an_empty_register_has_nobody() -> None:
    assert stand() == ()


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 11, 19), 12, date(2027, 11, 19)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 8, 31), 1, date(2026, 9, 30)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2028, 2, 29), -12, date(2027, 2, 28)),
        (date(2027, 1, 31), -2, date(2026, 11, 30)),
    ],
)
def test_months_on_or_back_is_the_same_day_or_the_months_last(day: date, months: int, then: date) -> None:
    assert days.add_months(day, months) == then


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 120))
def test_months_on_is_so_many_months_on_and_never_a_later_day(day: date, months: int) -> None:
    then = days.add_months(day, months)
    assert (then.year - day.year) * 12 + then.month - day.month == months
    assert then.day <= day.day
    assert then.day == day.day or (then + DAY).day == 1


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 60))
def test_who_was_trained_later_is_never_due_earlier(one: date, other: date, months: int) -> None:
    assert (days.add_months(one, months) <= days.add_months(other, months)) or one > other


@given(st.dates(date(2000, 1, 1), date(2098, 1, 1)), st.sampled_from(["%d/%m/%Y", "%d.%m.%y", "%d-%m-%Y"]))
def test_the_day_of_a_waiver_is_read_in_every_style(day: date, style: str) -> None:
    in_two_digits = "%y" in style and day.year > 2029  # Excel takes 30 to 99 for the last century
    meant = day.replace(year=day.year - 100) if in_two_digits else day
    assert read_note(f"Ill; until {day.strftime(style)}, see file").until == meant


@given(st.text())
def test_no_note_is_too_odd_to_be_looked_at(note: str) -> None:
    assert read_note(note).until is None or isinstance(read_note(note).until, date)
    read_note(f"until {note}")


@pytest.mark.parametrize(("given", "is_late"), [(TODAY, False), (TODAY + DAY, True)])
def test_a_waiver_that_is_given_on_the_day_of_the_first_session_puts_it_off(given: date, is_late: bool) -> None:
    waiver = session(1, given, attendance="Waived", note="On leave, until 01/06/2027")
    rows = training_register(person(1, started_on=TODAY - 40 * DAY), session(1, TODAY), waiver)
    register = reading.training_register(rows, "training-register.xlsx", Config())
    (first,) = first_training(register, TODAY + DAY, TrainingSection())
    assert first.is_late is is_late
