"""What can stop a job, one class each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.errors import OlsxlError
from olsxl.register import days

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from olsxl.findings import Finding


class RegisterUnusable(OlsxlError):
    """An indispensable sheet or column is missing, so that nothing can be read rightly."""

    kind = "a register lacks a sheet or a column that is indispensable"

    def __init__(self, path: Path, findings: Sequence[Finding]) -> None:
        lines = "".join(f"\n  - {finding.message}. {finding.fix}." for finding in findings)
        super().__init__(f"{path} cannot be used as a register; nothing was written:{lines}")


class ManyRows(OlsxlError):
    """A first review would add so many rows that a person should look first.

    Source: docs/contract.md, "The weekly review, exactly", 8.
    """

    kind = "the first review would add many rows, and waits for a person"

    def __init__(self, refs: Sequence[str], path: Path) -> None:
        shown = "\n".join(f"  {', '.join(refs[start : start + 6])}" for start in range(0, len(refs), 6))
        super().__init__(
            f"This first review would mark {len(refs)} records of {path} as No Update:\n{shown}\n"
            "Nothing was written. Where these are really open, run: olsxl review --first\n"
            "Where most are old and settled, set their Status, or put the day from which olsxl counts into olsxl.toml "
            "under [register] since."
        )


class LaterReview(OlsxlError):
    """A review is asked for a day before one that stands already: a missed week is never filled in (P12)."""

    def __init__(self, day: date, later_day: date, where: str) -> None:
        super().__init__(
            f"No review was made for {days.show(day)}: the review in {where} is dated {days.show(later_day)}, which is "
            "later, and nothing is filled in afterwards. Where that date is a slip, correct it; where a week was "
            "missed, explain it in the Comment of that review."
        )


class HomeGone(OlsxlError):
    """The folder of the home vanished while a job was at work in it, so that what was left to do was not done."""

    kind = "the folder of the home is not there"

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"The folder {folder} can no longer be reached: it was there when olsxl began. Check that its drive, the "
            "network or OneDrive is connected, then run the same command again: what was done is not done twice."
        )


class StateUnusable(OlsxlError):
    """The state folder cannot be made, read or written."""

    kind = "the folder in which olsxl keeps its own files cannot be used"

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(
            f"The folder {folder}, where olsxl keeps its outbox and backups, cannot be used: {why}. Check its "
            "rights and the free space of the disk, or name another in olsxl.toml under [state] dir."
        )


class StateNotPrivate(OlsxlError):
    """Others may look into the state folder, and its drive does not let that be changed."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"Others on this computer or network may look into {folder}, where olsxl keeps mail and backups, and this "
            "account cannot change that. Name a folder on a disk of this computer in olsxl.toml under [state] dir, or "
            "take that line out: olsxl then finds a place."
        )


class StateBusy(OlsxlError):
    """Another olsxl is writing in the state folder, and does not come to an end."""

    kind = "another olsxl was at work"

    exit_status = 4

    def __init__(self, folder: Path) -> None:
        super().__init__(f"Another olsxl is writing in the folder {folder}. Try again in a few minutes.")


class NewerState(OlsxlError):
    """The state folder was written by a newer olsxl."""

    kind = "a newer olsxl has worked in this home"

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"The folder {folder} was written by a newer olsxl than this one. Update olsxl on this computer; "
            "nothing was changed."
        )


class NoTrainingRegister(OlsxlError):
    """The home keeps no training register."""

    def __init__(self, config: Path) -> None:
        super().__init__(
            f"{config} names no training register. Put its path there under [registers] training; `olsxl init` lays "
            "out a blank one."
        )


class PackPassword(OlsxlError):
    """The password that is given for packs is none that a reader could type into Excel."""

    def __init__(self, name: str, longest: int) -> None:
        super().__init__(
            f"The password in {name} is blank, or longer than the {longest} characters that Excel takes; nothing was "
            "made. Set another, or take it away: then one is made up and shown once."
        )
