"""The README is short, and what it says holds: the commands it shows are there, and so is what it leads to."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]


def readme() -> str:
    return (ROOT / "README.md").read_text("utf-8")


def test_the_readme_leads_to_every_page() -> None:
    linked = {name for name in re.findall(r"\]\(([^)#]+)", readme()) if name.startswith("docs/")}
    pages = {str(page.relative_to(ROOT).as_posix()) for page in (ROOT / "docs").rglob("*.md")}
    assert pages - linked == {"docs/index.md"}


def test_what_the_readme_leads_to_is_there() -> None:
    assert [name for name in re.findall(r"\]\(([^)#:]+)\)", readme()) if not (ROOT / name).is_file()] == []


def test_the_picture_of_the_summary_is_there() -> None:
    picture = re.search(r"!\[[^\]]+\]\(([^)]+)\)", readme())
    assert picture is not None
    assert (ROOT / picture[1]).read_bytes().startswith(b"\x89PNG")


def test_the_version_stands_in_the_changelog() -> None:
    from olsxl import __version__

    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert f'version = "{__version__}"' in (ROOT / "pyproject.toml").read_text("utf-8")
