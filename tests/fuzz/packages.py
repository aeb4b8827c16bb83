"""Mangled workbooks for `tables` and `patch`: nothing but our own failures may come out, and soon.

    python -m tests.fuzz.packages [INPUTS] [SEED]        (100,000 inputs where nothing is said)

Each input is a small workbook of which some bytes of the archive, or some texts of one part, are mangled. What comes
out has to be the result, an `EditRefused` or an `UnreadableWorkbook`, within the time of TIME. A result is read back.
"""

from __future__ import annotations

import io
import random
import sys
import time
import traceback
import zipfile
from concurrent.futures import ProcessPoolExecutor
from functools import cache

from openpyxl.comments import Comment

from olsxl.workbook import AddSheet, AppendRow, Edit, EditRefused, SetCell, patch, tables
from olsxl.workbook.errors import UnreadableWorkbook
from tests.workbook.books import new_row, parts, saved, updates_book
from tests.workbook.test_totals import totals_book

TIME = 5.0
EDITS: tuple[list[Edit], ...] = (
    [AppendRow("Updates", new_row(Hours=1))],
    [AppendRow("Log", new_row()), AppendRow("Updates", {})],
    [SetCell("Log", "D3", "x"), SetCell("Other", "Z9", 2)],
    [AddSheet("New", ["One"]), AppendRow("New", {"One": "x"})],
    [AppendRow("Other", {"left": "x"})],
)
SNIPPETS = (
    *(b"", b"0", b"-1", b"99999999999999999999", b"A1", b"XFD1048576", b"A1:B", b"#REF!", b"nan", b"../", b"x" * 300),
    *(b"<", b">", b"</", b"/>", b'"', b"&", b"&#0;", b"\xff", b"\x00", b"<!--", b"]]>", b"<!DOCTYPE x>", b' xmlns="x"'),
    *(b"<row", b'<c r="A1"/>', b"</sheetData>", b"<sheetData>", b'<f t="shared" si="0"/>'),
    *(b'<f t="array" ref="A1:C9">1</f>', "\u00e9".encode("utf-16")),
)


@cache
def seeds() -> tuple[bytes, ...]:
    """Return the workbooks to mangle: with a table, with a totals row and what follows it, with notes and a list."""
    totals = totals_book()
    totals["Log"]["A9"] = "=E6*2"
    totals["Log"]["A10"].comment = Comment("look", "me")
    totals["Log"].merge_cells("B10:C11")
    totals["Log"].print_area = "A1:E9"
    return saved(updates_book(3)), saved(totals)


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


def one(number: int) -> str:
    """Try one input, and return what is wrong with what came of it."""
    rng = random.Random(number)  # noqa: S311 - inputs that can be made again
    data, edits = mangled(rng), rng.choice(EDITS)
    begun = time.process_time()
    try:
        tables(data, sheets=True)
        tables(patch(data, edits), sheets=True)
    except (EditRefused, UnreadableWorkbook):
        pass
    except Exception:  # noqa: BLE001 - this is what is looked for
        return f"input {number}: {traceback.format_exc()}"
    return f"input {number} took {time.process_time() - begun:.1f} s" if time.process_time() - begun > TIME else ""


def main(argv: list[str]) -> int:
    """Try so many inputs, and print what was found."""
    count, seed = (int(argv[0]) if argv else 100_000), (int(argv[1]) if argv[1:] else 0)
    with ProcessPoolExecutor() as executor:
        found = [text for text in executor.map(one, range(seed, seed + count), chunksize=200) if text]
    report = [*found[:20], f"{count} inputs, {len(found)} failures"]
    sys.stdout.write("\n".join(report) + "\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
