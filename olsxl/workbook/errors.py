"""Every way in which a workbook can fail to be read or written, one class each.

Each takes facts and builds the sentence that a manager reads: what is wrong, where, and what to do about it.
`UnreadableWorkbook` stands for all that cannot be read, `UnwritableWorkbook` for all that cannot be written;
what only needs another try later (`WorkbookBusy`, `WorkbookChanged`) has exit status 4. `EditRefused` is the one
failure of an edit that would not be kept faithfully.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from olsxl.errors import OlsxlError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

RESTORE = (
    "The newest entries may stand in what it was copied or saved from: let that copy or save come to its end, or look "
    "for it on the other computer, the drive or in OneDrive (Version history). Only where there is none, put this file "
    "aside without deleting it, and take the newest version from the backups"
)
UNOPENED = f"Where Excel cannot open it: {RESTORE[0].lower()}{RESTORE[1:]}"
_SAVE_AS = "Open it in Excel, choose File, Save As, and the type 'Excel Workbook (*.xlsx)'"


class UnreadableWorkbook(OlsxlError):
    """A workbook that cannot be read: `where` it lies (path, name, or "the workbook"), why, and what to do.

    `reason` is a clause without a full stop ("is empty"), `fix` a sentence without one.
    """

    kind = "a register could not be read"

    def __init__(self, where: str | Path, reason: str, fix: str) -> None:
        self.reason = reason
        self.fix = fix
        self.at(where)

    def at(self, where: str | Path) -> Self:
        """Give the same failure its place: for code that had only the bytes, caught by code that knows the path."""
        self.where = where
        self.args = (f"{where} {self.reason}. {self.fix}.",)
        return self

    def in_sheet(self, sheet: str) -> Self:
        """Name the sheet in which that is, for code that knew only its part; one that is named already stays."""
        if sheet and f"'{sheet}'" not in self.reason:
            self.reason = f"{self.reason} (its sheet '{sheet}')"
        return self.at(self.where)


@contextmanager
def reading_sheet(sheet: str) -> Iterator[None]:
    """Name the sheet in whatever says that it cannot be read."""
    try:
        yield
    except UnreadableWorkbook as failure:
        raise failure.in_sheet(sheet) from None


class WorkbookMissing(UnreadableWorkbook):
    """There is no file at the path, also after the moment for which Excel's saving takes it away."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "is not there", "Check the name and the folder, and put the right path into olsxl.toml")


class WorkbookIsNoFile(UnreadableWorkbook):
    """The path leads to a folder, or to something else that is no plain file."""

    def __init__(self, path: Path, what: str) -> None:
        super().__init__(path, f"is {what}, not a workbook", "Give the path of the workbook itself")


class WorkbookNotAllowed(UnreadableWorkbook):
    """The operating system does not let this account read the file."""

    def __init__(self, path: Path) -> None:
        fix = "Ask whoever looks after the computer to let this account read it"
        super().__init__(path, "may not be read by this account", fix)


class WorkbookNotRead(UnreadableWorkbook):
    """The disk, the network or the cloud service failed while the file was read; `why` is what the system said."""

    def __init__(self, path: Path, why: str) -> None:
        fix = "Check that the drive or OneDrive is connected and that the file opens in Excel, then try again"
        super().__init__(path, f"could not be read: {why}", fix)


class WorkbookTooLarge(UnreadableWorkbook):
    """The file is larger than any register: `size` and `limit` in bytes."""

    def __init__(self, path: str | Path, size: int, limit: int) -> None:
        reason = f"has {size // 2**20} MB, and olsxl reads workbooks up to {limit // 2**20} MB"
        super().__init__(path, reason, "Check that it is the register, and take large pictures out of it")


class WorkbookEmpty(UnreadableWorkbook):
    """The file has no bytes at all."""

    def __init__(self, path: str | Path) -> None:
        super().__init__(path, "is empty: it has no content at all", RESTORE)


class WorkbookTruncated(UnreadableWorkbook):
    """The file begins or ends as a workbook does, and its other `part` is missing."""

    def __init__(self, path: str | Path, part: str = "end") -> None:
        reason = f"is damaged: its {part} is missing, as after a copy or a save that was cut short"
        super().__init__(path, reason, RESTORE)


class OldExcelFormat(UnreadableWorkbook):
    """A workbook of Excel 97 to 2003 (.xls), whatever it is called."""

    def __init__(self, path: str | Path) -> None:
        super().__init__(path, "is in the old format of Excel 97 to 2003 (.xls)", _SAVE_AS)


class BinaryExcelFormat(UnreadableWorkbook):
    """A binary workbook (.xlsb), whatever it is called."""

    def __init__(self, path: str | Path) -> None:
        super().__init__(path, "is a binary workbook (.xlsb)", _SAVE_AS)


class NotExcel(UnreadableWorkbook):
    """A file of another kind, whatever it is called; `what` says which ("a text file")."""

    def __init__(self, path: str | Path, what: str) -> None:
        super().__init__(path, f"is {what}, not an Excel workbook", _SAVE_AS)


class WorkbookEncrypted(UnreadableWorkbook):
    """The workbook has a password to open, and none was given; `variable` is where one is looked for."""

    def __init__(self, path: str | Path, variable: str) -> None:
        fix = f"Put its password into the environment variable {variable}"
        super().__init__(path, "is encrypted and needs a password to open", fix)


class WrongPassword(UnreadableWorkbook):
    """The workbook has a password to open, and it is not the one given; `variable` is where that came from."""

    def __init__(self, path: str | Path, variable: str) -> None:
        fix = f"Put the right one into the environment variable {variable}"
        super().__init__(path, "is encrypted, and the password given does not open it", fix)


