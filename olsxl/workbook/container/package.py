"""The zip container of a workbook: read part by part, written so that every untouched part stays as it was compressed.

Source: PKWARE APPNOTE 6.3.10, 4.3 (records) and 4.5.3 (ZIP64); ECMA-376-2 annex B (part names in a zip).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote

from olsxl.workbook.container import deflate
from olsxl.workbook.container.rope import Pieces, Rope
from olsxl.workbook.errors import UNOPENED, NotExcel, UnreadableWorkbook, WorkbookTruncated

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

MAX_PARTS: Final = 20_000
MAX_PART: Final = 100 * 2**20
"""Bytes of one part when inflated: about 350,000 rows of a register."""
MAX_XML: Final = 300 * 2**20
"""Bytes of all XML parts together when inflated."""
MAX_RATIO: Final = 200
"""A part of more than `RATIO_FROM` bytes may not be this many times larger than it is compressed."""
RATIO_FROM: Final = 10 * 2**20

_LOCAL: Final = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL: Final = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END: Final = struct.Struct("<4sHHHHIIH")
_END64: Final = struct.Struct("<4sQHHIIQQQQ")
_LOCATOR: Final = struct.Struct("<4sIQI")
_ZIP64_FIELD: Final = 0x0001
_DESCRIPTOR: Final = 0x0008
_UTF8: Final = 0x0800
_FULL: Final = 0xFFFFFFFF
_DEFLATED: Final = 8
WHERE: Final = "The workbook"
_TOO_LARGE: Final = "which is larger than any register's"
_TAKE_OUT: Final = "Take what is not needed out of that sheet"
_AGAIN: Final = f"Open it in Excel and save it again. {UNOPENED}"


def unreadable(reason: str, fix: str = _AGAIN) -> UnreadableWorkbook:
    """Return the failure of a workbook that is known by its bytes alone; who knows its path adds it with `at`."""
    return UnreadableWorkbook(WHERE, reason, fix)


class Entry(NamedTuple):
    """One member: `record` is its central record as it stands, `start` to `stop` its bytes in the archive."""

    name: str
    record: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class _End:
    """The end of the archive: how many records there are, where, and the end records as they stand."""

    count: int
    size: int
    offset: int
    end64: int | None
    end: int


class Package:
    """A workbook's parts by name, e.g. `xl/workbook.xml`; names are compared without regard to case.

    Raises `UnreadableWorkbook` for what is no zip archive, is cut short, encrypted, or made to do harm.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._end = _find_end(data)
        self.entries = _entries(data, self._end)
        """The members as the archive lists them; they may lie in another order."""
        self._by_key = {part_key(entry.name): entry for entry in self.entries}
        if len(self._by_key) != len(self.entries):
            raise unreadable("holds two parts of one name")
        for entry in filter(_is_xml, self.entries):
            _refuse_bomb(entry)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every part's name, as the archive lists them."""
        return tuple(entry.name for entry in self.entries)

    def __contains__(self, name: str) -> bool:
        return part_key(name) in self._by_key

    def size(self, name: str) -> int:
        """Return the bytes of a part when inflated, as its record says; 0 where there is none."""
        entry = self._by_key.get(part_key(name))
        return entry.size if entry else 0

    @cached_property
    def xml_size(self) -> int:
        """The bytes of all XML parts together when inflated, as their records say."""
        return sum(entry.size for entry in self.entries if _is_xml(entry))

    def read(self, name: str) -> bytes:
        """One part, inflated and checked against its size and CRC-32.

        Raises `UnreadableWorkbook` where the part is missing, damaged, or larger than MAX_PART.
        """
        entry = self._entry(name)
        _refuse_bomb(entry)
        if entry.size > MAX_PART:
            raise unreadable(f"has a part, {entry.name}, of {entry.size // 2**20} MB, {_TOO_LARGE}", _TAKE_OUT)
        return _inflate(self.data, entry)

    def pieces(self, name: str) -> Iterator[bytes]:
        """One part of whatever size, inflated piece by piece as far as it goes, and not checked."""
        entry = self._entry(name)
        start = _content_start(self.data, entry)
        packed = memoryview(self.data)[start : start + entry.packed]
        return deflate.pieces(packed) if entry.method == _DEFLATED else iter([bytes(packed)])

    def _entry(self, name: str) -> Entry:
        entry = self._by_key.get(part_key(name))
        if entry is None:
            raise unreadable(f"lacks its part {name}")
        return entry

    def holds(self, name: str, content: Pieces) -> bool:
        """Say whether a part has the size and the checksum of this content, and begins, when inflated, as it does.

        The rest was proved when it was made; a stored part is compared whole.
        """
        entry = self._by_key.get(part_key(name))
        if entry is None or entry.size != len(content) or entry.crc != deflate.crc32(content):
            return False
        start = _content_start(self.data, entry)
        packed = memoryview(self.data)[start : start + entry.packed]
        if entry.method == 0:
            return content.is_made_of([bytes(packed)])
        return content.begins_with(next(deflate.pieces(packed), b""))

    def write(self, changed: Mapping[str, Rope], added: Mapping[str, bytes], removed: Collection[str] = ()) -> bytes:
        """Return the archive with some parts changed or left out, and some added at its end; all other bytes stay.

        A changed part keeps its place, method, time stamp and attributes, in the file and in the list.
        """
        gone = {part_key(name) for name in removed}
        by_key = {part_key(name): content for name, content in changed.items()}
        out: list[bytes | memoryview] = []
        records: dict[str, bytes] = {}
        at = 0
        for entry in sorted(self.entries, key=lambda entry: entry.start):
            if part_key(entry.name) not in gone:
                piece, record = self._member(entry, by_key.get(part_key(entry.name)))
                records[entry.name] = _moved(record, at)
                out.extend(piece)
                at += sum(len(part) for part in piece)
        for name, content in added.items():
            piece, records[name] = _new_member(name, content, at, like=self.entries[0].record)
            out.extend(piece)
            at += sum(len(part) for part in piece)
        listed = [name for name in (*self.names, *added) if name in records]
        central = [records[name] for name in listed]
        return b"".join((*out, *central, self._tail(at, central)))

    def _member(self, entry: Entry, content: Rope | None) -> tuple[list[bytes | memoryview], bytes]:
        if content is None:
            return [memoryview(self.data)[entry.start : entry.stop]], entry.record
        return _rewritten(self.data, entry, content)

    def _tail(self, offset: int, central: list[bytes]) -> bytes:
        size, count = sum(map(len, central)), len(central)
        end, end64 = self._end.end, self._end.end64
        fields = list(_END.unpack_from(self.data, end))
        comment = self.data[end + _END.size :]
        if end64 is None:
            fields[3:7] = [count, count, size, offset]
            return _END.pack(*fields) + comment
        wide = list(_END64.unpack_from(self.data, end64))
        extensible = self.data[end64 + _END64.size : end64 + 12 + wide[1]]
        wide[6:10] = [count, count, size, offset]
        locator = list(_LOCATOR.unpack_from(self.data, end - _LOCATOR.size))
        locator[2] = offset + size
        fields[3:7] = [min(count, 0xFFFF), min(count, 0xFFFF), min(size, _FULL), min(offset, _FULL)]
        return _END64.pack(*wide) + extensible + _LOCATOR.pack(*locator) + _END.pack(*fields) + comment


