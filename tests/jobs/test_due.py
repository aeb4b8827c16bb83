from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from olsxl.config import Config, parse
from olsxl.jobs.due import TICK, Due, due

THURSDAY = datetime(2026, 11, 19, 16)
REVIEW = Due("review", "2026-W47")


def reviews(now: datetime, *runs: dict[str, str], config: Config | None = None) -> list[Due]:
    return [job for job in due(now, config or Config(), runs) if job.job == "review"]


def run(outcome: str, key: str = "2026-W47", job: str = "review") -> dict[str, str]:
    return {"job": job, "key": key, "outcome": outcome}


@pytest.mark.parametrize("now", [THURSDAY, THURSDAY + timedelta(hours=5), datetime(2026, 11, 22, 23, 59)])
def test_the_review_is_due_from_its_hour_until_the_sunday_of_its_week(now: datetime) -> None:
    assert reviews(now) == [REVIEW]


@pytest.mark.parametrize("now", [datetime(2026, 11, 16), THURSDAY - timedelta(minutes=1)])
def test_the_review_is_not_due_before_its_hour(now: datetime) -> None:
    assert reviews(now) == []


def test_a_week_that_is_over_is_not_made_up_for() -> None:
    assert reviews(datetime(2026, 11, 23, 0, 1)) == []


@pytest.mark.parametrize("outcome", ["done", "undelivered"])
def test_a_review_is_made_once_a_week(outcome: str) -> None:
    assert reviews(THURSDAY + timedelta(hours=1), run(outcome)) == []


@pytest.mark.parametrize("line", [run("failed"), run("queued"), run("done", "2026-W46"), run("done", job="mail"), {}])
def test_a_review_that_was_not_made_stays_due(line: dict[str, str]) -> None:
    assert reviews(THURSDAY, line) == [REVIEW]


def test_the_hour_is_the_homes_own() -> None:
    config = parse('[review]\nreview = "Monday 09:30"')
    assert reviews(datetime(2026, 11, 16, 9, 30), config=config) == [REVIEW]


def test_the_queue_and_the_mail_have_a_turn_every_time_and_a_review_does_the_queue_itself() -> None:
    assert [job.job for job in due(THURSDAY, Config(), [])] == ["review", "mail"]
    assert [job.job for job in due(datetime(2026, 11, 16), Config(), [])] == ["queue", "mail"]


def test_the_week_of_a_new_year_is_that_of_its_thursday() -> None:
    assert reviews(datetime(2027, 1, 2, 12)) == [Due("review", "2026-W53")]


@pytest.mark.parametrize("hour", ["23:44", "23:46", "23:50", "23:59"])
@pytest.mark.parametrize("takes", [timedelta(), timedelta(seconds=20), timedelta(minutes=4)])
@pytest.mark.parametrize("minutes", range(0, 15, 2))
def test_whatever_its_hour_on_sunday_one_turn_of_its_week_makes_the_review(
    hour: str, takes: timedelta, minutes: int
) -> None:
    config = parse(f'[review]\nreview = "Sunday {hour}"')
    first = datetime(2026, 11, 22, 22) + timedelta(minutes=minutes)
    turns = [first + number * (TICK + takes) for number in range(12)]
    assert [turn for turn in turns if REVIEW in reviews(turn, config=config)]
