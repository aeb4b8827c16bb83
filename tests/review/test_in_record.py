"""Updates in the record's own row: notes that grow in a cell, and the day and text of the latest one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from olsxl.config import ConfigError, parse
from olsxl.register import reading, schema
from olsxl.register.updates.notes import dated_parts
from olsxl.review.plan import last_updates
from olsxl.rules import missing_columns
from tests.registers import (
    LAST_REVIEW,
    TODAY,
    grid,
    incident,
    incident_register,
    no_update,
    plain,
    ref,
    review,
    update,
)
from tests.review.planning import planned
from tests.rules.checking import check, where

if TYPE_CHECKING:
    from olsxl.register.registers import IncidentRegister
    from olsxl.workbook import AppendRow

NOTES = '[register]\nnotes = "Immediate action"'
PAIR = '[register]\nupdate_date = "Assessed on"\nupdate_text = "Assessment"'
REPORTED = date(2026, 10, 1)


def with_note(note: str, reported: date) -> AppendRow:
    return incident(occurred_on=reported, reported_on=reported, recorded_on=reported, immediate_action=note)


@pytest.mark.parametrize(
    "note",
    [
        "17/11 rang SW",
        "17/11/26 rang SW",
        "Device kept in the office. 17.11.2026: rang SW",
        "10/10 met the school. 17/11 rang SW. 18/11/2025 nothing yet",
        "17 Nov - rang SW",
        "3/11 met\n17th November: rang SW",
        "(17-11) rang SW",
        "17\u204411\u204426 rang SW",
        "3/11 met\n17 \uff0f 11: rang SW",
        "17\u221211 rang SW",
        "2026-11-17 rang SW",
        "17/11 rang SW 3/11 met",
        "3/11 met\nTues 17/11 rang SW",
        "Tuesday 17th Nov - SW rang",
        "RE 17/11: rang SW",
        "R.E. - 17/11 rang SW",
        "Update 17/11: rang SW",
        "Last update 17/11/26 by RE: SW rang",
        "[17/11/26] rang SW",
        "17-Nov rang SW",
        "17Nov rang SW",
        "17-Nov-26 rang SW",
        "Nov 17: rang SW",
        "November 17th, 2026 rang SW",
        "17 / 11 / 26 rang SW",
        "17/11rang SW",
        "17/11 14:30 rang SW",
        "rang SW on 17/11",
        "3/11 met\nRang SW (17/11/26)",
        "SW rang \u2013 RE, 17/11/26",
        "Email from SW 17/11 - no change",
        "Spoke to mum 17/11",
        "School meeting held 17/11",
    ],
)
def test_a_part_of_the_notes_that_opens_with_a_day_of_the_window_is_an_update(note: str) -> None:
    plan = planned(
        incident(reported_on=REPORTED, recorded_on=REPORTED, immediate_action=note), review(), settings=NOTES
    )
    assert plan.updated == (ref(1),)
    assert plan.update_rows == ()


@pytest.mark.parametrize(
    "note",
    [
        "12/11 rang SW",
        "W/c 16/11 SW to ring",
        "WC 17/11 SW rings",
        "By 17/11: ring SW",
        "SW to ring 17/11",
        "SW will ring 17/11",
        "She'll hear 17/11",
        "School meeting 17/11",
        "CAMHS appointment 17/11",
        "Meeting booked for 17/11",
        "Off sick until 17/11",
        "Seen 10/11 and 17/11",
        "3/11 met. Next visit 17/11",
        "DUE 17/11",
        "17/11/2025 rang SW",
        "20/11 will ring SW",
        "17 people were told",
        "17:11 rang SW",
        "31/02 rang SW",
        "",
    ],
)
def test_what_opens_with_no_day_of_the_window_is_none(note: str) -> None:
    plan = planned(
        incident(reported_on=REPORTED, recorded_on=REPORTED, immediate_action=note), review(), settings=NOTES
    )
    assert plan.no_update == (ref(1),)
    assert len(plan.update_rows) == 1


def test_what_led_up_to_the_report_moves_no_later_part_into_another_year() -> None:
    note = "27/9 SW had warned us\n10/10 met the school\n17/11 rang SW"
    assert [part.day for part in dated_parts(note, REPORTED)] == [
        date(2026, 9, 27),
        date(2026, 10, 10),
        date(2026, 11, 17),
    ]


def test_a_note_of_last_year_without_its_year_is_none_of_this_week() -> None:
    old = date(2025, 11, 3)
    note = "17/11 rang SW. 12/12 school. 9/1 police closed it"
    plan = planned(with_note(note, old), review(), settings=NOTES)
    assert plan.no_update == (ref(1),)
    days = [part.day for part in dated_parts(note, old)]
    assert days == [date(2025, 11, 17), date(2025, 12, 12), date(2026, 1, 9)]


def test_notes_may_stand_newest_first() -> None:
    days = [part.day for part in dated_parts("9/1 closed\n20/12 met\n15/12 rang", date(2025, 12, 14))]
    assert days == [date(2026, 1, 9), date(2025, 12, 20), date(2025, 12, 15)]


def test_a_no_update_that_the_manager_wrote_in_the_notes_stands_and_none_is_added() -> None:
    plan = planned(incident(immediate_action="17/11: No update."), review(), settings=NOTES)
    assert (plan.no_update, plan.update_rows) == ((ref(1),), ())


def test_the_day_of_the_latest_update_in_the_record_counts() -> None:
    record = incident(assessed_on=TODAY, assessment="Rang SW")
    assert planned(record, review(), settings=PAIR).updated == (ref(1),)
    assert planned(incident(assessed_on=LAST_REVIEW), review(), settings=PAIR).no_update == (ref(1),)
    marked = planned(incident(assessed_on=TODAY, assessment="No Update"), review(), settings=PAIR)
    assert (marked.no_update, marked.update_rows) == ((ref(1),), ())


SEVERAL = """[register]
update_date = ["Assessed on", "Ofcom raised on"]
update_text = ["Assessment", "Ofcom ref"]
"""


def test_each_of_several_pairs_is_an_update_and_none_takes_the_place_of_another() -> None:
    earlier = incident(
        assessed_on=date(2026, 11, 2), assessment="Rang SW", ofcom_raised_on=TODAY, ofcom_ref="Met school"
    )
    assert planned(earlier, review(), settings=SEVERAL).updated == (ref(1),)
    register = reading.incident_register(incident_register(earlier), "r.xlsx", parse(SEVERAL))
    found = register.entries[["day", "text"]].itertuples(index=False)
    assert [(day.date(), text) for day, text in found] == [(date(2026, 11, 2), "Rang SW"), (TODAY, "Met school")]


def test_a_row_without_a_reference_is_an_update_of_the_record_above_it_where_the_settings_say_so() -> None:
    rows: list[list[object]] = [
        ["Incident ref", "Reported on", "Summary", "Immediate action", "Status"],
        [None, date(2026, 11, 1), "Of no record", "x", None],
        ["L1", date(2026, 11, 2), "Clip", "x", "Open"],
        [None, date(2026, 11, 9), "Rang SW", None, None],
        [None, None, "Met", "x", None],
        [None, date(2026, 11, 11), "Calls", "x", "Open"],
        ["L2", "03/11/2026", "Film", "x", "Closed"],
        [None, "10/11/2026", None, "Told school", None],
        ["l1", date(2026, 11, 12), "Rang SW again", None, None],
        ["L2", date(2026, 11, 13), "Another", None, "Open"],
    ]
    ours = {sheet.name: [sheet.headings] for sheet in (schema.UPDATES, schema.REVIEWS)}
    data = plain({"Incidents": rows, **ours})
    register = reading.incident_register(data, "r.xlsx", parse("[register]\nfollow_ups = true"))
    found = register.entries[["ref", "row", "text"]].itertuples(index=False, name=None)
    assert [*found] == [("L1", 4, "Rang SW"), ("L2", 8, "Told school"), ("L1", 9, "Rang SW again")]
    refs = register.incidents.frame["Incident ref"]
    assert [ref for ref in refs if ref] == ["R-0001", "L1", "R-0002", "L2", "L2"]
    assert register.incidents.without_key == [5]
    assert [(unread.first, unread.rows) for unread in register.unread] == [("A5", 1)]


def test_pairs_of_unequal_number_are_refused_with_what_to_do() -> None:
    with pytest.raises(ConfigError, match="name as many of each"):
        kept('[register]\nupdate_date = ["Assessed on", "Closed on"]\nupdate_text = "Assessment"')


def kept(settings: str) -> IncidentRegister:
    rows = grid(schema.INCIDENTS, incident(immediate_action="17/11 rang"))
    rows[0] = ["What we did" if heading == "Immediate action" else heading for heading in rows[0]]
    data = plain({"Incidents": rows, "Updates": grid(schema.UPDATES), "Reviews": grid(schema.REVIEWS)})
    return reading.incident_register(data, "incident-register.xlsx", parse(settings))


def test_notes_may_stand_in_a_column_of_the_managers_own() -> None:
    register = kept('[register]\nnotes = ["what we  did"]')
    assert last_updates(register.entries, TODAY) == {ref(1).lower(): date(2026, 11, 17)}
    assert last_updates(register.entries, date(2026, 11, 16)) == {}


def test_a_column_of_notes_that_is_not_there_is_told_with_the_closest() -> None:
    config = parse('[register]\nnotes = "Immediate actoin log"')
    found = missing_columns(kept('[register]\nnotes = "Immediate actoin log"').tables, config)
    assert [finding.code for finding in found] == ["WBK001"]
    assert "'Immediate actoin log'" in found[0].message


def test_a_note_counts_from_the_first_day_of_the_window_to_its_last() -> None:
    days = {LAST_REVIEW: (), LAST_REVIEW + timedelta(days=1): (ref(1),), TODAY: (ref(1),)}
    for day, updated in days.items():
        noted = incident(immediate_action=f"{day:%d/%m/%Y} rang SW")
        assert planned(noted, review(), settings=NOTES).updated == updated


def test_a_note_of_the_week_before_in_a_record_that_the_review_marked_is_a_late_entry() -> None:
    noted = with_note(f"{LAST_REVIEW - timedelta(days=1):%d/%m/%Y} rang SW", REPORTED)
    (record,) = planned(noted, no_update(), review(), settings=NOTES).records
    assert (record.updated, record.late) == (True, True)


def test_a_no_update_typed_beside_a_note_of_the_same_week_is_contradicted() -> None:
    noted = with_note(f"{TODAY:%d/%m/%Y} rang SW", REPORTED)
    own = no_update(day=TODAY, by="P-001", review=None)
    assert where(check(noted, own, review(), settings=NOTES), "UPD206") == ["Updates!D2"]


def test_the_content_hash_covers_rows_of_updates_alone() -> None:
    noted = incident(immediate_action="17/11 rang SW")
    assert planned(noted, review(), settings=NOTES).covered == ()


def test_every_update_is_an_entry_wherever_it_stands() -> None:
    noted = incident(immediate_action="17/11: rang SW\n18/11: No update.", assessed_on=TODAY, assessment="Met school")
    register = reading.incident_register(
        incident_register(noted, update(day=LAST_REVIEW, body_told="LADO")), "r.xlsx", parse(NOTES + PAIR[10:])
    )
    found = register.entries[["ref", "day", "type", "text", "body_told", "no_update"]].itertuples(index=False)
    assert [(reference, day.date(), *rest) for reference, day, *rest in found] == [
        (ref(1), LAST_REVIEW, "Progress", "Talked it over with the social worker", "LADO", False),
        (ref(1), TODAY, "In record", "Met school", "", False),
        (ref(1), date(2026, 11, 17), "In record", "rang SW", "", False),
        (ref(1), date(2026, 11, 18), "In record", "No update.", "", True),
    ]
    cells = [
        (register.updates if source == "Updates" else register.incidents).where(row, heading)
        for source, row, heading in register.entries[["source", "row", "heading"]].itertuples(index=False)
    ]
    assert cells == ["Updates!D2", "Incidents!V2", "Incidents!S2", "Incidents!S2"]
