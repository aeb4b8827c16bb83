"""What a review asks of its workbooks: each is opened once, and a sheet is inflated as often as somebody needs it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from python_calamine import CalamineWorkbook

from olsxl.workbook.container.package import Package
from olsxl.workbook.reading import book, cells
from tests.jobs.reviewing import Trial
from tests.registers import TODAY, incident, incident_register, review, update

if TYPE_CHECKING:
    from pathlib import Path

REGISTER = incident_register(*map(incident, range(1, 30)), review(), *(update(2, day=TODAY) for _ in range(200)))


class Counts:
    """How often a zip is opened, by us and by calamine, and each sheet inflated by us, by its zip and part."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Count from here."""
        self.zips: Counter[bytes] = Counter()
        self.calamine = 0
        self.sheets: Counter[tuple[bytes, str]] = Counter()

    def of(self, data: bytes) -> list[int]:
        """The times that the sheets of a workbook were inflated, in the order of their parts."""
        return [times for (whole, _), times in sorted(self.sheets.items()) if whole == data]


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> Counts:
    found, opened, read = Counts(), Package.__init__, Package.read

    def open_counted(self: Package, data: bytes) -> None:
        found.zips[data] += 1
        opened(self, data)

    def read_counted(self: Package, part: str) -> bytes:
        if "/worksheets/sheet" in part:
            found.sheets[self.data, part] += 1
        return read(self, part)

    class Calamine:
        @staticmethod
        def from_filelike(file: object) -> CalamineWorkbook:
            found.calamine += 1
            return CalamineWorkbook.from_filelike(file)  # type: ignore[arg-type]

    monkeypatch.setattr(Package, "__init__", open_counted)
    monkeypatch.setattr(Package, "read", read_counted)
    monkeypatch.setattr(cells, "CalamineWorkbook", Calamine)
    return found


def test_a_review_opens_each_workbook_once_and_inflates_no_sheet_twice(tmp_path: Path, counts: Counts) -> None:
    trial = Trial(tmp_path / "home").lay_out(REGISTER)
    counts.begin()
    assert trial.review().status == "reviewed"
    assert [*counts.zips.values()] == [1, 1, 1]  # both registers, and the new one, read back before it is written
    assert counts.calamine == 2  # it opens each register for itself, and inflates the sheets that it reads
    assert set(counts.sheets.values()) == {1}


def test_a_large_sheet_is_let_go_between_its_cells_its_layout_and_the_rows_that_it_gets(
    tmp_path: Path, counts: Counts, monkeypatch: pytest.MonkeyPatch
) -> None:
    trial = Trial(tmp_path / "home").lay_out(REGISTER)
    monkeypatch.setattr(book, "_SMALL", 2**14)
    counts.begin()
    assert trial.review().status == "reviewed"
    incidents, updates, *others = counts.of(REGISTER)
    assert (incidents, updates, set(others)) == (2, 3, {1})  # the small ones are kept
