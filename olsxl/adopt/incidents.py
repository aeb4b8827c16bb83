"""What an incident register that a manager keeps already means: its sheets, and how its records are told and kept."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from itertools import zip_longest
from types import MappingProxyType
from typing import TYPE_CHECKING

from olsxl import workbook
from olsxl.adopt.columns import Assigned, assign, best_list
from olsxl.adopt.doubts import Inquiry
from olsxl.adopt.grid import all_grids, grids
from olsxl.adopt.in_row import InRow, Pair, in_row, is_everywhere, joined
from olsxl.adopt.meanings import Meanings, meanings
from olsxl.adopt.questions import (
    ANY_OTHER,
    SHEET,
    asked_actions,
    asked_author,
    asked_children,
    asked_columns,
    asked_follow_ups,
    asked_notes,
    asked_sheets,
    asked_statuses,
    asked_writing,
    named_by_status,
)
from olsxl.adopt.refusals import (
    NotUnderstood,
    damaged_sheet,
    not_a_register,
    number_alone,
    other_headings,
    without_author,
)
from olsxl.adopt.updates import KeptUpdates, by_content, kept_updates
from olsxl.register import schema
from olsxl.register.coverage.coverage import unnamed_sheets
from olsxl.register.meaning.headings import EITHER, renamed_columns
from olsxl.register.meaning.statuses import CLOSED, OPEN, answer, asks, group_status
from olsxl.register.references.given import EXAMPLE
from olsxl.register.references.patterns import pattern
from olsxl.register.schema import is_closed
from olsxl.register.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from olsxl.adopt.doubts import Doubt
    from olsxl.adopt.grid import Grid
    from olsxl.config import Config


NEEDED = ("Incident ref", "Reported on", "Status")
"""What a register of incidents has; without a day of report it is none."""

_LEAST = 4
"""So many columns of ours make a list of records."""

_STORY = (
    *("Summary", "Immediate action", "Child refs", "Platform", "Reported by", "Occurred on", "Event type", "Risk area"),
    *("Risk level", "Owner"),
)
"""Without a reference or a Status it is by one of the first two and another of these that a list is of incidents."""

_SHORTEST = ("Summary", "Status")
"""With a day, all that a child's own sheet may have."""

_OURS = frozenset({"updates", "reviews", "signers", "lists", "read me"})
"""Sheets that are not told to be left alone."""

_ALIKE = 0.6
"""The share of the references that an example must be like."""


@dataclass(frozen=True)
class Understanding:
    """An incident register as adopt understands it; `lists` are its sheets of incidents in the order of the tabs.

    `sheets` are the names that sheets and tables have.

    `names` gives the home's heading of each column of ours in Incidents, "" where it is absent. `standing` are the
    sheets of ours that the workbook has already, `left` its sheets that are not read and may be of the register,
    `aside` those that are none. `remarks` are sentences for a
    person, `doubts` the questions that nobody has answered yet. `writes_references`: those that olsxl gives are to be
    written into a column. `follow_ups` is how many rows go on with the
    record above. `children` are the names and initials of which a child key is to be made.
    """

    workbook: str
    sheets: tuple[str, ...]
    lists: tuple[Assigned, ...]
    names: Mapping[str, str]
    values: Mapping[str, Meanings]
    in_row: InRow
    updates: KeptUpdates | None
    standing: frozenset[str]
    ref_by_sheet: bool
    ref_pattern: str | None
    child_pattern: str | None
    since: date | None
    without_ref: int
    follow_ups: int
    left: tuple[str, ...]
    aside: tuple[str, ...]
    remarks: tuple[str, ...]
    writes_references: bool
    children: tuple[str, ...]
    doubts: tuple[Doubt, ...]


