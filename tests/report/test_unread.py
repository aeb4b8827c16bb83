"""Page and mail say before all else that not everything was read: how much to everybody, where to who may see cells."""

from __future__ import annotations

from olsxl.register import schema
from olsxl.report.render import Renderer
from tests.registers import TODAY, book, grid, incident, saved
from tests.report.test_privacy import of

RENDERER = Renderer(None)


def register(*others: list[object]) -> bytes:
    sheets = {"Incidents": grid(schema.INCIDENTS, incident()), "Updates": grid(schema.UPDATES)}
    sheets |= {"Reviews": grid(schema.REVIEWS)} | ({"Jayden M": [*others]} if others else {})
    return saved(book(sheets))


def test_a_summary_says_how_much_was_not_read_and_where_but_not_what_a_sheet_is_called() -> None:
    made = of(register([TODAY, "a message from a stranger"], [TODAY, "another one"]))
    manager, trustee, page = RENDERER.mail(made, "manager"), RENDERER.mail(made, "counts"), RENDERER.page(made)
    for text in (manager.text, manager.html, trustee.text, trustee.html, page):
        assert "Not everything was read: 2 rows" in " ".join(text.split())
        assert "Jayden" not in text
        assert "stranger" not in text
    for text in (manager.text, page):
        assert "begins at incident-register.xlsx, sheet 4!A1." in " ".join(text.split())
    assert "sheet 4" not in trustee.text


def test_a_summary_of_a_register_that_was_read_whole_says_nothing_of_it() -> None:
    assert "Not everything was read" not in RENDERER.mail(of(register()), "manager").text
