from __future__ import annotations

import json
import logging
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from olsxl import files
from olsxl.mail import Answer, MessageNotResent, Outbox, OutboxBusy, OutboxNotWritable, deliver
from olsxl.mail import outbox as outbox_module
from olsxl.mail.delivery import RETRY_DELAYS
from olsxl.mail.smtp import SmtpTransport
from tests.mail.conftest import NOW, SENDER, Died, Postbox, contents

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from olsxl.mail import OutboxRecord
    from tests.mail.conftest import CrashPlanner, MessageMaker, ScriptRunner, ServerStarter

SENT = Answer("sent", "The mail server took the message: 250 OK")
DEFERRED = Answer("deferred", "Later.")
REFUSED = Answer("refused", "Never.")
UNKNOWN = Answer("unknown", "Who knows.")
UNREACHABLE = Answer("deferred", "Nobody there.", reached=False)


class Courier:
    """A transport that gives each recipient the answers laid down for them, one an attempt, else takes the message."""

    def __init__(self, **answers: list[Answer | BaseException]) -> None:
        self.answers = answers
        self.watch: Callable[[], object] = lambda: None
        self.carried: list[tuple[str, bytes]] = []

    def send(self, *, sender: str, to: str, data: bytes) -> Answer:
        assert sender == SENDER
        who = to.removesuffix("@home.example")
        self.carried.append((who, data))
        self.watch()
        answer = self.answers[who].pop(0) if self.answers.get(who) else SENT
        if isinstance(answer, BaseException):
            raise answer
        return answer

    @property
    def asked(self) -> list[str]:
        return [who for who, _ in self.carried]


@pytest.fixture
def filled(outbox: Outbox, a_message: MessageMaker) -> Outbox:
    """Three messages, to the chair, the deputy and the manager, in that order."""
    for who in ("chair", "deputy", "manager"):
        outbox.queue(a_message(who), sender=SENDER, now=NOW)
    return outbox


@pytest.fixture
def one(outbox: Outbox, a_message: MessageMaker) -> OutboxRecord:
    """The only message, to the manager."""
    return outbox.queue(a_message(), sender=SENDER, now=NOW)


def states(entries: list[OutboxRecord]) -> list[str]:
    return [entry.state for entry in entries]


def test_each_message_is_given_to_the_transport_once(filled: Outbox) -> None:
    courier = Courier()
    assert states(deliver(filled, courier, now=NOW)) == ["sent", "sent", "sent"]
    assert courier.asked == ["chair", "deputy", "manager"]
    assert deliver(filled, courier, now=NOW) == []
    assert len(courier.asked) == 3


def test_the_bytes_that_were_kept_are_the_bytes_that_are_sent(outbox: Outbox, one: OutboxRecord) -> None:
    kept = outbox.data(one.name)
    courier = Courier(manager=[DEFERRED, SENT])
    deliver(outbox, courier, now=NOW)
    deliver(outbox, courier, now=NOW + timedelta(hours=1))
    assert courier.carried == [("manager", kept), ("manager", kept)]


def test_a_sent_message_leaves_the_outbox_and_keeps_its_record(
    outbox: Outbox, one: OutboxRecord, a_message: MessageMaker
) -> None:
    deliver(outbox, Courier(), now=NOW)
    assert outbox.waiting() == []
    assert sorted(contents(outbox)) == [f"sent/{one.name}.{kind}" for kind in ("eml", "html", "json")]
    entry = outbox.queue(a_message(), sender=SENDER, now=NOW + timedelta(days=1))
    assert (entry.state, entry.attempts, entry.tried_at) == ("sent", 1, NOW)
    assert entry.answer == SENT.sentence
    assert outbox.waiting() == []


def test_without_a_transport_the_messages_stay_for_a_person_or_a_flow(filled: Outbox) -> None:
    before = contents(filled)
    assert states(deliver(filled, None, now=NOW)) == ["queued", "queued", "queued"]
    assert contents(filled) == before


def test_it_is_on_the_disk_that_a_message_is_being_sent_before_the_transport_has_it(
    outbox: Outbox, one: OutboxRecord
) -> None:
    seen = []

    def look() -> None:
        seen.append(json.loads((outbox.folder / f"{one.name}.json").read_bytes())["state"])

    courier = Courier()
    courier.watch = look
    deliver(outbox, courier, now=NOW)
    assert seen == ["sending"]


