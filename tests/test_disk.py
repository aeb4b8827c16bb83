from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from olsxl import disk

if TYPE_CHECKING:
    from pathlib import Path


def test_two_runs_that_write_one_file_at_once_leave_one_of_the_two_whole(tmp_path: Path) -> None:
    contents = [bytes([65 + number]) * 100_000 for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda content: disk.write_whole(tmp_path / "version", content), contents))
    assert (tmp_path / "version").read_bytes() in contents
    assert [path.name for path in tmp_path.iterdir()] == ["version"]
