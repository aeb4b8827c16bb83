"""What is tried on a workbook: one edit or several in one patch, and where they belong by what was laid out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from olsxl.workbook import AddLists, AddSheet, AppendRow, SetCell
from tests.writers.places import place

if TYPE_CHECKING:
    import random

    from olsxl.workbook import Edit
    from tests.writers.packages import Made
    from tests.writers.sheets import Block, Sheet


@dataclass(frozen=True)
class Trial:
    """Edits of one patch; `appended` are the rows among them, by the sheet and the name of their block."""

    edits: list[Edit]
    appended: dict[tuple[str, str], list[AppendRow]]
    blocks: dict[tuple[str, str], Block]

    @property
    def rows(self) -> int:
        return sum(map(len, self.appended.values()))


def drawn(made: Made, rng: random.Random) -> Trial:
    """Draw what is tried on a workbook."""
    places = [(sheet, block) for sheet in made.sheets for block in sheet.blocks if block.name != "Lists"]
    edits: list[Edit] = []
    appended: dict[tuple[str, str], list[AppendRow]] = {}
    blocks: dict[tuple[str, str], Block] = {}
    for _ in range(rng.choice([1, 1, 1, 2, 3])):
        what = rng.choice(["row", "row", "row", "cell", "sheet", "lists"])
        if what == "row" and places:
            sheet, block = rng.choice(places)
            new = [_row(block, rng, len(edits) + at) for at in range(rng.choice([1, 1, 2, 4]))]
            edits += new
            appended.setdefault((sheet.name, block.name), []).extend(new)
            blocks[sheet.name, block.name] = block
        elif what == "cell" and made.sheets:
            edits.append(_cell(rng.choice(made.sheets), rng))
        elif what == "lists":
            values = [f"value {at}" for at in range(rng.randrange(4))]
            edits.append(
                AddLists(
                    f"Choices {len(edits)}",
                    [(f"Kinds_{len(edits)}", "Kind", values), (f"Ways_{len(edits)}", "Way", ["one"])],
                )
            )
        else:
            edits.append(AddSheet(f"New {len(edits)}", ["Ref", "Date", "What & why"]))
    return Trial(edits, appended, blocks)


def _row(block: Block, rng: random.Random, number: int) -> AppendRow:
    values: dict[str, object] = {block.headings[0]: f"R-new-{number}"}
    given: dict[str, object] = {
        "Day": rng.choice([dt.date(2026, 11, 22), dt.datetime(2026, 11, 22, 8, 45)]),
        "Note": rng.choice(["No Update", " =1+1 <&> ", "two\nlines", "007", "_x0041_"]),
        "Hours": rng.choice([1, 2.5, 0]),
        "Seen": True,
        "Meaning": "something",
    }
    values |= {heading: given[heading] for heading in block.headings if heading in given and rng.random() < 0.8}
    return AppendRow(block.name, values)


def _cell(sheet: Sheet, rng: random.Random) -> SetCell:
    """A cell of text in a record, or one beside everything that was blank."""
    block = sheet.blocks[0] if sheet.blocks else None
    rows = [row for row in range(block.top + 1, block.top + block.rows + 1) if row in sheet.cells] if block else []
    value: object = rng.choice(["other", 7, dt.date(2026, 11, 23)])
    if block and rows and rng.random() < 0.7:
        return SetCell(sheet.name, place(block.left, rng.choice(rows)), value)
    lowest = min((block.last for block in sheet.blocks), default=3)  # what is set below moves with the rows set later
    return SetCell(sheet.name, place(30, min(rng.choice([1, 2, 3]), lowest)), rng.choice([value, None]))