def part_key(name: str) -> str:
    """Say what two spellings of one part's name have in common: neither case nor `%20` counts (ECMA-376-2, 6.2.2.3)."""
    return unquote(name.replace("\\", "/").lstrip("/")).casefold()


def _find_end(data: bytes) -> _End:
    floor = max(0, len(data) - _END.size - 0xFFFF)
    at = last = data.rfind(b"PK\5\6", floor)
    while at >= 0 and not _is_end(data, at):  # the comment may hold what looks like one
        at = data.rfind(b"PK\5\6", floor, at + 3)
    at = at if at >= 0 else last
    if at < 0 or at + _END.size > len(data):
        raise WorkbookTruncated(WHERE) if data[:4] == b"PK\3\4" else NotExcel(WHERE, "a file of another kind")
    _, _, _, _, count, size, offset, comment = _END.unpack_from(data, at)
    if at + _END.size + comment > len(data):
        raise WorkbookTruncated(WHERE)
    locator = at - _LOCATOR.size
    if locator >= 0 and data[locator : locator + 4] == b"PK\6\7":
        return _find_end64(data, locator, at)
    return _End(count, size, offset, None, at)


def _is_end(data: bytes, at: int) -> bool:
    """Whether what looks like the end of a package is: its comment reaches to the end of the bytes."""
    return at + _END.size <= len(data) and at + _END.size + _END.unpack_from(data, at)[-1] == len(data)


