"""Summaries as people get them: the page in the state folder, a message in the outbox for each recipient."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from olsxl import mail
from olsxl.errors import OlsxlError
from olsxl.jobs.secrets import SMTP
from olsxl.report.render import Renderer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime
    from pathlib import Path

    from olsxl.config import Recipient
    from olsxl.jobs.home import Home
    from olsxl.jobs.options import RunOptions
    from olsxl.report.summary import Summary


def page_path(home: Home, review: str) -> Path:
    """Where the page of a review is written."""
    return home.state.summaries / f"{review}.html"


def write_page(home: Home, summary: Summary, tell: Callable[[str], None]) -> Path:
    """Write the page of a summary into the state folder; `tell` says which template of the home could not be used.

    Raises StateUnusable.
    """
    renderer = Renderer(home.templates)
    page = renderer.page(summary)
    tell_failures(renderer, tell)
    return home.state.write(page_path(home, summary.review), page.encode())


def template_failures(home: Home, summary: Summary) -> tuple[str, ...]:
    """What is wrong with the home's own templates, tried on the page and on the mail of each recipient (WBK018)."""
    renderer = Renderer(home.templates)
    renderer.page(summary)
    for audience in sorted({recipient.audience for recipient in home.config.mail.to}):
        renderer.mail(summary, audience)
    return renderer.failures


def check_outbox(home: Home) -> None:
    """Make sure that mail could be kept, before anything is written to a register. Raises OutboxNotWritable."""
    if home.config.mail.to:
        mail.Outbox(home.state.outbox).check_writable()


class Queued(NamedTuple):
    """The records of the messages that lie in the outbox, and why others do not."""

    records: list[mail.OutboxRecord]
    problems: list[str]


def is_mail_known(home: Home, review: str) -> bool:
    """Whether the outbox ever had the mail of a review that was made, to whomever. Raises OutboxNotWritable."""
    outbox = mail.Outbox(home.state.outbox)
    return any(outbox.knows(_key(review, "review", to), to.address) for to in home.config.mail.to)


def queue_mail(home: Home, summary: Summary, now: datetime, options: RunOptions) -> Queued:
    """Queue the summary for every recipient of olsxl.toml, each message once; one that cannot be stops no other.

    With `options.resend` a message that was queued before is queued again.
    """
    renderer = Renderer(home.templates)
    outbox = mail.Outbox(home.state.outbox)
    sender, domains = home.config.mail.sender or "", home.config.mail.domains
    queued, problems = list[mail.OutboxRecord](), list[str]()
    for recipient in home.config.mail.to:
        try:
            message = _message(renderer, summary, recipient)
            again = options.resend and outbox.knows(message.key, message.to)
            queued.append(outbox.queue(message, sender=sender, now=now, domains=domains))
            if again:
                queued[-1] = outbox.requeue(queued[-1].name)
            if not summary.pending:
                outbox.withdraw(_key(summary.review, "pending", recipient), recipient.address)
        except OlsxlError as failure:
            problems.append(str(failure))
    tell_failures(renderer, options.tell)
    return Queued(queued, problems)


def tell_failures(renderer: Renderer, tell: Callable[[str], None]) -> None:
    """Say which templates of the home could not be used, and that the product's own served (WBK018)."""
    for failure in renderer.failures:
        tell(failure)


def _key(review: str, stage: Literal["pending", "review"], recipient: Recipient) -> str:
    return f"{review}-{stage}-{recipient.audience}"


def _message(renderer: Renderer, summary: Summary, recipient: Recipient) -> mail.Message:
    made = renderer.mail(summary, recipient.audience)
    key = _key(summary.review, "pending" if summary.pending else "review", recipient)
    return mail.Message(key, recipient.address, recipient.audience, made.subject, made.text, made.html)


def deliver(home: Home, now: datetime, *, everything: bool = False) -> list[mail.OutboxRecord]:
    """Deliver what waits in the outbox by the transport of olsxl.toml. Raises what the outbox raises."""
    return mail.deliver(mail.Outbox(home.state.outbox), transport(home), now=now, everything=everything)


def transport(home: Home) -> mail.Transport | None:
    """The transport that olsxl.toml names; None for the outbox, where the files themselves are what is delivered."""
    if home.config.mail.transport == "outbox":
        return None
    from olsxl.mail.smtp import SmtpTransport  # TLS and sockets take a while to load

    smtp = home.config.mail.smtp
    return SmtpTransport(
        host=smtp.host,
        port=smtp.port,
        security=smtp.security,
        user=smtp.user,
        password=home.secrets.get(SMTP) or "",
        auth=smtp.auth,
    )


def states(home: Home, queued: Iterable[mail.OutboxRecord]) -> list[dict[str, str]]:
    """What has become of the queued messages, in the shape of `review --format json`."""
    outbox = mail.Outbox(home.state.outbox)
    return [outbox.get(entry.name).as_json() for entry in queued]
