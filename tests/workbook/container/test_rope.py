from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from olsxl.workbook.container.rope import ByteEdit, Rope


@st.composite
def changed(draw: st.DrawFn) -> tuple[bytes, list[ByteEdit]]:
    """A part, and changes of it that do not overlap, in any order."""
    part = draw(st.binary(max_size=60))
    places = sorted(draw(st.lists(st.integers(0, len(part)), max_size=8)))
    pairs = zip(places[::2], places[1::2], strict=False)
    return part, draw(st.permutations([ByteEdit(start, stop, draw(st.binary(max_size=9))) for start, stop in pairs]))


def plainly(part: bytes, changes: list[ByteEdit]) -> bytes:
    for start, stop, new in sorted(changes, key=lambda change: change[:2], reverse=True):
        part = part[:start] + new + part[stop:]
    return part


def cut(whole: bytes, size: int) -> list[bytes]:
    return [whole[at : at + size] for at in range(0, len(whole), size)]


@given(changed().filter(lambda each: len({change[:2] for change in each[1]}) == len(each[1])), st.integers(1, 20))
def test_a_part_in_pieces_is_the_part_with_its_changes(made: tuple[bytes, list[ByteEdit]], size: int) -> None:
    spliced, whole = Rope(*made), plainly(*made)
    assert (spliced.joined(), b"".join(spliced.views), len(spliced)) == (whole, whole, len(whole))
    assert spliced.is_made_of(cut(whole, size))


@given(changed(), st.integers(1, 20), st.data())
def test_other_bytes_are_told_from_it_however_they_are_cut(
    made: tuple[bytes, list[ByteEdit]], size: int, data: st.DataObject
) -> None:
    spliced = Rope(*made)
    other = data.draw(st.binary(max_size=60) | st.just(spliced.joined()[:-1]) | st.just(spliced.joined() + b"x"))
    assert spliced.is_made_of(cut(other, size)) == (other == spliced.joined())


def test_without_changes_it_is_the_part_itself() -> None:
    part = b"as it was"
    assert Rope(part).joined() is part


def test_insertions_at_one_place_keep_their_order() -> None:
    assert Rope(b"ab", [ByteEdit(1, 1, b"1"), ByteEdit(1, 1, b"2")]).joined() == b"a12b"


def test_changes_that_overlap_are_a_fault() -> None:
    with pytest.raises(AssertionError, match="overlap"):
        Rope(b"abcd", [ByteEdit(0, 3, b""), ByteEdit(2, 4, b"")])


def test_what_stays_between_two_places_can_be_left_out() -> None:
    changes = [ByteEdit(0, 4, b"HEAD"), ByteEdit(9, 9, b" new")]
    assert Rope(b"head rows tail", changes).without(5, 9) == b"HEAD  new tail"


@given(changed(), st.integers(0, 20))
def test_its_halves_are_the_whole_and_it_begins_with_its_first_bytes(
    made: tuple[bytes, list[ByteEdit]], size: int
) -> None:
    spliced = Rope(*made)
    whole = spliced.joined()
    first, second = spliced.halves()
    assert b"".join([*first.views, *second.views]) == whole
    assert abs(len(first) - len(second)) <= 1
    assert spliced.begins_with(whole[:size]) == (size > 0 or not whole)
    assert not spliced.begins_with(whole + b"x")