@pytest.mark.parametrize("answer", [DEFERRED, REFUSED, UNKNOWN, RuntimeError("deputy@home.example is on fire")])
def test_a_message_that_fails_stops_no_other(filled: Outbox, answer: Answer | Exception) -> None:
    courier = Courier(deputy=[answer])
    first, second, third = deliver(filled, courier, now=NOW)
    assert courier.asked == ["chair", "deputy", "manager"]
    assert (first.state, third.state) == ("sent", "sent")
    assert second.state == (answer.outcome if isinstance(answer, Answer) else "unknown")
    assert filled.get(second.name) == second


def test_a_transport_that_breaks_off_leaves_the_fate_of_the_message_unknown(outbox: Outbox, one: OutboxRecord) -> None:
    (entry,) = deliver(outbox, Courier(manager=[RuntimeError("manager@home.example is on fire")]), now=NOW)
    assert entry.name == one.name
    assert entry.answer == "Sending broke off (RuntimeError), so the message may have arrived or not."


def test_a_server_that_cannot_be_reached_is_asked_once_for_all_messages(filled: Outbox) -> None:
    courier = Courier(chair=[UNREACHABLE])
    entries = deliver(filled, courier, now=NOW)
    assert courier.asked == ["chair"]
    assert [(entry.state, entry.answer, entry.attempts) for entry in entries] == [("deferred", "Nobody there.", 1)] * 3
    assert states(deliver(filled, courier, now=NOW + RETRY_DELAYS[0])) == ["sent", "sent", "sent"]


def test_a_deferred_message_is_tried_again_after_longer_and_longer_delays_and_then_no_more(
    outbox: Outbox, one: OutboxRecord
) -> None:
    courier = Courier(manager=[DEFERRED] * 20)
    moment = one.queued_at
    deliver(outbox, courier, now=moment)
    for count, delay in enumerate(RETRY_DELAYS, start=1):
        deliver(outbox, courier, now=moment + delay - timedelta(seconds=1))
        assert len(courier.asked) == count
        moment += delay
        deliver(outbox, courier, now=moment)
        assert len(courier.asked) == count + 1
    deliver(outbox, courier, now=moment + timedelta(days=30))
    assert len(courier.asked) == len(RETRY_DELAYS) + 1


def test_a_message_is_tried_for_three_days_so_that_it_outlasts_a_weekend() -> None:
    """After 5 and 15 minutes, 1, 3, 8, 12 and twice 24 hours."""
    minutes = [delay / timedelta(minutes=1) for delay in RETRY_DELAYS]
    assert minutes == [5, 15, 60, 3 * 60, 8 * 60, 12 * 60, 24 * 60, 24 * 60]


def test_a_deferred_message_whose_record_was_edited_is_tried_after_the_first_delay_or_by_a_person(
    outbox: Outbox, one: OutboxRecord
) -> None:
    courier, first = Courier(manager=[DEFERRED]), NOW + RETRY_DELAYS[0]
    outbox.save(replace(one, state="deferred", attempts=1, tried_at=None))
    assert states(deliver(outbox, courier, now=NOW + timedelta(days=1))) == ["deferred"]
    outbox.save(replace(one, state="deferred", attempts=0, tried_at=NOW))
    deliver(outbox, courier, now=first - timedelta(seconds=1))
    assert courier.asked == []
    deliver(outbox, courier, now=first)
    assert courier.asked == ["manager"]


def test_a_person_can_have_everything_tried_at_once(filled: Outbox) -> None:
    courier = Courier(chair=[DEFERRED], deputy=[REFUSED], manager=[UNKNOWN])
    deliver(filled, courier, now=NOW)
    assert states(deliver(filled, courier, now=NOW, everything=True)) == ["sent", "refused", "unknown"]
    assert courier.asked == ["chair", "deputy", "manager", "chair"]


def test_a_message_is_sent_by_itself_until_the_end_of_its_seventh_day(outbox: Outbox, one: OutboxRecord) -> None:
    assert states(deliver(outbox, Courier(), now=one.queued_at + timedelta(days=7))) == ["sent"]


def test_old_messages_do_not_all_go_out_when_a_home_turns_to_smtp(outbox: Outbox, one: OutboxRecord) -> None:
    courier = Courier()
    later = NOW + timedelta(days=7, seconds=1)
    assert states(deliver(outbox, courier, now=later)) == ["queued"]
    assert courier.asked == []
    (entry,) = deliver(outbox, courier, now=later, everything=True)
    assert (entry.name, entry.state) == (one.name, "sent")


@pytest.mark.parametrize("answer", [REFUSED, UNKNOWN])
def test_a_refused_or_unknown_message_goes_again_on_request_alone_and_as_the_same_bytes(
    outbox: Outbox, one: OutboxRecord, answer: Answer
) -> None:
    courier = Courier(manager=[answer])
    deliver(outbox, courier, now=NOW)
    deliver(outbox, courier, now=NOW + timedelta(days=1))
    assert len(courier.carried) == 1
    much_later = NOW + timedelta(days=30)
    assert outbox.requeue(one.name).state == "queued"
    assert states(deliver(outbox, courier, now=much_later)) == ["sent"]
    first, second = courier.carried
    assert first == second