class EncryptionUnknown(UnreadableWorkbook):
    """The workbook is encrypted in a way that cannot be undone here, or its encryption is damaged."""

    def __init__(self, path: str | Path) -> None:
        fix = f"Open it in Excel, and in File, Info, Protect Workbook set its password again. {UNOPENED}"
        super().__init__(path, "is encrypted in a way that olsxl does not know, or damaged", fix)


class SensitivityLabel(UnreadableWorkbook):
    """The workbook is encrypted by a sensitivity label or rights management: no password opens it."""

    def __init__(self, path: str | Path) -> None:
        fix = "Ask whoever set the label for one without encryption, or give the file a password in Excel instead"
        super().__init__(path, "is protected by a sensitivity label, so that no password opens it", fix)


class SheetMissing(UnreadableWorkbook):
    """The workbook has no worksheet of this name; `sheets` are the names that it has."""

    def __init__(self, where: str | Path, sheet: str, sheets: list[str]) -> None:
        super().__init__(where, f"has no sheet '{sheet}'", f"Its sheets are: {', '.join(sheets)}")


class SheetTooLarge(UnreadableWorkbook):
    """A sheet has something so far from the rest that all between cannot be held: the last `row` and `column`."""

    def __init__(self, where: str | Path, sheet: str, row: int, column: int) -> None:
        reason = f"has in its sheet '{sheet}' something as far away as row {row} and column number {column}"
        fix = "In that sheet delete the rows below the list and the columns to its right, and save it"
        super().__init__(where, reason, fix)


class SheetOfFormats(UnreadableWorkbook):
    """A sheet with more rows than can be read, most of them formats below the `last_row` that holds anything."""

    def __init__(self, where: str | Path, sheet: str, size: int, last_row: int) -> None:
        reason = (
            f"has a sheet, '{sheet}', of {size // 2**20} MB, which is larger than any register's: its rows are "
            f"formatted far below row {last_row}, the last in which anything stands"
        )
        fix = (
            f"In Excel click the number of row {last_row + 1} on that sheet, press Ctrl+Shift+Down, choose Home, "
            "Delete, Delete Sheet Rows, and save the workbook"
        )
        super().__init__(where, reason, fix)


class UnwritableWorkbook(OlsxlError):
    """A workbook that cannot be written: the `path`, why, and what to do. The file is as it was before."""

    kind = "a register could not be written to"

    def __init__(self, path: str | Path, reason: str, fix: str) -> None:
        self.path = path
        self.reason = reason
        self.fix = fix
        super().__init__(f"{path} {reason}. Nothing was changed. {fix}.")


class WorkbookReadOnly(UnwritableWorkbook):
    """The file is marked read-only, or this account may not write it."""

    def __init__(self, path: Path) -> None:
        fix = "In its Properties take the mark 'Read-only' away, or ask for the right to change it"
        super().__init__(path, "is read-only for this account", fix)


class FolderNotWritable(UnwritableWorkbook):
    """No file can be made in a folder where one is needed: the register's own, the backups' or the locks'."""

    def __init__(self, path: Path, folder: Path, why: str) -> None:
        self.folder = folder
        fix = "Ask for the right to create files in that folder, or free space on the disk, then try again"
        super().__init__(path, f"could not be written, because the folder {folder} takes no file: {why}", fix)


class WriteFailed(UnwritableWorkbook):
    """The disk refused or spoiled the new file before it took the old one's place; `why` is what the system said."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(path, f"could not be written: {why}", "Check the disk and its free space, then try again")


class EncryptionFailed(UnwritableWorkbook):
    """What was encrypted does not open again with its own password."""

    def __init__(self, path: str | Path) -> None:
        super().__init__(path, "could not be encrypted so that it opens again", "Report this as a fault of olsxl")


class WorkbookBusy(UnwritableWorkbook):
    """Somebody has the workbook open: `who` as the lock names them, `since` where it says so (local time)."""

    exit_status = 4

    def __init__(self, path: Path, who: str, since: datetime | None = None) -> None:
        self.who = who
        self.since = since
        when = f", since {since:%d.%m.%Y %H:%M}" if since else ""
        super().__init__(path, f"is open: {who}{when}", "Close it there, then try again")


class WorkbookChanged(UnwritableWorkbook):
    """The workbook was saved by somebody between our reading and our writing."""

    exit_status = 4

    def __init__(self, path: Path) -> None:
        super().__init__(path, "has been saved by somebody meanwhile", "Run the same command again")


class ConflictCopy(UnwritableWorkbook):
    """A newer copy lies beside the workbook, made by a syncing service where two people saved at once."""

    exit_status = 4

    def __init__(self, path: Path, copy: Path) -> None:
        self.copy = copy
        fix = "Open both in Excel, bring what is new into one of them under the register's name, and delete the other"
        super().__init__(
            path, f"has a newer copy beside it, {copy.name}, which OneDrive or another service made from two saves", fix
        )


class EditRefused(OlsxlError):
    """An edit that was not made: the sheet, the structure in its way, and what the manager can do.

    `sheet` is "" where the whole workbook stands in the way; `structure` is a short name in plain words ("sheet
    protection"), `why` a clause that says what would go wrong, `fix` a sentence without a full stop. The workbook is
    as it was.
    """

    kind = "a register is laid out in a way that keeps a row from being added"

    exit_status = 2

    def __init__(self, sheet: str, structure: str, why: str, fix: str) -> None:
        self.sheet = sheet
        self.structure = structure
        self.why = why
        self.fix = fix
        place = f"the sheet '{sheet}'" if sheet else "the workbook"
        super().__init__(f"Nothing was written to {place}, because of {structure}: {why}. {fix}.")
