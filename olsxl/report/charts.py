"""The charts of the page as inline SVG. Each says in words what it shows; no meaning hangs on a colour.

A drawing is 320 units wide, which is about its width on a phone and in a column of the page, so that its text keeps
its size on both. Colours come from the style sheet of the page by class: `ink`, `faint`, `fill`, `warn`, `line`.
"""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING

from olsxl.report.wording import counted, day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from olsxl.report.summary import Bar, Week, WeekState

WIDTH = 320
LABEL, VALUE = 112, 36
GAP = 14
STEP, IN_A_ROW, MARK = 24, 13, 26
MOST_SEGMENTS = 30

WEEK_WORDS: dict[WeekState, str] = {
    "signed": "signed",
    "unsigned": "not signed",
    "missed": "missed",
    "explained": "missed but explained",
    "none": "before the first review",
}


def open_by_age(bars: Sequence[Bar]) -> str:
    """One bar an age."""
    return _bars("chart-age", "Open records by age", bars, 20)


def due_by_month(bars: Sequence[Bar]) -> str:
    """One bar a month, below that of the overdue."""
    return _bars("chart-due", "People who fall due for training, by month", bars, 12)


def _bars(name: str, title: str, bars: Sequence[Bar], thick: int) -> str:
    """Horizontal bars, each with its label and its number."""
    most = max((bar.value for bar in bars), default=0) or 1
    rows = []
    for index, bar in enumerate(bars):
        top = index * (thick + GAP)
        length, base = round((WIDTH - LABEL - VALUE) * bar.value / most, 1), top + GAP // 2 + thick // 2 + 4
        rows.append(
            f'<text class="ink" x="0" y="{base}">{escape(bar.label)}</text>'
            f'<path class="line" d="M{LABEL} {top + 5}v{thick + 4}"/>'
            f'<rect class="{"warn" if bar.alert else "fill"}" x="{LABEL}" y="{top + GAP // 2}" width="{length}" '
            f'height="{thick}"/><text class="ink strong" x="{LABEL + length + 8}" y="{base}">{bar.value}</text>'
        )
    said = "; ".join(f"{bar.label}: {bar.value}" for bar in bars)
    return _drawing(name, title, said, len(bars) * (thick + GAP), rows)


def reviews(weeks: Sequence[Week]) -> str:
    """One mark a week in rows of a quarter, oldest first: the shape of the mark tells what became of the week."""
    rows = [weeks[start : start + IN_A_ROW] for start in range(0, len(weeks), IN_A_ROW)]
    height = 58
    marks = [_weeks_row(row, index * height) for index, row in enumerate(rows)]
    said = "; ".join(f"{week.review} {WEEK_WORDS[week.state]}" for week in weeks)
    return _drawing(
        "chart-reviews", f"Reviews of the last {counted(len(weeks), 'week')}", said, len(rows) * height, marks
    )


def _weeks_row(row: Sequence[Week], top: int) -> str:
    marks = ""
    for index, week in enumerate(row):
        told = escape(f"{week.review}, week of {day(week.monday)}: {WEEK_WORDS[week.state]}")
        place = f"translate({index * STEP} {top + 2}) scale({STEP / MARK:.2f})"
        marks += f'<g transform="{place}"><title>{told}</title>{_MARKS[week.state]}</g>'
    first, last = day(row[0].monday)[:5], day(row[-1].monday)[:5]
    end = len(row) * STEP
    until = f'<text class="faint" x="{end}" y="{top + 46}" text-anchor="end">{last}</text>' if len(row) > 3 else ""
    return f'{marks}<text class="faint" x="1" y="{top + 46}">{first}</text>{until}'


_MARKS: dict[WeekState, str] = {
    "signed": '<rect class="fill" x="1" y="1" width="24" height="24"/><path class="tick" d="M7 13.5l4 4 8-9"/>',
    "unsigned": '<rect class="hollow" x="2" y="2" width="22" height="22"/><path class="hollow" d="M8 18h10"/>',
    "missed": '<path class="cross" d="M6 6l14 14M20 6L6 20"/>',
    "explained": '<circle class="ring" cx="13" cy="13" r="11"/><path class="ring" d="M9 9l8 8M17 9l-8 8"/>',
    "none": '<circle class="dot" cx="13" cy="13" r="2.5"/>',
}


def legend(weeks: Sequence[Week]) -> str:
    """The marks that the chart of reviews shows, each with its words and how many there are."""
    states = Counter(week.state for week in weeks)
    # the words stand beside a mark, so that it is hidden from a screen reader
    items = [
        f'<li><svg class="mark" viewBox="0 0 {MARK} {MARK}" aria-hidden="true">{_MARKS[state]}</svg>'
        f"{states[state]} {words}</li>"
        for state, words in WEEK_WORDS.items()
        if states[state]
    ]
    return f'<ul class="legend" role="list">{"".join(items)}</ul>'


def training(trained: int, people: int) -> str:
    """A bar of one segment a person: filled for the trained, an outline for the others; of many people their share."""
    said = f"{trained} of {counted(people, 'person', 'people')}"
    if people <= MOST_SEGMENTS:
        step = (WIDTH - 4) / max(people, 1)
        body = [
            f'<rect class="{"fill" if index < trained else "hollow"}" x="{2 + index * step:.1f}" y="6" '
            f'width="{step - 3:.1f}" height="28"/>'
            for index in range(people)
        ]
    else:
        length = round((WIDTH - 4) * trained / people, 1)
        body = [
            f'<rect class="hollow" x="2" y="6" width="{WIDTH - 4}" height="28"/>',
            f'<rect class="fill" x="2" y="6" width="{length}" height="28"/>',
        ]
    return _drawing("chart-training", "People with training in date", said, 40, body)


def _drawing(name: str, title: str, said: str, height: int, body: Sequence[str]) -> str:
    return (
        f'<svg class="chart" role="img" viewBox="0 0 {WIDTH} {height}" aria-labelledby="{name}-t {name}-d">'
        f'<title id="{name}-t">{escape(title)}</title><desc id="{name}-d">{escape(said)}</desc>{"".join(body)}</svg>'
    )
