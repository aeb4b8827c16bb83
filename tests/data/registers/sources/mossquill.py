"""Mossquill: no status at all; a record is closed when it has a date closed. A filter is on."""

from tests.data.registers.making.book import Book, Filter, Sheet, day, headings, row

PINK = "F4CCCC"

ROWS = (
    headings("Entry", "Date & time\nreported", "Child", "Staff on duty", "Concern", "Immediate action", "Parents / LA informed", "Last reviewed", "Review note", "Date closed", "Mgr sig"),
    row(41, day("05/02/2026"), "L", "Wyn", "Mean comments on a dance video", "Comments off", "Yes", day("12/02/2026"), "ok", day("12/02/2026"), "GD"),
    row(42, day("20/02/2026"), "N", "Hol", "In a chat with 300 strangers", "Left chat", "Yes", day("06/03/2026"), "left 2 more", day("06/03/2026"), "GD"),
    row(43, day("18/03/2026"), "L", "Wyn", "Deepfake app on phone", "App removed. School told", "Yes", day("19/11/2026"), "School panel 3 Dec", None, None, fill=PINK),
    row(44, day("02/04/2026"), "S", "Hol", "Drug emojis in messages", "Talk, SW told", "yes", day("30/04/2026"), "no more", day("30/04/2026"), "GD"),
    row(45, day("11/06/2026"), "N", "Wyn", "Birth mum found her account", "Account made private, SW told", "N/A", day("05/11/2026"), "IRO to raise at review", None, None, fill=PINK),
    row(46, day("24/07/2026"), "S", "Wyn", "Sextortion message - fake", "Police told, blocked", "Yes", day("28/09/2026"), "police closed", day("28/09/2026"), "GD"),
    row(47, day("13/09/2026"), "L", "Hol", "Paid for followers", "Card stopped", "No", None, None, None, None),
    row(48, day("31/10/2026"), "N", "Hol", "Halloween gore on smart TV", "TV pin set", "No", day("02/11/2026"), "ok", day("02/11/2026"), "GD"),
    row(49, day("16/11/2026"), "S", "Wyn", "Says a girl online will hurt herself if he goes offline", "Rang 999 for her, SW told", "Yes", day("16/11/2026"), "girl found safe", None, None, fill=PINK),
)  # fmt: skip
SEEN = tuple(row(*line.cells, gone="" if n in {0, 3, 5, 7, 9} else "filter") for n, line in enumerate(ROWS))

OLD = (
    headings("Entry", "Date & time\nreported", "Child", "Concern", "Date closed"),
    row(38, day("14/10/2025"), "L", "Borrowed log-in", day("15/10/2025")),
    row(39, day("19/11/2025"), "N", "Asked to move chat to another app", day("01/12/2025")),
    row(40, day("22/12/2025"), "S", "Fraud text opened", day("22/12/2025")),
)

BOOK = Book(
    "LibreOffice",
    (
        Sheet("Current", SEEN, (7, 13, 7, 10, 36, 28, 11, 12, 24, 12, 8), "dd-mmm-yy", filter=Filter("A1:K10", 9, ("",))),
        Sheet("Old ones", OLD, (7, 13, 7, 36, 12), "dd-mmm-yy"),
        Sheet("Phone nos", (row("EDT", "out of hours team"), row("LADO", "see card on wall")), (12, 24)),
    ),
)  # fmt: skip
