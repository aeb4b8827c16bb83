"""The demo's records: believable on whichever day they are laid out, and right but for the mistakes planted in them."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from olsxl.demo import records, staff
from olsxl.register import schema
from olsxl.register.schema import AUTOMATIC, NO_UPDATE, SUB_TYPES, Sheet
from olsxl.review.content_hash import CoveredRow, content_hash
from olsxl.review.week import review_id

Row = dict[str, Any]

DAYS = [
    *(date(2026, 11, 16) + timedelta(days=offset) for offset in range(7)),  # each day of a week
    date(2026, 12, 31),
    date(2027, 1, 1),  # a Friday, in the 53rd week of 2026
    date(2027, 1, 3),
    date(2027, 1, 4),
    date(2026, 3, 29),  # clocks go forward
    date(2028, 2, 29),
    date(2029, 1, 1),  # a Monday
    date(2028, 1, 2),
]
EACH_DAY = pytest.mark.parametrize("today", DAYS, ids=lambda day: f"{day:%a-%Y-%m-%d}")

DECISIONS = {
    "Law enforcement": "Law enforcement note",
    "Training and education": "Training and education note",
    "Technical controls": "Technical controls note",
    "Ofsted notification": "Ofsted note",
}
REMEDIATION = tuple(DECISIONS)[:3]


def incidents(today: date, *, mistakes: bool = True) -> list[Row]:
    return records.incidents(today, mistakes=mistakes)


def updates(today: date, *, mistakes: bool = True) -> list[Row]:
    return records.updates(today, mistakes=mistakes)


def reviews(today: date) -> list[Row]:
    return records.reviews(today)


def signers(today: date) -> list[Row]:
    return records.signers(today)


def people(today: date) -> list[Row]:
    return records.people(today)


def training(today: date) -> list[Row]:
    return records.training(today)


def sheets(today: date, *, mistakes: bool = False) -> dict[Sheet, list[Row]]:
    return {
        schema.INCIDENTS: incidents(today, mistakes=mistakes),
        schema.UPDATES: updates(today, mistakes=mistakes),
        schema.REVIEWS: reviews(today),
        schema.SIGNERS: signers(today),
        schema.PEOPLE: people(today),
        schema.TRAINING: training(today),
    }


def day_of(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def is_open(row: Row, day: date) -> bool:
    return bool(row["Recorded on"] <= day and ("Closed on" not in row or row["Closed on"] > day))


def texts(rows: list[Row]) -> str:
    return "\n".join(value for row in rows for value in row.values() if isinstance(value, str))


@EACH_DAY
def test_every_value_is_of_its_column_and_every_choice_is_on_its_list(today: date) -> None:
    types = {"date": date, "stamp": datetime, "count": int}
    for sheet, rows in sheets(today).items():
        for heading, value in ((heading, value) for row in rows for heading, value in row.items()):
            column = sheet.column(heading)
            assert type(value) is types.get(column.kind, str), heading
            assert not column.values or value in schema.LISTS[column.values], value


@EACH_DAY
def test_every_row_has_what_is_indispensable(today: date) -> None:
    for sheet, rows in sheets(today).items():
        needed = {sheet.key, *(column.heading for column in sheet.columns if column.indispensable)}
        assert all(needed <= set(row) for row in rows)


@EACH_DAY
def test_references_count_each_year_without_a_gap(today: date) -> None:
    numbers: dict[int, list[int]] = {}
    for row in incidents(today):
        found = re.fullmatch(r"OLS-(\d{4})-(\d{4})", row["Incident ref"])
        assert found
        assert int(found[1]) == row["Reported on"].year
        numbers.setdefault(int(found[1]), []).append(int(found[2]))
    assert all(found == list(range(1, len(found) + 1)) for found in numbers.values())


@EACH_DAY
def test_nothing_that_people_did_lies_in_the_future(today: date) -> None:
    ahead = {"Paused to"}
    for rows in sheets(today, mistakes=True).values():
        days = [
            day_of(value)
            for row in rows
            for heading, value in row.items()
            if isinstance(value, date) and heading not in ahead
        ]
        assert max(days) < today


@EACH_DAY
def test_what_happened_was_reported_then_recorded_within_a_day(today: date) -> None:
    for row in incidents(today, mistakes=False):
        assert row["Occurred on"] <= row["Reported on"] <= row["Recorded on"]
        assert row["Recorded on"] - row["Reported on"] <= timedelta(days=1)


@EACH_DAY
def test_reporters_of_the_home_were_there_and_trained_on_the_day(today: date) -> None:
    staff_ = {row["Person ID"]: row for row in people(today)}
    sessions = [row for row in training(today) if row["Attendance"] == "Attended"]
    for row in incidents(today):
        if row["Reporter type"] in ("Onsite staff", "Offsite carer", "Volunteer"):
            day, person = row["Reported on"], staff_[row["Reported by"]]
            assert person["Started on"] <= day <= person.get("Left on", today)
            attended = [session["Session on"] for session in sessions if session["Person ID"] == row["Reported by"]]
            assert any(day - timedelta(days=365) < session <= day for session in attended)
            assert (person["Base"] == "Offsite") == (row["Reporter type"] == "Offsite carer")


@EACH_DAY
def test_event_type_risk_area_and_sub_type_belong_together(today: date) -> None:
    areas = dict(zip(schema.LISTS["event_type"], SUB_TYPES, strict=False))
    for row in incidents(today):
        assert row["Sub-type"] in SUB_TYPES[row["Risk area"]]
        assert row["Risk area"] in (areas[row["Event type"]], "Commerce")


def test_all_four_cs_and_onsite_and_offsite_reporters_are_among_them() -> None:
    rows = incidents(DAYS[0])
    assert {row["Risk area"] for row in rows} == set(SUB_TYPES)
    assert {"Onsite staff", "Offsite carer", "Volunteer", "Child", "Anonymous"} <= {
        row["Reporter type"] for row in rows
    }
    assert {row["Status"] for row in incidents(DAYS[0], mistakes=False)} == set(schema.LISTS["status"])


@EACH_DAY
def test_each_decision_has_a_day_and_a_reason_and_is_made_before_the_record_closes(today: date) -> None:
    for row in incidents(today, mistakes=False):
        for decision, note in DECISIONS.items():
            decided = row[decision] != "Under consideration"
            assert bool(re.match(r"\d\d/\d\d/\d{4}: \w", row.get(note, ""))) == decided
        assert row["Ofsted notification"] != "Under consideration"
        closed = row["Status"] == "Closed"
        assert not closed or all(row[decision] != "Under consideration" for decision in REMEDIATION)
        assert all((heading in row) == closed for heading in ("Closed on", "Closed by", "Outcome"))


@EACH_DAY
def test_ofcom_is_told_where_the_policy_asks_for_it(today: date) -> None:
    for row in incidents(today):
        age_inappropriate = row["Event type"] == "Age-inappropriate information"
        asked = row["Via legitimate service"] == "Yes" and (age_inappropriate or row["Imagery involved"] == "Yes")
        assert (row["Ofcom complaint"] == "Raised") == asked == ("Ofcom raised on" in row)


@EACH_DAY
def test_every_record_has_a_safeguarding_reference_children_and_an_owner(today: date) -> None:
    for row in incidents(today):
        assert re.fullmatch(r"SG-\d{4}", row["Safeguarding ref"])
        assert all(re.fullmatch(r"C-[A-Z0-9]{4}", child) for child in row["Child refs"].split(", "))
        assert row["Owner"] in ("P-001", "P-002")


@EACH_DAY
def test_updates_lie_between_the_report_and_the_closing(today: date) -> None:
    known = {row["Incident ref"]: row for row in incidents(today, mistakes=False)}
    rows = updates(today, mistakes=False)
    for row in rows:
        record = known[row["Incident ref"]]
        assert record["Reported on"] <= row["Date"] <= record.get("Closed on", today)
        assert row["Entered at"].date() == row["Date"]
        assert (row["Type"] == NO_UPDATE) == (row["Update"] == NO_UPDATE) == (row["By"] == AUTOMATIC)
        assert (row["Type"] == "Closure") == (row["Date"] == record.get("Closed on"))
    assert [row["Entered at"] for row in rows] == sorted(row["Entered at"] for row in rows)


@EACH_DAY
def test_each_review_found_every_open_record_updated_or_marked_it_once(today: date) -> None:
    known, typed = incidents(today, mistakes=False), updates(today, mistakes=False)
    for review in reviews(today):
        first, last = review["Period from"], review["Reviewed on"]
        inside = [row for row in typed if first <= row["Date"] <= last]
        marked = Counter(row["Incident ref"] for row in inside if row["Type"] == NO_UPDATE)
        updated = {row["Incident ref"] for row in inside if row["Type"] != NO_UPDATE}
        open_ = [row["Incident ref"] for row in known if is_open(row, last)]
        assert review["Refs covered"].split(", ") == open_
        assert (review["Open"], review["No Update"]) == (len(open_), len(marked))
        assert review["Updated"] == review["Open"] - review["No Update"]
        assert set(open_) - updated == set(marked) == {ref for ref, rows in marked.items() if rows == 1}
        assert all(
            row["Review"] == review["Review"] and row["Date"] == last for row in inside if row["By"] == AUTOMATIC
        )


@EACH_DAY
def test_each_content_hash_can_be_computed_from_the_rows(today: date) -> None:
    typed = updates(today)
    for review in reviews(today):
        refs = review["Refs covered"].split(", ")
        inside = [row for row in typed if review["Period from"] <= row["Date"] <= review["Reviewed on"]]
        counted = [
            CoveredRow(row["Incident ref"], row["Date"], row["Type"], row["Update"], row["By"])
            for row in inside
            if row["Incident ref"] in refs
        ]
        updated = {row.ref for row in counted if row.type != NO_UPDATE}
        states = [(ref, ref in updated) for ref in refs]
        assert review["Content hash"] == content_hash(review["Review"], review["Reviewed on"], states, counted)


@EACH_DAY
def test_each_week_has_its_review_but_one_that_the_next_review_explains(today: date) -> None:
    made = reviews(today)
    first = made[0]["Reviewed on"]
    weeks = [review_id(first + timedelta(weeks=number)) for number in range(14)]
    missed = [week for week in weeks if week not in {row["Review"] for row in made}]
    assert [review_id(row["Reviewed on"]) for row in made] == [row["Review"] for row in made]
    assert len(made) == 13
    assert len(missed) == 1
    commented = [row for row in made if "Comment" in row]
    assert [row["Review"] for row in commented] == [weeks[weeks.index(missed[0]) + 1]]
    assert missed[0] in commented[0]["Comment"]


@EACH_DAY
def test_this_week_has_no_review_yet_and_the_last_is_at_most_a_week_old(today: date) -> None:
    last = reviews(today)[-1]
    assert review_id(today) not in {row["Review"] for row in reviews(today)}
    assert review_id(last["Reviewed on"] + timedelta(weeks=1)) == review_id(today)
    assert today - last["Reviewed on"] <= timedelta(days=7)


@EACH_DAY
def test_all_reviews_but_the_newest_were_signed_by_a_signer_within_the_week(today: date) -> None:
    *signed, newest = reviews(today)
    allowed = {row["Person"]: row for row in signers(today)}
    assert not {"Reviewed by", "Capacity", "Method", "Signed on"} & set(newest)
    for row in signed:
        signer = allowed[row["Reviewed by"]]
        assert row["Capacity"] == signer["Capacity"]
        assert signer["From"] <= row["Reviewed on"] <= row["Signed on"].date() <= row["Reviewed on"] + timedelta(days=7)
    assert {row["Capacity"] for row in signed} == {"Registered Manager", "Deputy"}


@EACH_DAY
def test_one_record_is_open_for_long_and_one_has_gone_quiet(today: date) -> None:
    rows = [row for row in incidents(today, mistakes=False) if row["Status"] != "Closed"]
    assert len([row for row in rows if today - row["Reported on"] > timedelta(days=90)]) == 1
    last = {row["Incident ref"]: row["Type"] for row in updates(today, mistakes=False)}
    runs = Counter[str]()
    for row in updates(today, mistakes=False):
        runs[row["Incident ref"]] = runs[row["Incident ref"]] + 1 if row["Type"] == NO_UPDATE else 0
    assert [ref for ref, run in runs.items() if run >= 4] == [ref for ref, kind in last.items() if kind == NO_UPDATE]


@EACH_DAY
def test_training_shows_every_state_there_is(today: date) -> None:
    def state(person: Row) -> str:
        attended = [r["Session on"] for r in sessions if r["Person ID"] == person["Person ID"]]
        if "Left on" in person or "Paused from" in person:
            return "away"
        if not attended:
            return "never" if today - person["Started on"] <= timedelta(days=14) else "never, late"
        left = max(attended) + timedelta(days=365) - today
        return "overdue" if left < timedelta() else "soon" if left <= timedelta(days=60) else "in date"

    sessions = [row for row in training(today) if row["Attendance"] == "Attended"]
    states = Counter(state(person) for person in people(today))
    assert states == {"in date": 7, "away": 2, "never": 1, "never, late": 1, "overdue": 1, "soon": 1}


@EACH_DAY
def test_everybody_was_first_trained_in_time_and_while_working_here(today: date) -> None:
    sessions = [row for row in training(today) if row["Attendance"] == "Attended"]
    for person in people(today):
        days = [row["Session on"] for row in sessions if row["Person ID"] == person["Person ID"]]
        assert not days or timedelta() <= min(days) - person["Started on"] <= timedelta(days=14)
        assert all(day <= person.get("Left on", today) for day in days)
        assert all(later - earlier <= timedelta(days=365) for earlier, later in pairwise(sorted(days)))
    keys = Counter((row["Person ID"], row["Session on"]) for row in training(today))
    assert set(keys.values()) == {1}
    assert all(day.weekday() < 5 for day in (row["Session on"] for row in training(today)))


@EACH_DAY
def test_a_waiver_has_a_reason_and_an_end(today: date) -> None:
    waived = [row["Note"] for row in training(today) if row["Attendance"] == "Waived"]
    assert len(waived) == 1
    assert re.search(r"\w+.* until \d\d/\d\d/\d{4}", waived[0])


def test_nobody_is_named_in_the_register_and_no_word_is_used_that_must_not_be() -> None:
    said = texts(incidents(DAYS[0])) + texts(updates(DAYS[0]))
    names = {part for person in staff.PEOPLE for part in person.name.split()}
    assert not [name for name in names if name in said]
    assert not re.search(r"sexting|child porn|revenge porn|screenshot|@|\d{6}|born|DOB", said)


def test_mistakes_are_few_and_can_be_left_out() -> None:
    today = DAYS[0]
    clean, spoilt = (incidents(today, mistakes=mistakes) for mistakes in (False, True))
    changed = [
        heading
        for right, wrong in zip(clean, spoilt, strict=True)
        for heading in right
        if right[heading] != wrong.get(heading)
    ]
    assert changed == ["Assessed on", "Recorded on", "Outcome", "Status"]
    rows = updates(today, mistakes=False)
    planted = [row for row in updates(today, mistakes=True) if row not in rows]
    assert [row["Incident ref"][-4:] for row in planted] == ["O010", "0008"]
    assert planted[1]["Type"] == NO_UPDATE != planted[1]["Update"]


def test_the_same_day_gives_the_same_records() -> None:
    assert sheets(DAYS[0]) == sheets(DAYS[0])
