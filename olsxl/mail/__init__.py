"""Mail: messages, the outbox in which they wait, and the transports that take them away. Nothing of the policy.

The transport by SMTP is imported from `olsxl.mail.smtp`: TLS and sockets take a while to load, and few runs need them.
"""

from __future__ import annotations

from olsxl.mail.delivery import deliver, is_due
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
from olsxl.mail.record import OutboxRecord, State
from olsxl.mail.transport import Answer, Transport

__all__ = [
    "Answer",
    "BadAddress",
    "MailFailure",
    "Message",
    "MessageNotResent",
    "NoSuchMessage",
    "Outbox",
    "OutboxBusy",
    "OutboxNotWritable",
    "OutboxRecord",
    "PasswordMissing",
    "PasswordNeedsTls",
    "RecipientNotAllowed",
    "State",
    "Transport",
    "check_recipient",
    "compose",
    "deliver",
    "is_due",
]
