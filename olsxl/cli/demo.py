"""`olsxl demo`."""

from __future__ import annotations

from pathlib import Path

import click

from olsxl.cli.options import now


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path("demo"))
def demo(folder: Path) -> int:
    """Lay out a small fictional home in FOLDER (demo), then make the real weekly review of it.

    Run again on the same folder, it leaves everything there as it is, and reviews it again.
    """
    from olsxl.demo import demo as lay_out
    from olsxl.jobs.review.sentences import review_text

    home, result = lay_out(folder, now())
    click.echo(f"A fictional home lies in {folder}: open {home.incidents.name} in Excel and look around.\n")
    click.echo(review_text(result, home))
    click.echo(f"\nThe registers have a few mistakes on purpose. See them with: olsxl check --config {folder}")
    return 0
