"""Who may look into the state folder: this account alone, and on Windows the system itself.

Elsewhere a mode says it. On Windows modes protect nothing: there an access list does, which takes over nothing from the
folders above, and which all below take over.
"""

from __future__ import annotations

import stat
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def make_private(folder: Path) -> bool:
    """Let nobody else into a folder, and tell whether that is so now: some drives keep no rights."""
    if not is_private(folder):
        with suppress(OSError):
            _close(folder)
    return is_private(folder)


def is_private(folder: Path) -> bool:
    """Whether nobody else is let into a folder; not where that cannot be found out."""
    try:
        return _is_closed(folder)
    except OSError:
        return False


if sys.platform == "win32":
    from olsxl.jobs.state import access_list

    def _close(folder: Path) -> None:
        access_list.write(folder, _list())

    def _is_closed(folder: Path) -> bool:
        return access_list.read(folder) == access_list.normal(_list())

    def _list() -> str:
        """Full rights to this account and SYSTEM, protected from the folders above, for all below as well."""
        return f"D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;{access_list.account()})"

else:

    def _close(folder: Path) -> None:
        folder.chmod(stat.S_IRWXU)

    def _is_closed(folder: Path) -> bool:
        return not stat.S_IMODE(folder.stat().st_mode) & (stat.S_IRWXG | stat.S_IRWXO)
