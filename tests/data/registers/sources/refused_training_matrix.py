"""Larkhollow: a training matrix: people down, courses across, a date where they meet."""

from tests.data.registers.making.book import Book, Cell, Sheet, day, headings, row

ROWS = (
    row(Cell("TRAINING MATRIX", bold=True), None, Cell("Mandatory", bold=True, fill="BDD7EE", across=3), None, None, Cell("Good to have", bold=True, fill="E2EFDA", across=2)),
    headings("Name", "Started", "Online safety", "Safeguarding L2", "First aid", "Prevent", "Trauma"),
    row("Cal Ravenstitch", day("05/06/2021"), day("14/01/2026"), day("03/03/2025"), day("11/05/2024"), "n/a", day("02/02/2022")),
    row("Esme Dunlorn", day("12/09/2022"), day("14/01/2026"), day("03/03/2025"), "booked", day("07/07/2025"), None),
    row("Tam Ivelet", day("02/02/2026"), Cell("OVERDUE", fill="FF7C80"), day("20/04/2026"), day("11/05/2026"), None, None),
    row("Nia Corbrook", day("19/10/2026"), Cell("OVERDUE", fill="FF7C80"), None, None, None, None),
    row("% in date", None, Cell(0.5, formula="COUNT(C3:C6)/COUNTA(A3:A6)")),
)  # fmt: skip

BOOK = Book("LibreOffice", (Sheet("Matrix", ROWS, (18, 12, 13, 15, 12, 12, 12)),))
