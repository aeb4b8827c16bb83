"""The ways in which one XML document can be spelled: prefixes, quotes, white space, encodings."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping

_ENCODED: Final = {
    "UTF-8": ("utf-8", b""),
    "utf-8 with a mark": ("utf-8", codecs.BOM_UTF8),
    "UTF-16": ("utf-16-le", codecs.BOM_UTF16_LE),
    "UTF-16BE": ("utf-16-be", codecs.BOM_UTF16_BE),
    "ISO-8859-1": ("iso-8859-1", b""),
}


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a writer spells one part: `prefix` stands before its elements, `related` before `id` of a relationship."""

    prefix: str = ""
    related: str = "r"
    quote: str = '"'
    gap: str = ""
    closing: str = "/>"
    encoding: str = "UTF-8"
    declared: bool = True

    def tag(self, name: str, attributes: Mapping[str, object] | None = None, *inner: str, text: str = "") -> str:
        """Return an element with these attributes (None: left out), children and text."""
        lead = f"{self.prefix}:{name}" if self.prefix else name
        given = {key: value for key, value in (attributes or {}).items() if value is not None}
        own = "".join(f" {key}={self.quote}{_escaped(value, self.quote)}{self.quote}" for key, value in given.items())
        content = "".join(self.gap + each for each in inner) + _escaped(text)
        return f"<{lead}{own}{self.closing}" if not content else f"<{lead}{own}>{content}</{lead}>"

    def root(self, name: str, namespaces: Mapping[str, str], attributes: Mapping[str, object], *inner: str) -> str:
        """Return the root element of a part; the namespace of "" is that of the elements."""
        bound = {f"xmlns:{key}" if key else "xmlns": value for key, value in namespaces.items() if key}
        own = {f"xmlns:{self.prefix}" if self.prefix else "xmlns": namespaces[""]}
        return self.tag(name, {**own, **bound, **attributes}, *inner)

    def encoded(self, document: str) -> bytes:
        """Return a part's bytes."""
        codec, mark = _ENCODED[self.encoding]
        label = "UTF-16" if codec.startswith("utf-16") else codec.upper()
        needed = self.declared or codec == "iso-8859-1"
        head = f'<?xml version="1.0" encoding="{label}" standalone="yes"?>\n' if needed else ""
        return mark + (head + document).encode(codec)


PLAIN: Final = Spelling()


def drawn(rng: random.Random, odd: float) -> Spelling:
    """Draw a spelling; each oddity with this probability."""

    def maybe(plain: str, *others: str) -> str:
        return rng.choice(others) if rng.random() < odd else plain

    return Spelling(
        prefix=maybe("", "x", "ns0", "s-1"),
        related=maybe("r", "rel", "d3p1"),
        quote=maybe('"', "'"),
        gap=maybe("", "\n  ", " "),
        closing=maybe("/>", " />"),
        encoding=maybe("UTF-8", *list(_ENCODED)[1:]),
        declared=rng.random() >= odd,
    )


def _escaped(value: object, quote: str = "") -> str:
    text = str(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace(quote, {'"': "&quot;", "'": "&apos;"}[quote]) if quote else text
