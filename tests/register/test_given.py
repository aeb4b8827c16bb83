"""References that olsxl gives to the records of a register that keeps none."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from hypothesis import given as example
from hypothesis import strategies as st

from olsxl.config import parse
from olsxl.register import reading
from olsxl.register.digests import digest
from olsxl.register.references.given import GivenReference, Sighted, give
from tests.registers import plain

if TYPE_CHECKING:
    from olsxl.register.registers import IncidentRegister

HEADINGS: list[object] = ["Date", "What happened", "Status"]
SETTINGS = parse('[columns.incidents]\n"Incident ref" = ""\n"Reported on" = "Date"\nSummary = "What happened"\n')


def line(day: int, story: str, status: object = "Open") -> list[object]:
    return [datetime(2026, 10, day), story, status]


def read(*rows: list[object], known: tuple[GivenReference, ...] = ()) -> IncidentRegister:
    return reading.incident_register(plain({"Incidents": [HEADINGS, *rows]}), "log.xlsx", SETTINGS, known)


def named(register: IncidentRegister) -> dict[str, str]:
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


COLUMNS = '[columns.incidents]\n"Incident ref" = "Log no"\n"Reported on" = "Date"\nSummary = "What happened"\n'


def read_log(*rows: list[object], known: tuple[GivenReference, ...] = (), more: str = "") -> IncidentRegister:
    """A register that keeps references, in two sheets headed alike."""
    settings = parse(f'[sheets]\nincidents = ["2025", "2026"]\n{COLUMNS}{more}')
    sheets = {"2025": [["Log no", *HEADINGS], ["1", *line(1, "Old")]], "2026": [["Log no", *HEADINGS], *rows]}
    return reading.incident_register(plain(sheets), "log.xlsx", settings, known)


def test_a_record_without_a_reference_among_others_is_given_one_and_keeps_it_once_it_is_typed() -> None:
    first = read_log(["L1", *line(1, "One")], [None, *line(2, "Two")])
    assert named(first) == {"Old": "1", "One": "L1", "Two": "R-0001"}
    assert first.unread == ()
    typed = read_log(["L1", *line(1, "One")], ["R-0001", *line(2, "Two")], [None, *line(2, "Two")], known=first.given)
    assert [*typed.incidents.frame["Incident ref"]] == ["1", "L1", "R-0001", "R-0002"]


def test_one_that_stands_in_a_record_is_never_given_to_another_though_the_state_was_lost() -> None:
    found = read_log(["R-0012", *line(1, "One")], [None, *line(2, "Two")])
    assert named(found)["Two"] == "R-0013"


def test_where_numbers_begin_again_on_each_sheet_a_given_reference_has_no_sheet_before_it() -> None:
    found = read_log(["1", *line(1, "One")], [None, *line(2, "Two")], more="[register]\nref_by_sheet = true\n")
    assert named(found) == {"Old": "2025/1", "One": "2026/1", "Two": "R-0001"}


def test_a_row_without_a_reference_and_a_day_may_go_on_with_the_record_above_and_is_none() -> None:
    found = read_log(["L1", *line(1, "One")], [None, None, "which went on", "Open"])
    assert [*found.incidents.frame["Incident ref"]] == ["1", "L1", ""]
    assert [(span.first, span.why) for span in found.unread] == [("A3", "no-key")]


REFERENCED: list[object] = ["Ref", "Date", "What happened", "Status"]


def test_what_names_a_record_as_olsxl_did_follows_it_to_the_reference_that_is_typed_later() -> None:
    settings = parse('[columns.incidents]\n"Incident ref" = "Ref"\n"Reported on" = "Date"\nSummary = "What happened"\n')
    headings = ["Incident ref", "Date", "Type", "Update"]
    updates: list[list[object]] = [[*headings], ["R-0001", datetime(2026, 10, 8), *["No Update"] * 2]]

    def then(*refs: str | None, known: tuple[GivenReference, ...] = ()) -> IncidentRegister:
        rows = [[ref, *line(day, f"Story {day}")] for day, ref in enumerate(refs, 1)]
        workbook = plain({"Incidents": [REFERENCED, *rows], "Updates": updates})
        return reading.incident_register(workbook, "log.xlsx", settings, known)

    first = then("INC-1", None, "INC-3")
    assert [*first.entries["key"]] == ["r-0001"]
    second = then("INC-1", "INC-2", "INC-3", known=first.given)
    assert (second.renamed, [*second.entries["key"]]) == ({"r-0001": "inc-2"}, ["inc-2"])
    assert [*second.updates.frame["Incident ref"]] == ["R-0001"]  # as it stands: rows that are lost are found by it
    assert then("INC-1", "R-0001", "INC-3", known=first.given).renamed == {}
