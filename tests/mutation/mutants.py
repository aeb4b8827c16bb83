"""Every small fault that is tried: one operator, number, truth or call of a module made another."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SWAPS: dict[type[ast.AST], tuple[str, str]] = {
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.Is: ("is", "is not"),
    ast.IsNot: ("is not", "is"),
    ast.In: ("in", "not in"),
    ast.NotIn: ("not in", "in"),
    ast.And: ("and", "or"),
    ast.Or: ("or", "and"),
    ast.Add: ("+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: ("*", "+"),
    ast.FloorDiv: ("//", "*"),
    ast.Mod: ("%", "+"),
}
_NOT_RUN = {"annotation", "returns", "decorator_list"}
"""Fields of a node in which a change shows to type checkers alone, or makes a class no more than easier to misuse."""


@dataclass(frozen=True)
class Mutant:
    """One change: these bytes of a module become others. `scope` is the class and function that it stands in."""

    path: str
    scope: str
    first: int
    last: int
    start: int
    stop: int
    new: str

    def applied(self, source: bytes) -> bytes:
        """Return the module with the change."""
        return source[: self.start] + self.new.encode() + source[self.stop :]

    def change(self, source: bytes) -> str:
        """Say the change by the line as it was and as it is, whatever its number."""
        begin = source.rfind(b"\n", 0, self.start) + 1
        end = (source.find(b"\n", self.stop) + 1 or len(source) + 1) - 1
        old, new = source[begin:end], source[begin : self.start] + self.new.encode() + source[self.stop : end]
        return " -> ".join(" ".join(text.decode().split()) for text in (old, new))


def mutants(path: Path, name: str) -> list[Mutant]:
    """Return every mutant of a module, in the order of its text; `name` is its path in the checkout."""
    source = path.read_bytes()
    return sorted(_Finder(name, source).found(ast.parse(source), ()), key=lambda mutant: (mutant.start, mutant.new))


class _Finder:
    def __init__(self, path: str, source: bytes) -> None:
        self._path, self._source = path, source
        lines = source.splitlines(keepends=True)
        self._starts = [0, *(sum(map(len, lines[:at])) for at in range(1, len(lines) + 1))]

    def found(self, node: ast.AST, scope: tuple[str, ...]) -> Iterator[Mutant]:
        """Give the mutants of a node and of all below it."""
        for start, stop, new in self._changes(node):
            first, last = (self._source.count(b"\n", 0, at) + 1 for at in (start, stop))
            yield Mutant(self._path, ".".join(scope), first, last, start, stop, new)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            return
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            scope = (*scope, node.name)
        for field, value in ast.iter_fields(node):
            if field not in _NOT_RUN:
                for child in value if isinstance(value, list) else [value]:
                    if isinstance(child, ast.AST):
                        yield from self.found(child, scope)

    def _changes(self, node: ast.AST) -> Iterator[tuple[int, int, str]]:
        """Give the changes of a node itself: where they start and stop, and the text in its place."""
        match node:
            case ast.Compare(left=left, ops=ops, comparators=comparators):
                for operator, operands in zip(ops, pairwise([left, *comparators]), strict=True):
                    yield from self._swapped(operator, *operands)
            case ast.BoolOp(op=operator, values=values):
                for operands in pairwise(values):
                    yield from self._swapped(operator, *operands)
            case ast.BinOp(left=left, op=operator, right=right) if not any(map(_is_text, (left, right))):
                yield from self._swapped(operator, left, right)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                yield self._start(node), self._start(operand), ""
            case ast.expr() | ast.stmt() if new := _instead(node):
                yield self._start(node), self._stop(node), new

    def _swapped(self, operator: ast.AST, left: ast.expr, right: ast.expr) -> Iterator[tuple[int, int, str]]:
        """Give the change of the operator between two operands, where it has a neighbour."""
        old, new = _SWAPS.get(type(operator), ("", ""))
        start = self._stop(left)
        pattern = r"\s+".join(map(re.escape, old.split())).encode()
        there = re.search(pattern, self._source[start : self._start(right)]) if old else None
        if there:
            yield start + there.start(), start + there.end(), new

    def _start(self, node: ast.expr | ast.stmt) -> int:
        return self._starts[node.lineno - 1] + node.col_offset

    def _stop(self, node: ast.expr | ast.stmt) -> int:
        return self._starts[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)


def _instead(node: ast.AST) -> str:
    """Return what stands in place of a whole node, empty where it stays."""
    match node:
        case ast.Constant(value=bool(value)):
            return str(not value)
        case ast.Constant(value=int(value)):
            return str(value + 1)
        case ast.Expr(value=ast.Call()):
            return "None"
        case ast.Break():
            return "continue"
        case ast.Continue():
            return "break"
    return ""


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str | bytes))
