"""The row of headings of a sign-in sheet, and the words by which it and the labels above it are known."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from olsxl.register.layout.locate import HEADER_WITHIN
from olsxl.register.meaning.values import text
from olsxl.register.text import heading_key, one_line
from olsxl.training.attendance import marks

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from olsxl.training.attendance.marks import Kind
    from olsxl.training.attendance.page import Page

DAYS = frozenset(
    "date sessionon sessiondate dateofsession sessionheldon dateoftraining trainingdate coursedate dateofcourse "  # noqa: SIM905 - reads best as words
    "heldon".split()
)
MAYBE_DAYS = frozenset({"session", "day", "when", "trainingsession"})
"""Labels and headings of something else as often as of a day: `Session: morning`."""

COURSES = frozenset(
    "course coursetitle coursename nameofcourse titleofcourse training trainingtitle nameoftraining topic "  # noqa: SIM905 - as above
    "subject".split()
)
TRAINERS = frozenset({"deliveredby", "trainer", "trainers", "trainername", "facilitator", "ledby", "tutor"})
_STAYS = frozenset({"duration", "inmeetingduration", "timeinmeeting", "minutes", "totaltime"})
_IDS = ("personid", "staffid", "staffno", "staffnumber", "employeeno", "employeenumber", "id")
_NAMES = tuple(
    "fullname name names printname nameprint nameprinted nameorpersonid nameorid personidorname yourname staffname "  # noqa: SIM905 - reads best as words
    "nameofstaff staffmember attendeename participantname employeename carername attendee attendees participant "
    "participants delegate learner employee carer carers staff volunteer person who".split()
)
"""The likeliest first: where a sheet has several, `Name` says more than `Staff`."""
_FORENAMES = ("firstname", "forename", "givenname", "forenames")
_SURNAMES = ("lastname", "surname", "familyname")


class Header(NamedTuple):
    """A row of headings: its place in the page from 0, the headings, and the places of columns by what they are for.

    `ids` are those of the Person ID, `names` those that make the name; `maybe_days` hold a day or something else.
    `twice` is a heading of people that stands twice.
    """

    at: int
    headings: tuple[str, ...]
    ids: tuple[int, ...]
    names: tuple[int, ...]
    days: tuple[int, ...]
    maybe_days: tuple[int, ...]
    courses: tuple[int, ...]
    stays: tuple[int, ...]
    marks: Mapping[int, Kind]
    twice: str = ""

    @property
    def columns(self) -> dict[Kind, tuple[str, ...]]:
        """The headings of the columns of marks, by what they are for."""
        kinds = dict.fromkeys(self.marks.values())
        return {kind: tuple(self.headings[at] for at, of in self.marks.items() if of == kind) for kind in kinds}

    @property
    def others(self) -> list[int]:
        """The places of columns that are for something else: remarks, a status, a telephone number."""
        taken = {*self.ids, *self.names, *self.days, *self.maybe_days, *self.courses, *self.stays, *self.marks}
        return [at for at in range(len(self.headings)) if at not in taken]


def find(page: Page, known: Mapping[str, str]) -> Header | None:
    """The first row of a page with a column of people and a column of marks; `known` as in `sheet.understand`."""
    return next(headers(page, known, range(min(len(page.rows), HEADER_WITHIN))), None)


def headers(page: Page, known: Mapping[str, str], rows: range) -> Iterator[Header]:
    """Every row of headings among these rows."""
    own = {heading: heading_key(typed) for heading, typed in known.items()}
    return (header for at in rows if (header := _at(page, at, own)))


def is_heading(typed: str) -> bool:
    """Whether a text heads a column of people or of marks, and so is no value of a label beside it."""
    return marks.kind(typed) is not None or heading_key(typed) in {*_IDS, *_NAMES}


def nearest(pages: Sequence[Page]) -> list[str]:
    """The row that looks most like headings: what was found in place of them."""
    rows = [[one_line(text(cell)) for cell in row if text(cell)] for page in pages for row in page.rows[:HEADER_WITHIN]]
    return max(rows, key=len, default=[])[:8]


def _at(page: Page, at: int, own: Mapping[str, str]) -> Header | None:
    headings = tuple(one_line(text(cell)) for cell in page.rows[at])
    keys = [heading_key(heading) for heading in headings]

    def places(words: Collection[str]) -> tuple[int, ...]:
        return tuple(place for place, heading in enumerate(keys) if heading and heading in words)

    def likeliest(words: Sequence[str]) -> tuple[int, ...]:
        return next((found for word in words if (found := places([word]))), ())

    ids, names = likeliest((own.get("Person ID", ""), *_IDS)), likeliest((own.get("Full name", ""), *_NAMES))
    twice = next((headings[found[0]] for found in (ids, names) if len(found) > 1), "")
    names = names or (places(_FORENAMES) + places(_SURNAMES))
    kinds = {place: kind for place, heading in enumerate(headings) if (kind := marks.kind(heading))}
    kinds = {place: kind for place, kind in kinds.items() if place not in {*ids, *names}}
    if not kinds or not (ids or names):
        return None
    return Header(
        at, headings, ids, names, places(DAYS), places(MAYBE_DAYS), places(COURSES), places(_STAYS), kinds, twice
    )
