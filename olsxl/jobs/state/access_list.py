"""Access lists of Windows as texts, such as `D:P(A;OICI;FA;;;SY)`, by the calls of the system itself.

Source: Microsoft, "Security Descriptor String Format"; the functions by their names in `aclapi.h` and `sddl.h`. Every
function here raises OSError where the system refuses.
"""

from __future__ import annotations

import ctypes
import sys
from contextlib import contextmanager
from ctypes import byref, c_void_p, c_wchar_p
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

if sys.platform != "win32":
    raise ImportError("only Windows has access lists")

_FILE: Final = 1
_LIST: Final = 0x4
_PROTECTED: Final = 0x80000000
_REVISION: Final = 1
_QUERY: Final = 0x8
_USER: Final = 1
_LONGEST_USER: Final = 256
"""Bytes enough for the identity of any account (68) and what points to it."""

_security = ctypes.WinDLL("advapi32", use_last_error=True)
_kernel = ctypes.WinDLL("kernel32", use_last_error=True)
_THIS_PROCESS: Final = c_void_p(-1)


def account() -> str:
    """The identity of the account that runs this process: `S-1-5-21-...`."""
    token, user, size, text = c_void_p(), ctypes.create_string_buffer(_LONGEST_USER), ctypes.c_uint32(), c_wchar_p()
    _done(_security.OpenProcessToken(_THIS_PROCESS, _QUERY, byref(token)))
    try:
        _done(_security.GetTokenInformation(token, _USER, user, _LONGEST_USER, byref(size)))
    finally:
        _kernel.CloseHandle(token)
    _done(_security.ConvertSidToStringSidW(c_void_p.from_buffer(user), byref(text)))
    with _freed(text):
        return str(text.value)


def read(folder: Path) -> str:
    """The access list of a folder."""
    descriptor = c_void_p()
    _zero(_security.GetNamedSecurityInfoW(str(folder), _FILE, _LIST, None, None, None, None, byref(descriptor)))
    with _freed(descriptor):
        return _text(descriptor)


def write(folder: Path, text: str) -> None:
    """Give a folder, and through it what is below, an access list in place of its own."""
    entries, present, by_default = c_void_p(), ctypes.c_int(), ctypes.c_int()
    with _descriptor(text) as descriptor:
        _done(_security.GetSecurityDescriptorDacl(descriptor, byref(present), byref(entries), byref(by_default)))
        what = ctypes.c_uint32(_LIST | _PROTECTED)
        _zero(_security.SetNamedSecurityInfoW(str(folder), _FILE, what, None, None, entries, None))


def normal(text: str) -> str:
    """A list as `read` gives it: the system has short names for some accounts."""
    with _descriptor(text) as descriptor:
        return _text(descriptor)


@contextmanager
def _descriptor(text: str) -> Iterator[c_void_p]:
    made = c_void_p()
    _done(_security.ConvertStringSecurityDescriptorToSecurityDescriptorW(text, _REVISION, byref(made), None))
    with _freed(made):
        yield made


def _text(descriptor: c_void_p) -> str:
    text = c_wchar_p()
    convert = _security.ConvertSecurityDescriptorToStringSecurityDescriptorW
    _done(convert(descriptor, _REVISION, _LIST, byref(text), None))
    with _freed(text):
        # Whether the system itself has seen to what is below (AI) makes no list another one.
        return str(text.value).replace("AI(", "(", 1)


@contextmanager
def _freed(memory: c_void_p | c_wchar_p) -> Iterator[None]:
    try:
        yield
    finally:
        _kernel.LocalFree(ctypes.cast(memory, c_void_p))


def _done(answer: Any) -> None:
    if not answer:
        raise ctypes.WinError(ctypes.get_last_error())


def _zero(failure: Any) -> None:
    if failure:
        raise ctypes.WinError(failure)
