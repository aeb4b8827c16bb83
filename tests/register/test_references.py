"""Which texts are references, and which are names with a number."""

from __future__ import annotations

import pytest

from olsxl.register.references.patterns import pattern
from olsxl.register.references.recognised import References

SCHEME = ["OLS-2026-0001", "OLS-2026-0002", "OLS-2026-0003"]


@pytest.mark.parametrize("name", ["OLS-2026-Billy", "TAMSIN-1", "Odette2", "Buttercrumb1", "OLS-2026-TOM", "Billy"])
def test_a_name_among_references_is_none(name: str) -> None:
    refs = References([*SCHEME, name])
    assert refs.shown(name, "Incidents!A5") == "Incidents!A5"
    assert refs.shown("OLS-2026-0001", "Incidents!A2") == "OLS-2026-0001"


def test_a_name_that_returns_in_a_few_is_none_either() -> None:
    refs = References([*SCHEME, "Billy-1", "Billy-2"])
    assert not refs.holds("Billy-1")


def test_a_second_scheme_is_known_by_its_abbreviation_and_the_usual_one_by_any_word() -> None:
    refs = References(["Larkfield-1", "Larkfield-2", "Larkfield-3", "INC-26-1", "INC-26-2"])
    assert all(map(refs.holds, ("Larkfield-1", "INC-26-1")))


@pytest.mark.parametrize(("ref", "held"), [("OLS-2026-0001", True), ("2026/7", True), ("OLS-1-BEN", False)])
def test_alone_in_its_column_a_reference_begins_with_an_abbreviation_at_most(ref: str, held: bool) -> None:
    assert References([ref]).holds(ref) is held


@pytest.mark.parametrize("ref", ["C-7F3K", "C-2QLM", "C-9PWE", "C-Q2M9", "C-L8XD"])
def test_random_letters_of_a_child_reference_pass(ref: str) -> None:
    assert References([ref, "C-4TNB", "C-9PPT"]).holds(ref)


@pytest.mark.parametrize("ref", ["Billy7", "Bloggs-0099", "C-Billy7", "C-AMY1", "C-Tom2", "C-KATE"])
@pytest.mark.parametrize("others", [[], ["C-7F3K"], ["C-7F3K", "C-2QLM", "C-9PPT"]])
def test_the_name_of_a_child_does_not_pass(ref: str, others: list[str]) -> None:
    assert not References([ref, *others]).holds(ref)


def test_siblings_do_not_make_a_scheme_of_their_name() -> None:
    assert not References(["Bloggs-01", "Bloggs-02"]).holds("Bloggs-01")


def test_a_name_of_people_is_none_though_it_returns_in_every_reference() -> None:
    refs = References(["VANE-1", "VANE-2", "VANE-3"], ["Osric Vane"])
    assert not refs.holds("VANE-1")


@pytest.mark.parametrize("name", ["AMY7", "C-JO12", "JO-2026-0001", "OLS-2026-AMY", "7B"])
def test_beside_references_of_the_homes_pattern_a_short_name_in_capitals_is_none(name: str) -> None:
    refs = References(["OLS-2026-0001", name], pattern=pattern("OLS-2026-0001"))
    assert refs.holds("OLS-2026-0001")
    assert refs.holds(name) is (name == "7B"), "without two letters together nobody is named"


def test_what_fits_the_homes_pattern_is_a_reference_though_it_is_the_only_one_of_its_column() -> None:
    assert References(["Larkfield-7"], pattern=pattern("Larkfield-1")).holds("Larkfield-7")
    assert not References(["Larkfield-7"]).holds("Larkfield-7")


def test_an_older_scheme_stays_one_beside_the_pattern_where_it_returns_often_enough() -> None:
    older = ["INC-25-1", "INC-25-2", "INC-25-3"]
    refs = References([*SCHEME, *older, "AMY7", "AMY8"], pattern=pattern("OLS-2026-0001"))
    assert all(map(refs.holds, older))
    assert not refs.holds("AMY7")


def test_where_no_reference_fits_the_pattern_it_says_nothing_of_them() -> None:
    assert References(["INC-25-1"], pattern=pattern("OLS-2026-0001")).holds("INC-25-1")


@pytest.mark.parametrize(("ref", "held"), [("C-7F3K", True), ("C-KATE", False), ("C-Tom2", False), ("C-TNBK", True)])
def test_a_name_may_stand_only_where_the_pattern_leaves_letters_open(ref: str, held: bool) -> None:
    assert References([ref, "C-2QLM"], pattern=pattern("C-????")).holds(ref) is held
    assert References(["AMY-01"], pattern=pattern("AMY-00")).holds("AMY-01")


def test_a_name_of_people_is_none_though_it_fits_the_pattern() -> None:
    assert not References(["VANE-1"], ["Osric Vane"], pattern("VANE-1")).holds("VANE-1")
