"""The sheet Register: the incidents reported in the period, by the audience's columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.blank.block import Block, Column, Value
from olsxl.pack.document import Sheet
from olsxl.report.wording import counted

if TYPE_CHECKING:
    from olsxl.pack.audience import Audience, Field
    from olsxl.pack.period import Period
    from olsxl.pack.source import Source


def register(source: Source, audience: Audience, period: Period) -> Sheet:
    """Every row that was reported in the period, also one whose reference stands twice: it may be a typing error."""
    rows = period.rows(source.incidents.incidents, "Reported on")
    fields = [field for field in audience.register if any(map(source.incidents.incidents.keeps, field.sources))]
    columns = tuple(Column(field.heading, field.width) for field in fields)
    values = tuple(tuple(_value(source, row, field) for field in fields) for row in rows)
    told = f"{counted(len(rows), 'incident was', 'incidents were')} reported from {period}."
    lines = (told, "Children by reference; staff, carers and volunteers by Person ID where a text names them.")
    return Sheet("Register", "Online safety incidents", lines, ((Block("Register", columns, values),),))


def _value(source: Source, row: int, field: Field) -> Value:
    table = source.incidents.incidents
    if field.kind == "day":
        return source.day(table, row, field.sources[0])
    if field.kind == "reference":
        return source.reference(table, row, field.sources[0])
    if field.kind == "references":
        return source.references(table, row, field.sources[0])
    return source.text(table, row, field.sources)
