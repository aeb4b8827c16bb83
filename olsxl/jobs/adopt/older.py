"""The older workbooks that lie beside a register: which of them are to be counted with it (`[registers] history`)."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from olsxl import config
from olsxl.adopt import mapping_text, understand
from olsxl.adopt.doubts import NONE, Doubt
from olsxl.errors import OlsxlError
from olsxl.jobs.home import read
from olsxl.jobs.older import mapping_of
from olsxl.register import days, reading
from olsxl.register.older import standing_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from olsxl.adopt.doubts import Inquiry
    from olsxl.jobs.secrets import Secrets
    from olsxl.register.registers import IncidentRegister

_MOST = 0.5
"""Where more of its records stand in the register, a workbook is a copy of it and no older one."""


class OlderRegister(NamedTuple):
    """A workbook whose records are older than those of the register beside it, with the text of its mapping."""

    path: Path
    mapping: str
    read: IncidentRegister
    in_doubt: int

    @property
    def sentence(self) -> str:
        """What was taken, for a person."""
        reported = self.read.incidents.frame["Reported on"].dropna()
        number = f"{len(self.read.incidents.frame)} records from {days.show(reported.min())}"
        doubt = f", {self.in_doubt} of its columns or words as is likely" if self.in_doubt else ""
        return (
            f"{self.path.name} is counted in packs, {number} to {days.show(reported.max())}, and never written to. It "
            f"is read by {mapping_of(self.path).name}{doubt}: correct there what was taken wrongly."
        )


def older_beside(
    register: Path, incidents: IncidentRegister, others: Collection[Path], today: date, secrets: Secrets
) -> Iterator[OlderRegister]:
    """Every such workbook in the folder of a register but for those `others` that are something else.

    What cannot be read, or is not understood as a register of incidents, is none.
    """
    known = {path.resolve() for path in (register, *others)}
    newest = incidents.incidents.frame["Reported on"].max()
    for path in sorted(register.absolute().parent.glob("*.xls[xm]")):
        if path.name.startswith("~$") or path.resolve() in known:
            continue
        with suppress(OlsxlError, OSError):
            found = _understood(path, today, secrets)
            table = found.read.incidents
            copied = standing_in(incidents.incidents, table)
            if table.frame["Reported on"].max() < newest and sum(copied) < _MOST * len(copied):
                yield found


def _understood(path: Path, today: date, secrets: Secrets) -> OlderRegister:
    book = read(path, secrets).workbook
    understood = understand(book, path.name, today)
    mapping = mapping_text(path.name, understood)
    register = reading.incident_register(book, path.name, config.parse(mapping))
    return OlderRegister(path, mapping, register, len(understood.doubts))


def asked_older(register: Path, found: Sequence[OlderRegister], inquiry: Inquiry) -> list[OlderRegister]:
    """Those of them that are to be counted, by what was answered. Raises AnswerNotUnderstood."""
    if not found:
        return []
    names = tuple(each.path.name for each in found)
    question = (
        f"Which of the workbooks beside {register.name} are older registers of the home? They are counted with it in "
        "packs, and never written to"
    )
    taken = inquiry.several(Doubt("older-workbooks", question, (*names, NONE), names, (NONE,), several=True))
    return [each for each in found if each.path.name in taken]