def understand(
    source: bytes | workbook.Workbook,
    name: str,
    today: date,
    inquiry: Inquiry | None = None,
    before: Config | None = None,
) -> Understanding:
    """Understand a workbook as an incident register; `name` is the file's. What is in doubt is put to the inquiry.

    `before` are the settings of a register that was adopted: what they say stands, unless an answer says otherwise.

    Raises NotUnderstood, AnswerNotUnderstood, UnreadableWorkbook.
    """
    inquiry = inquiry or Inquiry()
    book = workbook.opened(source)
    told = {} if before is None or inquiry.is_answered(SHEET) else renamed_columns(before, schema.INCIDENTS)
    set_apart = before.sheets.leave if before else []
    every, damaged = all_grids(book, set_apart)
    found = _best_lists(every, schema.INCIDENTS, told)
    candidates = _candidates(found.values())
    if not candidates:
        raise next(iter(damaged.values()), NotUnderstood(name, not_a_register(found, NEEDED)))
    found = {page: _headed_as(_main(candidates), each, told) for page, each in found.items()}
    candidates = _candidates(found.values())
    main, *headed_otherwise = asked_sheets(_main(candidates), candidates, NEEDED, inquiry, _sheets_of(before))
    if answered := asked_columns(main, inquiry):
        named = {heading: name for heading, name in told.items() if name not in answered.values()} | answered
        kept = {other.grid.sheet for other in headed_otherwise}
        found = {p: each if p in kept else assign(schema.INCIDENTS, each.grid, named) for p, each in found.items()}
        candidates = [each for each in found.values() if any(each.grid is other.grid for other in candidates)]
        main = found[main.grid.sheet]
    mains = [main, *(found[each.grid.sheet] for each in headed_otherwise)]
    groups = [_sheet_a_year(each, candidates, found) for each in mains]
    lists = tuple(each for each in found.values() if any(each in group for group in groups))
    others = [each for each in candidates if each not in lists]
    refs = _texts(lists, "Incident ref")
    # a number that stands in more than one sheet tells no record from another
    counts = Counter(ref for each in lists for ref in {*map(fold, _texts([each], "Incident ref"))})
    by_sheet = any(count > 1 for count in counts.values())
    taken = {each.grid.sheet for each in lists}
    elsewhere = [each for page, each in _best_lists(every, schema.UPDATES).items() if page not in taken]
    updates = None if before else kept_updates(elsewhere, lists)
    if not (updates or before):
        pages = [page for page in every if page not in {*taken, *(each.grid.sheet for each in others)}]
        unlike = by_content([grid for page in pages for grid in every[page]], lists)
        updates = KeptUpdates(unlike, planned=False) if unlike and asked_actions(unlike, inquiry) else None
    set_aside = [other_headings(main, other, NEEDED) for other in others]
    set_aside += [damaged_sheet(page, failure) for page, failure in damaged.items()]
    if updates and by_sheet:
        set_aside.append(number_alone(updates.assigned, [each.grid.sheet for each in lists]))
        updates = None
    elif updates and not updates.assigned.has("By"):
        signed = asked_author(updates.assigned, inquiry)
        set_aside += [] if signed else [without_author(updates.assigned)]
        updates = KeptUpdates(signed, updates.planned) if signed else None
    own = _in_rows(mains, groups, before)
    if not (updates or own.pairs or own.notes or (before and before.columns.updates)):
        own = InRow(
            notes=asked_notes(
                main, [h for h in main.grid.typed if is_everywhere(h, _current(main, groups[0]))], inquiry
            )
        )
    follow_ups = asked_follow_ups(lists, inquiry)
    read = taken | ({updates.assigned.grid.sheet} if updates else set())
    unnamed = unnamed_sheets(book, schema.INCIDENT_REGISTER)
    known = _OURS | {*map(fold, set_apart)}
    left = [sheet for sheet in unnamed if sheet not in read and fold(sheet) not in known]
    return Understanding(
        name,
        (*book.sheets, *(table.name for table in book.tables)),
        lists,
        _names(main, lists),
        dict(_values(lists, updates, inquiry, before)),
        own,
        updates,
        frozenset(sheet.name for sheet in (schema.UPDATES, schema.REVIEWS) if _has(book, sheet)),
        by_sheet,
        _ref_pattern(lists, by_sheet=by_sheet) if main.has("Incident ref") else EXAMPLE,
        _child_pattern(lists),
        _since(lists, today),
        sum(len(each.grid.rows) for each in lists) - len(refs) - follow_ups.count("")
        if main.has("Incident ref")
        else 0,
        len(follow_ups),
        tuple(sheet for sheet in left if unnamed[sheet] or sheet in damaged),
        tuple(sheet for sheet in left if not (unnamed[sheet] or sheet in damaged)),
        (*_remarks(main, lists), *set_aside),
        asked_writing(lists, inquiry),
        () if before and before.register_.child_key else asked_children(lists, inquiry),
        inquiry.open,
    )


def _sheets_of(before: Config | None) -> list[str]:
    """The sheets of incidents that the settings name."""
    named = before.sheets.incidents if before else []
    return [named] if isinstance(named, str) else named


def _main(candidates: Sequence[Assigned]) -> Assigned:
    return max(candidates, key=lambda each: (len(each.columns), len(each.grid.rows)))


def _headed_as(main: Assigned, each: Assigned, told: Mapping[str, str]) -> Assigned:
    """A list with the columns by which the main one is a register, where it has their headings.

    A month in which no record was closed does not show by its words that `Outcome` is the Status.
    """
    names = {heading: main.name(heading) for heading in NEEDED if main.has(heading) and not each.has(heading)}
    same = {heading: name for heading, name in names.items() if each.grid.number(name)}
    return assign(schema.INCIDENTS, each.grid, {**told, **same}) if same else each


