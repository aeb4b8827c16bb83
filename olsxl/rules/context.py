"""What rules look at: the registers as they were read, the day, the home's settings, and facts that are made once."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from olsxl.register.coverage.seen import NOTHING_SEEN, SeenByReviews, Sight, sight
from olsxl.register.naming.detector import Detector, child_detector
from olsxl.register.updates.entries import UPDATES
from olsxl.review.coverage import ReviewCoverage, coverages
from olsxl.review.open_history import OpenHistory
from olsxl.review.past import Deletion, GoneReview, MissedWeek, PastReview, deletions, missed_weeks, past_reviews
from olsxl.review.plan import closed_records, old_records
from olsxl.training.status import TrainingStatus, statuses

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from pandas import DataFrame, Series

    from olsxl.config import Config
    from olsxl.register.coverage.coverage import Unread
    from olsxl.register.identity import Doubt
    from olsxl.register.naming.child_key import Child
    from olsxl.register.older import OlderWorkbook
    from olsxl.register.registers import IncidentRegister, TrainingRegister
    from olsxl.register.table import Region, RegisterTable


@dataclass(frozen=True, eq=False)
class RuleContext:
    """All that a rule may look at in a home without a training register; with one it is a TrainingContext.

    `reviewing` is the id of the review that is being made of this very register, None outside a review. `setup` tells
    that the layout of the registers is looked at as well, as `check` and `doctor` do. `children` are those of the child
    key, whose names may stand nowhere. `written_after` are the day of the computer's clock and the newest that olsxl
    wrote, where that lies after it; `doubts` tell of a register that may not be the one that was written to, `gone`
    what olsxl wrote for a review and this one no longer has. `templates` says what is wrong with the home's own.
    `seen` is what earlier reviews saw, `older` are the workbooks of `[registers] history`.
    """

    register: IncidentRegister
    today: date
    config: Config
    reviewing: str | None = None
    setup: bool = False
    children: tuple[Child, ...] = ()
    written_after: tuple[date, date] | None = None
    doubts: tuple[Doubt, ...] = ()
    gone: tuple[GoneReview, ...] = ()
    templates: tuple[str, ...] = ()
    seen: SeenByReviews = NOTHING_SEEN
    older: tuple[OlderWorkbook, ...] = ()
    training: TrainingRegister | None = field(default=None, init=False)

    @property
    def tables(self) -> tuple[RegisterTable, ...]:
        """Every table that was read."""
        return self.register.tables

    @property
    def new_sheets(self) -> Iterator[tuple[RegisterTable, int, Region, str]]:
        """Each sheet that is read for its headings and no review has read: its table, a row, its region, its digest."""
        for table in self.tables:
            for row, region in table.unnamed:
                mark = self.seen.sheet(table, region)
                if mark not in self.seen.sheets:
                    yield table, row, region, mark

    @property
    def unread(self) -> tuple[Unread, ...]:
        """What of the registers was not read."""
        return self.register.unread + (self.training.unread if self.training else ())

    @property
    def not_kept(self) -> tuple[str, ...]:
        """The headings of ours that the registers do not keep."""
        return self.register.not_kept + (self.training.not_kept if self.training else ())

    def table(self, name: str) -> RegisterTable | None:
        """The table of one sheet of the schema, where its register is kept."""
        return next((table for table in self.tables if table.schema.name == name), None)

    @cached_property
    def sight(self) -> Sight:
        """The records as they stand, to be held against what the last review saw."""
        return sight(self.register, self.seen.secret)

    @cached_property
    def sorted_apart(self) -> set[tuple[int, str]]:
        """The columns of records that stand in another order than at the last review while the others do not."""
        return self.seen.sorted_apart(self.sight)

    @cached_property
    def history(self) -> Series[bool]:
        """The rows of Incidents that are history (`[register] since`): most rules hold them to nothing."""
        return old_records(self.register.incidents.frame, self.config.register_.since)

    @cached_property
    def records(self) -> DataFrame:
        """The rows of Incidents but for those that are history, and for totals."""
        table = self.register.incidents
        totals = (table.keys == "") & ~table.frame.index.isin(table.without_key)
        return table.frame[~self.history & ~totals]

    @cached_property
    def closed(self) -> Series[bool]:
        """Which of the records are closed."""
        return closed_records(self.records)

    @cached_property
    def entries(self) -> DataFrame:
        """The entries, but for those of records that are history."""
        entries, history = self.register.entries, set(self.register.incidents.keys[self.history])
        return entries[~entries["key"].isin(history)] if history else entries

    @cached_property
    def update_rows(self) -> DataFrame:
        """Those of the entries that are rows of Updates, by their row."""
        return self.entries[self.entries["source"] == UPDATES].set_index("row")

    @cached_property
    def past(self) -> tuple[PastReview, ...]:
        """The reviews that the register records, oldest first."""
        return past_reviews(self.register.reviews)

    @cached_property
    def missed(self) -> tuple[MissedWeek, ...]:
        """The weeks before this one that have no review, oldest first."""
        return missed_weeks(self.past, self.today, self.deletions)

    @cached_property
    def deletions(self) -> dict[date, Deletion]:
        """The reviews that were deleted on purpose, by the Monday of their week."""
        return deletions(self.register.updates)

    @cached_property
    def coverages(self) -> tuple[ReviewCoverage, ...]:
        """What each review up to today covered, oldest first; of a register that was taken on, the reviews since."""
        return coverages(self.register, self.past, self.today, self.config.register_.since)

    @cached_property
    def child_names(self) -> Detector:
        """What finds the children of the key in a text."""
        return child_detector(self.children)

    @cached_property
    def open_history(self) -> OpenHistory:
        """When each record was open."""
        return OpenHistory(self.register, self.config.register_.since)


@dataclass(frozen=True, eq=False)
class TrainingContext(RuleContext):
    """All that a rule may look at in a home that keeps both registers."""

    training: TrainingRegister = field(kw_only=True)

    @property
    def tables(self) -> tuple[RegisterTable, ...]:
        """Every table that was read, of both registers."""
        return self.register.tables + self.training.tables

    @cached_property
    def statuses(self) -> tuple[TrainingStatus, ...]:
        """The training status of everybody."""
        return statuses(self.training, self.today, self.config.training)


def rule_context(
    register: IncidentRegister, training: TrainingRegister | None, today: date, config: Config, **more: Any
) -> RuleContext:
    """The context of the registers that a home keeps; `more` as RuleContext has it."""
    if training is None:
        return RuleContext(register, today, config, **more)
    return TrainingContext(register, today, config, training=training, **more)
