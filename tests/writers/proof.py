"""Workbooks as any writer may leave them, times what is done to them: kept, or refused by name, never damaged.

    python -m tests.writers [INPUTS] [SEED]        (100,000 inputs where nothing is said)

An input is the same on every run. All processors are used.
"""

from __future__ import annotations

import random
import traceback
from typing import Literal

from olsxl.workbook import EditRefused, UnreadableWorkbook, patch, tables
from tests.workbook.reasons import reason
from tests.writers.judge import complaints
from tests.writers.packages import Writer
from tests.writers.reader import Reading
from tests.writers.trials import drawn

State = Literal["kept", "refused", "damaged"]


def one(seed: int) -> tuple[State, str]:
    """Try one input, and return what became of it, and why."""
    made = Writer(seed).write()
    trial = drawn(made, random.Random(-seed))  # noqa: S311 - inputs that can be made again
    odd = f"input {seed} ({', '.join(made.oddities)}), {trial.edits}"
    try:
        after = patch(made.data, trial.edits)
        tables(after, sheets=True)
    except EditRefused as refusal:
        return "refused", reason(refusal)
    except UnreadableWorkbook as refusal:
        return "damaged", f"{odd}: called unreadable: {refusal}"
    except Exception:  # noqa: BLE001 - this is what is looked for
        return "damaged", f"{odd}: {traceback.format_exc(limit=-3)}"
    try:
        found = complaints(Reading(made.data), Reading(after), trial)
    except Exception:  # noqa: BLE001 - a workbook that cannot be judged is not kept
        found = [f"not readable: {traceback.format_exc()}"]
    return ("damaged", f"{odd}: {'; '.join(found[:3])}") if found else ("kept", "")
