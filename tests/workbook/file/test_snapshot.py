"""Reading a file that may be anything: what the manager is told, and that looking changes nothing."""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from olsxl.workbook import errors
from olsxl.workbook.container.encryption import decrypt, encrypt
from olsxl.workbook.container.file_kind import DEFAULT_PASSWORD
from olsxl.workbook.file.snapshot import MAX_SIZE, read, replace
from olsxl.workbook.file.system import SAVING, System
from tests.workbook.books import parts, saved, updates_book, with_parts

if TYPE_CHECKING:
    from olsxl.errors import OlsxlError

BOOK = saved(updates_book())
WORD, OTHER = "secret", "another"


def archive_of(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


def read_bytes(folder: Path, content: bytes, name: str = "register.xlsx") -> Path:
    path = folder / name
    path.write_bytes(content)
    read(path)
    return path


def test_a_workbook_is_read_with_the_hash_of_what_is_on_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    path.write_bytes(BOOK)
    snapshot = read(str(path))
    assert (snapshot.path, snapshot.data, snapshot.encrypted) == (path, BOOK, False)
    assert snapshot.sha256 == hashlib.sha256(BOOK).hexdigest()


@pytest.mark.parametrize(
    ("content", "failure", "words"),
    [
        (b"", errors.WorkbookEmpty, "is empty"),
        (b"Incident ref,Status\r\nINC-1,Open\r\n", errors.NotExcel, "is a text file"),
        ("Incident ref\tStatus\n".encode("utf-16"), errors.NotExcel, "is a text file"),
        (b"\x89PNG\r\n\0\0\0", errors.NotExcel, "is a file of another kind"),
        (BOOK[: len(BOOK) // 2], errors.WorkbookTruncated, "its end is missing"),
        (BOOK[:-1], errors.WorkbookTruncated, "its end is missing"),
        (archive_of("holiday.jpg"), errors.NotExcel, "is a zip archive"),
        (archive_of("[Content_Types].xml", "word/document.xml"), errors.NotExcel, "Word or PowerPoint"),
        (archive_of("mimetype", "content.xml"), errors.NotExcel, "LibreOffice"),
        (archive_of("[Content_Types].xml", "xl/workbook.bin"), errors.BinaryExcelFormat, r"\.xlsb"),
    ],
)
def test_a_file_that_is_no_workbook_is_told_by_what_it_is(
    tmp_path: Path, content: bytes, failure: type[OlsxlError], words: str
) -> None:
    path = tmp_path / "register.xlsx"
    with pytest.raises(failure, match=words) as told:
        read_bytes(tmp_path, content)
    assert str(told.value).startswith(str(path))
    assert told.value.exit_status == 2
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_workbook_is_looked_for_a_moment_because_excel_may_be_saving(tmp_path: Path) -> None:
    waits: list[float] = []
    with pytest.raises(errors.WorkbookMissing, match="is not there"):
        read(tmp_path / "register.xlsx", system=System(sleep=waits.append))
    assert tuple(waits) == SAVING


def test_a_workbook_that_comes_back_after_a_save_is_read(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"

    def finish_saving(_: float) -> None:
        path.write_bytes(BOOK)

    assert read(path, system=System(sleep=finish_saving)).data == BOOK


def test_a_folder_is_not_read_as_a_workbook(tmp_path: Path) -> None:
    with pytest.raises(errors.WorkbookIsNoFile, match="is a folder"):
        read(tmp_path)


def test_a_file_larger_than_any_register_is_not_loaded(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    with path.open("wb") as file:
        file.truncate(MAX_SIZE + 1)
    with pytest.raises(errors.WorkbookTooLarge, match="200 MB"):
        read(path)


@pytest.mark.parametrize(
    ("failure", "told"),
    [
        (PermissionError(13, "Permission denied"), errors.WorkbookNotAllowed),
        (OSError(5, "Input/output error"), errors.WorkbookNotRead),
    ],
)
def test_a_file_that_the_system_does_not_give_is_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: OSError, told: type[OlsxlError]
) -> None:
    path = tmp_path / "register.xlsx"
    path.write_bytes(BOOK)

    def refuse(_: Path) -> bytes:
        raise failure

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(told):
        read(path)


def test_a_file_that_windows_says_is_in_use_is_tried_again_and_then_busy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "register.xlsx"
    path.write_bytes(BOOK)
    waits: list[float] = []

    def refuse(_: Path) -> bytes:
        failure = PermissionError(13, "in use")
        failure.winerror = 32  # type: ignore[attr-defined]  # as Windows sets it
        raise failure

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(errors.WorkbookBusy) as told:
        read(path, system=System(sleep=waits.append))
    assert told.value.exit_status == 4
    assert tuple(waits) == SAVING


@pytest.mark.skipif(os.name == "nt" or os.getuid() == 0, reason="the administrator may read every file")
def test_a_file_that_this_account_may_not_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    path.write_bytes(BOOK)
    path.chmod(0)
    with pytest.raises(errors.WorkbookNotAllowed, match="may not be read"):
        read(path)


def test_an_encrypted_workbook_names_the_variable_that_its_password_is_looked_for_in(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    path.write_bytes(encrypt(BOOK, WORD, path))
    with pytest.raises(errors.WorkbookEncrypted, match="OLSXL_REGISTER_PASSWORD"):
        read(path)
    with pytest.raises(errors.WrongPassword, match="OLSXL_PACK_PASSWORD"):
        read(path, password=OTHER, variable="OLSXL_PACK_PASSWORD")
    snapshot = read(path, password=WORD)
    assert snapshot.data == BOOK
    assert snapshot.encrypted
    assert snapshot.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_workbook_under_the_password_that_excel_knows_asks_for_none_and_stays_under_it(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    path.write_bytes(encrypt(BOOK, DEFAULT_PASSWORD, path))
    snapshot = read(path)
    assert (snapshot.data, snapshot.encrypted, read(path, password=OTHER).data) == (BOOK, True, BOOK)
    changed = with_parts(BOOK, {"more.xml": "<x/>"})
    written = replace(path, snapshot.sha256, changed, password=OTHER, system=System(lock_dir=tmp_path / "locks"))
    assert decrypt(written.content, DEFAULT_PASSWORD, path, "") == changed
    assert read(path).data == changed


def test_an_encrypted_document_of_word_is_not_taken_for_a_register(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    path.write_bytes(encrypt(archive_of("[Content_Types].xml", "word/document.xml"), "secret", path))
    with pytest.raises(errors.NotExcel, match="Word"):
        read(path, password=WORD)


def test_what_lies_on_the_disk_damaged_inside_still_names_the_path(tmp_path: Path) -> None:
    content = with_parts(BOOK, {"../evil.xml": "x"})
    with pytest.raises(errors.UnreadableWorkbook) as told:
        read_bytes(tmp_path, content)
    assert str(told.value).startswith(str(tmp_path / "register.xlsx"))
    assert "../evil.xml" not in parts(BOOK)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_is_no_workbook_and_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "register.xlsx"
    os.mkfifo(pipe)
    with pytest.raises(errors.WorkbookIsNoFile, match="is no plain file, not a workbook"):
        read(pipe)
