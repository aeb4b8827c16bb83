"""The one failure of an edit that would not be kept faithfully."""

from __future__ import annotations

from olsxl.errors import OlsxlError


class EditRefused(OlsxlError):
    """An edit that was not made: the sheet, the structure in its way, and what the manager can do.

    `structure` is a short name in plain words ("a protected sheet"), `why` a clause that says what would go wrong,
    `fix` a sentence without a full stop. The workbook is as it was.
    """

    exit_status = 2

    def __init__(self, sheet: str, structure: str, why: str, fix: str) -> None:
        self.sheet = sheet
        self.structure = structure
        self.why = why
        self.fix = fix
        super().__init__(f"Nothing was written to the sheet '{sheet}', because of {structure}: {why}. {fix}.")
