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
