"""The record of one message: what its NAME.json says."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from olsxl import records
from olsxl.mail.errors import BadAddress
from olsxl.mail.message import Message, checked_address, header_line

# `sending` stands only while a transport has the message. Found later it means that olsxl died in between, and that
# nobody knows whether the message went out; so outside this room it reads as `unknown`.
State = Literal["queued", "sending", "sent", "deferred", "refused", "unknown"]

_STATES = ("queued", "sending", "sent", "deferred", "refused", "unknown")


@dataclass(frozen=True, slots=True)
class OutboxRecord:
    """One message in the outbox, or one that left it.

    `answer` is the last outcome as a sentence for a person; `attempts` counts how often a transport got the message,
    last at `tried_at`. Times are aware.
    """

    name: str
    key: str
    to: str = field(repr=False)
    sender: str = field(repr=False)
    audience: str
    subject: str = field(repr=False)
    state: State
    queued_at: datetime
    attempts: int = 0
    tried_at: datetime | None = None
    answer: str | None = field(default=None, repr=False)

    @property
    def shown_state(self) -> str:
        """`queued`, `sent`, `deferred`, `refused` or `unknown`."""
        return "unknown" if self.state == "sending" else self.state

    def as_json(self) -> dict[str, str]:
        """Give the shape that `review --format json` prints for each message."""
        return {"to": self.to, "audience": self.audience, "state": self.shown_state}

    def to_bytes(self) -> bytes:
        """Write the record as UTF-8 JSON, for the next run, and for a person or flow that sends the files by itself."""
        record = {
            "name": self.name,
            "key": self.key,
            "to": self.to,
            "from": self.sender,
            "subject": self.subject,
            "body": f"{self.name}.html",
            "message": f"{self.name}.eml",
            "audience": self.audience,
            "state": self.state,
            "attempts": self.attempts,
            "last_answer": self.answer,
            "queued_at": self.queued_at.isoformat(),
            "tried_at": self.tried_at.isoformat() if self.tried_at else None,
        }
        return json.dumps(record, ensure_ascii=False, indent=2).encode("utf-8") + b"\n"

    @classmethod
    def from_bytes(cls, data: bytes) -> OutboxRecord:
        """Read what `to_bytes` wrote. Raises ValueError where it is anything else."""
        try:
            record = records.parse(data)
            if record["state"] not in _STATES:
                raise ValueError("not the state of a message")
            return cls(
                name=record["name"],
                key=record["key"],
                to=checked_address(record["to"]),
                sender=checked_address(record["from"]),
                audience=record["audience"],
                subject=record["subject"],
                state=record["state"],
                queued_at=datetime.fromisoformat(record["queued_at"]),
                attempts=int(record["attempts"]),
                tried_at=datetime.fromisoformat(record["tried_at"]) if record["tried_at"] else None,
                answer=record["last_answer"],
            )
        except (KeyError, TypeError, BadAddress) as error:
            raise ValueError(f"not the record of a message: {error}") from error


def new_record(message: Message, *, sender: str, now: datetime) -> OutboxRecord:
    """Begin the record of a message that was not queued before."""
    return OutboxRecord(
        name=name_of(message.key, message.to),
        key=message.key,
        to=message.to,
        sender=sender,
        audience=message.audience,
        subject=header_line(message.subject),
        state="queued",
        queued_at=now,
    )


def name_of(key: str, to: str) -> str:
    """Give the file name, without suffix, of the message with this key to this address.

    Letters, digits and dashes, at most 55 characters, no dot (Windows takes what stands before the first one for a
    device, as in `con.eml`); the address is in it as a digest alone, without regard to case, as are the exact
    characters of the key.
    """
    slug = re.sub(r"[^A-Za-z0-9_]+", "-", key).strip("-")[:40]
    digest = hashlib.sha256(f"{key}\0{to.lower()}".encode("utf-8", "replace")).hexdigest()[:12]
    return f"{slug or 'message'}-{digest}"
