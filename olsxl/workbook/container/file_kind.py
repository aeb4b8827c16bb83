"""What kind of file the bytes of a so-called workbook are, and the plain package in them."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from olsxl.workbook import errors
from olsxl.workbook.container.package import Package

if TYPE_CHECKING:
    from pathlib import Path

OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of an OLE container: an encrypted workbook, an .xls, a labelled file, or another document."""

VARIABLE: Final = "OLSXL_REGISTER_PASSWORD"
"""The environment variable that messages name where the caller names no other."""


DEFAULT_PASSWORD: Final = "VelvetSweatshop"  # noqa: S105 - published, and no secret
"""What Excel tries by itself, and so never asks for (MS-XLS 2.4.191): protection against editing alone encrypts so."""


class Unwrapped(NamedTuple):
    """The plain package of a workbook file: the same object as its bytes, or what a password opened."""

    data: bytes
    password: str | None


def decrypted(raw: bytes, where: str | Path, *, password: str | None = None, variable: str = VARIABLE) -> Unwrapped:
    """Give the plain bytes of a workbook file, and the password that opens it where they are encrypted.

    Excel's own default password opens what it opens without being given. `where` names the file in messages,
    `variable` the environment variable where its password is looked for.
    Raises one of the classes under UnreadableWorkbook.
    """
    if not raw.startswith(OLE):
        return Unwrapped(raw, None)
    from olsxl.workbook.container.encryption import check_encrypted

    check_encrypted(raw, where)
    return _opened(raw, where, password, variable)


def _opened(raw: bytes, where: str | Path, password: str | None, variable: str) -> Unwrapped:
    from olsxl.workbook.container.encryption import decrypt

    for known in filter(None, (password, DEFAULT_PASSWORD)):
        with suppress(errors.WrongPassword):
            return Unwrapped(decrypt(raw, known, where, variable), known)
    if password:
        raise errors.WrongPassword(where, variable)
    raise errors.WorkbookEncrypted(where, variable)


def open_package(data: bytes, where: str | Path) -> Package:
    """Open a zip package with an .xlsx or .xlsm workbook in it; raises what the bytes are instead.

    A workbook that is damaged further inside is told by whatever reads its parts.
    """
    if not data.strip(b"\0"):
        raise errors.WorkbookEmpty(where)
    if data.startswith(b"\0\0\0\0"):  # a copy that was begun elsewhere, or a disk that failed
        raise errors.WorkbookTruncated(where, "beginning")
    if data == b"P":
        raise errors.WorkbookTruncated(where)
    if not data.startswith(b"PK"):
        raise errors.NotExcel(where, "a text file" if _is_text(data[:4096]) else "a file of another kind")
    try:
        package = Package(data)
    except errors.UnreadableWorkbook as failure:
        raise failure.at(where) from None
    _check_kind({name.lower() for name in package.names}, where)
    return package


def _check_kind(names: set[str], where: str | Path) -> None:
    if any(name.endswith("/workbook.bin") for name in names):
        raise errors.BinaryExcelFormat(where)
    if "mimetype" in names:
        raise errors.NotExcel(where, "a document of LibreOffice or another program")
    if any(name.startswith(("word/", "ppt/")) for name in names):
        raise errors.NotExcel(where, "a document of Word or PowerPoint")
    if "[content_types].xml" not in names:
        raise errors.NotExcel(where, "a zip archive")


def _is_text(sample: bytes) -> bool:
    return b"\0" not in sample or sample.startswith((b"\xff\xfe", b"\xfe\xff"))
