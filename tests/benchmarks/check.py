"""`olsxl check` against what calamine needs merely to read the register: `python -m tests.benchmarks.check`.

The bounds: beyond start-up at most 3 times calamine's reading of 10,000 incidents and 100,000 updates, in less than
600 MB; 200 incidents and 2,000 updates in less than 0.9 s, whole process. One run; checks and readings alternate.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.benchmarks.__main__ import OLSXL, Bench
from tests.benchmarks.measure import median, paired
from tests.benchmarks.registers import TODAY, cached

_READ = """
import sys, python_calamine
book = python_calamine.load_workbook(sys.argv[1])
for name in book.sheet_names:
    book.get_sheet_by_name(name).to_python()
"""
_LOAD = "import sys, python_calamine"


def main() -> int:
    """Measure and print; the exit status tells whether the bounds hold."""
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))

        def check(incidents: int, updates: int) -> list[str]:
            register = bench.home(incidents, updates)
            return [*OLSXL, "check", "--config", str(register.parent), "--today", TODAY.isoformat()]

        small, start = paired(7, lambda: check(200, 2_000), lambda: check(1, 1))
        read = [sys.executable, "-c", _READ, str(cached(10_000, 100_000))]
        large, bare = paired(3, lambda: check(10_000, 100_000), lambda: read)
        empty = median(5, lambda: [sys.executable, "-c", _LOAD])
    times = (large.seconds - start.seconds) / (bare.seconds - empty.seconds)
    print(f"check of 200 incidents, 2,000 updates: {small.seconds:.2f} s, start-up {start.seconds:.2f} s")
    print(
        f"check of 10,000 incidents, 100,000 updates: {large.seconds:.2f} s, {large.megabytes:.0f} MB; beyond start-up "
        f"{times:.1f} times calamine's bare reading ({bare.seconds - empty.seconds:.2f} s)"
    )
    return 0 if times <= 3 and large.megabytes < 600 and small.seconds < 0.9 else 1


if __name__ == "__main__":
    sys.exit(main())
