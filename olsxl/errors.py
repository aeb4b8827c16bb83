"""The root of every failure that a person can cause or must hear of."""

from __future__ import annotations


class OlsxlError(Exception):
    """A failure whose text is the sentence that the person reads: what is wrong, where, and what to do.

    Each failure is a class of its own that takes facts and builds its sentence; `exit_status` is what the
    command then returns (0 done, 1 findings, 2 usage or configuration, 3 a bug, 4 busy or changed, 5 not delivered).
    """

    exit_status = 2
