"""Registers as homes keep them, of kinds that differ: none is made by olsxl.

Most are made by openpyxl; one is XML written by hand, as other programs write it (inline strings, no styles). Each
tells its records apart by their stories. Their days lie around Thursday 19 November 2026.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from tests.registers import add_table, book, plain, saved

if TYPE_CHECKING:
    from collections.abc import Sequence


def day(number: int, month: int = 11) -> datetime:
    return datetime(2026, month, number)


def by_outcome() -> bytes:
    """Six open: 1, 3 and 5 without an outcome, 7 ongoing, 12 and 13 new this week without one; 12 and 13 are new."""
    ended = ["Advice was given", "Phone handed back", "Moved on, no more to do", "Parents spoken to", "School has it"]
    ended += ["Nothing was found on it", "A talk was held", "Blocked and reported", "Filter set anew"]
    outcomes = [None, ended[0], None, ended[1], None, ended[2], "ongoing", *ended[3:7], None, None, *ended[7:]]
    days = [day(2, 9)] * 11 + [day(16), day(17), day(2, 10), day(3, 10)]
    rows = [
        [f"L{n}", when, "A.A.", f"Story {n}", said]
        for n, (when, said) in enumerate(zip(days, outcomes, strict=True), 1)
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
        ["S5", day(17), "A.A.", "Photo", None],
    ]
    return plain({"Open": [HEAD, *live], "Closed": [HEAD, *over]})


def by_sheet_headed_otherwise() -> bytes:
    """Open: three, of which none is new; the two sheets head their columns in words of their own."""
    live: list[list[object]] = [
        ["Our ref", "Logged", "Concern", "Lead worker"],
        ["25/031", day(3, 9), "Calls", "HQ"],
        ["26/017", day(5, 10), "Server", "HQ"],
        ["26/018", day(6, 10), "Film", "OB"],
    ]
    over: list[list[object]] = [
        ["Case", "Date in", "Date out", "Summary of concern", "Result"],
        ["25/017", day(2, 6), day(20, 6), "Game", "Advice given"],
        ["26/016", day(16), day(17), "Forum", "School leads"],
    ]
    return plain({"Live": live, "Completed": over})


def by_banner() -> bytes:
    """The same five below banners."""
    rows: list[list[object]] = [
        ["OPEN CASES"],
        ["S1", day(2, 9), "A.A.", "Calls", "04/09/26 SW told"],
        ["S2", day(5, 10), "B.B.", "Server", "07/10/26 Police log. 17/11/26 Letter came"],
        ["S3", day(6, 10), "B.B.", "Film", None],
        ["CLOSED CASES"],
        ["S4", day(1, 9), "A.A.", "Clip", "02/09/26 talked"],
        ["S5", day(17), "A.A.", "Photo", None],
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
    rows = [[f"W{n}", day(2, 3), "A.A.", f"Story {n}", word] for n, word in enumerate(words, 1)]
    return plain({"Log": [STATUS, *rows, ["W7", day(18), "B.B.", "Story 7", "open"]]})


def signed_off() -> bytes:
    """A day, initials or a name sign a record off; 3 and 4 are open, 4 is new."""
    signed = [day(3, 9), "JF", None, None, "J Fern"]
    days = [day(2, 9), day(2, 9), day(2, 9), day(14), day(2, 10)]
    rows = [[when, "A.A.", f"Story {n}", said] for n, (when, said) in enumerate(zip(days, signed, strict=True), 1)]
    return plain({"Log": [["Date", "YP", "What happened", "Signed off"], *rows]})


def by_colour() -> bytes:
    """Red and amber are open by the key below the title: 1, 3, 4; 4 has an update of 13 November."""
    rows = [
        [day(2, 9), "A.A.", "Story 1", "Red", day(3, 9)],
        [day(2, 9), "A.A.", "Story 2", "Green", day(13)],
        [day(2, 9), "A.A.", "Story 3", "Amber", None],
        [day(2, 9), "B.B.", "Story 4", "amber", day(13)],
    ]
    key = ["Key: Red = open, Amber = waiting, Green = closed"]
    return plain({"Log": [["Our log"], key, ["Date", "YP", "Concern", "RAG", "Date of last update"], *rows]})


def two_days() -> bytes:
    """Two columns of days that say nothing of themselves; open are 1, 2 and 4, of which 2 was told this week."""
    rows = [
        ["T1", day(2, 9), day(3, 9), "Story 1 of it", "Open"],
        ["T2", day(11), day(13), "Story 2 of it", "Open"],
        ["T3", day(2, 9), day(4, 9), "Story 3 of it", "Closed"],
        ["T4", day(9), day(12), "Story 4 of it", "Open"],
    ]
    return plain({"Log": [["Ref", "Day A", "Day B", "What happened", "Status"], *rows]})


def a_year_a_sheet() -> bytes:
    """Numbers begin again: 2025/1, 2026/1 and 2026/2 are open; 2026/2 is new."""
    last = [
        ["1", datetime(2025, 9, 2), "A.A.", "Story 1", "Open"],
        ["2", datetime(2025, 9, 3), "A.A.", "Story 2", "Closed"],
    ]
    now = [["1", day(2, 9), "A.A.", "Story 3", "Open"], ["2", day(19), "A.A.", "Story 4", "Open"]]
    return plain({"2025": [STATUS, *last], "2026": [STATUS, *now]})


def contact_sheet() -> bytes:
    """Contacts that nobody signs by a heading olsxl knows: 1 and 2 are open, 1 was rung about on 18 November."""
    rows = [["C1", day(2, 9), "A.A.", "Story 1", "Open"], ["C2", day(3, 9), "A.A.", "Story 2", "Open"]]
    rows.append(["C3", day(3, 9), "A.A.", "Story 3", "Closed"])
    calls: list[list[object]] = [["Ref", "When", "What", "Hand"], ["C1", day(18), "Rang the school about it all", "JF"]]
    calls.append(["C2", day(4, 9), "Rang the social worker about it", "JF"])
    return plain({"Log": [STATUS, *rows], "Calls": calls})


def rows_below(*, again: bool = False) -> bytes:
    """Open: three, of which F2 was rung about on the 17th in the second row below it; F4 bears no reference.

    The rows below a record may bear its reference `again`.
    """
    rows: list[list[object]] = [
        ["Ref", "Date", "Details", "Recorded by", "Outcome"],
        ["F1", day(1, 9), "Clip", "LM", "Closed"],
        ["F1" if again else None, day(2, 9), "Talked", "LM", None],
        ["F2", day(5, 10), "Server", "LM", "Open"],
        ["F2" if again else None, day(6, 10), "Reported", "SB", None],
        ["F2" if again else None, day(17), "Rang back", "SB", None],
        ["F3", day(6, 10), "Film", "LM", "Open"],
        [None, day(7, 10), "Photo", "LM", "Open"],
    ]
    return plain({"Log": rows})


def odd_word() -> bytes:
    """A word that nobody knows is open until a person says that it means closed: open are 1 and 3, both old."""
    words = ["Live", "Closed", "Zebra", "Closed"]
    return plain({"Log": [STATUS, *([f"Z{n}", day(2, 9), "A.A.", f"Story {n}", w] for n, w in enumerate(words, 1))]})


def by_hand() -> bytes:
    """XML written by hand: inline strings, days as text, no styles; open are H1 and H3, and H3 is new."""
    rows = [
        ["Ref", "Date reported", "Child", "What happened", "Status"],
        ["H1", "02/09/2026", "A.A.", "Story 1 & more", "Ongoing"],
        ["H2", "03/09/2026", "A.A.", "Story 2", "Resolved"],
        ["H3", "16/11/2026", "B.B.", "Story 3", "Ongoing"],
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


def update_pairs() -> bytes:
    """An Excel table with two pairs of columns for updates: 1 and 3 are open, 1 has its second of 17 November."""
    pairs: list[object] = ["Update 1 date", "Update 1", "Update 2 date", "Update 2"]
    rows: list[list[object]] = [
        ["P-1", day(2, 9), "A.A.", "Calls", day(4, 9), "SW told", day(17), "Letter came", "Open"],
        ["P-2", day(3, 9), "A.A.", "Clip", day(4, 9), "Talked", None, None, "Closed"],
        ["P-3", day(5, 10), "B.B.", "Server", None, None, None, None, "Open"],
    ]
    made = book({"Register": [[*STATUS[:4], *pairs, "Status"], *rows]})
    add_table(made, "Register", "A1:I4", "Concerns")
    return saved(made)


def notes_beside_a_status() -> bytes:
    """Below a title, with a blank row within: 1 and 3 are open, 3 was noted on 16 November by a day without a year."""
    head: list[object] = ["No.", "Date", "YP", "What happened", "Actions and updates", "Status"]
    rows: list[list[object]] = [
        ["N/01", day(2, 9), "A.A.", "Calls", "04/09 SW told\n20/09 School told", "Ongoing"],
        ["N/02", day(3, 9), "A.A.", "Clip", "04/09 talked", "Closed"],
        [],
        ["N/03", day(5, 10), "B.B.", "Server", "07/10 Police log\n16/11 Letter came", "Ongoing"],
    ]
    return plain({"Online safety": [["Online safety log"], [], head, *rows]})
