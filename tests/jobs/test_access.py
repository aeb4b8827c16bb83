from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from olsxl.jobs.state import access
from tests.windows_access import INHERITED, SHORT, AccessLists

if TYPE_CHECKING:
    from pathlib import Path

OURS = f"D:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;{SHORT})"


def test_on_windows_a_folder_gets_an_access_list_of_this_account_and_system_alone(tmp_path: Path) -> None:
    windows = AccessLists()
    access = windows.module()
    assert not access.is_private(tmp_path)
    assert access.make_private(tmp_path)
    assert windows.lists == {str(tmp_path): OURS}
    assert windows.unfreed == 0


@pytest.mark.parametrize(
    "text",
    [
        INHERITED,
        OURS.replace("D:PAI", "D:AI"),  # the folder above may let others in
        OURS + "(A;OICI;FR;;;BU)",
        OURS.replace(SHORT, "S-1-5-21-7-7-7-1001"),
        "D:NO_ACCESS_CONTROL",
    ],
)
def test_any_other_list_is_found_out_and_replaced(tmp_path: Path, text: str) -> None:
    windows = AccessLists({str(tmp_path): text})
    assert not windows.module().is_private(tmp_path)
    assert windows.module().make_private(tmp_path)
    assert windows.lists == {str(tmp_path): OURS}


def test_a_list_that_stands_is_not_written_again(tmp_path: Path) -> None:
    assert AccessLists({str(tmp_path): OURS}, refuses=(str(tmp_path),)).module().make_private(tmp_path)


def test_a_drive_that_keeps_no_lists_is_told(tmp_path: Path) -> None:
    windows = AccessLists(refuses=(str(tmp_path),))
    assert not windows.module().make_private(tmp_path)
    assert windows.unfreed == 0


@pytest.mark.skipif(os.name == "nt", reason="rights of POSIX")
def test_elsewhere_a_folder_is_closed_to_the_group_and_to_others(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    folder.mkdir()
    folder.chmod(0o755)
    assert not access.is_private(folder)
    assert access.make_private(folder)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert not access.make_private(tmp_path / "gone")
