"""No text that people can type, paste or send takes work that grows faster than the text does."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

import pytest

from olsxl.adopt import columns
from olsxl.adopt.grid import Grid
from olsxl.mail.errors import BadAddress
from olsxl.mail.message import checked_address
from olsxl.register import days, schema
from olsxl.register.layout import banners
from olsxl.register.meaning import statuses
from olsxl.register.naming.child_key import Child
from olsxl.register.naming.detector import child_detector
from olsxl.register.references import recognised as references
from olsxl.register.training import lists as training_layout
from olsxl.register.training import matrix as training_matrix
from olsxl.register.updates import notes
from olsxl.rules.incidents.texts import holding
from olsxl.training import waivers
from olsxl.training.attendance import marks, names
from olsxl.workbook.reading import styles
from olsxl.workbook.xml import formula
from tests import hostile

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.proof

DAY = date(2026, 11, 19)


def as_a_childs_name(text: str) -> object:
    """A child key with this text for a name, and a search for it in itself."""
    return child_detector([Child("C-1", (text,), None)]).finds(text)


def as_an_address(text: str) -> None:
    """An address of a message, which may be refused."""
    with suppress(BadAddress):
        checked_address(text)


def as_a_key(text: str) -> object:
    """A list of incidents in which this text stands alone, where a key of its colours may stand."""
    return columns.assign(schema.INCIDENTS, Grid("Log", None, 1, ("Ref", "RAG"), (), 2, [(text, None)]))


SEARCHES: dict[str, Callable[[str], object]] = {
    "notes in a cell": lambda text: [*notes.dated_parts(text, DAY)],
    "a day": days.read,
    "days within a text": lambda text: [*days.within(text)],
    "days anywhere in a text": lambda text: [*days.anywhere(text)],
    "a Status": statuses.status,
    "an answer": lambda text: statuses.answer("closed", text),
    "a heading that asks": statuses.asks,
    "a heading": columns.canonical,
    "a line below a list": banners.is_line,
    "the opening of a line": banners.opens_a_line,
    "a key of colours": as_a_key,
    "a name in a list of training": training_layout.name_key,
    "a word that somebody left": lambda text: training_layout.left_on([text]),
    "a cell of a matrix": lambda text: training_matrix.attended_on(text, 12, date1904=False),
    "a reference": references.is_reference,
    "the note of a waiver": waivers.read_note,
    "a mark of attendance": lambda text: marks.contradicts("Status", text),
    "the heading of marks": marks.kind,
    "a banner of those who were away": marks.is_banner_of_absence,
    "a signature": lambda text: marks.is_signature(text, "Jane Okafor"),
    "a name on a sheet": names.name_words,
    "words that no record may hold": lambda text: holding(["child", "will"])({text}),
    "a formula": formula.references,
    "a format": styles.NumberFormat.parse,
    "a child's name": as_a_childs_name,
    "an address": as_an_address,
}


@pytest.mark.parametrize("search", SEARCHES.values(), ids=SEARCHES.keys())
def test_four_times_the_text_is_four_times_the_work(search: Callable[[str], object]) -> None:
    assert hostile.slow(search) == []
