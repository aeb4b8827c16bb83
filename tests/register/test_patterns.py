"""What a reference looks like, told by an example of one."""

from __future__ import annotations

import pytest

from olsxl.register.references.patterns import Numbered, pattern


@pytest.mark.parametrize(
    ("example", "fitting", "other"),
    [
        ("OLS-2026-0001", ["OLS-2025-0042", "OLS-2026-12345"], ["OLS-2026-1", "OLS-3026-0001", "INC-2026-0001", ""]),
        ("C-????", ["C-7F3K", "C-0000", "C-KLMN"], ["C-7F3", "C-7F3KX", "C-7F-K", "Sam", "7F3K"]),
        ("26/001", ["25/002", "27/1234"], ["2026/001", "26-001"]),
        ("Log no. 7", ["Log no. 12"], ["Log nox 12", "Log 12"]),
        ("(A)1", ["(A)1", "(A)22"], ["A1"]),
    ],
)
def test_a_digit_is_any_digit_a_question_mark_a_letter_or_a_digit_and_the_rest_itself(
    example: str, fitting: list[str], other: list[str]
) -> None:
    known = pattern(example)
    assert [ref for ref in (*fitting, *other) if known.fits(ref)] == fitting


@pytest.mark.parametrize("same", ["ols-2026-0001", "OLS\u20132026\u20130001", " OLS-2026-0001\u00a0"])
def test_case_blanks_and_the_kind_of_dash_make_no_other_reference(same: str) -> None:
    assert pattern("OLS-2026-0001").fits(same)


@pytest.mark.parametrize(
    ("example", "ref", "place"),
    [
        ("OLS-2026-0001", "OLS-2025-0042", Numbered(("2025",), 42)),
        ("OLS-2026-0001", "OLS-2026-10000", Numbered(("2026",), 10000)),
        ("0001/2026", "0042/2025", Numbered(("2025",), 42)),
        ("2026-2001", "2025-2002", Numbered(("2025",), 2002)),
        ("INC-001", "INC-042", Numbered((), 42)),
        ("INC-2001", "INC-2042", Numbered((), 2042)),
        ("26-001", "25-042", Numbered(("25",), 42)),
        ("H1-001-A", "H2-042-A", Numbered(("2",), 42)),
        ("C-????", "C-7F3K", None),
        ("OLS-2026-0001", "OLS-2026-1", None),
    ],
)
def test_four_digits_that_are_a_year_are_the_year_and_the_last_others_the_running_number(
    example: str, ref: str, place: Numbered | None
) -> None:
    assert pattern(example).numbered(ref) == place


def test_what_stands_for_a_question_mark_is_given_as_typed() -> None:
    assert pattern("C-????").free("C-7f3K") == ["7f3K"]
    assert pattern("??-2026-??").free("AB-2026-C1") == ["AB", "C1"]
    assert pattern("OLS-2026-0001").free("OLS-2026-0001") == []
    assert pattern("C-????").free("Sam") is None
