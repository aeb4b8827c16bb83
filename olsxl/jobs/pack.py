"""A spreadsheet for one audience, whole: read, build, scan, encrypt in memory, write (P6; docs/policy.md, fact 5)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from olsxl.jobs.errors import PackPassword
from olsxl.jobs.home import Home, Registers, read_registers, require_columns
from olsxl.jobs.outputs import output_path, save_output
from olsxl.jobs.secrets import PACK
from olsxl.pack.audience import AUDIENCES
from olsxl.pack.build import Material, build
from olsxl.pack.period import Period
from olsxl.register import days
from olsxl.report.unread import unread_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from olsxl.pack.audience import Audience
    from olsxl.pack.document import Document
    from olsxl.register.coverage.coverage import Unread

OPENS = "opens with its password"
_LONGEST: Final = 255
"""Characters of the longest password that Excel takes."""
"""The check that an encrypted pack passes after the others."""


@dataclass(frozen=True, slots=True)
class PackResult:
    """What became of a pack. `sheets` are rows by sheet, `sha256` (hex) is of the file, None where none was written.

    `password` is the one that was made up for it, None where the reader knows it or there is none. `doubts` are cells
    of the register whose text may still name somebody, `left_out` those whose text is not in the pack, and `unknown`
    says whose names could not be looked for. `not_kept` are the headings of ours that the registers have not,
    `not_counted` the older workbooks that could not be read, and why; `unread` is what was not read of the others.
    """

    file: Path
    audience: str
    first: date
    last: date
    sheets: dict[str, int]
    sha256: str | None
    encrypted: bool
    checks: tuple[str, ...]
    doubts: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    not_kept: tuple[str, ...] = ()
    not_counted: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()
    password: str | None = field(default=None, repr=False)
    dry_run: bool = False

    def as_json(self) -> dict[str, object]:
        """The shape that `pack --format json` prints; a password never stands in it."""
        shape: dict[str, object] = {
            "file": str(self.file),
            "audience": self.audience,
            "from": self.first.isoformat(),
            "to": self.last.isoformat(),
            "sheets": self.sheets,
            "not_kept": list(self.not_kept),
            "sha256": self.sha256,
            "encrypted": self.encrypted,
            "checks": list(self.checks),
        }
        return shape | ({"dry_run": True} if self.dry_run else {})


def pack(  # noqa: PLR0913 - what is asked for by place, its surroundings by name
    home: Home,
    audience: str,
    first: date,
    last: date,
    out: Path | None = None,
    *,
    today: date,
    now: datetime,
    encrypted: bool = True,
    overwrite: bool = False,
    dry_run: bool = False,
) -> PackResult:
    """Make a pack of the days from `first` to `last` for an audience of AUDIENCES, in the file `out`.

    Without `out`, or where it is a folder, the file is named for what it holds and lies beside olsxl.toml, or there.
    `now` is the true, aware time. The password comes from OLSXL_PACK_PASSWORD, else one is made up. Nothing is on the
    disk in plain text at any time, unless `encrypted` is False. A dry run reads, builds and scans.

    Raises one of the classes under PackRefused or OutputRefused, RegisterUnusable, and what reading the registers
    raises; nothing has been written then.
    """
    period = Period.of(first, last, today)
    wanted = AUDIENCES[audience]
    name = f"{wanted.name} pack {period.first} to {period.last}.xlsx"
    path = output_path(home, out, name, overwrite=overwrite)
    given = home.secrets.get(PACK) if encrypted else None
    if given is not None and not 0 < len(given.strip()) <= len(given) <= _LONGEST:
        raise PackPassword(PACK, _LONGEST)
    registers = require_columns(home, read_registers(home))
    document = _document(home, registers, wanted, period, now)
    data, checks = _checked(document)
    password = None
    if encrypted and not dry_run:
        from olsxl.workbook.container.encryption import encrypt, new_password

        password = given or new_password()
        data, checks = encrypt(data, password, path), (*checks, OPENS)
    if not dry_run:
        save_output(home, path, data, overwrite=overwrite)
    return PackResult(
        file=path,
        audience=audience,
        first=first,
        last=last,
        sheets=document.rows,
        sha256=None if dry_run else hashlib.sha256(data).hexdigest(),
        encrypted=encrypted,
        checks=checks,
        doubts=document.doubts,
        left_out=document.left_out,
        unknown=document.unknown,
        not_kept=document.not_kept,
        unread=document.unread,
        not_counted=tuple(f"{each.name}: {each.trouble}" for each in registers.older if each.trouble),
        password=None if given else password,
        dry_run=dry_run,
    )


def _document(home: Home, registers: Registers, audience: Audience, period: Period, now: datetime) -> Document:
    known = registers.snapshot.sha256, registers.children, registers.older
    return build(
        Material(registers.incidents, registers.training, *known), home.config, audience, period, home.local(now)
    )


def _checked(document: Document) -> tuple[bytes, tuple[str, ...]]:
    """The workbook in plain bytes, in memory alone, and the checks that it passed."""
    from olsxl.pack.layout import workbook
    from olsxl.pack.scan import scan

    data = workbook(document)
    return data, scan(data, document.names, [fact.text for fact in document.facts if fact.given])


def pack_text(result: PackResult) -> str:
    """What became of a pack, and what to do next."""
    return "\n".join(_told(result))


def _told(result: PackResult) -> Iterator[str]:
    name = AUDIENCES[result.audience].name
    period = f"{days.show(result.first)} to {days.show(result.last)}"
    if result.dry_run:
        yield f"A dry run: nothing was written. The pack for {name}, {period}, would be {result.file}"
    else:
        yield f"The pack for {name}, {period}, is {result.file}"
    if not result.sheets["Register"]:
        yield "  No incident was reported in this period; the pack says so."
    yield "  Rows: " + ", ".join(f"{sheet} {rows}" for sheet, rows in result.sheets.items())
    yield "  Checked: " + ", ".join(result.checks)
    yield "Next: open it and read it before you send it. Names that stand in no list of yours are not known to olsxl."


def notes_text(result: PackResult) -> Iterator[str]:
    """What a person must see also where a program reads the output."""
    if result.unread:
        yield unread_text(result.unread)
    yield from result.unknown
    for older in result.not_counted:
        yield f"An older workbook is not counted in the pack. {older}"
    if result.left_out:
        yield (
            "Left out of the pack, for a number, an address or a date of birth in the text: "
            f"{_first_of(result.left_out)}. Take it out there, and make the pack again, to have the rest in it."
        )
    if result.doubts:
        cells = _first_of(result.doubts)
        yield f"An everyday word that is also a name stands in: {cells}. See whether somebody is meant."
    if not result.encrypted:
        yield "The pack has no password: whoever gets the file can read it."
    if result.password:
        yield f"Its password, shown only now: {result.password}"
        yield "Pass it on by another way than the file, such as by phone."


def _first_of(cells: Sequence[str]) -> str:
    return ", ".join(cells[:20]) + (f" and {len(cells) - 20} more" if len(cells) > 20 else "")
