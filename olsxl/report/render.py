"""The summary as a mail and as a page, each for one audience.

Text, mail and page are filled from the same words, so that none of them can tell another story. For the audience
`counts` references and people are not merely hidden: no template can reach them, and one that asks for them fails.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from olsxl import resources
from olsxl.report import charts
from olsxl.report.figures import Figures
from olsxl.report.rows import details
from olsxl.report.sentences import concerns, deadlines, headline, notices, sections
from olsxl.report.summary import Bar
from olsxl.report.training.sentences import bars
from olsxl.report.wording import clean, counted, day, sentence_case, weekday, wrapped

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from olsxl.config import Audience
    from olsxl.report.summary import Summary

_MADE_FOR: dict[Audience, str] = {
    "manager": "For the registered manager",
    "deputy": "For the deputy",
    "counts": "Numbers only",
}


class Mail(NamedTuple):
    """One message: its subject, and the same facts as text and as HTML."""

    subject: str
    text: str
    html: str


class FailureTold(NamedTuple):
    """That olsxl could not work: a page with the reason in full, a message without a word of a register."""

    page: str
    mail: Mail


class Renderer:
    """Words summaries; `template_dir` is the home's own folder of templates, which go before the product's."""

    def __init__(self, template_dir: Path | None = None) -> None:
        from olsxl.report.engine import Engine  # jinja2 and css_inline load here, not at --version

        self._engine = Engine(template_dir, resources.templates_dir())

    @property
    def failures(self) -> tuple[str, ...]:
        """What is wrong with the home's own templates, so far, a sentence each: the product's served in their place."""
        return tuple(dict.fromkeys(map(str, self._engine.failures)))

    def mail(self, summary: Summary, audience: Audience) -> Mail:
        """The message of one review; raises TemplateFailed where a template cannot be used."""
        names = context(summary, audience)
        return Mail(
            subject=" ".join(self._engine.fill("weekly.subject.txt", names).split()),
            text=_tidy(wrapped(self._engine.fill("weekly.txt", names))),
            html=_tidy(self._engine.mail("weekly.html", names)),
        )

    def page(self, summary: Summary, audience: Audience = "manager") -> str:
        """The same summary as a page that needs no other file; raises TemplateFailed."""
        names = context(summary, audience, whole=True)
        return _tidy(self._engine.fill("page.html", names, drawings=_drawings(summary)))

    def failure(self, names: Mapping[str, object]) -> FailureTold:
        """That a run by schedule could not do its work, as `jobs.failure` knows it; raises TemplateFailed."""
        return FailureTold(
            page=_tidy(self._engine.fill("failure.html", {**names, "whole": True})),
            mail=Mail(
                subject=f"olsxl could not do its work: {names['home']}",
                text=_tidy(wrapped(self._engine.fill("failure.txt", names))),
                html=_tidy(self._engine.mail("failure.html", {**names, "whole": False})),
            ),
        )

    def findings(self, names: Mapping[str, object]) -> str:
        """The page of `olsxl check`, from the names of `findings.page.context`; raises TemplateFailed."""
        return _tidy(self._engine.fill("findings.html", names))


def context(summary: Summary, audience: Audience, *, whole: bool = False) -> dict[str, object]:
    """All names that a template knows; `whole` for a page, which cuts no list short."""
    shared: dict[str, object] = {
        "home": clean(summary.home),
        "review": summary.review,
        "day": weekday(summary.day),
        "period": f"{day(summary.period_from)} to {day(summary.day)}",
        "audience": audience,
        "made_for": _MADE_FOR[audience],
        "named": audience != "counts",
        "pending": summary.pending,
        "headline": headline(summary, audience),
        "notices": notices(summary),
        "deadlines": deadlines(summary),
        "concerns": concerns(summary),
        "figures": Figures.of(summary),
        "said": sections(summary),
        "ages": _ages(summary),
        "months": bars(summary.training.months),
        "span": counted(len(summary.weeks), "week"),
    }
    return shared if audience == "counts" else shared | details(summary, whole=whole)


def _ages(summary: Summary) -> tuple[Bar, ...]:
    return tuple(Bar(sentence_case(clean(bar.label)), bar.value) for bar in summary.ages)


def _drawings(summary: Summary) -> dict[str, str]:
    """The charts and their legend, as markup whose text is escaped already."""
    facts = summary.training
    return {
        "chart_ages": charts.open_by_age(_ages(summary)),
        "chart_due": charts.due_by_month(bars(facts.months)) if facts.people else "",
        "chart_reviews": charts.reviews(summary.weeks),
        "chart_training": charts.training(facts.trained, facts.people) if facts.people else "",
        "legend_reviews": charts.legend(summary.weeks),
    }


def _tidy(text: str) -> str:
    """No blanks at the end of a line, never two blank lines on end, one line end at the end."""
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", text)).strip() + "\n"
