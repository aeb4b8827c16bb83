"""Workbooks with a password to open."""

from __future__ import annotations

import io
import math
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import olefile  # type: ignore[import-untyped]  # has no types
import pytest
from msoffcrypto.format.ooxml import OOXMLFile  # type: ignore[import-untyped]  # has no types
from msoffcrypto.method.container.ecma376_encrypted import ECMA376Encrypted  # type: ignore[import-untyped]  # as above

from olsxl.workbook import errors
from olsxl.workbook.container import encryption
from olsxl.workbook.container.encryption import decrypt, encrypt, new_password
from olsxl.workbook.container.file_kind import OLE, decrypted
from tests.libreoffice import convert
from tests.workbook import encrypted
from tests.workbook.books import saved, updates_book

if TYPE_CHECKING:
    from pathlib import Path

BOOK = saved(updates_book())
WORD = "secret"


@pytest.fixture(scope="module")
def secret() -> bytes:
    return encrypt(BOOK, WORD, "x")


@pytest.mark.parametrize("times", [1, 100])
def test_what_is_encrypted_comes_back_byte_for_byte(times: int) -> None:
    data = BOOK[:64] * times + BOOK  # a zip archive may have anything before it
    assert decrypt(encrypt(data, "pässwörd", "x"), "pässwörd", "x", "V") == data


@pytest.mark.parametrize(("bits", "name"), [(128, "SHA1"), (128, "SHA256"), (256, "SHA384"), (256, "SHA512")], ids=str)
def test_what_any_version_of_excel_encrypted_is_opened(bits: int, name: str) -> None:
    data = encrypted.agile(BOOK, "pässwörd", bits, name)
    assert decrypt(data, "pässwörd", "x", "V") == BOOK
    with pytest.raises(errors.WrongPassword):
        decrypt(data, "passwort", "x", "V")


@pytest.mark.parametrize("bits", [128, 256])
def test_what_excel_2007_encrypted_is_opened(bits: int) -> None:
    data = encrypted.standard(BOOK, "pässwörd", bits)
    assert decrypt(data, "pässwörd", "x", "V") == BOOK
    with pytest.raises(errors.WrongPassword):
        decrypt(data, "passwort", "x", "V")


@pytest.mark.parametrize("name", ["SHA1", "SHA512"])
def test_an_encrypted_package_that_was_changed_is_told(name: str) -> None:
    data = bytearray(encrypted.agile(BOOK, WORD, 128, name))
    data[6000] ^= 1
    with pytest.raises(errors.EncryptionUnknown):
        decrypt(bytes(data), WORD, "x", "V")


def test_an_encryption_that_would_take_minutes_to_open_is_not_tried() -> None:
    with pytest.raises(errors.EncryptionUnknown):
        decrypt(encrypted.agile(BOOK, WORD, rounds=1_000_001), WORD, "x", "V")


def test_a_small_package_is_encrypted_too() -> None:
    small = b"PK\5\6" + bytes(18)
    assert decrypt(encrypt(small, "secret", "x"), "secret", "x", "V") == small


def test_the_data_key_has_256_random_bits(secret: bytes) -> None:
    file = OOXMLFile(io.BytesIO(secret))
    file.load_key(password=WORD, verify_password=True)
    assert len(file.secret_key) == 32
    assert file.secret_key[16:] != b"\x36" * 16
    assert (file.info["passwordKeyBits"], file.info["spinValue"], file.info["keyDataHashAlgorithm"]) == (
        256,
        100_000,
        "SHA512",
    )


def test_the_same_workbook_is_encrypted_differently_each_time(secret: bytes) -> None:
    assert encrypt(BOOK, "secret", "x") != secret


def test_what_does_not_open_again_is_never_handed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> bytes:
        raise errors.EncryptionUnknown("x")

    for instead in (lambda *_: BOOK[:-1], fail):
        monkeypatch.setattr(encryption, "decrypt", instead)
        with pytest.raises(errors.EncryptionFailed, match="Nothing was changed"):
            encrypt(BOOK, "secret", "x")


