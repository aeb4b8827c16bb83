"""Excel tables and filters."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from tests.data.registers.making.parts import dollars
from tests.data.registers.making.styles import HEADER_LINE, MAIN

if TYPE_CHECKING:
    from tests.data.registers.making.book import Cell, Filter, Sheet, Table
    from tests.data.registers.making.parts import Package


def auto_filter(chosen: Filter, *, google: bool) -> str:
    """A filter; Google Sheets writes its area with anchors."""
    area = dollars(chosen.area) if google else chosen.area
    if not chosen.shown:
        return f'<autoFilter ref="{area}"/>'
    kept = "".join(f"<filter val={quoteattr(value)}/>" for value in chosen.shown)
    return f'<autoFilter ref="{area}"><filterColumn colId="{chosen.column}"><filters>{kept}</filters></filterColumn></autoFilter>'


def table_part(made: Package, sheet: Sheet, table: Table) -> str:
    """The part of one table; its columns are named by the cells of its header row."""
    first, last = table.area.split(":")
    left, top = ord(first[0]) - 65, int(first[1:])
    right = ord(last[0]) - 65
    heads = sheet.rows[top - 1].cells[left : right + 1]
    totals = sheet.rows[int(last[1:]) - 1].cells[left : right + 1] if table.totals else (None,) * len(heads)
    columns = "".join(
        _table_column(n, str(head.value), total) for n, (head, total) in enumerate(zip(heads, totals, strict=False), 1)
    )
    area = f"{first}:{last[0]}{int(last[1:]) - table.totals}"
    kept = sheet.filter if sheet.filter and sheet.filter.area == table.area else None
    shown = auto_filter(kept, google=False) if kept else f'<autoFilter ref="{area}"/>'
    counted = 'totalsRowCount="1"' if table.totals else 'totalsRowShown="0"'
    return (
        f'{HEADER_LINE}<table xmlns="{MAIN}" id="{made.tables}" name="{table.name}" displayName="{table.name}" ref="{table.area}" {counted}>'
        f'{shown}<tableColumns count="{len(heads)}">{columns}</tableColumns>'
        f'<tableStyleInfo name="{table.style}" showFirstColumn="0" showLastColumn="0" showRowStripes="1" showColumnStripes="0"/></table>'
    )


def _table_column(number: int, name: str, total: Cell | None) -> str:
    name = quoteattr(name, {"\n": "_x000a_"})
    if total is not None and total.formula:
        return f'<tableColumn id="{number}" name={name} totalsRowFunction="count"/>'
    if total is not None and total.value is not None:
        return f'<tableColumn id="{number}" name={name} totalsRowLabel={quoteattr(str(total.value))}/>'
    return f'<tableColumn id="{number}" name={name}/>'
