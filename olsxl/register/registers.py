"""The two registers as they were read: their sheets, and what of them was not read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from olsxl.register.references.given import NO_IDS, GivenIds, GivenReference
from olsxl.register.text import one_line
from olsxl.register.training.lists import counts
from olsxl.register.updates.entries import entries

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pandas import DataFrame

    from olsxl.register.coverage.beside import Beside
    from olsxl.register.coverage.coverage import Unread
    from olsxl.register.table import RegisterTable
    from olsxl.register.updates.elsewhere import Elsewhere
    from olsxl.register.updates.inline import InlineColumns, InlineUpdate


_SPOKEN_OF = {
    "Updates": ("Body told",),
    "Reviews": ("Reviewed by", "Capacity", "Method", "Signed on", "Comment"),
    "People": ("Role", "Category", "Base", "Started on", "Left on"),
}
"""What page, mail and pack tell of these sheets beside what is indispensable; of Incidents they may tell all."""


@dataclass(frozen=True, eq=False)
class IncidentRegister:
    """The incident register's sheets that the review works on; `inline` are the updates kept in Incidents itself.

    `given` are all references that olsxl gave, where the register keeps none; `unread` is what was not read, and
    `elsewhere` the days beside records under headings that are not; `beside` stands under headings that are none of
    ours. `renamed` gives the reference that was typed into a record for the one that it had been given, as compared.
    `follow_ups` are the updates in rows below a record.
    """

    incidents: RegisterTable
    updates: RegisterTable
    reviews: RegisterTable
    inline: InlineColumns
    given: tuple[GivenReference, ...] = ()
    unread: tuple[Unread, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    beside: tuple[Beside, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    follow_ups: tuple[InlineUpdate, ...] = ()

    @cached_property
    def entries(self) -> DataFrame:
        """Every update, wherever it stands, as `entries` has them."""
        return entries(self.incidents, self.updates, self.inline, self.renamed, self.follow_ups)

    @property
    def not_kept(self) -> tuple[str, ...]:
        """The headings of ours, of those that page, mail and pack speak of, that it does not keep."""
        return (*self.incidents.not_kept, *_not_kept(self.updates), *_not_kept(self.reviews))

    @property
    def tables(self) -> tuple[RegisterTable, ...]:
        """All of them, in the order in which findings are told."""
        return self.incidents, self.updates, self.reviews


@dataclass(frozen=True, eq=False)
class TrainingRegister:
    """The training register's sheets.

    `ids` are all Person IDs that olsxl gave, where the register keeps none; `courses` are those of `[training]`;
    `unread` is what was not read.
    """

    people: RegisterTable
    training: RegisterTable
    ids: GivenIds = NO_IDS
    courses: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()

    @cached_property
    def counted(self) -> RegisterTable:
        """Training without the courses that train nobody here: see `counts`."""
        frame = self.training.frame
        known = {course: counts(course, self.courses) for course in set(frame["Course"])}
        return replace(self.training, frame=frame[frame["Course"].map(known).astype(bool)])

    @cached_property
    def other_courses(self) -> Mapping[str, int]:
        """Those courses, with the number of their rows."""
        typed = Counter(map(one_line, self.training.frame["Course"]))
        return {course: rows for course, rows in typed.items() if not counts(course, self.courses)}

    @property
    def unknown_people(self) -> list[int]:
        """The rows of Training whose Person ID is nobody's in People."""
        keys = self.training.keys
        return [int(row) for row in keys.index[(keys != "") & ~keys.isin(set(self.people.keys))]]

    @property
    def not_kept(self) -> tuple[str, ...]:
        """As that of the incident register."""
        return _not_kept(self.people)

    @property
    def tables(self) -> tuple[RegisterTable, ...]:
        """Both, in the order in which findings are told."""
        return self.people, self.training


def _not_kept(table: RegisterTable) -> tuple[str, ...]:
    """Those of a sheet that is there; one that is not lacks no heading."""
    spoken = _SPOKEN_OF[table.schema.name] if table.regions else ()
    return tuple(heading for heading in table.not_kept if heading in spoken)
