"""The summary of the last review as a page, without writing to a register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.jobs import failure
from olsxl.jobs.home import Home, Registers, read_registers, require_columns
from olsxl.jobs.notify import tell_failures
from olsxl.jobs.outputs import output_path, save_output
from olsxl.report.build import ReviewView, summarise
from olsxl.report.render import Renderer
from olsxl.review.past import of_week, past_reviews
from olsxl.review.plan import plan
from olsxl.rules import apply

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime
    from pathlib import Path

    from olsxl.config import Audience
    from olsxl.report.summary import Summary


def report(
    home: Home, today: date, now: datetime, audience: Audience = "manager", tell: Callable[[str], None] = lambda _: None
) -> str:
    """The page for a day; `tell` says which template of the home could not be used. Raises what reading raises."""
    renderer = Renderer(home.templates)
    summary = summary_of(home, require_columns(home, read_registers(home)), today, now)
    page = renderer.page(summary, audience)
    tell_failures(renderer, tell)
    return page


def summary_of(home: Home, registers: Registers, today: date, now: datetime) -> Summary:
    """The summary of a day: of its week's review where that was made, else of what the review would find."""
    done = of_week(past_reviews(registers.incidents.reviews), today)
    made = plan(registers.incidents, done.day if done else today, home.local(now), since=home.config.register_.since)
    context = registers.context(home, made.day)
    failed_on = failure.failed_on(home, made.review)
    view = ReviewView(made, written=done is not None, busy=False, failed_on=failed_on)
    return summarise(context, view, apply(context))


def write_page(home: Home, page: str, out: Path | None, name: str = "report.html", *, overwrite: bool) -> Path:
    """Write the page where the manager asked for it, else by its name into the state folder; returns the path.

    Raises the classes under OutputRefused; StateUnusable, StateBusy, NewerState.
    """
    if out is None:
        home.state.prepare()
        return home.state.write(home.state.summaries / name, page.encode())
    path = output_path(home, out, name, overwrite=overwrite)
    save_output(home, path, page.encode(), overwrite=overwrite)
    return path
