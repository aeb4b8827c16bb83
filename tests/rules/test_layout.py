"""WBK002, WBK009, WBK010, WBK013: columns left out, merged cells, pictures, and what is hidden."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from openpyxl.chart import BarChart
from openpyxl.worksheet.worksheet import Worksheet

from olsxl.config import parse
from olsxl.register import reading, schema
from olsxl.rules import apply, rule_context
from tests.registers import TODAY, add_table, book, grid, incident, review, saved
from tests.rules.checking import check, only, told
from tests.workbook.books import edited, parts, with_parts

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl import Workbook

    from olsxl.findings import Finding


def register(*left_out: str) -> Workbook:
    """Three records under a title and a blank row, without these columns of Incidents."""
    headings = [heading for heading in schema.INCIDENTS.headings if heading not in left_out]
    rows = grid(schema.INCIDENTS, *(incident(number) for number in (1, 2, 3)), headings=headings)
    sheets: dict[str, list[list[object]]] = {
        "Incidents": [["Our incidents"], [], *rows],
        "Updates": grid(schema.UPDATES),
        "Reviews": grid(schema.REVIEWS, review()),
    }
    return book(sheets)


def laid_out(change: Callable[[Workbook], object]) -> list[Finding]:
    made = register()
    change(made)
    return check(incidents=saved(made))


def test_a_register_laid_out_plainly_has_no_finding() -> None:
    assert laid_out(lambda made: made) == []


# WBK002


def set_up(made: Workbook, settings: str = "", *, setup: bool = True) -> list[Finding]:
    config = parse(settings)
    read = reading.incident_register(saved(made), "incident-register.xlsx", config)
    return apply(rule_context(read, None, TODAY, config, setup=setup))


def test_columns_that_are_missing_are_told_once_a_sheet_with_the_rules_that_are_off() -> None:
    finding = only(set_up(register("Closed on", "Platform")))
    assert (finding.code, finding.where, finding.severity) == ("WBK002", "Incidents", "warning")
    assert "has no column 'Platform', 'Closed on'; without them these rules are off: " in finding.message
    assert "UPD210" in finding.message
    assert '"Platform" = ""' in finding.fix


def test_columns_that_no_rule_needs_are_told_as_such() -> None:
    assert "no rule is off for it" in only(set_up(register("Platform"))).message


def test_a_review_does_not_tell_of_columns() -> None:
    assert set_up(register("Closed on"), setup=False) == []


def test_columns_recorded_as_absent_are_not_told() -> None:
    settings = '[columns.incidents]\nPlatform = ""\n"Closed on" = " "'
    assert set_up(register("Closed on", "Platform"), settings) == []


def test_a_column_recorded_as_absent_is_not_read_where_its_heading_stands() -> None:
    settings = '[columns.incidents]\nOwner = ""'
    read = reading.incident_register(saved(register()), "incident-register.xlsx", parse(settings))
    assert not read.incidents.has("Owner")
    assert set(read.incidents.frame["Owner"]) == {""}


def test_an_indispensable_column_recorded_as_absent_is_named_by_our_heading() -> None:
    findings = set_up(register(), '[columns.incidents]\n"Reported on" = ""')
    assert "has no column 'Reported on'" in findings[0].message


# WBK009


def merge(*areas: str) -> Callable[[Workbook], object]:
    return lambda made: [made["Incidents"].merge_cells(area) for area in areas]


def test_merged_cells_over_data_rows_are_told_at_the_first_of_each() -> None:
    findings = sorted(laid_out(merge("C5:C6", "G4:H4")), key=lambda finding: finding.where)  # openpyxl keeps no order
    assert told(findings) == [("WBK009", "Incidents!C5", "error"), ("WBK009", "Incidents!G4", "error")]
    assert findings[0].message == "The cells C5:C6 are merged, and lie over rows that hold data"


def test_merged_cells_above_beside_and_below_the_data_are_welcome() -> None:
    assert laid_out(merge("A1:F1", "AZ4:AZ6", "B9:C9")) == []


# WBK010


def drawn(sheet: str, anchor: str, *, rows: int = 3) -> bytes:
    """The register with a drawing so many rows high that holds a picture in place of a chart."""
    made = register()
    made.create_sheet("Read me")
    chart = BarChart()
    chart.height = rows * 0.53
    page = made[sheet]
    assert isinstance(page, Worksheet)
    chart.anchor = anchor
    page.add_chart(chart)
    data = saved(made)
    drawing = parts(data)["xl/drawings/drawing1.xml"].decode()
    pictured, count = re.subn(r"<graphicFrame.*</graphicFrame>", "<pic/>", drawing, flags=re.DOTALL)
    assert count == 1
    return with_parts(data, {"xl/drawings/drawing1.xml": pictured})


def test_a_picture_over_data_rows_is_an_error_at_its_anchor() -> None:
    finding = only(check(incidents=drawn("Incidents", "F5")))
    assert (finding.code, finding.where, finding.severity) == ("WBK010", "Incidents!F5", "error")
    assert "Do not copy it" in finding.fix


def test_a_logo_above_the_headings_is_a_warning_and_one_that_reaches_over_the_rows_an_error() -> None:
    assert told(check(incidents=drawn("Incidents", "C1", rows=2))) == [("WBK010", "Incidents!C1", "warning")]
    assert told(check(incidents=drawn("Incidents", "C1", rows=9))) == [("WBK010", "Incidents!C1", "error")]


def test_a_picture_on_a_sheet_that_is_no_register_is_not_told() -> None:
    assert check(incidents=drawn("Read me", "A1")) == []


def test_a_shape_is_no_picture() -> None:
    data = drawn("Incidents", "F5")
    drawing = parts(data)["xl/drawings/drawing1.xml"].decode()
    assert check(incidents=with_parts(data, {"xl/drawings/drawing1.xml": drawing.replace("<pic/>", "<sp/>")})) == []


def embedded(tag: str) -> bytes:
    """The register with this among the embedded files of Incidents."""
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    names = f'xmlns:r="{relation}" xmlns:x="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
    objects = f"<oleObjects {names}>{tag}</oleObjects></worksheet>"
    return edited(saved(register()), "xl/worksheets/sheet1.xml", ("</worksheet>", objects))


def test_an_embedded_file_is_told_at_its_anchor() -> None:
    ends = "<from><x:col>1</x:col><x:row>4</x:row></from><to><x:col>2</x:col><x:row>6</x:row></to>"
    anchored = f'<oleObject shapeId="1025"><objectPr><anchor>{ends}</anchor></objectPr></oleObject>'
    findings = check(incidents=embedded(f'{anchored}<oleObject shapeId="1025"/>'))
    assert told(findings) == [("WBK010", "Incidents!B5", "error")]


def test_an_embedded_file_without_a_place_is_told_at_the_first_cell() -> None:
    assert told(check(incidents=embedded('<oleObject shapeId="1025"/>'))) == [("WBK010", "Incidents!A1", "error")]


RICH = "http://schemas.microsoft.com/office/spreadsheetml/2017/richdata"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RICH_PARTS = {
    "sheetMetadata": "xl/metadata.xml",
    "rdRichValue": "xl/richData/rdrichvalue.xml",
    "rdRichValueStructure": "xl/richData/rdrichvaluestructure.xml",
}
RICH_CONTENT = {
    "sheetMetadata": f"""<metadata xmlns:x="{RICH}"><futureMetadata name="XLRICHVALUE"><bk><x:rvb i="1"/></bk>
        </futureMetadata><valueMetadata><bk><rc t="1" v="0"/></bk></valueMetadata></metadata>""",
    "rdRichValue": f'<rvData xmlns="{RICH}"><rv s="0"/><rv s="1"/></rvData>',
    "rdRichValueStructure": f'<rvStructures xmlns="{RICH}"><s t="_error"/><s t="KIND"/></rvStructures>',
}


def placed(kind: str, *cells: str, left_out: str = "") -> bytes:
    """The register with rich values of this kind as its cells, without one of the parts that tell what they are."""
    made = register()
    for cell in cells:
        made["Incidents"][cell] = "#VALUE!"
    held = {name: part for name, part in RICH_PARTS.items() if name != left_out}
    relations = "".join(
        f'<Relationship Id="rich{name}" Type="{OFFICE}/{name}" Target="/{part}"/>' for name, part in held.items()
    )
    data = edited(saved(made), "xl/_rels/workbook.xml.rels", ("</Relationships>", f"{relations}</Relationships>"))
    sheet = "xl/worksheets/sheet1.xml"
    data = edited(data, sheet, *((f'<c r="{cell}"', f'<c vm="1" r="{cell}"') for cell in cells))
    return with_parts(data, {part: RICH_CONTENT[name].replace("KIND", kind) for name, part in held.items()})


@pytest.mark.parametrize("kind", ["_localImage", "_webimage"])
def test_a_picture_placed_in_a_cell_is_an_error_there_and_no_excel_error(kind: str) -> None:
    wide = placed(kind, "R4", "AZ5")
    assert told(check(incidents=wide)) == [("WBK010", "Incidents!R4", "error"), ("WBK010", "Incidents!AZ5", "error")]


def test_a_value_of_another_kind_that_shows_as_an_error_is_an_excel_error() -> None:
    assert told(check(incidents=placed("_error", "R4"))) == [("WBK005", "Incidents!R4", "error")]


def test_a_value_of_which_nobody_can_tell_what_it_is_may_be_a_picture() -> None:
    unknown = placed("_error", "R4", left_out="rdRichValueStructure")
    assert told(check(incidents=unknown)) == [("WBK010", "Incidents!R4", "error")]


# WBK013


def hide_column(made: Workbook) -> None:
    made["Incidents"].column_dimensions["H"].hidden = True


def hide_rows(made: Workbook) -> None:
    for row in (5, 6):
        made["Incidents"].row_dimensions[row].hidden = True


def hide_sheet(made: Workbook) -> None:
    old = made.create_sheet("Old log")
    old["B3"] = "SG-1"
    old.sheet_state = "veryHidden"


@pytest.mark.parametrize(
    ("hide", "where", "message"),
    [
        (hide_column, "Incidents!H4", "Column H is hidden, and data stand there"),
        (hide_rows, "Incidents!A5", "Rows 5 to 6 are hidden, and data stand there"),
        (hide_sheet, "Old log!B3", "The sheet 'Old log' is hidden, and data stand there"),
    ],
)
def test_what_is_hidden_and_holds_data_is_told_at_its_first_cell(
    hide: Callable[[Workbook], None], where: str, message: str
) -> None:
    finding = only(laid_out(hide))
    assert (finding.code, finding.where, finding.severity, finding.message) == ("WBK013", where, "warning", message)


def hide_nothing(made: Workbook) -> None:
    made["Incidents"].column_dimensions["B"].hidden = False
    made["Incidents"].column_dimensions["AD"].hidden = True
    made["Incidents"].row_dimensions[2].hidden = True
    made.create_sheet("Spare").sheet_state = "hidden"


def test_what_is_hidden_and_empty_is_in_order() -> None:
    assert laid_out(hide_nothing) == []


def filtered(made: Workbook) -> None:
    sheet = made["Incidents"]
    sheet.auto_filter.ref = "A3:AN6"
    sheet.auto_filter.add_filter_column(36, ["Closed"])
    hide_rows(made)


def test_rows_that_a_filter_hides_are_none() -> None:
    assert laid_out(filtered) == []


def test_rows_that_the_filter_of_a_table_hides_are_none_and_those_below_it_are() -> None:
    made = register()
    add_table(made, "Incidents", "A3:AN5", "Incidents")
    table = made["Incidents"].tables["Incidents"]
    table._initialise_columns()
    for column, heading in zip(table.tableColumns, schema.INCIDENTS.headings, strict=True):
        column.name = heading
    table.autoFilter.add_filter_column(36, ["Closed"])
    hide_rows(made)
    findings = [finding for finding in check(incidents=saved(made)) if finding.code == "WBK013"]
    assert told(findings) == [("WBK013", "Incidents!A6", "warning")]
