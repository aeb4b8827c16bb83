"""References that olsxl gives to the records of a register that keeps none."""

from __future__ import annotations

from datetime import datetime

from hypothesis import given as example
from hypothesis import strategies as st

from olsxl.config import parse
from olsxl.register import reading
from olsxl.register.digests import digest
from olsxl.register.given import GivenReference, Sighted, give
from tests.registers import plain

HEADINGS: list[object] = ["Date", "What happened", "Status"]
SETTINGS = parse('[columns.incidents]\n"Incident ref" = ""\n"Reported on" = "Date"\nSummary = "What happened"\n')


def line(day: int, story: str, status: object = "Open") -> list[object]:
    return [datetime(2026, 10, day), story, status]


def read(*rows: list[object], known: tuple[GivenReference, ...] = ()) -> reading.IncidentRegister:
    return reading.incident_register(plain({"Incidents": [HEADINGS, *rows]}), "log.xlsx", SETTINGS, known)


def named(register: reading.IncidentRegister) -> dict[str, str]:
    frame = register.incidents.frame
    return dict(zip(frame["Summary"], frame["Incident ref"], strict=True))


def test_records_are_counted_up_in_the_order_of_first_sight() -> None:
    assert named(read(line(1, "One"), line(2, "Two"))) == {"One": "R-0001", "Two": "R-0002"}


def test_they_keep_their_references_however_the_list_is_sorted_and_new_ones_are_counted_on() -> None:
    first = read(line(1, "One"), line(2, "Two"), line(3, "Three"))
    again = read(line(9, "New"), line(3, "Three"), line(1, "One"), known=first.given)
    assert named(again) == {"Three": "R-0003", "One": "R-0001", "New": "R-0004"}


def test_the_reference_of_a_record_that_is_gone_is_never_given_again() -> None:
    first = read(line(1, "One"), line(2, "Two"))
    second = read(line(1, "One"), known=first.given)
    third = read(line(1, "One"), line(2, "Other"), known=second.given)
    assert named(third) == {"One": "R-0001", "Other": "R-0003"}
    assert named(read(line(2, "Two"), known=third.given)) == {"Two": "R-0002"}


def test_a_corrected_day_or_summary_changes_no_reference() -> None:
    first = read(line(1, "One"), line(2, "Two"))
    second = read(line(1, "One."), line(3, "Two"), known=first.given)
    assert named(second) == {"One.": "R-0001", "Two": "R-0002"}
    assert named(read(line(1, "One."), line(3, "Two"), known=second.given)) == named(second)


def test_equal_records_have_a_reference_each() -> None:
    first = read(line(1, "One"), line(1, "One"))
    again = read(line(1, "One"), line(1, "One"), line(1, "One"), known=first.given)
    assert [*again.incidents.frame["Incident ref"]] == ["R-0001", "R-0002", "R-0003"]


def test_a_lone_text_and_a_row_of_totals_are_given_none() -> None:
    register = read(line(1, "One"), ["Green = closed", None, None], ["Total", "1 incident", None])
    assert [ref for ref in register.incidents.frame["Incident ref"] if ref] == ["R-0001"]


def test_the_key_is_that_of_the_contract() -> None:
    sighted = Sighted.of(datetime(2026, 10, 1, 21, 40), "  A  story ")
    assert sighted.key == digest("olsxl-key-1", "2026-10-01T21:40", "A story")


@example(st.lists(st.integers(0, 3), max_size=8), st.lists(st.integers(0, 3), max_size=8))
def test_whatever_stands_there_no_reference_is_given_twice_and_what_stays_keeps_its_own(
    before: list[int], after: list[int]
) -> None:
    def seen(numbers: list[int]) -> list[Sighted]:
        return [Sighted.of(datetime(2026, 10, 1 + number), str(number)) for number in numbers]

    refs, known = give(seen(before), ())
    later, all_known = give(seen(after), known)
    assert len(set(later)) == len(later)
    assert {each.ref for each in all_known} == {*refs, *later}
    for number in set(before) & set(after):
        mine = [ref for ref, of in zip(refs, before, strict=True) if of == number]
        theirs = [ref for ref, of in zip(later, after, strict=True) if of == number]
        assert mine[: len(theirs)] == theirs[: len(mine)]
