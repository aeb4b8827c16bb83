"""One message to one recipient, and its finished bytes."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field
from email.header import Header
from email.message import EmailMessage
from email.policy import EmailPolicy
from typing import TYPE_CHECKING, Any

from olsxl.mail.errors import BadAddress, RecipientNotAllowed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

# RFC 5321's plain form alone: quoted local parts and letters outside ASCII need extensions that not every server has.
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"(?P<local>{_ATOM}(?:\.{_ATOM})*)@(?P<domain>{_LABEL}(?:\.{_LABEL})*)", re.ASCII)


class _WirePolicy(EmailPolicy):
    """The standard library's rules, but for the subject: it loses blanks when it folds letters outside ASCII."""

    def header_store_parse(self, name: str, value: Any) -> tuple[str, Any]:
        if name != "Subject":
            return super().header_store_parse(name, value)
        charset = "us-ascii" if value.isascii() and "=?" not in value else "utf-8"
        return name, Header(value, charset, maxlinelen=76, header_name=name).encode()


# Seven bits pass every server, and 76 characters a line are what RFC 2045 allows to quoted-printable.
_WIRE = _WirePolicy(linesep="\r\n", cte_type="7bit", max_line_length=76)


@dataclass(frozen=True, slots=True)
class Message:
    """What is to be said to one recipient.

    `key` names the message for good: the same key to the same address is one message, however often it is queued. It
    becomes part of file names, so it holds no name and no address: `2026-W47-review-manager`.
    `subject` is one line; `text` and `html` say the same thing. What is private is left out of the repr, so that no
    log gets it by accident.
    """

    key: str
    to: str = field(repr=False)
    audience: str
    subject: str = field(repr=False)
    text: str = field(repr=False)
    html: str = field(repr=False)


def compose(message: Message, *, sender: str, now: datetime) -> EmailMessage:
    """Build the finished mail; `bytes(compose(...))` are what is kept and sent, with CRLF line ends and ASCII only.

    `now` is an aware time and becomes the Date. The Message-ID is a digest of what is said, by whom and to whom: a mail
    composed anew after a crash keeps it, and two homes that write to one person do not share it.
    Raises BadAddress.
    """
    said = (message.key, message.to, sender, message.subject, message.text, message.html)
    digest = hashlib.sha256("\0".join(map(encodable, said)).encode("utf-8")).hexdigest()[:32]
    mail = EmailMessage(policy=_WIRE)
    mail["From"] = checked_address(sender)
    mail["To"] = checked_address(message.to)
    mail["Subject"] = header_line(message.subject)
    mail["Date"] = now
    mail["Message-ID"] = f"<{digest}@{domain_of(sender)}>"
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office answers ...
    mail["X-Auto-Response-Suppress"] = "All"  # ... and Exchange's own word for it
    mail.set_content(encodable(message.text), cte="quoted-printable")
    mail.add_alternative(encodable(message.html), subtype="html", cte="quoted-printable")
    mail.set_boundary(f"=_{digest}")  # quoted-printable never writes "=_", so no text can hold the boundary
    return mail


def check_recipient(to: str, *, sender: str, domains: Iterable[str] = ()) -> None:
    """Hold `to` against the allow-list: `domains`, or that of `sender` where none are given; subdomains not included.

    Raises BadAddress, RecipientNotAllowed.
    """
    allowed = tuple(domain.lower() for domain in domains) or (domain_of(sender),)
    if domain_of(to) not in allowed:
        raise RecipientNotAllowed(to, allowed)


def checked_address(address: str) -> str:
    """Return `address` if it is one plain ASCII address (RFC 5321, 4.5.3.1 for the lengths). Raises BadAddress."""
    match = _ADDRESS.fullmatch(address)
    if not match or len(match["local"]) > 64 or len(address) > 254:
        raise BadAddress(address)
    return address


def domain_of(address: str) -> str:
    """Give the domain of an address, in lower case. Raises BadAddress."""
    return checked_address(address).rpartition("@")[2].lower()


def header_line(text: str) -> str:
    """`text` as it can stand in a header: one line, no control characters."""
    words = " ".join(encodable(text).split())
    return "".join(char for char in words if unicodedata.category(char) != "Cc")


def encodable(text: str) -> str:
    """`text` with what UTF-8 cannot hold (half of a surrogate pair, out of a damaged cell) replaced."""
    return text.encode("utf-8", "replace").decode("utf-8")
