from __future__ import annotations

import socket
import ssl
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from olsxl.mail import Answer, PasswordMissing, PasswordNeedsTls, compose
from olsxl.mail.smtp import SmtpTransport
from tests.mail.conftest import NOW, SENDER, Postbox, doorkeeper

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.mail.conftest import Certificate, MessageMaker, ScriptRunner, ServerStarter

TO = "manager@home.example"
DATA = b"Subject: 3 open\r\n\r\nThree records are open.\r\n.a line that begins with a dot\r\n"
PASSWORD = "a pound sign £ and more"  # noqa: S105 - of the test's own server


def given_to(transport: SmtpTransport, data: bytes = DATA, to: str = TO) -> Answer:
    return transport.send(sender=SENDER, to=to, data=data)


def plain(port: int) -> SmtpTransport:
    return SmtpTransport("127.0.0.1", port, security="none", timeout=10)


def test_a_message_arrives_byte_for_byte_with_one_sender_and_one_recipient(serve: ServerStarter) -> None:
    postbox = Postbox()
    answer = given_to(plain(serve(postbox)))
    assert answer.outcome == "sent"
    assert "250 2.0.0 OK: taken as 4711" in answer.sentence
    (letter,) = postbox.letters
    assert (letter.mail_from, letter.rcpt_tos, letter.content) == (SENDER, [TO], DATA)


def test_a_composed_message_arrives_byte_for_byte(serve: ServerStarter, a_message: MessageMaker) -> None:
    postbox = Postbox()
    data = bytes(compose(a_message(text=".\n..\n.a\n\nÄ\n"), sender=SENDER, now=NOW))
    assert given_to(plain(serve(postbox)), data).outcome == "sent"
    assert postbox.letters[0].content == data


def test_a_file_that_an_editor_gave_other_line_ends_cannot_end_the_message_early(serve: ServerStarter) -> None:
    postbox = Postbox()
    assert given_to(plain(serve(postbox)), b"Subject: x\n\none\n.\ntwo").outcome == "sent"
    assert postbox.letters[0].content == b"Subject: x\r\n\r\none\r\n.\r\ntwo\r\n"


def test_the_server_is_not_told_the_name_of_this_computer(serve: ServerStarter) -> None:
    postbox = Postbox()
    given_to(plain(serve(postbox)))
    assert postbox.greeted_by == ["home.example"]


def test_a_message_goes_through_starttls(serve: ServerStarter, certificate: Certificate) -> None:
    postbox = Postbox()
    port = serve(postbox, tls_context=certificate.server, require_starttls=True)
    transport = SmtpTransport("localhost", port, timeout=10, context=certificate.trusting)
    assert given_to(transport).outcome == "sent"
    assert postbox.letters[0].content == DATA


def test_a_message_goes_through_tls_from_the_first_byte(serve: ServerStarter, certificate: Certificate) -> None:
    postbox = Postbox()
    port = serve(postbox, implicit_tls=certificate.server)
    transport = SmtpTransport("127.0.0.1", port, security="tls", timeout=10, context=certificate.trusting)
    assert given_to(transport).outcome == "sent"
    assert postbox.letters[0].content == DATA


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_server_with_a_certificate_that_cannot_be_trusted_gets_nothing(
    serve: ServerStarter, certificate: Certificate, security: str
) -> None:
    postbox = Postbox()
    options = {"tls_context": certificate.server} if security == "starttls" else {"implicit_tls": certificate.server}
    port = serve(postbox, **options)
    answer = given_to(SmtpTransport("localhost", port, security=security, timeout=10))  # type: ignore[arg-type]
    assert (answer.outcome, answer.reached) == ("deferred", False)
    assert f"The certificate of localhost (port {port}) cannot be trusted" in answer.sentence
    assert postbox.letters == []


def test_a_certificate_for_another_name_is_not_trusted(certificate: Certificate, serve: ServerStarter) -> None:
    port = serve(Postbox(), implicit_tls=certificate.server)
    answer = given_to(SmtpTransport("127.0.0.2", port, security="tls", timeout=10, context=certificate.trusting))
    assert answer.outcome == "deferred"


def test_a_server_without_starttls_gets_nothing(serve: ServerStarter, certificate: Certificate) -> None:
    postbox = Postbox()
    answer = given_to(SmtpTransport("localhost", serve(postbox), timeout=10, context=certificate.trusting))
    assert (answer.outcome, answer.reached) == ("deferred", False)
    assert "no protected connection (STARTTLS)" in answer.sentence
    assert postbox.letters == []


def test_tls_at_a_port_that_does_not_speak_it_names_the_two_settings(serve: ServerStarter) -> None:
    answer = given_to(SmtpTransport("localhost", serve(Postbox()), security="tls", timeout=10))
    assert (answer.outcome, answer.reached) == ("deferred", False)
    assert '587 with "starttls", 465 with "tls"' in answer.sentence


