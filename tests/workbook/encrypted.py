"""Workbooks encrypted as older versions of Excel do, by the specification and not by the library that reads them.

Source: MS-OFFCRYPTO 2.3.4.5 to 2.3.4.9 (standard encryption), 2.3.4.10 to 2.3.4.15 (agile encryption).
"""

from __future__ import annotations

import hashlib
import hmac
import io
import os
import struct
from base64 import b64encode
from functools import partial
from typing import Any

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from msoffcrypto.method.container.ecma376_encrypted import ECMA376Encrypted  # type: ignore[import-untyped]  # no types

_sha1 = partial(hashlib.sha1, usedforsecurity=False)
_OFFICE = "http://schemas.microsoft.com/office/2006"


def standard(data: bytes, password: str, bits: int = 128) -> bytes:
    """Encrypt as Excel 2007 does: AES in blocks, SHA-1, 50,000 rounds."""
    salt, typed = os.urandom(16), os.urandom(16)
    last = _sha1(_iterated(_sha1, salt, password, 50_000) + bytes(4)).digest().ljust(64, b"\0")
    inner, outer = (_sha1(bytes(byte ^ pad for byte in last)).digest() for pad in (0x36, 0x5C))
    cipher = Cipher(algorithms.AES((inner + outer)[: bits // 8]), modes.ECB())  # noqa: S305 - as above

    def sealed(plain: bytes) -> bytes:
        encryptor = cipher.encryptor()
        return encryptor.update(plain + bytes(-len(plain) % 16)) + encryptor.finalize()

    provider = "Microsoft Enhanced RSA and AES Cryptographic Provider\0".encode("utf-16-le")
    header = struct.pack("<8I", 0x24, 0, {128: 0x660E, 256: 0x6610}[bits], 0x8004, bits, 0x18, 0, 0) + provider
    verifier = struct.pack("<I", 16) + salt + sealed(typed) + struct.pack("<I", 20) + sealed(_sha1(typed).digest())
    info = struct.pack("<HHII", 4, 2, 0x24, len(header)) + header + verifier
    return _container(struct.pack("<Q", len(data)) + sealed(data), info)


def agile(data: bytes, password: str, bits: int = 128, name: str = "SHA1", rounds: int = 1_000) -> bytes:
    """Encrypt as Excel 2010 does (AES-128, SHA-1), or with another key and hash; Excel takes 100,000 rounds."""
    digest = getattr(hashlib, name.lower())
    salt, own_salt, key = os.urandom(16), os.urandom(16), os.urandom(bits // 8)
    derived = _iterated(digest, own_salt, password, rounds)

    def wrapped(block: str, plain: bytes) -> str:
        wrapping = digest(derived + bytes.fromhex(block)).digest()[: bits // 8]
        return b64encode(_sealed(wrapping, own_salt, plain)).decode()

    def stored(block: str, plain: bytes) -> str:
        vector = digest(salt + bytes.fromhex(block)).digest()[:16]
        return b64encode(_sealed(key, vector, plain)).decode()

    pieces = [data[at : at + 4096] for at in range(0, len(data), 4096)]
    vectors = [digest(salt + struct.pack("<I", at)).digest()[:16] for at in range(len(pieces))]
    sealed = (_sealed(key, vector, piece) for vector, piece in zip(vectors, pieces, strict=True))
    payload = struct.pack("<Q", len(data)) + b"".join(sealed)
    typed, secret = os.urandom(16), os.urandom(digest().digest_size)
    kind = (
        f'saltSize="16" blockSize="16" keyBits="{bits}" hashSize="{digest().digest_size}" cipherAlgorithm="AES" '
        f'cipherChaining="ChainingModeCBC" hashAlgorithm="{name}"'
    )
    xml = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><encryption xmlns="{_OFFICE}/encryption" '
        f'xmlns:p="{_OFFICE}/keyEncryptor/password"><keyData {kind} saltValue="{b64encode(salt).decode()}"/>'
        f'<dataIntegrity encryptedHmacKey="{stored("5fb2ad010cb9e1f6", secret)}" '
        f'encryptedHmacValue="{stored("a0677f02b22c8433", hmac.digest(secret, payload, digest))}"/><keyEncryptors>'
        f'<keyEncryptor uri="{_OFFICE}/keyEncryptor/password"><p:encryptedKey spinCount="{rounds}" {kind} '
        f'saltValue="{b64encode(own_salt).decode()}" '
        f'encryptedVerifierHashInput="{wrapped("fea7d2763b4b9e79", typed)}" '
        f'encryptedVerifierHashValue="{wrapped("d7aa0f6d3061344e", digest(typed).digest())}" '
        f'encryptedKeyValue="{wrapped("146e0be7abacd0d6", key)}"/></keyEncryptor></keyEncryptors></encryption>'
    )
    return _container(payload, struct.pack("<HHI", 4, 4, 0x40) + xml.encode())


def _iterated(digest: Any, salt: bytes, password: str, rounds: int) -> bytes:
    hashed: bytes = digest(salt + password.encode("utf-16-le")).digest()
    for number in range(rounds):
        hashed = digest(struct.pack("<I", number) + hashed).digest()
    return hashed


def _sealed(key: bytes, vector: bytes, plain: bytes) -> bytes:
    encryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).encryptor()
    return encryptor.update(plain + bytes(-len(plain) % 16)) + encryptor.finalize()


def _container(payload: bytes, info: bytes) -> bytes:
    out = io.BytesIO()
    ECMA376Encrypted(payload, info).write_to(out)
    return out.getvalue()
