"""The review as one would write it in an hour with pandas and openpyxl: load, append, save, render.

It is what the benchmarks hold the product against. It finds the open records without an update in the last seven days,
appends the rows and the review, saves the workbook whole and renders a page. It checks nothing, keeps nothing that
openpyxl does not know, and writes over the file.

    python -m tests.benchmarks.plain_review REGISTER YYYY-MM-DD
"""

from __future__ import annotations

import sys
from datetime import datetime, timedelta
from pathlib import Path

import openpyxl
import pandas as pd
from jinja2 import Template
from openpyxl.utils import get_column_letter

_PAGE = Template(
    "<h1>{{ review }}</h1><p>{{ refs|length }} open</p><ul>{% for ref in missing %}<li>{{ ref }}</li>{% endfor %}</ul>"
)


def review(path: Path, today: datetime) -> None:
    """Make the review of a day."""
    incidents = pd.read_excel(path, sheet_name="Incidents", engine="openpyxl")
    updates = pd.read_excel(path, sheet_name="Updates", engine="openpyxl")
    opened = incidents[incidents["Status"] != "Closed"]["Incident ref"]
    recent = updates[pd.to_datetime(updates["Date"]) > today - timedelta(days=7)]["Incident ref"]
    missing = opened[~opened.isin(recent)]
    name = f"{today:%G-W%V}"
    workbook = openpyxl.load_workbook(path)
    for ref in missing:
        workbook["Updates"].append([ref, today, "No Update", "No Update", "script", name, datetime.now()])  # noqa: DTZ005 - as a script would
    workbook["Reviews"].append([name, today, today - timedelta(days=6), len(opened)])
    for sheet in ("Updates", "Reviews"):
        table = workbook[sheet].tables[sheet]
        table.ref = f"A1:{get_column_letter(workbook[sheet].max_column)}{workbook[sheet].max_row}"
    workbook.save(path)
    page = _PAGE.render(review=name, refs=list(opened), missing=list(missing))
    path.with_suffix(".html").write_text(page, encoding="utf-8")


if __name__ == "__main__":
    review(Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2]))
