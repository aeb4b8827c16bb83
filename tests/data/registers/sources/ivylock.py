"""Ivylock: one safeguarding log for everything; only some of its records are about online safety."""

from tests.data.registers.making.book import Book, Cell, Sheet, day, headings, row

BLUE = "DDEBF7"

ROWS = (
    row(Cell("IVYLOCK SAFEGUARDING LOG 2026", bold=True, across=10)),
    row(Cell("Blue = online. Bring forward open ones each week!", across=10)),
    headings("SG No", "Date", "Name", "Category", "Brief details", "Referred to", "Lead", "Position", "Last chased", "NB"),
    row("SG-101", day("07/01/2026"), "M.F.", "Missing", "Missing 3 hrs, came back", "Police", "Teo", "Closed", None, None),
    row("SG-102", day("16/01/2026"), "Q.T.", "Online", "Nude asked for by peer", "Police, SW", "Teo", "Closed", day("11/02/2026"), None, fill=BLUE),
    row("SG-103", day("10/02/2026"), "M.F.", "Allegation", "Says staff shouted", "LADO", "Ines", "Closed", day("02/03/2026"), None),
    row("SG-104", day("24/04/2026"), "Q.T.", "Online", "Crypto scam", "Action Fraud", "Teo", "Open", day("01/10/2026"), None, fill=BLUE),
    row("SG-105", day("09/06/2026"), "B.B.", "Physical", "Bruise after contact", "SW", "Ines", "Open", day("18/11/2026"), None),
    row("SG-106", day("21/07/2026"), "B.B.", "Online/CSE", "Lift home offered by man met online", "Police, MASH", "Ines", "Open", day("19/11/2026"), "phone with police", fill=BLUE),
    row("SG-107", day("15/10/2026"), "M.F.", "Online", "AI girlfriend app, sexual chat", "-", "Teo", "Open", day("13/11/2026"), None, fill=BLUE),
    row("SG-108", day("03/11/2026"), "B.B.", "Missing", "Not back from school", "Police", "Teo", "Closed", None, None),
    row("SG-109", day("19/11/2026"), "Q.T.", "Bullying", "Group chat, and in class", "School", "Teo", "Open", day("19/11/2026"), "online?"),
)  # fmt: skip

BOOK = Book("LibreOffice", (Sheet("2026", ROWS, (9, 12, 8, 12, 36, 16, 8, 10, 12, 18)),))
