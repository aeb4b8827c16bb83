"""The outbox: a folder in which every message waits as files, and in which its fate is written down.

NAME.eml   the finished bytes, written once; these and no others are ever sent
NAME.html  the body, for a person or a flow that sends by itself
NAME.json  the record; written last, so that a set with a record is a whole one
sent/      the sets that were delivered, and a copy of the record of each message ever queued, so that one whose
           files a person or a flow took away after sending them is not queued again
"""

from __future__ import annotations

from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from olsxl import files, locks
from olsxl.mail.errors import MessageNotResent, NoSuchMessage, OutboxBusy, OutboxNotWritable
from olsxl.mail.message import Message, check_recipient, compose, encodable
from olsxl.mail.record import OutboxRecord, name_of, new_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

# How long to wait, in seconds, for another olsxl that is writing in the same folder.
LOCK_WAIT = 10.0

_BODIES = (".eml", ".html")

_FATES = ("queued", "deferred", "refused", "sending", "unknown", "sent")
"""How far a message can come, each further than those before it."""

_DROPPED = "Taken out of the outbox by hand."


class Outbox:
    """The messages in one folder, which is made when the first is queued."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sent = folder / "sent"

    def check_writable(self) -> None:
        """Find out, before other work is begun, whether a message could be queued; clear what a crash left there.

        Raises OutboxNotWritable, OutboxBusy.
        """
        with self.locked(), _disk(self.folder):
            for folder in (self.folder, self.sent):
                files.clear_leftovers(folder)
            files.write_atomic(self.folder / ".writable", b"")
            (self.folder / ".writable").unlink()

    def queue(self, message: Message, *, sender: str, now: datetime, domains: Iterable[str] = ()) -> OutboxRecord:
        """Put the message into the outbox once; for one that is or was there already, return its record as it stands.

        What a crash left half written is written anew: without a record it can have gone nowhere.
        `domains` is the allow-list, by default the domain of `sender`.
        Raises BadAddress, RecipientNotAllowed (both before anything is written), OutboxNotWritable, OutboxBusy.
        """
        check_recipient(message.to, sender=sender, domains=domains)
        with self.locked():
            entry = self._find(name_of(message.key, message.to))
            if not entry:
                entry = new_record(message, sender=sender, now=now)
                mail = bytes(compose(message, sender=sender, now=now))
                with _disk(self.folder):
                    files.write_atomic(self._path(entry.name, ".eml"), mail)
                    files.write_atomic(self._path(entry.name, ".html"), encodable(message.html).encode("utf-8"))
                self.save(entry)
            copy = self.sent / f"{entry.name}.json"
            with _disk(self.folder):
                if not copy.exists():
                    files.write_atomic(copy, entry.to_bytes())
            return entry

    def waiting(self) -> list[OutboxRecord]:
        """List the messages in the outbox, oldest first, whatever their state. Raises OutboxNotWritable."""
        with _disk(self.folder):
            try:
                paths = [path for path in self.folder.iterdir() if path.suffix == ".json"]
            except FileNotFoundError:  # no message was queued yet
                return []
        entries = [entry for path in paths if (entry := _read(path))]
        return sorted(entries, key=lambda entry: (entry.queued_at, entry.name))

    def get(self, name: str) -> OutboxRecord:
        """Give the record of a message, waiting or sent. Raises NoSuchMessage."""
        entry = self._find(name)
        if entry is None:
            raise NoSuchMessage(name, self.folder)
        return entry

    def knows(self, key: str, to: str) -> bool:
        """Whether a message was ever queued. Raises OutboxNotWritable."""
        return self._find(name_of(key, to)) is not None

    def data(self, name: str) -> bytes | None:
        """Give the finished bytes of a waiting message; None where somebody took its file away."""
        with _disk(self.folder):
            try:
                return self._path(name, ".eml").read_bytes()
            except FileNotFoundError:
                return None

    def requeue(self, name: str) -> OutboxRecord:
        """Queue the same bytes again, for the next delivery, because a person asked for it.

        Raises NoSuchMessage, MessageNotResent, OutboxNotWritable, OutboxBusy.
        """
        with self.locked():
            entry = self._at_rest(name)
            if reason := self._why_not_again(entry):
                raise MessageNotResent(name, reason)
            return self.save(replace(entry, state="queued", attempts=0, answer=None))

    def drop(self, name: str) -> OutboxRecord:
        """Take a message out, because a person asked for it: its files are deleted, its record stays in `sent/`.

        Raises NoSuchMessage, OutboxNotWritable, OutboxBusy.
        """
        with self.locked():
            entry = self._at_rest(name)
            if entry.state == "sent":
                return entry
            entry = self.save(replace(entry, state="refused", answer=_DROPPED))
            with _disk(self.folder):
                for suffix in _BODIES:
                    self._path(name, suffix).unlink(missing_ok=True)
            return self.archive(entry)

    def withdraw(self, key: str, to: str) -> None:
        """Take a message out that newer news has overtaken, if it still waits and nobody was offered it.

        One that a crash left half taken out is taken out to the end. Raises OutboxNotWritable, OutboxBusy.
        """
        entry = _read(self._path(name_of(key, to), ".json"))
        if entry and (entry.answer == _DROPPED or (entry.state == "queued" and not entry.attempts)):
            self.drop(entry.name)

    def take_over(self, former: Outbox) -> None:
        """Bring in what lies in a former outbox, each message once; of one that lies in both, what came further stands.

        Done in part only, it can be done again. Raises OutboxNotWritable, OutboxBusy.
        """
        with self.locked(), _disk(former.folder):
            for name in sorted({path.stem for box in (former.folder, former.sent) for path in box.glob("*.json")}):
                theirs, ours = former._find(name), self._find(name)
                if theirs and ours and _FATES.index(theirs.state) > _FATES.index(ours.state):
                    (self.save if former._path(name, ".json").exists() else self.archive)(theirs)
                copy = former.sent / f"{name}.json"
                bodies = [box / f"{name}{suffix}" for box in (former.folder, former.sent) for suffix in _BODIES]
                for path in (*bodies, former._path(name, ".json"), copy):
                    if path.exists():
                        if not ours or path == copy:
                            files.write_exclusive(
                                self.folder / path.relative_to(former.folder), path.read_bytes(), private=True
                            )
                        path.unlink()

    def locked(self) -> AbstractContextManager[None]:
        """Keep every other olsxl from changing the folder meanwhile: for as long as that takes, never for a server's.

        Raises OutboxBusy, OutboxNotWritable.
        """
        return self._held(".lock", LOCK_WAIT)

    def delivering(self) -> AbstractContextManager[None]:
        """Be the one olsxl that hands messages over; another that does is not waited for.

        Raises OutboxBusy, OutboxNotWritable.
        """
        return self._held(".delivering", 0)

    @contextmanager
    def _held(self, name: str, patience: float) -> Iterator[None]:
        with _disk(self.folder):
            files.make_private(self.folder)
            files.make_private(self.sent)
            try:
                with locks.held(self.folder / name, patience):
                    yield
            except locks.Taken as busy:
                raise OutboxBusy(self.folder) from busy

    def save(self, entry: OutboxRecord) -> OutboxRecord:
        """Write the record of a waiting message, on the disk before this returns. Raises OutboxNotWritable."""
        with _disk(self.folder):
            files.write_atomic(self._path(entry.name, ".json"), entry.to_bytes())
        return entry

    def archive(self, entry: OutboxRecord) -> OutboxRecord:
        """Move a message that is done with to `sent/`; done in part only, it can be done again.

        Raises OutboxNotWritable.
        """
        with _disk(self.folder):
            for suffix in _BODIES:
                if self._path(entry.name, suffix).exists():
                    files.move(self._path(entry.name, suffix), self.sent / f"{entry.name}{suffix}")
            files.write_atomic(self.sent / f"{entry.name}.json", entry.to_bytes())
            self._path(entry.name, ".json").unlink(missing_ok=True)
        return entry

    def _at_rest(self, name: str) -> OutboxRecord:
        """The record of a message that no other olsxl has in hand. Raises NoSuchMessage, OutboxBusy."""
        entry = self.get(name)
        if entry.state == "sending":
            with self.delivering():
                pass
        return entry

    def _find(self, name: str) -> OutboxRecord | None:
        return _read(self._path(name, ".json")) or _read(self.sent / f"{name}.json")

    def _path(self, name: str, suffix: str) -> Path:
        return self.folder / f"{name}{suffix}"

    def _why_not_again(self, entry: OutboxRecord) -> str | None:
        if entry.state == "sent":
            return "it was sent, and the server took it"
        if not entry.to:
            return "its record cannot be read. Open the .eml file beside it and send that by hand"
        if not self._path(entry.name, ".eml").exists():
            return "its file is no longer in the outbox"
        return None


def _read(path: Path) -> OutboxRecord | None:
    """Read the record at `path`; None where there is none, or where it is the copy that a sync made of one."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise OutboxNotWritable(path.parent, error.strerror or type(error).__name__) from error
    try:
        entry = OutboxRecord.from_bytes(data)
    except ValueError:
        return _unreadable(path.stem)
    return entry if entry.name == path.stem else None


def _unreadable(name: str) -> OutboxRecord:
    # Whether it went out cannot be told, so it must not go out again: the state that nothing leaves by itself.
    answer = f"The record {name}.json cannot be read, so it is not known whether this message was sent."
    start = datetime.min.replace(tzinfo=UTC)
    return OutboxRecord(
        name, key="", to="", sender="", audience="", subject="", state="unknown", queued_at=start, answer=answer
    )


@contextmanager
def _disk(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutboxNotWritable(folder, error.strerror or type(error).__name__) from error
