"""What the pages say of the code is made from the code.

`OLSXL_UPDATE_GOLDEN=1 pytest -n 0 tests/docs/test_generated.py` makes it anew.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest

from olsxl.config import documentation
from olsxl.rules import CATALOGUE
from tests.docs.generated import BLOCKS, DOCS, PICTURE, import_graph, picture, refreshed
from tests.docs.product import commands
from tests.test_layers import LAYERS

if TYPE_CHECKING:
    from pathlib import Path

UPDATE = bool(os.environ.get("OLSXL_UPDATE_GOLDEN"))
PAGES = [page for page in sorted(DOCS.rglob("*.md")) if "<!-- made from the code" in page.read_text("utf-8")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_says_of_the_code_is_as_the_code_is(page: Path) -> None:
    wanted = refreshed(page)
    if UPDATE:
        page.write_text(wanted, "utf-8", newline="\n")
    assert page.read_text("utf-8") == wanted


def test_each_part_that_can_be_made_stands_in_a_page() -> None:
    named = [
        name for page in PAGES for name in re.findall(r"<!-- made from the code: (\w+) -->", page.read_text("utf-8"))
    ]
    assert sorted(named) == sorted(BLOCKS)


def test_the_picture_shows_the_rooms_and_their_imports_as_they_are() -> None:
    if UPDATE:
        PICTURE.write_text(picture(), "utf-8", newline="\n")
    assert PICTURE.read_text("utf-8") == picture()


def test_the_picture_leaves_out_what_follows_and_nothing_points_up() -> None:
    graph = import_graph()
    assert all(LAYERS[other] < LAYERS[name] for name, wanted in graph.items() for other in wanted)
    assert "findings" not in graph["cli"]


def test_every_command_option_setting_and_code_stands_in_the_pages() -> None:
    text = "".join(page.read_text("utf-8") for page in PAGES)
    options = {
        option for _, command in commands() for each in command.params for option in each.opts if option[0] == "-"
    }
    wanted = {
        *(f"`{name}`" for name, _ in commands()),
        *(f"`{setting.key}`" for setting in documentation.settings() if setting.section),
        *(f"### {rule.code}" for rule in CATALOGUE),
    }
    assert {each for each in wanted if each not in text} == set()
    assert {option for option in options if not re.search(rf"`(?:-\w, )?{option}\b", text)} == set()