def _in_rows(mains: Sequence[Assigned], groups: Sequence[Sequence[Assigned]], before: Config | None) -> InRow:
    """The updates in the records' own rows: those of the settings, and of lists headed otherwise than those they name.

    `groups` are the lists that are headed as each of the `mains`.
    """
    kept = _in_row_before(before)
    known = _sheets_of(before) if kept else []
    new = (
        in_row(main, _current(main, group))
        for main, group in zip(mains, groups, strict=True)
        if not any(each.grid.sheet in known for each in group)
    )
    return joined([*([kept] if kept else []), *new])


def _current(main: Assigned, group: Sequence[Assigned]) -> list[Grid]:
    """The main one of lists that are headed alike, and those whose records are not all over."""
    return [each.grid for each in group if each is main or not _is_history(each)]


def _in_row_before(before: Config | None) -> InRow | None:
    """The updates in a record's own row as settings have them; None where they have none."""
    own = before.register_ if before else None
    if own is None or not (own.notes or own.update_date):
        return None
    days, texts, notes = (
        [each] if isinstance(each, str) and each else [*each] for each in (own.update_date, own.update_text, own.notes)
    )
    return InRow(tuple(Pair(day, text) for day, text in zip_longest(days, texts, fillvalue="")), tuple(notes))


def _best_lists(
    every: Mapping[str, list[Grid]], sheet: schema.Sheet, named: Mapping[str, str] = MappingProxyType({})
) -> dict[str, Assigned]:
    """For each worksheet the list on it that answers to most of the headings of a sheet of ours."""
    found = {}
    for page, lists in every.items():
        best = best_list(sheet, lists, named)
        if best:
            found[page] = best
    return found


def _candidates(found: Iterable[Assigned]) -> list[Assigned]:
    """The lists that may be of incidents: the best, and those on sheets for what is open and for what is closed."""
    every = [*found]
    by_name = [each for each in named_by_status(every) if each.has("Reported on", "Summary") and each.grid.rows]
    both = {group_status(each.grid.sheet) for each in by_name} == {OPEN, CLOSED}
    best = _best_candidates(every)
    return [each for each in every if each in best or (both and each in by_name)]


def _best_candidates(found: Iterable[Assigned]) -> list[Assigned]:
    """The lists with most of what is needed; where that is not all, with a story."""
    several = [each for each in found if len(each.columns) >= _LEAST or each.has(*_SHORTEST)]
    dated = [each for each in several if each.has("Reported on") and each.grid.rows]
    most = max((_has_of(each, NEEDED) for each in dated), default=0)
    best = [each for each in dated if _has_of(each, NEEDED) == most]
    if most == len(NEEDED):
        return best
    return [e for e in best if e.has(*_SHORTEST) or (_has_of(e, _STORY[:2]) and _has_of(e, _STORY) > 1)]


def _has_of(each: Assigned, headings: Sequence[str]) -> int:
    return sum(each.has(heading) for heading in headings)


def _sheet_a_year(main: Assigned, candidates: Sequence[Assigned], found: Mapping[str, Assigned]) -> list[Assigned]:
    """The lists whose records are headed as in the main one, in the order of the tabs."""
    wanted = {heading: main.name(heading) for heading in NEEDED if main.has(heading)}
    alike = (each for each in found.values() if each in candidates)
    return [each for each in alike if all(each.has(h) and each.name(h) == name for h, name in wanted.items())]


def _names(main: Assigned, lists: Sequence[Assigned]) -> dict[str, str]:
    """The home's headings of each of ours, the main list's first; each of hers once, "" for what no list has."""
    names: dict[str, list[str]] = {heading: [] for heading in schema.INCIDENTS.headings}
    taken: set[str] = set()
    for each in (main, *lists):
        for heading in each.columns:
            if fold(name := each.name(heading)) not in taken:
                names[heading].append(name)
                taken.add(fold(name))
    return {heading: EITHER.join(theirs) for heading, theirs in names.items()}


def _texts(lists: Sequence[Assigned], heading: str) -> list[str]:
    return [text for each in lists if each.has(heading) for text in each.grid.texts(each.columns[heading])]


def _values(
    lists: Sequence[Assigned], updates: KeptUpdates | None, inquiry: Inquiry, before: Config | None
) -> Iterator[tuple[str, Meanings]]:
    """What the values of each list of ours mean that the register uses; of a Status what is not known is asked.

    What the settings say `before` is known.
    """
    typed: dict[str, list[str]] = {}
    for column in schema.INCIDENTS.columns:
        if column.values:
            typed.setdefault(column.values, []).extend(
                _statuses(lists) if column.heading == "Status" else _texts(lists, column.heading)
            )
    if updates and updates.assigned.has("Type"):
        typed["update_type"] = _texts([updates.assigned], "Type")
    for name, texts in typed.items():
        key = {word: said for each in lists for word, said in each.key.items()} if name == "status" else {}
        kept = before.values.get(name, {}) if before else {}
        found = meanings(name, texts, key | {fold(word): ours for word, ours in kept.items()})
        if name == "status" and found.unknown and ANY_OTHER not in kept:
            meant = asked_statuses(lists, found.unknown, inquiry)
            left = {} if ANY_OTHER in meant else {w: n for w, n in found.unknown.items() if w not in meant}
            found = found._replace(mapped={**found.mapped, **meant}, unknown=left)
        if found.mapped or found.unknown:
            yield name, found


