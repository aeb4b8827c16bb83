"""Deflate streams (RFC 1951), inflated and made with isal; what is made is inflated again before it is given out."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

from isal import igzip_lib, isal_zlib

if TYPE_CHECKING:
    from collections.abc import Iterator

    from olsxl.workbook.container.rope import Pieces

LARGE: Final = 4 * 2**20
"""Bytes of a content from which on it is made in two halves at once; isal lets go of the interpreter meanwhile."""

_PIECE: Final = 2**18  # bytes that are inflated at a time where the whole is not needed: a cache's


class CodecFailedError(Exception):
    """A stream cannot be inflated, or one that was made does not give back what was put into it."""


def inflated(packed: memoryview, size: int) -> bytes:
    """Inflate a stream of so many bytes; one more where it holds more. Raises CodecFailedError."""
    try:
        return isal_zlib.decompressobj(wbits=-15).decompress(packed, size + 1)
    except isal_zlib.IsalError as error:  # type: ignore[misc]  # the stub calls the class an instance
        raise CodecFailedError from error


def pieces(packed: bytes | memoryview) -> Iterator[bytes]:
    """Inflate a stream piece by piece, so that it is not in memory whole. Raises CodecFailedError."""
    stream = igzip_lib.IgzipDecompressor(flag=igzip_lib.DECOMP_DEFLATE)
    try:
        piece = stream.decompress(packed, _PIECE)
        while piece:
            yield piece
            piece = b"" if stream.eof else stream.decompress(b"", _PIECE)
    except igzip_lib.IsalError as error:  # type: ignore[misc]  # the stub calls the class an instance
        raise CodecFailedError from error


def deflated(content: Pieces) -> bytes:
    """Make the stream of a content, which was proved to give it back. Raises CodecFailedError."""
    if len(content) < LARGE:
        return _proved(content, isal_zlib.Z_FINISH)
    with ThreadPoolExecutor(2) as pool:
        return b"".join(pool.map(_proved, content.halves(), (isal_zlib.Z_FULL_FLUSH, isal_zlib.Z_FINISH)))


def crc32(content: Pieces) -> int:
    """Return the CRC-32 of a content."""
    crc = 0
    for piece in content.views:
        crc = isal_zlib.crc32(piece, crc)
    return crc


def _proved(content: Pieces, end: int) -> bytes:
    stream = isal_zlib.compressobj(isal_zlib.ISAL_DEFAULT_COMPRESSION, isal_zlib.DEFLATED, -15)
    packed = b"".join([*map(stream.compress, content.views), stream.flush(end)])
    if not content.is_made_of(pieces(packed)):
        raise CodecFailedError
    return packed
