"""What the product really has: its commands, and every sentence that a person may read."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import click

from olsxl.cli.commands import olsxl

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "olsxl").rglob("*.py"))
TEMPLATES = sorted(path for path in (ROOT / "templates").iterdir() if path.is_file())


def commands(group: click.Group = olsxl, name: str = "olsxl") -> Iterator[tuple[str, click.Command]]:
    """Every command by its full name; a group of commands by those in it."""
    context = click.Context(group)
    for each in group.list_commands(context):
        command = group.get_command(context, each)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, f"{name} {each}")
        else:
            yield f"{name} {each}", command


def texts(module: Path) -> Iterator[str]:
    """Every text in a module's code, its docstrings too: a command's is its help."""
    tree = ast.parse(module.read_text("utf-8"))
    yield from (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
