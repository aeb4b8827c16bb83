"""The root of every failure that a person can cause or must hear of."""

from __future__ import annotations

from typing import ClassVar


class OlsxlError(Exception):
    """A failure whose text is the sentence that the person reads: what is wrong, where, and what to do.

    Each failure is a class of its own that takes facts and builds its sentence; `exit_status` is what the
    command then returns (0 done, 1 findings, 2 usage or configuration, 3 a bug, 4 busy or changed, 5 not delivered).
    """

    exit_status = 2
    kind: ClassVar[str] = "it was refused"
    """What it is about, without a word of what stands in a register: fit for a mail."""

    def __reduce__(self) -> tuple[object, ...]:
        """Cross to another process as it is: a failure takes facts, so it cannot be built again from its sentence."""
        return _restored, (type(self), self.args, self.__dict__)


def _restored(kind: type[OlsxlError], args: tuple[object, ...], facts: dict[str, object]) -> OlsxlError:
    failure = kind.__new__(kind, *args)
    failure.args = args
    failure.__dict__.update(facts)
    return failure
