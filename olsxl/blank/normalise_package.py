"""What a workbook needs after openpyxl has made it: the same bytes on every run, and nothing that Excel would rewrite.

openpyxl writes the clock and its own version into a package, puts the parts of a font and of the print titles into an
order of its own, and leaves in the cells the texts that Excel keeps in one shared table.
"""

from __future__ import annotations

import io
import zipfile
from contextlib import contextmanager
from html import escape
from typing import TYPE_CHECKING, cast

from openpyxl.xml.constants import CONTYPES_NS, PKG_REL_NS, REL_NS, SHEET_MAIN_NS
from openpyxl.xml.functions import SubElement, fromstring, tostring

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

MADE_ON = "2026-01-01T00:00:00Z"
"""What stands in the properties as the day of making: a fixed mark, not a moment."""

_MAIN = f"{{{SHEET_MAIN_NS}}}"
_DAYS = ("{http://purl.org/dc/terms/}created", "{http://purl.org/dc/terms/}modified")
_APPLICATION = (
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    b"<Application>olsxl</Application></Properties>"
)
_STRINGS = "xl/sharedStrings.xml"
_STRINGS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_STRINGS_RELATION = f"{REL_NS}/sharedStrings"
# The order in which the standard gives the parts of a font (ECMA-376 part 1, CT_Font).
_FONT = (
    *("b", "i", "strike", "outline", "shadow", "u", "vertAlign"),
    *("sz", "color", "name", "family", "charset", "scheme"),
)


def finish(data: bytes) -> bytes:
    """Return the package that openpyxl made without its moment of making, in the order and form that Excel keeps.

    For workbooks that olsxl makes new, with texts that have no formats of their own within a cell.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    parts["docProps/app.xml"] = _APPLICATION
    with _parsed(parts, "docProps/core.xml") as core:
        for element in (element for tag in _DAYS for element in core.iter(tag)):
            element.text = MADE_ON
    with _parsed(parts, "xl/styles.xml") as styles:
        for font in styles.iter(f"{_MAIN}font"):
            font[:] = sorted(font, key=lambda part: _FONT.index(part.tag.removeprefix(_MAIN)))
    with _parsed(parts, "xl/workbook.xml") as workbook:
        for name in workbook.iter(f"{_MAIN}definedName"):
            if name.get("name") == "_xlnm.Print_Titles" and name.text:
                # columns before rows, as Excel writes `Incidents!$A:$A,Incidents!$1:$1`
                name.text = ",".join(sorted(name.text.split(","), key=lambda area: area[-1].isdigit()))
    _share_strings(parts)
    return _zipped(parts)


@contextmanager
def _parsed(parts: dict[str, bytes], name: str) -> Iterator[Element]:
    """Give the root element of a part, which is written back as it was changed."""
    root = fromstring(parts[name])
    yield root
    parts[name] = cast("bytes", tostring(root))


def _share_strings(parts: dict[str, bytes]) -> None:
    """Move the texts from the cells into the shared table, each once."""
    places: dict[str, int] = {}
    for name in sorted(name for name in parts if name.startswith("xl/worksheets/sheet")):
        with _parsed(parts, name) as sheet:
            for cell in sheet.iter(f"{_MAIN}c"):
                if cell.get("t") == "inlineStr":
                    text = "".join(cell.itertext())
                    cell[:] = []
                    cell.set("t", "s")
                    SubElement(cell, f"{_MAIN}v").text = str(places.setdefault(text, len(places)))
    items = "".join(f'<si><t xml:space="preserve">{escape(text, quote=False)}</t></si>' for text in places)
    parts[_STRINGS] = f'<sst xmlns="{SHEET_MAIN_NS}" uniqueCount="{len(places)}">{items}</sst>'.encode()
    with _parsed(parts, "[Content_Types].xml") as types:
        SubElement(types, f"{{{CONTYPES_NS}}}Override", PartName=f"/{_STRINGS}", ContentType=_STRINGS_TYPE)
    with _parsed(parts, "xl/_rels/workbook.xml.rels") as relations:
        tag = f"{{{PKG_REL_NS}}}Relationship"
        SubElement(relations, tag, Type=_STRINGS_RELATION, Target="sharedStrings.xml", Id="rIdStrings")


def _zipped(parts: dict[str, bytes]) -> bytes:
    """Zip the parts in their order, each dated with the format's own first day, 1 January 1980."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, part in parts.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            package.writestr(entry, part)
    return buffer.getvalue()
