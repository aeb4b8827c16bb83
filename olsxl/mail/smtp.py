"""Sending through a mail server: RFC 5321, with STARTTLS (RFC 3207), TLS from the first byte, or none."""

from __future__ import annotations

import ssl
from base64 import b64encode
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from smtplib import SMTPAuthenticationError, SMTPNotSupportedError, SMTPResponseException
from typing import TYPE_CHECKING, Literal

from olsxl.mail import answers
from olsxl.mail.dialogue import Dialogue, TlsDialogue
from olsxl.mail.errors import PasswordMissing, PasswordNeedsTls
from olsxl.mail.message import domain_of
from olsxl.mail.transport import BROKE_OFF_AFTER, BROKE_OFF_BEFORE, Answer

if TYPE_CHECKING:
    from collections.abc import Iterator

Security = Literal["starttls", "tls", "none"]

# How long, in seconds, to wait for the server's goodbye: the message's fate is settled by then.
_GOODBYE = 2.0

_THIS_COMPUTER = ("localhost", "127.0.0.1", "::1")


def checking_context() -> ssl.SSLContext:
    """TLS 1.2 or newer, the certificate held against the system's authorities and the server's name."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


@dataclass(frozen=True, slots=True)
class SmtpTransport:
    """One mail server, a connection for each message.

    `timeout` in seconds holds for the whole dialogue about a message. `context` is for a server whose certificate
    another authority signed; one that does not check is a ValueError. The password comes in ready and shows in no repr.
    Raises PasswordMissing, PasswordNeedsTls (auth "password" without either of them).
    """

    host: str
    port: int
    security: Security = "starttls"
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    auth: Literal["none", "password"] = "none"
    timeout: float = 180.0
    context: ssl.SSLContext = field(default_factory=checking_context, repr=False)

    def __post_init__(self) -> None:
        if not (self.context.check_hostname and self.context.minimum_version >= ssl.TLSVersion.TLSv1_2):
            raise ValueError("the TLS context must check the certificate and ask for TLS 1.2 or newer")
        if self.auth == "password" and not (self.user and self.password):
            raise PasswordMissing(self.host)
        if self.auth == "password" and self.security == "none" and self.host not in _THIS_COMPUTER:
            raise PasswordNeedsTls(self.host)

    def send(self, *, sender: str, to: str, data: bytes) -> Answer:
        """Offer the message to the server once. Whatever fails is in the answer; raises BadAddress alone."""
        try:
            client = self._signed_in(domain_of(sender))
        except SMTPResponseException as reply:
            said = reply.smtp_error if isinstance(reply.smtp_error, bytes) else reply.smtp_error.encode("utf-8")
            return Answer("deferred", answers.refusal(reply.smtp_code, said), reached=False)
        except (OSError, UnicodeError) as error:
            return Answer("deferred", answers.no_connection(f"{self.host} (port {self.port})", error), reached=False)
        with _left_politely(client):
            return _envelope_refused(client, sender, to) or _handed_over(client, data)

    def _signed_in(self, our_name: str) -> Dialogue:
        # The sender's domain is the name we give: this computer's own may be a person's, and is slow to look up.
        if self.security == "tls":
            client: Dialogue = TlsDialogue(self.host, self.port, our_name, seconds=self.timeout, context=self.context)
        else:
            client = Dialogue(self.host, self.port, our_name, seconds=self.timeout)
        try:
            self._introduce(client)
        except BaseException:
            client.close()
            raise
        return client

    def _introduce(self, client: Dialogue) -> None:
        client.ehlo_or_helo_if_needed()
        if self.security == "starttls":
            if not client.has_extn("starttls"):
                raise SMTPNotSupportedError("protected connection (STARTTLS)")
            client.starttls(context=self.context)
            client.ehlo_or_helo_if_needed()
        if self.auth == "password":
            _sign_in(client, self.user, self.password)


def _sign_in(client: Dialogue, user: str, password: str) -> None:
    """Sign in, with one attempt: smtplib's login tries each mechanism in turn, and has no pound sign in a password."""
    offered = client.esmtp_features.get("auth", "").upper().split()
    if "PLAIN" in offered:  # RFC 4616
        reply = client.docmd("AUTH PLAIN", _base64(f"\0{user}\0{password}"))
    elif "LOGIN" in offered:
        reply = client.docmd("AUTH LOGIN", _base64(user))
        reply = client.docmd(_base64(password)) if reply[0] == 334 else reply
    else:
        raise SMTPNotSupportedError("signing in with a user and a password")
    if reply[0] != 235:
        raise SMTPAuthenticationError(*reply)


def _envelope_refused(client: Dialogue, sender: str, to: str) -> Answer | None:
    """Name sender and recipient and ask to send; None when the server waits for the message."""
    commands = ((f"MAIL FROM:<{sender}>", (250,)), (f"RCPT TO:<{to}>", (250, 251, 252)), ("DATA", (354,)))
    for command, welcome in commands:
        try:
            code, text = client.docmd(command)
        except OSError as error:
            return Answer("deferred", BROKE_OFF_BEFORE, reached=not _took_too_long(error))
        if code not in welcome:
            return Answer("refused" if 500 <= code <= 599 else "deferred", answers.refusal(code, text))
    return None


def _handed_over(client: Dialogue, data: bytes) -> Answer:
    """Hand the message over. From the first byte on, only the server's answer says that it has not got it."""
    try:
        client.send(_stuffed(data))
        code, text = client.getreply()
    except OSError as error:
        return Answer("unknown", BROKE_OFF_AFTER, reached=not _took_too_long(error))
    if 200 <= code <= 299:
        return Answer("sent", answers.taken(code, text))
    if 400 <= code <= 599:
        return Answer("refused" if code >= 500 else "deferred", answers.refusal(code, text))
    return Answer("unknown", BROKE_OFF_AFTER)


def _took_too_long(error: OSError) -> bool:
    return isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError)


def _stuffed(data: bytes) -> bytes:
    """Give `data` as it travels: a dot before a line that begins with one, a lone dot at the end (RFC 5321, 4.5.2)."""
    lines = (b"." + line if line.startswith(b".") else line for line in data.splitlines())
    return b"".join(line + b"\r\n" for line in (*lines, b"."))


@contextmanager
def _left_politely(client: Dialogue) -> Iterator[None]:
    try:
        yield
    finally:
        with suppress(OSError):
            if client.sock:
                client.end_within(_GOODBYE)
                client.quit()
        client.close()


def _base64(text: str) -> str:
    return b64encode(text.encode("utf-8")).decode("ascii")
