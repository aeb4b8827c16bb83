"""Charts, notes and their shapes, as Excel writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from tests.writers.places import area

if TYPE_CHECKING:
    from collections.abc import Mapping

_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/"
_CHARTS_2012: Final = "http://schemas.microsoft.com/office/drawing/2012/chart"
_THREADED: Final = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
_VML: Final = "urn:schemas-microsoft-com:"


def chart(values: str, categories: str, *, filtered: bool) -> str:
    """Return a chart of one series, perhaps with categories filtered out: then it keeps the whole ranges beside."""
    strings, numbers = (
        (_whole(text) if filtered else "") + f"<c:f>{escape(text)}</c:f>" for text in (categories, values)
    )
    series = (
        f'<c:idx val="0"/><c:cat><c:strRef>{strings}</c:strRef></c:cat><c:val><c:numRef>{numbers}</c:numRef></c:val>'
    )
    inner = f"<c:chart><c:plotArea><c:barChart><c:ser>{series}</c:ser></c:barChart></c:plotArea></c:chart>"
    return f'<c:chartSpace xmlns:c="{_DRAWING}chart">{inner}</c:chartSpace>'


def _whole(text: str) -> str:
    inner = f'<c15:fullRef xmlns:c15="{_CHARTS_2012}"><c15:sqref>{escape(text)}</c15:sqref></c15:fullRef>'
    return f'<c:extLst><c:ext uri="{{02D57815-91ED-43cb-92C2-25804820EDAC}}">{inner}</c:ext></c:extLst>'


def drawing(column: int, row: int, office: str, chart_id: str) -> str:
    """Return a drawing with one chart, anchored at a cell."""
    corners = "".join(
        f"<xdr:{end}><xdr:col>{column + wide}</xdr:col><xdr:colOff>0</xdr:colOff>"
        f"<xdr:row>{row + high}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:{end}>"
        for end, wide, high in (("from", 0, 0), ("to", 5, 8))
    )
    shown = f'<c:chart xmlns:c="{_DRAWING}chart" xmlns:r="{office}" r:id="{chart_id}"/>'
    graphic = f'<a:graphic xmlns:a="{_DRAWING}main"><a:graphicData>{shown}</a:graphicData></a:graphic>'
    anchor = f"{corners}<xdr:graphicFrame>{graphic}</xdr:graphicFrame><xdr:clientData/>"
    root = f'<xdr:wsDr xmlns:xdr="{_DRAWING}spreadsheetDrawing">'
    return f"{root}<xdr:twoCellAnchor>{anchor}</xdr:twoCellAnchor></xdr:wsDr>"


def threads(notes: Mapping[str, str]) -> str:
    """Return notes of the new kind."""
    each = (
        f'<threadedComment ref="{ref}" id="{{{at}}}"><text>{escape(text)}</text></threadedComment>'
        for at, (ref, text) in enumerate(notes.items())
    )
    return f'<ThreadedComments xmlns="{_THREADED}">{"".join(each)}</ThreadedComments>'


def shapes(notes: Mapping[str, str]) -> str:
    """Return the shapes in which notes of the old kind are shown."""
    written = ""
    for at, ref in enumerate(notes, 1):
        spot = area(ref)
        anchor = f"{spot.left}, 15, {spot.top - 1}, 2, {spot.left + 2}, 31, {spot.top + 3}, 1"
        where = f"<x:Row>{spot.top - 1}</x:Row><x:Column>{spot.left - 1}</x:Column>"
        data = f'<x:ClientData ObjectType="Note"><x:Anchor>{anchor}</x:Anchor>{where}</x:ClientData>'
        written += f'<v:shape id="_x0000_s{1024 + at}" type="#_x0000_t202">{data}</v:shape>'
    return f'<xml xmlns:v="{_VML}vml" xmlns:x="{_VML}office:excel">{written}</xml>'
