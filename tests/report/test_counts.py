"""The copy with numbers only holds no reference, no person, no cell and no finding, in any of its forms."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pytest

from olsxl.report.render import Renderer
from olsxl.report.summary import Action, Observation, OpenRecord
from olsxl.report.training.facts import Gap, Link, Training, Untrained
from tests.report import samples

if TYPE_CHECKING:
    from pathlib import Path

    from olsxl.findings import Severity
    from olsxl.report.summary import OpenState, Summary
    from olsxl.training.status import StatusCode

RENDERER = Renderer()


def copies(summary: Summary) -> str:
    """All that the audience `counts` may get, on end."""
    mail = RENDERER.mail(summary, "counts")
    return "\n".join((mail.subject, mail.text, mail.html, RENDERER.page(summary, "counts")))


def details(summary: Summary) -> set[str]:
    """Every text of a summary that stands for a record, a person, a cell or a finding."""
    found = {action.text for action in summary.actions} | set(summary.marked)
    found |= {item for action in summary.actions for item in action.items if item != summary.review}
    found |= {text for record in summary.open for text in (record.ref, record.where, record.owner)}
    found |= {text for seen in summary.observations for text in (seen.code, seen.where, seen.title)}
    training = summary.training
    found |= {gap.person for gap in (*training.gaps, *training.coming)} | set(training.link.undecided)
    found |= {text for each in training.link.untrained for text in (each.ref, *each.people)}
    return found - {""}


@pytest.mark.parametrize("summary", [samples.busy(), samples.pending(), samples.huge()])
def test_numbers_only_means_no_reference_no_person_no_cell_and_no_rule(summary: Summary) -> None:
    everything = copies(summary)
    for detail in details(summary):
        assert detail not in everything
    assert not re.search(r"OLS-\d|\bP-\d|![A-Z]+\d|(?:INC|UPD|REV|TRN|WBK)\d", everything)


def any_training(draw: Random, refs: list[str]) -> Training:
    statuses: tuple[StatusCode, ...] = ("overdue", "never-trained", "paused", "due-soon")
    gaps = tuple(Gap(f"{x}p", draw.choice(statuses), samples.TODAY, draw.randrange(-9, 9)) for x in refs)
    link = Link(tuple(Untrained(x, (f"{x}p", f"{x}q")) for x in refs), draw.randrange(3), tuple(refs))
    months = samples.months({2: draw.randrange(3)}, draw.randrange(3))
    return Training(draw.randrange(9), draw.randrange(12), gaps, months, gaps, draw.randrange(2), link)


def any_summary(seed: int) -> Summary:
    """A summary of random size and states in which every text that could give something away begins with `Zq`."""
    draw = Random(seed)  # noqa: S311 - the same summaries on every run
    states: tuple[OpenState, ...] = ("updated", "late", "no-update")
    refs = [f"Zq{number}" for number in range(draw.randrange(6))]
    records = [
        OpenRecord(ref, f"{ref}!A1", draw.choice((None, 3, 200)), f"{ref}o", "Open", None, draw.choice(states), False)
        for ref in refs
    ]
    severities: tuple[Severity, ...] = ("error", "warning")
    return replace(
        samples.busy(),
        pending=draw.random() < 0.5,
        open=tuple(replace(record, long_open=(record.age or 0) > 90) for record in records),
        marked=tuple(ref for ref in refs if draw.random() < 0.5),
        observations=tuple(Observation(f"{x}c", draw.choice(severities), f"{x}!B2", f"{x}t") for x in refs),
        training=any_training(draw, refs),
        actions=tuple(Action(f"{x} text", samples.TODAY.replace(day=draw.randrange(10, 28)), (x,)) for x in refs),
    )


@pytest.mark.parametrize("seed", range(30))
def test_whatever_stands_in_a_summary_no_detail_of_it_reaches_a_copy_with_numbers_only(seed: int) -> None:
    assert "Zq" not in copies(any_summary(seed))


def test_a_template_of_the_home_cannot_reach_a_reference_where_numbers_only_are_meant(tmp_path: Path) -> None:
    (tmp_path / "weekly.txt").write_text("{% for record in records %}{{ record.ref }}{% endfor %}", encoding="utf-8")
    renderer = Renderer(tmp_path)
    assert "OLS-2026-0007" in renderer.mail(samples.busy(), "manager").text
    assert renderer.mail(samples.busy(), "counts") == Renderer().mail(samples.busy(), "counts")
    (failed,) = renderer.failures
    assert "'records' is no name that it can use here" in str(failed)
