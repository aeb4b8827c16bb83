"""`olsxl init`, `olsxl demo` and `olsxl adopt`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from olsxl.cli.options import dry_run_option, now, today_option

if TYPE_CHECKING:
    from datetime import date


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path())
def init(folder: Path) -> int:
    """Lay out blank registers and olsxl.toml in FOLDER (the current one); what is there already is left as it is."""
    from olsxl.jobs.init import init as lay_out

    for path, outcome in lay_out(folder):
        click.echo(f"{outcome:8} {path}")
    click.echo("Next: fill in [home] in olsxl.toml, record in the registers with Excel, and run: olsxl check")
    return 0


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path("demo"))
def demo(folder: Path) -> int:
    """Lay out a small fictional home in FOLDER (demo), then make the real weekly review of it.

    Run again on the same folder, it leaves everything there as it is, and reviews it again.
    """
    from olsxl.cli import wording
    from olsxl.demo import demo as lay_out

    home, result = lay_out(folder, now())
    click.echo(f"A fictional home lies in {folder}: open {home.incidents.name} in Excel and look around.\n")
    click.echo(wording.review(result, home))
    click.echo(f"\nThe registers have a few mistakes on purpose. See them with: olsxl check --config {folder}")
    return 0


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
    from olsxl.cli import adopting
    from olsxl.jobs.adopt import adopt as take_on
    from olsxl.jobs.adopt import try_on_copy

    day = today or adopting.today(now())
    if trial:
        click.echo(adopting.tried(try_on_copy(register, training, day, now()), register))
    else:
        click.echo(adopting.adopted(take_on(register, training, day, dry_run=dry_run), register, dry_run=dry_run))
    return 0
