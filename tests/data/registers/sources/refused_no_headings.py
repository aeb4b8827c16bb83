"""A list that never had headings: its keeper knows what stands where."""

from tests.data.registers.making.book import Book, Sheet, day, row

ROWS = (
    row(day("14/05/2026"), "Jess", "SK on chat site at 2 am", "phone in", "ok"),
    row(day("02/06/2026"), "Jess", "AD sent money to a friend online", "told SW", "ok"),
    row(day("29/06/2026"), "Rob", "SK bad words in game", "-", "ok"),
    row(day("11/08/2026"), "Rob", "AD picture on a page", "told police", "?"),
    row(day("30/09/2026"), "Jess", "LM watched fights", "talked", "ok"),
    row(day("10/11/2026"), "Jess", "AD again with that friend", "told SW", "?"),
)

BOOK = Book("LibreOffice", (Sheet("Sheet1", ROWS, (12, 8, 36, 16, 6)),))
