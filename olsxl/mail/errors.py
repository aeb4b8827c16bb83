"""What can go wrong with mail before a message is under way: one class each, the sentence built inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.errors import OlsxlError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class MailFailure(OlsxlError):
    """Whatever goes wrong in this room; a caller whose main work is done catches this one."""

    kind = "a message could not be made or kept"


class BadAddress(MailFailure):
    """Something that stands where one mail address belongs is not one."""

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__(
            f"{address!r} is not a mail address that olsxl can use. Write one plain address, like name@home.example: "
            "no name before it, no second address, no blanks or accented letters."
        )


class RecipientNotAllowed(MailFailure):
    """A recipient's domain is not on the allow-list."""

    def __init__(self, address: str, domains: Iterable[str]) -> None:
        self.address = address
        self.domains = tuple(domains)
        super().__init__(
            f"{address} is not sent any mail: olsxl writes only to addresses at {', '.join(self.domains)}. "
            "Put the address right, or add its domain to `domains` under [mail] in olsxl.toml."
        )


class OutboxNotWritable(MailFailure):
    """The folder of the outbox, or a file in it, cannot be written."""

    exit_status = 5

    def __init__(self, folder: Path, reason: str) -> None:
        self.folder = folder
        self.reason = reason
        super().__init__(
            f"The outbox {folder} cannot be written ({reason}). Make room on the disk, or have the right to write in "
            "that folder given to you, then run the same command again: what was sent is not sent twice."
        )


class OutboxBusy(MailFailure):
    """Another olsxl is at work in the same outbox."""

    exit_status = 4

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(f"Another olsxl is sending from the outbox {folder}. Try again in a few minutes.")


class NoSuchMessage(MailFailure):
    """The outbox has no message of this name."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        super().__init__(f"There is no message {name} in the outbox {folder}. `olsxl outbox list` shows what is there.")


class MessageNotResent(MailFailure):
    """A message that was to be sent again cannot be: it was sent, is gone, or cannot be read."""

    def __init__(self, name: str, reason: str) -> None:
        self.name = name
        super().__init__(f"The message {name} is not sent again: {reason}.")


class PasswordMissing(MailFailure):
    """The mail server is to be given a user and a password, and one of them is missing."""

    def __init__(self, host: str) -> None:
        self.host = host
        super().__init__(
            f"olsxl is to sign in to the mail server {host}, but the user or the password is missing. Set user in "
            "[mail.smtp], and the password in the environment variable OLSXL_SMTP_PASSWORD."
        )


class PasswordNeedsTls(MailFailure):
    """A password would travel unprotected."""

    def __init__(self, host: str) -> None:
        self.host = host
        super().__init__(
            f"olsxl does not give a password to the mail server {host} over an unprotected connection. "
            'Set security = "starttls" (usually port 587) or "tls" (port 465) in the configuration.'
        )
