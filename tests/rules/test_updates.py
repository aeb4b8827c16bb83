"""UPD: rows of Updates that do not say whose they are, when, or what."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from olsxl.register import schema
from tests.registers import (
    LAST_REVIEW,
    TODAY,
    closed,
    grid,
    incident,
    incident_register,
    no_update,
    plain,
    ref,
    review,
    update,
)
from tests.rules.checking import check, only, told, where

TOMORROW = TODAY + timedelta(days=1)
REPORTED = LAST_REVIEW - timedelta(days=2)
SINCE = "[register]\nsince = 2026-09-01"


def test_updates_in_order_have_no_finding() -> None:
    assert check(incident(), update(), no_update(), update(1, TODAY), update(1, REPORTED)) == []


def test_an_update_for_a_record_that_is_not_there_is_told_at_its_reference() -> None:
    finding = only(check(incident(1), update(1), update(2)))
    assert (finding.code, finding.where, finding.severity) == ("UPD201", "Updates!A3", "error")
    assert finding.ref == ref(2)
    assert finding.message == "'Incident ref' names a record that is not in the sheet 'Incidents'"


def test_where_olsxl_gives_the_references_an_update_for_a_record_that_is_not_there_is_told_too() -> None:
    log: list[list[object]] = [["Date", "What happened", "Status"], [REPORTED, "A dare", "Open"]]
    updates = grid(schema.UPDATES, update(incident_ref="R-0001"), update(incident_ref="R-0010"))
    settings = '[columns.incidents]\n"Incident ref" = ""\n"Reported on" = "Date"\nSummary = "What happened"\n'
    register = plain({"Incidents": log, "Updates": updates, "Reviews": grid(schema.REVIEWS, review())})
    pattern = '[register]\nref_pattern = "R-0001"\n'
    assert where(check(incidents=register, settings=settings + pattern), "UPD201") == ["Updates!A3"]


@pytest.mark.parametrize("same", ["ols-2026-0001", "OLS-2026-0001 ", "OLS\u20112026\u20110001"])
def test_an_update_names_its_record_whatever_the_case_blanks_and_dashes(same: str) -> None:
    assert check(incident(1), update(incident_ref=same)) == []


def test_numbers_and_digits_typed_as_text_name_the_same_record() -> None:
    numbered = '[register]\nref_pattern = "1"'
    assert check(incident(1, incident_ref="42"), update(incident_ref=42), settings=numbered) == []


def test_updates_of_history_may_name_their_record_and_no_other() -> None:
    old = closed(1, reported_on=date(2025, 1, 1))
    findings = check(old, update(1, date(2020, 1, 1), by=None), update(2), settings=SINCE)
    assert told(findings) == [("UPD201", "Updates!A3", "error")]


def test_without_the_sheet_of_incidents_its_absence_is_told_once_and_not_for_each_update() -> None:
    sheets = {"Updates": grid(schema.UPDATES, update(1), update(2)), "Reviews": grid(schema.REVIEWS, review())}
    assert told(check(incidents=plain(sheets))) == [("WBK001", "incident-register.xlsx", "error")]


def test_updates_of_a_register_without_records_are_all_unknown() -> None:
    assert where(check(incidents=incident_register(update(1), review())), "UPD201") == ["Updates!A2"]


def test_an_update_without_a_date_is_told() -> None:
    assert told(check(incident(), update(date=None))) == [("UPD202", "Updates!B2", "error")]


def test_a_date_that_cannot_be_read_is_told_once_and_not_as_a_blank_one() -> None:
    assert told(check(incident(), update(date="soon"))) == [("WBK006", "Updates!B2", "error")]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (TOMORROW, "'Date' is 20/11/2026, which has not come yet"),
        (REPORTED - timedelta(days=1), "'Date' is 09/11/2026, before the incident was reported (10/11/2026)"),
    ],
    ids=["in the future", "before the report"],
)
def test_an_update_that_cannot_be_of_its_day_is_told(day: date, words: str) -> None:
    finding = only(check(incident(), update(1, day)))
    assert (finding.code, finding.where, finding.severity) == ("UPD203", "Updates!B2", "error")
    assert finding.message == words


def test_an_automatic_row_before_a_mistyped_report_is_not_the_managers_fault() -> None:
    mistyped = incident(reported_on=TOMORROW, occurred_on=None, recorded_on=None)
    assert where(check(mistyped, no_update(), update()), "UPD203") == ["Updates!B3"]


def test_the_first_of_a_repeated_reference_says_when_it_was_reported() -> None:
    later = incident(1, reported_on=TODAY, recorded_on=TODAY)
    assert where(check(incident(1), later, update()), "UPD203") == []


def test_an_update_of_a_record_without_a_report_date_is_before_none() -> None:
    assert check(incident(reported_on=None, recorded_on=None, occurred_on=None), update(1, date(2020, 1, 1))) == []


def test_an_update_without_an_author_is_told() -> None:
    assert told(check(incident(), update(by=None), update(by=" \u00a0"))) == [
        ("UPD204", "Updates!E2", "error"),
        ("UPD204", "Updates!E3", "error"),
    ]


@pytest.mark.parametrize("text", ["no update", "No Update.", "No  Update", "nothing new", None])
def test_a_no_update_that_is_not_in_the_policys_words_is_told_at_its_text(text: str | None) -> None:
    assert told(check(incident(), no_update(update=text))) == [("UPD205", "Updates!D2", "error")]


@pytest.mark.parametrize("kind", ["Progress", None])
@pytest.mark.parametrize("text", ["No Update", "no update", " No  Update "])
def test_the_words_no_update_under_another_type_are_told_at_the_text(text: str, kind: str | None) -> None:
    assert told(check(incident(), update(type=kind, update=text))) == [("UPD205", "Updates!D2", "error")]


def test_a_no_update_typed_in_other_capitals_is_understood_and_its_text_held_to_the_words() -> None:
    findings = check(incident(), no_update(type="no update"), no_update(type="No update", update="no update"))
    assert told(findings) == [
        ("WBK008", "Updates!C2", "warning"),
        ("WBK008", "Updates!C3", "warning"),
        ("UPD205", "Updates!D3", "error"),
    ]


def test_a_type_that_is_not_understood_is_told_once() -> None:
    assert told(check(incident(), no_update(type="Nothing"))) == [("WBK007", "Updates!C2", "error")]


def test_a_text_that_goes_on_after_no_update_is_an_update() -> None:
    assert check(incident(), update(update="No Update from school; rang twice")) == []


def test_a_register_without_types_is_not_held_to_them() -> None:
    headings = [heading for heading in schema.UPDATES.headings if heading != "Type"]
    sheets = {
        "Incidents": grid(schema.INCIDENTS, incident()),
        "Updates": grid(schema.UPDATES, update(update="No Update"), headings=headings),
        "Reviews": grid(schema.REVIEWS, review()),
    }
    assert check(incidents=plain(sheets)) == []


def test_several_faults_of_one_row_are_all_told() -> None:
    findings = check(incident(), update(7, TOMORROW, by=None, update="no update"))
    assert told(findings) == [
        ("UPD201", "Updates!A2", "error"),
        ("UPD203", "Updates!B2", "error"),
        ("UPD204", "Updates!E2", "error"),
        ("UPD205", "Updates!D2", "error"),
    ]


def test_messages_quote_the_headings_as_they_stand() -> None:
    theirs = {"Date": "When", "By": "Who\nwrote it", "Type": "Kind", "Update": "What happened"}
    settings = '[columns.updates]\nDate = "When"\nBy = "who wrote it"\nType = "Kind"\nUpdate = "What happened"'
    rows = grid(schema.UPDATES, update(date=None, by=None), no_update(update="none"))
    rows[0] = [theirs.get(str(heading), heading) for heading in rows[0]]
    sheets = {
        "Incidents": grid(schema.INCIDENTS, incident()),
        "Updates": rows,
        "Reviews": grid(schema.REVIEWS, review()),
    }
    assert [finding.message for finding in check(incidents=plain(sheets), settings=settings)] == [
        "'When' is blank, so the update counts for no review",
        "'Who wrote it' is blank: nobody has put a name to the update",
        "'Kind' is No Update, but 'What happened' is not exactly No Update",
    ]


def commented(heading: str, *comments: object) -> list[str]:
    """Where UPD213 points to in a register with one more column, whose last record has an update of today."""
    rows = grid(schema.INCIDENTS, *(incident(number) for number in range(1, len(comments) + 1)))
    beside = [[*row, comment] for row, comment in zip(rows, [heading, *comments], strict=True)]
    updates = grid(schema.UPDATES, update(len(comments), TODAY))
    sheets = {"Incidents": beside, "Updates": updates, "Reviews": grid(schema.REVIEWS, review())}
    return where(check(incidents=plain(sheets)), "UPD213")


def test_a_day_of_this_week_under_a_heading_that_is_not_read_is_told_of_a_record_without_an_update() -> None:
    entry = f"{TODAY:%d/%m/%Y} SW rang back"
    old = f"{LAST_REVIEW:%d/%m/%Y} SW rang back"
    assert commented("Comments", entry, TODAY, old, "SW rang back", entry) == ["Incidents!AO2", "Incidents!AO3"]
    assert commented("Next visit due", TODAY, entry) == []


def test_so_is_one_that_opens_a_part_of_a_narrative_in_which_no_updates_are_read() -> None:
    records = [incident(1, immediate_action=f"{TODAY:%d/%m/%Y} SW rang"), incident(2, immediate_action="SW rang")]
    assert where(check(*records, review()), "UPD213") == ["Incidents!S2"]
