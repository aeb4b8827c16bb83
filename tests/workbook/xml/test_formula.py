"""References found in formulas, and nothing else taken for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from olsxl.workbook.xml.formula import Reference, rewrite, translate

if TYPE_CHECKING:
    from olsxl.workbook.xml.ranges import Range


def three_down(reference: Reference) -> Range | None:
    return reference.area.moved(3) if reference.area.top >= 5 and not reference.outside else None


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("SUM(A1:A4)", "SUM(A1:A4)"),
        ("SUM(A5:$A$10)", "SUM(A8:$A$13)"),
        ("LOG10(A7)+'My Sheet'!$B$9&\"A9\"", "LOG10(A10)+'My Sheet'!$B$12&\"A9\""),
        ("Table1[[#This Row],[A5]]*Sheet2!A5:B6", "Table1[[#This Row],[A5]]*Sheet2!A8:B9"),
        ("Table1['#a[x]]+D9", "Table1['#a[x]]+D12"),
        ("[1]Sheet1!A9+'[2]S x'!A9", "[1]Sheet1!A9+'[2]S x'!A9"),
        ("A:A+7:9+$6:$7", "A:A+10:12+$9:$10"),
        ("Sheet1!Name5", "Sheet1!Name5"),
        ("ABCD5+A5B+x.A5+A5()", "ABCD5+A5B+x.A5+A5()"),
        ("A5:INDEX(B9,1)", "A8:INDEX(B12,1)"),
        ("'It''s'!A5", "'It''s'!A8"),
        ("_xlfn.XLOOKUP(A9,B9:B10,C:C)", "_xlfn.XLOOKUP(A12,B12:B13,C:C)"),
        ('"a ""A9"" b"&A9', '"a ""A9"" b"&A12'),
        ("{1,2;3,4}*A9%", "{1,2;3,4}*A12%"),
        ("Übersicht!A9", "Übersicht!A12"),
        ("", ""),
    ],
)
def test_references_are_rewritten_and_all_else_stays(formula: str, expected: str) -> None:
    assert rewrite(formula, three_down) == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("A1+$A1+A$1+$A$1", "B3+$A3+B$1+$A$1"),
        ("SUM(A:A)+SUM(1:1)", "SUM(B:B)+SUM(3:3)"),
        ("Log!A1:B2", "Log!B3:C4"),
        ("XFD1", "A3"),
    ],
)
def test_copied_formulas_move_what_has_no_dollar(formula: str, expected: str) -> None:
    assert translate(formula, 1, 2) == expected
