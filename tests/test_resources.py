"""The files that travel with the product are found in a checkout and in an installed wheel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl import resources

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_in_a_checkout_the_templates_stand_beside_the_package() -> None:
    assert (resources.templates_dir() / "weekly.html").is_file()
    assert resources.registers_dir().is_dir()


def test_in_a_wheel_the_templates_stand_in_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("templates", "registers"):
        (tmp_path / "olsxl" / name).mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "olsxl")
    assert resources.templates_dir() == tmp_path / "olsxl" / "templates"
    assert resources.registers_dir() == tmp_path / "olsxl" / "registers"
