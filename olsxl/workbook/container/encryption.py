"""Workbooks with a password to open: decrypted and encrypted again in memory, never plain on a disk.

Source: MS-OFFCRYPTO 2.3.4.10 to 2.3.4.15 (Agile encryption), through msoffcrypto-tool. To import this module costs the
import of the cryptography libraries, so it is imported where an encrypted workbook turns up.
"""

from __future__ import annotations

import hmac
import io
import os
import secrets
from typing import TYPE_CHECKING, Any, Final

import olefile  # type: ignore[import-untyped]  # has no types
from msoffcrypto.exceptions import InvalidKeyError  # type: ignore[import-untyped]  # has no types
from msoffcrypto.format.ooxml import OOXMLFile  # type: ignore[import-untyped]  # has no types
from msoffcrypto.method.container.ecma376_encrypted import ECMA376Encrypted  # type: ignore[import-untyped]  # as above
from msoffcrypto.method.ecma376_agile import (  # type: ignore[import-untyped]  # has no types
    ECMA376Agile,
    ECMA376AgileEncryptionInfo,
    _decrypt_aes_cbc,
    _encrypt_aes_cbc,
    _get_hash_func,
    blkKey_dataIntegrity1,
    blkKey_dataIntegrity2,
    blkKey_encryptedKeyValue,
    blkKey_encryptedVerifierHashValue,
    blkKey_VerifierHashInput,
)

from olsxl.workbook.errors import (
    EncryptionFailed,
    EncryptionUnknown,
    NotExcel,
    OldExcelFormat,
    SensitivityLabel,
    WrongPassword,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_MOST_ROUNDS: Final = 1_000_000  # Excel makes 100,000; ten times as many take a second
_SMALLEST: Final = 8 + 4096  # a stream below 4,096 bytes is kept elsewhere, which the library cannot write
_CLEAR: Final = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that looks like something else: no i, l, o, 0, 1


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
        if file.info.get("spinValue", 0) > _MOST_ROUNDS:
            raise EncryptionUnknown(where)
        agile = file.type == "agile"
        if agile:
            file.load_key(secret_key=_data_key(file.info, password))
        else:
            file.load_key(password=password, verify_password=True)
    except InvalidKeyError:
        raise WrongPassword(where, variable) from None
    except Exception as failure:  # a damaged container fails deep in one of three libraries
        raise EncryptionUnknown(where) from failure
    try:
        whole = not agile or _is_whole(file)
        file.decrypt(plain)
    except Exception as failure:
        raise EncryptionUnknown(where) from failure
    if not whole:
        raise EncryptionUnknown(where)
    return plain.getvalue()


def encrypt(data: bytes, password: str, where: str | Path) -> bytes:
    """Encrypt a package as Excel does with AES-256, and make sure that the password opens it again.

    The same data gives other bytes each time. Raises EncryptionFailed.
    """
    info, _ = ECMA376Agile.generate_encryption_parameters(password)
    key = _full_key(info, password)
    payload = ECMA376Agile.encrypt_payload(io.BytesIO(data), info.encryptedKey, key, info.keyData.saltValue)
    payload = payload.ljust(_SMALLEST, b"\0")
    out = io.BytesIO()
    ECMA376Encrypted(payload, ECMA376Agile.get_encryption_information(info, payload, key)).write_to(out)
    try:
        opened = decrypt(out.getvalue(), password, where, "")
    except (EncryptionUnknown, WrongPassword) as failure:
        raise EncryptionFailed(where) from failure
    if opened != data:
        raise EncryptionFailed(where)
    return out.getvalue()


def new_password() -> str:
    """Draw a password of 79 random bits that is easy to read out: `k7mp-3xqd-h9ra-w2te`."""
    groups = ("".join(secrets.choice(_CLEAR) for _ in range(4)) for _ in range(4))
    return "-".join(groups)


def _data_key(info: Mapping[str, Any], password: str) -> bytes:
    """Give the key of the package where a password is the right one, else raise InvalidKeyError (2.3.4.11, 2.3.4.13).

    The 100,000 rounds on the password are made once for both. Stored hashes are padded to whole blocks:
    msoffcrypto-tool compares the padding too, and so takes every password of a workbook that Excel 2010 encrypted, with
    SHA-1, for a wrong one.
    """
    algorithm, salt = info["passwordHashAlgorithm"], info["passwordSalt"]
    derived = ECMA376Agile._derive_iterated_hash_from_password(password, salt, algorithm, info["spinValue"]).digest()

    def opened(secret: str, block: bytes) -> bytes:
        key = ECMA376Agile._derive_encryption_key(derived, block, algorithm, info["passwordKeyBits"])
        return bytes(_decrypt_aes_cbc(info[secret], key, salt))

    typed = opened("encryptedVerifierHashInput", blkKey_VerifierHashInput)
    stored = opened("encryptedVerifierHashValue", blkKey_encryptedVerifierHashValue)
    if not stored.startswith(_get_hash_func(algorithm)(typed).digest()):
        raise InvalidKeyError
    return opened("encryptedKeyValue", blkKey_encryptedKeyValue)


def _is_whole(file: OOXMLFile) -> bool:
    """Say whether an encrypted package is as it was written (2.3.4.14); the stored hash is padded here as well."""
    info, algorithm = file.info, _get_hash_func(file.info["keyDataHashAlgorithm"])

    def opened(secret: str, block: bytes) -> bytes:
        vector = algorithm(info["keyDataSalt"] + block).digest()[: info["keyDataBlockSize"]]
        return bytes(_decrypt_aes_cbc(info[secret], file.secret_key, vector))

    key, stored = opened("encryptedHmacKey", blkKey_dataIntegrity1), opened("encryptedHmacValue", blkKey_dataIntegrity2)
    with file.file.openstream("EncryptedPackage") as stream:
        return stored.startswith(hmac.digest(key, stream.read(), algorithm))


def _full_key(info: ECMA376AgileEncryptionInfo, password: str) -> bytes:
    """Draw a data key of 256 random bits; the one that msoffcrypto-tool draws has 128, padded with a constant."""
    key, spec = os.urandom(32), info.encryptedKey
    hashed = ECMA376Agile._derive_iterated_hash_from_password(password, spec.saltValue, spec.hashName, info.spinCount)
    wrapping = ECMA376Agile._derive_encryption_key(
        hashed.digest(), blkKey_encryptedKeyValue, spec.hashName, spec.keyBits
    )
    info.encryptedKeyValue = _encrypt_aes_cbc(key, wrapping, spec.saltValue)
    return key


def _streams(data: bytes) -> set[str]:
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            return {path[-1].lower() for path in container.listdir()}
    except Exception:  # noqa: BLE001 - olefile fails on damage in many ways, all of which mean: nothing to find
        return set()
