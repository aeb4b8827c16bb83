"""Larkhollow: two rows of headings, the upper one merged over groups; ticks of many kinds; a totals row."""

from tests.data.registers.making.book import Book, Cell, Row, Sheet, day, headings, row

NB = "\u00a0"


def group(text: str, across: int, fill: str) -> tuple[Cell | None, ...]:
    return (Cell(text, bold=True, fill=fill, across=across), *[None] * (across - 1))


ROWS = (
    row(Cell("ONLINE INCIDENTS REGISTER - LARKHOLLOW", bold=True, across=16)),
    row(*group("Incident", 6, "BDD7EE"), *group("Risk", 2, "F8CBAD"), *group("Actions", 4, "C6E0B4"), *group("Closure", 4, "D9D9D9")),
    headings("Ref ", "Date", "Child", "Staff member", "Description", "Images?", "Risk", "Why", "Police", "SW", "Ofsted", "Date of\nlast action",
             "Status", "Date", "By", "Outcome"),
    row(f"LH{NB}1", day("11/04/2025"), "PJ", "Cal", "Racist comments posted from the home", "N", "Medium", "Known history", "N", "Y", "N", day("14/04/2025"), "Finished", day("28/04/2025"), "Cal", "Work done with PJ on respect"),
    row("LH 2", day("27/05/2025"), "WW", "Esme ", "Sent a picture of himself to an older girl", "Y", "High ", "Age of WW", "TRUE", "TRUE", "yes", day("02/06/2025"), "Finished", day("30/07/2025"), "Cal", "Police advice given"),
    row("LH 3", day("15/08/2025"), "PJ", "Cal", "Scam: gift card codes sent", "N", "Low", None, "no", "Y", "N", day("15/08/2025"), "Finished", day("18/08/2025"), "Esme", "Lesson learned"),
    row("LH 4", day("06/11/2025"), "IQ", "Esme", "Pro-ana pictures on her wall", "Y", "High", "Weight loss seen", "N", "Y", "Y", day("12/12/2025"), "Finished ", day("09/01/2026"), "Cal", "Dietician and CAMHS"),
    row("LH 5", day("20/02/2026"), "WW", "Tam", "Met up with online friend, turned out to be child of same age", "no", "Medium", "Went missing 2 hrs", "Y", "Y", "N", day("16/11/2026"), f"Pending{NB}", None, None, None),
    row("LH 6", day("17/04/2026"), "PJ", "Tam", "Hacked another child's account", "N", "Low", None, "N", "yes", "N", day("20/04/2026"), "Finished", day("11/05/2026"), "Esme", "Account given back"),
    Row(),
    row("LH 7", day("03/07/2026"), "IQ", "Cal", "Account selling edibles", "N", "Medium", "Cash found", "TRUE", "TRUE", "N", day("10/11/2026"), "Pending", None, None, None),
    row("LH 8", day("22/09/2026"), "WW", "Esme", "Deepfake image of a classmate", "Y", "High", None, "Y", "Y", "Y", day("19/11/2026"), "Active", None, None, None),
    row("LH 9", day("30/10/2026"), "PJ", " Cal", "Late night voice chat with adults", "N", "Medium", None, "N", "Y", "N", day("30/10/2026"), "active", None, None, None),
    row("LH 10", day("12/11/2026"), "IQ", "Tam", "Comments about body on her video", "N", "Low", None, "N", "N", "N", day("12/11/2026"), "Finished", day("15/11/2026"), "Tam", "Comments off"),
    row(Cell("TOTAL", bold=True), Cell(10, formula="COUNT(B4:B14)"), None, None, None, Cell(3, formula='COUNTIF(F4:F14,"Y")')),
)  # fmt: skip

BOOK = Book("LibreOffice", (Sheet("Register", ROWS, (8, 11, 7, 13, 36, 8, 9, 18, 8, 8, 8, 12, 11, 11, 8, 26), "dd/mm/yyyy"),))
