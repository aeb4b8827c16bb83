"""The plan of a weekly review: what is open, what was updated, and the rows to append (P11, P12)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from olsxl.register.schema import AUTOMATIC, NO_UPDATE, NOT_KEPT, is_closed
from olsxl.register.table import folded
from olsxl.register.text import fold
from olsxl.register.updates.entries import UPDATES
from olsxl.review.content_hash import CoveredRow, content_hash
from olsxl.review.coverage import known_references, listed
from olsxl.review.past import PastReview, made_on, past_reviews
from olsxl.review.week import Window, review_id

if TYPE_CHECKING:
    from datetime import date, datetime

    from pandas import DataFrame, Series

    from olsxl.register.registers import IncidentRegister

Row = Mapping[str, object]
"""A row to append: values by our headings."""

_CELL_LIMIT = 32_767
"""Excel's longest text in a cell, in characters."""


class Reviewed(NamedTuple):
    """One open record as the review found it: its row in Incidents, and whether it has an update, perhaps a late one.

    `marked` tells that a No Update of the manager's own stands for it already.
    """

    ref: str
    row: int
    updated: bool
    late: bool = False
    marked: bool = False


class Plan(NamedTuple):
    """What one review will do; nothing here has been written. `history` counts old records that are out of it.

    `closed` is None where the register does not tell when a record was closed.
    """

    review: str
    day: date
    stamp: datetime
    window: Window
    records: tuple[Reviewed, ...]
    covered: tuple[CoveredRow, ...]
    opened: int
    closed: int | None
    history: int

    @property
    def no_update(self) -> tuple[str, ...]:
        """The references without an update, those that the manager marked herself among them."""
        return tuple(record.ref for record in self.records if not record.updated)

    @property
    def updated(self) -> tuple[str, ...]:
        """The references with an update."""
        return tuple(record.ref for record in self.records if record.updated)

    @property
    def update_rows(self) -> tuple[Row, ...]:
        """The No Update rows to append to Updates, one for each record that has nothing in the window."""
        shared = {
            "Date": self.day,
            "Type": NO_UPDATE,
            "Update": NO_UPDATE,
            "By": AUTOMATIC,
            "Review": self.review,
            "Entered at": self.stamp,
        }
        unmarked = (record.ref for record in self.records if not record.updated and not record.marked)
        return tuple({"Incident ref": ref, **shared} for ref in unmarked)

    def review_row(self, errors: int) -> Row:
        """The row to append to Reviews; what the manager signs with is left for her."""
        refs = ", ".join(record.ref for record in self.records)
        row = {
            "Review": self.review,
            "Reviewed on": self.day,
            "Period from": self.window.first,
            "Open": len(self.records),
            "Updated": len(self.updated),
            "No Update": len(self.no_update),
            "Opened": self.opened,
            "Closed": NOT_KEPT if self.closed is None else self.closed,
            "Refs covered": refs if len(refs) <= _CELL_LIMIT else "",
            "Errors": errors,
            "Content hash": self.content_hash,
            "Comment": made_on(self.stamp.date(), self.day),
        }
        return {heading: value for heading, value in row.items() if value != ""}

    @property
    def content_hash(self) -> str:
        """The hash over the open records and every row of Updates that the review counted or writes."""
        written = [
            CoveredRow(str(row["Incident ref"]), self.day, NO_UPDATE, NO_UPDATE, AUTOMATIC) for row in self.update_rows
        ]
        return content_hash(
            self.review, self.day, [(record.ref, record.updated) for record in self.records], [*self.covered, *written]
        )


def plan(register: IncidentRegister, today: date, stamp: datetime, *, since: date | None = None) -> Plan:
    """Plan the review of one day on the register as it stands.

    `today` is the review's day, `stamp` the true time of entry (naive, the home's local time); `since` is
    `[register] since`. The register's current week must have no review yet.
    """
    earlier = [past for past in past_reviews(register.reviews) if past.day < today]
    window = Window.after(earlier[-1].day if earlier else None, today)
    incidents, keys, entries = register.incidents.frame, register.incidents.keys, register.entries
    open_ = open_records(incidents, since) & ~_recorded_later(incidents, today, stamp.date())
    inside, late = _inside(entries["day"], window), _late(entries, earlier)
    covered = entries[(inside | late) & (entries["source"] == UPDATES) & entries["key"].isin(keys[open_])]
    return Plan(
        review_id(today),
        today,
        stamp,
        window,
        _records(register, open_, window, entries[inside], set(entries["key"][late])),
        _covered_rows(covered, register.updates.typed("Type")),
        opened=int(_inside(_known_since(incidents), window).sum()),
        closed=_closed(register, window, earlier[-1] if earlier else None),
        history=int(old_records(incidents, since).sum()),
    )


