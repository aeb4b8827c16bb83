"""The passwords that a home needs, by the names under which a person keeps them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

REGISTER = "OLSXL_REGISTER_PASSWORD"
CHILD_KEY = "OLSXL_CHILD_KEY_PASSWORD"
SMTP = "OLSXL_SMTP_PASSWORD"
PACK = "OLSXL_PACK_PASSWORD"


@dataclass(frozen=True, slots=True)
class Secrets:
    """The passwords of one home, as the environment of the program has them.

    A name with the home's folder behind it (`_LARKFIELD_HOUSE` for `Larkfield House`) comes before the name alone,
    which serves every home: one run may keep several.
    """

    kept: dict[str, str] = field(repr=False)
    folder: str

    @classmethod
    def of(cls, home: Path, environment: Mapping[str, str]) -> Secrets:
        """The passwords of the home in a folder."""
        kept = {
            name: value for name, value in environment.items() if name.startswith((REGISTER, CHILD_KEY, SMTP, PACK))
        }
        return cls(kept, home.absolute().name)

    def get(self, name: str) -> str | None:
        """The password of this name, of the child key else that of the registers; None where there is none."""
        own = re.sub("[^A-Z0-9]+", "_", self.folder.upper()).strip("_")
        found = self.kept.get(f"{name}_{own}") or self.kept.get(name) or None
        return self.get(REGISTER) if name == CHILD_KEY and not found else found
