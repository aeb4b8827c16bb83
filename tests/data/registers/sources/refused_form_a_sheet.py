"""A form for each record, each on a sheet of its own: labels at the left, answers at the right."""

from itertools import zip_longest

from tests.data.registers.making.book import Book, Cell, Sheet, Value, day, row

LABELS = ("Incident no.", "Date reported", "Child", "What happened?", "What was done?", "Status", "Manager's signature")


def form(name: str, *answers: Value) -> Sheet:
    title = row(Cell("ONLINE SAFETY INCIDENT FORM", bold=True, fill="BDD7EE", across=2))
    lines = zip_longest(LABELS, answers)
    return Sheet(name, (title, *(row(Cell(label, bold=True, fill="E7E6E6"), answer) for label, answer in lines)), (22, 60))


BOOK = Book(
    "LibreOffice",
    (
        form("Incident 1", 1, day("03/02/2026"), "N", "Chat with a stranger in a drawing app", "App removed", "Closed"),
        form("Incident 2", 2, day("19/04/2026"), "P", "Clip of a fight passed on", "School told", "Closed"),
        form("Incident 3", 3, day("08/06/2026"), "N", "Asked for a picture by an older pupil", "Police and SW told", "Open"),
        form("Incident 4", 4, day("27/08/2026"), "E", "Bought a knife through an app", "Police told", "Open"),
        form("Incident 5", 5, day("12/11/2026"), "P", "Trolling", "Talk held", "Closed"),
        form("Blank form"),
    ),
)
