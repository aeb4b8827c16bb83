"""One sheet of a package: its rows, and what hangs on it."""

from __future__ import annotations

import uuid
from datetime import date
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from tests.data.registers.making import chart, notes
from tests.data.registers.making.book import letter, serial
from tests.data.registers.making.parts import EXCEL_ROOT, GOOGLE_DRAWING, GOOGLE_ROOT, KINDS, MICROSOFT, relations
from tests.data.registers.making.styles import HEADER_LINE
from tests.data.registers.making.tables import auto_filter, table_part

if TYPE_CHECKING:
    from tests.data.registers.making.book import Cell, Choice, Row, Sheet
    from tests.data.registers.making.parts import Package


def worksheet(made: Package, number: int, sheet: Sheet) -> None:
    """Add the part of a sheet, and those that it points to."""
    rows = "".join(_row(made, number, sheet, n, line) for n, line in enumerate(sheet.rows, 1) if line.cells)
    width = max(len(line.cells) for line in sheet.rows)
    merged = [
        f"{letter(column)}{n}:{letter(column + cell.across - 1)}{n + cell.down - 1}"
        for n, line in enumerate(sheet.rows, 1)
        for column, cell in enumerate(line.cells)
        if cell.across > 1 or cell.down > 1
    ]
    within = {table.area for table in sheet.tables}
    filtered = auto_filter(sheet.filter, google=made.google) if sheet.filter and sheet.filter.area not in within else ""
    end, targets = _attached(made, number, sheet)
    middle = filtered
    middle += (
        f'<mergeCells count="{len(merged)}">{"".join(f"<mergeCell ref={quoteattr(m)}/>" for m in merged)}</mergeCells>'
        if merged
        else ""
    )
    middle += _highlights(made, sheet)
    here = [choice for choice in sheet.choices if not (choice.source and not made.google)]
    middle += (
        f"<dataValidations{'' if made.google else f' count={chr(34)}{len(here)}{chr(34)}'}>{''.join(map(_choice, here))}</dataValidations>"
        if here
        else ""
    )
    columns = "".join(
        f'<col customWidth="1" min="{n}" max="{n}" width="{size}"/>'
        if made.google
        else f'<col min="{n}" max="{n}" width="{size + 0.7109375}" customWidth="1"/>'
        for n, size in enumerate(sheet.widths, 1)
    )
    columns = f"<cols>{columns}</cols>" if columns else ""
    if made.google:
        root = f'{GOOGLE_ROOT}><sheetPr><outlinePr summaryBelow="0" summaryRight="0"/></sheetPr'
        form = '<sheetFormatPr customHeight="1" defaultColWidth="12.63" defaultRowHeight="15.75"/>'
        margins = ""
    else:
        root = (
            f'{EXCEL_ROOT} xr:uid="{_uid(made, sheet.name)}"><dimension ref="A1:{letter(width - 1)}{len(sheet.rows)}"/'
        )
        form = '<sheetFormatPr defaultRowHeight="15" x14ac:dyDescent="0.25"/>'
        margins = '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>'
    made.add(
        f"xl/worksheets/sheet{number}.xml",
        f"{KINDS}spreadsheetml.worksheet+xml",
        f"{HEADER_LINE}<worksheet {root}>{_view(made, number, sheet)}{form}{columns}<sheetData>{rows}</sheetData>{middle}{margins}{end}</worksheet>",
    )
    if targets:
        made.add(f"xl/worksheets/_rels/sheet{number}.xml.rels", "", relations(*targets))


def _uid(made: Package, name: str) -> str:
    return f"{{{str(uuid.uuid5(uuid.NAMESPACE_OID, made.book.sheets[0].name + name)).upper()}}}"


def _view(made: Package, number: int, sheet: Sheet) -> str:
    selected = ' tabSelected="1"' if number == 1 and not made.google else ""
    if not sheet.frozen:
        return f'<sheetViews><sheetView{selected} workbookViewId="0"/></sheetViews>'
    split = f"{sheet.frozen}.0" if made.google else str(sheet.frozen)
    pane = f'<pane ySplit="{split}" topLeftCell="A{sheet.frozen + 1}" activePane="bottomLeft" state="frozen"/>'
    chosen = f'<selection pane="bottomLeft" activeCell="B{sheet.frozen + 1}" sqref="B{sheet.frozen + 1}"/>'
    return f'<sheetViews><sheetView{selected} workbookViewId="0">{pane}{chosen}</sheetView></sheetViews>'


def _row(made: Package, number: int, sheet: Sheet, n: int, line: Row) -> str:
    hidden = ' hidden="1"' if line.gone else ""
    cells = "".join(_cell(made, number, sheet, f"{letter(column)}{n}", cell) for column, cell in enumerate(line.cells))
    own = "" if made.google else f' spans="1:{len(line.cells)}" x14ac:dyDescent="0.25"'
    return (
        f'<row r="{n}"{own.split(" x14ac")[0]}{hidden}{" x14ac" + own.split(" x14ac")[1] if own else ""}>{cells}</row>'
    )