def unchecked() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname = False
    return context


def outdated() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    return context


@pytest.mark.parametrize("context", [unchecked(), outdated()], ids=["unchecked", "outdated"])
def test_the_check_of_the_certificate_cannot_be_switched_off(context: ssl.SSLContext) -> None:
    with pytest.raises(ValueError, match="must check the certificate"):
        SmtpTransport("localhost", 587, context=context)


def signing_in(port: int, certificate: Certificate, password: str = PASSWORD) -> SmtpTransport:
    return SmtpTransport(
        "localhost",
        port,
        user="ols@home.example",
        password=password,
        auth="password",
        timeout=10,
        context=certificate.trusting,
    )


@pytest.mark.parametrize("mechanism", ["PLAIN", "LOGIN"])
def test_the_right_password_lets_the_message_through(
    serve: ServerStarter, certificate: Certificate, mechanism: str
) -> None:
    postbox = Postbox()
    port = serve(
        postbox,
        tls_context=certificate.server,
        auth_required=True,
        authenticator=doorkeeper(postbox, "ols@home.example", PASSWORD),
        auth_exclude_mechanism={"PLAIN", "LOGIN"} - {mechanism},
    )
    assert given_to(signing_in(port, certificate)).outcome == "sent"


def test_a_wrong_password_is_tried_once_and_the_message_waits(serve: ServerStarter, certificate: Certificate) -> None:
    postbox = Postbox()
    port = serve(
        postbox,
        tls_context=certificate.server,
        auth_required=True,
        authenticator=doorkeeper(postbox, "ols@home.example", PASSWORD),
    )
    answer = given_to(signing_in(port, certificate, "wrong"))
    assert (answer.outcome, answer.reached) == ("deferred", False)
    assert "did not accept the user and the password" in answer.sentence
    assert "wrong" not in answer.sentence
    assert len(postbox.logins) == 1


def test_a_server_that_takes_no_password_is_not_given_one(serve: ServerStarter, certificate: Certificate) -> None:
    postbox = Postbox()
    port = serve(postbox, tls_context=certificate.server, auth_exclude_mechanism={"PLAIN", "LOGIN"})
    answer = given_to(signing_in(port, certificate))
    assert "no signing in with a user and a password" in answer.sentence
    assert postbox.logins == []


def test_a_password_is_in_no_repr() -> None:
    transport = SmtpTransport("localhost", 587, user="u@home.example", password=PASSWORD, auth="password")
    assert PASSWORD not in repr(transport)
    assert "u@home.example" not in repr(transport)


@pytest.mark.parametrize(("user", "password"), [("", PASSWORD), ("ols@home.example", "")])
def test_signing_in_without_a_password_says_where_it_belongs(user: str, password: str) -> None:
    with pytest.raises(PasswordMissing, match="OLSXL_SMTP_PASSWORD"):
        SmtpTransport("smtp.home.example", 587, user=user, password=password, auth="password")


def test_no_password_travels_unprotected() -> None:
    with pytest.raises(PasswordNeedsTls, match="starttls"):
        SmtpTransport("smtp.home.example", 25, security="none", user="u", password=PASSWORD, auth="password")


AT_SIGN_IN = [
    ("535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled", "allow authenticated SMTP"),
    ("550 5.7.30 Basic authentication is not supported", "no longer takes a user and a password"),
    ("535 5.7.8 Error: authentication failed", "did not accept the user and the password"),
    ("535 Incorrect authentication data", "did not accept the user and the password"),
    ("454 4.7.0 Temporary authentication failure", "tried again later"),
]


@pytest.mark.parametrize(("reply", "sentence"), AT_SIGN_IN)
def test_a_refused_password_lets_the_message_wait_and_says_what_to_do(
    scripted: ScriptRunner, reply: str, sentence: str
) -> None:
    port = scripted("220 hello", "250-hello\r\n250 AUTH LOGIN PLAIN", reply)
    transport = SmtpTransport("127.0.0.1", port, "none", user="u", password=PASSWORD, auth="password", timeout=10)
    answer = given_to(transport)
    assert (answer.outcome, answer.reached) == ("deferred", False)
    assert sentence in answer.sentence
    assert answer.sentence.endswith(f"The server said: {reply}")


