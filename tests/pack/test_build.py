"""Ofsted's pack as a document: what is in it, what is not, and what is counted."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from olsxl.config import Config
from olsxl.pack.audience import AUDIENCES, OFSTED
from olsxl.pack.build import Material, build
from olsxl.pack.errors import PeriodInFuture, PeriodReversed
from olsxl.pack.layout import workbook
from olsxl.pack.period import Period
from olsxl.pack.scan import scan
from olsxl.pack.source import plain
from olsxl.register import reading
from olsxl.register.naming.child_key import Child
from olsxl.register.naming.detector import child_detector
from olsxl.register.older import OlderWorkbook
from olsxl.register.schema import INCIDENTS
from tests import hostile
from tests.pack.registers import (
    NOW,
    PERIOD,
    TODAY,
    Registers,
    busy,
    counts,
    incident,
    person,
    review,
    texts,
    values,
    weekly,
)
from tests.registers import plain as plain_workbook

if TYPE_CHECKING:
    from olsxl.register.registers import IncidentRegister


def facts(registers: Registers, about: str) -> list[str]:
    return [fact.text for fact in registers.document().facts if fact.about == about]


@pytest.mark.parametrize("audience", AUDIENCES.values(), ids=AUDIENCES)
def test_every_column_of_the_register_is_allowed_or_said_to_be_left_out(audience: object) -> None:
    assert audience is OFSTED
    shown = [heading for field in OFSTED.register for heading in field.sources]
    left_out = [heading for left in OFSTED.left_out for heading in left.headings]
    assert sorted(shown + left_out) == sorted(INCIDENTS.headings)


def test_the_cover_says_of_no_register_that_its_children_stand_there_by_reference() -> None:
    registers = Registers([incident(1, **{"Child refs": "JS"})])
    assert "Children are shown by reference alone" in facts(registers, "Names")[0]
    assert values(registers.document(), "Register")[0]["Child refs"] == "see Incidents!K2"


def test_rows_that_were_not_read_are_told_on_the_cover_and_as_names_that_were_not_looked_for() -> None:
    registers = Registers([incident(1)])
    config = registers.config
    staff = [["Jane Okafor", "P-002"], ["Will May", "P-003"]]
    incidents = reading.incident_register(
        with_sheet(registers.incident_bytes(), "Old", [["OLS-2026-0009"]]), "i.xlsx", config
    )
    training = with_sheet(registers.training_bytes(), "Staff 2", staff)
    people = reading.training_register(training, "t.xlsx", config)
    document = build(Material(incidents, people, "ab" * 32), config, OFSTED, PERIOD, NOW.replace(tzinfo=None))
    (not_read,) = [fact.text for fact in document.facts if fact.about == "Not read"]
    assert not_read.startswith("3 rows of the home's workbooks")
    assert [span.sheet for span in document.unread] == ["Old", "Staff 2"]
    assert document.unknown == (
        "2 rows of the home's training register were not read: names that stand there could not be looked for.",
    )


def with_sheet(data: bytes, name: str, rows: list[list[str]]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book.create_sheet(name)
    for row in rows:
        sheet.append(row)
    book.save(out := io.BytesIO())
    return out.getvalue()


def test_incidents_reported_in_the_period_are_listed_both_days_included() -> None:
    days = [date(2026, 8, 31), date(2026, 9, 1), TODAY]
    document = Registers([incident(n, **{"Reported on": day}) for n, day in enumerate(days)]).document()
    assert [row["Incident ref"] for row in values(document, "Register")] == ["OLS-2026-0001", "OLS-2026-0002"]


def test_a_decision_stands_with_its_reason() -> None:
    row = values(busy().document(), "Register")[1]
    assert row["Law enforcement"] == "Not required. No offence. Decided 07/10/2026."
    assert row["Summary"] == "P-002 found unkind messages of C-7F3K on P-003's tablet. \nP-003 rang P-004 at once."


def test_what_looks_like_no_reference_is_named_by_its_cell() -> None:
    odd = incident(1, **{"Child refs": "C-7F3K; little Tommy", "Safeguarding ref": "ask Jane", "Platform": "P-001"})
    row = values(Registers([odd]).document(), "Register")[0]
    assert row["Child refs"] == "C-7F3K\nsee Incidents!K2"
    assert row["Safeguarding ref"] == "see Incidents!B2"


def test_a_reference_that_holds_a_name_of_people_is_none() -> None:
    row = values(Registers([incident(1, **{"Child refs": "okafor1"})]).document(), "Register")[0]
    assert row["Child refs"] == "see Incidents!K2"


def test_a_person_id_that_is_a_name_is_named_by_its_cell() -> None:
    registers = Registers(
        [incident(1, Summary="Told Osric Vane.")], people=[person(1, "Osric Vane") | {"Person ID": "Vane1"}]
    )
    assert values(registers.document(), "Register")[0]["Summary"] == "Told person in People!A2."
    assert values(registers.document(), "Training")[0]["Person ID"] == "see People!A2"


def test_a_sheet_that_is_named_after_somebody_does_not_name_them() -> None:
    registers = Registers([incident(1, **{"Child refs": "little Tommy"}), incident(2, **{"Reported on": "then"})])
    book = openpyxl.load_workbook(io.BytesIO(registers.incident_bytes()))
    book["Incidents"].title = "Jane Okafor's log"
    renamed = io.BytesIO()
    book.save(renamed)
    register = reading.incident_register(renamed.getvalue(), "log.xlsx", registers.config)
    people = reading.training_register(registers.training_bytes(), "people.xlsx", registers.config)
    document = build(Material(register, people, ""), registers.config, OFSTED, PERIOD, NOW)
    assert values(document, "Register")[0]["Child refs"] == "see Incidents!K2"
    assert not [text for text in texts(document) if "Okafor" in text]


def test_incidents_and_distinct_children_are_counted() -> None:
    shared = {"Event type": "Misuse of online services", "Child refs": "C-7F3K, C-2QLM"}
    rows = [incident(1, **shared), incident(2, **{"Child refs": "c-7f3k"}), incident(3, **{"Child refs": None})]
    document = Registers(rows).document()
    assert counts(document, "In all")["Reported in the period"] == (3, 2)
    assert counts(document, "Event type")["Misuse of online services"] == (3, 2)
    assert counts(document, "Event type")["Inappropriate relationship"] == (0, 0)
    assert counts(document, "Month reported") == {
        "September 2026": (0, 0),
        "October 2026": (3, 2),
        "November 2026": (0, 0),
    }
    assert "1 incident names no child." in document.sheets[0].lines


def test_a_value_that_is_not_allowed_is_named_by_its_cell() -> None:
    document = Registers([incident(1, **{"Sub-type": "Jane Okafor asked", "Status": None})]).document()
    assert counts(document, "Sub-type") == {"(not one of the allowed values)": (1, 1)}
    assert values(document, "Register")[0]["Sub-type"] == "see Incidents!N2"
    assert counts(document, "Status")["(blank)"] == (1, 1)


def test_a_missed_week_is_shown_and_quoted_as_the_register_explains_it() -> None:
    rows = {row["Week"]: row for row in values(busy().document(), "Reviews")}
    assert rows["2026-W39"]["State"] == "Missed"
    assert rows["2026-W39"]["Comment"] == (
        "Explained at the review of 01/10/2026: No review in the week before: P-002 was ill and nobody stood in."
    )
    assert rows["2026-W44"]["Comment"] == "Not explained in the register."
    assert (rows["2026-W46"]["Signed by"], rows["2026-W47"]["Signed by"]) == ("Deputy", "Not signed")


def test_no_week_is_missed_that_lies_outside_the_period() -> None:
    registers = Registers(reviews=[review(date(2026, 6, 4)), *weekly(date(2026, 9, 3), TODAY)])
    assert {row["State"] for row in values(registers.document(), "Reviews")} == {"Reviewed"}


def test_training_names_nobody_and_tells_n_of_n() -> None:
    document = busy().document()
    rows = values(document, "Training")
    assert [(row["Person ID"], row["Status"]) for row in rows] == [
        ("P-001", "In date"),
        ("P-002", "Refresher overdue"),
        ("P-003", "Refresher due soon"),
        ("P-004", "First training overdue"),
    ]
    assert document.sheets[3].lines[0] == "On 22/11/2026 2 of 4 people who are here and not away are trained."


def test_who_is_in_no_count_is_told_to_the_reader() -> None:
    people = [person(1, "Osric Vane"), person(1, "Ida Marsh")]
    lines = Registers(people=people).document().sheets[3].lines
    assert lines[2:] == ("Not counted, without a Person ID of their own or outside the table: rows of People, 1.",)


def test_who_left_before_the_period_is_not_listed() -> None:
    people = [
        person(1, "Osric Vane", **{"Left on": date(2026, 8, 1)}),
        person(2, "Ida Marsh", **{"Left on": date(2026, 9, 9)}),
    ]
    assert [row["Person ID"] for row in values(Registers(people=people).document(), "Training")] == ["P-002"]


def test_a_record_without_a_day_is_told_on_the_cover() -> None:
    registers = Registers([incident(1, **{"Reported on": "last week"})])
    assert values(registers.document(), "Register") == []
    assert "Incidents!E2" in facts(registers, "Not placed")[0]


def test_nothing_in_the_period_is_said() -> None:
    document = Registers().document()
    assert document.sheets[1].lines[0] == "0 incidents were reported from 01/09/2026 to 22/11/2026."
    assert "The register holds no review yet." in document.sheets[2].lines
    assert document.rows["Register"] == 0


def test_the_cover_tells_what_the_reader_must_know() -> None:
    config = Config.model_validate({"home": {"name": "Larkfield House", "manager": "Marisol Quennell"}})
    registers = Registers(config=config)
    assert facts(registers, "Home") == ["Larkfield House"]
    assert facts(registers, "Registered Manager") == ["Marisol Quennell"]
    assert "ab" * 32 in facts(registers, "Source")[0]
    assert "no legal advice" in facts(registers, "Nature")[0]
    assert any("Reported by, Owner and Closed by" in text for text in facts(registers, "Left out"))


def test_the_manager_and_reviewers_are_not_named_though_people_lacks_them() -> None:
    config = Config.model_validate({"home": {"manager": "Marisol Quennell"}})
    told = incident(1, Summary="Marisol Quennell and Ptolemy Harrow were told.")
    registers = Registers(
        [told], [review(TODAY, **{"Reviewed by": "Ptolemy Harrow"})], people=[person(9, "Osric Vane")], config=config
    )
    assert values(registers.document(), "Register")[0]["Summary"] == "Registered Manager and a reviewer were told."


def test_cells_where_a_name_may_still_stand_are_told_to_the_manager() -> None:
    assert busy().document().doubts == ("Incidents!R4",)


def test_without_people_a_pack_is_made_and_says_so() -> None:
    nobody = Registers([incident(1)], people=[])
    no_register = Registers([incident(1)], has_training=False)
    for registers, told in ((nobody, "Nobody stands in the home's list"), (no_register, "no training register")):
        document = registers.document()
        assert document.unknown[0] in facts(registers, "Names")
        assert told in document.unknown[0]
        assert len(values(document, "Register")) == 1
    assert document.sheets[3].lines == ("The home has given no training register: who is trained is not known here.",)


def test_a_row_of_people_without_a_name_is_told_and_stops_nothing() -> None:
    registers = Registers([incident(1)], people=[person(1, "Osric Vane"), {"Person ID": "P-002"}])
    assert "No name can be read in People!B3" in facts(registers, "Names")[1]
    assert len(values(registers.document(), "Training")) == 2


def test_a_period_that_runs_backwards_or_into_the_future_is_refused() -> None:
    with pytest.raises(PeriodReversed, match="begin on 22/11/2026 and end before that, on 01/09/2026"):
        Period.of(TODAY, date(2026, 9, 1), TODAY)
    with pytest.raises(PeriodInFuture, match="today is 22/11/2026"):
        Period.of(TODAY, date(2026, 12, 1), TODAY)


KEY = (
    Child("C-7F3K", ("Jayden Mottershead", "Jay-Jay"), date(2012, 4, 3)),
    Child("C-2QLM", ("Hope O'Reilly",), None),
    Child("Tommy1", ("Tommy Vickerstaff",), date(2013, 1, 9)),
)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Jayden Mottershead rang", "C-7F3K rang"),
        ("we saw JAYDEN, then Mottershead", "we saw C-7F3K, then C-7F3K"),
        ("the account jayden_m2012", "the account C-7F3K"),
        ("Mrs Reilly, Mrs O\u02bcReilly and mrs o\u2019reilly", "Mrs C-2QLM, Mrs C-2QLM and mrs C-2QLM"),
        ("Then Hope was told. Hope's phone, hope o'reilly", "Then C-2QLM was told. C-2QLM's phone, C-2QLM"),
        ("We hope so", "We hope so"),
        ("Tommy left", "a child left"),
        ("Jay-Jay and J.M. came with Jane", "C-7F3K and C-7F3K. came with P-002"),
    ],
)
def test_a_child_of_the_key_is_shown_by_reference(typed: str, shown: str) -> None:
    row = values(Registers([incident(1, Summary=typed)], children=KEY).document(), "Register")[0]
    assert row["Summary"] == shown


@pytest.mark.parametrize(
    "told",
    [
        "Rang 07700 900123 at noon",
        "Jayden lives at 4 Elm Row, ZE9 9ZZ",
        "wrote to gran@mail.example",
        "NHS no. 999 000 0018",
        "her birthday, 3rd April 2012",
        "born 01/02/2010",
    ],
)
def test_a_text_that_tells_more_than_names_is_left_out_and_counted(told: str) -> None:
    registers = Registers(
        [incident(1, Summary=told, Outcome=told), incident(2, Platform=told)],
        [review(TODAY, Comment=told)],
        children=KEY,
    )
    document = registers.document()
    first, second = values(document, "Register")
    assert (first["Summary"], first["Outcome"]) == ("left out: see Incidents!R2", "left out: see Incidents!AN2")
    assert second["Platform"] == "left out: see Incidents!O3"
    comments = [row["Comment"] for row in values(document, "Reviews")]
    assert "left out: see Reviews!P2" in comments
    assert set(document.left_out) == {"Incidents!R2", "Incidents!AN2", "Incidents!O3", "Reviews!P2"}
    assert facts(registers, "Texts left out")[0].startswith("4 texts are left out")
    assert not [text for text in texts(document) if told in text]


def test_the_address_of_somebody_in_people_is_a_name_and_no_reason_to_leave_a_text_out() -> None:
    document = Registers([incident(1, Summary="Told jane.okafor@home.example.")]).document()
    assert values(document, "Register")[0]["Summary"] == "Told P-002."


def test_a_reference_that_holds_a_child_or_a_number_is_named_by_its_cell() -> None:
    rows = [incident(n, **{"Incident ref": f"Jayden-{n}", "Safeguarding ref": "07700900123"}) for n in (1, 2, 3)]
    shown = values(Registers(rows, children=KEY).document(), "Register")
    assert [row["Incident ref"] for row in shown] == ["see Incidents!A2", "see Incidents!A3", "see Incidents!A4"]
    assert shown[0]["Safeguarding ref"] == "see Incidents!B2"


def test_an_everyday_word_that_may_be_a_child_is_a_doubt_with_its_cell() -> None:
    document = Registers([incident(1, Summary="Hope it ends.")], children=KEY).document()
    assert document.doubts == ("Incidents!R2",)


def test_what_check_finds_in_a_text_never_leaves_in_a_pack() -> None:
    told = ["Jayden, born 3.4.12", "O\u02bbReilly rang 0161 496 0000", "jaydenm12@mail.example", "JAYDEN  MOTTERSHEAD"]
    rows = [incident(n, Summary=text, Assessment=text) for n, text in enumerate(told, 1)]
    document = Registers(rows, [review(TODAY, Comment=told[0], Capacity=told[1])], children=KEY).document()
    detector = child_detector(KEY)
    assert all(detector.kept(text) or detector.known_by_form(text) for text in told)
    cells = [text for page in document.sheets for row in values(document, page.name) for text in row.values()]
    assert not [text for text in cells if isinstance(text, str) and detector.finds(text)]
    assert scan(workbook(document), document.names, [])


WORD = st.text("abcdefghijklmnopqrstuvwxyzéßøABCDEFGHIJKLMNOPQRSTUVWXYZÉ'-", min_size=2, max_size=8)
NAME = st.tuples(WORD, WORD).map(" ".join).filter(lambda name: all(sum(map(str.isalpha, w)) > 1 for w in name.split()))
CHARS = st.characters(exclude_categories=("Cs", "Cc"))


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(NAME, min_size=1, max_size=3),
    st.lists(
        st.tuples(st.text(CHARS, max_size=12), st.sampled_from([" ", ", ", "'"]), st.text(CHARS, max_size=12)),
        min_size=2,
        max_size=4,
    ),
)
def test_no_full_name_stands_in_any_cell_whatever_narrative_surrounds_it(
    names: list[str], around: list[tuple[str, str, str]]
) -> None:
    told = [f"{before} {name.swapcase()}{mark} {after}" for name in names for before, mark, after in around]
    rows = [
        incident(n, **{"Summary": text, "Outcome": text, "Platform": text, "Child refs": text, "Status": text})
        for n, text in enumerate(told)
    ]
    comments = [review(TODAY, Comment=told[0], Capacity=told[0], Review=told[0], Open=told[0])]
    people = [person(n, name, Role=told[0], Household=name) for n, name in enumerate(names, start=1)]
    document = Registers(rows, comments, people).document(PERIOD)
    assert "no name of People" in scan(workbook(document), document.names, [])
    lowered = [" ".join(text.casefold().split()) for text in texts(document)]
    assert not [name for name in names for text in lowered if f" {name.casefold()} " in f" {text} "]


def test_reviews_of_the_first_and_of_the_last_day_of_the_period_are_in_it() -> None:
    days = [date(2026, 8, 31), date(2026, 9, 1), TODAY]
    document = Registers(reviews=[review(day) for day in days]).document()
    listed = [row["Reviewed on"] for row in values(document, "Reviews") if row["State"] == "Reviewed"]
    assert listed == [date(2026, 9, 1), TODAY]


def test_weeks_are_missed_from_that_of_the_first_day_of_the_period_to_that_of_its_last() -> None:
    period = Period.of(date(2026, 9, 2), date(2026, 9, 21), TODAY)
    document = Registers(reviews=[review(date(2026, 8, 20)), review(TODAY)]).document(period)
    missed = [row["Week"] for row in values(document, "Reviews") if row["State"] == "Missed"]
    assert missed == ["2026-W36", "2026-W37", "2026-W38", "2026-W39"]


@pytest.mark.parametrize(("first", "is_told"), [(date(2026, 9, 1), False), (date(2026, 9, 2), True)])
def test_a_first_review_within_the_period_is_told_and_one_on_its_first_day_is_not(first: date, is_told: bool) -> None:
    lines = Registers(reviews=[review(first)]).document().sheets[2].lines
    assert any(line.startswith("The first review in the register was made on") for line in lines) is is_told


def test_who_left_on_the_first_day_of_the_period_is_listed() -> None:
    people = [
        person(1, "Osric Vane", **{"Left on": date(2026, 9, 1)}),
        person(2, "Ida Marsh", **{"Left on": date(2026, 8, 31)}),
    ]
    assert [row["Person ID"] for row in values(Registers(people=people).document(), "Training")] == ["P-001"]


def test_an_escape_that_is_itself_escaped_hides_no_name() -> None:
    assert plain("Told J_x005F_x0061_ne_x000D_") == "Told Jane"
    assert plain("J_x005F_x005F_x005f_x0061_ne") == "Jane"
    assert plain("_x005F_ and _x005F_x005F_") == "_ and _"


def test_no_text_takes_long_to_unescape() -> None:
    assert hostile.slow(plain) == []


def test_a_text_is_shown_whole_up_to_its_limit_and_cut_behind_it() -> None:
    whole, longer = "a" * 32_000, "a" * 32_001
    rows = values(Registers([incident(1, Summary=whole), incident(2, Summary=longer)]).document(), "Register")
    assert rows[0]["Summary"] == whole
    assert rows[1]["Summary"] == f"{whole} (cut here; the rest is in the register)"


def bare_register(*headings: str) -> IncidentRegister:
    """A register with two records that keeps the indispensable columns and these."""
    kept = ("Incident ref", "Reported on", "Status", *headings)
    rows = [
        [incident(1)[heading] for heading in kept],
        [incident(2, Status="Closed")[heading] for heading in kept],
    ]
    return reading.incident_register(plain_workbook({"Incidents": [kept, *rows]}), "log.xlsx", Config())


def test_what_the_register_does_not_keep_is_never_counted_as_none() -> None:
    document = build(Material(bare_register("Event type"), None, "ab" * 32), Config(), OFSTED, PERIOD, NOW)
    assert counts(document, "In all") == {
        "Reported in the period": (2,),
        "of these still open": (1,),
        "of these closed": (1,),
        "with imagery involved": ("not kept in this register",),
        "reported to law enforcement": ("not kept in this register",),
        "notified to Ofsted": ("not kept in this register",),
    }
    assert "Which children an incident is about is not kept in this register." in document.sheets[0].lines


def test_columns_and_counts_that_the_register_cannot_fill_are_left_out_and_named_on_the_cover() -> None:
    document = build(Material(bare_register("Event type"), None, "ab" * 32), Config(), OFSTED, PERIOD, NOW)
    assert list(values(document, "Register")[0]) == ["Incident ref", "Reported on", "Event type", "Status"]
    blocks = [block.columns[0].heading for stack in document.sheets[0].stacks for block in stack]
    assert blocks == ["In all", "Month reported", "Status", "Event type"]
    (told,) = [fact.text for fact in document.facts if fact.about == "Not kept"]
    assert told.startswith("Safeguarding ref, Occurred on,")
    assert told.endswith("Outcome: not kept in this register.")
    assert "Owner" not in told  # what this reader does not see is not said to be missing
    assert set(document.not_kept) == set(INCIDENTS.headings) - {"Incident ref", "Reported on", "Event type", "Status"}


def test_a_register_without_any_of_the_counted_columns_still_makes_a_workbook() -> None:
    document = build(Material(bare_register(), None, "ab" * 32), Config(), OFSTED, PERIOD, NOW)
    assert len(document.sheets[0].stacks) == 1
    assert scan(workbook(document), document.names, [])


def test_what_the_other_sheets_do_not_keep_is_named_too_and_no_empty_column_is_shown() -> None:
    sheets = {
        "Incidents": [["Incident ref", "Reported on", "Status"]],
        "Calls": [["Incident ref", "Date", "Update", "By"]],
        "Reviews": [["Review", "Reviewed on", "Signed on"]],
    }
    people: dict[str, list[list[object]]] = {
        "People": [["Person ID", "Full name", "Started on"], ["P-001", "Dee Example", date(2025, 1, 6)]]
    }
    config = Config.model_validate({"sheets": {"updates": "Calls"}})
    incidents = reading.incident_register(plain_workbook(sheets), "log.xlsx", config)
    trained = reading.training_register(plain_workbook(people), "training.xlsx", config)
    document = build(Material(incidents, trained, "ab" * 32), config, OFSTED, PERIOD, NOW)
    others = [heading for heading in document.not_kept if heading not in INCIDENTS.headings]
    assert others == [
        "Body told",
        "Reviewed by",
        "Capacity",
        "Method",
        "Comment",
        "Role",
        "Category",
        "Base",
        "Left on",
    ]
    (told,) = [fact.text for fact in document.facts if fact.about == "Not kept"]
    assert told.endswith("Category, Base and Left on: not kept in this register.")
    shown = [*values(document, "Training")[0]]
    assert shown == ["Person ID", "Started on", "Status", "Last trained", "Next due", "Days left"]


def test_older_workbooks_are_counted_with_the_register_and_told_by_their_hash() -> None:
    day = {"Reported on": date(2026, 9, 7)}
    now, then = (
        reading.incident_register(Registers(rows).incident_bytes(), name, Config())
        for rows, name in (
            ([incident(1), incident(2)], "register.xlsx"),
            ([incident(1), incident(2, Summary="A dare", **day)], "Log 2025.xlsx"),
        )
    )
    older = (OlderWorkbook("Log 2025.xlsx", then, "cd" * 32), OlderWorkbook("Log 2024.xlsx", trouble="It is gone."))
    document = build(Material(now, None, "ab" * 32, older=older), Config(), OFSTED, PERIOD, NOW.replace(tzinfo=None))
    assert [row["Incident ref"] for row in values(document, "Register")] == [
        "2/OLS-2026-0002",
        "OLS-2026-0001",
        "OLS-2026-0002",
    ]
    told = {fact.about: fact.text for fact in document.facts}
    assert told["Source"] == f"SHA-256 of an older workbook of the home, in which Incidents 2 stands: {'cd' * 32}"
    assert told["Counted once"] == "1 incident that stands in more than one workbook."
    assert "Kept in part" not in told
    assert told["Not counted"] == "1 older workbook of the home, which could not be read."


def test_what_one_of_several_workbooks_does_not_keep_is_told_and_no_figure_passes_for_whole() -> None:
    log = plain_workbook(
        {"Incidents": [["Incident ref", "Reported on", "Summary", "Status"], ["L-1", date(2026, 9, 7)]]}
    )
    now = reading.incident_register(Registers([incident(1)]).incident_bytes(), "register.xlsx", Config())
    older = (OlderWorkbook("Log.xlsx", reading.incident_register(log, "Log.xlsx", Config()), "cd" * 32),)
    document = build(Material(now, None, "ab" * 32, older=older), Config(), OFSTED, PERIOD, NOW.replace(tzinfo=None))
    (told,) = [fact.text for fact in document.facts if fact.about == "Kept in part"]
    assert "Imagery involved" in told
    assert "Summary" not in told
    assert told.endswith("not kept in Incidents 2, and unknown of what stands there.")
