"""A pack for one audience: from the registers to a document of plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from olsxl import __version__
from olsxl.pack.document import Document, Fact, Sheet
from olsxl.pack.older import kept_in_part, older_counted
from olsxl.pack.period import Period, undated
from olsxl.pack.register import register
from olsxl.pack.reviews import reviews
from olsxl.pack.source import Source
from olsxl.pack.summary import summary
from olsxl.pack.training import training
from olsxl.register.older import with_older
from olsxl.register.schema import NOT_KEPT
from olsxl.report.wording import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from olsxl.config import Config
    from olsxl.pack.audience import Audience
    from olsxl.register.coverage.coverage import Unread
    from olsxl.register.naming.child_key import Child
    from olsxl.register.older import OlderWorkbook
    from olsxl.register.registers import IncidentRegister, TrainingRegister

_CONTENTS = {
    "Summary": "counts of incidents and of distinct children",
    "Register": "the incidents reported in the period",
    "Reviews": "the weekly reviews, with the weeks that were missed",
    "Training": "who is trained, by Person ID and role",
}

_NATURE = (
    Fact(
        "Nature",
        "A copy made new from the register, values only: nothing hidden, no formula, note, link or macro. It is no "
        "legal advice, and olsxl decides nothing: each decision in it is the home's.",
    ),
    Fact("Confidential", "Personal data of children. For the reader named above and nobody else."),
)


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """What a pack is made from: the registers as read, the hash (SHA-256, hex) of the incident register's file.

    `training` is None where the home keeps none; `children` are those of the child key, whose names may not leave.
    `older` are counted with the register.
    """

    incidents: IncidentRegister
    training: TrainingRegister | None
    sha256: str
    children: tuple[Child, ...] = ()
    older: tuple[OlderWorkbook, ...] = ()

    @property
    def unread(self) -> tuple[Unread, ...]:
        """What of the workbooks was not read."""
        read = (self.incidents, self.training, *(each.register for each in self.older))
        return tuple(span for register in read if register for span in register.unread)


def build(material: Material, config: Config, audience: Audience, period: Period, stamp: datetime) -> Document:
    """The document; `stamp` is when it is made, in the home's time."""
    incidents = with_older(material.incidents, material.older)
    source = Source.of(incidents, material.training, material.children, config)
    sheets = (
        summary(source, period),
        register(source, audience, period),
        reviews(source, period),
        training(source, config.training, period),
    )
    trained = material.training.not_kept if material.training else ()
    not_kept = (*incidents.not_kept, *trained)
    facts = (
        *_facts(material, config, audience, period, stamp),
        *older_counted(material.incidents, material.older, incidents),
        *_told_not_kept(not_kept, audience),
        *kept_in_part(material.incidents, material.older, incidents, audience),
        *_not_read(material),
        *_not_placed(source),
        *_how_it_was_made(sheets, audience),
        *_about_names(source, keyed=bool(material.children)),
        *_NATURE,
    )
    return Document(
        f"Online safety records for {audience.name}",
        facts,
        sheets,
        source.names,
        doubts=tuple(dict.fromkeys(source.doubts)),
        left_out=tuple(dict.fromkeys(source.left_out)),
        unknown=source.unknown,
        not_kept=not_kept,
        unread=material.unread,
    )


def _facts(material: Material, config: Config, audience: Audience, period: Period, stamp: datetime) -> Iterator[Fact]:
    yield Fact("Home", config.home.name, given=True)
    if config.home.manager:
        yield Fact("Registered Manager", config.home.manager, given=True)
    yield Fact("Made for", f"{audience.name}. {audience.purpose}.")
    yield Fact("Period", f"{period}, both days included, by the day on which an incident was reported")
    yield Fact("Made on", f"{stamp:%d/%m/%Y} at {stamp:%H:%M}, by olsxl {__version__}")
    yield Fact("Source", f"SHA-256 of the incident register that it was made from: {material.sha256}")


def _told_not_kept(not_kept: Sequence[str], audience: Audience) -> Iterator[Fact]:
    """What the audience would see and these registers do not hold: left out of the sheets, and never counted as 0."""
    if missing := [heading for heading in not_kept if audience.shows(heading)]:
        yield Fact("Not kept", f"{listed(missing)}: {NOT_KEPT}.")


def _not_read(material: Material) -> Iterator[Fact]:
    """Rows of the workbooks that were not understood: the figures leave them out, so they are told beside them."""
    if rows := sum(span.rows for span in material.unread):
        told = counted(rows, "row")
        yield Fact(
            "Not read", f"{told} of the home's workbooks, so that what stands there is in no sheet and no count."
        )


def _not_placed(source: Source) -> Iterator[Fact]:
    """Rows whose day cannot be read: nobody can tell whether they belong to the period, so they are told."""
    if cells := undated(source.incidents.incidents, "Reported on"):
        told = counted(len(cells), "record has", "records have")
        yield Fact("Not placed", f"{told} no day of report that can be read: {_cells(cells)}")
    if cells := undated(source.incidents.reviews, "Reviewed on"):
        told = counted(len(cells), "review has", "reviews have")
        yield Fact("Not placed", f"{told} no day that can be read: {_cells(cells)}")


def _cells(cells: list[str]) -> str:
    rest = f" and {len(cells) - 12} more" if len(cells) > 12 else ""
    return f"see {', '.join(cells[:12])}{rest}"


def _how_it_was_made(sheets: tuple[Sheet, ...], audience: Audience) -> Iterator[Fact]:
    contents = [f"{sheet.name} - {_CONTENTS[sheet.name]} ({counted(sheet.rows, 'row')})" for sheet in sheets]
    yield Fact("What is in it", "\n".join(contents))
    for left in audience.left_out:
        yield Fact("Left out", f"{listed(left.headings)}: {left.why}.")
    yield Fact(
        "Left out",
        "The rows of Updates, and what is written about any other matter; these can be seen at the home.",
    )


def _about_names(source: Source, *, keyed: bool) -> Iterator[Fact]:
    children = (
        "A child of the home is shown by reference; whether a text names another child cannot be known to olsxl."
        if keyed
        else "Children are shown by reference alone; whether a text names one all the same cannot be known to olsxl."
    )
    yield Fact(
        "Names",
        "Whoever stands in the home's list of people is shown by Person ID; where two have the same name, by both IDs. "
        "A name that is also an everyday word (such as Grace) is replaced where its capital or the words around it "
        f"show that somebody is meant. {children}",
    )
    for sentence in source.unknown:
        yield Fact("Names", sentence)
    if cells := dict.fromkeys(source.left_out):
        told = counted(len(cells), "text is", "texts are")
        yield Fact(
            "Texts left out",
            f"{told} left out, for a number, an address or a date of birth stands in what was written: where it says "
            '"left out: see Incidents!R14", the text can be seen at the home.',
        )
    yield Fact("Cells named", 'Where it says "see Incidents!K14", that cell holds something else than a reference.')
