"""A custom property: a fact with a name that travels with the file."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.packaging.custom import StringProperty

from olsxl.workbook import SetProperty, Workbook, broken_invariants, patch
from tests.libreoffice import resaved
from tests.workbook.books import saved, updates_book

if TYPE_CHECKING:
    from pathlib import Path

SET = SetProperty("olsxl register", "5f0c & <more>")


def with_property(name: str, text: str) -> bytes:
    book = updates_book()
    book.custom_doc_props.append(StringProperty(name=name, value=text))  # type: ignore[attr-defined]  # its stubs lag
    return saved(book)


def properties(data: bytes) -> dict[str, str]:
    """The custom properties as openpyxl reads them."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {each.name: each.value for each in book.custom_doc_props.props}  # type: ignore[attr-defined]  # its stubs lag


def test_a_workbook_without_any_is_given_one_and_nothing_else_is_touched() -> None:
    data = saved(updates_book())
    result = patch(data, [SET])
    assert (Workbook(data).custom_property(SET.name), Workbook(result).custom_property(SET.name)) == ("", SET.text)
    assert properties(result) == {SET.name: SET.text}
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(io.BytesIO(result)) as after:
        differing = {name for name in after.namelist() if name not in before.namelist()}
        differing |= {name for name in before.namelist() if before.read(name) != after.read(name)}
    assert differing == {"docProps/custom.xml", "_rels/.rels", "[Content_Types].xml"}
    assert broken_invariants(result) == []


def test_it_is_added_to_those_that_stand() -> None:
    assert properties(patch(with_property("Owner", "Jo"), [SET])) == {"Owner": "Jo", SET.name: SET.text}


def test_another_text_takes_the_place_of_the_first_whatever_the_case_of_the_name() -> None:
    result = patch(with_property("OLSXL Register", "old"), [SET])
    assert properties(result) == {SET.name: SET.text}


def strict(data: bytes) -> bytes:
    """The package with the relationships of a strict workbook."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "_rels/.rels":
                transitional = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
                part = part.replace(transitional, b"http://purl.oclc.org/ooxml/officeDocument/relationships/")
            new.writestr(name, part)
    return out.getvalue()


def test_a_strict_workbook_is_given_it_in_its_own_spelling() -> None:
    result = patch(strict(saved(updates_book())), [SET])
    assert Workbook(result).custom_property(SET.name) == SET.text
    with zipfile.ZipFile(io.BytesIO(result)) as package:
        assert b"schemas.openxmlformats.org/officeDocument" not in package.read("_rels/.rels")
        assert b"schemas.openxmlformats.org/officeDocument" not in package.read("docProps/custom.xml")


@pytest.mark.office
def test_libreoffice_keeps_it_when_it_saves_the_workbook(tmp_path: Path) -> None:
    again = resaved(patch(saved(updates_book()), [SET]), tmp_path)
    assert Workbook(again).custom_property(SET.name) == SET.text
