"""How the parts of a package are declared and find each other, however a writer spells it.

Names and content types are compared without regard to case; a part is declared by its own name or by its ending.
Source: ECMA-376-2 (Open Packaging Conventions), 6.2.2 (part names), 6.5 (relationships), 7.2.3 (content types).
"""

from __future__ import annotations

import posixpath
from itertools import chain, count
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol
from urllib.parse import unquote

from olsxl.workbook.container.package import part_key
from olsxl.workbook.container.rope import ByteEdit
from olsxl.workbook.xml.markup import MAIN_STRICT, append_child, escape_attribute, prefix

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from olsxl.workbook.xml.markup import Element

CONTENT_TYPES: Final = "[Content_Types].xml"
RELATIONSHIPS: Final = "application/vnd.openxmlformats-package.relationships+xml"
"""The content type of a part that holds relationships."""
DECLARATION: Final = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFFICE_STRICT: Final = "http://purl.oclc.org/ooxml/officeDocument/relationships"
NAMESPACE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"


class Parts(Protocol):
    """The parts of a package as they stand now, in UTF-8; `Book` is one."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every part's name."""

    def __contains__(self, name: str, /) -> bool: ...

    def read(self, name: str) -> bytes:
        """Return a part's content."""

    def root(self, name: str) -> Element:
        """Return a part's root element."""

    def edit(self, name: str, changes: list[ByteEdit]) -> None:
        """Splice a part."""

    def put(self, name: str, part: bytes) -> None:
        """Give a part other content, or add it."""


class Relation(NamedTuple):
    """One relationship of a part: `kind` is the last word of its type, `target` a part's name or an outside address."""

    id: str
    kind: str
    target: str
    external: bool


def rels_part(part: str) -> str:
    """Return the name of the part that holds another's relationships; "" stands for the package itself."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def is_rels_part(name: str) -> bool:
    """Say whether a part holds relationships."""
    return name.casefold().endswith(".rels")


def relation_id(element: Element) -> str:
    """Return the value of an element's `r:id`."""
    return next((value for key, value in element.attributes.items() if key.endswith("/relationships}id")), "")


def relationship_namespace(root: Element) -> str:
    """Return the namespace of `r:id`, and of the types of relationships, in the workbook with this root element."""
    return _OFFICE_STRICT if root.namespace == MAIN_STRICT else OFFICE


def relations(parts: Parts, part: str) -> list[Relation]:
    """Say what a part refers to; "" stands for the package itself."""
    rels, folder = rels_part(part), posixpath.dirname(part)
    if rels not in parts:
        return []
    return [_relation(folder, element) for element in parts.root(rels).named("Relationship")]


def _relation(folder: str, element: Element) -> Relation:
    external = element.get("TargetMode") == "External"
    target = element.get("Target")
    if not external:
        path = unquote(target).replace("\\", "/")
        target = posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/")
    return Relation(element.get("Id"), element.get("Type").rpartition("/")[2], target, external)


def relate(parts: Parts, source: str, kind: str, targets: Sequence[str]) -> list[str]:
    """Add relationships of a part to others, all of one whole type, and return their ids.

    An id that the source itself speaks of is taken, though no relationship has it.
    """
    name = rels_part(source)
    if name not in parts:
        parts.put(name, DECLARATION + b'<Relationships xmlns="%s"/>' % NAMESPACE.encode())
        declare(parts, {name: RELATIONSHIPS})
    part, root = parts.read(name), parts.root(name)
    spoken = (relation_id(element) for element in (parts.root(source).walk() if source in parts else ()))
    taken = {spelled.casefold() for spelled in (*spoken, *(relation.id for relation in relations(parts, source)))}
    free = (f"rId{number}" for number in count(1) if f"rid{number}" not in taken)
    ids = [number for number, _ in zip(free, targets, strict=False)]
    folder = posixpath.join("/", posixpath.dirname(source))
    new = b"".join(
        b'<%sRelationship Id="%s" Type="%s" Target="%s"/>'
        % (
            prefix(part, root),
            number.encode(),
            kind.encode(),
            escape_attribute(posixpath.relpath(f"/{target}", folder)),
        )
        for number, target in zip(ids, targets, strict=True)
    )
    parts.edit(name, [append_child(part, root, new)])
    return ids


def unrelate(parts: Parts, source: str, target: str) -> None:
    """Take the relationships of a part to another one out."""
    spoken = {each.id for each in relations(parts, source) if part_key(each.target) == part_key(target)}
    _cut(parts, rels_part(source), lambda element: element.get("Id") in spoken)


def content_types(parts: Parts) -> Callable[[str], str]:
    """Return what gives the content type of a part as it is written; "" where nothing declares it."""
    root = parts.root(CONTENT_TYPES)
    own = {part_key(element.get("PartName")): element for element in root.named("Override")}
    usual = {element.get("Extension").casefold(): element for element in root.named("Default")}

    def content_type(name: str) -> str:
        found = own.get(part_key(name)) or usual.get(part_key(name).rpartition(".")[2])
        return found.get("ContentType") if found else ""

    return content_type


def declared_as(parts: Parts, endings: tuple[str, ...]) -> list[str]:
    """Return the parts whose content type ends with one of these , in small letters: case does not count."""
    content_type = content_types(parts)
    return [name for name in parts.names if name in parts and content_type(name).casefold().endswith(endings)]


def declare(parts: Parts, types: Mapping[str, str]) -> None:
    """Declare new parts, by name; one whose ending says it already needs no more."""
    known, part, root = content_types(parts), parts.read(CONTENT_TYPES), parts.root(CONTENT_TYPES)
    new = b"".join(
        b'<%sOverride PartName="/%s" ContentType="%s"/>' % (prefix(part, root), escape_attribute(name), kind.encode())
        for name, kind in types.items()
        if known(name) != kind
    )
    parts.edit(CONTENT_TYPES, [append_child(part, root, new)] if new else [])


def undeclare(parts: Parts, name: str) -> None:
    """Take the declaration of a part out."""
    _cut(parts, CONTENT_TYPES, lambda element: part_key(element.get("PartName")) == part_key(name))


def free_name(parts: Parts, pattern: str) -> str:
    """Return the first name of a pattern (`xl/tables/table{}.xml`) that no part has and nothing speaks of.

    A part that is alone of its kind has a name without a number (`xl/styles.xml`), where other programs look for it.
    What lies there undeclared, is declared and absent, or is a relationship's target must not become the new part's.
    """
    spoken = set(_spoken(parts))
    stem, end = posixpath.splitext(pattern)
    lone, numbered = ([], pattern) if "{}" in pattern else ([pattern], f"{stem}{{}}{end}")
    names = chain(lone, map(numbered.format, count(1)))
    return next(name for name in names if not {part_key(name), part_key(rels_part(name))} & spoken)


def _spoken(parts: Parts) -> Iterator[str]:
    """Return the key of every part that there is or that something speaks of."""
    for name in parts.names:
        yield part_key(name)
        if is_rels_part(name):
            folder, file = posixpath.split(name)
            source = posixpath.join(posixpath.dirname(folder), file[: -len(".rels")])
            yield from (part_key(relation.target) for relation in relations(parts, source) if not relation.external)
    yield from (part_key(element.get("PartName")) for element in parts.root(CONTENT_TYPES).named("Override"))


def _cut(parts: Parts, name: str, unwanted: Callable[[Element], bool]) -> None:
    children = parts.root(name).children
    parts.edit(name, [ByteEdit(child.start, child.stop, b"") for child in children if unwanted(child)])
