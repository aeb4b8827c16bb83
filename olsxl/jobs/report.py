"""The summary of the last review as a page, without writing to a register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl import files
from olsxl.jobs.errors import NotAPage, PageNotWritten
from olsxl.jobs.home import Home, read_registers, require_columns
from olsxl.report.build import ReviewView, summarise
from olsxl.report.render import Renderer
from olsxl.review.past import of_week, past_reviews
from olsxl.review.plan import plan
from olsxl.rules import apply

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

    from olsxl.config import Audience
    from olsxl.report.summary import Summary


def report(home: Home, today: date, now: datetime, audience: Audience = "manager") -> str:
    """The page for a day. Raises what reading the registers raises, and TemplateFailed."""
    return Renderer(home.templates).page(summary_of(home, today, now), audience)


def summary_of(home: Home, today: date, now: datetime) -> Summary:
    """The summary of a day: of its week's review where that was made, else of what the review would find.

    Raises what reading the registers raises.
    """
    registers = require_columns(home, read_registers(home))
    done = of_week(past_reviews(registers.incidents.reviews), today)
    made = plan(registers.incidents, done.day if done else today, home.local(now), since=home.config.register_.since)
    context = registers.context(home, made.day)
    return summarise(context, ReviewView(made, written=done is not None, busy=False), apply(context))


def write_page(home: Home, page: str, out: Path | None, name: str = "report.html") -> Path:
    """Write the page where the manager asked for it, else by its name into the state folder; returns the path.

    Raises NotAPage where `out` does not end in .html: a page never takes the place of another kind of file.
    """
    if out is None:
        home.state.prepare()
        return home.state.write(home.state.summaries / name, page.encode())
    if out.suffix.casefold() not in (".html", ".htm"):
        raise NotAPage(out)
    try:
        files.write_atomic(out, page.encode())
    except OSError as error:
        raise PageNotWritten(out, error.strerror or type(error).__name__) from error
    return out
