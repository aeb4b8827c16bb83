"""A part with changes made to it, as pieces of what it was and of what is new: a large one is not in memory twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class ByteEdit(NamedTuple):
    """The bytes from start to stop are replaced by new ones; start equal to stop inserts."""

    start: int
    stop: int
    new: bytes


class Segment(NamedTuple):
    """The bytes of a source from one place up to another."""

    source: bytes
    start: int
    stop: int

    @property
    def size(self) -> int:
        """How many they are."""
        return self.stop - self.start


class Pieces:
    """Bytes that lie in several runs, one after the other."""

    def __init__(self, runs: Iterable[Segment]) -> None:
        self.runs = tuple(run for run in runs if run.size)

    def __len__(self) -> int:
        return sum(run.size for run in self.runs)

    @property
    def views(self) -> Iterator[memoryview]:
        """The bytes in their order, as views."""
        return (memoryview(run.source)[run.start : run.stop] for run in self.runs)

    def halves(self) -> tuple[Pieces, Pieces]:
        """The first half of the bytes, and the second."""
        left, first, second = len(self) // 2, list[Segment](), list[Segment]()
        for run in self.runs:
            at = min(run.start + left, run.stop)
            first.append(run._replace(stop=at))
            second.append(run._replace(start=at))
            left -= at - run.start
        return Pieces(first), Pieces(second)

    def begins_with(self, piece: bytes) -> bool:
        """Whether the first bytes are these; no piece at all begins nothing that holds any."""
        return bool(piece or not self.runs) and Pieces(self._first(len(piece))).is_made_of([piece])

    def _first(self, size: int) -> Iterator[Segment]:
        for run in self.runs:
            yield run._replace(stop=min(run.start + size, run.stop))
            size -= min(size, run.size)

    def is_made_of(self, pieces: Iterable[bytes]) -> bool:
        """Whether these pieces, one after the other, are the same bytes."""
        runs = iter(self.runs)
        run = next(runs, None)
        for piece in pieces:
            at = 0
            while at < len(piece):
                if run is None:
                    return False
                part = piece[at : at + run.size]  # the piece itself where it is used whole
                if not run.source.startswith(part, run.start):  # much faster than comparing views
                    return False
                at, run = at + len(part), run._replace(start=run.start + len(part))
                if not run.size:
                    run = next(runs, None)
        return run is None


class Rope(Pieces):
    """A part as it is after changes, which may not overlap; insertions at one place keep their order."""

    def __init__(self, part: bytes, changes: Iterable[ByteEdit] = ()) -> None:
        self.part = part
        self._changes = sorted(changes, key=lambda change: change[:2])
        super().__init__(self._all())

    def _all(self) -> Iterator[Segment]:
        at = 0
        for start, stop, new in self._changes:
            if start < at:
                raise AssertionError(f"two changes overlap at byte {start}")
            yield Segment(self.part, at, start)
            yield Segment(new, 0, len(new))
            at = stop
        yield Segment(self.part, at, len(self.part))

    def joined(self) -> bytes:
        """All bytes; the part itself where nothing changes."""
        return b"".join(self.views) if self._changes else self.part

    def without(self, start: int, stop: int) -> bytes:
        """All bytes but those of the part between two places, within which nothing changes."""
        return Rope(self.part, [*self._changes, ByteEdit(start, stop, b"")]).joined()
