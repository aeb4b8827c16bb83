"""Tarnwick Lodge: a sheet a year, numbers that begin again each year, a banner a month in the last."""

from tests.data.registers.making.book import Book, Cell, Row, Sheet, day, headings, row

HEADS = ("No.", "Date", "Child", "Reported by", "Details of concern", "Action taken ", "Outcome", "Open/Closed")
HEADS_2026 = (*HEADS[:6], "Ofsted told", *HEADS[6:])
WIDTHS = (6, 12, 8, 16, 44, 36, 26, 12)


def month(name: str) -> Row:
    return row(Cell(name, bold=True, fill="FFF2CC", across=9))


def total(last: int, result: int) -> Row:
    return row(Cell("Total", bold=True), Cell(result, bold=True, formula=f"COUNTA(B2:B{last})"))


Y2024 = (
    headings(*HEADS, fill="C6E0B4"),
    row(1, day("17/01/2024"), "A.B.", "Night staff", "Using phone after lights out to talk to strangers", "Phone charged in office overnight", "Improved", "Closed"),
    row(2, day("05/03/2024"), "A.B.", "School", "Unkind posts about a classmate", "Posts taken down, apology written", "Done", "Closed"),
    row(3, day("30/05/2024"), "T.N.", "Foster carer", "Violent clips sent by cousin", "Cousin blocked", "Done", "Closed"),
    row(4, day("09/10/2024"), "T.N.", "Night staff", "Found on 18+ chat site", "Site blocked on wifi", "Done", "Closed"),
    total(5, 4),
)
Y2025 = (
    headings(*HEADS, fill="C6E0B4"),
    row(1, day("22/01/2025"), "A.B.", "Night staff", "Fake profile made in A.B.'s name", "Reported to the site", "Profile removed", "Closed"),
    row(2, day("14/02/2025"), "R.W.", "R.W.", "Told staff a man had asked her for pictures", "Police 101, SW told", "Police NFA", "Closed"),
    row(3, day("19/06/2025"), "T.N.", "Foster carer", "Extreme political channel joined", "Prevent advice line rung", "No referral needed", "Closed "),
    row(4, day("03/09/2025"), "R.W.", "School", "Contact with the same man again through new account", "Police, SW, CEOP report made", None, "Open"),
    row(5, day("11/12/2025"), "A.B.", "Night staff", "Streaming late at night", "Wifi timer set", "Timer works", "Closed"),
    total(6, 5),
)
Y2026 = (
    headings(*HEADS_2026, fill="C6E0B4"),
    month("JANUARY 2026"),
    row(1, day("12/01/2026"), "T.N.", "Foster carer", "Eating disorder content saved on tablet", "CAMHS told", "N", "CAMHS seeing T.N. monthly", "Closed"),
    month("MARCH 2026"),
    row(2, day("02/03/2026"), "R.W.", "Night staff", "Swore at a gamer, reported by platform", "Console put away for 2 days", "N", "Done", "Closed"),
    row(3, day("27/03/2026"), "A.B.", "School", "Shared another pupil's picture in a group", "School + both SWs told", "N", "School took the lead", "Closed"),
    month("JUNE 2026"),
    row(4, day("15/06/2026"), "T.N.", "Parent", "Money sent to online 'friend'", "Bank told, account changed", "N", "Money back", "Closed"),
    Row(),
    month("SEPTEMBER 2026"),
    row(5, day("08/09/2026"), "E.V.", "Night staff", "New arrival has unfiltered SIM", "SIM changed", "N", "Done", "Closed"),
    row(6, day("21/09/2026"), "E.V.", "E.V.", "Says an ex keeps a private picture and may post it", "Report Remove done with E.V., police told", "Y", None, "Open"),
    month("NOVEMBER 2026"),
    row(7, day("06/11/2026"), "R.W.", "School", "Joined a gambling group", "Group left, talk held", "N", None, "Open"),
    row(8, day("17/11/2026"), "T.N.", "Foster carer", "Message from unknown adult in game", "Blocked, SW told", "N", None, "Open"),
    total(15, 8),
)  # fmt: skip

BOOK = Book(
    "LibreOffice",
    (
        Sheet("2024", Y2024, WIDTHS, "dd.mm.yyyy"),
        Sheet("2025", Y2025, WIDTHS, "dd.mm.yyyy"),
        Sheet("2026", Y2026, (*WIDTHS[:6], 10, *WIDTHS[6:]), "dd.mm.yyyy"),
    ),
)
