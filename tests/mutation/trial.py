"""The tests of a room run in a copy of the checkout, in a process that has its libraries loaded: for systems that fork.

First as they are, to learn which tests run each line and how long each takes; then with one mutant each, the quickest
first, until one fails.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import coverage
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Sequence

    from tests.mutation.mutants import Mutant

ROOT = Path(__file__).parents[2]
LEAST, TIMES = 60.0, 20.0
"""Seconds that a mutant may take at least, and how many times as long as the tests took before."""

Outcome = Literal["found", "found by time", "survived", "no test runs it"]


@dataclass(frozen=True)
class Rehearsal:
    """The tests of a room without a mutant: those of each line by module, the seconds of each, those that fail."""

    tests: dict[str, dict[int, list[str]]]
    seconds: dict[str, float]
    failed: list[str]

    def chosen(self, mutant: Mutant) -> list[str]:
        """Return the tests that run the lines of a mutant, quickest first; of a line run by imports, of its module."""
        lines = self.tests.get(mutant.path, {})
        by_line = {test for line in range(mutant.first, mutant.last + 1) for test in lines.get(line, ()) if test}
        imported = any("" in lines.get(line, ()) for line in range(mutant.first, mutant.last + 1))
        by_module = {test for tests in lines.values() for test in tests if test} if imported else set()
        return sorted(by_line or by_module, key=lambda test: self.seconds[test])


class _Recorder:
    def __init__(self, measure: coverage.Coverage) -> None:
        self._measure = measure
        self.seconds: dict[str, float] = defaultdict(float)
        self.failed: set[str] = set()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        self._measure.switch_context(item.nodeid)
        done = yield
        self._measure.switch_context("")
        return done

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] += report.duration
        if report.failed:
            self.failed.add(report.nodeid)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.failed.add(report.nodeid)


class _Chosen:
    def __init__(self, tests: Sequence[str]) -> None:
        self._place = {test: at for at, test in enumerate(tests)}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted(
            (item for item in items if item.nodeid in self._place), key=lambda item: self._place[item.nodeid]
        )


class Tree:
    """A copy of the checkout in which modules may be spoilt."""

    def __init__(self, root: Path) -> None:
        self.root = root
        left_out = shutil.ignore_patterns(".*", "__pycache__", "node_modules")
        shutil.copytree(ROOT, root / "tree", ignore=left_out)
        self._tree = root / "tree"

    def rehearse(self, tests: Iterable[str], modules: Iterable[str]) -> Rehearsal:
        """Run tests as they are; `modules` are those whose lines are asked for."""
        out = self.root / "rehearsal.json"

        def work() -> int:
            measure = coverage.Coverage(data_file=None, source=[str(self._tree / "olsxl")])
            recorder = _Recorder(measure)
            measure.start()
            _pytest([*tests], self.root / "temp", [recorder])
            measure.stop()
            data = measure.get_data()
            lines = {module: data.contexts_by_lineno(str(self._tree / module)) for module in modules}
            out.write_text(json.dumps([lines, recorder.seconds, sorted(recorder.failed)]), encoding="utf-8")
            return 0

        self._run(work, None)
        lines, seconds, failed = json.loads(out.read_text(encoding="utf-8"))
        by_number = {module: {int(line): names for line, names in of.items()} for module, of in lines.items()}
        return Rehearsal(by_number, seconds, failed)

    def outcome(self, mutant: Mutant, rehearsal: Rehearsal) -> Outcome:
        """Try one mutant."""
        tests = rehearsal.chosen(mutant)
        if not tests:
            return "no test runs it"
        module = self._tree / mutant.path
        source, times = module.read_bytes(), module.stat()
        files = sorted({test.split("::")[0] for test in tests})
        limit = LEAST + TIMES * sum(rehearsal.seconds[test] for test in tests)
        try:
            module.write_bytes(mutant.applied(source))
            status = self._run(lambda: _pytest(["-x", *files], self.root / "temp", [_Chosen(tests)]), limit)
        finally:
            module.write_bytes(source)
            os.utime(module, ns=(times.st_atime_ns, times.st_mtime_ns))  # what was compiled of it counts again
        if status is None:
            return "found by time"
        return "survived" if status in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED} else "found"

    def _run(self, work: Callable[[], int], limit: float | None) -> int | None:
        """Do work in a copy of this process that knows only the tree; returns its status, None if it took too long."""

        def apart() -> None:
            os.setsid()
            for stream in (1, 2):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
            os.chdir(self._tree)
            sys.path.insert(0, str(self._tree))
            os.environ["PYTHONPATH"] = str(self._tree)
            sys.dont_write_bytecode = limit is not None
            for name in [name for name in sys.modules if name.split(".")[0] in {"olsxl", "tests"}]:
                del sys.modules[name]
            os._exit(work())

        process = get_context("fork").Process(target=apart)
        process.start()
        process.join(limit)
        late = process.is_alive()
        with suppress(ProcessLookupError):
            os.killpg(process.pid or 0, signal.SIGKILL)  # also what the tests started
        process.join()
        return None if late else process.exitcode


def _pytest(arguments: list[str], temp: Path, plugins: list[object]) -> int:
    alone = ["-o", "addopts=", "-p", "no:xdist", "-p", "no:cacheprovider", "-p", "no:cov", f"--basetemp={temp}"]
    return int(pytest.main([*alone, "-q", "-m", "not office and not proof", *arguments], plugins=plugins))
