"""What the writers of a package share: its parts as they gather, relationships, the roots of both programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.data.registers.making.styles import HEADER_LINE, MAIN, Looks

if TYPE_CHECKING:
    from tests.data.registers.making.book import Book

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MICROSOFT = "http://schemas.microsoft.com/office/spreadsheetml"
KINDS = "application/vnd.openxmlformats-officedocument."

EXCEL_ROOT = (
    f'xmlns="{MAIN}" xmlns:r="{OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    f'mc:Ignorable="x14ac xr xr2 xr3" xmlns:x14ac="{MICROSOFT}/2009/9/ac" xmlns:xr="{MICROSOFT}/2014/revision" '
    f'xmlns:xr2="{MICROSOFT}/2015/revision2" xmlns:xr3="{MICROSOFT}/2016/revision3"'
)
GOOGLE_ROOT = (
    f'xmlns="{MAIN}" xmlns:r="{OFFICE}" xmlns:mx="http://schemas.microsoft.com/office/mac/excel/2008/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:mv="urn:schemas-microsoft-com:mac:vml" '
    f'xmlns:x14="{MICROSOFT}/2009/9/main" xmlns:x15="{MICROSOFT}/2010/11/main" xmlns:x14ac="{MICROSOFT}/2009/9/ac" '
    'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"'
)
GOOGLE_DRAWING = (
    HEADER_LINE.strip() + '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    f'xmlns:r="{OFFICE}" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:cx="http://schemas.microsoft.com/office/drawing/2014/chartex" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"/>'
)


class Package:
    """The parts of one book, in the order in which they are written, with their kinds and relationships."""

    def __init__(self, book: Book) -> None:
        self.book, self.google = book, book.saved_by == "Google Sheets"
        self.looks, self.texts, self.uses = Looks(), dict[str, int](), 0
        self.parts, self.kinds = dict[str, str](), dict[str, str]()
        self.tables = self.drawings = 0
        self.calculated = list[tuple[str, int]]()

    def add(self, name: str, kind: str, content: str) -> None:
        self.parts[name], self.kinds[name] = content, kind

    def text(self, text: str) -> int:
        self.uses += 1
        return self.texts.setdefault(text, len(self.texts))


def relations(*targets: tuple[str, str]) -> str:
    """Relationships rId1, rId2 ... to targets by kind."""
    made = "".join(
        f'<Relationship Id="rId{n}" Type="{kind if ":" in kind else f"{OFFICE}/{kind}"}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'{HEADER_LINE}<Relationships xmlns="{PACKAGE}/relationships">{made}</Relationships>'


def dollars(area: str) -> str:
    """An area with its anchors: `$A$1:$H$20`."""
    return ":".join(
        f"${cell.rstrip('0123456789')}${cell.lstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}" for cell in area.split(":")
    )
