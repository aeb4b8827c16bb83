"""Which headings of ours the reviews have read on each list, so that one that is gone is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.register.digests import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from olsxl.register.table import Region, RegisterTable


def headings_seen(tables: Iterable[RegisterTable]) -> dict[str, frozenset[str]]:
    """The headings that were found on each list, by a digest of its place."""
    return {_list_of(table, region): frozenset(region.columns) for table in tables for region in table.regions}


def headings_gone(table: RegisterTable, region: Region, before: Mapping[str, frozenset[str]]) -> list[str]:
    """The headings that reviews have read on a list, and that it has no longer."""
    seen = before.get(_list_of(table, region), frozenset())
    return [heading for heading in table.schema.headings if heading in seen and heading not in region.columns]


def _list_of(table: RegisterTable, region: Region) -> str:
    return digest("olsxl-list-1", table.workbook, table.schema.name, region.sheet, region.table or "")
