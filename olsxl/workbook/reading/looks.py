"""How cells look where that may mean something: coloured, in letters of another colour, struck through.

What conditional formatting shows follows from the values, and is left out. Source: ECMA-376-1, 18.8.20 (fill), 18.8.22
(font), 18.8.10 (cellXfs), 18.8.19 (fgColor).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from olsxl.workbook.reading.cell_scan import CellScan, Place
from olsxl.workbook.reading.styles import Styles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from olsxl.workbook.reading.book import Book
    from olsxl.workbook.xml.markup import Element

_FALSE: Final = {"0", "false", "off"}
_USUAL: Final = (
    *({"auto": "1"}, {"indexed": "64"}, {"indexed": "65"}, {"indexed": "8"}, {"indexed": "9"}),
    *({"theme": "0"}, {"theme": "1"}, {"rgb": "FF000000"}, {"rgb": "FFFFFFFF"}, {"rgb": "00000000"}),
)
"""Black and white, however it is said."""


class Look(NamedTuple):
    """The colour of a cell's ground and of its letters as the file says them ("": black or white), and the stroke."""

    ground: str = ""
    letters: str = ""
    struck: bool = False


PLAIN: Final = Look()


class Looks(NamedTuple):
    """The cells of one worksheet that do not look plain, by row and column from 1, and which of them hold nothing."""

    cells: dict[Place, Look]
    blank: frozenset[Place]


def find_looks(book: Book, part: str, *, colours: bool) -> Looks:
    """How the cells of a worksheet look; without `colours` those that are struck through alone.

    Raises UnreadableWorkbook.
    """
    own = [name for name in book.related(book.workbook_part, "styles") if name in book]
    by_style = _by_style(Styles(book.read(own[0]))) if own else {}
    wanted = {style: look for style, look in by_style.items() if colours or look.struck}
    cells: dict[Place, Look] = {}
    blank: set[Place] = set()
    if not wanted:
        return Looks(cells, frozenset())
    scan = CellScan(book.read(part))
    for style, look in wanted.items():
        for place, is_blank in scan.of_style(style):
            cells[place] = look
            if is_blank:
                blank.add(place)
    return Looks(cells, frozenset(blank))


def _by_style(styles: Styles) -> dict[int, Look]:
    """The cell formats that do not look plain, by their indices."""
    fonts, fills = (_of_group(styles.root, group, kind) for group, kind in (("fonts", "font"), ("fills", "fill")))
    found = {}
    for index, xf in enumerate(styles.xfs):
        font, fill = _at(fonts, xf.get("fontId", "0")), _at(fills, xf.get("fillId", "0"))
        strike = font.child("strike") if font else None
        struck = strike is not None and strike.get("val", "1") not in _FALSE
        look = Look(_ground(fill), _colour(font, "color"), struck)
        if look != PLAIN:
            found[index] = look
    return found


def _of_group(root: Element, group: str, kind: str) -> list[Element]:
    return [each for own in root.named(group) for each in own.named(kind)]


def _at(elements: Sequence[Element], number: str) -> Element | None:
    return elements[int(number)] if number.isdecimal() and int(number) < len(elements) else None


def _ground(fill: Element | None) -> str:
    """The colour of a fill: the first of a gradient, that of a solid one; patterns of dots and lines are none."""
    pattern = fill.child("patternFill") if fill else None
    if pattern and pattern.get("patternType") == "solid":
        return _colour(pattern, "fgColor")
    gradient = fill.child("gradientFill") if fill else None
    stop = gradient.child("stop") if gradient else None
    return _colour(stop, "color")


def _colour(element: Element | None, name: str) -> str:
    said = element.child(name) if element else None
    given = {key: value for key, value in said.attributes.items() if (key, value) != ("tint", "0")} if said else {}
    return "" if not given or given in _USUAL else " ".join(f"{key}={value}" for key, value in sorted(given.items()))
