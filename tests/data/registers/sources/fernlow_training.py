"""Fernlow House: everybody's training in one list, with the day on which it runs out."""

from tests.data.registers.making.book import Book, Cell, Sheet, day, headings, row

LATE = "FF7C80"

ROWS = (
    row(Cell("Fernlow House - staff training log", bold=True, across=7)),
    headings("Name", "Role", "Start date", "Course", "Date attended", "Expiry", "Certificate on file"),
    row("Dee Harrowmont", "Senior RSW", day("04/09/2023"), "Online safety", day("18/09/2025"), Cell(day("18/09/2026"), fill=LATE), "Y"),
    row("Dee Harrowmont", "Senior RSW", day("04/09/2023"), "Online safety", day("12/09/2024"), day("12/09/2025"), "Y"),
    row("Dee Harrowmont", "Senior RSW", day("04/09/2023"), "First aid", day("10/02/2026"), day("10/02/2029"), "Y"),
    row("Sol Impney", "RSW", day("15/01/2025"), "Online safety (induction)", day("22/01/2025"), day("22/01/2026"), "Y"),
    row("Sol Impney", "RSW", day("15/01/2025"), "Online safety", day("19/01/2026"), day("19/01/2027"), "N"),
    row("Ama Questwell", "RSW", day("03/08/2026"), "Online safety (induction)", "booked 1/12", None, None, fill="FFE699"),
    row("Ted Larchin", "Night staff", day("20/05/2024"), "Online safety", day("28/11/2025"), day("28/11/2026"), "Y"),
    row("Ted Larchin", "Night staff", day("20/05/2024"), "First aid", day("06/06/2024"), day("06/06/2027"), "Y"),
    row("Pia Underhay", "Bank", day("11/11/2025"), "Online safety", "DNA 14/01/26", None, None),
    row("Pia Underhay", "Bank", day("11/11/2025"), "Online safety", day("11/02/2026"), day("11/02/2027"), "Y"),
    row("R. Mallowick", "Registered Manager", day("01/03/2022"), "Online safety lead (2 days)", day("24/03/2026"), day("24/03/2027"), "Y"),
)  # fmt: skip

BOOK = Book("LibreOffice", (Sheet("Training", ROWS, (18, 18, 12, 26, 14, 12, 11)),))
