"""A register of the old Excel format, renamed .xlsx so that the form would take it."""

from tests.data.registers.making.book import Book, Sheet, day, headings, row

ROWS = (
    headings("Ref", "Date reported", "Child", "Incident", "Status"),
    row("1", day("12/02/2026"), "AL", "Rude pictures from a cousin", "Closed"),
    row("2", day("20/07/2026"), "AL", "Contact by a stranger", "Open"),
    row("3", day("17/11/2026"), "DM", "Bet on football", "Open"),
)

BOOK = Book("LibreOffice as .xls", (Sheet("Incidents", ROWS, (6, 14, 8, 36, 10)),))
