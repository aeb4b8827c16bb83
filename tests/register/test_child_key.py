"""The child key: references, names and dates of birth, under whatever headings."""

from __future__ import annotations

from datetime import date

import pytest

from olsxl.register.naming.child_key import Child, NotAChildKey, child_key
from tests.registers import plain


def key(*rows: list[object], sheet: str = "Children") -> tuple[Child, ...]:
    return child_key(plain({"About": [["Keep this secret"]], sheet: rows}), "child-key.xlsx")


def test_columns_are_found_by_their_headings_below_a_title_and_in_any_order() -> None:
    found = key(["Child key"], [], ["Date of birth", "Reference", "Name"], [date(2012, 4, 3), "C-7F3K", "Tamsin Crumb"])
    assert found == (Child("C-7F3K", ("Tamsin Crumb",), date(2012, 4, 3)),)


def test_forename_surname_and_what_a_child_is_called_are_names() -> None:
    found = key(["Child ref", "First name", "Surname", "Known as", "DOB"], ["C-7F3K", "William", "Crumb", "Bill", None])
    assert found == (Child("C-7F3K", ("Bill", "William Crumb"), None),)


@pytest.mark.parametrize("born", ["03/04/2012", "3 April 2012", date(2012, 4, 3), 41002])
def test_a_date_of_birth_may_be_typed_in_any_way(born: object) -> None:
    assert key(["Ref", "Full name", "Born"], ["C-7F3K", "Tamsin Crumb", born])[0].born == date(2012, 4, 3)


def test_a_date_that_cannot_be_read_hides_no_name_and_blank_rows_are_nobody() -> None:
    found = key(
        ["Ref", "Name", "DOB"], ["C-7F3K", "Tamsin Crumb", "in spring"], [None, None, None], ["C-9PPT", " ", ""]
    )
    assert found == (Child("C-7F3K", ("Tamsin Crumb",), None),)


def test_a_workbook_without_such_columns_is_none_and_says_what_it_needs() -> None:
    with pytest.raises(NotAChildKey, match=r"child-key\.xlsx.*headings Reference and Name"):
        key(["Incident ref", "Summary"], ["OLS-2026-0001", "x"])
