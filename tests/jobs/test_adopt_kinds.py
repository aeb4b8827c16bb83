"""Registers of eleven kinds, each tried on a fixed day against figures that were counted by hand from its rows.

Thursday 19 November 2026: what is dated from 13 to 19 November counts as updated. None is made by olsxl: most by
openpyxl, one is XML written by hand, as other programs write it (inline strings, no styles).
"""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

import pytest

from olsxl.jobs.adopt.adoption import Answered, try_on_copy
from tests.registers import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

AT = datetime(2026, 11, 19, 12, tzinfo=UTC)


def day(number: int, month: int = 11) -> datetime:
    return datetime(2026, month, number)


class Kind(NamedTuple):
    """A workbook, the figures that are right for it, the doubts it raises, and what a person answers to them."""

    workbook: bytes
    open: int
    updated: int
    doubts: tuple[str, ...] = ()
    answers: Mapping[str, tuple[str, ...]] = {}


def by_outcome() -> bytes:
    """Six open: 1, 3 and 5 without an outcome, 7 ongoing, 12 and 13 new this week without one; 12 and 13 are new."""
    ended = ["Advice was given", "Phone handed back", "Moved on, no more to do", "Parents spoken to", "School has it"]
    ended += ["Nothing was found on it", "A talk was held", "Blocked and reported", "Filter set anew"]
    outcomes = [None, ended[0], None, ended[1], None, ended[2], "ongoing", *ended[3:7], None, None, *ended[7:]]
    days = [day(2, 9)] * 11 + [day(16), day(17), day(2, 10), day(3, 10)]
    rows = [
        [f"L{n}", when, "A.A.", "Story", said] for n, (when, said) in enumerate(zip(days, outcomes, strict=True), 1)
    ]
    return plain({"Log": [["Log no", "Date reported", "YP", "What happened", "Outcome"], *rows]})


HEAD: list[object] = ["Ref", "Date reported", "Child", "What happened", "Follow up"]


def by_sheet() -> bytes:
    """Open: three, one of them with a note of 17 November."""
    live: list[list[object]] = [
        ["S1", day(2, 9), "A.A.", "Calls", "04/09/26 SW told"],
        ["S2", day(5, 10), "B.B.", "Server", "07/10/26 Police log. 17/11/26 Letter came"],
        ["S3", day(6, 10), "B.B.", "Film", None],
    ]
    over: list[list[object]] = [
        ["S4", day(1, 9), "A.A.", "Clip", "02/09/26 talked"],
        ["S5", day(17), "A.A.", "Clip", None],
    ]
    return plain({"Open": [HEAD, *live], "Closed": [HEAD, *over]})


def by_banner() -> bytes:
    """The same five below banners."""
    rows: list[list[object]] = [
        ["OPEN CASES"],
        ["S1", day(2, 9), "A.A.", "Calls", "04/09/26 SW told"],
        ["S2", day(5, 10), "B.B.", "Server", "07/10/26 Police log. 17/11/26 Letter came"],
        ["S3", day(6, 10), "B.B.", "Film", None],
        ["CLOSED CASES"],
        ["S4", day(1, 9), "A.A.", "Clip", "02/09/26 talked"],
        ["S5", day(17), "A.A.", "Clip", None],
    ]
    return plain({"Log": [HEAD, *rows]})


STATUS: list[object] = ["Ref", "Date reported", "Child", "What happened", "Status"]


def by_words() -> bytes:
    """Closings with a day, a name or a reason; open are 5, 6 (pending) and 7; 7 is new."""
    words = [
        "Closed 20/03/2026",
        "Closed - JF",
        "closed: moved placement",
        "CLOSED by J Fern",
        "Open",
        "Closed pending SW",
    ]
    rows = [[f"W{n}", day(2, 3), "A.A.", "Story", word] for n, word in enumerate(words, 1)]
    return plain({"Log": [STATUS, *rows, ["W7", day(18), "B.B.", "Story", "open"]]})


def signed_off() -> bytes:
    """A day, initials or a name sign a record off; 3 and 4 are open, 4 is new."""
    signed = [day(3, 9), "JF", None, None, "J Fern"]
    days = [day(2, 9), day(2, 9), day(2, 9), day(14), day(2, 10)]
    rows = [[when, "A.A.", "Story", said] for when, said in zip(days, signed, strict=True)]
    return plain({"Log": [["Date", "YP", "What happened", "Signed off"], *rows]})


def by_colour() -> bytes:
    """Red and amber are open by the key below the title: 1, 3, 4; 4 has an update of 13 November."""
    rows = [
        [day(2, 9), "A.A.", "Story", "Red", day(3, 9)],
        [day(2, 9), "A.A.", "Story", "Green", day(13)],
        [day(2, 9), "A.A.", "Story", "Amber", None],
        [day(2, 9), "B.B.", "Story", "amber", day(13)],
    ]
    key = ["Key: Red = open, Amber = waiting, Green = closed"]
    return plain({"Log": [["Our log"], key, ["Date", "YP", "Concern", "RAG", "Date of last update"], *rows]})


