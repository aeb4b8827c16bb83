"""What can stop a job of the training register, one class each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.errors import OlsxlError

if TYPE_CHECKING:
    from pathlib import Path


class SheetNotRead(OlsxlError):
    """The file of a sign-in sheet cannot be read; `why` is a clause."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"The sign-in sheet {path} could not be read: {why}. Check that it is the right file.")


class SheetIsRegister(OlsxlError):
    """What is given as a sign-in sheet is a register of the home."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is a register itself, not a sign-in sheet. Give the file that people signed.")


class SheetNotMade(OlsxlError):
    """A sign-in sheet that cannot be made: why, and what to do."""

    def __init__(self, why: str, fix: str) -> None:
        super().__init__(f"No sign-in sheet was made: {why}. {fix}.")


class MatrixNotWritten(OlsxlError):
    """Attendance that would go into a matrix, into which nothing is written."""

    def __init__(self, register: Path, sheet: str) -> None:
        super().__init__(
            f"Nothing was logged: the sheet '{sheet}' of {register.name} has a column for each course, and olsxl never "
            "writes into such a sheet. Type the day of the session there, under the course, for those who came."
        )


class NamesApart(OlsxlError):
    """Attendance that would go into a list whose first names and surnames stand in columns of their own."""

    def __init__(self, register: Path, sheet: str) -> None:
        super().__init__(
            f"Nothing was logged: the sheet '{sheet}' of {register.name} has first names and surnames in columns of "
            "their own, and olsxl cannot part a name. Type the rows there, or give the list one column with the whole "
            "name and name it in olsxl.toml under [columns.training]."
        )
