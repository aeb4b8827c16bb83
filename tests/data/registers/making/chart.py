"""A column chart as Excel keeps it: the drawing that places it, and the chart with the values it last showed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from tests.data.registers.making.styles import HEADER_LINE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.data.registers.making.book import Book, Chart, Sheet

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def drawing(charts: Sequence[Chart]) -> str:
    """The drawing of one sheet."""
    frames = "".join(
        f"<xdr:twoCellAnchor><xdr:from><xdr:col>{c.column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{c.row}</xdr:row>"
        f"<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>{c.column + 7}</xdr:col><xdr:colOff>0</xdr:colOff>"
        f'<xdr:row>{c.row + 15}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:graphicFrame macro="">'
        f'<xdr:nvGraphicFramePr><xdr:cNvPr id="{n + 1}" name="Chart {n}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>'
        '<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic>'
        f'<a:graphicData uri="{DRAWING}/chart"><c:chart xmlns:c="{DRAWING}/chart" xmlns:r="{OFFICE}" r:id="rId{n}"/>'
        "</a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>"
        for n, c in enumerate(charts, 1)
    )
    return (
        f'{HEADER_LINE}<xdr:wsDr xmlns:xdr="{DRAWING}/spreadsheetDrawing" xmlns:a="{DRAWING}/main">{frames}</xdr:wsDr>'
    )


def chart(shown: Chart, sheet: Sheet, book: Book) -> str:
    """The chart; its values stand on the same sheet, in rows below one another."""
    assert sheet in book.sheets
    names, numbers = (_values(sheet, area) for area in (shown.names, shown.numbers))
    return (
        f'{HEADER_LINE}<c:chartSpace xmlns:c="{DRAWING}/chart" xmlns:a="{DRAWING}/main" xmlns:r="{OFFICE}">'
        '<c:roundedCorners val="0"/><c:chart><c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:r>'
        f'<a:rPr lang="en-GB"/><a:t>{escape(shown.title)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'
        '<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/><c:barChart><c:barDir val="col"/><c:grouping val="clustered"/>'
        '<c:varyColors val="0"/><c:ser><c:idx val="0"/><c:order val="0"/><c:invertIfNegative val="0"/>'
        f"<c:cat><c:strRef><c:f>{_absolute(sheet, shown.names)}</c:f><c:strCache>{_points(names)}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>{_absolute(sheet, shown.numbers)}</c:f><c:numCache><c:formatCode>General</c:formatCode>"
        f"{_points(numbers)}</c:numCache></c:numRef></c:val></c:ser>"
        '<c:gapWidth val="150"/><c:axId val="111111111"/><c:axId val="222222222"/></c:barChart>'
        '<c:catAx><c:axId val="111111111"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="b"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        '<c:crossAx val="222222222"/><c:crosses val="autoZero"/></c:catAx>'
        '<c:valAx><c:axId val="222222222"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="l"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        '<c:crossAx val="111111111"/><c:crosses val="autoZero"/></c:valAx></c:plotArea>'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>'
    )


def _values(sheet: Sheet, area: str) -> list[object]:
    first, last = area.split(":")
    column = ord(first[0]) - 65
    return [line.cells[column].value for line in sheet.rows[int(first[1:]) - 1 : int(last[1:])]]


def _points(values: Sequence[object]) -> str:
    points = "".join(f'<c:pt idx="{n}"><c:v>{escape(str(value))}</c:v></c:pt>' for n, value in enumerate(values))
    return f'<c:ptCount val="{len(values)}"/>{points}'


def _absolute(sheet: Sheet, area: str) -> str:
    first, last = area.split(":")
    return escape(f"'{sheet.name}'!${first[0]}${first[1:]}:${last[0]}${last[1:]}")
