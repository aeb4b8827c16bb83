"""A part with changes made to it, as pieces of what it was and of what is new: a large one is not in memory twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Splice = tuple[int, int, bytes]
"""Replace the bytes from start to stop by others; start equal to stop inserts."""


class Run(NamedTuple):
    """The bytes of a source from one place up to another."""

    source: bytes
    start: int
    stop: int


class Spliced:
    """A part as it is after changes, which may not overlap; insertions at one place keep their order.

    `runs` are the pieces that it is made of, in their order.
    """

    def __init__(self, part: bytes, changes: Iterable[Splice] = ()) -> None:
        self.part = part
        self.changes = sorted(changes, key=lambda change: change[:2])
        self.runs = [run for run in self._all() if run.start < run.stop]

    def _all(self) -> Iterator[Run]:
        at = 0
        for start, stop, new in self.changes:
            if start < at:
                raise AssertionError(f"two changes overlap at byte {start}")
            yield Run(self.part, at, start)
            yield Run(new, 0, len(new))
            at = stop
        yield Run(self.part, at, len(self.part))

    def __len__(self) -> int:
        return sum(run.stop - run.start for run in self.runs)

    @property
    def pieces(self) -> Iterator[memoryview]:
        """The bytes in their order, as views."""
        return (memoryview(run.source)[run.start : run.stop] for run in self.runs)

    def joined(self) -> bytes:
        """All bytes; the part itself where nothing changes."""
        return b"".join(self.pieces) if self.changes else self.part

    def without(self, start: int, stop: int) -> bytes:
        """All bytes but those of the part between two places, within which nothing changes."""
        return Spliced(self.part, [*self.changes, (start, stop, b"")]).joined()

    def is_made_of(self, pieces: Iterable[bytes]) -> bool:
        """Whether these pieces, one after the other, are the same bytes."""
        runs = iter(self.runs)
        run = next(runs, None)
        for piece in pieces:
            at = 0
            while at < len(piece):
                if run is None:
                    return False
                size = min(len(piece) - at, run.stop - run.start)
                part = piece[at : at + size]  # the piece itself where it is used whole
                if not run.source.startswith(part, run.start):  # much faster than comparing views
                    return False
                at, run = at + size, run._replace(start=run.start + size)
                if run.start == run.stop:
                    run = next(runs, None)
        return run is None
