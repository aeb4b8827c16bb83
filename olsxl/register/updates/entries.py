"""The entries of a register: every update, wherever it stands, as a row of one table (docs/contract.md, "Entries")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.register.schema import NO_UPDATE
from olsxl.register.text import fold
from olsxl.register.updates.inline import InlineUpdate, inline_updates

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pandas import DataFrame, Series

    from olsxl.register.table import RegisterTable
    from olsxl.register.updates.inline import InlineColumns

IN_RECORD = "In record"
"""The Type of an entry that stands in its record's own row."""

UPDATES, INLINE = "Updates", "Incidents"
"""Where an entry stands, as `source` says: in a row of its own, or in its record's."""


def entries(
    incidents: RegisterTable,
    updates: RegisterTable,
    columns: InlineColumns,
    renamed: Mapping[str, str],
    follow_ups: Sequence[InlineUpdate] = (),
) -> DataFrame:
    """Every entry, those of Updates in its order before those in records' own rows and below; numbered from 0.

    `key` and `ref` are the reference as compared and as typed, `day` (NaT: none that could be read), `type`, `text`,
    `by`, `body_told`, `entered_at` and `review` its cells as they were understood; `no_update` tells whether it is a
    No Update. The key of one that names a record by a reference of old is that of now (`renamed`). `source` is the
    sheet of the schema, `row` and `heading` the cell in its table.
    """
    import pandas as pd

    frame = updates.frame
    rows = pd.DataFrame(
        {
            "key": updates.keys.replace(renamed) if renamed else updates.keys,
            "ref": frame["Incident ref"],
            "day": frame["Date"],
            "type": frame["Type"],
            "text": frame["Update"],
            "by": frame["By"],
            "body_told": frame["Body told"],
            "entered_at": frame["Entered at"],
            "review": frame["Review"],
            "no_update": (frame["Type"] == NO_UPDATE) | says_no_update(frame["Update"]),
            "source": UPDATES,
            "row": frame.index,
            "heading": "Update",
        }
    ).reset_index(drop=True)
    inline = [*inline_updates(incidents, columns), *follow_ups]
    return pd.concat([rows, _inline(incidents, inline)], ignore_index=True) if inline else rows


def _inline(incidents: RegisterTable, found: list[InlineUpdate]) -> DataFrame:
    """Entries in records' own rows and below; a No Update may end with a full stop there, as a part of notes does."""
    import pandas as pd

    rows = pd.DataFrame(found, columns=list(InlineUpdate._fields))
    of = rows.pop("record")
    own = incidents.frame["Incident ref"].reindex(of), incidents.keys.reindex(of)
    rows["ref"], rows["key"] = (column.to_numpy() for column in own)
    rows["day"] = rows["day"].astype("datetime64[us]")
    rows["entered_at"] = pd.Series(pd.NaT, index=rows.index, dtype="datetime64[us]")
    rows["no_update"] = says_no_update(rows["text"].str.rstrip(". \r\n\t"))
    return rows.assign(type=IN_RECORD, by="", body_told="", review="", source=INLINE)


def about_reviews(updates: DataFrame) -> Series[bool]:
    """The rows of Updates that are about a review, and belong to no record: a Correction that names a review alone."""
    return (updates["Incident ref"] == "") & (updates["Type"] == "Correction") & (updates["Review"] != "")


def says_no_update(texts: Series[str]) -> Series[bool]:
    """Texts that say No Update and nothing else, whatever the case and blanks."""
    short = {text for text in texts.unique() if len(text) <= 4 * len(NO_UPDATE)}  # narratives need no closer look
    return texts.isin([text for text in short if fold(text) == fold(NO_UPDATE)])