def _closed(register: IncidentRegister, window: Window, last: PastReview | None) -> int | None:
    """How many records were closed in the window; None where the register does not tell.

    Closed on tells it; of a record without that day the last review does, which covered it while it was open.
    """
    incidents, covered = register.incidents, None
    if last is not None:
        row = register.reviews.frame.loc[last.row]
        none_open = str(row["Open"]) == "0"
        covered = frozenset[str]() if none_open else listed(str(row["Refs covered"]), *known_references(register))
    if not incidents.keeps("Status") or (covered is None and not incidents.keeps("Closed on")):
        return None
    closed_on = incidents.frame["Closed on"]
    since = closed_on.isna() & incidents.is_first_of_key & incidents.keys.isin(covered or frozenset())
    return int((closed_records(incidents.frame) & (_inside(closed_on, window) | since)).sum())


def _late(entries: DataFrame, earlier: list[PastReview]) -> Series[bool]:
    """Real updates dated in the window before, of records that the review then marked: typed after it."""
    import pandas as pd

    if not earlier:
        return pd.Series(data=False, index=entries.index, dtype=bool)
    before = _inside(entries["day"], Window.after(earlier[-2].day if len(earlier) > 1 else None, earlier[-1].day))
    by_review = _of_review(entries, earlier[-1].review) | entries["by"].eq(AUTOMATIC)
    marked = set(entries["key"][before & entries["no_update"] & by_review])
    return before & ~entries["no_update"] & entries["key"].isin(marked)


def _records(
    register: IncidentRegister, open_: Series[bool], window: Window, inside: DataFrame, late: set[str]
) -> tuple[Reviewed, ...]:
    """Each open record with what became of it; `inside` are the entries of the window.

    What this very review marked already stays so: an update typed after it, though dated before, does not undo that.
    """
    incidents, keys, entries = register.incidents.frame, register.incidents.keys, register.entries
    new = _inside(incidents["Reported on"], window) | _inside(incidents["Recorded on"], window)
    ours = _of_review(entries, review_id(window.last)) & entries["by"].eq(AUTOMATIC)
    already = set(entries["key"][entries["no_update"] & ours])
    real = (set(inside["key"][~inside["no_update"]]) | set(keys[new])) - already
    late = late - already
    marked = set(inside["key"][inside["no_update"]])
    return tuple(
        Reviewed(ref, int(row), key in real or key in late, late=key in late and key not in real, marked=key in marked)
        for row, ref, key in zip(incidents.index[open_], incidents["Incident ref"][open_], keys[open_], strict=True)
    )


def _of_review(entries: DataFrame, review: str) -> Series[bool]:
    return folded(entries["review"]).eq(fold(review))


def _covered_rows(entries: DataFrame, typed: Mapping[int, str]) -> tuple[CoveredRow, ...]:
    """Rows of Updates with their texts as typed; `typed` are the Types that stand there otherwise."""
    columns = (entries[column] for column in ("row", "ref", "day", "type", "text", "by"))
    return tuple(
        CoveredRow(ref, moment.date(), typed.get(row, kind), update, by)
        for row, ref, moment, kind, update, by in zip(*columns, strict=True)
    )


def old_records(incidents: DataFrame, since: date | None) -> Series[bool]:
    """The records that are history: reported before `since`, and closed or without a Status."""
    import pandas as pd

    if since is None:
        return pd.Series(data=False, index=incidents.index, dtype=bool)
    settled = closed_records(incidents) | (incidents["Status"] == "")
    return (incidents["Reported on"] < pd.Timestamp(since)) & settled


def open_records(incidents: DataFrame, since: date | None) -> Series[bool]:
    """The records that are open: all whose Status is not a closed one, but for history and repeated references.

    A row without a reference cannot be reviewed; a finding tells of it (WBK012).
    """
    keys = folded(incidents["Incident ref"])
    return (keys != "") & ~keys.duplicated() & ~closed_records(incidents) & ~old_records(incidents, since)


def last_updates(entries: DataFrame, until: date) -> dict[str, date]:
    """The day of the last real update of each record up to a day, by its reference as compared."""
    import pandas as pd

    counted = entries[~entries["no_update"] & (entries["day"] <= pd.Timestamp(until))]
    return {str(key): moment.date() for key, moment in counted.groupby("key")["day"].max().items()}


def first_known(incidents: DataFrame) -> date | None:
    """The day from which the first record counts; None where there is no record with a day."""
    known = _known_since(incidents).dropna()
    return known.min().date() if len(known) else None


def closed_records(incidents: DataFrame) -> Series[bool]:
    """The records whose Status is a closed one; one that is blank or not understood is open."""
    return incidents["Status"].map({status: is_closed(status) for status in incidents["Status"].unique()}).astype(bool)


def _known_since(incidents: DataFrame) -> Series[datetime]:
    """The day from which a record counts: recorded, else reported."""
    return incidents["Recorded on"].fillna(incidents["Reported on"])


def _recorded_later(incidents: DataFrame, today: date, entered: date) -> Series[bool]:
    """Records made after the review's day, where it is reviewed later: they were not there then.

    A day that lies in the true future is a mistyped one, and its record stays in: nothing is lost to a typo.
    """
    import pandas as pd

    known = _known_since(incidents)
    return (known > pd.Timestamp(today)) & (known <= pd.Timestamp(entered))


def _inside(days: Series[datetime], window: Window) -> Series[bool]:
    import pandas as pd

    return days.between(pd.Timestamp(window.first), pd.Timestamp(window.last))
