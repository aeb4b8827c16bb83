"""The README is held against the product: every command, every setting, every variable, and the reverse.

`OLSXL_UPDATE_GOLDEN=1 pytest tests/test_readme.py` writes the table of settings anew.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from olsxl import config
from olsxl.cli.commands import olsxl
from olsxl.jobs import home, notify

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
START = "<!-- settings: this table is held against olsxl/config.py by a test -->\n"
END = "<!-- end of settings -->"


def readme() -> str:
    return README.read_text("utf-8")


def settings_table() -> str:
    """The table of settings as the README shows it."""
    lines = ["| section | key | default or example | what it is |", "| --- | --- | --- | --- |"]
    for setting in config.settings():
        section = f"[[{setting.section}]]" if setting.repeated else f"[{setting.section or setting.key}]"
        key = f"`{setting.key}`" if setting.section else "*list*"
        default = f"`{setting.default}`" if setting.default not in ("{}", "PydanticUndefined") else ""
        lines.append(f"| `{section}` | {key} | {default} | {setting.description} |")
    return "\n" + "\n".join(lines) + "\n\n"


def commands(group: click.Group, name: str = "olsxl") -> Iterator[str]:
    """Every command by its full name; a group of commands by those in it."""
    context = click.Context(group)
    for each in group.list_commands(context):
        command = group.get_command(context, each)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, f"{name} {each}")
        else:
            yield f"{name} {each}"


def test_every_setting_stands_in_the_readme_as_it_is() -> None:
    head, rest = readme().split(START)
    shown, tail = rest.split(END)
    if os.environ.get("OLSXL_UPDATE_GOLDEN"):
        README.write_text(head + START + settings_table() + END + tail, "utf-8", newline="\n")
        pytest.skip("the table was written anew")
    assert shown == settings_table()


def test_every_command_stands_in_the_readme() -> None:
    shown = set(re.findall(r"`(olsxl [a-z]+(?: [a-z]+)?)", readme()))
    assert {name for name in commands(olsxl) if name not in shown} == set()


def test_the_readme_shows_no_command_that_there_is_not() -> None:
    each = set(commands(olsxl))
    known = each | {name.rsplit(" ", 1)[0] for name in each}
    shown = re.findall(r"^\s+(?:\S*/|\S*\\)?(olsxl [a-z]+)|`(olsxl [a-z]+(?: [a-z]+)?)[` ]", readme(), re.MULTILINE)
    assert {name for pair in shown for name in pair if name and name not in known} == set()


def test_every_variable_that_holds_a_secret_stands_in_the_readme() -> None:
    from olsxl.jobs import pack

    for name in (home.PASSWORD_VARIABLE, notify.PASSWORD_VARIABLE, pack.PASSWORD_VARIABLE):
        assert f"`{name}`" in readme()


def test_the_picture_of_the_summary_is_there() -> None:
    picture = re.search(r"!\[[^\]]+\]\(([^)]+)\)", readme())
    assert picture is not None
    assert (ROOT / picture[1]).read_bytes().startswith(b"\x89PNG")


def test_the_version_stands_in_the_changelog() -> None:
    from olsxl import __version__

    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert f'version = "{__version__}"' in (ROOT / "pyproject.toml").read_text("utf-8")
