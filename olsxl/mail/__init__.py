"""Mail: messages, the outbox in which they wait, and the transports that take them away. Nothing of the policy."""

from __future__ import annotations

from olsxl.mail.delivery import deliver, is_due
from olsxl.mail.entry import Entry, State
from olsxl.mail.errors import (
    BadAddress,
    MailFailure,
    MessageNotResent,
    NoSuchMessage,
    OutboxBusy,
    OutboxNotWritable,
    PasswordMissing,
    PasswordNeedsTls,
    RecipientNotAllowed,
)
from olsxl.mail.message import Message, check_recipient, compose
from olsxl.mail.outbox import Outbox
from olsxl.mail.smtp import SmtpTransport
from olsxl.mail.transport import Answer, Transport

__all__ = [
    "Answer",
    "BadAddress",
    "Entry",
    "MailFailure",
    "Message",
    "MessageNotResent",
    "NoSuchMessage",
    "Outbox",
    "OutboxBusy",
    "OutboxNotWritable",
    "PasswordMissing",
    "PasswordNeedsTls",
    "RecipientNotAllowed",
    "SmtpTransport",
    "State",
    "Transport",
    "check_recipient",
    "compose",
    "deliver",
    "is_due",
]