def test_a_sent_message_is_not_sent_again_even_on_request(outbox: Outbox, one: OutboxRecord) -> None:
    deliver(outbox, Courier(), now=NOW)
    with pytest.raises(MessageNotResent, match="it was sent"):
        outbox.requeue(one.name)
    assert outbox.drop(one.name).state == "sent"


def test_a_message_in_the_hands_of_the_transport_when_the_power_went_is_never_sent_again_by_itself(
    filled: Outbox,
) -> None:
    courier = Courier(deputy=[Died()])
    with pytest.raises(Died):
        deliver(filled, courier, now=NOW)
    assert [entry.shown_state for entry in filled.waiting()] == ["unknown", "queued"]
    first, second = deliver(filled, courier, now=NOW)
    assert (first.state, second.state) == ("unknown", "sent")
    assert "olsxl outbox resend" in str(first.answer)
    assert courier.asked == ["chair", "deputy", "manager"]


# the record before sending, the record after, two files and the record into sent/
@pytest.mark.parametrize("before", [True, False], ids=["before a file is in place", "after a file is in place"])
@pytest.mark.parametrize("step", range(5))
def test_no_crash_at_any_step_sends_a_message_twice(
    outbox: Outbox, one: OutboxRecord, crash_at: CrashPlanner, step: int, *, before: bool
) -> None:
    courier = Courier()
    with crash_at(step, before=before), pytest.raises(Died):
        deliver(outbox, courier, now=NOW)
    for hours in range(3):
        deliver(outbox, courier, now=NOW + timedelta(hours=hours), everything=True)
    entry = outbox.get(one.name)
    known_to_be_sent = step >= 2 or (step == 1 and not before) or (step == 0 and before)
    assert entry.state == ("sent" if known_to_be_sent else "unknown")
    assert len(courier.asked) <= 1
    assert len(courier.asked) == 1 or entry.state == "unknown"
    assert entry.state == "unknown" or outbox.waiting() == []


@pytest.mark.parametrize(("step", "asked", "state"), [(0, 0, "queued"), (1, 1, "unknown")])
def test_a_record_that_cannot_be_written_stops_no_other_message_and_is_told(
    filled: Outbox, monkeypatch: pytest.MonkeyPatch, step: int, asked: int, state: str
) -> None:
    move, moves = files.move, []

    def failing(source: Path, target: Path, *_: object) -> None:
        moves.append(target)
        if len(moves) == step + 1:
            raise OSError(28, "No space left on device")
        move(source, target)

    monkeypatch.setattr(files, "move", failing)
    courier = Courier()
    with pytest.raises(OutboxNotWritable, match="No space left"):
        deliver(filled, courier, now=NOW)
    assert courier.asked == ["chair"] * asked + ["deputy", "manager"]
    assert [entry.shown_state for entry in filled.waiting()] == [state]


def test_the_log_names_the_message_whose_record_could_not_be_written(
    outbox: Outbox, one: OutboxRecord, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "move", full)
    with pytest.raises(OutboxNotWritable):
        deliver(outbox, Courier(), now=NOW)
    assert caplog.messages == [f"message {one.name}: its record could not be written"]