def two_days() -> bytes:
    """Two columns of days that say nothing of themselves; open are 1, 2 and 4, of which 2 was told this week."""
    rows = [
        ["T1", day(2, 9), day(3, 9), "Story of it", "Open"],
        ["T2", day(11), day(13), "Story of it", "Open"],
        ["T3", day(2, 9), day(4, 9), "Story of it", "Closed"],
        ["T4", day(9), day(12), "Story of it", "Open"],
    ]
    return plain({"Log": [["Ref", "Day A", "Day B", "What happened", "Status"], *rows]})


def a_year_a_sheet() -> bytes:
    """Numbers begin again: 2025/1, 2026/1 and 2026/2 are open; 2026/2 is new."""
    last = [
        ["1", datetime(2025, 9, 2), "A.A.", "Story", "Open"],
        ["2", datetime(2025, 9, 3), "A.A.", "Story", "Closed"],
    ]
    now = [["1", day(2, 9), "A.A.", "Story", "Open"], ["2", day(19), "A.A.", "Story", "Open"]]
    return plain({"2025": [STATUS, *last], "2026": [STATUS, *now]})


def contact_sheet() -> bytes:
    """Contacts that nobody signs by a heading olsxl knows: 1 and 2 are open, 1 was rung about on 18 November."""
    rows = [["C1", day(2, 9), "A.A.", "Story", "Open"], ["C2", day(3, 9), "A.A.", "Story", "Open"]]
    rows.append(["C3", day(3, 9), "A.A.", "Story", "Closed"])
    calls: list[list[object]] = [["Ref", "When", "What", "Hand"], ["C1", day(18), "Rang the school about it all", "JF"]]
    calls.append(["C2", day(4, 9), "Rang the social worker about it", "JF"])
    return plain({"Log": [STATUS, *rows], "Calls": calls})


def odd_word() -> bytes:
    """A word that nobody knows is open until a person says that it means closed: open are 1 and 3, both old."""
    words = ["Live", "Closed", "Zebra", "Closed"]
    return plain({"Log": [STATUS, *([f"Z{n}", day(2, 9), "A.A.", "Story", w] for n, w in enumerate(words, 1))]})


def by_hand() -> bytes:
    """XML written by hand: inline strings, days as text, no styles; open are H1 and H3, and H3 is new."""
    rows = [
        ["Ref", "Date reported", "Child", "What happened", "Status"],
        ["H1", "02/09/2026", "A.A.", "Story & more", "Ongoing"],
        ["H2", "03/09/2026", "A.A.", "Story", "Resolved"],
        ["H3", "16/11/2026", "B.B.", "Story", "Ongoing"],
    ]
    return _package(rows)


def _package(rows: Sequence[Sequence[str]]) -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    cells = "".join(
        f'<row r="{r}">'
        + "".join(f'<c r="{"ABCDE"[c]}{r}" t="inlineStr"><is><t>{escape(t)}</t></is></c>' for c, t in enumerate(row))
        + "</row>"
        for r, row in enumerate(rows, 1)
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="'
        'application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
        f'ContentType="{kind}.sheet.main+xml"/><Override PartName="/xl/s.xml" '
        f'ContentType="{kind}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="Log" sheetId="1" '
        'r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/worksheet" Target="s.xml"/></Relationships>',
        "xl/s.xml": f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>',
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{xml}')
    return written.getvalue()


SAID = {"status": ("Outcome",), "status-sentences": ("Closed",)}

KINDS = {
    "an outcome, not answered": Kind(by_outcome(), 15, 2, ("status",)),
    "an outcome": Kind(by_outcome(), 6, 2, (), SAID),
    "a sheet for what is open": Kind(by_sheet(), 3, 1),
    "banners": Kind(by_banner(), 3, 1),
    "closings with more behind the word": Kind(by_words(), 3, 1, ("status-word",)),
    "signed off": Kind(signed_off(), 2, 1),
    "colours with a key": Kind(by_colour(), 3, 1),
    "two columns of days": Kind(two_days(), 3, 1, ("reported-on",)),
    "two columns of days, the earlier": Kind(two_days(), 3, 0, (), {"reported-on": ("Day A",)}),
    "a sheet a year": Kind(a_year_a_sheet(), 3, 1),
    "contacts that nobody signs": Kind(contact_sheet(), 2, 0, ("updates-by",)),
    "contacts with their column of initials": Kind(contact_sheet(), 2, 1, (), {"updates-by": ("Hand",)}),
    "a word that nobody knows": Kind(odd_word(), 2, 0, ("status-word",)),
    "XML by hand": Kind(by_hand(), 2, 1),
}


@pytest.mark.parametrize("name", KINDS)
def test_a_register_of_this_kind_comes_to_the_figures_that_were_counted_by_hand(name: str, tmp_path: Path) -> None:
    kind = KINDS[name]
    register = tmp_path / "Our log.xlsx"
    register.write_bytes(kind.workbook)
    trial = try_on_copy(register, None, date(2026, 11, 19), AT, Answered(kind.answers))
    result = trial.review
    figures = (len(result.open), len(result.updated), len(result.no_update))
    assert figures == (kind.open, kind.updated, kind.open - kind.updated)
    asked = [doubt.id for doubt in trial.adopted.doubts if doubt.id not in ("notes", "reference")]
    assert tuple("status-word" if each.startswith("status-") else each for each in asked) == kind.doubts
