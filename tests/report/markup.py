"""Reads a rendered page as a browser would, as far as its colours and text sizes go, in light and in dark."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

VOID = {"meta", "br", "link", "img", "input", "hr"}
UNSEEN = {"head", "style", "title", "desc"}
INHERITED = ("color", "fill", "font-size")


@dataclass
class Element:
    """One element, with the text that stands directly in it."""

    tag: str
    attrs: dict[str, str]
    parent: Element | None
    children: list[Element] = field(default_factory=list)
    text: str = ""

    @property
    def classes(self) -> list[str]:
        return self.attrs.get("class", "").split()

    @property
    def above(self) -> Iterator[Element]:
        here = self.parent
        while here:
            yield here
            here = here.parent

    def walk(self) -> Iterator[Element]:
        yield self
        for child in self.children:
            yield from child.walk()

    def all(self, tag: str) -> list[Element]:
        return [element for element in self.walk() if element.tag == tag]


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = self.here = Element("", {}, None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.children.append(element)
        if tag not in VOID:
            self.here = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.here.tag == tag, f"</{tag}> closes <{self.here.tag}>"
        assert self.here.parent
        self.here = self.here.parent

    def handle_data(self, data: str) -> None:
        self.here.text += data


def parse(html: str) -> Element:
    """The tree of a page; every element must be closed by its own end tag."""
    builder = _Builder()
    builder.feed(html)
    assert builder.here is builder.root
    return builder.root


@dataclass(frozen=True)
class Rule:
    """One selector of a style sheet with its declarations, and the media query around it."""

    media: str
    selector: str
    declared: dict[str, str]

    def matches(self, element: Element) -> bool:
        *ancestors, last = self.selector.split()
        return _fits(last, element) and all(any(_fits(part, one) for one in element.above) for part in ancestors)

    @property
    def weight(self) -> tuple[int, int]:
        return self.selector.count("."), len(self.selector.split())


def _fits(compound: str, element: Element) -> bool:
    tag, *classes = compound.split(".")
    return tag in ("", "*", element.tag) and (not classes or set(classes) <= set(element.classes))


def rules(html: str) -> list[Rule]:
    """All rules of the style elements; pseudo-classes other than :root change no colour here and are left out."""
    found = []
    for css in re.findall(r"<style>(.*?)</style>", html, re.DOTALL):
        for media, block in re.findall(r"(@media[^{]+){((?:[^{}]+{[^{}]*})*)\s*}", css):
            found += _flat(media, block)
        found += _flat("", re.sub(r"@[a-z]+[^{]*{(?:[^{}]*{[^{}]*})*[^{}]*}", "", css))
    return found


def _flat(media: str, css: str) -> list[Rule]:
    blocks = re.findall(r"([^{}]+){([^{}]*)}", css)
    return [
        Rule(media.strip(), selector.strip().replace(":root", "html"), declarations(body))
        for selectors, body in blocks
        for selector in selectors.split(",")
        if ":" not in selector.replace(":root", "") and "[" not in selector
    ]


def declarations(body: str) -> dict[str, str]:
    pairs = (part.split(":", 1) for part in body.split(";") if ":" in part)
    return {name.strip(): value.strip() for name, value in pairs}


@dataclass(frozen=True)
class Style:
    """What an element looks like: colour on background, and the size of its text in px."""

    colour: str
    background: str
    size: float


class Look:
    """A page as it looks in one colour scheme."""

    def __init__(self, html: str, *, dark: bool) -> None:
        self.root = parse(html)
        media = ("", "@media (prefers-color-scheme: dark)") if dark else ("",)
        self.rules = sorted((rule for rule in rules(html) if rule.media in media), key=lambda rule: rule.media)
        self.names: dict[str, str] = {}
        self._known: dict[int, dict[str, str]] = {}
        for rule in self.rules:
            self.names |= {name: value for name, value in rule.declared.items() if name.startswith("--")}

    def texts(self) -> Iterator[tuple[str, Style]]:
        """Every text that can be read, with its style."""
        for element in self.root.walk():
            hidden = any(one.tag in UNSEEN for one in (element, *element.above))
            if element.text.strip() and not hidden:
                yield element.text.strip(), self.style(element)

    def style(self, element: Element) -> Style:
        chain = [self._once(one) for one in (element, *element.above)]
        inherited = {name: next((own[name] for own in chain if name in own), "") for name in INHERITED}
        background = next((own["background-color"] for own in chain if "background-color" in own), "")
        colour = inherited["fill" if element.tag == "text" else "color"]
        return Style(colour, background, float(inherited["font-size"].removesuffix("px") or 0))

    def _once(self, element: Element) -> dict[str, str]:
        if id(element) not in self._known:
            self._known[id(element)] = self._own(element)
        return self._known[id(element)]

    def _own(self, element: Element) -> dict[str, str]:
        own = {"background-color": element.attrs["bgcolor"]} if "bgcolor" in element.attrs else {}
        matching = sorted((rule for rule in self.rules if rule.matches(element)), key=lambda rule: rule.weight)
        declared = [_longhand(rule.declared) for rule in matching]
        declared.append(_longhand(declarations(element.attrs.get("style", ""))))
        for found in declared:
            own |= {name: value for name, value in found.items() if "!important" not in value}
        for found in declared:
            own |= {name: value for name, value in found.items() if "!important" in value}
        return {name: self._plain(value) for name, value in own.items()}

    def _plain(self, value: str) -> str:
        value = value.removesuffix("!important").strip()
        return re.sub(r"var\((--[a-z]+)\)", lambda found: self.names[found[1]], value)


def _longhand(declared: dict[str, str]) -> dict[str, str]:
    """With `background` and `font` as the one property of theirs that matters here."""
    found = dict(declared)
    if "background" in found:
        found["background-color"] = found.pop("background")
    if "font" in found:
        found["font-size"] = found.pop("font").split("/")[0]
    return found


def contrast(one: str, other: str) -> float:
    """The contrast of two colours `#rrggbb` by WCAG 2.2, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    assert re.fullmatch(r"#[0-9a-f]{6}", colour), f"{colour!r} is no colour"
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
