"""Sign-in sheets as people keep them, and what they come to in a small register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.config import Config
from olsxl.register.reading import training_register
from olsxl.training.attendance import page
from olsxl.training.attendance.plan import Asked, LogPlan, plan
from olsxl.training.attendance.sheet import SignInSheet, understand
from olsxl.workbook import Workbook
from tests import registers

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from olsxl.workbook import AppendRow

DAY = registers.TODAY
"""Of the session, and of the logging."""

ASKED = Asked()

PEOPLE = (
    registers.person(1, full_name="Juniper Quillfeather"),
    registers.person(2, full_name="Barnaby Thistlewood"),
    registers.person(3, full_name="Odette O'Marlow-Finch"),
)


def understood(*lines: str, day: date | None = DAY, known: dict[str, str] | None = None) -> SignInSheet:
    """A csv of these lines."""
    pages = tuple(page.of_text("\r\n".join(lines).encode(), "signed.csv"))
    return understand(pages, "signed.csv", known or {}, day)


def of_workbook(rows: Sequence[Sequence[object]], day: date | None = DAY) -> SignInSheet:
    """A workbook with one sheet of these rows."""
    data = registers.plain({"Signed": rows})
    return understand(tuple(page.of_workbook(Workbook(data))), "signed.xlsx", {}, day)


def planned(
    sheet: SignInSheet,
    *rows: AppendRow,
    people: Sequence[AppendRow] = PEOPLE,
    today: date = DAY,
    asked: Asked = ASKED,
) -> LogPlan:
    """What a sheet comes to in a register of these people, and of rows of Training."""
    register = training_register(registers.training_register(*people, *rows), "training.xlsx", Config())
    return plan(sheet, register, today, asked)


def marked(mark: str, heading: str = "Attended", name: str = "Juniper Quillfeather") -> LogPlan:
    """What one person with one mark comes to."""
    return planned(understood(f"Full name,{heading}", f'"{name}",{mark}'))
