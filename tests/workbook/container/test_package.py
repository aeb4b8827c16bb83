"""The package byte by byte: what is not touched is copied as it was compressed, and odd ways of writing are kept."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from datetime import date, time
from typing import TYPE_CHECKING

import pytest

from olsxl.workbook import AddSheet, AppendRow, EditRefused, SetCell, patch, tables
from olsxl.workbook.container.package import Package
from olsxl.workbook.errors import NotExcel, UnreadableWorkbook, WorkbookTruncated
from olsxl.workbook.invariants import broken_invariants
from tests.workbook.books import edited, new_row, opened, parts, saved, sheet_xml, updates_book, values, with_parts

if TYPE_CHECKING:
    from collections.abc import Callable

SHEET, TABLE = "xl/worksheets/sheet1.xml", "xl/tables/table1.xml"
BOOK, STYLES = "xl/workbook.xml", "xl/styles.xml"
ROW = [AppendRow("Updates", new_row())]


class Unseekable(io.BytesIO):
    """A stream that cannot be sought: zipfile then writes data descriptors."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: object) -> int:
        raise OSError


def rezipped(data: bytes, out: io.BytesIO, write: Callable[[zipfile.ZipFile, zipfile.ZipInfo, bytes], None]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for info in source.infolist():
            fresh = zipfile.ZipInfo(info.filename, (2019, 3, 2, 11, 10, 8))
            write(target, fresh, source.read(info))
    return out.getvalue()


def raw_members(data: bytes) -> dict[str, bytes]:
    return {entry.name: data[entry.start : entry.stop] for entry in Package(data).entries}


def check_kept(data: bytes) -> bytes:
    after = patch(data, ROW)
    old, new = raw_members(data), raw_members(after)
    assert list(old) == list(new)
    assert {name for name in old if old[name] != new[name]} == {SHEET, TABLE}
    assert zipfile.ZipFile(io.BytesIO(after)).testzip() is None
    assert values(after, "Log")[6][0] == "INC-9"
    return after


def test_untouched_members_keep_every_byte_and_their_order() -> None:
    check_kept(saved(updates_book()))


def test_data_descriptors_are_kept() -> None:
    def write(target: zipfile.ZipFile, info: zipfile.ZipInfo, content: bytes) -> None:
        info.compress_type = zipfile.ZIP_DEFLATED
        target.writestr(info, content)

    data = rezipped(saved(updates_book()), Unseekable(), write)
    assert data.count(b"PK\x07\x08") > 5
    check_kept(data)


def test_stored_members_stay_stored_and_dates_and_extra_fields_stay() -> None:
    def write(target: zipfile.ZipFile, info: zipfile.ZipInfo, content: bytes) -> None:
        info.extra = struct.pack("<HHI", 0xCAFE, 4, 7)
        info.comment = b"a comment"
        target.writestr(info, content)

    data = rezipped(saved(updates_book()), io.BytesIO(), write)
    with zipfile.ZipFile(io.BytesIO(check_kept(data))) as archive:
        info = archive.getinfo(SHEET)
        assert (info.compress_type, info.date_time, info.comment) == (0, (2019, 3, 2, 11, 10, 8), b"a comment")
        assert info.extra == struct.pack("<HHI", 0xCAFE, 4, 7)


def test_zip64_records_are_kept() -> None:
    def write(target: zipfile.ZipFile, info: zipfile.ZipInfo, content: bytes) -> None:
        info.compress_type = zipfile.ZIP_DEFLATED
        with target.open(info, "w", force_zip64=True) as member:
            member.write(content)

    check_kept(as_zip64(rezipped(saved(updates_book()), io.BytesIO(), write)))


def as_zip64(data: bytes) -> bytes:
    """Return the archive with ZIP64 sizes and offsets in its central records, and a ZIP64 end."""
    package = Package(data)
    central = b""
    for entry in package.entries:
        fields = list(struct.unpack_from("<4sHHHHHHIIIHHHHHII", entry.record))
        name = entry.record[46 : 46 + fields[10]]
        extra = struct.pack("<HHQQQ", 1, 24, entry.size, entry.packed, entry.start)
        fields[8], fields[9], fields[11], fields[12], fields[16] = 0xFFFFFFFF, 0xFFFFFFFF, len(extra), 0, 0xFFFFFFFF
        central += struct.pack("<4sHHHHHHIIIHHHHHII", *fields) + name + extra
    body = data[: package.entries[-1].stop]
    count, size, offset = len(package.entries), len(central), len(body)
    end64 = struct.pack("<4sQHHIIQQQQ", b"PK\6\6", 44, 45, 45, 0, 0, count, count, size, offset)
    locator = struct.pack("<4sIQI", b"PK\6\7", 0, offset + size, 1)
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 4) + b"tail"
    return body + central + end64 + locator + end


