"""What adopt cannot understand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.errors import OlsxlError

if TYPE_CHECKING:
    from collections.abc import Sequence


class NotUnderstood(OlsxlError):
    """A workbook that cannot be taken as a register: `why` are sentences, each with what to change."""

    def __init__(self, workbook: str, why: Sequence[str]) -> None:
        self.why = tuple(why)
        lines = "".join(f"\n  - {sentence}" for sentence in why)
        super().__init__(f"{workbook} cannot be taken on as it is; nothing was written:{lines}")
