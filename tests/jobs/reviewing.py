"""Reviews of small homes, for the tests of the jobs."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from olsxl.jobs.home import Home
from olsxl.jobs.options import RunOptions
from olsxl.jobs.review.weekly import review
from tests import registers

if TYPE_CHECKING:
    from pathlib import Path

    from olsxl.jobs.review.make import ReviewResult

SETTINGS = """
[home]
name = "Larkfield (fictional)"
[registers]
wait = "10 s"
[mail]
from = "olsxl@larkfield.example"
[[mail.to]]
address = "manager@larkfield.example"
audience = "manager"
[[mail.to]]
address = "trustee@larkfield.example"
audience = "counts"
"""

AT = datetime(2026, 11, 19, 16, tzinfo=UTC)
"""16:00 on the day of `registers.TODAY`: in November London has Universal Time."""

OPTIONS = RunOptions()


@dataclass(frozen=True)
class Trial:
    """One small home under a temporary folder."""

    folder: Path
    settings: str = SETTINGS

    def lay_out(self, incidents: bytes) -> Trial:
        """Write its registers and its olsxl.toml."""
        registers.home(self.folder, incidents=incidents, settings=self.settings)
        return self

    @property
    def home(self) -> Home:
        """The home, opened anew."""
        return Home.open(self.folder)

    @property
    def register(self) -> Path:
        """The incident register."""
        return self.folder / "incident-register.xlsx"

    @property
    def outbox(self) -> Path:
        """The outbox."""
        return self.folder / ".olsxl" / "outbox"

    def review(self, day: date = registers.TODAY, now: datetime = AT, options: RunOptions = OPTIONS) -> ReviewResult:
        """Review it on a day."""
        return review(self.home, day, now, options)

    def messages(self) -> list[str]:
        """The names of the finished messages."""
        return sorted(path.name for path in self.outbox.glob("*.eml"))

    def listing(self) -> dict[str, bytes]:
        """Every file below the home with its bytes."""
        return {str(p.relative_to(self.folder)): p.read_bytes() for p in sorted(self.folder.rglob("*")) if p.is_file()}


def parts(workbook: bytes | Path) -> dict[str, bytes]:
    """The parts of a workbook by name."""
    import io

    with zipfile.ZipFile(io.BytesIO(workbook) if isinstance(workbook, bytes) else workbook) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
