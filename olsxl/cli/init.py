"""`olsxl init`."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path())
def init(folder: Path) -> int:
    """Lay out blank registers and olsxl.toml in FOLDER (the current one); what is there already is left as it is."""
    from olsxl.jobs.init import init as lay_out

    for path, outcome in lay_out(folder):
        click.echo(f"{outcome:8} {path}")
    click.echo("Next: fill in [home] in olsxl.toml, record in the registers with Excel, and run: olsxl check")
    return 0
