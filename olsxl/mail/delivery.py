"""Delivery: each waiting message offered to the transport once, and its fate on the disk before and after."""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from olsxl.mail.errors import OutboxNotWritable
from olsxl.mail.transport import BROKE_OFF_BEFORE, Answer

if TYPE_CHECKING:
    from olsxl.mail.outbox import Outbox
    from olsxl.mail.record import OutboxRecord
    from olsxl.mail.transport import Transport

# After the first attempt, the second, and so on; three days in all, so that a review's mail outlasts a weekend.
RETRY_DELAYS = (
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=3),
    timedelta(hours=8),
    timedelta(hours=12),
    timedelta(hours=24),
    timedelta(hours=24),
)

# What has waited for longer is old news: a home that turns to SMTP after months must not send them all at once.
TOO_OLD = timedelta(days=7)

_DIED = (
    "olsxl was stopped while it handed this message over, so it may have arrived or not. Ask the recipient; only if it "
    "is not there, send it again with `olsxl outbox resend`."
)
_TAKEN = "The file of this message is no longer in the outbox, so somebody may have sent it by hand."

_log = logging.getLogger(__name__)


def deliver(
    outbox: Outbox, transport: Transport | None, *, now: datetime, everything: bool = False
) -> list[OutboxRecord]:
    """Offer each message that is due to the transport; return the messages that were waiting, as they then stand.

    `transport` None is the outbox itself: the messages stay where they are, for a person or a flow to send. `now` is an
    aware time. `everything` also tries those that are not due (an hour too early, or a week too late); never those
    that were refused, nor those of which nobody knows whether they were sent: they go again by `Outbox.requeue` alone.
    A message that fails stops no other. No other olsxl is kept from queueing while a server is waited on; one that
    would deliver meanwhile gets OutboxBusy. Raises OutboxNotWritable when all have had their turn.
    """
    if transport is None:
        return outbox.waiting()
    breaker = CircuitBreaker(transport)
    entries, failures = [], []
    with outbox.delivering():
        for entry in outbox.waiting():
            try:
                entries.append(_deliver_one(outbox, breaker, entry, now, everything=everything))
            except OutboxNotWritable as failure:
                _log.warning("message %s: its record could not be written", entry.name)
                failures.append(failure)
    if failures:
        raise failures[0]
    return entries


def is_due(entry: OutboxRecord, now: datetime) -> bool:
    """Say whether a delivery at `now` offers this message to the transport by itself."""
    if entry.state == "queued":
        # One that was tried before was queued again by a person, who wants it sent however old it is.
        return entry.tried_at is not None or now - entry.queued_at <= TOO_OLD
    if entry.state != "deferred" or entry.tried_at is None or entry.attempts > len(RETRY_DELAYS):
        return False
    return now >= entry.tried_at + RETRY_DELAYS[max(entry.attempts, 1) - 1]


def _deliver_one(
    outbox: Outbox, transport: Transport, entry: OutboxRecord, now: datetime, *, everything: bool
) -> OutboxRecord:
    with outbox.locked():
        entry, data = _taken(outbox, entry.name, now, everything=everything)
    if data is not None:
        answer = transport.send(sender=entry.sender, to=entry.to, data=data)
        _log.info("message %s: attempt %d: %s", entry.name, entry.attempts, answer.outcome)
        entry = outbox.save(replace(entry, state=answer.outcome, answer=answer.sentence))
    if entry.state == "sent":
        # It is on record as sent; files that cannot be moved now (a reader has one open) are moved the next time.
        with suppress(OutboxNotWritable):
            outbox.archive(entry)
    return entry


def _taken(outbox: Outbox, name: str, now: datetime, *, everything: bool) -> tuple[OutboxRecord, bytes | None]:
    """Take a message in hand, as it stands by now: its record, and its bytes where it is to be offered.

    One that is on record as `sending` is left alone by everybody else, so that no lock is held while it is offered.
    """
    entry = outbox.get(name)
    if entry.state == "sending":  # nobody else delivers at this moment: whoever had it in hand died
        return outbox.save(replace(entry, state="unknown", answer=_DIED)), None
    if entry.state not in ("queued", "deferred") or not (everything or is_due(entry, now)):
        return entry, None
    data = outbox.data(name)
    if data is None:
        return outbox.save(replace(entry, state="unknown", answer=_TAKEN)), None
    return outbox.save(replace(entry, state="sending", attempts=entry.attempts + 1, tried_at=now)), data


class CircuitBreaker:
    """A transport that never raises, and that knocks at a closed door once.

    Ten messages must not mean ten wrong passwords (the account would be locked) nor ten time-outs.
    """

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._closed: Answer | None = None

    def send(self, *, sender: str, to: str, data: bytes) -> Answer:
        """Offer one message, unless the door was found closed."""
        if self._closed:
            return self._closed
        try:
            answer = self._transport.send(sender=sender, to=to, data=data)
        except Exception as error:  # noqa: BLE001 - whatever it is, it must not stop the other messages
            kind = type(error).__name__  # not its text, which may hold the address
            _log.error("the transport failed with %s", kind)
            answer = Answer("unknown", f"Sending broke off ({kind}), so the message may have arrived or not.")
        if not answer.reached:
            offered = answer.outcome != "deferred"  # then the sentence is of that message alone
            self._closed = Answer("deferred", BROKE_OFF_BEFORE, reached=False) if offered else answer
        return answer
