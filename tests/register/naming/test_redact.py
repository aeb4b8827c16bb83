"""Names in a narrative: what becomes a Person ID, and what is left alone."""

from __future__ import annotations

import unicodedata
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from olsxl.register.naming.forms import Person, household
from olsxl.register.naming.redact import Redactor
from olsxl.register.naming.words import words
from tests import hostile

if TYPE_CHECKING:
    from collections.abc import Callable

PEOPLE = (
    Person("P-001", ("Jane Okafor",), "jane.okafor@home.example"),
    Person("P-002", ("Will May",)),
    Person("P-003", ("Zoë Anne-Marie O'Brien-Slade",)),
    Person("P-004", ("Jan van der Grijs",)),
    Person("P-005", ("Jane Li",)),
    Person("P-006", ("A Day",)),
    Person("P-007", ("Ms Ottoline Pemberthy", "Tregarth")),
    Person("P-008", ("Ottoline Pemberthy",)),
)
REDACTOR = Redactor(PEOPLE)


def redacted(text: str) -> str:
    return REDACTOR.redact(text).text


@pytest.mark.parametrize(
    "typed",
    [
        "Jane Okafor",
        "JANE OKAFOR",
        "okafor, jane",
        "Okafor Jane",
        "Jane  Okafor",
        "Jane\u00a0Okafor",
        "Jane\r\nOkafor",
        "Jane-Okafor",
        "jane_okafor",
        "janeokafor",
        "J. Okafor",
        "j.okafor",
        "Ja\u00adne Oka\u200bfor",
        "Jane Oka-\nfor",
        "Jáne Okafor",
        "jane.okafor@home.example",
        "Jane.Okafor@HOME.example",
    ],
)
def test_a_whole_name_is_replaced_however_it_is_typed(typed: str) -> None:
    assert redacted(f"Then {typed} came back") == "Then P-001 came back"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Okafor's phone, Okafor\u2019s phone", "P-001's phone, P-001\u2019s phone"),
        ("okafor said so", "P-001 said so"),
        ("the Okafors", "the P-001"),
        ("ZOE ANNE MARIE OBRIEN SLADE", "P-003"),
        ("Zoe\u0308 Slade and O\u2019Brien-Slade", "P-003 and P-003"),
        ("Anne-Marie, then Marie", "P-003, then P-003"),
        ("Jan van der Grijs; van der Grijs; Grijs", "P-004; P-004; P-004"),
        ("a van came", "a van came"),
        ("janeokafor92 wrote", "P-001 wrote"),
        ("okafor@mail.example", "P-001@mail.example"),
    ],
)
def test_parts_of_a_name_are_replaced_as_well(typed: str, shown: str) -> None:
    assert redacted(typed) == shown


def test_people_who_share_a_name_are_both_shown() -> None:
    assert redacted("Jane rang.") == "P-001 or P-005 rang."
    assert redacted("Ottoline Pemberthy rang.") == "P-007 or P-008 rang."


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("He will ask in May; he may not.", "He will ask in May; he may not."),
        ("On 3 May 2026 it began. May 2026 was quiet.", "On 3 May 2026 it began. May 2026 was quiet."),
        ("Will the police be told?", "Will the police be told?"),
        ("She told Will at once.", "She told P-002 at once."),
        ("Will told her at once.", "P-002 told her at once."),
        ("Will's tablet was taken.", "P-002's tablet was taken."),
        ("Mr. May rang", "Mr. P-002 rang"),
        ("as they may. Will it help?", "as they may. Will it help?"),
        ("will may be told", "P-002 be told"),
        ("It was a day off; A Day came.", "It was a day off; P-006 came."),
        ("a li in lower case, then Li", "a li in lower case, then P-005"),
        ("all I know", "all I know"),
    ],
)
def test_an_everyday_word_is_a_name_only_where_it_reads_as_one(typed: str, shown: str) -> None:
    assert redacted(typed) == shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Will/Okafor", "P-002/P-001"),
        ("Okafor / Will", "P-001 / P-002"),
        ("Will & Okafor", "P-002 & P-001"),
        ("Will/or", "Will/or"),
        ("okafor/will", "P-001/will"),
    ],
)
def test_an_everyday_word_that_a_stroke_ties_to_a_name_is_one(typed: str, shown: str) -> None:
    assert redacted(typed) == shown


@pytest.mark.parametrize("handle", ["zoeslade", "zoe.slade", "zo\u00eb slade", "Zoe OBrien", "sladezoe2011"])
def test_one_side_of_a_hyphen_beside_the_other_name_tells_who_it_is(handle: str) -> None:
    assert redacted(handle) == "P-003"


def test_letters_of_another_alphabet_that_look_alike_hide_no_name() -> None:
    assert redacted("J\u0430ne \u041ekafor and Ok\u0430f\u03bfr") == "P-001 and P-001"


def test_an_everyday_word_that_may_be_a_name_is_told() -> None:
    assert REDACTOR.redact("Will the police be told?").doubtful
    assert not REDACTOR.redact("He will. In May, on 3 May.").doubtful


