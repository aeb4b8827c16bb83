"""The faces of what `olsxl check` found: text, page and workbook tell each finding, and nothing that was typed acts."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator

from olsxl.findings import Finding
from olsxl.report.findings import TextStyle, as_text, changes_text
from olsxl.report.findings.page import context
from olsxl.report.findings.workbook import About, workbook
from olsxl.report.render import Renderer
from olsxl.rules import Change, find
from tests.report.markup import Look as Seen
from tests.report.markup import contrast, parse

DAY = date(2026, 11, 19)
CHANGES = [Change("INC122", "off", 3), Change("WBK008", "error")]
CHANGED = "Changed in olsxl.toml: INC122 is off (3 findings not shown); WBK008 is told as an error."


def finding(cell: str | None = "F14", **facts: object) -> Finding:
    plain = Finding(
        code="INC104",
        severity="error",
        workbook="incident-register.xlsx",
        sheet="Incidents",
        cell=cell,
        ref="OLS-2026-0007",
        message="'Reported on' is after 'Recorded on'",
        fix="Correct whichever is wrong",
    )
    return replace(plain, **facts)  # type: ignore[arg-type]  # the facts of a test are its own


def many(number: int) -> list[Finding]:
    """Findings of which no two say the same."""
    return [finding(f"F{row}", message=f"'Reported on' is {row} days too late") for row in range(1, number + 1)]


FOUND = [
    finding("F14", severity="warning"),
    finding("AA3"),
    finding("B3", message="=1+1 <b>bold</b>"),
    finding(None, sheet=None, ref=None, severity="warning", code="WBK008"),
    finding("A2", sheet="Bea's log", workbook="training-register.xlsx"),
]


def test_a_sheet_is_told_once_its_errors_first_and_each_from_the_top_down() -> None:
    lines = as_text(FOUND).splitlines()
    told = [line for line in lines if line and not line.startswith("    ")]
    assert told[:7] == [
        "incident-register.xlsx",
        "  warning WBK008 incident-register.xlsx",
        "incident-register.xlsx / Incidents",
        "  ERROR   INC104 Incidents!B3 [OLS-2026-0007]",
        "  ERROR   INC104 Incidents!AA3 [OLS-2026-0007]",
        "  warning INC104 Incidents!F14 [OLS-2026-0007]",
        "training-register.xlsx / Bea's log",
    ]
    assert "3 errors, 2 warnings." in lines


@pytest.mark.parametrize("width", [None, 40, 79])
def test_findings_take_forty_lines_and_the_rest_are_counted(width: int | None) -> None:
    found = [finding("A1", sheet="Updates", severity="warning"), *many(100)]
    lines = as_text(found, look=TextStyle(width)).splitlines()
    rest = next(line for line in lines if line.startswith("... and "))
    shown = sum(line.startswith("  ERROR") for line in lines)
    assert lines.index(rest) <= 40
    assert f"... and {101 - shown} more" in rest
    assert "warning INC104" not in "\n".join(lines)
    assert "100 errors, 1 warning." in lines


def test_what_is_found_in_every_record_is_one_line_with_a_count_and_an_example() -> None:
    found = [finding(f"F{row}") for row in range(2, 44)]
    lines = as_text(found).splitlines()
    assert lines[1] == "  ERROR   INC104 Incidents!F2 [OLS-2026-0007] and 41 more alike"
    assert "42 errors, 0 warnings." in lines
    assert not any("more. Every one of them" in line for line in lines)
    assert "F43 OLS-2026-0007" in page(*found)
    assert page(*found).count("The rule, and why it matters") == 1


def test_all_findings_are_told_where_all_are_asked_for() -> None:
    text = as_text(many(100), everything=True)
    assert text.count("ERROR") == 100
    assert "more" not in text


def test_no_line_is_longer_than_the_terminal_is_wide() -> None:
    assert max(map(len, as_text(many(3), look=TextStyle(60)).splitlines()[:-1])) <= 60


def test_a_colour_never_stands_alone() -> None:
    painted = as_text(FOUND, look=TextStyle(paint=lambda text, kind: f"<{kind}>{text}</{kind}>"))
    assert "<error>ERROR  </error> INC104" in painted
    assert "<warning>warning</warning> INC104" in painted


def test_what_was_typed_can_forge_no_line_and_no_colour() -> None:
    text = as_text([finding(message="'Status' holds '\x1b[31m\n  ERROR   INC101 Incidents!A1'")])
    assert "\x1b" not in text
    assert sum(line.startswith("  ERROR") for line in text.splitlines()) == 1


def test_the_reason_for_which_a_rule_is_off_stands_beside_it() -> None:
    off = Change("INC122", "off", 3, "kept in the safeguarding file")
    told = 'INC122 is off (3 findings not shown), because "kept in the safeguarding file"'
    assert changes_text([off]) == f"Changed in olsxl.toml: {told}."


def test_what_the_settings_change_is_told_below_the_totals() -> None:
    assert changes_text(CHANGES) == CHANGED
    assert f"No errors and no warnings.\n{CHANGED}" in as_text([], CHANGES)
    assert "Changed" not in as_text(FOUND)


def test_at_the_end_stands_how_a_rule_is_explained() -> None:
    assert as_text([finding()]).endswith("olsxl explain INC104")
    assert "explain" not in as_text([])


def page(*found: Finding) -> str:
    return Renderer().findings(context("Larkfield House", DAY, found, CHANGES))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_page_can_be_read_in_light_and_dark(dark: bool) -> None:
    for text, style in Seen(page(*FOUND), dark=dark).texts():
        assert contrast(style.colour, style.background) >= 4.5, (text, style)
        assert style.size >= 14, (text, style)


def test_the_page_tells_each_finding_with_its_rule_and_whom_it_is_for() -> None:
    told = " ".join(text for text, _ in Seen(page(*FOUND), dark=False).texts())
    rule = find("INC104").explanation
    for fact in (rule.title, rule.why, "Correct whichever is wrong.", "OLS-2026-0007", "AA3", "Bea's log", CHANGED):
        assert fact in told
    for fact in ("3 errors, 2 warnings.", "Larkfield House", "19/11/2026", "For the registered manager alone"):
        assert fact in told
    assert "=1+1 <b>bold</b>." in told


def test_the_page_is_one_file_with_headings_captions_and_no_markup_of_what_was_typed() -> None:
    root = parse(page(*FOUND))
    assert root.all("html")[0].attrs["lang"] == "en-GB"
    assert [len(root.all(tag)) for tag in ("h1", "h2", "table", "caption", "details", "b")] == [1, 3, 3, 3, 5, 0]
    assert all(cell.attrs.get("scope") in ("row", "col") for cell in root.all("th"))
    assert not {"script", "link", "img", "a"} & {element.tag for element in root.walk()}


def made(*found: Finding) -> bytes:
    links = {"incident-register.xlsx": "../my%20home/incident-register.xlsx", "training-register.xlsx": "t.xlsx"}
    return workbook(found, About("Larkfield House", DAY, CHANGES, links))


def test_the_workbook_lists_each_finding_errors_first_with_a_link_to_its_cell() -> None:
    sheet = load_workbook(io.BytesIO(made(*FOUND)))["Findings"]
    table = sheet.tables["Findings"]
    assert (table.ref, table.autoFilter.ref, sheet.freeze_panes) == ("A5:I10", "A5:I10", "A6")
    assert [cell.value for cell in sheet[6]] == [
        "Error",
        "INC104",
        "incident-register.xlsx",
        "Incidents",
        "B3",
        "OLS-2026-0007",
        "=1+1 <b>bold</b>.",
        "Correct whichever is wrong.",
        f"{find('INC104').title}.",
    ]
    assert sheet["G6"].data_type == "s"
    link, other = sheet["E6"].hyperlink, sheet["E8"].hyperlink
    assert (link.target, link.location) == ("../my%20home/incident-register.xlsx", "'Incidents'!B3")
    assert (other.target, other.location) == ("t.xlsx", "'Bea''s log'!A2")
    assert sheet["A10"].value == "Warning"
    assert sheet["A3"].value == CHANGED
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)


def test_the_workbook_names_no_author_is_whole_and_the_same_on_every_run() -> None:
    data = made(*FOUND)
    assert data == made(*FOUND)
    assert load_workbook(io.BytesIO(data)).properties.creator == "olsxl"


@pytest.mark.parametrize("found", [FOUND, []], ids=["some", "none"])
def test_excel_need_not_repair_the_workbook(found: list[Finding], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("made") / "findings.xlsx"
    path.write_bytes(made(*found))
    assert [error.description for error in OpenXmlValidator().validate(path).errors] == []
