"""The access lists of Windows, held in memory: a stand-in for the calls that `olsxl.jobs.state.access_list` makes."""

from __future__ import annotations

import ctypes
import importlib.util
import sys
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any
from unittest import mock

ACCOUNT = "S-1-5-21-7-7-7-500"
SHORT = "LA"
"""What Windows writes for the account 500 of a computer."""
INHERITED = "D:AI(A;OICIID;FA;;;BA)(A;OICIID;FA;;;SY)(A;OICIID;0x1200a9;;;BU)"
"""The list of a folder that took it over from the one above: everybody on the computer may read it."""


@dataclass
class AccessLists:
    """The lists of folders by path.

    `refuses` are folders below which the drive keeps none; `unfreed` counts memory that was not given back.
    """

    lists: dict[str, str] = field(default_factory=dict)
    refuses: tuple[str, ...] = ()
    unfreed: int = 0
    _memory: list[str] = field(default_factory=list)

    def module(self) -> ModuleType:
        """`olsxl.jobs.state.access` as it is on Windows, on these lists."""
        windows = ModuleType("ctypes")
        vars(windows).update(vars(ctypes))
        vars(windows).update(WinDLL=lambda *_, **__: self, WinError=_refusal, get_last_error=lambda: 5)
        with mock.patch.dict(sys.modules, {"ctypes": windows}), mock.patch.object(sys, "platform", "win32"):
            calls = _loaded("olsxl.jobs.state.access_list")
            import olsxl.jobs.state as room

            with mock.patch.object(room, "access_list", calls, create=True):
                return _loaded("olsxl.jobs.state.access")

    def _kept(self, text: str, target: Any) -> int:
        self._memory.append(text)
        self.unfreed += 1
        target._obj.value = len(self._memory)
        return 1

    def OpenProcessToken(self, process: Any, access: int, token: Any) -> int:  # noqa: N802 - Windows' names
        assert (process.value, access) == (2**64 - 1, 8)
        return self._kept("token", token)

    def GetTokenInformation(self, _: Any, kind: int, user: Any, size: int, needed: Any) -> int:  # noqa: N802
        assert (kind, size, needed._obj.value) == (1, len(user), 0)
        ctypes.c_void_p.from_buffer(user).value = 7
        return 1

    def CloseHandle(self, _: Any) -> int:  # noqa: N802
        self.unfreed -= 1
        return 1

    def ConvertSidToStringSidW(self, user: Any, text: Any) -> int:  # noqa: N802
        assert user.value == 7
        self.unfreed += 1
        text._obj.value = ACCOUNT
        return 1

    def GetNamedSecurityInfoW(self, folder: str, *given: Any) -> int:  # noqa: N802
        assert given[:-1] == (1, 4, None, None, None, None)
        return 0 if self._kept(self.lists.get(folder, INHERITED), given[-1]) else 2

    def SetNamedSecurityInfoW(self, folder: str, kind: int, what: Any, *given: Any) -> int:  # noqa: N802
        assert (kind, what.value, given[0], given[1], given[3]) == (1, 0x80000004, None, None, None)
        if folder.startswith(self.refuses):
            return 5
        self.lists[folder] = self._memory[given[2].value - 1].replace("D:P", "D:PAI")
        return 0

    def ConvertStringSecurityDescriptorToSecurityDescriptorW(self, text: str, *given: Any) -> int:  # noqa: N802
        assert (given[0], given[2]) == (1, None)
        return self._kept(text.replace(ACCOUNT, SHORT), given[1])

    def ConvertSecurityDescriptorToStringSecurityDescriptorW(self, descriptor: Any, *given: Any) -> int:  # noqa: N802
        assert (given[0], given[1], given[3]) == (1, 4, None)
        self.unfreed += 1
        given[2]._obj.value = self._memory[descriptor.value - 1]
        return 1

    def GetSecurityDescriptorDacl(self, descriptor: Any, present: Any, entries: Any, _: Any) -> int:  # noqa: N802
        present._obj.value, entries._obj.value = 1, descriptor.value
        return 1

    def LocalFree(self, _: Any) -> None:  # noqa: N802
        self.unfreed -= 1


def _refusal(code: int) -> OSError:
    return PermissionError(code, "Access is denied")


def _loaded(name: str) -> ModuleType:
    spec = importlib.util.find_spec(name)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
