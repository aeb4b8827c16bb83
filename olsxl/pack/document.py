"""A pack in memory, before it is a workbook: sheets of plain values. Nothing here can be a formula, note or link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from olsxl.blank.block import Block
    from olsxl.register.coverage.coverage import Unread


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of blocks: its name and title, sentences under it, the blocks in columns side by side.

    The blocks of one column stand below each other and have the same number of columns.
    """

    name: str
    title: str
    lines: tuple[str, ...]
    stacks: tuple[tuple[Block, ...], ...]

    @property
    def rows(self) -> int:
        """How many rows of values stand in it."""
        return sum(len(block.rows) for stack in self.stacks for block in stack)


class Fact(NamedTuple):
    """One line of the Cover: what it is about, the text. `given` where the text is the home's own wording.

    The home's name and its manager's come from olsxl.toml and are meant to be shown, also where People lists them.
    """

    about: str
    text: str
    given: bool = False


class Document(NamedTuple):
    """A whole pack: the Cover's title and facts, and the sheets.

    `names` must not stand in it. `doubts` are cells of the register to look at before it is sent, `left_out` those
    whose text is not in it; `unknown` says in sentences whose names could not be looked for. `not_kept` are the
    headings of ours that the incident register has not, `unread` is what of the workbooks was not read.
    """

    title: str
    facts: tuple[Fact, ...]
    sheets: tuple[Sheet, ...]
    names: tuple[str, ...]
    doubts: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    not_kept: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()

    @property
    def rows(self) -> dict[str, int]:
        """The rows of each sheet by its name, the Cover among them."""
        return {COVER: len(self.facts)} | {sheet.name: sheet.rows for sheet in self.sheets}


COVER = "Cover"