def test_a_list_of_parts_in_another_order_than_the_parts_lie_is_kept() -> None:
    def by_place(data: bytes) -> list[str]:
        return [entry.name for entry in sorted(Package(data).entries, key=lambda entry: entry.start)]

    out = io.BytesIO(saved(updates_book()))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("docProps/extra.xml", "<x/>")
        archive.filelist.sort(key=lambda info: (info.filename != "[Content_Types].xml", info.filename))
    data = out.getvalue()
    assert by_place(data) != list(raw_members(data))
    assert by_place(check_kept(data)) == by_place(data)
    added = patch(data, [AddSheet("New", ["One"])])
    assert by_place(added)[: len(by_place(data))] == by_place(data)
    assert list(raw_members(added))[: len(by_place(data))] == list(raw_members(data))


def test_the_flags_and_the_version_that_excel_writes_are_kept_also_where_a_part_changes() -> None:
    data = bytearray(saved(updates_book()))
    for entry in Package(bytes(data)).entries:
        data[entry.start + 4 : entry.start + 8] = struct.pack("<HH", 20, 0x0006)
        record = bytes(data).index(entry.record)
        data[record + 6 : record + 10] = struct.pack("<HH", 20, 0x0006)
    with zipfile.ZipFile(io.BytesIO(check_kept(bytes(data)))) as archive:
        assert {(info.flag_bits, info.extract_version) for info in archive.infolist()} == {(6, 20)}


def test_a_part_name_in_utf_8_is_kept() -> None:
    data = with_parts(saved(updates_book()), {"xl/media/Übersicht é.png": b"no picture"})
    with zipfile.ZipFile(io.BytesIO(check_kept(data))) as archive:
        info = archive.getinfo("xl/media/Übersicht é.png")
        assert info.flag_bits & 0x800
        assert archive.read(info) == b"no picture"


