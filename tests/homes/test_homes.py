"""A sample of what `python -m tests.homes` tries by the thousand; its judge is tried as well."""

from __future__ import annotations

import random
import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.homes.habits import HABITS
from tests.homes.judge import Seen, complaints
from tests.homes.manager import Doubt, Manager, Week
from tests.homes.proof import START, one

if TYPE_CHECKING:
    from tests.homes.log import Log

THEN = date(2026, 11, 26)


@pytest.mark.proof
@pytest.mark.parametrize("home", range(len(HABITS)))
def test_six_weeks_of_edits_are_reviewed_rightly_or_what_is_in_doubt_is_told(home: int) -> None:
    assert one(home) == ("kept", "")


def manager() -> Manager:
    """One who has had one review, which marked Calls and Film; Server was updated on 17 November."""
    found = Manager(HABITS["banners"], random.Random(1))  # noqa: S311 - the same on every run
    assert found.right(START) == Week(frozenset(("Calls", "Server", "Film")), frozenset(("Server",)))
    found.reviews.append(START)
    for story in ("Calls", "Film"):
        found.records[story].marked.add(START)
    return found


def test_the_oracle_counts_what_is_dated_in_the_window_and_what_is_late() -> None:
    knows = manager()
    assert knows.right(THEN).updated == frozenset()
    knows.records["Calls"].days.add(date(2026, 11, 18))
    knows.records["Server"].days.add(date(2026, 11, 18))
    knows.records["Film"].days.add(date(2026, 11, 27))
    assert knows.right(THEN).updated == {"Calls"}


def test_the_judge_sees_a_wrong_mark_a_record_passed_over_and_a_doubt_that_is_not_told() -> None:
    knows = manager()
    everything = frozenset(("Calls", "Server", "Film"))
    right = Seen(frozenset(), Week(everything, frozenset()), everything)
    updated, closed = Week(everything, frozenset(("Film",))), Week(everything - {"Film"}, frozenset())
    doubt = Doubt("writes", ("Log!E4",), lambda _: None)
    told = right._replace(told=frozenset(("UPD211 Log!E4 has grown",)))

    def found(seen: Seen, doubt: Doubt | None = None, before: frozenset[str] = frozenset()) -> list[str]:
        return [re.split("[,:] ", each)[1] for each in complaints(knows, THEN, seen, doubt, before)]

    assert (found(right), found(told, doubt)) == ([], [])
    assert found(right._replace(week=updated, marked=everything - {"Film"}))[0].startswith("is updated ['Film']")
    assert found(right._replace(marked=everything - {"Film"})) == ["marked ['Calls'"]
    assert found(right, doubt) == found(told, doubt, told.told) == ["does not tell Log!E4"]
    assert found(told._replace(week=closed), doubt) == ["hides something"]


def test_a_home_is_the_same_on_every_run() -> None:
    worked = []
    for _ in range(2):
        knows = manager()
        worked.append((knows.works(knows.habit.workbook, THEN), knows.done)[1])
    assert worked[0] == worked[1] != []


@pytest.mark.parametrize("name", HABITS)
def test_what_a_manager_knows_of_her_register_stands_in_it(name: str) -> None:
    knows = Manager(HABITS[name], random.Random(2))  # noqa: S311 - as above
    log: Log = knows.opened(knows.habit.workbook)
    assert {*knows.habit.open} <= {story for story, _ in log.places()}
    assert {*knows.habit.closing.needs, *knows.habit.updating.needs} <= {*log.headings}
