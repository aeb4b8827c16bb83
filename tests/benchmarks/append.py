"""An append of 40 rows to a register of 10,000 incidents and 100,000 updates: `python -m tests.benchmarks.append`.

The bounds: at most 3 times inflating and deflating that one part with the codec in use, and peak memory of at most 4
times the largest part. Ratios of one run.
"""

from __future__ import annotations

import statistics
import sys
import time
import tracemalloc
from typing import TYPE_CHECKING

from isal import isal_zlib

from olsxl.workbook import AppendRow, patch, tables
from olsxl.workbook.package import Package
from tests.benchmarks.registers import TODAY, cached

if TYPE_CHECKING:
    from collections.abc import Callable

RUNS = 7


def seconds(work: Callable[[], object]) -> float:
    """The median time of some runs."""

    def once() -> float:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start

    return statistics.median(once() for _ in range(RUNS))


def peak(work: Callable[[], object]) -> int:
    """The most bytes that were held at a time beyond what was held before."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def main() -> int:
    """Measure and print."""
    data = cached(10_000, 100_000).read_bytes()
    table = next(table for table in tables(data) if table.name == "Updates")
    part = Package(data).read(table.sheet_part)
    row = {
        "Incident ref": "INC-1",
        "Date": TODAY,
        "Type": "No Update",
        "Update": "No Update",
        "By": "olsxl (automatic)",
    }
    edits = [AppendRow("Updates", row)] * 40

    def codec() -> bytes:
        inflated = Package(data).read(table.sheet_part)
        stream = isal_zlib.compressobj(isal_zlib.ISAL_DEFAULT_COMPRESSION, 8, -15)
        return stream.compress(inflated) + stream.flush()

    base, ours = seconds(codec), seconds(lambda: patch(data, edits))
    memory = peak(lambda: patch(data, edits))
    print(f"largest part {len(part) / 2**20:.1f} MB, its inflating and deflating {base * 1000:.0f} ms")
    print(f"patch {ours * 1000:.0f} ms: {ours / base:.2f} times; peak memory {memory / len(part):.2f} times the part")
    return 0 if ours < 3 * base and memory < 4 * len(part) else 1


if __name__ == "__main__":
    sys.exit(main())
