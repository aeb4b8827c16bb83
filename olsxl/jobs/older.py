"""Reading the older workbooks of a home (`[registers] history`); one that cannot be read hides no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl import config, workbook
from olsxl.errors import OlsxlError
from olsxl.jobs.secrets import REGISTER, Secrets
from olsxl.register import reading
from olsxl.register.older import OlderWorkbook
from olsxl.rules import missing_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from olsxl.config import Config


def mapping_of(older: Path) -> Path:
    """The settings that say how an older workbook is read; where there are none, it is read as the register is."""
    return older.with_suffix(".toml")


def older_workbooks(paths: Iterable[Path], settings: Config, secrets: Secrets) -> Iterator[OlderWorkbook]:
    """Each of them, in their order; `settings` are those of the home."""
    for path in paths:
        try:
            yield _read(path, settings, secrets)
        except OlsxlError as failure:
            yield OlderWorkbook(path.name, trouble=str(failure))


def _read(path: Path, settings: Config, secrets: Secrets) -> OlderWorkbook:
    mapping = mapping_of(path)
    own = config.load(mapping) if mapping.is_file() else settings
    snapshot = workbook.read(path, password=secrets.get(REGISTER), variable=REGISTER)
    register = reading.incident_register(snapshot.workbook, path.name, own)
    if missing := missing_columns([register.incidents], own):
        why = f"{missing[0].message}. What its sheets and columns are called stands in {mapping.name} beside it"
        return OlderWorkbook(path.name, trouble=f"{why}, under [sheets] and [columns.incidents] as in olsxl.toml")
    return OlderWorkbook(path.name, register, snapshot.sha256)
