"""WBK: what keeps a workbook from being read as it is meant."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from olsxl.register import schema
from tests.registers import (
    TODAY,
    add_table,
    book,
    closed,
    grid,
    incident,
    incident_register,
    person,
    plain,
    review,
    saved,
    session,
    update,
    with_cells,
)
from tests.rules.checking import check, only, told, where

if TYPE_CHECKING:
    from collections.abc import Sequence

    from olsxl.workbook import AppendRow

WITHOUT_SAFEGUARDING = [heading for heading in schema.INCIDENTS.headings if heading != "Safeguarding ref"]


def sheets(*rows: AppendRow, headings: Sequence[str] | None = None) -> dict[str, list[list[object]]]:
    """The three sheets of a plain register, with these incidents."""
    return {
        "Incidents": grid(schema.INCIDENTS, *rows, headings=headings),
        "Updates": grid(schema.UPDATES),
        "Reviews": grid(schema.REVIEWS, review()),
    }


# WBK001


def test_a_plain_register_in_order_has_no_finding() -> None:
    assert check(incidents=plain(sheets(incident()))) == []


def test_an_indispensable_column_that_is_missing_is_told_with_the_closest_heading() -> None:
    laid_out = sheets(incident())
    laid_out["Incidents"][0] = ["Reported" if h == "Reported on" else h for h in laid_out["Incidents"][0]]
    finding = only(check(incidents=plain(laid_out)))
    assert (finding.code, finding.severity, finding.sheet, finding.cell) == ("WBK001", "error", "Incidents", None)
    assert finding.message == "The sheet 'Incidents' has no column 'Reported on'; the closest heading is 'Reported'"
    assert "[columns.incidents]" in finding.fix
    assert "row 1" in finding.fix


def test_of_a_column_of_notes_that_is_missing_the_setting_is_told_that_names_it() -> None:
    findings = check(incidents=plain(sheets(incident())), settings='[register]\nnotes = ["Follow up 1"]')
    assert findings[0].fix == (
        "Head the column 'Follow up 1' in row 1, or write its own heading for 'Follow up 1' in olsxl.toml under "
        "[register], where that stands"
    )


def test_a_heading_that_olsxl_toml_gives_and_nobody_has_is_named() -> None:
    settings = '[columns.incidents]\n"Incident ref" = "Log number"'
    findings = check(incidents=plain(sheets(incident())), settings=settings)
    assert findings[0].message.startswith("The sheet 'Incidents' has no column 'Log number'")


def test_without_its_references_a_sheet_is_held_to_no_other_rule() -> None:
    laid_out = sheets(incident())
    laid_out["Updates"] = grid(schema.UPDATES, update(by=None, date=None), headings=schema.UPDATES.headings[1:])
    assert told(check(incidents=plain(laid_out))) == [("WBK001", "Updates", "error")]


def test_an_optional_column_may_be_missing() -> None:
    assert check(incidents=plain(sheets(incident(), headings=WITHOUT_SAFEGUARDING))) == []


def test_a_sheet_that_is_missing_is_told_with_the_closest_name() -> None:
    laid_out = sheets(incident())
    laid_out["Incident log"] = laid_out.pop("Incidents")
    finding = only(check(incidents=plain(laid_out)))
    assert (finding.code, finding.severity, finding.where) == ("WBK001", "error", "incident-register.xlsx")
    assert finding.message == (
        "incident-register.xlsx has no sheet or table named 'Incidents'; the closest is 'Incident log'"
    )


def test_a_year_whose_sheet_is_missing_is_told() -> None:
    laid_out = sheets(incident())
    laid_out["Log 2025"] = laid_out.pop("Incidents")
    findings = check(incidents=plain(laid_out), settings='[sheets]\nincidents = ["Log 2025", "Log 2026"]')
    finding = only(findings)
    assert (finding.code, finding.where) == ("WBK001", "incident-register.xlsx")
    assert "named 'Log 2026'" in finding.message


def test_a_column_that_only_the_second_year_lacks_is_told_of_that_year() -> None:
    laid_out = sheets(incident(1))
    headings = [heading for heading in schema.INCIDENTS.headings if heading != "Status"]
    years = {
        "Log 2025": laid_out.pop("Incidents"),
        "Log 2026": grid(schema.INCIDENTS, incident(2), headings=headings),
    }
    finding = only(check(incidents=plain(years | laid_out), settings='[sheets]\nincidents = ["Log 2025", "Log 2026"]'))
    assert (finding.code, finding.sheet) == ("WBK001", "Log 2026")


# WBK003


def test_a_second_column_of_the_same_heading_is_told_at_its_heading() -> None:
    laid_out = sheets(incident())
    laid_out["Incidents"][0].append("reported  ON")
    finding = only(check(incidents=plain(laid_out)))
    assert (finding.code, finding.where, finding.severity) == ("WBK003", "Incidents!AO1", "error")
    assert finding.message == "This is a second column headed 'Reported on'; only column E is read"


def test_the_heading_to_the_letter_is_read_also_where_a_like_one_stands_first() -> None:
    laid_out = sheets(incident())
    laid_out["Incidents"] = [["REPORTED-ON", *laid_out["Incidents"][0]], [None, *laid_out["Incidents"][1]]]
    finding = only(check(incidents=plain(laid_out)))
    assert (finding.where, "only column F is read" in finding.message) == ("Incidents!A1", True)


def test_headings_of_the_managers_own_may_repeat() -> None:
    laid_out = sheets(incident())
    laid_out["Incidents"][0] += ["Notes", "Notes", None, "#", "-"]
    assert check(incidents=plain(laid_out)) == []


# WBK004, WBK005: formulas and errors, in workbooks with stored values


def calculated(**cells: str) -> bytes:
    """A register of two records in which cells hold this XML."""
    return with_cells(book(sheets(incident(1), incident(2))), "Incidents", cells)


def test_a_column_of_formulas_is_told_once_at_the_first() -> None:
    data = calculated(B2=' t="str"><f>1</f><v>SG-1</v>', B3=' t="str"><f>1</f><v>SG-2</v>')
    finding = only(check(incidents=data))
    assert (finding.code, finding.where, finding.severity) == ("WBK004", "Incidents!B2", "warning")
    assert finding.message.startswith("'Safeguarding ref' is worked out by a formula")


def test_formulas_without_a_stored_value_are_told_once_a_column_with_their_number() -> None:
    data = calculated(B2="><f>1</f>", B3="><f>1</f>", C3="><f>1</f>")
    findings = check(incidents=data)
    assert told(findings) == [("WBK004", "Incidents!B2", "error"), ("WBK004", "Incidents!C3", "error")]
    assert "here and in 1 more of its cells" in findings[0].message
    assert "more" not in findings[1].message


def test_a_column_of_formulas_of_which_one_was_never_calculated_is_told_of_both() -> None:
    data = calculated(B2=' t="str"><f>1</f><v>SG-1</v>', B3="><f>1</f>")
    assert told(check(incidents=data)) == [
        ("WBK004", "Incidents!B2", "warning"),
        ("WBK004", "Incidents!B3", "error"),
    ]


def test_formulas_without_a_stored_value_are_told_for_each_year() -> None:
    laid_out = sheets()
    laid_out |= {"Log 2025": grid(schema.INCIDENTS, incident(1)), "Log 2026": grid(schema.INCIDENTS, incident(2))}
    laid_out["Log 2025"][1][1] = laid_out["Log 2026"][1][1] = "=1"
    findings = check(incidents=plain(laid_out), settings='[sheets]\nincidents = ["Log 2025", "Log 2026"]')
    assert where(findings, "WBK004") == ["Log 2025!B2", "Log 2026!B2"]


def test_formulas_in_the_managers_own_columns_are_welcome() -> None:
    laid_out = sheets(incident())
    laid_out["Incidents"][0].append("Days open")
    laid_out["Incidents"][1].append("=1+1")
    assert check(incidents=plain(laid_out)) == []


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#NAME?", "#DIV/0!"])
def test_an_excel_error_is_told_at_its_cell(error: str) -> None:
    finding = only(check(incidents=calculated(B3=f' t="e"><v>{error}</v>')))
    assert (finding.code, finding.where, finding.severity) == ("WBK005", "Incidents!B3", "error")
    assert finding.message == f"'Safeguarding ref' shows the Excel error {error}"


# WBK006


@pytest.mark.parametrize(
    ("typed", "severity"),
    [("10/11/2026", "warning"), ("10 Nov 2026", "warning"), ("11/22/2026", "error"), ("in spring", "error")],
)
def test_a_date_typed_as_text_is_a_warning_where_it_is_understood_and_else_an_error(typed: str, severity: str) -> None:
    finding = only(check(incident(reported_on=typed, occurred_on=None, recorded_on=None), update()))
    assert (finding.code, finding.where, finding.severity) == ("WBK006", "Incidents!E2", severity)


def test_the_date_that_was_understood_is_told_and_used() -> None:
    findings = check(incident(reported_on="13/11/2026", recorded_on=None), update())
    assert told(findings) == [("WBK006", "Incidents!E2", "warning"), ("UPD203", "Updates!B2", "error")]
    assert findings[0].message == "'Reported on' is a date typed as text; it is read as 13/11/2026"
    assert findings[0].fix == "Type 13/11/2026 again as a date"


def test_what_was_typed_in_place_of_a_date_is_not_repeated() -> None:
    finding = only(check(incident(occurred_on="when Sam came home")))
    assert "Sam" not in finding.message + finding.fix


@pytest.mark.parametrize("typed", [True, -1, 5.0e9])
def test_what_is_no_likely_day_is_no_date(typed: object) -> None:
    assert told(check(incident(occurred_on=typed))) == [("WBK006", "Incidents!D2", "error")]


# WBK007, WBK008


def test_a_value_that_is_not_allowed_is_told_with_the_closest() -> None:
    finding = only(check(incident(risk_area="Contakt")))
    assert (finding.code, finding.where, finding.severity) == ("WBK007", "Incidents!M2", "error")
    assert finding.message == "'Risk area' holds a value that is not among the allowed ones; the closest is 'Contact'"
    assert finding.fix == "Choose a value from the list, such as Contact"


def test_a_value_that_is_not_allowed_is_not_repeated() -> None:
    finding = only(check(incident(status="Sam has gone")))
    assert "Sam" not in finding.message + finding.fix


@pytest.mark.parametrize("typed", ["conduct", " Conduct", "Conduct\u00a0", "CONDUCT"])
def test_a_value_with_a_stray_blank_or_other_case_is_a_warning(typed: str) -> None:
    finding = only(check(incident(risk_area=typed)))
    assert (finding.code, finding.where, finding.severity) == ("WBK008", "Incidents!M2", "warning")
    assert finding.fix == "Type Conduct"


def test_a_value_of_the_homes_own_is_allowed() -> None:
    contact = "Inappropriate relationship"
    own = '[lists]\nreport_route = ["Carrier pigeon"]\n[values.risk_area]\n"Talk" = "Contact"'
    assert check(incident(report_route="Carrier pigeon", risk_area="Talk", event_type=contact), settings=own) == []


def test_people_and_training_are_held_to_their_lists_too() -> None:
    findings = check(person(category="Teacher"), session(attendance="attended"))
    assert told(findings) == [("WBK007", "People!D2", "error"), ("WBK008", "Training!G2", "warning")]


# WBK012


@pytest.mark.parametrize(
    ("rows", "cell"),
    [
        ([incident(1), update(1, incident_ref=None)], "Updates!A2"),
        ([incident(1), review(), review(TODAY, review=None)], "Reviews!A3"),
        ([person(1, person_id=None), person(2), session(2)], "People!A2"),
        ([person(2), session(2), session(2, person_id=None)], "Training!A3"),
    ],
)
def test_a_row_with_data_and_no_reference_is_told_at_its_key(rows: list[AppendRow], cell: str) -> None:
    finding = only(check(*rows))
    assert (finding.code, finding.where, finding.severity, finding.ref) == ("WBK012", cell, "error", None)


def test_a_row_without_a_reference_and_a_day_is_no_record() -> None:
    findings = check(incident(1), incident(2, incident_ref=None, reported_on=None))
    told_at = [(finding.where, finding.severity, finding.ref) for finding in findings if finding.code == "WBK012"]
    assert told_at == [("Incidents!A3", "error", None)]


def test_a_record_without_a_reference_among_others_is_told_with_the_one_that_it_was_given() -> None:
    finding = only(check(incident(1), incident(2, incident_ref=None)))
    assert (finding.code, finding.where, finding.severity, finding.ref) == (
        "WBK012",
        "Incidents!A3",
        "error",
        "R-0001",
    )
    assert finding.fix == "Type R-0001 there: updates and reviews name it so"
    assert check(incident(1), incident(2, incident_ref="R-0001")) == []


@pytest.mark.parametrize("label", ["Total", "TOTAL:", "Grand total", "Subtotal"])
@pytest.mark.parametrize("column", [0, 1])
def test_a_totals_row_of_a_plain_sheet_is_no_record(label: str, column: int) -> None:
    laid_out = sheets(incident(), incident(2))
    laid_out["Incidents"].append([*[None] * column, label, 2])
    assert check(incidents=plain(laid_out)) == []


def test_headings_said_again_within_the_data_are_no_record() -> None:
    laid_out = sheets(incident(), incident(2))
    laid_out["Incidents"].insert(2, laid_out["Incidents"][0])
    assert check(incidents=plain(laid_out)) == []


def test_a_narrative_that_begins_with_the_word_total_is_no_totals_row() -> None:
    narrative = "Total screen time was twice what had been agreed with the home"
    findings = check(incident(), incident(2, incident_ref=None, summary=narrative))
    assert where(findings, "WBK012") == ["Incidents!A3"]


# WBK014


def with_table(*below: list[object], height: int = 2, **attributes: object) -> bytes:
    """A register whose incidents are a table of so many rows, header included, with rows directly below it."""
    laid_out = sheets(incident())
    laid_out["Incidents"] += below
    made = book(laid_out)
    add_table(made, "Incidents", f"A1:AN{height}", "Incidents", **attributes)
    return saved(made)


def test_data_directly_below_a_table_is_told_at_its_first_cell() -> None:
    finding = only(check(incidents=with_table([None, "SG-9", "Larkfield House"])))
    assert (finding.code, finding.where, finding.severity) == ("WBK014", "Incidents!B3", "error")
    assert finding.message == "Row 3 stands below the table 'Incidents', outside it, and is not read"
    assert finding.fix.startswith("Drag the corner at the table's lower right down to row 3")


def test_all_rows_below_a_table_are_named() -> None:
    finding = only(check(incidents=with_table(["OLS-2"], ["OLS-3"], ["OLS-4"], [None], ["Legend"])))
    assert finding.message == "Rows 3 to 5 stand below the table 'Incidents', outside it, and are not read"
    assert "row 5" in finding.fix


@pytest.mark.parametrize(
    ("records", "message", "fix"),
    [
        (1, "Row 5 stands below the table 'Incidents', outside it, and is not read", "Cut the row and paste it"),
        (3, "Rows 5 to 7 stand below the table 'Incidents', outside it, and are not read", "Cut the rows and paste t"),
    ],
)
def test_records_below_blank_rows_are_told_and_are_to_be_moved_up(records: int, message: str, fix: str) -> None:
    rows = grid(schema.INCIDENTS, *(incident(number) for number in range(2, 2 + records)))[1:]
    finding = only(check(incidents=with_table([None], [None], *rows)))
    assert (finding.code, finding.where, finding.severity) == ("WBK014", "Incidents!A5", "error")
    assert finding.message == message
    assert finding.fix.startswith(fix)
    assert "directly below the table's last row" in finding.fix
    assert f"down to row {4 + records}" in finding.fix


@pytest.mark.parametrize(
    "below",
    [[None], ["Total", 1]],
    ids=["nothing", "a total"],
)
def test_what_is_no_data_may_stand_below_a_table(below: list[object]) -> None:
    assert where(check(incidents=with_table(below)), "WBK014") == []


def test_a_formula_below_a_table_is_no_data() -> None:
    made = book(sheets(incident()))
    add_table(made, "Incidents", "A1:AN2", "Incidents")
    data = with_cells(made, "Incidents", {"C3": "><f>COUNTA(C2)</f><v>1</v>"})
    assert check(incidents=data) == []


def test_another_table_may_stand_directly_below() -> None:
    laid_out = sheets(incident())
    laid_out["Incidents"] += [["Colour", "Meaning"], ["red", "urgent"]]
    made = book(laid_out)
    add_table(made, "Incidents", "A1:AN2", "Incidents")
    add_table(made, "Incidents", "A3:B4", "Legend")
    assert check(incidents=saved(made)) == []


def test_data_below_a_totals_row_is_told_and_the_totals_row_is_none() -> None:
    data = with_table(["Total"], ["OLS-2"], height=3, totalsRowCount=1)
    finding = only(check(incidents=data))
    assert (finding.code, finding.where) == ("WBK014", "Incidents!A4")


# several at once


def test_several_faults_of_one_row_are_all_told() -> None:
    row = closed(risk_area="conduct", event_type="Other", occurred_on="1/11/26", outcome=None, reported_by=None)
    assert told(check(incidents=incident_register(row, review(date(2026, 11, 12))))) == [
        ("WBK006", "Incidents!D2", "warning"),
        ("WBK007", "Incidents!L2", "error"),
        ("WBK008", "Incidents!M2", "warning"),
        ("INC122", "Incidents!AN2", "error"),
    ]
