"""What a whole number shows by its format."""

from __future__ import annotations

import pytest

from olsxl.workbook.reading.number_texts import NumberText, ShownNumber, ShownText


def shown(code: str, number: int) -> str | None:
    text = NumberText.parse(code)
    found = text.of(number) if text else number
    return found.shown if isinstance(found, ShownNumber) else None


@pytest.mark.parametrize(
    ("code", "number", "text"),
    [
        ('"INC-"0000', 2, "INC-0002"),
        ('"INC-"0000', 12345, "INC-12345"),
        (r"\I\N\C\-000", 7, "INC-007"),
        ('000"/26"', 31, "031/26"),
        ("0000", 12, "0012"),
        ("0000-00-00", 20261117, "2026-11-17"),
        ("##-0000", 7, "-0007"),
        ('"S "#', 7, "S 7"),
        ("2026-000", 7, "2026-007"),
        ('"INC-"General', 7, "INC-7"),
        ('[Blue][$INC-809]000_)* "x"', 7, "INC007 x"),
        ('"O"000;[Red]"OLD"000;"none "0', -7, "OLD007"),
        ('"O"000;[Red]"OLD"000;"none "0', 0, "none 0"),
        ('"O"000;[Red]"OLD"000', 0, "O000"),
        ("0000", -7, "-0007"),
        ('"O"000;"T-"@', 0, "O000"),
        ('"a;b"00', 7, "a;b07"),
    ],
)
def test_a_format_of_texts_and_digits_shows_a_number_so(code: str, number: int, text: str) -> None:
    assert shown(code, number) == text


@pytest.mark.parametrize(
    "code",
    [
        *(
            "General",
            "0",
            "#",
            "",
            "@",
            "0.00",
            "#,##0",
            "0%",
            "0.00E+00",
            "# ?/?",
            "00/00/0000",
            "dd/mm/yyyy",
            "[h]:mm",
        ),
        *('[<100]"INC-"000', '"Open"', '"INC-"@', '"open', "INC-000", ";;;", "\\", "[$", '"INC-"0000,'),
    ],
)
def test_any_other_format_leaves_a_number_as_it_is(code: str) -> None:
    assert shown(code, 7) is None


def test_a_number_that_shows_its_digits_or_nothing_is_as_it_is() -> None:
    assert [shown("0000", 1234), shown("##", 0), shown('"P"000;', -3)] == [None, None, None]


@pytest.mark.parametrize(
    ("code", "text", "number"),
    [
        ('"INC-"0000', "INC-0002", 2),
        ('"INC-"0000', "INC-12345", 12345),
        ("0000", "12345", 12345),
        ('000"/26"', "007/26", 7),
        ('"INC-"0000', "INC-2", None),
        ('"INC-"0000', "inc-0002", None),
        ('"INC-"0000', "INC-", None),
        ('"INC-"0000', "INC-\u0662\u0662\u0662\u0662", None),
        ('"INC-"0000', "INC-" + "9" * 16, None),
        ('0000;-0000;"none"', "0000", None),
        ('"Open"', "Open", None),
    ],
)
def test_a_text_is_that_of_the_number_which_shows_it(code: str, text: str, number: int | None) -> None:
    format_ = NumberText.parse(code)
    assert (format_ and format_.number(text)) == number


def test_a_shown_number_is_still_a_number() -> None:
    assert ShownNumber(2, "INC-0002") + 1 == 3


@pytest.mark.parametrize(
    ("code", "stored", "text"),
    [
        ('"INC-"@', "0002", "INC-0002"),
        ('"INC-"0000;;;"INC-"@', "7b", "INC-7b"),
        ('@"/26"', " 7 ", "7 /26"),
        (r"General;General;General;\I\N\C@", "2", "INC2"),
        ("_-@_-", "0002", None),
        ('"INC-"0000', "0002", None),
        ('"INC-"@', "  ", None),
        ('"a"@@', "2", None),
        ('"INC-"0@', "2", None),
    ],
)
def test_a_text_is_shown_with_what_its_format_puts_around_it(code: str, stored: str, text: str | None) -> None:
    format_ = NumberText.parse(code)
    found = format_.shown(stored) if format_ else stored
    assert found == (text or stored)
    assert (found.stored if isinstance(found, ShownText) else None) == (stored if text else None)


@pytest.mark.parametrize(
    ("code", "text", "typed"),
    [
        ('"INC-"@', "INC-0002", "0002"),
        ('"INC-"@', "REF-0002", "REF-0002"),
        ('"INC-"@', "INC-", "INC-"),
        ('@" (old)"', "7 (old)", "7"),
        ('"INC-"0000;;;"INC-"@', "INC-0002", 2),
        ('"INC-"0000;;;"INC-"@', "INC-7b", "7b"),
    ],
)
def test_a_text_is_typed_without_what_its_format_puts_around_it(code: str, text: str, typed: str | int) -> None:
    format_ = NumberText.parse(code)
    assert (format_ and format_.typed(text)) == typed
