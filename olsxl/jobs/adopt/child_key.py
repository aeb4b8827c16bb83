"""A child key made of the names and initials that stand in a register: an encrypted workbook beside olsxl.toml."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING, NamedTuple

from olsxl.blank.child_key import NAME, KeyRow, child_key_workbook
from olsxl.config.documentation import updated
from olsxl.errors import OlsxlError
from olsxl.files import next_free, write_atomic, write_exclusive
from olsxl.jobs.secrets import CHILD_KEY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from olsxl.jobs.home import Home

_LETTERS, _DIGITS = "BCDFGHJKLMNPQRSTVWXZ", "23456789"
"""Without vowels no letters spell a name, and without 0 and 1 nobody takes one sign for another."""
_INITIALS = re.compile(r"(?:[A-Z]\.?[ -]?){1,4}")


class NoKeyPassword(OlsxlError):
    """A child key is to be made, and nothing says with which password."""

    def __init__(self) -> None:
        super().__init__(
            f"The child key was not made: it needs a password. Put one into the environment variable {CHILD_KEY}, or "
            "run the same command on a terminal, where it is asked for. Everything else is done."
        )


class MadeKey(NamedTuple):
    """A child key that was made: where it lies, the children in it, and whether olsxl.toml names it already.

    It does where the password stands in the environment, where every run finds it.
    """

    path: Path
    children: int
    named: bool


class KeyAsked(NamedTuple):
    """What a person at a terminal is asked for a child key: its password, and when each child was born."""

    password: Callable[[], str]
    born: Callable[[str], date | None]


def make_child_key(home: Home, names: Sequence[str], asked: KeyAsked | None) -> MadeKey:
    """Make the key of the children that are called so in the register; nothing that stands is overwritten.

    Raises NoKeyPassword, EncryptionFailed, OSError.
    """
    from olsxl.workbook.container.encryption import encrypt

    kept = home.secrets.get(CHILD_KEY)
    password = kept or (asked.password() if asked else "")
    if not password:
        raise NoKeyPassword
    refs = _references(len(names))
    rows = [
        KeyRow(ref, "" if _INITIALS.fullmatch(name) else name, name, asked.born(name) if asked else None)
        for ref, name in zip(refs, names, strict=True)
    ]
    path = next_free(home.folder / f"{NAME}.xlsx")
    write_exclusive(path, encrypt(child_key_workbook(rows), password, path), private=True)
    if kept:
        text = updated(home.path.read_text(encoding="utf-8-sig"), {"register.child_key": path.name})
        write_atomic(home.path, text.encode())
    return MadeKey(path, len(rows), named=bool(kept))


def _references(number: int) -> Iterator[str]:
    """Random references, each once, with a digit among their signs: `C-7F3K`."""
    given = set[str]()
    while len(given) < number:
        signs = [secrets.choice(_DIGITS), *(secrets.choice(_LETTERS + _DIGITS) for _ in range(3))]
        secrets.SystemRandom().shuffle(signs)
        ref = f"C-{''.join(signs)}"
        if ref not in given:
            given.add(ref)
            yield ref