def renamed(data: bytes, old: str, new: str) -> bytes:
    """Return the package with a part of its names written otherwise, wherever it stands."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts(data).items():
            archive.writestr(name.replace(old, new), content.replace(old.encode(), new.encode()))
    return out.getvalue()


def test_part_names_with_percent_signs_are_found() -> None:
    data = renamed(saved(updates_book()), "sheet1.xml", "sheet%201.xml")
    after = patch(data, [*ROW, AddSheet("New", ["One"])])
    assert "xl/worksheets/sheet%201.xml" in parts(after)
    assert values(after, "Log")[6][0] == "INC-9"


def test_a_workbook_in_a_folder_of_another_name_takes_rows_and_sheets() -> None:
    data = renamed(saved(updates_book()), "xl/", "Mappe é/")
    after = patch(data, [*ROW, AddSheet("New", ["One"])])
    with zipfile.ZipFile(io.BytesIO(after)) as archive:
        assert archive.getinfo("Mappe é/worksheets/sheet3.xml").flag_bits & 0x800
    assert [table.ref for table in tables(after)] == ["A1:E7", "A1:A2"]
    assert broken_invariants(after) == []


def test_a_comment_of_the_archive_is_kept() -> None:
    data = saved(updates_book())
    data = data[:-2] + struct.pack("<H", 5) + b"hello"
    assert check_kept(data).endswith(b"hello")


def test_part_names_are_found_without_regard_to_case_and_slash() -> None:
    data = saved(updates_book())
    odd = data.replace(b"xl/tables/table1.xml", b"xl\\Tables\\table1.XML")
    after = patch(odd, ROW)
    assert b"xl\\Tables\\table1.XML" in after
    assert 'ref="A1:E7"' in Package(after).read(TABLE).decode()


def test_a_byte_order_mark_is_kept() -> None:
    data = with_parts(saved(updates_book()), {SHEET: b"\xef\xbb\xbf" + parts(saved(updates_book()))[SHEET]})
    assert parts(check_kept(data))[SHEET].startswith(b"\xef\xbb\xbf<")


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "iso-8859-1"])
def test_a_part_in_another_encoding_stays_in_it(codec: str) -> None:
    text = sheet_xml(saved(updates_book()))
    name = codec if codec.startswith("iso") else "utf-16"
    mark = "\ufeff" if codec in {"utf-16-le", "utf-16-be"} else ""
    part = f'{mark}<?xml version="1.0" encoding="{name}"?>{text}'.encode(codec)
    data = with_parts(saved(updates_book()), {SHEET: part})
    after = patch(data, [AppendRow("Updates", new_row(Update="é €"))])
    assert parts(after)[SHEET][:60] == part[:60]
    assert opened(after)["Log"]["D7"].value == "é €"
    before, now = part.decode(codec), parts(after)[SHEET].decode(codec)
    assert now.startswith(before[: before.index("<dimension") + 10])


@pytest.mark.parametrize("part", [TABLE, BOOK, STYLES])
@pytest.mark.parametrize("codec", ["utf-16", "utf-8-sig"])
def test_every_part_that_changes_stays_in_its_encoding(part: str, codec: str) -> None:
    book = updates_book()
    book["Other"]["A3"], book["Log"]["D6"] = "=COUNTA(Log!A:A)", date(2026, 1, 1)
    data = edited(saved(book), BOOK, (' fullCalcOnLoad="1"', ""))
    declared = '<?xml version="1.0" encoding="UTF-16"?>' if codec == "utf-16" else ""
    data = with_parts(
        data,
        {part: (declared + sheet_xml(data, part).partition("?>")[2 * ("<?" in sheet_xml(data, part))]).encode(codec)},
    )
    after = patch(data, [AppendRow("Updates", new_row(Type=time(16, 30)))])
    assert parts(after)[part][:40] == parts(data)[part][:40]
    assert parts(after)[part] != parts(data)[part]
    assert opened(after)["Log"].tables["Updates"].ref == "A1:E7"
    assert opened(after)["Log"]["C7"].value == time(16, 30)


def test_a_namespace_prefix_is_kept() -> None:
    text = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", sheet_xml(saved(updates_book())))
    text = text.replace('xmlns="', 'xmlns:x="')
    data = with_parts(saved(updates_book()), {SHEET: text})
    after = check_kept(data)
    assert '<x:row r="7"><x:c r="A7" t="inlineStr"><x:is><x:t>INC-9</x:t></x:is></x:c>' in sheet_xml(after)
    assert broken_invariants(after) == []


@pytest.mark.parametrize("part", [TABLE, BOOK])
def test_a_namespace_prefix_of_the_table_or_the_workbook_is_kept(part: str) -> None:
    book = updates_book()
    book["Other"]["A3"] = "=COUNTA(Log!A:A)"
    data = edited(saved(book), BOOK, ('<calcPr calcId="124519" fullCalcOnLoad="1"/>', ""))
    text = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", sheet_xml(data, part)).replace(' xmlns="', ' xmlns:x="', 1)
    after = patch(with_parts(data, {part: text}), ROW)
    assert broken_invariants(after) == []
    assert opened(after)["Log"].tables["Updates"].ref == "A1:E7"
    assert '<x:calcPr fullCalcOnLoad="1"/>' in sheet_xml(after, BOOK) or part != BOOK


def test_strict_workbooks_are_kept_strict() -> None:
    strict = {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "http://purl.oclc.org/ooxml/spreadsheetml/main",
        "http://schemas.openxmlformats.org/officeDocument/2006/": "http://purl.oclc.org/ooxml/officeDocument/",
    }
    changed = {}
    for name, content in parts(saved(updates_book())).items():
        text = content.decode()
        for old, new in strict.items():
            text = text.replace(old, new)
        changed[name] = text
    data = with_parts(saved(updates_book()), changed)
    after = patch(data, [*ROW, AddSheet("Reviews", ["Review"])])
    assert broken_invariants(after) == []
    assert 'xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"' in sheet_xml(after, "xl/worksheets/sheet3.xml")
    assert [table.name for table in tables(after)] == ["Updates", "Reviews"]


def test_pretty_printed_rows_are_kept() -> None:
    data = saved(updates_book())
    check_kept(with_parts(data, {SHEET: sheet_xml(data).replace("<row", "\n  <row").replace("<c ", "\n    <c ")}))


def test_an_empty_sheet_written_as_one_tag_takes_a_cell() -> None:
    data = saved(updates_book())
    empty = with_parts(data, {"xl/worksheets/sheet2.xml": f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'})
    after = patch(empty, [SetCell("Other", "B2", "first")])
    expected = '<sheetData><row r="2"><c r="B2" t="inlineStr"><is><t>first</t></is></c></row></sheetData>'
    assert expected in sheet_xml(after, "xl/worksheets/sheet2.xml")


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@pytest.mark.parametrize("size", [0, 3, 30, 2000])
def test_a_package_that_is_cut_short_says_so(size: int) -> None:
    expected = WorkbookTruncated if size > 3 else NotExcel
    with pytest.raises(expected):
        tables(saved(updates_book())[:size])


def test_a_part_that_fails_its_checksum_is_not_read() -> None:
    data = bytearray(saved(updates_book()))
    entry = next(entry for entry in Package(bytes(data)).entries if entry.name == SHEET)
    data[entry.start + 60] ^= 0xFF
    with pytest.raises(UnreadableWorkbook, match="damaged"):
        patch(bytes(data), ROW)


def test_a_part_that_is_not_compressed_and_was_changed_on_the_way_is_not_read() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts(saved(updates_book())).items():
            archive.writestr(name, part)
    data = out.getvalue().replace(b">text 1<", b">text 7<")
    with pytest.raises(UnreadableWorkbook, match="fails its checksum"):
        patch(data, ROW)


@pytest.mark.parametrize("comment", [b"x" * 0xFFFF, b"with PK\5\6 in it", b"PK\5\6", b"PK\5\6" + bytes(18) + b"more"])
def test_a_comment_at_the_end_of_a_package_stays_whatever_it_holds(comment: bytes) -> None:
    out = io.BytesIO(saved(updates_book()))
    with zipfile.ZipFile(out, "a") as archive:
        archive.comment = comment
    after = patch(out.getvalue(), ROW)
    assert after.endswith(comment)
    assert tables(after)[0].ref == "A1:E7"


def test_edits_that_change_nothing_are_refused_before_the_package_is_written() -> None:
    with pytest.raises(EditRefused):
        patch(saved(updates_book()), [SetCell("Nowhere", "A1", 1)])
