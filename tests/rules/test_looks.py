"""WBK019: what a register says by a colour or a stroke alone is told, and counted on the side that hides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl.styles import Font, PatternFill

from olsxl.register import schema
from tests.registers import book, closed, grid, incident, person, review, saved
from tests.rules.checking import check

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from openpyxl import Workbook

    from olsxl.findings import Finding

STATUS = schema.INCIDENTS.headings.index("Status") + 1
GREEN, RED, GREY = (PatternFill("solid", fgColor=colour) for colour in ("FF92D050", "FFFF0000", "FFD9D9D9"))


def register(*, status: str | None = "Open", left_out: str = "") -> Workbook:
    """Five records from row 2 on, the last one closed by a word."""
    rows = [*(incident(number, status=status) for number in (1, 2, 3, 4)), closed(5)]
    headings = [heading for heading in schema.INCIDENTS.headings if heading != left_out]
    incidents = grid(schema.INCIDENTS, *rows, headings=headings)
    return book({"Incidents": incidents, "Updates": grid(schema.UPDATES), "Reviews": grid(schema.REVIEWS, review())})


def coloured(made: Workbook, rows: Iterable[int], fill: PatternFill, columns: Iterable[int] = range(1, 41)) -> None:
    for row in rows:
        for column in columns:
            made["Incidents"].cell(row, column).fill = fill


def struck(made: Workbook, rows: Iterable[int]) -> None:
    for row in rows:
        for cell in made["Incidents"][row]:
            cell.font = Font(strike=True)


def looks(made: Workbook, settings: str = "") -> list[Finding]:
    return [each for each in check(incidents=saved(made), settings=settings) if each.code == "WBK019"]


def test_an_open_record_that_is_struck_through_is_told_and_one_that_a_word_closes_is_not() -> None:
    made = register()
    struck(made, (3, 6))
    (finding,) = looks(made)
    assert (finding.where, finding.severity) == ("Incidents!A3", "warning")
    assert finding.message == "1 row is struck through; olsxl sees no stroke, and reads it like the others"
    assert finding.fix == "Type Open or Closed under 'Status'"


def test_a_status_that_is_a_colour_alone_is_told_and_its_record_counts_as_open() -> None:
    made = register(status=None)
    coloured(made, (2, 3), RED, [STATUS])
    coloured(made, (4,), GREEN, [STATUS])
    (finding,) = looks(made)
    assert finding.where == "Incidents!A2"
    assert finding.message == (
        "3 records have a colour that others have not, and no word says whether open or closed; olsxl sees no colour, "
        "so they count as open"
    )


def test_a_record_that_counts_as_history_though_only_a_colour_could_say_that_it_is_closed_is_an_error() -> None:
    made = register(status=None)
    coloured(made, (2,), RED)
    (finding,) = looks(made, "[register]\nsince = 2026-11-16\n")
    assert finding.severity == "error"
    assert finding.message.endswith("1 of them, from before 16/11/2026, count as history and the others as open")


def test_rows_in_colours_are_told_where_there_is_no_status_at_all() -> None:
    made = register(left_out="Status")
    settings = '[columns.incidents]\nStatus = ""\n"Closed on" = ""\n'
    assert looks(made, settings) == []
    coloured(made, (3, 4), GREY)
    (finding,) = looks(made, settings)
    assert finding.message.startswith("2 records have a colour")
    assert finding.fix == "Add a column headed Status, and type Open or Closed there"


def test_a_blank_answer_in_a_colour_is_told_and_an_answer_beside_it_is_none() -> None:
    made = register(status="No")
    made["Incidents"].cell(1, STATUS).value = "Closed?"
    made["Incidents"].cell(3, STATUS).value = None
    coloured(made, (2, 3), GREEN, [STATUS])
    (finding,) = looks(made, '[columns.incidents]\nStatus = "Closed?"\n')
    assert (finding.where, finding.message[:8]) == ("Incidents!A3", "1 record")


def banded(made: Workbook) -> None:
    coloured(made, (2, 4, 6), GREY)


def one_colour(made: Workbook) -> None:
    coloured(made, range(2, 7), GREY, [STATUS])


def headings_in_colour(made: Workbook) -> None:
    coloured(made, (1,), GREEN)


@pytest.mark.parametrize("decorated", [banded, one_colour, headings_in_colour])
def test_what_is_only_decoration_says_nothing(decorated: Callable[[Workbook], None]) -> None:
    made = register(status=None)
    decorated(made)
    assert looks(made) == []


def test_a_colour_beside_a_word_says_nothing() -> None:
    made = register()
    coloured(made, (2, 3), GREEN)
    assert looks(made) == []


def test_a_person_who_is_struck_through_counts_and_is_told_unless_a_day_says_that_they_left() -> None:
    people = grid(schema.PEOPLE, person(), person(2), person(3, left_on=person().values["Started on"]))
    made = book({"People": people, "Training": grid(schema.TRAINING)})
    for row in (3, 4):
        for cell in made["People"][row]:
            cell.font = Font(strike=True)
    findings = [each for each in check(training=saved(made)) if each.code == "WBK019"]
    assert [(each.where, each.fix) for each in findings] == [
        ("People!A3", "Type the day for who has left under 'Left on'")
    ]
