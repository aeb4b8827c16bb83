"""Registers as homes keep them, six weeks of edits as a manager makes them, and the review of each week.

    python -m tests.homes [HOMES] [FIRST]        (1,500 homes where nothing is said)

A home is the same on every run; every fifteenth is of the same kind. Each No Update is right, or what is in doubt is
told. All processors are used.
"""

from __future__ import annotations

import random
import tempfile
import traceback
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from olsxl.jobs.adopt.adoption import Answered, adopt
from tests.homes.habits import HABITS
from tests.homes.judge import complaints, reviewed
from tests.homes.manager import Manager

if TYPE_CHECKING:
    from collections.abc import Iterator

State = Literal["kept", "refused", "damaged"]
START = date(2026, 11, 19)
WEEKS = 6


def one(seed: int) -> tuple[State, str]:
    """Six weeks of one home: what became of it, and why."""
    name = [*HABITS][seed % len(HABITS)]
    manager = Manager(HABITS[name], random.Random(seed))  # noqa: S311 - a home that can be made again
    with tempfile.TemporaryDirectory(prefix="olsxl-homes-") as folder:
        register = Path(folder) / "Our log.xlsx"
        register.write_bytes(manager.habit.workbook)
        try:
            adopt(register, None, START, answered=Answered(manager.habit.answers))
            found = _weeks(manager, register)
        except Exception:  # noqa: BLE001 - this is what is looked for
            found = [traceback.format_exc(limit=-4)]
    if not found:
        return "kept", ""
    done = "\n    ".join(manager.done)
    return "damaged", f"home {seed}, {name}:\n    {done}\n  " + "\n  ".join(found)


def _weeks(manager: Manager, register: Path) -> list[str]:
    """Each week: she works, puzzles now and then, has it reviewed, and mends what she was told of."""
    told: frozenset[str] = frozenset()
    for today in _days(manager.rng):
        doubt = None
        if manager.reviews:
            data = manager.works(register.read_bytes(), today)
            if manager.rng.random() < 0.4:
                data, doubt = manager.puzzles(data, today)
            if doubt is None and manager.rng.random() < 0.1:
                found = _saved_elsewhere(manager, register, data, today)
                if found:
                    return found
            register.write_bytes(data)
        seen = reviewed(manager, register, today)
        found = complaints(manager, today, seen, doubt, told)
        if doubt:
            register.write_bytes(manager.mends(register.read_bytes(), doubt))
        if doubt and seen.week is None and not found:
            seen = reviewed(manager, register, today)
            found = complaints(manager, today, seen, None, told)
        if found:
            return found
        told = told if doubt else seen.told
        manager.reviews.append(today)
        for story in seen.marked:
            manager.records[story].marked.add(today)
    return []


def _days(rng: random.Random) -> Iterator[date]:
    """The days of the reviews: each of its own week, and now and then a week without one."""
    yield START
    monday = START - timedelta(days=START.weekday())
    for _ in range(WEEKS):
        monday += timedelta(weeks=rng.choice((1, 1, 1, 1, 1, 1, 1, 2)))
        yield monday + timedelta(days=rng.randint(1, 4))


def _saved_elsewhere(manager: Manager, register: Path, data: bytes, today: date) -> list[str]:
    """She saves her work under another name; it is told, nothing is written, and she puts hers in its place."""
    other, before = register.with_name("Our log new.xlsx"), register.read_bytes()
    other.write_bytes(data)
    seen = reviewed(manager, register, today)
    other.replace(register)
    manager.done.append(f"{today:%d/%m} saves under another name")
    found = [] if any(other.name in line for line in seen.told) else ["does not tell of the other name"]
    return [*found, *(["writes to the old one"] if before != data and seen.week else [])]
