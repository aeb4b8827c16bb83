"""Messages to send, and mail servers on loopback that take them, refuse them or misbehave."""

from __future__ import annotations

import asyncio
import datetime as dt
import ipaddress
import socket
import ssl
import threading
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from olsxl import files
from olsxl.mail import Message, Outbox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SENDER = "ols@home.example"
NOW = dt.datetime(2026, 11, 19, 16, 0, tzinfo=dt.UTC)


class MessageMaker(Protocol):
    def __call__(self, who: str = "manager", *, text: str = "Three records are open.\n") -> Message: ...


@pytest.fixture
def a_message() -> MessageMaker:
    def made(who: str = "manager", *, text: str = "Three records are open.\n") -> Message:
        return Message(
            key=f"2026-W47-review-{who}",
            to=f"{who}@home.example",
            audience=who,
            subject="Online safety review 2026-W47: 3 open",
            text=text,
            html=f"<p>{text.strip()}</p>\n",
        )

    return made


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    return Outbox(tmp_path / "outbox")


class Died(BaseException):
    """The power went, or the process was killed: nothing in the product catches this."""


class CrashPlanner(Protocol):
    def __call__(self, step: int, *, before: bool) -> AbstractContextManager[None]: ...


@pytest.fixture
def crash_at(monkeypatch: pytest.MonkeyPatch) -> CrashPlanner:
    """Die within this block when the file number `step` (from 0) is to be put in place, or just after it was."""

    @contextmanager
    def planned(step: int, *, before: bool) -> Iterator[None]:
        move, countdown = files.move, iter(range(step, -1, -1))

        def deadly(source: Path, target: Path, *_: object) -> None:
            last = next(countdown) == 0
            if last and before:
                raise Died
            move(source, target)
            if last:
                raise Died

        with monkeypatch.context() as patch:
            patch.setattr(files, "move", deadly)
            yield

    return planned


def contents(outbox: Outbox) -> dict[str, bytes]:
    """Give each file in the outbox, by its path in it, but for the locks."""
    paths = (path for path in outbox.folder.rglob("*") if path.is_file() and path.name not in (".lock", ".delivering"))
    return {path.relative_to(outbox.folder).as_posix(): path.read_bytes() for path in paths}


@dataclass
class Postbox:
    """A mail server's memory, and the answers that it is told to give in place of its own."""

    at_recipient: dict[str, str] = field(default_factory=dict)
    at_data: str = "250 2.0.0 OK: taken as 4711"
    letters: list[Envelope] = field(default_factory=list)
    greeted_by: list[str | None] = field(default_factory=list)
    logins: list[tuple[bytes, bytes]] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 - aiosmtpd gives name and shape
        self, _server: SMTP, session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        self.greeted_by.append(session.host_name)
        envelope.rcpt_tos.append(address)
        return self.at_recipient.get(address, "250 OK")

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - as above
        if self.at_data.startswith("2"):
            self.letters.append(envelope)
        return self.at_data


@dataclass(frozen=True)
class Certificate:
    """A certificate of its own authority for `localhost` and 127.0.0.1: the server's side, and who trusts it."""

    server: ssl.SSLContext
    trusting: ssl.SSLContext


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    pem = tmp_path_factory.mktemp("certificate") / "server.pem"
    pem.write_bytes(_self_signed(dt.datetime.now(dt.UTC)))
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(pem)
    trusting = ssl.create_default_context(cafile=str(pem))
    trusting.minimum_version = ssl.TLSVersion.TLSv1_2
    return Certificate(server, trusting)


def _self_signed(now: dt.datetime) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return private + made.public_bytes(serialization.Encoding.PEM)


class ServerStarter(Protocol):
    def __call__(self, postbox: Postbox, **options: Any) -> int: ...


@pytest.fixture
def serve() -> Iterator[ServerStarter]:
    """Start aiosmtpd on loopback with these options (`implicit_tls` a context), and give its port."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    servers: list[asyncio.Server] = []

    def start(postbox: Postbox, *, implicit_tls: ssl.SSLContext | None = None, **options: Any) -> int:
        def protocol() -> SMTP:
            return SMTP(postbox, loop=loop, hostname="mail.home.example", **options)

        starting = loop.create_server(protocol, "127.0.0.1", 0, ssl=implicit_tls)
        servers.append(asyncio.run_coroutine_threadsafe(starting, loop).result(10))
        port: int = servers[-1].sockets[0].getsockname()[1]
        return port

    yield start
    asyncio.run_coroutine_threadsafe(_stop(servers), loop).result(10)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)
    loop.close()


async def _stop(servers: list[asyncio.Server]) -> None:
    for server in servers:
        server.close()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


def doorkeeper(postbox: Postbox, user: str, password: str) -> Callable[..., AuthResult]:
    """Let in the one user with the one password."""

    def authenticate(
        _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: object
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        postbox.logins.append((data.login, data.password))
        welcome = (data.login, data.password) == (user.encode(), password.encode())
        return AuthResult(success=welcome, handled=False)  # handled=True would leave the client without an answer

    return authenticate


class ScriptRunner(Protocol):
    def __call__(self, *replies: str) -> int: ...


@pytest.fixture
def scripted() -> Iterator[ScriptRunner]:
    """Start a server that gives these replies to one client, whatever it says, and give its port.

    The first is the greeting. `hang up` closes the connection; when the replies have run out, it is silent.
    """
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threads: list[threading.Thread] = []

        def start(*replies: str) -> int:
            threads.append(threading.Thread(target=_play, args=(listener, replies), daemon=True))
            threads[-1].start()
            port: int = listener.getsockname()[1]
            return port

        yield start
        for thread in threads:
            thread.join(10)


def _play(listener: socket.socket, replies: tuple[str, ...]) -> None:
    client, _ = listener.accept()
    with client, client.makefile("rb") as lines, suppress(OSError):
        for reply in replies:
            if reply == "hang up":
                return
            client.sendall(reply.encode() + b"\r\n")
            heard = lines.readline()
            if reply == "354 go on, then hang up":
                return
            while reply.startswith("354") and heard not in (b".\r\n", b""):
                heard = lines.readline()
        lines.read()
