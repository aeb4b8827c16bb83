"""References that olsxl gives: to records of a register that keeps none, in the order of first sight."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from olsxl.register.digests import digest, standing
from olsxl.register.references.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

RECORD, PERSON = "R-{:04}", "P-{:03}"
EXAMPLE = RECORD.format(1)
"""What they look like; they are counted up, and none is given twice."""


def is_given(ref: str) -> bool:
    """Whether a reference is of the form of those that olsxl gives: one that it gave may be typed into its record."""
    return pattern(EXAMPLE).fits(ref)


class Sighted(NamedTuple):
    """A record without a reference: H("olsxl-key-1", Reported on, Summary), and of the Summary and the day alone."""

    key: str
    text: str
    day: str

    @classmethod
    def of(cls, reported: object, summary: object) -> Sighted:
        """The record of these cells as they stand."""
        day, text = standing(reported), standing(summary)
        return cls(digest("olsxl-key-1", day, text), digest(text), digest(day))


class GivenReference(NamedTuple):
    """A reference that was given, and the record that it was given to as it was last seen; not `seen`: it is gone."""

    ref: str
    record: Sighted
    seen: bool = True


class GivenIds(NamedTuple):
    """The Person IDs that olsxl gave, by digests of names that are keyed with a secret of the home's."""

    secret: str = ""
    given: tuple[GivenReference, ...] = ()

    def give(self, names: Sequence[str]) -> tuple[list[str], GivenIds]:
        """The Person ID of each name, the same for the same one, and all that are known now."""
        different = dict.fromkeys(names)
        keys = [digest("olsxl-name-1", self.secret, name) for name in different]
        ids, given = give([Sighted(key, key, key) for key in keys], self.given, PERSON)
        by_name = dict(zip(different, ids, strict=True))
        return [by_name[name] for name in names], self._replace(given=given)


NO_IDS = GivenIds()


def give(
    records: Sequence[Sighted], known: Sequence[GivenReference], form: str = RECORD, typed: Collection[str] = ()
) -> tuple[list[str], tuple[GivenReference, ...]]:
    """The reference of each record, and all that are known now: those of records that are gone are not given again.

    A record is known by its key, of equals the first by the first; then by its Summary or its day alone, where that
    was corrected and one alone of those that stood there last can be meant. Those that are `typed` in other records
    are given to none.
    """
    found: dict[int, str] = {}
    left = [each for each in known if each.ref not in typed]
    for share in Sighted._fields:
        whole = share == "key"
        mine = [at for at in range(len(records)) if at not in found]
        theirs = [each for each in left if whole or each.seen]
        here, there = (
            Counter(getattr(records[at], share) for at in mine),
            Counter(getattr(e.record, share) for e in theirs),
        )
        for at in mine:
            wanted = getattr(records[at], share)
            taken = next((each for each in theirs if each in left and getattr(each.record, share) == wanted), None)
            if taken and (whole or here[wanted] == there[wanted] == 1):
                left.remove(taken)
                found[at] = taken.ref
    counted = (*(each.ref for each in known), *filter(is_given, typed))
    last = max((int(ref.rpartition("-")[2]) for ref in counted), default=0)
    for number, at in enumerate((at for at in range(len(records)) if at not in found), last + 1):
        found[at] = form.format(number)
    refs = [found[at] for at in range(len(records))]
    now = [GivenReference(ref, record) for ref, record in zip(refs, records, strict=True)]
    gone = [each for each in known if each in left or each.ref in typed]
    return refs, (*now, *(each._replace(seen=False) for each in gone))
