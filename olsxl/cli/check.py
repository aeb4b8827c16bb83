"""`olsxl check`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from olsxl.cli.options import config_option, day_of, format_option, now, open_home, overwrite_option, tell, today_option
from olsxl.findings import count

if TYPE_CHECKING:
    from datetime import date


@click.command()
@config_option
@today_option
@format_option
@click.option("--all", "everything", is_flag=True, help="Show every finding, however many there are.")
@click.option(
    "--page",
    is_flag=False,
    flag_value="",
    metavar="[FILE.html]",
    help="Write all findings as a page; without a name into the state folder.",
)
@click.option("--open", "show", is_flag=True, help="Write the page, and open it in the browser.")
@click.option(
    "--workbook",
    type=click.Path(path_type=Path),
    metavar="FILE.xlsx",
    help="Write all findings into a new workbook, with a link to each cell.",
)
@overwrite_option
def check(
    config: Path | None,
    today: date | None,
    form: str,
    everything: bool,
    page: str | None,
    show: bool,
    workbook: Path | None,
    overwrite: bool,
) -> int:
    """Validate both registers and show what is wrong, cell by cell. Nothing is written to a register.

    At most 40 lines are shown, errors first, on the screen as in a file; --all shows every finding. The page and the
    workbook hold all of them, and are for the manager alone.
    """
    from olsxl.cli import terminal
    from olsxl.jobs import export_findings as job
    from olsxl.jobs.check import check as apply
    from olsxl.report import findings as formats
    from olsxl.report.unread import told_first

    home = open_home(config)
    day = day_of(home, today)
    checked = apply(home, day, now(), for_terminal=form == "text" and terminal.is_watched())
    if form == "json":
        click.echo(json.dumps(formats.as_json(checked.findings, checked.unread), indent=2))
    elif page is None and not show and workbook is None:
        look = terminal.look(checked.first_words)
        text = formats.as_text(checked.findings, checked.changes, look, everything=everything)
        click.echo(told_first(checked.unread, text))
    else:
        click.echo(told_first(checked.unread, formats.totals_text(checked.findings, checked.changes)))
    if page is not None or show:
        path = job.write_page(home, day, checked, Path(page) if page else None, tell, overwrite=overwrite)
        click.echo(f"The findings are written to {path}", err=form == "json")
        if show:
            click.launch(path.absolute().as_uri())
    if workbook is not None:
        path = job.write_workbook(home, day, checked, workbook, overwrite=overwrite)
        click.echo(f"The findings are written to {path}", err=form == "json")
    return int(count(checked.findings, "error") > 0)