def _find_end64(data: bytes, locator: int, end: int) -> _End:
    at = int(_LOCATOR.unpack_from(data, locator)[2])
    if at + _END64.size > locator or data[at : at + 4] != b"PK\6\6":
        raise WorkbookTruncated(WHERE)
    fields = _END64.unpack_from(data, at)
    return _End(fields[7], fields[8], fields[9], at, end)


def _entries(data: bytes, end: _End) -> tuple[Entry, ...]:
    limit = end.end if end.end64 is None else end.end64
    if not 0 < end.count <= MAX_PARTS:
        raise unreadable(f"says that it holds {end.count} parts, which no workbook does")
    if end.offset + end.size > limit:
        raise WorkbookTruncated(WHERE)
    records = list(_records(data, end))
    starts = [_wide(record)[2] for record in records]
    stops = dict(pairwise([*sorted(starts), end.offset]))
    if min(starts) != 0:
        raise unreadable("has something before its first part")
    return tuple(_entry(data, record, start, stops[start]) for record, start in zip(records, starts, strict=True))


def _records(data: bytes, end: _End) -> Iterator[bytes]:
    at = end.offset
    for _ in range(end.count):
        if at + _CENTRAL.size > end.end or data[at : at + 4] != b"PK\1\2":
            raise unreadable("is damaged: the list of its parts is broken")
        lengths = _CENTRAL.unpack_from(data, at)[10:13]
        stop = at + _CENTRAL.size + sum(lengths)
        yield data[at:stop]
        at = stop


