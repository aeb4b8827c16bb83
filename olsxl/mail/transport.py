"""What delivery asks of a transport: take one message, say what became of it."""

from __future__ import annotations

from typing import Literal, NamedTuple, Protocol

Outcome = Literal["sent", "deferred", "refused", "unknown"]


BROKE_OFF_BEFORE = "The connection broke off before the message was handed over. It is tried again later."
BROKE_OFF_AFTER = (
    "The connection broke off while the message was being handed over, so it may have arrived or not. Ask the "
    "recipient; only if it is not there, send it again with `olsxl outbox resend`."
)


class Answer(NamedTuple):
    """What became of a message.

    `sent`: the server took it. `deferred`: it certainly did not, and may yet. `refused`: it will not. `unknown`: it may
    have. `sentence` is for a person. `reached` is False where the next message would meet the same trouble: the
    network, the certificate, the password, a server that takes too long.
    """

    outcome: Outcome
    sentence: str
    reached: bool = True


class Transport(Protocol):
    """A way out of the outbox."""

    def send(self, *, sender: str, to: str, data: bytes) -> Answer:
        """Offer the finished bytes of one message to the server, once. Whatever fails is in the answer."""
        ...
