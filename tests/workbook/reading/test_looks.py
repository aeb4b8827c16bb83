"""How cells look that do not look plain: what it is that colour and stroke are read from."""

from __future__ import annotations

from openpyxl.styles import Color, Font, GradientFill, PatternFill

from olsxl.workbook import Look, opened
from tests.registers import book, saved


def test_black_on_white_is_plain_however_it_is_said_and_a_colour_or_a_stroke_is_not() -> None:
    made = book({"Log": [["a", "b", "c", "d", "e", "f", None]]})
    sheet = made["Log"]
    sheet["A1"].fill = PatternFill("solid", fgColor="FFFFFFFF")
    sheet["B1"].font = Font(color=Color(indexed=64))
    sheet["C1"].fill = PatternFill("solid", fgColor=Color(theme=0, tint=-0.15))
    sheet["D1"].font = Font(strike=True, color="FF7F7F7F")
    sheet["E1"].fill = GradientFill(stop=("FF00B050", "FFFFFFFF"))
    sheet["F1"].font = Font(strike=False)
    sheet["G1"].fill = PatternFill("solid", fgColor="FFFF0000")
    found = opened(saved(made)).looks("Log", colours=True)
    assert found.cells == {
        (1, 3): Look("theme=0 tint=-0.15"),
        (1, 4): Look("", "rgb=FF7F7F7F", struck=True),
        (1, 5): Look("rgb=FF00B050"),
        (1, 7): Look("rgb=FFFF0000"),
    }
    assert found.blank == {(1, 7)}
    assert [*opened(saved(made)).looks("Log", colours=False).cells] == [(1, 4)]
