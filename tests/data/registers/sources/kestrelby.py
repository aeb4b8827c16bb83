"""Kestrelby: newest on top, a banner a year; the manager types No Update by hand and signs a sheet of weekly reviews."""

from tests.data.registers.making.book import Book, Cell, Row, Sheet, day, headings, row

HEADS = headings("Case", "Reported", "Who", "Reporter", "Route", "Type of harm", "Account of incident", "Response", "Police (Y/N)", "Ofcom?", "Ofsted?", "Allocated to", "Stage", fill="9BC2E6")


def year(text: int) -> Row:
    return row(Cell(text, bold=True, fill="305496", across=13))


ROWS = (
    row(Cell("Kestrelby Short Breaks\nOnline harms register", bold=True, across=13)),
    HEADS,
    year(2026),
    row("K/26/09", day("10/11/2026"), "child 4", "Carer", "Phone", "Contact", "Sibling's abuser in friends list", "Removed, SW + police", "Y", "n/a", "Y", "Bram", "2 - Assessment"),
    row("K/26/08", day("27/10/2026"), "child 2", "Staff", "Face to face", "Content", "Adult advert in a kids' app", "App taken off", "N", "Y", "N", "Bram", "3 - Waiting for others"),
    row("K/26/07", day("01/10/2026"), "child 6", "Child", "Face to face", "Contact", "Somebody knows her school", "Settings, school told", "Y", "N", "Y", "Ottilie", "2 - Assessment"),
    row("K/26/06", day("12/09/2026"), "child 2", "Carer", "Phone", "Commerce", "Loot boxes", "Limit set", "N", "N", "N", "Bram", "5 - Ended"),
    row("K/26/05", day("14/07/2026"), "child 1", "School", "E-mail", "Conduct", "Took a picture in changing room", "Police, school, both LAs", "Y", "N", "Y", "Ottilie", "3 - Waiting for others"),
    row("K/26/04", day("29/04/2026"), "child 3", "Staff", "Face to face", "Content", "Anorexia coach bot", "CAMHS", "N", "Y", "Y", "Bram", "4 - Plan running"),
    row("K/26/03", day("17/03/2026"), "child 4", "Carer", "Form", "Conduct", "Changed tablet date to beat time limit", "Limit reset", "N", "N", "N", "Bram", "5 - Ended"),
    row("K/26/02", day("11/02/2026"), "child 1", "Staff", "Face to face", "Conduct", "Insults in class chat", "School told", "N", "N", "N", "Ottilie", "5 - Ended"),
    row("K/26/01", day("06/01/2026"), "child 5", "Mum", "Phone", "Contact", "Christmas present from a stranger", "Police", "Y", "N", "Y", "Ottilie", "5 - Ended"),
    year(2025),
    row("K/25/04", day("05/12/2025"), "child 2", "Staff", "Face to face", "Content", "Horror clips", "Filter", "N", "N", "N", "Bram", "5 - Ended"),
    row("K/25/03", day("22/09/2025"), "child 3", "Carer", "Phone", "Content", "Diet pills page", "Blocked", "N", "N", "N", "Bram", "5 - Ended"),
    row("K/25/02", day("30/05/2025"), "child 1", "Staff", "Face to face", "Commerce", "Scam text", "Bank", "N", "N", "N", "Ottilie", "6 - Ended, no action"),
    row("K/25/01", day("16/01/2025"), "child 5", "School", "E-mail", "Contact", "Secret pen friend", "SW", "N", "N", "N", "Ottilie", "5 - Ended"),
)  # fmt: skip

UPDATES = (
    headings("Case", "Week of review", "Update for the week", "Signed", fill="9BC2E6"),
    row("K/26/04", day("12/11/2026"), "Plan going well", "F. Ruddock"),
    row("K/26/05", day("12/11/2026"), "No update", "F. Ruddock"),
    row("K/26/07", day("12/11/2026"), "School liaison met", "F. Ruddock"),
    row("K/26/08", day("12/11/2026"), "No Update", "F. Ruddock"),
    row("K/26/09", day("12/11/2026"), "Strategy discussion", "F. Ruddock"),
    row("K/26/04", day("19/11/2026"), "NO UPDATE", "F. Ruddock"),
    row("K/26/05", day("19/11/2026"), "No Update", "F. Ruddock"),
    row("K/26/09", day("19/11/2026"), "Police visited carers on 18th", "F. Ruddock"),
)

WEEKS = (
    headings("Week ending", "Open cases", "Reviewed by", "Signature", "Anything to note", fill="9BC2E6"),
    row(day("01/11/2026"), 4, "F. Ruddock", "FR", None),
    row(day("08/11/2026"), 4, "F. Ruddock", "FR", "Half term, only carers rung"),
    row(day("15/11/2026"), 5, "F. Ruddock", "FR", None),
    row(day("22/11/2026"), 5, "F. Ruddock", None, "not finished - rest on Monday"),
)

BOOK = Book(
    "Excel",
    (
        Sheet("Register", ROWS, (9, 12, 9, 10, 12, 11, 36, 26, 9, 9, 9, 11, 22), frozen=2),
        Sheet("Weekly updates", UPDATES, (10, 14, 40, 14)),
        Sheet("Weekly review", WEEKS, (13, 11, 16, 11, 34)),
    ),
    author="F. Ruddock",
)  # fmt: skip
