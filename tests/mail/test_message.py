from __future__ import annotations

import email
from datetime import UTC, datetime, timedelta, timezone
from email import policy
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from olsxl.mail import BadAddress, Message, RecipientNotAllowed, check_recipient, compose

if TYPE_CHECKING:
    from email.message import EmailMessage

SENDER = "ols@home.example"
NOW = datetime(2026, 11, 19, 16, 0, tzinfo=UTC)
HEADERS = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
    "MIME-Version",
    "Content-Type",
]


def a_message(
    *,
    key: str = "2026-W47-review-manager",
    to: str = "manager@home.example",
    subject: str = "Online safety review 2026-W47: 3 open",
    text: str = "Three records are open.\n",
    html: str = "<p>Three records are open.</p>\n",
) -> Message:
    return Message(key=key, to=to, audience="manager", subject=subject, text=text, html=html)


def sent_bytes(message: Message, now: datetime = NOW) -> bytes:
    return bytes(compose(message, sender=SENDER, now=now))


def received(data: bytes) -> EmailMessage:
    return email.message_from_bytes(data, policy=policy.default)


def body(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    assert part is not None
    content = part.get_content()
    assert isinstance(content, str)
    return content.replace("\r\n", "\n")


def test_a_mail_says_who_wrote_it_to_whom_and_that_no_answer_is_wanted() -> None:
    mail = received(sent_bytes(a_message()))
    assert mail["From"] == SENDER
    assert mail["To"] == "manager@home.example"
    assert mail["Subject"] == "Online safety review 2026-W47: 3 open"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["X-Auto-Response-Suppress"] == "All"


def test_a_mail_bears_the_time_that_it_was_given() -> None:
    now = datetime(2026, 7, 16, 16, 5, 7, 123456, tzinfo=timezone(timedelta(hours=1)))
    assert received(sent_bytes(a_message(), now))["Date"] == "Thu, 16 Jul 2026 16:05:07 +0100"


def test_a_mail_says_the_same_in_text_and_in_html() -> None:
    mail = received(sent_bytes(a_message(text="Overdue: 2 — see §3\n", html="<p>Overdue: 2 — see §3</p>\n")))
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert body(mail, "plain") == "Overdue: 2 — see §3\n"
    assert body(mail, "html") == "<p>Overdue: 2 — see §3</p>\n"


def test_a_mail_composed_anew_is_the_same_bytes() -> None:
    assert sent_bytes(a_message()) == sent_bytes(a_message())


def test_a_mail_composed_later_keeps_its_message_id() -> None:
    later = sent_bytes(a_message(), NOW + timedelta(hours=1))
    assert received(later)["Message-ID"] == received(sent_bytes(a_message()))["Message-ID"]


def test_two_homes_that_write_to_one_person_do_not_share_a_message_id() -> None:
    one, other = a_message(text="The Beeches: 3 open"), a_message(text="The Larches: 3 open")
    assert received(sent_bytes(one))["Message-ID"] != received(sent_bytes(other))["Message-ID"]


def test_two_recipients_do_not_share_a_message_id() -> None:
    one, other = a_message(), a_message(to="deputy@home.example")
    assert received(sent_bytes(one))["Message-ID"] != received(sent_bytes(other))["Message-ID"]


@pytest.mark.parametrize("subject", ["3 open\r\nBcc: press@paper.example", "3 open\nBcc: press@paper.example\n"])
def test_a_subject_cannot_add_a_header(subject: str) -> None:
    mail = received(sent_bytes(a_message(subject=subject)))
    assert mail.keys() == HEADERS
    assert mail["Subject"] == "3 open Bcc: press@paper.example"


def test_a_subject_holds_no_control_characters() -> None:
    assert received(sent_bytes(a_message(subject="3\x00 open\x1b\x07")))["Subject"] == "3 open"


@settings(deadline=None)  # a busy machine is no failure
@given(subject=st.text(), text=st.text(), html=st.text())
def test_whatever_is_said_the_wire_holds_short_ascii_lines_and_our_headers_alone(
    subject: str, text: str, html: str
) -> None:
    data = sent_bytes(a_message(subject=subject, text=text, html=html))
    lines = data.split(b"\r\n")
    assert data.isascii()
    assert all(b"\r" not in line and b"\n" not in line for line in lines)
    assert max(map(len, lines)) <= 78
    assert received(data).keys() == HEADERS


printable = st.characters(min_codepoint=32, exclude_categories=("Cs", "Cc", "Zl", "Zp", "Zs"))


@settings(deadline=None)  # a busy machine is no failure
@given(words=st.lists(st.text(printable, min_size=1), min_size=1), text=st.text(printable), html=st.text(printable))
def test_what_is_said_arrives(words: list[str], text: str, html: str) -> None:
    mail = received(sent_bytes(a_message(subject=" ".join(words), text=text, html=html)))
    assert mail["Subject"] == " ".join(words)
    assert body(mail, "plain") == f"{text}\n"
    assert body(mail, "html") == f"{html}\n"


def test_a_long_subject_with_accents_arrives_whole() -> None:
    subject = "Übersicht — " * 20 + "3 open"
    assert received(sent_bytes(a_message(subject=subject)))["Subject"] == subject


def test_half_a_surrogate_pair_out_of_a_damaged_cell_does_not_stop_the_mail() -> None:
    assert body(received(sent_bytes(a_message(text="a\ud800b"))), "plain") == "a?b\n"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "manager",
        "manager@",
        "@home.example",
        "Jane Doe <jane@home.example>",
        "manager@home.example, press@paper.example",
        "manager@home.example\r\nBcc: press@paper.example",
        "manager@home.example\n",
        "manager @home.example",
        "mänager@home.example",
        "a..b@home.example",
        "manager@home..example",
        "manager@-home.example",
        f"{'a' * 65}@home.example",
        f"a@{'.'.join(['b' * 60] * 5)}",
    ],
)
def test_what_is_not_one_plain_address_is_refused(address: str) -> None:
    with pytest.raises(BadAddress, match="is not a mail address that olsxl can use") as failure:
        compose(a_message(to=address), sender=SENDER, now=NOW)
    assert failure.value.exit_status == 2


def test_a_sender_is_held_to_the_same() -> None:
    with pytest.raises(BadAddress):
        compose(a_message(), sender="The Beeches <ols@home.example>", now=NOW)


def test_a_recipient_in_the_senders_domain_is_allowed() -> None:
    check_recipient("Manager@Home.Example", sender=SENDER)


@pytest.mark.parametrize("address", ["manager@paper.example", "manager@sub.home.example", "manager@ahome.example"])
def test_a_recipient_elsewhere_is_refused_and_told_which_domains_are_allowed(address: str) -> None:
    with pytest.raises(RecipientNotAllowed, match=r"only to addresses at home\.example\.") as failure:
        check_recipient(address, sender=SENDER)
    assert failure.value.exit_status == 2


def test_domains_that_are_given_stand_in_place_of_the_senders() -> None:
    check_recipient("chair@trust.example", sender=SENDER, domains=["Trust.example"])
    with pytest.raises(RecipientNotAllowed):
        check_recipient("manager@home.example", sender=SENDER, domains=["trust.example"])


def test_a_messages_repr_shows_no_address_and_no_word_of_it() -> None:
    shown = repr(a_message(subject="SUBJECT", text="TEXT", html="HTML"))
    assert "2026-W47-review-manager" in shown
    assert not any(word in shown for word in ("@", "SUBJECT", "TEXT", "HTML"))
