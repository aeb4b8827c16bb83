"""`olsxl adopt`."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from olsxl.adopt import told
from olsxl.cli import wording
from olsxl.cli.options import dry_run_option, now, today_option
from olsxl.config import HomeSection
from olsxl.report.findings import totals

if TYPE_CHECKING:
    from datetime import date

    from olsxl.jobs.adopt import Adopted, Trial


@click.command()
@click.argument("register", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--training", type=click.Path(path_type=Path, dir_okay=False), help="The training register, if any.")
@click.option(
    "--try", "trial", is_flag=True, help="Adopt, check and review a copy; show what would be, change nothing."
)
@dry_run_option
@today_option
def adopt(register: Path, training: Path | None, trial: bool, dry_run: bool, today: date | None) -> int:
    """Take on REGISTER, an Excel workbook that you keep already, as it is.

    Its sheets, headings and values are recognised and shown; what differs from ours goes into an olsxl.toml beside it,
    where you can correct it. The sheets that are missing are added; nothing that stands in the register is changed.
    """
    from olsxl.jobs.adopt import adopt as take_on
    from olsxl.jobs.adopt import try_on_copy
    from olsxl.jobs.options import RunOptions

    day = today or now().astimezone(ZoneInfo(HomeSection().timezone)).date()  # there is no olsxl.toml yet
    if trial:
        click.echo(_tried(try_on_copy(register, training, day, now()), register))
    else:
        options = RunOptions(dry_run=dry_run, pause=time.sleep, tell=lambda sentence: click.echo(sentence, err=True))
        click.echo(_adopted(take_on(register, training, day, options), register, dry_run=dry_run))
    return 0


def _adopted(result: Adopted, register: Path, *, dry_run: bool) -> str:
    """What was understood, and what was written."""
    if result.understood is None:
        return f"{register.name} is adopted already: {result.settings} names it. Nothing was changed."
    text = told(result.understood, result.trained)
    if dry_run:
        return f"{text}\n\nA dry run: nothing was written."
    return (
        f"{text}\n\nWritten: {result.settings}, and the new sheets. All that stood in {register.name} stands as it "
        f"did, and a copy of it as it was is kept.\nNext: correct in {result.settings.name} what was taken wrongly, "
        "then run: olsxl check"
    )


def _tried(trial: Trial, register: Path) -> str:
    """What was understood, what adopting a copy came to, and that the original is as it was."""
    understood = trial.adopted.understood
    text = told(understood, trial.adopted.trained) if understood else ""
    same = "the same" if trial.before == trial.after else "NOT the same: somebody has saved it meanwhile"
    return "\n".join(
        (
            text,
            "",
            "Tried on a copy, which is gone again:",
            f"  Sheets added: {', '.join(trial.adopted.added) or 'none'}",
            f"  olsxl check: {totals(trial.findings)}",
            wording.review(trial.review, trial.home),
            "",
            f"{register.name} itself: SHA-256 {trial.before} before,",
            f"{' ' * len(register.name)}         SHA-256 {trial.after} after: {same}.",
            f"Next: olsxl adopt {register}",
        )
    )
