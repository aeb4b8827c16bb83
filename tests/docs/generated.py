"""The parts of the pages that are made from the code, and the picture of the rooms."""

from __future__ import annotations

import ast
import re
from html import escape
from inspect import cleandoc
from typing import TYPE_CHECKING

import click

from olsxl.cli.commands import COMMANDS
from olsxl.config import documentation
from olsxl.register import schema
from olsxl.rules import CATALOGUE
from olsxl.rules.policy import ground
from tests.docs.product import ROOT, commands
from tests.test_layers import LAYERS, MODULES, imports, own, room

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

DOCS = ROOT / "docs"
PICTURE = DOCS / "images" / "rooms.svg"

_BLOCK = re.compile(r"(?<=<!-- made from the code: )(\w+)( -->\n)(.*?)(?=<!-- end -->)", re.DOTALL)


def refreshed(page: Path) -> str:
    """A page with every part that is made from the code made anew."""
    return _BLOCK.sub(lambda found: f"{found[1]}{found[2]}\n{BLOCKS[found[1]]()}\n", page.read_text("utf-8"))


def settings() -> str:
    """The table of every key of olsxl.toml."""
    lines = ["| section | key | default or example | what it is |", "| --- | --- | --- | --- |"]
    for setting in documentation.settings():
        section = f"[[{setting.section}]]" if setting.repeated else f"[{setting.section or setting.key}]"
        key = f"`{setting.key}`" if setting.section else "*list*"
        default = f"`{setting.default}`" if setting.default not in ("{}", "PydanticUndefined") else ""
        lines.append(f"| `{section}` | {key} | {default} | {setting.description} |")
    return "\n".join(lines) + "\n"


def command_reference() -> str:
    """Every command with its usage, its help and its options, in the groups of `olsxl --help`."""
    parts = []
    named = dict(commands())
    for group, members in COMMANDS.items():
        parts.append(f"## {group}\n")
        for member in members:
            parts += [
                _command(name, command) for name, command in named.items() if f"{name} ".startswith(f"olsxl {member} ")
            ]
    return "\n".join(parts)


def _command(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=name)
    usage = " ".join(command.collect_usage_pieces(context))
    lines = [f"### `{name}`\n", f"    {name} {usage}\n", _plain(cleandoc(command.help or "")), ""]
    # but for --help, which every command has
    records = (option.get_help_record(context) for option in command.get_params(context) if "--help" not in option.opts)
    lines += [f"- `{shown}`: {_plain(told)}" for shown, told in filter(None, records)]
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    """A text of the command line as Markdown shows it: what it holds is none of Markdown's."""
    return re.sub(r"([*_<\[\]])", r"\\\1", text)


def rules() -> str:
    """Every rule as `olsxl explain` tells it."""
    families = {
        "WBK": "Workbooks",
        "INC": "Incidents",
        "UPD": "Updates",
        "REV": "Weekly reviews",
        "TRN": "Training",
        "PPL": "People",
    }
    parts = []
    for family, title in families.items():
        parts.append(f"## {title}\n")
        for rule in CATALOGUE:
            if rule.code.startswith(family):
                told = rule.explanation
                parts += [
                    f"### {rule.code}\n",
                    f"**{rule.title}** ({rule.severity}).\n",
                    f"{told.why}\n" if told.why else "",
                    f"- Put right: {told.put_right}",
                    f"- Example: {told.example}",
                    *(f"- Rests on: {ground(source)}." for source in rule.source),
                    "",
                ]
    return "\n".join(parts)


def sheets() -> str:
    """The sheets of both registers with their headings, the indispensable ones in bold."""
    lines = []
    for title, register in (
        ("incident register", schema.INCIDENT_REGISTER),
        ("training register", schema.TRAINING_REGISTER),
    ):
        lines.append(f"The {title}:\n")
        for sheet in register:
            shown = (f"**{each.heading}**" if each.indispensable else each.heading for each in sheet.columns)
            lines.append(f"- `{sheet.name}`: {', '.join(shown)}")
        lines.append("")
    return "\n".join(lines)