OFFERED = ("220 hello", "250 hello", "250 sender", "250 recipient", "354 go on")
REFUSALS = [
    ("550 5.7.68 TenantInboundAttribution; Direct Send not allowed", "refused", "without signing in"),
    ("550 5.7.30 Basic authentication is not supported", "refused", "no longer takes a user and a password"),
    ("530 5.7.57 Client not authenticated to send mail", "refused", "sign in before it sends"),
    ("550 5.1.1 User unknown", "refused", "no mailbox with this address"),
    ("554 5.6.0 Spam", "refused", "The mail server refused."),
    ("451 4.3.0 Try later", "deferred", "tried again later"),
    ("421 Too busy", "deferred", "tried again later"),
]


@pytest.mark.parametrize("stage", [2, 3, 4, 5], ids=["sender", "recipient", "data", "message"])
@pytest.mark.parametrize(("reply", "outcome", "sentence"), REFUSALS)
def test_a_refusal_is_for_good_or_for_now_as_its_code_says(
    scripted: ScriptRunner, stage: int, reply: str, outcome: str, sentence: str
) -> None:
    answer = given_to(plain(scripted(*OFFERED[:stage], reply, "221 bye")))
    assert (answer.outcome, answer.reached) == (outcome, True)
    assert sentence in answer.sentence


@pytest.mark.parametrize("greeting", ["421 too many connections", "554 no service"])
def test_a_server_that_turns_us_away_at_the_door_is_tried_again(scripted: ScriptRunner, greeting: str) -> None:
    answer = given_to(plain(scripted(greeting)))
    assert (answer.outcome, answer.reached) == ("deferred", False)


@pytest.mark.parametrize("stage", [0, 1, 2, 3, 4])
def test_a_connection_lost_before_the_message_lets_it_wait(scripted: ScriptRunner, stage: int) -> None:
    answer = given_to(plain(scripted(*OFFERED[:stage], "hang up")))
    assert answer.outcome == "deferred"


def test_a_connection_lost_after_the_message_leaves_its_fate_unknown(scripted: ScriptRunner) -> None:
    answer = given_to(plain(scripted(*OFFERED, "hang up")))
    assert answer.outcome == "unknown"
    assert "may have arrived or not" in answer.sentence


def test_a_connection_lost_amid_the_message_leaves_its_fate_unknown(scripted: ScriptRunner) -> None:
    long = b"Subject: long\r\n\r\n" + b"x" * 70 * 1000 * 1000
    assert given_to(plain(scripted(*OFFERED[:-1], "354 go on, then hang up")), long).outcome == "unknown"


@pytest.mark.parametrize("reply", ["nonsense", "355 what", "199 what"])
def test_an_answer_that_is_none_leaves_the_fate_unknown(scripted: ScriptRunner, reply: str) -> None:
    assert given_to(plain(scripted(*OFFERED, reply, "221 bye"))).outcome == "unknown"


@pytest.mark.parametrize(("stage", "outcome"), [(0, "deferred"), (3, "deferred"), (5, "unknown")])
def test_a_server_that_never_answers_is_not_waited_for_longer_than_the_timeout(
    scripted: ScriptRunner, stage: int, outcome: str
) -> None:
    port = scripted(*OFFERED[:stage])
    answer = given_to(SmtpTransport("127.0.0.1", port, security="none", timeout=0.2))
    assert answer.outcome == outcome


def test_silence_from_the_start_is_named(scripted: ScriptRunner) -> None:
    port = scripted()
    answer = given_to(SmtpTransport("127.0.0.1", port, security="none", timeout=0.2))
    assert f"There was no answer in time from 127.0.0.1 (port {port})." in answer.sentence


@pytest.mark.parametrize("goodbye", ["hang up", "500 what"])
def test_a_rude_goodbye_does_not_unsend_the_message(scripted: ScriptRunner, goodbye: str) -> None:
    assert given_to(plain(scripted(*OFFERED, "250 taken", goodbye))).outcome == "sent"


