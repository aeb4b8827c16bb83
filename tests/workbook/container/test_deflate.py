from __future__ import annotations

import random
import zlib

import pytest

from olsxl.workbook.container import deflate
from olsxl.workbook.container.rope import ByteEdit, Pieces, Rope, Segment


def noise(size: int) -> bytes:
    return random.Random(4).randbytes(size)  # noqa: S311 - bytes for a test


@pytest.mark.parametrize("size", [0, 1, 70_000, deflate.LARGE - 1, deflate.LARGE, deflate.LARGE + 1])
def test_a_stream_gives_back_what_was_put_into_it_in_any_program(size: int) -> None:
    whole = noise(size // 2) + bytes(size - size // 2)
    packed = deflate.deflated(Rope(whole, [ByteEdit(size // 3, size // 3, b"new")]))
    meant = whole[: size // 3] + b"new" + whole[size // 3 :]
    assert zlib.decompress(packed, -15) == meant
    assert deflate.inflated(memoryview(packed), len(meant)) == meant
    assert b"".join(deflate.pieces(packed)) == meant
    assert deflate.crc32(Rope(meant)) == zlib.crc32(meant)


@pytest.mark.parametrize("size", [10, deflate.LARGE * 2])
def test_a_stream_that_does_not_give_back_what_was_put_into_it_is_never_given_out(
    monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    content = Pieces([Segment(bytes(size), 0, size)])
    monkeypatch.setattr(deflate, "pieces", lambda packed: iter([packed]))
    with pytest.raises(deflate.CodecFailedError):
        deflate.deflated(content)


def test_what_is_no_stream_cannot_be_inflated() -> None:
    with pytest.raises(deflate.CodecFailedError):
        deflate.inflated(memoryview(b"\xff" * 40), 40)