def _is_history(each: Assigned) -> bool:
    """Whether every record of a list is closed: updates in its rows need not be read."""
    records = len(each.grid.rows)
    statuses = _texts([each], "Status")
    over = sum(is_closed(meanings("status", [text]).mapped.get(text, text)) for text in statuses)
    return records in (over, len(_texts([each], "Closed on")))


def _statuses(lists: Sequence[Assigned]) -> list[str]:
    """What is typed under Status, without the answers that a heading which asks makes plain."""
    texts = []
    for each in lists:
        asked = asks(each.name("Status")) if each.has("Status") else None
        texts += [text for text in _texts([each], "Status") if not (asked and answer(asked, text))]
    return texts


def _ref_pattern(lists: Sequence[Assigned], *, by_sheet: bool) -> str | None:
    refs = [
        f"{each.grid.sheet.strip()}/{text}" if by_sheet else text
        for each in lists
        for text in each.grid.texts(each.columns["Incident ref"])
    ]
    found = _example(refs)
    return found if found and not pattern("OLS-2026-0001").fits(found) else None


def _child_pattern(lists: Sequence[Assigned]) -> str | None:
    texts = [part.strip() for text in _texts(lists, "Child refs") for part in text.replace(";", ",").split(",")]
    if sum(pattern("C-????").fits(text) for text in texts) > len(texts) / 2:
        return None
    return _example(texts)


def _example(references: Sequence[str]) -> str | None:
    """A reference of the column's whose pattern most of them fit; None where they have none in common."""
    texts = [" ".join(text.split()) for text in references]
    shapes = Counter(re.sub(r"\d+", "0", fold(text)) for text in texts if re.search(r"\d", text))
    for shape, _ in shapes.most_common(3):
        alikes = [text for text in texts if re.sub(r"\d+", "0", fold(text)) == shape]
        chosen = min(alikes, key=lambda text: (len(text), text))
        if sum(pattern(chosen).fits(text) for text in texts) >= _ALIKE * len(texts):
            return chosen
    return None


def _since(lists: Sequence[Assigned], today: date) -> date | None:
    """The Monday of this week: what was closed before it is history.

    None where records without a Status may be the open ones: no Status of the register says that one is open.
    """
    if not lists[0].has("Status") or asks(lists[0].name("Status")):  # what is blank is open there
        return today - timedelta(days=today.weekday())
    statuses = _texts(lists, "Status")
    says_open = any(not is_closed(meanings("status", [text]).mapped.get(text, text)) for text in statuses)
    some_blank = len(statuses) < sum(len(each.grid.rows) for each in lists)
    return None if some_blank and not says_open else today - timedelta(days=today.weekday())


def _has(book: workbook.Workbook, sheet: schema.Sheet) -> bool:
    """Whether the workbook has a sheet of ours already, under our name."""
    page = next((page for page in book.sheets if page.strip().casefold() == sheet.name.casefold()), None)
    if page is None:
        return False
    needed = [column.heading for column in sheet.columns if column.indispensable]
    best = best_list(sheet, grids(book, page))
    return best is not None and best.has(*needed)


def _remarks(main: Assigned, lists: Sequence[Assigned]) -> Iterator[str]:
    for heading, other in main.instead.items():
        yield (
            f"no column says {_SAYS[heading]}, so '{main.name(heading)}' serves for {heading}, though it reads like "
            f"{other}"
        )
    for each in lists:
        for remark in each.remarks:
            yield f"sheet '{each.grid.sheet}': {remark}"
    if not main.has("Incident ref"):
        yield (
            f"no column says which record a row is, so olsxl gives each a reference like {EXAMPLE}, in the order of "
            "the sheets, and keeps it: Updates and every summary name the record by it"
        )
    if not main.has("Status"):
        closed = f", and closed where a day stands under '{main.name('Closed on')}'" if main.has("Closed on") else ""
        yield (
            "no column says whether a record is open or closed: each is open, but below a banner or on a sheet that "
            f"says Closed{closed}. If one says it, name it in olsxl.toml under [columns.incidents] Status"
        )


_SAYS = {"Reported on": "on which day a record was reported", "Incident ref": "the reference of an incident"}
