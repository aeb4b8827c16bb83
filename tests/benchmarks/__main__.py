"""The figures of docs/reference/figures.md: `python -m tests.benchmarks`. Ratios of one quiet run."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.measure import Figure, median, paired
from tests.benchmarks.registers import TODAY, cached

OLSXL = [sys.executable, "-m", "olsxl"]
ON_ITS_DAY = (
    "from datetime import UTC, datetime; from olsxl.cli import main;"
    f"main(lambda: datetime({TODAY.year}, {TODAY.month}, {TODAY.day}, 12, tzinfo=UTC))"
)
"""The program with its clock on the day of the registers: a review is written on no other."""
NOTHING = [sys.executable, "-c", "pass"]


class Bench:
    """A folder for the homes that are measured."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def home(self, incidents: int, updates: int) -> Path:
        """A fresh home with a register of so many rows; returns the register."""
        home = self.folder / "home"
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir()
        register = home / "incident-register.xlsx"
        shutil.copyfile(cached(incidents, updates), register)
        (home / "olsxl.toml").write_text(
            '[registers]\ntraining = ""\n[mail]\nfrom = "a@home.example"\n[[mail.to]]\naddress = "b@home.example"\n'
            'audience = "manager"\n',
            encoding="utf-8",
        )
        return register

    def review(self, incidents: int, updates: int) -> list[str]:
        """The command of a review of such a home."""
        register = self.home(incidents, updates)
        return [sys.executable, "-c", ON_ITS_DAY, "review", "--first", "--config", str(register.parent)]

    def plain(self, incidents: int, updates: int) -> list[str]:
        """The command of the plain script on the same register."""
        register = self.home(incidents, updates)
        return [sys.executable, "-m", "tests.benchmarks.plain_review", str(register), TODAY.isoformat()]


def main() -> None:
    """Measure and print everything."""
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        _versus("olsxl --version, against python -c pass", *paired(15, lambda: [*OLSXL, "--version"], lambda: NOTHING))
        small = median(9, lambda: bench.review(200, 2_000))
        _line("review of 200 incidents, 2,000 updates", small)
        tenth = median(5, lambda: bench.review(1_000, 10_000))
        _line("review of 1,000 incidents, 10,000 updates", tenth)
        ours, plain = paired(3, lambda: bench.review(10_000, 100_000), lambda: bench.plain(10_000, 100_000))
        _line("review of 10,000 incidents, 100,000 updates", ours)
        _line("the same with pandas and openpyxl", plain)
        faster, lighter = plain.seconds / ours.seconds, ours.megabytes / plain.megabytes
        print(f"  {faster:.1f} times faster, in {lighter:.2f} of its memory")
        start = median(5, lambda: bench.review(1, 1))
        growth = (ours.seconds - start.seconds) / (tenth.seconds - start.seconds)
        print(f"  10 times the rows beyond start-up ({start.seconds:.2f} s) take {growth:.1f} times as long")


def _line(what: str, figure: Figure) -> None:
    print(f"{what}: {figure.seconds:.2f} s, {figure.megabytes:.0f} MB")


def _versus(what: str, ours: Figure, other: Figure) -> None:
    print(f"{what}: {ours.seconds * 1000:.0f} ms, {ours.seconds / other.seconds:.1f} times")


if __name__ == "__main__":
    main()
