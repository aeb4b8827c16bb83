"""The kinds of writes: the register that each goes to, and what is done when a later save of the workbook loses it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from olsxl.register import schema

if TYPE_CHECKING:
    from collections.abc import Mapping

Kind = Literal["review", "gone", "training-log", "adopt", "references"]

RegisterKind = Literal["incidents", "training"]


class WriteKind(NamedTuple):
    """The register that a kind of write goes to, and what is done where all that a write of it added is gone.

    With `put_back` the rows are appended again as they were, once. Else a person is told, once, and decides: `advice`
    is the sentence that says how.
    """

    register: RegisterKind
    put_back: bool
    advice: str = ""


KINDS: Final[Mapping[Kind, WriteKind]] = {
    "review": WriteKind("incidents", put_back=True),
    "gone": WriteKind("incidents", put_back=True),
    "training-log": WriteKind(
        "training",
        put_back=False,
        advice="Where nobody took it out on purpose, log the sheet again with: olsxl training log",
    ),
    "adopt": WriteKind(
        "incidents",
        put_back=False,
        advice="Where nobody took them out on purpose, move olsxl.toml to another folder, adopt the register again, "
        "and put back what you had changed in that file.",
    ),
    "references": WriteKind(
        "incidents",
        put_back=False,
        advice="Where nobody took them out on purpose, take the line of Incident ref out of [columns.incidents] in "
        "olsxl.toml, and adopt the register again.",
    ),
}

REGISTERS: Final[Mapping[RegisterKind, tuple[schema.Sheet, ...]]] = {
    "incidents": schema.INCIDENT_REGISTER,
    "training": schema.TRAINING_REGISTER,
}
"""The sheets of each register."""

IDENTITY: Final[Mapping[str, tuple[str, ...]]] = {
    "Incidents": ("Incident ref",),
    "Updates": ("Incident ref", "By", "Review"),
    "Reviews": ("Review",),
    "Training": ("Person ID", "Session on"),
}
"""The headings of ours by which a row that olsxl wrote is known again, whatever was typed into it afterwards."""
