"""Memory given back after a large register was read."""

from __future__ import annotations

from contextlib import suppress


def give_back() -> None:
    """Ask the C library to hand unused memory back to the system.

    calamine lays a whole sheet out in small pieces, and glibc keeps their pages when they are freed: 60 MB after a
    register of 100,000 updates, on top of which the write would then stand. Elsewhere than on glibc nothing happens.
    """
    import ctypes

    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
