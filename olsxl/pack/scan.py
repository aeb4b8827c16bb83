"""The finished pack looked at once more, by its bytes: what must not be in it is not in it (docs/policy.md, fact 5).

Independent of what made it: the parts are read as XML, and names are looked for word by word. A check that fails stops
the pack. Each check is named for what it proves.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, NamedTuple

from openpyxl.xml.functions import fromstring

from olsxl.pack.document import COVER
from olsxl.pack.errors import PackNotClean
from olsxl.register.naming.everyday import EVERYDAY
from olsxl.register.naming.words import PARTING, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from xml.etree.ElementTree import Element

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(app|core)\.xml"
    r"|xl/(workbook|styles|sharedStrings)\.xml|xl/theme/theme1\.xml|xl/_rels/workbook\.xml\.rels"
    r"|xl/worksheets/(sheet\d+\.xml|_rels/sheet\d+\.xml\.rels)|xl/tables/table\d+\.xml"
)
"""The parts that a workbook of values and tables needs. Notes, drawings, links, macros, data models have others."""

_PEOPLE = ("creator", "lastModifiedBy", "Manager", "Company")
_AUTHORS = ("olsxl", None, "")
_NONE = {"0", "0.0"}
_PRINTING = ("_xlnm.Print_Titles", "_xlnm.Print_Area")


class Shown(NamedTuple):
    """One text of the pack and where it stands, as `Register!R14` or the name of a part."""

    text: str
    where: str


class _Package:
    """The parts of a workbook as XML, and its texts by cell."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self.names = package.namelist()
            read = (name for name in self.names if name.endswith((".xml", ".rels")))
            self.parts: dict[str, Element] = {name: fromstring(package.read(name)) for name in read}

    def sheets(self) -> Iterator[tuple[str, Element]]:
        """Each worksheet by its name: this product numbers the parts in the order of the sheets."""
        names = [str(sheet.get("name")) for sheet in self.parts["xl/workbook.xml"].iter(f"{_MAIN}sheet")]
        for number, name in enumerate(names, start=1):
            yield name, self.parts[f"xl/worksheets/sheet{number}.xml"]

    def texts(self) -> Iterator[Shown]:
        """Every text that the package holds, in cells and anywhere else."""
        shared = ["".join(item.itertext()) for item in self.parts["xl/sharedStrings.xml"]]
        for name, sheet in self.sheets():
            for cell in sheet.iter(f"{_MAIN}c"):
                value = cell.findtext(f"{_MAIN}v") or ""
                text = shared[int(value)] if cell.get("t") == "s" else "".join(cell.itertext())
                yield Shown(text, f"{name}!{cell.get('r')}")
        for name, part in self.parts.items():
            if not name.startswith(("xl/worksheets/sheet", "xl/sharedStrings", "xl/theme", "xl/styles")):
                yield from (Shown(value, name) for element in part.iter() for value in element.attrib.values())
                yield Shown(" ".join(part.itertext()), name)


def scan(data: bytes, names: Iterable[str], given: Iterable[str]) -> tuple[str, ...]:
    """Check a finished pack and return the names of the checks that it passed, which are all.

    `names` must not stand in it in any case or order of first and last; `given` are the texts of the Cover that are
    the home's own wording. Raises PackNotClean.
    """
    package = _Package(data)
    for check, find in CHECKS:
        for where in find(package):
            raise PackNotClean(check, where)
    for where in _named(package, names, frozenset(given)):
        raise PackNotClean(NO_NAMES, where)
    return (*(check for check, _ in CHECKS), NO_NAMES)


def _other_parts(package: _Package) -> Iterator[str]:
    yield from (name for name in package.names if not _PARTS.fullmatch(name))


def _authors(package: _Package) -> Iterator[str]:
    for name in ("docProps/core.xml", "docProps/app.xml"):
        for element in package.parts[name].iter():
            if _tag(element) in _PEOPLE and element.text not in _AUTHORS:
                yield name


def _hidden(package: _Package) -> Iterator[str]:
    for sheet in package.parts["xl/workbook.xml"].iter(f"{_MAIN}sheet"):
        if sheet.get("state", "visible") != "visible":
            yield str(sheet.get("name"))
    for name, page in package.sheets():
        for element in page.iter():
            if element.get("hidden", "0") not in ("0", "false") or _NONE & {element.get("ht"), element.get("width")}:
                yield name


def _formulas(package: _Package) -> Iterator[str]:
    for name, page in package.sheets():
        yield from (f"{name}!{cell.get('r')}" for cell in page.iter(f"{_MAIN}c") if cell.find(f"{_MAIN}f") is not None)
        yield from (name for element in page.iter() if _tag(element) in ("dataValidation", "cfRule"))
    for name, part in package.parts.items():
        if name.startswith("xl/tables/"):
            yield from (name for element in part.iter() if _tag(element).endswith("Formula"))


def _links(package: _Package) -> Iterator[str]:
    for name, part in package.parts.items():
        for element in part.iter():
            if element.get("TargetMode") == "External" or _tag(element) == "hyperlink":
                yield name


def _defined_names(package: _Package) -> Iterator[str]:
    for name in package.parts["xl/workbook.xml"].iter(f"{_MAIN}definedName"):
        if name.get("name") not in _PRINTING:
            yield str(name.get("name"))


def _named(package: _Package, names: Iterable[str], given: frozenset[str]) -> Iterator[str]:
    """Where a name stands, but for one that everyday words spell: of one word (Will), or with an initial (A Day)."""
    wanted = {phrase for name in names for phrase in _phrases(name)}
    seen = set[str]()
    for shown in package.texts():
        if shown.text in seen or (shown.text in given and shown.where.startswith(f"{COVER}!")):
            continue
        seen.add(shown.text)
        said = " | ".join(_said(clause) for clause in PARTING.split(shown.text))
        if any(phrase in said for phrase in wanted):
            yield shown.where


def _phrases(name: str) -> Iterator[str]:
    said = _said(name).split()
    telling = any(len(word) > 2 and word not in EVERYDAY for word in said) or not "".join(said).isascii()
    if telling or (len(said) > 1 and min(map(len, said)) > 1):
        yield f" {' '.join(said)} "
    if len(said) > 1 and (telling or min(map(len, said)) > 1):
        yield f" {said[-1]} {said[0]} "


def _said(text: str) -> str:
    return f" {' '.join(word.letters for word in words(text))} "


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


NO_NAMES = "no name of People"

CHECKS: tuple[tuple[str, Callable[[_Package], Iterator[str]]], ...] = (
    ("worksheets and tables only", _other_parts),
    ("no author", _authors),
    ("nothing hidden", _hidden),
    ("no formula", _formulas),
    ("no link", _links),
    ("no defined name", _defined_names),
)
"""Each check by what it proves, but for the names. Notes, macros, pictures and files within are other parts."""
