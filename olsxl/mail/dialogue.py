"""smtplib's clients, held to one deadline for the whole dialogue and to an end of what a server may say.

smtplib waits so many seconds for each piece that arrives: a server that sends a byte now and then, or a greeting
without end, would hold it for ever.
"""

from __future__ import annotations

import io
import socket
import time
from contextlib import suppress
from smtplib import SMTP, SMTP_SSL
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import ssl

MOST_HEARD: Final = 1_000_000
"""Bytes that a server may say in one dialogue; a real one says a few thousand."""

_PIECE: Final = 65_536
"""Bytes that are handed over at once: each waits for no longer than what is left of the time."""


class Dialogue(SMTP):
    """A client whose whole dialogue, from the connection on, ends after `seconds`: then it raises TimeoutError.

    Looking up the server's name alone is the system's affair.
    """

    def __init__(self, host: str, port: int, our_name: str, *, seconds: float, **tls: ssl.SSLContext) -> None:
        self._end = time.monotonic() + seconds
        self._heard = 0
        super().__init__(host, port, our_name, timeout=seconds, **tls)  # type: ignore[arg-type]  # TLS has a context

    def connect(self, host: str = "", port: int = 0, source_address: Any = None) -> tuple[int, bytes]:
        """Connect to one of the server's addresses, each of which gets its share of the time that is left.

        smtplib waits anew for each, and a large provider has a dozen. Raises OSError, as the last of them.
        """
        places = socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM)
        addresses = [*dict.fromkeys(str(place[-1][0]) for place in places)]
        for others, address in zip(range(len(addresses) - 1, 0, -1), addresses, strict=False):
            self.timeout = self._left() / (others + 1)
            with suppress(OSError):
                return super().connect(address, port, source_address)
        self.timeout = self._left()
        return super().connect(addresses[-1], port, source_address)

    def getreply(self) -> tuple[int, bytes]:
        """The server's next reply. Raises TimeoutError, SMTPException."""
        if self.file is None and self.sock:
            self.file = io.BufferedReader(_Ear(self))
        return super().getreply()

    def send(self, s: Any) -> None:
        """Hand over bytes or ASCII. Raises TimeoutError, SMTPException."""
        data = s.encode(self.command_encoding) if isinstance(s, str) else bytes(s)
        for start in range(0, len(data), _PIECE):
            self.hurry()
            super().send(data[start : start + _PIECE])

    def hurry(self) -> None:
        """Let the connection wait for no longer than what is left of the time. Raises TimeoutError where nothing is."""
        left = self._left()
        if self.sock:
            self.sock.settimeout(left)

    def _left(self) -> float:
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError("the dialogue took too long")
        return left

    def end_within(self, seconds: float) -> None:
        """Bring the end of the dialogue nearer."""
        self._end = min(self._end, time.monotonic() + seconds)

    def hear(self, buffer: memoryview) -> int:
        """Take what the server says next. Raises TimeoutError, OSError where it says too much."""
        self.hurry()
        count = self.sock.recv_into(buffer) if self.sock else 0
        self._heard += count
        if self._heard > MOST_HEARD:
            raise OSError("the server says more than a mail server has to say")
        self.hurry()  # what follows may be a handshake, which has no more time than this either
        return count


class TlsDialogue(Dialogue, SMTP_SSL):
    """The same with TLS from the first byte."""


class _Ear(io.RawIOBase):
    """What smtplib reads replies from."""

    def __init__(self, dialogue: Dialogue) -> None:
        self._dialogue = dialogue

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self._dialogue.hear(memoryview(buffer))
