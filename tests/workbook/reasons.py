"""Why workbooks were refused, so that many refusals can be counted by their kind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from olsxl.workbook import EditRefused

if TYPE_CHECKING:
    from olsxl.errors import OlsxlError

_PARTICULAR = re.compile(r"'.*?'(?!\w)|\(?\b[A-Z]{1,3}\d+(:[A-Z]{1,3}\d+)?\b\)?|\b\d+\b|\S*/\S*|\S*\.\w\S*")


def reason(refusal: OlsxlError) -> str:
    """Return what a refusal is about, without the names, cells and numbers of the workbook."""
    text = refusal.structure if isinstance(refusal, EditRefused) else str(refusal).partition(". ")[0]
    return " ".join(_PARTICULAR.sub("", text).split())[:90]
