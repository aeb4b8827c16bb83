"""The child key: which child a reference stands for. It is read to find leaks and nothing else.

Source: docs/policy.md, fact 4.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from olsxl import workbook
from olsxl.errors import OlsxlError
from olsxl.register import days
from olsxl.register.meaning.values import text
from olsxl.register.text import heading_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

_HEADINGS = {
    "ref": ("reference", "ref", "childref", "childrefs", "childreference", "childid", "id", "code", "childcode"),
    "name": ("name", "fullname", "childname", "childsname", "nameofchild", "child", "youngperson"),
    "forename": ("forename", "forenames", "firstname", "firstnames", "givenname", "christianname"),
    "surname": ("surname", "lastname", "familyname"),
    "other": ("knownas", "preferredname", "alias", "aliases", "nickname", "formername", "othernames"),
    "born": ("dateofbirth", "dob", "birthdate", "born", "birthday"),
}
"""What a column is by its heading, without case, blanks and punctuation."""

_HEADER_WITHIN = 30


class Child(NamedTuple):
    """One child of the key: the reference, every name, the date of birth where it could be read."""

    ref: str
    names: tuple[str, ...]
    born: date | None


class NotAChildKey(OlsxlError):
    """A workbook in which no columns of references and names are found."""

    kind = "the child key cannot be used"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} is named in olsxl.toml as the child key, but none of its sheets has the headings Reference and "
            "Name (and Date of birth). Head its columns so, or take child_key out of [register]."
        )


def child_key(source: bytes | workbook.Workbook, name: str) -> tuple[Child, ...]:
    """The children of a key, from its workbook; `name` is the file's. Raises NotAChildKey."""
    book = workbook.opened(source)
    found = [_children(book.cells(sheet), date1904=book.date1904) for sheet in book.sheets]
    if all(children is None for children in found):
        raise NotAChildKey(name)
    return tuple(chain.from_iterable(children or () for children in found))


def _children(cells: workbook.Cells, *, date1904: bool) -> list[Child] | None:
    """The children of one sheet; None where it has no heading of a reference or of a name."""
    header = next(((row, found) for row, found in _headers(cells) if _is_key(found)), None)
    if header is None:
        return None
    row, columns = header
    rows = (_row(cells, place, columns) for place in range(row + 1, cells.height))
    children = (Child(text(_one(said, "ref")).strip(), _names(said), _born(said, date1904=date1904)) for said in rows)
    return [child for child in children if child.names or child.born]


def _headers(cells: workbook.Cells) -> Iterator[tuple[int, dict[str, list[int]]]]:
    """Each of the first rows, with the columns that its cells would head."""
    known = {heading: kind for kind, headings in _HEADINGS.items() for heading in headings}
    for row in range(min(cells.height, _HEADER_WITHIN)):
        found: dict[str, list[int]] = {}
        for number, column in enumerate(cells.columns):
            if kind := known.get(heading_key(text(column[row]))):
                found.setdefault(kind, []).append(number)
        yield row, found


def _is_key(columns: Mapping[str, object]) -> bool:
    return "ref" in columns and not columns.keys().isdisjoint(("name", "forename", "surname"))


Said = dict[str, list[object]]


def _row(cells: workbook.Cells, row: int, columns: Mapping[str, Sequence[int]]) -> Said:
    return {kind: [cells.columns[number][row] for number in numbers] for kind, numbers in columns.items()}


def _one(said: Said, kind: str) -> object:
    return next(iter(said.get(kind, ())), None)


def _names(said: Said) -> tuple[str, ...]:
    """The full name, or forename and surname as one, and what else the child is called."""
    parted = " ".join(text(value).strip() for kind in ("forename", "surname") for value in said.get(kind, ()))
    whole = [text(value).strip() for kind in ("name", "other") for value in said.get(kind, ())]
    return tuple(name for name in (*whole, parted.strip()) if name)


def _born(said: Said, *, date1904: bool) -> date | None:
    return days.of_cell(_one(said, "born"), date1904=date1904)
