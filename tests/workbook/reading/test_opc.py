"""New parts are declared and related whatever a writer left in the package, and nothing that lay there comes alive."""

from __future__ import annotations

import re

import pytest

from olsxl.workbook import AddLists, AddSheet, Edit, EditRefused, patch, tables
from olsxl.workbook.invariants import broken_invariants
from olsxl.workbook.reading.opc import NAMESPACE, RELATIONSHIPS
from tests.workbook.books import (
    MAIN,
    OFFICE,
    edited,
    opened,
    parts,
    saved,
    updates_book,
    with_chain,
    with_parts,
    zipped,
)
from tests.workbook.test_invariants import scoped

TYPES, BOOK, RELS = "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
NEW: list[Edit] = [
    AddSheet("New", ["Ref", "What"]),
    AddLists("Choices", [("Kinds", "Kind", ["one"]), ("Ways", "Way", [])]),
]


def added(data: bytes) -> bytes:
    """Return the workbook with two sheets more; what was broken before is all that is broken afterwards."""
    after = patch(data, NEW)
    assert broken_invariants(after) == broken_invariants(data)
    old, new = parts(data), parts(after)
    assert {name for name in old if old[name] != new[name]} <= {TYPES, BOOK, RELS}
    assert opened(after).sheetnames == ["Log", "Other", "New", "Choices"]
    assert [table.name for table in tables(after)] == ["Updates", "New", "Kinds", "Ways"]
    return after


def declaring_by_name_alone() -> bytes:
    data = saved(updates_book())
    names = [name for name in parts(data) if name.endswith(".rels")]
    own = "".join(f'<Override PartName="/{name}" ContentType="{RELATIONSHIPS}"/>' for name in names)
    text = re.sub('<Default Extension="rels"[^>]*>', "", parts(data)[TYPES].decode())
    return with_parts(data, {TYPES: text.replace("</Types>", own + "</Types>")})


def test_relationships_are_declared_by_name_where_no_ending_declares_them() -> None:
    after = added(declaring_by_name_alone())
    assert b'PartName="/xl/worksheets/_rels/sheet3.xml.rels"' in parts(after)[TYPES]


def test_where_an_ending_declares_sheets_a_new_one_needs_no_more() -> None:
    data = saved(updates_book())
    text = re.sub(r'<Override PartName="/xl/worksheets[^>]*>', "", parts(data)[TYPES].decode())
    text = text.replace('"xml" ContentType="application/xml"', f'"XML" ContentType="{SHEET}"')
    assert parts(added(with_parts(data, {TYPES: text})))[TYPES].count(SHEET.encode()) == 1


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (TYPES, "</Types>", f'<Override PartName="/xl/Worksheets/Sheet3.xml" ContentType="{SHEET}"/></Types>'),
        (RELS, "</Relation", f'<Relationship Id="rId90" Type="{OFFICE}/x" Target="worksheets/sheet3.xml"/></Relation'),
        (RELS, "</Relation", f'<Relationship Id="rId90" Type="{OFFICE}/x" Target="/xl/tables/table2.xml"/></Relation'),
    ],
)
def test_a_part_that_is_spoken_of_and_not_there_is_not_made(part: str, old: str, new: str) -> None:
    after = added(edited(saved(updates_book()), part, (old, new)))
    assert not {"xl/worksheets/sheet3.xml", "xl/tables/table2.xml"} <= parts(after).keys()


@pytest.mark.parametrize("name", ["xl/worksheets/sheet3.xml", "xl/worksheets/_rels/sheet3.xml.rels"])
def test_what_lies_there_undeclared_stays_what_it_is(name: str) -> None:
    data = with_parts(saved(updates_book()), {name: "<left/>"})
    after = parts(patch(data, NEW))
    assert after[name] == b"<left/>"
    assert {"xl/worksheets/sheet4.xml", "xl/worksheets/_rels/sheet4.xml.rels"} <= after.keys()


def test_a_relationship_that_a_sheet_misses_does_not_lead_to_the_new_one() -> None:
    missing = '<sheet name="Gone" sheetId="9" r:id="rId4"/></sheets>'
    data = edited(saved(updates_book()), BOOK, ("</sheets>", missing.replace("<sheet ", f'<sheet xmlns:r="{OFFICE}" ')))
    free = f'Id="rId4" Type="{OFFICE}/worksheet"'
    after = patch(edited(data, RELS, ('Id="rId4"', 'Id="rId40"')), [AddSheet("New", ["Ref"])])
    assert free not in parts(after)[RELS].decode()