def _cell(made: Package, number: int, sheet: Sheet, place: str, cell: Cell) -> str:
    look, value = made.looks.number(cell, sheet), cell.value
    start = f'<c r="{place}"' + (f' s="{look}"' if look else "")
    formula = f"<f>{escape(cell.formula)}</f>" if cell.formula else ""
    if formula:
        made.calculated.append((place, number))
    if value is None:
        return f"{start}/>" if look else ""
    if isinstance(value, bool):
        return f'{start} t="b"><v>{int(value)}</v></c>'
    if isinstance(value, str) and formula:
        return f'{start} t="str">{formula}<v>{escape(value)}</v></c>'
    if isinstance(value, str):
        return f'{start} t="s"><v>{made.text(value)}</v></c>'
    amount = float(serial(value) if isinstance(value, date) else value)
    shown = repr(amount) if made.google else f"{amount:.15g}"
    return f"{start}>{formula}<v>{shown}</v></c>"


def _highlights(made: Package, sheet: Sheet) -> str:
    formats = ""
    for n, light in enumerate(sheet.highlights, 1):
        rule = f'type="cellIs" dxfId="{made.looks.highlight(light.fill)}" priority="{n}" operator="equal"'
        wanted = escape(f'"{light.text}"')
        formats += f'<conditionalFormatting sqref="{light.area}"><cfRule {rule}><formula>{wanted}</formula></cfRule></conditionalFormatting>'
    return formats


def _choice(choice: Choice) -> str:
    wanted = escape(choice.source or '"' + ",".join(choice.values) + '"')
    return f'<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="{choice.area}"><formula1>{wanted}</formula1></dataValidation>'


def _attached(made: Package, number: int, sheet: Sheet) -> tuple[str, list[tuple[str, str]]]:
    """What stands behind the margins, and the parts that it points to: drawing, notes, tables, drop-downs of other sheets."""
    end, targets = "", list[tuple[str, str]]()
    if made.google or sheet.charts:
        made.drawings += 1
        name = f"drawing{made.drawings}.xml"
        content = chart.drawing(sheet.charts) if sheet.charts else GOOGLE_DRAWING
        made.add(f"xl/drawings/{name}", f"{KINDS}drawing+xml", content)
        targets.append(("drawing", f"../drawings/{name}"))
        end += f'<drawing r:id="rId{len(targets)}"/>'
        for shown in sheet.charts:
            part = f"chart{made.drawings}.xml"
            made.add(f"xl/charts/{part}", f"{KINDS}drawingml.chart+xml", chart.chart(shown, sheet, made.book))
            made.add(f"xl/drawings/_rels/{name}.rels", "", relations(("chart", f"../charts/{part}")))
    noted = [
        (f"{letter(c)}{n}", n, c, cell.note)
        for n, line in enumerate(sheet.rows, 1)
        for c, cell in enumerate(line.cells)
        if cell.note
    ]
    if noted:
        made.add(f"xl/drawings/vmlDrawing{number}.vml", "", notes.shapes(noted))
        made.add(
            f"xl/comments{number}.xml", f"{KINDS}spreadsheetml.comments+xml", notes.comments(noted, made.book.author)
        )
        targets += [("vmlDrawing", f"../drawings/vmlDrawing{number}.vml"), ("comments", f"../comments{number}.xml")]
        end += f'<legacyDrawing r:id="rId{len(targets) - 1}"/>'
    tables = ""
    for table in sheet.tables:
        made.tables += 1
        made.add(f"xl/tables/table{made.tables}.xml", f"{KINDS}spreadsheetml.table+xml", table_part(made, sheet, table))
        targets.append(("table", f"../tables/table{made.tables}.xml"))
        tables += f'<tablePart r:id="rId{len(targets)}"/>'
    end += f'<tableParts count="{len(sheet.tables)}">{tables}</tableParts>' if tables else ""
    return end + ("" if made.google else _far_choices(sheet)), targets


def _far_choices(sheet: Sheet) -> str:
    far = [choice for choice in sheet.choices if choice.source]
    if not far:
        return ""
    picks = "".join(
        '<x14:dataValidation type="list" allowBlank="1" showInputMessage="1" showErrorMessage="1"><x14:formula1>'
        f"<xm:f>{escape(choice.source)}</xm:f></x14:formula1><xm:sqref>{choice.area}</xm:sqref></x14:dataValidation>"
        for choice in far
    )
    return (
        f'<extLst><ext uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}" xmlns:x14="{MICROSOFT}/2009/9/main">'
        f'<x14:dataValidations count="{len(far)}" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
        f"{picks}</x14:dataValidations></ext></extLst>"
    )
