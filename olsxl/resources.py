"""Where the files that travel with olsxl lie: its templates and the blank registers."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def templates_dir() -> Path:
    """The product's own templates: `olsxl/templates` in an installed wheel, `templates` in a checkout."""
    return _folder("templates")


def registers_dir() -> Path:
    """The blank registers that `olsxl init` hands out: in the wheel or in a checkout, as above."""
    return _folder("registers")


def _folder(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