def test_a_server_that_never_says_goodbye_is_not_waited_for(
    scripted: ScriptRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("olsxl.mail.smtp._GOODBYE", 0.1)
    began = time.monotonic()
    assert given_to(plain(scripted(*OFFERED, "250 taken"))).outcome == "sent"
    assert time.monotonic() - began < 8


def test_a_server_that_does_not_ask_for_the_message_is_not_given_it(scripted: ScriptRunner) -> None:
    answer = given_to(plain(scripted(*OFFERED[:4], "250 what message", "221 bye")))
    assert (answer.outcome, answer.reached) == ("deferred", True)


def test_a_port_where_nobody_listens_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port: int = closed.getsockname()[1]
    answer = given_to(plain(port))
    assert (answer.outcome, answer.reached) == ("deferred", False)
    assert f"Nothing takes mail at 127.0.0.1 (port {port})," in answer.sentence


@pytest.mark.parametrize("host", ["mail.home.invalid", "mail..home"])
def test_a_server_whose_name_is_not_found_is_named(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def not_found(host: str, *_args: object) -> list[object]:
        host.encode("idna")
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", not_found)
    answer = given_to(SmtpTransport(host, 587, timeout=10))
    assert (answer.outcome, answer.reached) == ("deferred", False)
    assert f"No computer was found for {host} (port 587)." in answer.sentence


def test_what_a_server_says_cannot_make_a_mess_of_the_screen(scripted: ScriptRunner) -> None:
    answer = given_to(plain(scripted(*OFFERED, "250-one \x1b[2J\r\n250 two", "221 bye")))
    assert answer.sentence == "The mail server took the message: 250 one [2J two"


def test_one_refused_recipient_is_refused_alone(serve: ServerStarter) -> None:
    postbox = Postbox(at_recipient={"deputy@home.example": "550 5.1.1 no such user"})
    transport = plain(serve(postbox))
    outcomes = [given_to(transport, to=to).outcome for to in (TO, "deputy@home.example", "chair@home.example")]
    assert outcomes == ["sent", "refused", "sent"]
    assert [letter.rcpt_tos for letter in postbox.letters] == [[TO], ["chair@home.example"]]


@pytest.fixture
def dribbling() -> Iterator[Callable[..., int]]:
    """Start a server that says its greeting, and from then on these bytes one by one without end; give its port."""
    stop = threading.Event()

    def dribble(greeting: bytes, without_end: bytes, pause: float) -> None:
        client, _ = listener.accept()
        with client, suppress(OSError):
            client.sendall(greeting)
            while not stop.wait(pause):
                client.sendall(without_end)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threads = []

        def start(greeting: bytes, without_end: bytes, pause: float = 0.01) -> int:
            threads.append(threading.Thread(target=dribble, args=(greeting, without_end, pause), daemon=True))
            threads[-1].start()
            port: int = listener.getsockname()[1]
            return port

        yield start
        stop.set()
        for thread in threads:
            thread.join(10)


@pytest.mark.parametrize("greeting", [b"", b"220 ready\r\n"], ids=["the greeting", "the answer"])
@pytest.mark.parametrize("without_end", [b"2", b"220-and more\r\n"], ids=["a byte at a time", "a line at a time"])
def test_a_server_that_comes_to_no_end_is_left_when_the_time_for_the_whole_dialogue_is_over(
    dribbling: Callable[..., int], greeting: bytes, without_end: bytes
) -> None:
    port, began = dribbling(greeting, without_end), time.monotonic()
    answer = given_to(SmtpTransport("127.0.0.1", port, security="none", timeout=0.3))
    assert time.monotonic() - began < 5
    assert (answer.outcome, answer.reached) == ("deferred", False)


def test_a_server_with_many_addresses_that_all_keep_silent_has_no_more_time(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []

    def silent(_address: object, timeout: float, _source: object) -> None:
        waited.append(timeout)
        raise TimeoutError

    places = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (f"192.0.2.{last}", 25)) for last in range(1, 13)]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: places)
    monkeypatch.setattr(socket, "create_connection", silent)
    monkeypatch.setattr(time, "monotonic", lambda: sum(waited))
    assert given_to(SmtpTransport("mail.home.example", 25, security="none", timeout=180)).reached is False
    assert waited == [pytest.approx(15)] * 12


def test_a_server_is_reached_at_the_address_that_answers(serve: ServerStarter, monkeypatch: pytest.MonkeyPatch) -> None:
    postbox, connect = Postbox(), socket.create_connection
    transport = plain(serve(postbox))
    names = iter([("192.0.2.1", "127.0.0.1")])

    def looked_up(host: str, port: int, *_: object) -> list[tuple[object, ...]]:
        """The server has two addresses; an address is itself."""
        found = next(names, (host,))
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    def unless_silent(address: tuple[str, int], timeout: float, _source: object) -> socket.socket:
        if address[0] == "192.0.2.1":
            raise TimeoutError
        return connect(address, timeout)

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    monkeypatch.setattr(socket, "create_connection", unless_silent)
    assert given_to(transport).outcome == "sent"


def test_a_server_that_talks_without_end_fills_no_memory(dribbling: Callable[..., int]) -> None:
    port = dribbling(b"", b"220-and more\r\n" * 5000, 0)
    answer = given_to(SmtpTransport("127.0.0.1", port, security="none", timeout=60))
    assert (answer.outcome, answer.reached) == ("deferred", False)


@pytest.mark.parametrize("stage", [3, 5])
def test_a_server_that_falls_silent_amid_a_message_is_not_given_the_next_one(
    scripted: ScriptRunner, stage: int
) -> None:
    port = scripted(*OFFERED[:stage])
    assert not given_to(SmtpTransport("127.0.0.1", port, security="none", timeout=0.2)).reached