def test_files_that_cannot_be_moved_yet_do_not_make_a_sent_message_fail(
    outbox: Outbox, one: OutboxRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    move = files.move

    def open_in_a_reader(source: Path, target: Path, *_: object) -> None:
        if target.suffix == ".html":
            raise PermissionError(13, "used by another process")
        move(source, target)

    monkeypatch.setattr(files, "move", open_in_a_reader)
    courier = Courier()
    assert states(deliver(outbox, courier, now=NOW)) == ["sent"]
    monkeypatch.undo()
    assert states(deliver(outbox, courier, now=NOW)) == ["sent"]
    assert (courier.asked, outbox.waiting(), outbox.get(one.name).state) == (["manager"], [], "sent")


def test_a_message_whose_file_somebody_took_away_may_have_been_sent_by_hand(outbox: Outbox, one: OutboxRecord) -> None:
    (outbox.folder / f"{one.name}.eml").unlink()
    courier = Courier()
    (entry,) = deliver(outbox, courier, now=NOW)
    assert entry.state == "unknown"
    assert "somebody may have sent it by hand" in str(entry.answer)
    assert courier.asked == []


def test_two_deliveries_at_once_do_not_send_a_message_twice(
    outbox: Outbox, one: OutboxRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox_module, "LOCK_WAIT", 0)
    other = Courier()

    def meanwhile() -> None:
        with pytest.raises(OutboxBusy):
            deliver(Outbox(outbox.folder), other, now=NOW)

    courier = Courier()
    courier.watch = meanwhile
    assert states(deliver(outbox, courier, now=NOW)) == ["sent"]
    assert (other.asked, outbox.get(one.name).state) == ([], "sent")


def test_no_log_shows_an_address_or_a_subject(filled: Outbox, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "olsxl")
    courier = Courier(
        chair=[RuntimeError("chair@home.example")], deputy=[Answer("refused", "There is no deputy@home.example.")]
    )
    deliver(filled, courier, now=NOW)
    assert "attempt 1: refused" in caplog.text
    assert "@" not in caplog.text
    assert "Online safety" not in caplog.text


def test_a_review_reaches_its_readers_over_smtp_and_only_once(filled: Outbox, serve: ServerStarter) -> None:
    postbox = Postbox(at_recipient={"deputy@home.example": "550 5.1.1 no such user"})
    transport = SmtpTransport("127.0.0.1", serve(postbox), security="none", timeout=10)
    assert states(deliver(filled, transport, now=NOW)) == ["sent", "refused", "sent"]
    assert states(deliver(filled, transport, now=NOW + timedelta(days=1))) == ["refused"]
    assert [letter.rcpt_tos for letter in postbox.letters] == [["chair@home.example"], ["manager@home.example"]]


def test_a_message_whose_answer_was_lost_is_not_sent_again(
    outbox: Outbox, one: OutboxRecord, scripted: ScriptRunner, serve: ServerStarter
) -> None:
    port = scripted("220 hello", "250 hello", "250 sender", "250 recipient", "354 go on", "hang up")
    lost = SmtpTransport("127.0.0.1", port, security="none", timeout=10)
    assert states(deliver(outbox, lost, now=NOW)) == ["unknown"]
    postbox = Postbox()
    sound = SmtpTransport("127.0.0.1", serve(postbox), security="none", timeout=10)
    for day in range(1, 5):
        deliver(outbox, sound, now=NOW + timedelta(days=day), everything=True)
    assert postbox.letters == []
    outbox.requeue(one.name)
    deliver(outbox, sound, now=NOW + timedelta(days=5))
    assert len(postbox.letters) == 1


def meanwhile(do: Callable[[], object]) -> Courier:
    """A courier who takes what is offered, and while it is waited for something else is done."""
    courier = Courier()
    courier.watch = do
    return courier


def test_a_server_that_is_waited_on_keeps_no_other_olsxl_from_queueing(
    outbox: Outbox, one: OutboxRecord, a_message: MessageMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("olsxl.mail.outbox.LOCK_WAIT", 0)

    def queue_another() -> None:
        other = Outbox(outbox.folder)
        other.check_writable()
        other.queue(a_message("deputy"), sender=SENDER, now=NOW)

    deliver(outbox, meanwhile(queue_another), now=NOW)
    assert [(entry.audience, entry.state) for entry in outbox.waiting()] == [("deputy", "queued")]
    assert outbox.get(one.name).state == "sent"


def test_two_do_not_deliver_at_once_and_what_is_being_handed_over_is_left_alone(
    outbox: Outbox, one: OutboxRecord
) -> None:
    def others() -> None:
        with pytest.raises(OutboxBusy):
            deliver(Outbox(outbox.folder), Courier(), now=NOW)
        for change in (Outbox(outbox.folder).drop, Outbox(outbox.folder).requeue):
            with pytest.raises(OutboxBusy):
                change(one.name)

    deliver(outbox, meanwhile(others), now=NOW)
    assert outbox.get(one.name).state == "sent"


def test_a_message_that_a_person_dropped_while_another_was_handed_over_is_not_sent(filled: Outbox) -> None:
    first, *others = filled.waiting()
    offered: list[str] = []

    def drop_the_others() -> None:
        offered.append("one")
        for entry in others:
            Outbox(filled.folder).drop(entry.name)

    deliver(filled, meanwhile(drop_the_others), now=NOW)
    assert offered == ["one"]
    assert filled.get(first.name).state == "sent"


def test_after_a_server_that_took_too_long_over_a_message_the_others_wait(filled: Outbox) -> None:
    courier = Courier(chair=[Answer("unknown", "It may have arrived.", reached=False)])
    entries = deliver(filled, courier, now=NOW)
    assert courier.asked == ["chair"]
    assert states(entries) == ["unknown", "deferred", "deferred"]
    assert [entry.answer == "It may have arrived." for entry in entries] == [True, False, False]
