"""Whatever else stands in a workbook comes through an append as it was, and still points where it did."""

from __future__ import annotations

import pytest

from olsxl.workbook import AppendRow, Workbook, patch, tables
from olsxl.workbook.container.package import Package
from olsxl.workbook.invariants import broken_invariants
from tests.corpus import audit
from tests.workbook.books import new_row, parts, sheet_xml
from tests.workbook.structures import LOG, STRUCTURES, TABLE, TYPES, Structure, with_structures

each = pytest.mark.parametrize("structure", STRUCTURES, ids=lambda structure: structure.name)


def compressed(data: bytes) -> dict[str, bytes]:
    """Return the parts as they lie in the package, headers included."""
    return {entry.name: data[entry.start : entry.stop] for entry in Package(data).entries}


def appended(data: bytes, changed: set[str]) -> bytes:
    """Append a row, and see that these parts alone changed, and that nobody finds anything new amiss."""
    assert broken_invariants(data) == []
    after = patch(data, [AppendRow("Updates", new_row())])
    old, new = compressed(data), compressed(after)
    assert list(new) == list(old)
    assert {name for name in old if old[name] != new[name]} == changed
    assert broken_invariants(after) == []
    assert not audit(after) - audit(data)
    return after


def named(data: bytes, structure: Structure) -> None:
    """See that the content types and relationships of a structure are whole."""
    there = parts(data)
    for part, kind in structure.types.items():
        assert f'="{part}" ContentType="{kind}"' in there[TYPES].decode()
    for rels, identity, kind, target in structure.relations:
        assert f'Id="{identity}" Type="{kind}" Target="{target}"' in there[rels].decode()


@each
def test_a_new_row_leaves_it_as_it_was(structure: Structure) -> None:
    data = with_structures(structure)
    after = appended(data, {LOG, TABLE, *structure.grows})
    named(after, structure)
    for part, text in structure.grows.items():
        assert text in sheet_xml(after, part)
        assert text not in sheet_xml(data, part)
    for part, mark, xml in structure.inserts:
        assert xml + mark in sheet_xml(after, part)
    assert Workbook(after).cells("Log").columns[0][6] == "INC-9"


@each
def test_a_totals_row_that_moves_takes_it_along(structure: Structure) -> None:
    data = with_structures(structure, totals=True)
    after = appended(data, {LOG, TABLE, *structure.moves})
    named(after, structure)
    for part, text in structure.moves.items():
        assert text in sheet_xml(after, part)
        assert text not in sheet_xml(data, part)
    assert Workbook(after).cells("Log").columns[0][5:7] == ["INC-9", "Total"]
    assert tables(after)[0].ref == "A1:E7"