def test_a_damaged_encrypted_workbook_is_told_apart_from_a_wrong_password(secret: bytes) -> None:
    with olefile.OleFileIO(io.BytesIO(secret)) as container:
        start = secret.index(container.openstream("EncryptedPackage").read()[:64])
    spoiled = secret[: start + 100] + bytes(16) + secret[start + 116 :]
    with pytest.raises(errors.EncryptionUnknown, match="damaged"):
        decrypt(spoiled, "secret", "x", "V")
    with pytest.raises(errors.WrongPassword, match="V"):
        decrypt(secret, "Secret", "x", "V")


def test_an_encryption_that_is_described_in_an_unknown_way_is_told(secret: bytes) -> None:
    spoiled = secret.replace(b"<keyData", b"<keyDada")
    with pytest.raises(errors.EncryptionUnknown, match="does not know, or damaged"):
        decrypt(spoiled, WORD, "x", "V")


@pytest.mark.parametrize("keep", [8, 600, 2000])
def test_a_truncated_encrypted_workbook_is_refused(secret: bytes, keep: int) -> None:
    with pytest.raises(errors.UnreadableWorkbook):
        decrypted(secret[:keep], "x", password=WORD)


def container_of(**streams: bytes) -> bytes:
    """An OLE container whose two streams go by other names, each as long as the name that it stands for."""
    out = io.BytesIO()
    ECMA376Encrypted(bytes(8192), b"x" * 5000).write_to(out)
    data = out.getvalue()
    for name, old in (("package", "EncryptedPackage"), ("info", "EncryptionInfo")):
        new = streams[name].decode().ljust(len(old), "\0")
        data = data.replace(old.encode("utf-16-le"), new.encode("utf-16-le"))
    return lengths(data, {"EncryptedPackage": streams["package"], "EncryptionInfo": streams["info"]})


def lengths(data: bytes, renamed: dict[str, bytes]) -> bytes:
    """The directory entries with the lengths of their new names (in bytes, the final zero included; at offset 64)."""
    for old, new in renamed.items():
        start = data.index(new.decode().ljust(len(old), "\0").encode("utf-16-le"))
        data = data[: start + 64] + (2 * len(new) + 2).to_bytes(2, "little") + data[start + 66 :]
    return data


@pytest.mark.parametrize(
    ("package", "info", "failure", "words"),
    [
        (b"Workbook", b"Summary", errors.OldExcelFormat, r"old format of Excel 97 to 2003"),
        (b"Book", b"Summary", errors.OldExcelFormat, r"\.xls"),
        (b"EncryptedPackage", b"Primary", errors.SensitivityLabel, "no password opens it"),
        (b"DRMContent", b"Primary", errors.SensitivityLabel, "sensitivity label"),
        (b"WordDocument", b"Summary", errors.NotExcel, "a document of another kind"),
    ],
)
def test_other_files_in_the_same_container_are_told_by_what_they_are(
    package: bytes, info: bytes, failure: type[errors.UnreadableWorkbook], words: str
) -> None:
    data = container_of(package=package, info=info)
    with pytest.raises(failure, match=words):
        decrypted(data, "register.xlsx", password=WORD)


@pytest.mark.office
def test_an_old_workbook_of_excel_that_libreoffice_saved_is_recognised(tmp_path: Path) -> None:
    source = tmp_path / "register.xlsx"
    source.write_bytes(BOOK)
    convert([source], tmp_path, "xls")
    data = source.with_suffix(".xls").read_bytes()
    assert data.startswith(OLE)
    with pytest.raises(errors.OldExcelFormat, match=r"Save As"):
        decrypted(data, "register.xlsx")


def test_a_new_password_has_at_least_60_random_bits_and_can_be_read_out() -> None:
    drawn = {new_password() for _ in range(200)}
    assert len(drawn) == 200
    assert all(re.fullmatch(r"([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}", each) for each in drawn)
    used = set("".join(drawn)) - {"-"}
    assert 16 * math.log2(len(used)) > 60
    assert not used & set("ilo01")


def test_the_cryptography_is_not_loaded_for_a_plain_workbook(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    path.write_bytes(BOOK)
    code = "import sys; from olsxl.workbook.file.snapshot import read; read(sys.argv[1]);"
    code += " print('msoffcrypto' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code, str(path)], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "False"
