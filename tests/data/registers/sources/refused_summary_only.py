"""Counts for the trustees, with totals and a chart, and no record behind them."""

from tests.data.registers.making.book import Book, Cell, Chart, Sheet, headings, row

COUNTS = (("January", 2, 1, 0, 1), ("February", 1, 0, 1, 0), ("March", 0, 2, 2, 0), ("April", 1, 1, 0, 0), ("May", 3, 0, 1, 1))

ROWS = (
    row(Cell("Row Labels", bold=True, fill="DDEBF7"), Cell("Column Labels", bold=True, fill="DDEBF7")),
    headings("Month", "Content", "Contact", "Conduct", "Commerce", "Grand Total", fill="DDEBF7"),
    *(row(month, *n, Cell(sum(n), formula=f"SUM(B{line}:E{line})")) for line, (month, *n) in enumerate(COUNTS, 3)),
    row(Cell("Grand Total", bold=True, fill="DDEBF7"), *(Cell(sum(n), bold=True, fill="DDEBF7", formula=f"SUM({c}3:{c}7)") for c, n in zip("BCDE", zip(*(c[1:] for c in COUNTS), strict=True), strict=True)),
        Cell(sum(sum(c[1:]) for c in COUNTS), bold=True, fill="DDEBF7", formula="SUM(F3:F7)")),
)  # fmt: skip

BOOK = Book("Excel", (Sheet("For trustees", ROWS, (14, 11, 11, 11, 11, 13), charts=(Chart("Incidents by month", "A3:A7", "F3:F7", 7, 1),)),), author="Avis Hollowmere")
