"""The faults that are put into the product: what is changed, and what is left alone."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from tests.mutation.__main__ import ROOMS, Room, sample
from tests.mutation.mutants import mutants
from tests.mutation.trial import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def changed(folder: Path, source: str) -> list[str]:
    """Every change of a module; each leaves a module that can be read."""
    module = folder / "module.py"
    module.write_bytes(source.encode())
    found = mutants(module, "olsxl/module.py")
    for mutant in found:
        ast.parse(mutant.applied(source.encode()))
    return [mutant.change(source.encode()) for mutant in found]


@pytest.mark.parametrize(
    ("line", "changes"),
    [
        ("a < b", ["a < b -> a <= b"]),
        ("a <= b <= c", ["a <= b <= c -> a < b <= c", "a <= b <= c -> a <= b < c"]),
        ("a  not  in b", ["a not in b -> a in b"]),
        ("a is b", ["a is b -> a is not b"]),
        ("a and b", ["a and b -> a or b"]),
        ("not a", ["not a -> a"]),
        ("a - (b)", ["a - (b) -> a + (b)"]),
        ("a[3]", ["a[3] -> a[4]"]),
        ("a = True", ["a = True -> a = False"]),
        ("os.fsync(handle)", ["os.fsync(handle) -> None"]),
        ("'Öffnung' and b < 'é'", ["'Öffnung' and b < 'é' -> 'Öffnung' or b < 'é'"]),
    ],
)
def test_an_operator_a_number_or_a_call_becomes_another(tmp_path: Path, line: str, changes: list[str]) -> None:
    assert changed(tmp_path, line)[: len(changes)] == changes


@pytest.mark.parametrize(
    "source",
    [
        '"""A docstring."""',
        "a: Literal[1] = b",
        "def a(b: Literal[1]) -> Literal[2]: ...",
        "@dataclass(frozen=True)\nclass A: ...",
        "if TYPE_CHECKING:\n    a = 1",
        "A = int | str",
        "a = 'text' + b",
    ],
)
def test_what_no_test_could_notice_is_left_alone(tmp_path: Path, source: str) -> None:
    assert changed(tmp_path, source) == []


def test_a_mutant_says_where_it_stands_whatever_its_line_is(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text("class A:\n    def b(self):\n        return 1 < 2\n", encoding="utf-8")
    assert {(mutant.scope, mutant.first) for mutant in mutants(module, "olsxl/module.py")} == {("A.b", 3)}


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.modules)
def test_each_room_of_the_proof_has_modules_and_the_tests_that_it_names(room: Room) -> None:
    assert [path for path in room.tests if not (ROOT / path).exists()] == []
    assert sample(5, 11, room.modules)[room] != []