def test_a_household_is_a_name_where_it_holds_one() -> None:
    assert [household(text) for text in ("H-12", "The Tregarth family", "family", "")] == ["", "Tregarth", "", ""]
    assert redacted("the Tregarth family") == "the P-007 family"


def test_a_script_without_gaps_or_capitals_is_read_too() -> None:
    assert Redactor([Person("P-009", ("李明",))]).redact("和李明说").text == "和P-009说"


@pytest.mark.parametrize("apostrophe", ["'", "\u2019", "\u02bc", "\u02bb", "\u02b9", "\ua78c", "\uff07", "\u00b4", "`"])
def test_every_apostrophe_is_one(apostrophe: str) -> None:
    assert redacted(f"O{apostrophe}Brien-Slade came") == "P-003 came"


@pytest.mark.parametrize(
    "handle",
    [
        "jane_o2012",
        "@janeokafor",
        "xX_okafor_Xx",
        "itsokafor12",
        "jane.o99",
        "okaforj7",
        "@Jane",
        "0kafor_okafor",
        "o.okafor7",
    ],
)
def test_a_handle_that_is_made_of_a_name_is_replaced_whole(handle: str) -> None:
    assert Redactor(PEOPLE[:1]).redact(f"the account {handle} wrote").text == "the account P-001 wrote"
    assert REDACTOR.names_somebody(f"the account {handle} wrote")


@pytest.mark.parametrize("typed", ["Samsung_S10", "Covid19", "iPhone15", "OLS-2026-0001 and C-7F3K", "a PS5"])
def test_any_other_handle_stays(typed: str) -> None:
    assert Redactor([*PEOPLE, Person("P-010", ("Sam Covey",))]).redact(typed).text == typed


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Jane O. rang", "P-001. rang"),
        ("seen by J.O. and J. O.", "seen by P-001. and P-001."),
        ("JO, U.K. and e.g. were left", "JO, U.K. and e.g. were left"),
        ("May I ask? Will I be told?", "May I ask? Will I be told?"),
        ("Will M. was late.", "P-002. was late."),
        ("on will's tablet", "on P-002's tablet"),
        ("HE WILL BE TOLD", "HE WILL BE TOLD"),
        ("Mrs Brien, Mr O\u2019Brien", "Mrs P-003, Mr P-003"),
        ("a day's notice", "a day's notice"),
    ],
)
def test_initials_possessives_and_shortened_surnames(typed: str, shown: str) -> None:
    assert Redactor([*PEOPLE, Person("P-003", ("Ida O'Brien",))]).redact(typed).text == shown.replace(
        "P-001 or P-001", "P-001"
    )


@pytest.mark.parametrize("typed", ["HE WILL BE TOLD", "will said no", "the user will_2012"])
def test_what_may_be_a_name_after_all_is_told(typed: str) -> None:
    assert REDACTOR.redact(typed).doubtful


def test_no_text_takes_long_however_it_is_made() -> None:
    assert hostile.slow(REDACTOR.redact) == []


LETTERS = st.text(st.characters(categories=("Lu", "Ll"), max_codepoint=0x24F), min_size=2, max_size=9)
NAMES = st.lists(LETTERS, min_size=2, max_size=4).map(" ".join)
SEPARATORS = st.sampled_from([" ", "  ", "\u00a0", "\n", "\r\n", "-", "\u2011", ".", ", ", "_", " - ", "\t"])
PROSE = st.text(max_size=30)


@st.composite
def narratives(draw: st.DrawFn) -> tuple[list[str], str]:
    """Names, and a text in which each of them stands somewhere, between words, marks and other names."""
    names = draw(st.lists(NAMES, min_size=1, max_size=4))
    cases: tuple[Callable[[str], str], ...] = (str, str.upper, str.lower, str.title)
    forms: tuple[Callable[[str], str], ...] = (str, partial(unicodedata.normalize, "NFD"))
    case, form = st.sampled_from(cases), st.sampled_from(forms)
    told = [draw(PROSE)]
    for name in draw(st.permutations(names + names)):
        typed = draw(SEPARATORS).join(name.split())
        told += [draw(st.sampled_from([" ", ", ", "\n", " (", '"'])), draw(form)(draw(case)(typed))]
        told += [draw(st.sampled_from([" ", "'s ", "\u2019s ", "s ", ". ", ")", ""])), draw(PROSE)]
    return names, "".join(told)


@settings(max_examples=50, deadline=None)
@example((["Will May", "May Will"], "will may will, May Will May"))
@example((["Anna Bell", "Bell Carter"], "anna bell carter"))
@given(narratives())
def test_no_full_name_survives_whatever_stands_around_it(told: tuple[list[str], str]) -> None:
    names, text = told
    people = [Person(f"P-{number:03}", (name,)) for number, name in enumerate(names, start=1)]
    left = said(Redactor(people).redact(text).text)
    for name in names:
        assume(len(said(name).split()) > 1 and all(len(word) > 1 for word in said(name).split()))
        assert said(name) not in left


def said(text: str) -> str:
    return f" {' '.join(word.letters for word in words(text))} "
