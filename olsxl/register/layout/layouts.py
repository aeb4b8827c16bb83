"""How the worksheets of a register are laid out, looked at only where a rule asks."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from olsxl.workbook import Layout, Looks, Workbook


class Layouts:
    """The layouts of one workbook; `headings` gives the row of the headings of each worksheet that is read."""

    def __init__(self, opened: Workbook) -> None:
        self._workbook = opened
        self.headings: dict[str, int] = {}

    @cached_property
    def sheets(self) -> Mapping[str, Layout]:
        """The layout of each worksheet that is read, and of every hidden one, by name; see `Workbook.layouts`."""
        return self._workbook.layouts(self.headings)

    def looks(self, sheet: str, *, colours: bool) -> Looks:
        """How the cells of a worksheet look; see `Workbook.looks`."""
        return self._workbook.looks(sheet, colours=colours)
