"""Brindlecote: the notes of a record grow in one cell of its row, dated as they come."""

from tests.data.registers.making.book import Book, Cell, Sheet, day, headings, row

YELLOW = "FFFF00"

ROWS = (
    headings("INC NO", "DATE RECORDED", "NAME OF YP", "WHO REPORTED IT", "TYPE", "INCIDENT", "NOTES / UPDATES", "STATUS", fill="B4C6E7"),
    row("INC 1", day("09/06/2025"), "Z.A.", "Mum", "Inappropriate relationship", "Met a 19 year old on a game", "9/6 rang EDT. 10/6 SW visited. 24/6/25 police NFA, closed", "Closed"),
    row("INC 2", day("01/07/2025"), "Z.A.", "Staff", "Misuse", "VPN on laptop", "1/7 VPN removed. closed", "Closed"),
    row("INC 3", day("18/10/2025"), "H.K.", "Staff", "Bullying", "Screens of chat shown to staff by HK - not copied", "18/10 school told. 3/11/25 meeting. 10/11/25 closed with HK's agreement", "Closed"),
    row("INC 4", day("13/12/2025"), "H.K.", "Carer", "Inappropriate content", "Beheading clip sent round", "13/12 talked to HK. 15/12 Prevent lead rung: no further. Closed 19/12", "Closed"),
    row("INC 5", day("24/02/2026"), "Z.A.", "School", "Inappropriate relationship", "Gifts bought by somebody online", "24/2 police + SW. 3/3 strategy mtg. 17/7 police still looking. 14/11/26 SW chased", "Open", fill=YELLOW),
    row("INC 6", day("21/04/2026"), "O.C.", "Staff", "Misuse", "Bought vape with staff app", "21/4 app removed; closed", "Closed"),
    row("INC 7", day("16/07/2026"), "O.C.", "O.C.", "Bullying", "Kicked out of group and called names", "16/7 talked to OC. 18/7 school emailed.\n4/9 new term, all calm.\n17/11 started again, school mtg booked 24/11", "Open", fill=YELLOW),
    row("INC 8", day("08/09/2026"), "H.K.", "Staff", "Inappropriate content", "Self harm hashtags", "8/9 CAMHS duty rung. 21/9 app't. 2/11 app't cancelled by them", "Open", fill=YELLOW),
    row("INC 9", day("02/11/2026"), "Z.A.", "Mum", "Inappropriate relationship", "Same person as INC 5, new name", "2/11 reported to police, added to INC 5. See INC 5", "Closed - see INC 5"),
    row("INC 10", day("12/11/2026"), "O.C.", "School", "Misuse", "Filmed a teacher", "12/11 rang SW. 15/11 school meeting held. 19/11/26 - apology letter given, school to confirm", "Open", fill=YELLOW),
    row("INC 11", day("20/11/2026"), "H.K.", "Carer", "Inappropriate content", "Gore site open on carer's computer", None, "Open", fill=YELLOW),
    row("INC 12", day("13/11/2026"), "O.C.", "Staff", "Misuse", "Shared his login with friends", Cell("13/11 password changed", note="remind night staff"), "Open", fill=YELLOW),
)  # fmt: skip

BOOK = Book("LibreOffice", (Sheet("Sheet1", ROWS, (9, 14, 10, 14, 18, 32, 50, 14), "d mmm yyyy"), Sheet("Sheet2", (row(None),)), Sheet("Sheet3", (row(None),))))
