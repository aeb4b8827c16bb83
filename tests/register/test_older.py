from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from olsxl.config import parse
from olsxl.register import reading, schema
from olsxl.register.older import OlderWorkbook, sheets_of, with_older
from tests.registers import LAST_REVIEW, incident, incident_register, plain, review, update

if TYPE_CHECKING:
    from olsxl.register.registers import IncidentRegister

YEAR = timedelta(days=364)
LOG = '[columns.incidents]\n"Incident ref" = ""\n"Reported on" = "Date"\nSummary = "What happened"\n'


def register(*rows: object, settings: str = "") -> IncidentRegister:
    return reading.incident_register(incident_register(*rows), "register.xlsx", parse(settings))  # type: ignore[arg-type]


def log(*rows: list[object]) -> IncidentRegister:
    """An older log without references of its own."""
    book = plain({"Incidents": [["Date", "What happened", "Status"], *rows], "Updates": [], "Reviews": []})
    return reading.incident_register(book, "Log 2023.xlsx", parse(LOG))


def both(*registers: IncidentRegister) -> IncidentRegister:
    first, *older = registers
    return with_older(first, [OlderWorkbook(f"Log {n}.xlsx", each) for n, each in enumerate(older)])


def refs(read: IncidentRegister) -> list[str]:
    return [*read.incidents.frame["Incident ref"]]


def test_records_of_older_workbooks_stand_behind_with_their_cells() -> None:
    read = both(register(incident(1)), log([LAST_REVIEW - YEAR, "A dare", "Closed"]))
    table = read.incidents
    last = int(table.frame.index[-1])
    assert refs(read) == ["OLS-2026-0001", "2/R-0001"]
    assert (table.where(last, "Summary"), table.our_place(last, "Summary")) == (
        "Log 2023.xlsx: Incidents!B2",
        "Incidents 2!B2",
    )
    assert table.frame["Reported on"].dt.date.iloc[-1] == LAST_REVIEW - YEAR


def test_a_reference_that_stands_in_two_workbooks_tells_which_one_it_is_of() -> None:
    then = {"reported_on": LAST_REVIEW - YEAR, "summary": "A dare"}
    read = both(register(incident(1)), register(incident(1, **then), update(1)), register(incident(1, summary="A bet")))
    assert refs(read) == ["OLS-2026-0001", "2/OLS-2026-0001", "3/OLS-2026-0001"]
    assert [*read.updates.frame["Incident ref"]] == ["2/OLS-2026-0001"]


def test_a_record_that_was_carried_over_counts_once_and_another_of_the_same_words_twice() -> None:
    first = incident(1, summary="A dare")
    assert refs(both(register(first), register(first, incident(2, summary="A  DARE")))) == [
        "OLS-2026-0001",
        "OLS-2026-0002",
    ]
    assert refs(both(register(first), log([LAST_REVIEW - timedelta(days=2), "A dare", "Open"]))) == ["OLS-2026-0001"]
    carried = both(register(first), register(first, update(1)))
    assert [*carried.updates.frame["Incident ref"]] == ["OLS-2026-0001"]
    assert len(refs(both(register(incident(1, summary=None)), register(incident(1, summary=None))))) == 2


def test_a_review_that_stands_in_two_workbooks_counts_once() -> None:
    weeks = [review(LAST_REVIEW - n * timedelta(days=7)) for n in range(3)]
    read = both(register(incident(), *weeks[:2]), register(incident(), *weeks[1:]))
    assert len(read.reviews.frame) == 3


def test_columns_for_updates_that_an_older_workbook_lacks_are_blank_there() -> None:
    rows = [[*schema.INCIDENTS.headings, "Notes", "Rung on"], ["OLS-1", *[""] * 40]]
    book = plain({"Incidents": rows, "Updates": [], "Reviews": []})
    settings = '[register]\nnotes = "Notes"\nupdate_date = "Rung on"\n'
    read = both(reading.incident_register(book, "register.xlsx", parse(settings)), register(incident(2)))
    assert [*read.incidents.frame["Notes"]] == ["", ""]
    assert read.incidents.frame["Rung on"].isna().all()
    assert read.entries.empty


def test_the_numbers_of_the_sheets_pass_over_a_workbook_that_was_not_read() -> None:
    one = register(incident())
    older = [OlderWorkbook("a", one), OlderWorkbook("b", trouble="gone"), OlderWorkbook("c", one)]
    assert sheets_of(one, older) == {"a": range(2, 3), "c": range(3, 4)}
