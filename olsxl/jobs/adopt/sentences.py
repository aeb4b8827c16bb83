"""What adopting a register came to, in sentences, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.adopt import told
from olsxl.adopt.answers import FILE_NAME
from olsxl.jobs.review.sentences import review_text
from olsxl.jobs.secrets import CHILD_KEY
from olsxl.report.findings import totals
from olsxl.report.unread import told_first

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from olsxl.jobs.adopt.adoption import Adopted, Trial
    from olsxl.jobs.adopt.child_key import MadeKey


def adopted_text(result: Adopted, register: Path, *, dry_run: bool) -> str:
    """What was understood, what was written, and what to do next."""
    if result.seen and not result.doubts:
        return f"{register.name} is adopted already: {result.settings} names it. Nothing was changed."
    if dry_run:
        written = "A dry run: nothing was written."
    elif result.again:
        written = f"{register.name} is adopted already. " + (
            "Nothing was changed." if result.seen else f"Added to {result.settings}; every other line stands as it did."
        )
    else:
        written = (
            f"Written: {result.settings}, and the new sheets. All that stood in {register.name} stands as it did, and "
            "a copy of it as it was is kept."
        )
    if not dry_run and result.understood and result.understood.writes_references:
        written += " Each record has its reference in a new last column."
    after = [] if dry_run else [*_key(result.key), f"Next: {_next(result, register)}"]
    return "\n".join((*_understood(result), "", written, *after))


def _key(made: MadeKey | None) -> Iterator[str]:
    """The child key that was made, and what is left to a person."""
    if made:
        yield (
            f"Made: {made.path}, a workbook with a password, with a reference for each of {made.children} children. "
            "Type there the names of whom only initials stand, and the dates of birth. What stands in the register "
            "stays until you type the references there."
        )
    if made and not made.named:
        yield (
            "Until every run can open it nothing reads it: put its password into the environment variable "
            f'{CHILD_KEY}, then write in olsxl.toml under [register]: child_key = "{made.path.name}"'
        )


def _next(result: Adopted, register: Path) -> str:
    if not result.doubts:
        return f"correct in {result.settings.name} what was taken wrongly, then run: olsxl check"
    again = f"olsxl adopt {quoted(register)} --answers {quoted(result.settings.with_name(FILE_NAME))}"
    return f"answer the questions in {FILE_NAME} beside it, then run: {again}"


def tried_text(trial: Trial, register: Path) -> str:
    """What was understood, what adopting a copy came to, and that the original is as it was."""
    same = "the same" if trial.before == trial.after else "NOT the same: somebody has saved it meanwhile"
    return "\n".join(
        (
            *_understood(trial.adopted),
            "",
            "Tried on a copy, which is gone again:",
            f"  Sheets added: {', '.join(trial.adopted.added) or 'none'}",
            f"  olsxl check: {totals(trial.findings)}",
            review_text(trial.review, trial.home),
            "",
            f"{register.name} itself: SHA-256 {trial.before} before,",
            f"{' ' * len(register.name)}         SHA-256 {trial.after} after: {same}.",
            "Next: where this is right, run the same line without --try.",
        )
    )


def _understood(result: Adopted) -> Iterator[str]:
    """What was taken and how, and which rows are not read."""
    if result.understood:
        yield told_first(result.unread, told(result.understood, result.trained))


def quoted(path: Path) -> str:
    """A path as it can be pasted into a command line of Windows or of a Unix shell."""
    return f'"{path}"' if " " in str(path) else str(path)
