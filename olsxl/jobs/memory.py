"""Memory that a large register takes, and gives back when it was read."""

from __future__ import annotations

from contextlib import suppress

_MMAP_THRESHOLD = -3  # M_MMAP_THRESHOLD of glibc's malloc.h
_LARGE = 2**20


def keep_apart() -> None:
    """Ask the C library to keep every large block apart, so that it goes back to the system when it is freed.

    By itself glibc stops doing so once blocks of that size come and go, as the parts of a workbook do. Elsewhere than
    on glibc nothing happens.
    """
    _call("mallopt", _MMAP_THRESHOLD, _LARGE)


def give_back() -> None:
    """Ask the C library to hand unused memory back to the system.

    calamine lays a whole sheet out in small pieces, and glibc keeps their pages when they are freed: 60 MB after a
    register of 100,000 updates, on top of which the write would then stand.
    """
    _call("malloc_trim", 0)


def _call(name: str, *arguments: int) -> None:
    import ctypes

    with suppress(AttributeError, OSError, TypeError):
        getattr(ctypes.CDLL(None), name)(*arguments)
