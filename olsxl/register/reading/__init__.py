"""Reading a register: a workbook in, a RegisterTable for each sheet of the schema out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl import workbook
from olsxl.register import schema
from olsxl.register.reading.incidents import IncidentReader
from olsxl.register.reading.training import TrainingReader
from olsxl.register.references.given import NO_IDS, GivenIds, GivenReference
from olsxl.register.registers import IncidentRegister, TrainingRegister
from olsxl.register.training.lists import training_sheets
from olsxl.register.training.matrix import turned
from olsxl.register.updates.inline import inline_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from olsxl.config import Config


def incident_register(
    source: bytes | workbook.Workbook, name: str, config: Config, given: Sequence[GivenReference] = ()
) -> IncidentRegister:
    """Read the incident register; `name` is the file's, for messages. Raises UnreadableWorkbook and ConfigError.

    `given` are the references that olsxl gave to its records until now, where it keeps none.
    """
    inline, sheet = inline_columns(config)
    reader = IncidentReader(source, name, config, (sheet, schema.UPDATES, schema.REVIEWS))
    reader.given, reader.pairs = tuple(given), inline.pairs
    incidents, updates, reviews = reader.tables()
    found = tuple(reader.elsewhere), tuple(reader.beside), reader.renamed, tuple(reader.follow_ups)
    return IncidentRegister(incidents, updates, reviews, inline, reader.given, reader.unread, *found)


def training_register(
    source: bytes | workbook.Workbook, name: str, config: Config, ids: GivenIds = NO_IDS
) -> TrainingRegister:
    """Read the training register; as `incident_register`. `ids` are the Person IDs that olsxl gave until now."""
    book = workbook.opened(source).through(dict.fromkeys(config.training.across, turned))
    reader = TrainingReader(book, name, config, training_sheets(config))
    reader.ids = ids
    people, training = reader.tables()
    return TrainingRegister(people, training, reader.ids, tuple(config.training.courses), reader.unread)