def test_a_new_sheet_takes_no_number_that_the_calculation_chain_speaks_of() -> None:
    after = added(with_chain(saved(updates_book()), '<c r="B2" i="3"/><c r="B4"/>'))
    assert b'name="New" sheetId="4"' in parts(after)[BOOK]


def test_a_chain_that_nothing_refers_to_speaks_of_sheets_too() -> None:
    data = with_chain(saved(updates_book()), '<c r="B2" i="3"/>')
    after = added(edited(data, RELS, (f'Type="{OFFICE}/calcChain"', f'Type="{OFFICE}/other"')))
    assert b'name="New" sheetId="4"' in parts(after)[BOOK]


def test_a_name_of_a_sheet_that_is_not_there_is_not_given_to_a_new_one() -> None:
    with pytest.raises(EditRefused, match=r"'_xlnm.Print_Area' of a sheet that is not there"):
        patch(scoped(saved(updates_book()), "_xlnm.Print_Area"), NEW)


@pytest.mark.parametrize("kind", ["revisionHeaders", "RevisionHeaders", "usernames"])
def test_a_shared_workbook_takes_no_sheet_with_a_table(kind: str) -> None:
    shared = f'<Relationship Id="rId91" Type="{OFFICE}/{kind}" Target="revisions/headers.xml"/></Relationships>'
    with pytest.raises(EditRefused, match="a shared workbook"):
        patch(edited(saved(updates_book()), RELS, ("</Relationships>", shared)), NEW)


@pytest.mark.parametrize("kind", ["revisionHeaders", "userNames"])
def test_a_workbook_is_shared_too_where_nothing_refers_to_the_part_that_says_so(kind: str) -> None:
    declared = SHEET.replace("worksheet+xml", f"{kind}+xml")
    types = f'<Override PartName="/xl/revisions/left.xml" ContentType="{declared}"/></Types>'
    data = with_parts(edited(saved(updates_book()), TYPES, ("</Types>", types)), {"xl/revisions/left.xml": "<left/>"})
    with pytest.raises(EditRefused, match="a shared workbook"):
        patch(data, NEW)


def test_a_new_part_is_declared_in_the_usual_letters_where_its_ending_is_in_others() -> None:
    text = parts(saved(updates_book()))[TYPES].decode().replace(RELATIONSHIPS, RELATIONSHIPS.upper())
    after = added(with_parts(saved(updates_book()), {TYPES: text}))
    own = f'PartName="/xl/worksheets/_rels/sheet3.xml.rels" ContentType="{RELATIONSHIPS}"'
    assert own in parts(after)[TYPES].decode()


def test_a_workbook_without_sheets_takes_its_first() -> None:
    data = edited(
        saved(updates_book()), RELS, ("worksheets/sheet1.xml", "gone.xml"), ("worksheets/sheet2.xml", "gone.xml")
    )
    text = re.sub("<sheets>.*</sheets>", "<sheets/>", parts(data)[BOOK].decode())
    after = patch(with_parts(data, {BOOK: text}), [AddSheet("New", ["Ref"])])
    assert [table.sheet for table in tables(after)] == ["New"]


def test_a_workbook_that_refers_to_no_part_at_all_takes_its_first_sheets() -> None:
    """Without sheets, styles and texts there is nothing to relate, and some writers then leave the part out."""
    root = f'<workbook xmlns="{MAIN}"><sheets/></workbook>'
    package = f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    types = (
        '<Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main'
        f'+xml"/><Default Extension="rels" ContentType="{RELATIONSHIPS}"/>'
    )
    bare = zipped(
        {
            TYPES: f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{types}</Types>',
            "_rels/.rels": f'<Relationships xmlns="{NAMESPACE}">{package}</Relationships>',
            BOOK: root,
        }
    )
    assert tables(bare, sheets=True) == []
    assert broken_invariants(bare) == []
    after = patch(bare, NEW)
    assert [table.name for table in tables(after)] == ["New", "Kinds", "Ways"]
    assert broken_invariants(after) == []
