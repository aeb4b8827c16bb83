"""What mail servers and networks answer, in plain sentences with the next step."""

from __future__ import annotations

import re
import socket
import ssl
from smtplib import SMTPNotSupportedError

# How a reply begins (code, enhanced code of RFC 3463), and what it means; the first that fits. Numbers like 5.7.139 are
# Microsoft 365's.
_MEANINGS = {
    "535 5.7.139": (
        "Sending with a password is switched off for this mailbox. Ask the Microsoft 365 administrator to allow "
        "authenticated SMTP for it; until then the messages wait in the outbox."
    ),
    "550 5.7.30": (
        "The mail service no longer takes a user and a password. Ask the Microsoft 365 administrator for another way; "
        'until then set transport = "outbox" and send the files in the outbox by hand.'
    ),
    "550 5.7.68": (
        "The mail service rejects mail that is handed to it without signing in. Ask the administrator for a connector "
        'for this computer, or set auth = "password" in [mail.smtp].'
    ),
    "530 5.7.57": (
        "The mail server wants olsxl to sign in before it sends. Set user and auth in [mail.smtp], and the password."
    ),
    "535": (
        "The mail server did not accept the user and the password. Check user in [mail.smtp], and set the password "
        "anew in the environment variable OLSXL_SMTP_PASSWORD."
    ),
    "550 5.1.1": "There is no mailbox with this address. Check the addresses in [[mail.to]].",
    "5": "The mail server refused.",
    "": "The mail server cannot take the message now; it is tried again later.",
}

_NO_COMPUTER = "No computer was found for {server}. Check host in [mail.smtp], and the internet connection."

# The exception at the bottom of a failure, and what it means for {server}; the first that fits.
_TROUBLES: dict[type[Exception], str] = {
    ssl.SSLCertVerificationError: (
        "The certificate of {server} cannot be trusted, so nothing was sent. Check host in [mail.smtp]; if it is "
        "right, ask whoever looks after the server. This check cannot be switched off."
    ),
    ssl.SSLError: (
        "No protected connection to {server} came about. Check that port and security in [mail.smtp] belong together: "
        '587 with "starttls", 465 with "tls".'
    ),
    SMTPNotSupportedError: (
        "At {server} there is no {error}, so nothing was sent. Check port, security and auth in [mail.smtp]."
    ),
    socket.gaierror: _NO_COMPUTER,
    UnicodeError: _NO_COMPUTER,
    ConnectionRefusedError: (
        "Nothing takes mail at {server}, or a firewall forbids it. Check host and port in [mail.smtp]."
    ),
    TimeoutError: "There was no answer in time from {server}. It is tried again later.",
    Exception: "The connection to {server} broke off. It is tried again later.",
}

_ENHANCED = re.compile(r"[245]\.\d{1,3}\.\d{1,3}\b")


def taken(code: int, text: bytes) -> str:
    """Say that the server took the message; its words often hold the number under which it can be found there."""
    return f"The mail server took the message: {code} {_words(text)}"


def refusal(code: int, text: bytes) -> str:
    """Say what a server's refusal means and what to do, then the server's own words."""
    words = _words(text)
    enhanced = _ENHANCED.match(words)
    reply = f"{code} {enhanced[0]}" if enhanced else f"{code}"
    # "550 5.7.30" is not the beginning of "550 5.7.300", but "5" is that of "554".
    meaning = next(
        meaning
        for start, meaning in _MEANINGS.items()
        if f"{reply} ".startswith(f"{start} ") or (len(start) < 3 and reply.startswith(start))
    )
    return f"{meaning} The server said: {code} {words}"


def no_connection(server: str, error: Exception) -> str:
    """Say why `server` (host and port) could not be spoken to, and what to look at."""
    # smtplib wraps what happened on the network in its own "disconnected", with the cause as context.
    cause = error.__context__ if isinstance(error.__context__, OSError) else error
    sentence = next(sentence for kind, sentence in _TROUBLES.items() if isinstance(cause, kind))
    return sentence.format(server=server, error=cause)


def _words(text: bytes) -> str:
    words = " ".join(text.decode("utf-8", "replace").split())
    return "".join(char for char in words if char.isprintable())[:300]
