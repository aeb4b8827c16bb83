"""XML read with the place of every element, so that a change is a splice of bytes and all other bytes stay.

An element knows where its tags begin and end; a change is a `ByteEdit`. Nothing is ever serialised.
Parts in another encoding than UTF-8 are brought into it for the splice and back afterwards, byte-identical elsewhere.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from olsxl.workbook.container.package import unreadable
from olsxl.workbook.container.rope import ByteEdit, Rope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from olsxl.workbook.errors import UnreadableWorkbook

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MAIN_STRICT: Final = "http://purl.oclc.org/ooxml/spreadsheetml/main"
MAX_DEPTH: Final = 100
"""Elements within elements; Excel's own parts stay under 30."""
MAX_ELEMENTS: Final = 200_000
"""Elements of one part, or of one window of a sheet, that are held at a time."""

MAX_TAG: Final = 2**20
"""Bytes of one tag: a range of some ten thousand areas, or as many attributes as no element has."""

_FLAT: Final = 2**20
_ROOT: Final = re.compile(rb"<(?![?!])[^>]*>")
_LONG_TAG: Final = re.compile(rb"<[^<>]{%d}" % MAX_TAG)
_TAG: Final = re.compile(rb"""<[^\s/>]+(?:\s+[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*/?>""")
_NUMBER: Final = re.compile(r"-?[0-9]{1,10}")
_DECLARED: Final = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_NOWHERE: Final = -1
_SUSPECT: Final = "Do not open it, and ask who sent it"
_BOMS: Final = ((codecs.BOM_UTF8, ""), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(slots=True, eq=False)
class Element:
    """One element of `part`: its start tag from `start` to `inner`, its end tag from `close` to `stop`.

    For `<a/>`, inner, close and stop are the same. `attributes` without a prefix go by their name, others by
    `{namespace}name`. `text` is the text that stands directly in it, `within` the name of the element around it:
    elements never point upwards, so that a part of 30 MB is free as soon as nobody reads it.
    """

    part: bytes
    namespace: str
    name: str
    attributes: dict[str, str]
    start: int
    within: str
    close: int = 0
    stop: int = 0
    text: str = ""
    children: list[Element] = field(default_factory=list)

    @property
    def inner(self) -> int:
        """Where the start tag ends; found when it is asked for, which is seldom."""
        tag = _TAG.match(self.part, self.start)
        return tag.end() if tag else self.start

    def get(self, attribute: str, default: str = "") -> str:
        """Return an attribute's value."""
        return self.attributes.get(attribute, default)

    def number(self, attribute: str, default: int = 0) -> int:
        """Return an attribute's whole number; `UnreadableWorkbook` where it is none."""
        return whole_number(self.get(attribute) or str(default))

    def named(self, *names: str) -> Iterator[Element]:
        """Return the children of these names."""
        return (child for child in self.children if child.name in names)

    def child(self, name: str) -> Element | None:
        """Return the first child of the name."""
        return next(self.named(name), None)

    def walk(self) -> Iterator[Element]:
        """Yield this element and all within it, in the order of the document."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def empty(self) -> bool:
        """Whether it is written as `<a/>`."""
        return self.close == self.stop


def to_utf8(part: bytes) -> tuple[bytes, str]:
    """Return the part in UTF-8 (a UTF-8 byte-order mark stays), and the codec that it was in ("" for UTF-8).

    Raises `UnreadableWorkbook` where the encoding is unknown or cannot be brought back byte for byte.
    """
    codec = next((codec for mark, codec in _BOMS if part.startswith(mark)), None)
    if codec is None:
        declared = _DECLARED.match(part[:200])
        codec = declared[1].decode("ascii").lower() if declared else ""
    if codec in {"", "utf-8", "utf8", "us-ascii", "ascii"}:
        return part, ""
    try:
        text = part.decode(codec)
        faithful = text.encode(codec) == part
    except (LookupError, UnicodeError) as error:
        raise unreadable(f"has a part in an unknown encoding, {codec}") from error
    if not faithful:
        raise unreadable(f"has a part in the encoding {codec} that cannot be kept as it is")
    return text.encode("utf-8"), codec


def from_utf8(part: bytes, codec: str) -> bytes:
    """Return the part back in its own encoding; what that lacks is written as character references."""
    return part.decode("utf-8").encode(codec, "xmlcharrefreplace") if codec else part


def parse(part: bytes) -> Element:
    """Return the root element of a part; `UnreadableWorkbook` where it is not well-formed, too deep, or has a DTD."""
    return _Reader(part).read((0, part))


def parse_around(part: bytes, start: int, stop: int) -> Element:
    """Return the root element as if the bytes from start to stop were not there; places are those of the part."""
    view = memoryview(part)
    return _Reader(part).read((0, view[:start]), (stop, view[stop:]))


def parse_window(part: bytes, start: int, stop: int, root_tag: bytes) -> list[Element]:
    """Return the elements that stand between two places of a part, read as children of its root tag."""
    window = memoryview(part)[start:stop]
    return _Reader(part).read((_NOWHERE, root_tag), (start, window), (_NOWHERE, end_tag(root_tag))).children


def end_tag(start_tag: bytes) -> bytes:
    """Return the tag that ends the element of a start tag."""
    return b"</%s>" % start_tag[1:].split(None, 1)[0].rstrip(b"/>")


def parse_flat(part: bytes, name: bytes) -> Iterator[Element]:
    """Yield the children of the root, all of this name, a window at a time: a part may hold any number of them."""
    root = _ROOT.search(part, 0, 2**16)
    if root is None:
        raise unreadable("is damaged: one of its parts is empty")
    head, colon, _ = root[0][1:].split(None, 1)[0].rstrip(b"/>").rpartition(b":")
    mark, start, stop = b"<%s%s " % (head + colon, name), root.end(), part.rfind(b"</")
    while start < stop:
        cut = part.find(mark, start + _FLAT, stop)
        cut = cut if cut >= 0 else stop
        yield from parse_window(part, start, cut, root[0])
        start = cut


class _Reader:
    """Builds elements from expat's events.

    expat follows no external entity, and every document type declaration is refused before its entities count.
    """

    def __init__(self, part: bytes) -> None:
        self._part = part
        self._places: list[tuple[int, int]] = []
        self._open: list[Element] = []
        self._texts: list[list[str]] = []
        self._root: Element | None = None
        self._count = 0
        self._parser = expat.ParserCreate("utf-8", " ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartDoctypeDeclHandler = self._doctype

    def read(self, *pieces: tuple[int, bytes | memoryview]) -> Element:
        """Feed pieces, each with its place in the part, and give back the root."""
        fed = 0
        try:
            for place, piece in pieces:
                refuse_long_tags(piece)
                self._places.insert(0, (fed, place))
                fed += len(piece)
                self._parser.Parse(bytes(piece), False)
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise not_well_formed() from error
        finally:
            del self._parser  # it holds this reader, and so the part, as this reader holds it
        if self._root is None:
            raise unreadable("is damaged: one of its parts is empty")
        return self._root

    def _place(self) -> int:
        """Where in the part the parser stands, or below 0 in a piece that is not of the part."""
        index = self._parser.CurrentByteIndex
        for fed, place in self._places:
            if fed <= index:
                return place + index - fed if place >= 0 else _NOWHERE
        return _NOWHERE

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) >= MAX_DEPTH or self._count > MAX_ELEMENTS:
            raise overfilled()
        namespace, _, local = name.rpartition(" ")
        for key in [key for key in attributes if " " in key]:
            attributes[f"{{{key.replace(' ', '}', 1)}"] = attributes.pop(key)
        around = self._open[-1] if self._open else None
        element = Element(self._part, namespace, local, attributes, self._place(), around.name if around else "")
        if around is None:
            self._root = element
        else:
            around.children.append(element)
        self._open.append(element)
        self._texts.append([])

    def _end(self, _name: str) -> None:
        element = self._open.pop()
        element.text = "".join(self._texts.pop())
        if element.start < 0:
            return
        at = self._place()
        if not element.children and not element.text and self._part[at - 2 : at] == b"/>":
            element.close = element.stop = at
        else:
            element.close = at
            element.stop = self._part.index(b">", at) + 1

    def _text(self, text: str) -> None:
        self._texts[-1].append(text)

    def _doctype(self, *_: object) -> None:
        raise unreadable("has a part with a document type declaration, which Excel never writes", _SUSPECT)


def refuse_long_tags(piece: bytes | memoryview) -> None:
    """Refuse a tag for which expat would have to look for an end again and again."""
    if len(piece) > MAX_TAG and _LONG_TAG.search(piece):
        raise overfilled()


def not_well_formed() -> UnreadableWorkbook:
    """A part that is no XML."""
    return unreadable("is damaged: one of its parts is not well-formed XML")


def overfilled() -> UnreadableWorkbook:
    """A part that would fill the memory, or the stack."""
    return unreadable("has a part that is nested or filled as no workbook is", _SUSPECT)


def whole_number(text: str) -> int:
    """Return a number of at most ten digits; `UnreadableWorkbook` for any other text."""
    if not _NUMBER.fullmatch(text.strip()):
        raise unreadable(f"is damaged: it has '{text[:40]}' where a number should stand")
    return int(text)


def splice(part: bytes, changes: Iterable[ByteEdit]) -> bytes:
    """Return the part with the changes made; they may not overlap. Insertions at one place keep their order."""
    return Rope(part, changes).joined()


def set_attribute(part: bytes, element: Element, name: str, value: str) -> ByteEdit:
    """Give an attribute (as spelled in the tag, prefix included) another value, or add it at the end of the tag."""
    found = _attribute(part, element, name)
    new = escape_attribute(value)
    if found:
        start, stop = found.span(2)
        return ByteEdit(start + 1, stop - 1, new)
    at = element.inner - (2 if part[element.inner - 2 : element.inner] == b"/>" else 1)
    return ByteEdit(at, at, b' %s="%s"' % (name.encode(), new))


def drop_attribute(part: bytes, element: Element, name: str) -> list[ByteEdit]:
    """Take an attribute out, with the white space before it; nothing where it is not there."""
    found = _attribute(part, element, name)
    return [ByteEdit(found.start(), found.end(), b"")] if found else []


def _attribute(part: bytes, element: Element, name: str) -> re.Match[bytes] | None:
    pattern = re.compile(rb"""\s+(%s)\s*=\s*("[^"]*"|'[^']*')""" % re.escape(name.encode()))
    quoted = re.compile(rb"""\s+[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*')""")
    at = element.start + len(tag_name(part, element)) + 1
    while found := quoted.match(part, at, element.inner):
        if wanted := pattern.fullmatch(part, *found.span()):
            return wanted
        at = found.end()
    return None


