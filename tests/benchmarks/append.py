"""An append of 40 rows to a register of 10,000 incidents and 100,000 updates: `python -m tests.benchmarks.append`.

The bounds, for the patch and the replacing of the file together, fsync included: at least 200 times faster than
openpyxl and 25 times faster than wolfxl; at most 3 times inflating and deflating that one part with the codec in use;
peak memory of at most 4 times the largest part. Everything is run in turn, so that a machine that grows slow slows all
of it; the figures are medians and their ratios. It takes some minutes, which are openpyxl's.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
import tracemalloc
from collections import defaultdict
from datetime import datetime
from datetime import time as hour
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final

from isal import isal_zlib

from olsxl import resources, workbook
from olsxl.workbook import AppendRow, patch, tables
from olsxl.workbook.container.package import Package
from tests.benchmarks.plain_append import append_apart
from tests.benchmarks.registers import TODAY, cached

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS: Final = 3
RUNS: Final = 7
"""Runs of ours in each round; the others have one."""
BOUNDS: Final = {"wolfxl": 25, "openpyxl": 200}
"""How many times faster than others an append has to be."""
ROWS: Final = 40
NEVER: Final = "No Update"
ROW: Final = {"Incident ref": "OLS-2026-1", "Date": TODAY, "Type": NEVER, "Update": NEVER, "By": "olsxl (automatic)"}
EDITS: Final = [AppendRow("Updates", ROW)] * ROWS

Timed = defaultdict[str, list[float]]
"""Seconds of every run, by what was run."""


class Bench:
    """The register, and a folder in which copies of it are written."""

    def __init__(self, folder: Path) -> None:
        self.source = cached(10_000, 100_000)
        self.data = self.source.read_bytes()
        self.part = next(table.sheet_part for table in tables(self.data) if table.name == "Updates")
        self.path = folder / "incident-register.xlsx"
        self.backups = folder / "backups"

    def codec(self) -> None:
        """Inflate and deflate the one part."""
        stream = isal_zlib.compressobj(isal_zlib.ISAL_DEFAULT_COMPRESSION, 8, -15)
        content = Package(self.data).read(self.part)
        stream.compress(content)
        stream.flush()

    def patch(self) -> None:
        """Patch in memory."""
        patch(self.data, EDITS)

    def write(self) -> None:
        """Patch, and replace the file."""
        workbook.replace(self.path, self.sha256, patch(self.data, EDITS))

    def all(self) -> None:
        """Read the file, patch, back it up and replace it."""
        snapshot = workbook.read(self.path)
        workbook.replace(self.path, snapshot.sha256, patch(snapshot.data, EDITS), backups=self.backups)

    def fresh(self) -> None:
        """Lay out the register as it was."""
        shutil.copyfile(self.source, self.path)
        shutil.rmtree(self.backups, ignore_errors=True)
        self.sha256 = workbook.read(self.path).sha256

    def seconds(self, work: Callable[[], None]) -> float:
        """The time of one run on a fresh copy."""
        self.fresh()
        start = time.perf_counter()
        work()
        return time.perf_counter() - start

    def peak(self, work: Callable[[], None]) -> int:
        """The most bytes that were held at a time beyond what was held before."""
        self.fresh()
        tracemalloc.start()
        try:
            work()
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    def other(self, library: str) -> float:
        """The time of another library on a fresh copy."""
        self.fresh()
        values = [datetime.combine(value, hour()) if value is TODAY else value for value in ROW.values()]
        return append_apart(library, self.path, "Updates", values, ROWS)


def measure(bench: Bench) -> Timed:
    """Run everything in turn."""
    timed = Timed(list)
    for _ in range(ROUNDS):
        for _ in range(RUNS):
            for work in (bench.codec, bench.patch, bench.write, bench.all):
                timed[work.__name__].append(bench.seconds(work))
        for library in BOUNDS:
            timed[library].append(bench.other(library))
    return timed


def small() -> float:
    """The time of one row appended in memory to a register without a record."""
    data = (resources.registers_dir() / "incident-register.xlsx").read_bytes()

    def once() -> float:
        start = time.perf_counter()
        patch(data, EDITS[:1])
        return time.perf_counter() - start

    return median(once() for _ in range(41))


def main() -> int:
    """Measure and print; the status says whether all bounds hold."""
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        size = Package(bench.data).size(bench.part)
        timed = measure(bench)
        memory = bench.peak(bench.write)
    base, ours = median(timed["codec"]), median(timed["write"])
    print(f"largest part {size / 2**20:.1f} MB, its inflating and deflating {base * 1000:.0f} ms")
    names = {"patch": "patch", "write": "patch, replace", "all": "read, patch, back up, replace"}
    for name, what in names.items():
        print(f"{what}: {median(timed[name]) * 1000:.0f} ms, {median(timed[name]) / base:.2f} times")
    print(f"peak memory of patch and replace: {memory / size:.2f} times the part")
    for library in BOUNDS:
        seconds = median(timed[library])
        print(f"{library}: {seconds:.1f} s; patch and replace are {seconds / ours:.0f} times faster")
    print(f"one row patched into a blank register: {small() * 1000:.1f} ms")
    faster = all(median(timed[library]) >= times * ours for library, times in BOUNDS.items())
    return 0 if faster and ours <= 3 * base and memory <= 4 * size else 1


if __name__ == "__main__":
    sys.exit(main())
