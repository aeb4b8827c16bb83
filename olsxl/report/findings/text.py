"""Findings as text: on a terminal, or where the output goes instead."""

from __future__ import annotations

from dataclasses import dataclass, field
from textwrap import wrap
from typing import TYPE_CHECKING, Literal

from olsxl.report.findings.order import Repeated, by_sheet, errors_first, repeated
from olsxl.report.findings.words import totals_text
from olsxl.report.wording import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from olsxl.findings import Finding, Severity
    from olsxl.rules import Change

LINES = 40
"""The most lines of findings, the names of their sheets among them, where not all are asked for."""

_INDENT = " " * 10
_MARKS: dict[Severity, str] = {"error": "ERROR  ", "warning": "warning"}


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How the text is to look: its width in columns (None: a line is never broken), and how a word is coloured.

    `first_words` tell of a record beside its reference, on the manager's own terminal alone.
    """

    width: int | None = None
    paint: Callable[[str, Severity | Literal["sheet"]], str] = lambda text, _: text
    first_words: Mapping[str, str] = field(default_factory=dict)


def as_text(
    findings: Sequence[Finding],
    changes: Sequence[Change] = (),
    look: TextStyle = TextStyle(),
    *,
    everything: bool = False,
) -> str:
    """The findings by sheet, errors first, as many as have room; then the number of the rest, and what all come to.

    Those that repeat one are told with it, unless everything is asked for.
    """
    told = [Repeated(found, ()) for found in findings] if everything else repeated(errors_first(findings))
    shown = told if everything else _with_room(told, look)
    more = {each.finding: each.more for each in shown}
    groups = by_sheet(each.finding for each in shown)
    lines = []
    for group in groups:
        lines.append(look.paint(group.title, "sheet"))
        lines += [line for found in group.findings for line in _finding(Repeated(found, more[found]), look)]
        lines.append("")
    if left := len(findings) - sum(1 + len(each.more) for each in shown):
        lines.append(f"... and {left} more. Every one of them: olsxl check --all")
    lines.append(totals_text(findings, changes))
    if groups:
        code = groups[0].findings[0].code
        lines.append(f"Why a rule matters, and how to put it right: olsxl explain {code}")
    return "\n".join(lines)


def _with_room(told: Sequence[Repeated], look: TextStyle) -> list[Repeated]:
    """The first findings that fit into LINES with the names of their sheets."""
    shown: list[Repeated] = []
    sheets: set[tuple[str, str | None]] = set()
    taken = 0
    for each in told:
        sheet = (each.finding.workbook, each.finding.sheet)
        taken += sum(1 for _ in _finding(each, look)) + (0 if sheet in sheets else 2)
        if taken > LINES and shown:
            break
        sheets.add(sheet)
        shown.append(each)
    return shown


def _finding(told: Repeated, look: TextStyle) -> Iterator[str]:
    finding = told.finding
    ref = f" [{clean(finding.ref)}]" if finding.ref else ""
    more = f" and {len(told.more)} more alike" if told.more else ""
    yield f"  {look.paint(_MARKS[finding.severity], finding.severity)} {finding.code} {clean(finding.where)}{ref}{more}"
    if finding.ref and (words := look.first_words.get(finding.ref)):
        yield f"{_INDENT}{clean(words)[: (look.width or 120) - len(_INDENT)]}"
    sentences = f"{_INDENT}{clean(finding.message)}. {clean(finding.fix)}."
    if look.width is None:
        yield sentences
    else:
        yield from wrap(sentences, look.width, subsequent_indent=_INDENT, break_on_hyphens=False)