def tag_name(part: bytes, element: Element) -> bytes:
    """Return the element's name as it is spelled, prefix included."""
    return re.match(rb"[^\s/>]+", part[element.start + 1 : element.inner])[0]  # type: ignore[index]


def prefix(part: bytes, element: Element) -> bytes:
    """Return the element's prefix with its colon, `x:`, or nothing."""
    head, colon, _ = tag_name(part, element).rpartition(b":")
    return head + colon


def append_child(part: bytes, element: Element, new: bytes) -> ByteEdit:
    """Put bytes at the end of an element, which is opened where it is written as `<a/>`."""
    if not element.empty:
        return ByteEdit(element.close, element.close, new)
    return ByteEdit(element.stop - 2, element.stop, b">%s</%s>" % (new, tag_name(part, element)))


def set_text(element: Element, text: str) -> ByteEdit:
    """Give an element without children another text."""
    return ByteEdit(element.inner, element.close, escape_text(text))


def set_texts(elements: Iterable[Element], change: Callable[[str], str]) -> list[ByteEdit]:
    """Give elements without children the texts that `change` makes of theirs; those that stay are left out."""
    new = ((element, change(element.text)) for element in elements)
    return [set_text(element, text) for element, text in new if text != element.text]


def escape_text(text: str) -> bytes:
    """Text as it stands between tags."""
    return text.translate(_IN_TEXT).encode("utf-8")


def escape_attribute(value: str) -> bytes:
    """Text as it stands between the quotes of an attribute."""
    return value.translate(_IN_ATTRIBUTE).encode("utf-8")


# The library's own escape loads half of its web client with it.
_IN_TEXT: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_QUOTED: Final = {'"': "&quot;", "'": "&apos;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
_IN_ATTRIBUTE: Final = {**_IN_TEXT, **str.maketrans(_QUOTED)}
