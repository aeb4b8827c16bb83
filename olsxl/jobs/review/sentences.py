"""What a review came to, in sentences, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.register import days
from olsxl.report.findings import changes_text, totals
from olsxl.report.unread import told_first
from olsxl.report.wording import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from olsxl.jobs.home import Home
    from olsxl.jobs.review.make import ReviewResult


def review_text(result: ReviewResult, home: Home) -> str:
    """What a review came to: what was written, what it says, where the summary and the messages lie."""
    lines = [*_finished(result), *_done(result, home), *_facts(result), *_left(result, home)]
    return told_first(result.unread, "\n".join(lines))


def _finished(result: ReviewResult) -> Iterator[str]:
    for name in result.finished:
        yield f"The review {name}, which had found the register in use, was made first."


def _done(result: ReviewResult, home: Home) -> Iterator[str]:
    day, name = days.show(result.today), home.incidents.name
    if result.status == "already-reviewed":
        yield f"{result.review}: reviewed already, on {day}. Nothing was added to {name}."
    elif result.status == "queued":
        yield f"{result.review}: not made yet. {result.busy}"
        yield "The review is queued: once the register is closed, the next `olsxl review` or `olsxl run` makes it."
    elif result.dry_run:
        yield f"{result.review}: a dry run for {day}. Nothing was written or sent. It would add to {name}:"
        yield f"  {_rows(result)}"
    else:
        yield f"{result.review}: reviewed on {day}. Added to {name}: {_rows(result)}."


def _rows(result: ReviewResult) -> str:
    number = result.updates_appended
    return f"{number} row{'' if number == 1 else 's'} to Updates, {result.reviews_appended} row to Reviews"


def _facts(result: ReviewResult) -> Iterator[str]:
    yield f"  Open: {len(result.open)}   updated: {len(result.updated)}   No Update: {len(result.no_update)}"
    if result.no_update:
        will = "Will be marked No Update unless an update is entered" if result.status == "queued" else "No Update"
        yield from _list(will, result.no_update, result.first_words)
    if result.late:
        yield from _list("Updated late, for the review before", result.late, result.first_words)
    if result.overdue_reviews:
        yield f"  Weeks without a review since the first: {result.overdue_reviews}"
    more = "  (see: olsxl check)" if result.findings else ""
    yield f"  In the registers: {totals(result.findings)}{more}"
    if result.changes:
        yield f"  {changes_text(result.changes)}"


def _list(title: str, refs: Sequence[str], first_words: Mapping[str, str]) -> Iterator[str]:
    """The references behind their title; more than six below it, six a line; each on its own with its first words."""
    if first_words:
        yield f"  {title}:"
        yield from (f"    {ref}  {clean(first_words.get(ref, ''))}".rstrip() for ref in refs)
        return
    lines = [", ".join(refs[start : start + 6]) for start in range(0, len(refs), 6)]
    if len(lines) == 1:
        yield f"  {title}: {lines[0]}"
    else:
        yield f"  {title}:"
        yield ",\n".join(f"    {line}" for line in lines)


def _left(result: ReviewResult, home: Home) -> Iterator[str]:
    if result.dry_run:
        return
    if result.summary:
        yield f"  Summary:  {result.summary}"
    yield f"  Messages: {_messages(result, home)}"
    yield from result.problems
    if result.status == "reviewed":
        read = "read the summary, then " if result.summary else ""
        yield f"Next: {read}sign the new row in the sheet of reviews of {home.incidents.name}."


def _messages(result: ReviewResult, home: Home) -> str:
    if not home.config.mail.to:
        return "none, because olsxl.toml names nobody under [[mail.to]]"
    states = [message["state"] for message in result.messages]
    told = ", ".join(f"{states.count(state)} {state}" for state in dict.fromkeys(states)) or "none"
    by_hand = home.config.mail.transport == "outbox" and "queued" in states
    return f"{told}, in {home.state.outbox}{': for a person or a flow to send' if by_hand else ''}"
