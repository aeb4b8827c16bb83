from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from olsxl import locks
from tests.as_windows import lock_as_windows

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

HOLD = "import sys; from pathlib import Path; from olsxl import locks; held = locks.held(Path(sys.argv[1]), 0)"
HOLD += "; held.__enter__(); print(flush=True); sys.stdin.read()"


@pytest.fixture(params=["here", "on Windows"])
def locking(request: pytest.FixtureRequest) -> ModuleType:
    return locks if request.param == "here" else lock_as_windows()


def test_of_two_runs_one_holds_the_file_and_the_other_is_told(locking: ModuleType, tmp_path: Path) -> None:
    with locking.held(tmp_path / "lock", 0), pytest.raises(locking.Taken), locking.held(tmp_path / "lock", 0):
        pass
    with locking.held(tmp_path / "lock", 0):
        pass


def test_what_fails_while_it_is_held_lets_go_of_it(locking: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(KeyError), locking.held(tmp_path / "lock", 0):
        raise KeyError
    with locking.held(tmp_path / "lock", 0):
        pass


def test_another_run_is_waited_for(locking: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = locking.held(tmp_path / "lock", 0)
    other.__enter__()
    pauses: list[float] = []

    def end_the_other(seconds: float) -> None:
        pauses.append(seconds)
        other.__exit__(None, None, None)

    monkeypatch.setattr("time.sleep", end_the_other)
    with locking.held(tmp_path / "lock", 10):
        assert len(pauses) == 1


def test_a_run_that_is_killed_lets_go(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path / "lock")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline()
        with pytest.raises(locks.Taken), locks.held(tmp_path / "lock", 0):
            pass
        other.kill()
        other.wait()
    with locks.held(tmp_path / "lock", 0):
        pass


def test_the_folder_of_a_lock_is_never_made(locking: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), locking.held(tmp_path / "home" / "locks" / "lock", 0):
        pass
    assert not (tmp_path / "home").exists()
