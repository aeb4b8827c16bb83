"""What is in doubt is asked with its choices, the reading that hides nothing is taken, and an answer is gone by."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from olsxl.adopt import settings_text, understand
from olsxl.adopt.answers import AnswersUnreadable, answers_text, read_answers
from olsxl.adopt.doubts import AnswerNotUnderstood, Doubt, Inquiry
from olsxl.config import parse
from olsxl.register import reading
from tests.adopt.test_understand import HEADINGS, TODAY, row
from tests.registers import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from olsxl.adopt import Understanding


def asked(
    rows: Sequence[Sequence[object]], headings: Sequence[object] = HEADINGS, **answers: str
) -> tuple[Understanding, bytes]:
    data = plain({"Log": [headings, *rows]})
    given = {name.replace("_", "-"): (answer,) for name, answer in answers.items()}
    return understand(data, "register.xlsx", TODAY, Inquiry(given)), data


def statuses(found: Understanding, data: bytes) -> list[str]:
    config = parse(settings_text("Home", "register.xlsx", found))
    return [*reading.incident_register(data, "register.xlsx", config).incidents.frame["Status"]]


def words(*typed: str) -> list[list[object]]:
    return [row(number, word) for number, word in enumerate(("Open", "Closed", *typed), 1)]


def test_a_word_of_a_status_that_nobody_knows_is_asked_by_its_cells_and_never_by_its_text() -> None:
    found, _ = asked(words("Zebra", "zebra", "Open"))
    (doubt,) = found.doubts
    assert (doubt.cells, doubt.taken) == (("Log!E4", "Log!E5"), ("Open",))
    assert "Closed" in doubt.choices
    assert doubt.shown == "Zebra"
    assert "zebra" not in (answers_text([doubt]) + str(doubt.as_json())).casefold()


def test_the_answer_to_it_is_gone_by_and_it_is_not_asked_again() -> None:
    found, _ = asked(words("Zebra", "Open"))
    again, data = asked(words("Zebra", "Open"), **{found.doubts[0].id: "closed"})
    assert again.doubts == ()
    assert parse(settings_text("Home", "register.xlsx", again)).values == {"status": {"Zebra": "Closed"}}
    assert statuses(again, data)[2] not in {"Open", "?"}


def test_an_answer_that_is_no_choice_is_refused_with_the_choices() -> None:
    found, _ = asked(words("Zebra"))
    with pytest.raises(AnswerNotUnderstood, match="none of its choices: Open, Open - awaiting external, Closed"):
        asked(words("Zebra"), **{found.doubts[0].id: "Shut"})


TWO_DATES: list[object] = ["Log no", "Day A", "Day B", "What happened", "Status"]


def two_dates() -> list[list[object]]:
    return [[f"L{n}", date(2026, 11, n), date(2026, 11, n + 3), "Story", "Open"] for n in range(1, 5)]


def test_of_two_columns_of_days_the_later_is_taken_and_the_other_may_be_said() -> None:
    found, _ = asked(two_dates(), TWO_DATES)
    assert [(d.id, d.choices, d.cells, d.taken) for d in found.doubts] == [
        ("reported-on", ("Day A", "Day B"), ("Log!B1", "Log!C1"), ("Day B",))
    ]
    assert asked(two_dates(), TWO_DATES, reported_on="Day A")[0].names["Reported on"] == "Day A"


OUTCOME: list[object] = ["Log no", "Date reported", "YP", "What happened", "Outcome"]


def with_outcomes() -> list[list[object]]:
    outcomes = ["Advice was given to her", None, "Phone handed back", "ongoing", "Parents told, no more to do"]
    outcomes += [f"Settled in way {n}" for n in range(9)]
    return [[f"L{n}", date(2026, 1, n), "A.A.", "Story", said] for n, said in enumerate(outcomes, 1)]


def test_an_outcome_may_say_that_a_record_is_closed_and_what_has_none_is_open_however_old() -> None:
    found, _ = asked(with_outcomes(), OUTCOME)
    assert [(doubt.id, doubt.taken) for doubt in found.doubts if doubt.id == "status"] == [
        ("status", ("none of them",))
    ]
    chosen, data = asked(with_outcomes(), OUTCOME, status="Outcome", status_sentences="Closed")
    assert not any(doubt.id.startswith("status") for doubt in chosen.doubts)
    assert statuses(chosen, data)[:5] == ["Closed", "Open", "Closed", "Open", "Closed"]


def few_words(heading: str, *cells: str | None) -> list[str]:
    """What the question of a Status offers, where no heading says it and these cells stand behind six records."""
    headings: list[object] = ["Log no", "Date reported", "Child", "What happened", heading]
    typed = [*cells, *[None] * (6 - len(cells))]
    rows = [[f"L{n}", date(2026, 1, n), "A.A.", f"Story {n}", said] for n, said in enumerate(typed, 1)]
    return [choice for doubt in asked(rows, headings)[0].doubts if doubt.id == "status" for choice in doubt.choices]


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Worker", ("Jan Fern", "Pat Reed", "Jan Fern", "Pat Reed", "Jan Fern", "Jan Fern")),
        ("Passed to", ("JB", "KT", "JB", "KT", "JB", "J.B.")),
        ("Legend", ("Red", "Green")),
    ],
)
def test_names_and_the_cells_of_a_key_are_offered_as_no_status(heading: str, cells: tuple[str, ...]) -> None:
    assert few_words(heading, *cells) == []


@pytest.mark.parametrize("cells", [("Zebra", "Lion") * 3, ("Zebra", None, "Lion", None, "Zebra", None)])
def test_words_that_return_may_be_a_status_whatever_they_are(cells: tuple[str | None, ...]) -> None:
    assert few_words("How it is", *cells) == ["How it is", "none of them"]


def test_one_column_of_codes_may_be_the_reference_and_until_then_olsxl_gives_one() -> None:
    headings: list[object] = ["Our code", *HEADINGS[1:]]
    rows = [[f"OC-{n}", *row(n)[1:]] for n in range(1, 5)]
    found, _ = asked(rows, headings)
    assert found.names["Incident ref"] == ""
    assert [(d.id, d.choices) for d in found.doubts] == [
        ("reference", ("Our code", "none of them")),
        ("write-references", ("no", "yes")),
    ]
    answered, _ = asked(rows, headings, reference="Our code")
    assert (answered.names["Incident ref"], answered.doubts) == ("Our code", ())


def test_sentences_without_a_day_may_be_notes_that_grow() -> None:
    rows = [[*row(n), "Rang the school about it"] for n in range(1, 5)]
    headings: list[object] = [*HEADINGS, "Odds and ends"]
    found, _ = asked(rows, headings)
    assert (found.in_row.notes, [d.id for d in found.doubts]) == ((), ["notes"])
    assert asked(rows, headings, notes="odds and ends")[0].in_row.notes == ("Odds and ends",)


DOUBTS = (
    Doubt("one", 'Which "column"?', ("A", "B"), ("Log!A1",), ("A",)),
    Doubt("many", "Which courses?", ("A", "B, C"), (), ("A",), several=True),
)


def filled(text: str) -> str:
    return text.replace('answer = ""', 'answer = "B"').replace("answer = []", 'answer = ["A", "B, C"]')


@pytest.mark.parametrize(
    ("change", "answers"), [(str, {}), (filled, {"one": ("B",), "many": ("A", "B, C")})], ids=["blank", "filled in"]
)
def test_answers_are_read_back_from_the_file_of_questions(
    change: object, answers: Mapping[str, tuple[str, ...]]
) -> None:
    assert callable(change)
    assert read_answers(change(answers_text(DOUBTS)), "adopt.toml") == answers


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("answer = \u201cClosed\u201d", "straight quotes"),
        ("doubt = 3", r"below \[\[doubt\]\]"),
        ('[[doubt]]\nid = "one"\nanswer = 3', "no text between quotes"),
    ],
)
def test_a_file_that_holds_no_answers_is_told_in_plain_words(text: str, told: str) -> None:
    with pytest.raises(AnswersUnreadable, match=told):
        read_answers(text, "adopt.toml")
