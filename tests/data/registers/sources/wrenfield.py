"""Wrenfield: as plain as can be: a few columns, O and C, references that are numbers or text as it came."""

from tests.data.registers.making.book import Book, Sheet, day, headings, row

ROWS = (
    headings("No", "Date", "YP", "What happened", "What we did", "Told SW", "Told police", "O/C", "By", fill=""),
    row(1, day("14/03/2026"), "ES", "Unknown number sent rude videos", "Number blocked", "Y", "Y", "C", "Mo"),
    row(2, day("02/05/2026"), "ES", "Phone found under pillow", "Phone in office at night", "N", "N", "C", "Mo"),
    row("3", day("19/06/2026"), "FT", "Fake account of staff member", "Reported to site", "Y", "TRUE", "C", "Lin"),
    row("4", day("28/07/2026"), "FT", "Shared friend's picture", "Deleted, friend's mum rung", "yes", "N", "O", "Mo"),
    row(5, day("10/09/2026"), "ES", "Met stranger from app in park", "Police, SW, EDT", "Y", "Y", "o", "Lin"),
    row("6 ", day("21/10/2026"), "AV", "Watched porn at school", "School dealt with", "Y", "N", "C", "Lin"),
    row(7, day("09/11/2026"), "FT", "Hate group sticker on laptop", "Talk with FT", "Y", "n", "O ", "Mo"),
    row(8, day("21/11/2026"), "AV", "Gave PIN to a caller", "Bank rung", "N", "N", "O", "Lin"),
)

BOOK = Book("LibreOffice", (Sheet("Sheet1", ROWS, (5, 12, 6, 36, 30, 9, 11, 6, 8)),))
