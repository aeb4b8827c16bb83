"""Mail: messages, the outbox in which they wait, and the transports that take them away. Nothing of the policy."""

from __future__ import annotations

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

__all__ = [
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
    "State",
    "check_recipient",
    "compose",
]
