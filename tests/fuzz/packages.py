"""Mangled workbooks for `tables` and `patch`: kept whole or refused by name, and soon.

    python -m tests.fuzz.packages [INPUTS] [SEED]        (100,000 inputs where nothing is said)

Each input is a small workbook of which some bytes of the archive, or some texts of one part, are mangled. What comes
out has to be the result, an `EditRefused` or an `UnreadableWorkbook`, within the time of TIME. A result is read back,
and keeps the invariants that its input kept. All processors are used; an input is the same on every run.
"""

from __future__ import annotations

import io
import random
import sys
import time
import traceback
import zipfile
from functools import cache
from typing import Literal

from openpyxl.comments import Comment

from olsxl.workbook import AddSheet, AppendRow, Edit, EditRefused, SetCell, patch, tables
from olsxl.workbook.errors import UnreadableWorkbook
from olsxl.workbook.invariants import broken_invariants
from tests.fuzz.tried import tried
from tests.workbook import structures
from tests.workbook.books import new_row, parts, saved, totals_book, updates_book
from tests.workbook.reasons import reason

TIME = 5.0
EDITS: tuple[list[Edit], ...] = (
    [AppendRow("Updates", new_row(Hours=1))],
    [AppendRow("Log", new_row()), AppendRow("Updates", {})],
    [SetCell("Log", "D3", "x"), SetCell("Other", "Z9", 2)],
    [AddSheet("New", ["One"]), AppendRow("New", {"One": "x"})],
    [AppendRow("Other", {"left": "x"})],
)
MANY = (
    *(structures.MACROS, structures.LABEL, structures.CUSTOM_XML, structures.PIVOT_BELOW, structures.COMMENTS),
    *(structures.LINKS, structures.SPARKLINES, structures.CHART),
)
SNIPPETS = (
    *(b"", b"0", b"-1", b"99999999999999999999", b"A1", b"XFD1048576", b"A1:B", b"#REF!", b"nan", b"../", b"x" * 300),
    *(b"<", b">", b"</", b"/>", b'"', b"&", b"&#0;", b"\xff", b"\x00", b"<!--", b"]]>", b"<!DOCTYPE x>", b' xmlns="x"'),
    *(b"<row", b'<c r="A1"/>', b"</sheetData>", b"<sheetData>", b'<f t="shared" si="0"/>'),
    *(b'<f t="array" ref="A1:C9">1</f>', "\u00e9".encode("utf-16")),
)


@cache
def seeds() -> tuple[bytes, ...]:
    """Return the workbooks to mangle: a table and a list, a totals row and what follows it, what else Excel keeps."""
    totals = totals_book()
    totals["Log"]["A9"] = "=E6*2"
    totals["Log"]["A10"].comment = Comment("look", "me")
    totals["Log"].merge_cells("B10:C11")
    totals["Log"].print_area = "A1:E9"
    return saved(updates_book(3)), saved(totals), structures.with_structures(*MANY, totals=True)


def mangled(rng: random.Random) -> bytes:
    """Return one mangled workbook."""
    data = rng.choice(seeds())
    if rng.random() < 0.25:
        return bytes(_scrambled(rng, data))
    name = rng.choice([*parts(data), "xl/worksheets/sheet1.xml", "xl/tables/table1.xml", "xl/workbook.xml"])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for part, content in parts(data).items():
            archive.writestr(part, _scrambled(rng, content) if part == name else content)
    return out.getvalue()


def _scrambled(rng: random.Random, content: bytes) -> bytes:
    for _ in range(rng.choice((1, 1, 2, 5))):
        start = rng.randrange(len(content) + 1)
        stop = min(len(content), start + rng.choice((0, 1, 1, 2, 8, 40)))
        kind = rng.random()
        if kind < 0.5:
            new = rng.choice(SNIPPETS)
        elif kind < 0.8:
            new = bytes(rng.randrange(256) for _ in range(stop - start))
        else:
            at = rng.randrange(len(content) + 1)
            new = content[at : at + rng.choice((4, 20, 100))]
        content = content[:start] + new + content[stop:]
    return content


State = Literal["kept", "refused", "damaged"]


def one(number: int) -> tuple[State, str]:
    """Try one input, and return what became of it, and why."""
    rng = random.Random(number)  # noqa: S311 - inputs that can be made again
    data, edits = mangled(rng), rng.choice(EDITS)
    begun = time.process_time()
    try:
        state, why = _tried(data, edits)
    except Exception:  # noqa: BLE001 - this is what is looked for
        return "damaged", f"input {number}: {traceback.format_exc()}"
    taken = time.process_time() - begun
    if state != "damaged" and taken < TIME:
        return state, why
    return "damaged", f"input {number} took {taken:.1f} s: {why}"


def _tried(data: bytes, edits: list[Edit]) -> tuple[State, str]:
    try:
        tables(data, sheets=True)
        after = patch(data, edits)
    except (EditRefused, UnreadableWorkbook) as refusal:
        return "refused", reason(refusal)
    tables(after, sheets=True)
    broken = broken_invariants(after)
    return ("damaged", broken[0]) if broken and not broken_invariants(data) else ("kept", "")


if __name__ == "__main__":
    sys.exit(tried(one, sys.argv[1:]))
