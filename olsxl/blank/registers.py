"""The blank registers that `olsxl init` hands out, made from the schema.

`python -m olsxl.blank.registers` writes them into `registers/` of the checkout: run it after a change of the schema.
Output is the same on every run: no author, no date of its own, nothing hidden, no macros.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from olsxl.blank.read_me import INCIDENT_TITLE, INCIDENT_TOPICS, TRAINING_TITLE, TRAINING_TOPICS, Topic
from olsxl.register.schema import INCIDENT_REGISTER, TRAINING_REGISTER, Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def incident_register() -> bytes:
    """Make a blank incident register: the bytes of an .xlsx file."""
    return _register(INCIDENT_TITLE, INCIDENT_REGISTER, INCIDENT_TOPICS)


def training_register() -> bytes:
    """Make a blank training register: the bytes of an .xlsx file."""
    return _register(TRAINING_TITLE, TRAINING_REGISTER, TRAINING_TOPICS)


BLANKS: dict[str, Callable[[], bytes]] = {
    "incident-register.xlsx": incident_register,
    "training-register.xlsx": training_register,
}
"""What makes each file of `registers/`."""


def _register(title: str, sheets: Sequence[Sheet], topics: Sequence[Topic]) -> bytes:
    from openpyxl import Workbook

    from olsxl.blank.save import saved
    from olsxl.blank.sheet import add_lists, add_read_me, add_sheet

    book = Workbook()
    book.remove(book.worksheets[0])
    sources = add_lists(book, sheets)
    for sheet in sheets:
        add_sheet(book, sheet, sources)
    add_read_me(book, title, topics)
    book.move_sheet("Lists", offset=len(sheets))
    book.active = 0
    return saved(book, title)


def write_blanks(folder: Path) -> None:
    """Write both blank registers into this folder, over those that lie there."""
    for name, make in BLANKS.items():
        (folder / name).write_bytes(make())


if __name__ == "__main__":  # pragma: no cover - the maintainers' command
    write_blanks(Path(__file__).parents[2] / "registers")