def _extra_fields(extra: bytes) -> Iterator[tuple[int, int, int]]:
    """(id, start, stop) of each field's content."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        yield kind, at + 4, min(at + 4 + length, len(extra))
        at += 4 + length


def _extra_span(record: bytes) -> tuple[int, int]:
    name, extra = _CENTRAL.unpack_from(record)[10:12]
    return _CENTRAL.size + name, _CENTRAL.size + name + extra


def _wide(record: bytes) -> tuple[int, int, int]:
    """(compressed size, size, offset) of a central record, from its ZIP64 field where the short ones are full."""
    packed, size = _CENTRAL.unpack_from(record)[8:10]
    offset = _CENTRAL.unpack_from(record)[16]
    numbers = iter(_zip64_numbers(record))
    size = next(numbers, size) if size == _FULL else size
    packed = next(numbers, packed) if packed == _FULL else packed
    offset = next(numbers, offset) if offset == _FULL else offset
    return packed, size, offset


def _zip64_numbers(record: bytes) -> list[int]:
    begin, end = _extra_span(record)
    for kind, start, stop in _extra_fields(record[begin:end]):
        if kind == _ZIP64_FIELD:
            field = record[begin + start : begin + stop]
            return [number for (number,) in struct.iter_unpack("<Q", field[: len(field) // 8 * 8])]
    return []


def _entry(data: bytes, record: bytes, start: int, stop: int) -> Entry:
    flags, method = _CENTRAL.unpack_from(record)[3:5]
    crc = _CENTRAL.unpack_from(record)[7]
    packed, size, _ = _wide(record)
    name_length = _CENTRAL.unpack_from(record)[10]
    raw = record[_CENTRAL.size : _CENTRAL.size + name_length]
    name = raw.decode("utf-8", "replace") if flags & _UTF8 else raw.decode("cp437")
    _check_name(name)
    if flags & 1:
        raise unreadable(f"has an encrypted part, {name}")
    entry = Entry(name, record, flags, method, crc, packed, size, start, stop)
    if data[start : start + 4] != b"PK\3\4" or _content_start(data, entry) + packed > stop:
        raise unreadable(f"is damaged: its part {name} is not where it should be")
    return entry


def _check_name(name: str) -> None:
    if not name or "\0" in name or ".." in name.replace("\\", "/").split("/"):
        raise unreadable(f"holds a part with the forbidden name {name!r}", "Do not open it, and ask who sent it")


def _is_xml(entry: Entry) -> bool:
    return entry.name.casefold().endswith((".xml", ".rels", ".vml"))


def _refuse_bomb(entry: Entry) -> None:
    """Refuse a workbook with a part that was made to fill the memory of whoever opens it."""
    if entry.size > RATIO_FROM and entry.size > MAX_RATIO * max(entry.packed, 1):
        reason = f"has a part, {entry.name}, of {entry.size // 2**20} MB, {_TOO_LARGE} and hardly holds anything"
        raise unreadable(reason, f"{_TAKE_OUT}; if you do not know it, do not open it")


def _content_start(data: bytes, entry: Entry) -> int:
    if entry.start + _LOCAL.size > len(data):
        raise WorkbookTruncated(WHERE)
    name, extra = _LOCAL.unpack_from(data, entry.start)[9:11]
    return int(entry.start + _LOCAL.size + name + extra)


def _inflate(data: bytes, entry: Entry) -> bytes:
    start = _content_start(data, entry)
    packed = memoryview(data)[start : start + entry.packed]
    if entry.method == 0:
        content = bytes(packed)
    elif entry.method == _DEFLATED:
        content = _inflated(packed, entry)
    else:
        raise unreadable(f"has a part, {entry.name}, compressed in a way that Excel does not use")
    if len(content) != entry.size or deflate.crc32(Rope(content)) != entry.crc:
        raise unreadable(f"is damaged: its part {entry.name} fails its checksum")
    return content


def _inflated(packed: memoryview, entry: Entry) -> bytes:
    try:
        return deflate.inflated(packed, entry.size)
    except deflate.CodecFailedError as error:
        raise unreadable(f"is damaged: its part {entry.name} cannot be inflated") from error


def _rewritten(data: bytes, entry: Entry, content: Rope) -> tuple[list[bytes | memoryview], bytes]:
    """Return the member with other content: its own header, without data descriptor and ZIP64 sizes."""
    packed = deflate.deflated(content) if entry.method else content.joined()
    crc = deflate.crc32(content)
    local = list(_LOCAL.unpack_from(data, entry.start))
    name_at = entry.start + _LOCAL.size
    name, extra = data[name_at : name_at + local[9]], data[name_at + local[9] : name_at + local[9] + local[10]]
    extra = _without_zip64(extra)
    local[2] &= ~_DESCRIPTOR
    local[6:9] = [crc, len(packed), len(content)]
    local[10] = len(extra)
    return [_LOCAL.pack(*local) + name + extra, packed], _resized(entry.record, crc, len(packed), len(content))


def _resized(record: bytes, crc: int, packed: int, size: int) -> bytes:
    fields = list(_CENTRAL.unpack_from(record))
    begin, end = _extra_span(record)
    offset = _wide(record)[2]
    extra = _without_zip64(record[begin:end])
    fields[3] &= ~_DESCRIPTOR
    fields[7:10] = [crc, packed, size]
    fields[11] = len(extra)
    fields[16] = offset
    return _CENTRAL.pack(*fields) + record[_CENTRAL.size : begin] + extra + record[end:]


def _without_zip64(extra: bytes) -> bytes:
    kept = (extra[start - 4 : stop] for kind, start, stop in _extra_fields(extra) if kind != _ZIP64_FIELD)
    return b"".join(kept)


def _moved(record: bytes, offset: int) -> bytes:
    """Return the central record with another offset, written where the old one stands."""
    fields = list(_CENTRAL.unpack_from(record))
    if fields[16] != _FULL:
        fields[16] = offset
        return _CENTRAL.pack(*fields) + record[_CENTRAL.size :]
    place = sum(fields[index] == _FULL for index in (8, 9)) * 8
    begin, end = _extra_span(record)
    start = next(start for kind, start, _ in _extra_fields(record[begin:end]) if kind == _ZIP64_FIELD)
    at = begin + start + place
    return record[:at] + struct.pack("<Q", offset) + record[at + 8 :]


def _new_member(name: str, content: bytes, offset: int, like: bytes) -> tuple[list[bytes | memoryview], bytes]:
    """Return a part that was not there, with the time stamp of another one: the pure half knows no clock."""
    packed, crc, raw = deflate.deflated(Rope(content)), deflate.crc32(Rope(content)), name.encode()
    flags = 0 if name.isascii() else _UTF8
    made, _, _, _, time, day = _CENTRAL.unpack_from(like)[1:7]
    sizes = (crc, len(packed), len(content), len(raw), 0)
    local = _LOCAL.pack(b"PK\3\4", 20, flags, _DEFLATED, time, day, *sizes)
    central = _CENTRAL.pack(b"PK\1\2", made, 20, flags, _DEFLATED, time, day, *sizes, 0, 0, 0, 0, offset)
    return [local + raw, packed], central + raw
