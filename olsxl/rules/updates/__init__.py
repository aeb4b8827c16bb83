"""UPD: whether the updates can be relied on; one module for each concern."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.rules.updates.history import HISTORY_RULES
from olsxl.rules.updates.no_update import NO_UPDATE_RULES
from olsxl.rules.updates.notes import NOTE_RULES
from olsxl.rules.updates.rows import ROW_RULES

if TYPE_CHECKING:
    from olsxl.rules.rule import Rule

UPDATE_RULES: tuple[Rule, ...] = ROW_RULES + NO_UPDATE_RULES + HISTORY_RULES + NOTE_RULES
