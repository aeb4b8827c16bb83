"""Notes on cells: their texts, and the yellow boxes in which Excel shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from tests.data.registers.making.styles import HEADER_LINE, MAIN

if TYPE_CHECKING:
    from collections.abc import Sequence

Note = tuple[str, int, int, str]
"""The cell, its row (1 is the first), its column (0 is A), the text."""

SHAPES = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>'
    '</o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)


def comments(noted: Sequence[Note], author: str) -> str:
    """The part that holds the texts."""
    texts = "".join(
        f'<comment ref="{cell}" authorId="0" shapeId="0"><text><r><rPr><sz val="9"/><color indexed="81"/>'
        f'<rFont val="Tahoma"/><family val="2"/></rPr><t xml:space="preserve">{escape(text)}</t></r></text></comment>'
        for cell, _, _, text in noted
    )
    return f'{HEADER_LINE}<comments xmlns="{MAIN}"><authors><author>{escape(author)}</author></authors><commentList>{texts}</commentList></comments>'


def shapes(noted: Sequence[Note]) -> str:
    """The part that holds the boxes."""
    boxes = "".join(
        f'<v:shape id="_x0000_s{1024 + n}" type="#_x0000_t202" style="position:absolute;visibility:hidden" '
        'fillcolor="infoBackground [80]" o:insetmode="auto"><v:fill color2="infoBackground [80]"/><v:path o:connecttype="none"/>'
        f'<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{column + 1}, 15, {row - 1}, 10, '
        f"{column + 3}, 31, {row + 3}, 9</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row - 1}</x:Row>"
        f"<x:Column>{column}</x:Column></x:ClientData></v:shape>"
        for n, (_, row, column, _) in enumerate(noted, 1)
    )
    return f"{SHAPES}{boxes}</xml>"