def lists() -> str:
    """The allowed values of each list, by its key under `[lists]`; sexual sub-types with a star."""
    starred = {value: value + r" \*" for value in schema.SEXUAL}
    lines = (
        f"- `{key}`: {', '.join(starred.get(value, value) for value in values)}" for key, values in schema.LISTS.items()
    )
    return "\n".join(lines) + "\n"


def rooms() -> str:
    """The table of rooms, from the highest layer down."""
    ordered = sorted(_rooms(), key=lambda name: (-LAYERS[name], name))
    lines = [f"| `{each}` | {LAYERS[each]} | {_first_sentence(each)} |" for each in ordered]
    return "\n".join(["| room | layer | what it is |", "| --- | --- | --- |", *lines]) + "\n"


def _first_sentence(name: str) -> str:
    folder = ROOT / "olsxl" / name
    module = folder / "__init__.py" if folder.is_dir() else folder.with_suffix(".py")
    told = ast.get_docstring(ast.parse(module.read_text("utf-8"))) or ""
    return " ".join(told.split("\n\n")[0].split()).replace("|", r"\|")


def _rooms() -> set[str]:
    return {room(module) for module in MODULES} - {"__main__", "__init__"}


BLOCKS: dict[str, Callable[[], str]] = {
    "settings": settings,
    "commands": command_reference,
    "rules": rules,
    "sheets": sheets,
    "lists": lists,
    "rooms": rooms,
}
"""What makes each part, by its name in the page."""


def import_graph() -> dict[str, set[str]]:
    """The rooms that each room imports, but for those that follow from the others."""
    graph: dict[str, set[str]] = {name: set() for name in _rooms()}
    for module in MODULES:
        if (importer := room(module)) in graph:
            graph[importer] |= {found.room for found in own(imports(module))} & graph.keys() - {importer}
    return {name: wanted - {far for near in wanted for far in _below(graph, near)} for name, wanted in graph.items()}


def _below(graph: dict[str, set[str]], name: str) -> set[str]:
    return {far for near in graph[name] for far in {near, *_below(graph, near)}}


_WIDE, _HIGH, _STEP = 120, 30, 44


def picture() -> str:
    """The picture of the rooms as SVG: one below another by layer, an arrow for each import that does not follow."""
    graph = import_graph()
    ordered = sorted(graph, key=lambda name: (-LAYERS[name], name))
    at = {name: 20 + number * _STEP for number, name in enumerate(ordered)}
    return "\n".join([*_svg(graph, at), ""])


def _svg(graph: dict[str, set[str]], at: dict[str, int]) -> Iterator[str]:
    right, half, height = 50 + _WIDE, _HIGH // 2, 20 + len(at) * _STEP
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 {height}" width="640" font-family="sans-serif">'
    yield "<title>The rooms of olsxl and what each imports</title>"
    yield (
        '<defs><marker id="to" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0L8 4L0 8z" fill="#456"/></marker></defs>'
    )
    yield f'<rect width="640" height="{height}" fill="#fff"/>'
    for importer, wanted in sorted(graph.items()):
        for other in sorted(wanted):
            start, end = at[importer] + half + 5, at[other] + half - 5
            bulge = right + 24 + (end - start) * 6 // 10
            yield (
                f'<path d="M{right} {start}C{bulge} {start} {bulge} {end} {right + 1} {end}" '
                'fill="none" stroke="#456" marker-end="url(#to)"/>'
            )
    for name, y in at.items():
        yield f'<text x="20" y="{y + 20}" text-anchor="middle" font-size="12" fill="#456">{LAYERS[name]}</text>'
        yield f'<rect x="50" y="{y}" width="{_WIDE}" height="{_HIGH}" rx="5" fill="#e8eef5" stroke="#456"/>'
        yield f'<text x="{50 + _WIDE // 2}" y="{y + 20}" text-anchor="middle" font-size="14">{escape(name)}</text>'
    yield "</svg>"
