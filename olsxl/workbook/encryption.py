"""Workbooks with a password to open: decrypted and encrypted again in memory, never plain on a disk.

Source: MS-OFFCRYPTO 2.3.4.10 to 2.3.4.15 (Agile encryption), through msoffcrypto-tool. To import this module costs the
import of the cryptography libraries, so it is imported where an encrypted workbook turns up.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import olefile  # type: ignore[import-untyped]  # has no types
from msoffcrypto.exceptions import InvalidKeyError  # type: ignore[import-untyped]  # has no types
from msoffcrypto.format.ooxml import OOXMLFile  # type: ignore[import-untyped]  # has no types

from olsxl.workbook.errors import EncryptionUnknown, NotExcel, OldExcelFormat, SensitivityLabel, WrongPassword

if TYPE_CHECKING:
    from pathlib import Path


def check_encrypted(data: bytes, where: str | Path) -> None:
    """Make sure that an OLE container holds a workbook that a password opens.

    Raises OldExcelFormat, SensitivityLabel or NotExcel, which say what it is instead.
    """
    streams = _streams(data)
    if "encryptioninfo" in streams:
        return
    if streams & {"workbook", "book"}:
        raise OldExcelFormat(where)
    if "encryptedpackage" in streams or any("drm" in name for name in streams):
        raise SensitivityLabel(where)
    raise NotExcel(where, "a document of another kind")


def decrypt(data: bytes, password: str, where: str | Path, variable: str) -> bytes:
    """Give the plain package of an encrypted workbook, its integrity checked. Raises WrongPassword, EncryptionUnknown.

    `variable` is the environment variable that the password may have come from, for the message.
    """
    plain = io.BytesIO()
    try:
        file = OOXMLFile(io.BytesIO(data))
        file.load_key(password=password, verify_password=True)
    except InvalidKeyError:
        raise WrongPassword(where, variable) from None
    except Exception as failure:  # a damaged container fails deep in one of three libraries
        raise EncryptionUnknown(where) from failure
    try:
        file.decrypt(plain, verify_integrity=True)
    except Exception as failure:
        raise EncryptionUnknown(where) from failure
    return plain.getvalue()


def _streams(data: bytes) -> set[str]:
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            return {path[-1].lower() for path in container.listdir()}
    except Exception:  # olefile fails on damage in many ways, all of which mean: nothing to find
        return set()
