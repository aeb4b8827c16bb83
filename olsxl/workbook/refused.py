"""The one failure of an edit that would not be kept faithfully."""

from __future__ import annotations

from olsxl.errors import OlsxlError


class EditRefused(OlsxlError):
    """An edit that was not made: the sheet, the structure in its way, and what the manager can do.

    `sheet` is "" where the whole workbook stands in the way; `structure` is a short name in plain words ("sheet
    protection"), `why` a clause that says what would go wrong, `fix` a sentence without a full stop. The workbook is
    as it was.
    """

    exit_status = 2

    def __init__(self, sheet: str, structure: str, why: str, fix: str) -> None:
        self.sheet = sheet
        self.structure = structure
        self.why = why
        self.fix = fix
        place = f"the sheet '{sheet}'" if sheet else "the workbook"
        super().__init__(f"Nothing was written to {place}, because of {structure}: {why}. {fix}.")
