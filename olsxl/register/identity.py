"""Which register a workbook is (docs/contract.md, "Identity of a register").

A random id travels with the workbook. It never suffices alone: a register of the new year is often last year's, emptied
under its old name; and it may be lost, where a program drops what it does not know, or a save goes back to before it.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from olsxl.register.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

PROPERTY: Final = "olsxl register"
"""The name of the custom property that holds the id."""

DoubtKind = Literal["another", "copy", "newer"]


class Doubt(NamedTuple):
    """A register that may not be the one that olsxl wrote to: what it is, its file's name, and that of the other."""

    kind: DoubtKind
    name: str
    other: str = ""

    @property
    def sentence(self) -> str:
        """Both, as a run tells them."""
        return f"{self.message}. {self.fix}."

    @property
    def message(self) -> str:
        """What is in doubt."""
        if self.kind == "copy":
            return (
                f"{self.name} is a copy of {self.other}, which stands as well: it gets an identity of its own, and "
                "nothing is put back that was written to the other"
            )
        if self.kind == "newer":
            return f"{self.other} beside {self.name} is a copy of this register that was saved later"
        return (
            f"{self.name} is another register than the one that olsxl wrote to before: most of the records that stood "
            "there are not in it. Nothing of the other is put back into it"
        )

    @property
    def fix(self) -> str:
        """What a person does about it."""
        if self.kind == "copy":
            return "Nothing to do where that is meant; else put the path of the right one into olsxl.toml"
        if self.kind == "newer":
            return "Find out which of the two people type into, keep that one under this name, and move the other away"
        return (
            "Where it is the right one, such as that of a new year, say so once: olsxl review --first. Else put the "
            "right one back in its place"
        )


class Seen(NamedTuple):
    """A register as it was read: the id that it bears ("" for none), its place, the digests of its records.

    `records` are the references with their days, `references` those alone.
    """

    id: str
    path: str
    records: frozenset[str] = frozenset()
    references: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class KnownRegister:
    """A register that olsxl wrote to, with the digests of its records then; `path` is "" where that was not kept.

    `written` tells that the write came about; `asked` that a person has still to say that it is the right one.
    """

    id: str
    path: str
    records: frozenset[str]
    asked: bool = False
    written: bool = True

    def standing(self, seen: Seen) -> float:
        """The part of the records that it had which is in another; all, where it had none."""
        found = self.records & (seen.records | seen.references)
        return len(found) / len(self.records) if self.records else 1.0


_MOST: Final = 0.5


class Identity(NamedTuple):
    """The id that a register has beside the one that it bears; "" where the next write gives it one of its own."""

    id: str
    borne: str
    doubt: Doubt | None = None


def recognised(seen: Seen, known: Iterable[KnownRegister], still_stands: Callable[[KnownRegister], bool]) -> Identity:
    """Say which register it is; one that is not known, or no longer what it was, is to bear an id of its own.

    `still_stands` tells whether a known one still lies in its place, which is another than this one's.
    """
    known, name = list(known), PurePath(seen.path).name
    mine = _by_id(seen, known) if seen.id else _by_records(seen, known)
    another = Doubt("another", name)
    if mine is None:
        return Identity(seen.id, seen.id, another if any(each.written for each in known) else None)
    if mine.path and mine.path != seen.path and still_stands(mine):
        return Identity("", seen.id, Doubt("copy", name, "/".join(PurePath(mine.path).parts[-2:])))
    if mine.standing(seen) < _MOST:
        return Identity("", seen.id, another)
    return Identity(mine.id, seen.id, another if mine.asked else None)


def _by_id(seen: Seen, known: Iterable[KnownRegister]) -> KnownRegister | None:
    return next((each for each in known if each.id == seen.id), None)


def _by_records(seen: Seen, known: Iterable[KnownRegister]) -> KnownRegister | None:
    """The known register whose records it mostly has; one that had none is known again by its place alone."""
    alike = [each for each in known if each.standing(seen) >= _MOST and (each.records or each.path in ("", seen.path))]
    return max(alike, key=lambda each: (each.written, bool(each.records), each.standing(seen)), default=None)


def new_id() -> str:
    """A random id: 32 letters of hex."""
    return secrets.token_hex(16)


def digest(ref: str, day: str = "") -> str:
    """Half of the SHA-256 of a reference and its day in ISO: it tells records apart, and says nothing of them."""
    return hashlib.sha256(f"{fold(ref)}\t{day}".encode()).hexdigest()[:32]
