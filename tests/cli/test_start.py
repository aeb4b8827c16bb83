"""How the program starts, what its help says, and how it ends."""

from __future__ import annotations

import errno
import io
import json
import os
import socket
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING

import pytest

from olsxl import workbook
from olsxl.cli import commands
from tests import registers
from tests.cli.running import DAY, ON_THE_DAY, SETTINGS, assert_plain, olsxl

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = [name for section in commands.COMMANDS.values() for name in section]
OUTBOX = ["list", "show", "send", "resend", "drop"]
SLOW = {"pandas", "openpyxl", "jinja2", "pydantic", "lxml", "msoffcrypto", "css_inline", "isal", "numpy"}


def child(*words: str | Path, code: str = "from olsxl.cli import main; main()") -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own."""
    return subprocess.run([sys.executable, "-c", code, *map(str, words)], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("word", ["--version", "--help"])
def test_the_version_and_the_help_load_nothing_that_is_slow(word: str) -> None:
    code = (
        "import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr));"
        "from olsxl.cli import main; main()"
    )
    done = child(word, code=code)
    assert (done.returncode, {name.partition(".")[0] for name in done.stderr.split()} & SLOW) == (0, set())
    assert "olsxl" in done.stdout


def test_the_version_is_that_of_the_package() -> None:
    assert child("--version").stdout.strip() == f"olsxl, version {version('olsxl')}"


def test_the_program_is_also_a_module() -> None:
    done = subprocess.run([sys.executable, "-m", "olsxl", "--version"], capture_output=True, text=True, check=True)
    assert version("olsxl") in done.stdout


def test_the_help_names_every_command_under_its_heading() -> None:
    told = olsxl("--help")
    assert told.status == 0
    for heading, names in commands.COMMANDS.items():
        section = told.out.partition(f"{heading}:")[2].partition("\n\n")[0]
        assert [line.split()[0] for line in section.strip().splitlines()] == list(names)
        assert all(sentence in section for sentence in names.values())


@pytest.mark.parametrize("words", [*([name] for name in COMMANDS), *(["outbox", name] for name in OUTBOX)])
def test_every_command_explains_itself_in_plain_words(words: list[str]) -> None:
    told = olsxl(*words, "--help")
    assert (told.status, told.err) == (0, "")
    assert told.out.startswith("Usage: ")
    assert "..." not in told.out.partition("Commands:")[2], "a line of the list is cut off"
    assert_plain(told.out)


def test_without_a_command_the_help_is_shown_as_wrong_usage() -> None:
    told = olsxl()
    assert told.status == 2
    assert "Weekly review:" in told.out
    assert told.err == ""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with one open record that has no update this week, and nothing to find."""
    rows = registers.incident(1), registers.update(1), registers.review()
    return registers.home(tmp_path / "home", incidents=registers.incident_register(*rows), settings=SETTINGS)


@pytest.mark.proof
def test_status_0_is_a_command_that_is_done(home: Path) -> None:
    done = child("review", "--config", home, "--today", DAY, code=ON_THE_DAY)
    assert (done.returncode, done.stderr) == (0, "")
    assert "2026-W47: reviewed on 19/11/2026. Added to incident-register.xlsx: 1 row to Updates, 1 row" in done.stdout
    assert_plain(done.stdout)


def test_status_1_is_an_error_in_the_registers_for_check_and_with_strict_for_review(home: Path) -> None:
    wrong = registers.incident(2, reported_on=registers.TODAY, recorded_on=registers.LAST_REVIEW)
    register = home.with_name("incident-register.xlsx")
    register.write_bytes(workbook.patch(register.read_bytes(), [wrong]))
    assert olsxl("check", "--config", home, "--today", DAY).status == 1
    assert olsxl("review", "--config", home, "--today", DAY, "--dry-run").status == 0
    assert olsxl("review", "--config", home, "--today", DAY, "--dry-run", "--strict").status == 1


def test_a_warning_alone_is_no_failure(home: Path) -> None:
    register = home.with_name("incident-register.xlsx")
    register.write_bytes(workbook.patch(register.read_bytes(), [registers.incident(2, status="open ")]))
    told = olsxl("check", "--config", home, "--today", DAY)
    told.says("WBK008")
    assert told.status == 0
    assert olsxl("review", "--config", home, "--today", DAY, "--strict").status == 0


def test_status_2_is_wrong_usage_or_configuration(home: Path) -> None:
    home.write_text("[hoem]\n", encoding="utf-8")
    assert child("check", "--config", home).returncode == 2
    assert child("check", "--bogus").returncode == 2


CHILD = "Primrose Fictional"


def test_status_3_is_a_fault_inside_told_in_one_line_without_anything_from_the_register(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        message = f"division by zero for {CHILD}"
        raise ZeroDivisionError(message)

    (tmp_path / "logs").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "logs"))
    monkeypatch.setattr("olsxl.jobs.check.apply", fail)
    told = olsxl("check", "--config", home, "--today", DAY)
    (log,) = (tmp_path / "logs").glob("*.log")
    assert (told.status, told.out, told.err.count("\n")) == (3, "", 1)
    assert str(log) in told.err
    assert "Traceback" not in told.err
    assert CHILD not in told.err
    written = log.read_text(encoding="utf-8")
    assert CHILD not in written
    assert "check.py" in written
    assert "division" not in written


def test_a_fault_inside_is_told_even_where_its_log_cannot_be_written(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    monkeypatch.setattr("olsxl.jobs.check.apply", lambda _: 1 / 0)
    told = olsxl("check", "--config", home, "--today", DAY)
    assert (told.status, told.err.count("\n")) == (3, 1)
    assert "could not be written" in told.err


def test_status_4_is_a_register_that_somebody_has_open(home: Path) -> None:
    owner = home.with_name(".~lock.incident-register.xlsx#")
    owner.write_text("Jo Example,jo,office-pc,19.11.2026 15:11,file:///home/jo;", encoding="utf-8")
    before = home.with_name("incident-register.xlsx").read_bytes()
    told = olsxl("review", "--config", home, "--today", DAY)
    assert told.status == 4
    told.says(
        "2026-W47: not made yet.",
        "incident-register.xlsx is open: Jo Example (on office-pc)",
        "The review is queued",
        "once the register is closed",
    )
    told.says("Will be marked No Update unless an update is entered: OLS-2026-0001")
    assert home.with_name("incident-register.xlsx").read_bytes() == before
    owner.unlink()
    again = olsxl("review", "--config", home, "--today", DAY)
    again.says("2026-W47: reviewed on 19/11/2026")
    assert again.status == 0


def test_status_4_says_queued_to_a_program(home: Path) -> None:
    home.with_name("~$incident-register.xlsx").write_bytes(b"\x02Jo".ljust(165, b"\0"))
    told = olsxl("review", "--config", home, "--today", DAY, "--format", "json")
    assert (told.status, told.json["status"], told.json["rows_appended"]) == (4, "queued", {"Updates": 0, "Reviews": 0})


def test_status_5_is_mail_that_did_not_go_out_after_a_review_that_was_made(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(socket, "create_connection", refused)
    smtp = '[mail.smtp]\nhost = "mail.larkfield.example"\nport = 25\nsecurity = "none"\nauth = "none"\n'
    home.write_text(SETTINGS.replace("[mail]", '[mail]\ntransport = "smtp"') + smtp, encoding="utf-8")
    told = olsxl("review", "--config", home, "--today", DAY)
    told.says("2026-W47: reviewed on 19/11/2026", "1 deferred")
    assert told.status == 5


def test_ctrl_c_says_that_what_was_written_is_whole(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("olsxl.jobs.check.apply", stop)
    told = olsxl("check", "--config", home)
    assert (told.status, told.err.strip()) == (130, "Stopped; what was written is whole.")


@pytest.mark.proof
def test_a_console_that_lacks_a_letter_shows_a_question_mark_in_its_place(home: Path) -> None:
    row = registers.incident(2, owner="P-002", status="Zażółć")
    register = home.with_name("incident-register.xlsx")
    register.write_bytes(workbook.patch(register.read_bytes(), [row]))
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "olsxl", "check", "--config", str(home), "--today", DAY]
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"WBK007" in done.stdout


@pytest.mark.proof
def test_every_json_of_a_command_is_one_document_and_nothing_else(home: Path) -> None:
    for words in (["check"], ["review", "--dry-run"], ["review"], ["review"]):
        done = child(*words, "--format", "json", "--config", home, "--today", DAY, code=ON_THE_DAY)
        assert (json.loads(done.stdout) != {}, done.stderr) == (True, "")


def test_a_home_that_is_broken_keeps_no_other_from_its_turn(home: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "olsxl.toml").write_text("[hoem]\n", encoding="utf-8")
    os.utime(home.with_name("incident-register.xlsx"), (0, 0))
    told = olsxl("run", "--once", broken, tmp_path / "gone", home.parent)
    told.says("broken schedule: failed.", "did you mean home?", "gone schedule: failed.", "is not there")
    told.says("home review", "done.", "1 row added to Updates")
    assert told.status == 2
    assert olsxl("run", "--once", home.parent).out.startswith("Nothing to do at the moment.")


def test_the_schedule_of_one_home_that_is_broken_is_wrong_usage(tmp_path: Path) -> None:
    told = olsxl("run", "--once", "--config", tmp_path)
    told.says("There is no olsxl.toml in")
    assert told.status == 2


def test_a_template_that_cannot_be_used_is_told_and_the_summary_made_all_the_same(home: Path) -> None:
    (home.parent / "wording").mkdir()
    (home.parent / "wording" / "page.html").write_text("{{ nobody }}", encoding="utf-8")
    home.write_text(SETTINGS + '[templates]\ndir = "wording"\n', encoding="utf-8")
    told = olsxl("review", "--config", home, "--today", DAY)
    told.says("page.html, line 1 cannot be used", "olsxl's own serves", "2026-W47: reviewed on 19/11/2026", "Summary:")
    assert told.status == 0


def test_a_home_that_writes_to_nobody_is_told_so(home: Path) -> None:
    home.write_text("", encoding="utf-8")
    told = olsxl("review", "--config", home, "--today", DAY)
    told.says("Messages: none, because olsxl.toml names nobody under [[mail.to]]")
    assert told.status == 0


def test_many_references_stand_six_a_line_below_their_title(home: Path) -> None:
    register = home.with_name("incident-register.xlsx")
    rows = [registers.incident(number) for number in range(2, 9)]
    register.write_bytes(workbook.patch(register.read_bytes(), rows))
    lines = olsxl("review", "--config", home, "--today", DAY).out.splitlines()
    start = lines.index("  No Update:")
    first = ", ".join(registers.ref(number) for number in range(1, 7))
    assert lines[start + 1 : start + 3] == [f"    {first},", "    OLS-2026-0007, OLS-2026-0008"]


def test_a_review_that_did_not_read_everything_says_so_first(home: Path) -> None:
    register = home.with_name("incident-register.xlsx")
    register.write_bytes(workbook.patch(register.read_bytes(), [registers.update(1, incident_ref=None)]))
    told = "NOT EVERYTHING WAS READ: 1 row, from Updates!A3 (why, and what to do: olsxl check)"
    for command in (["review", "--dry-run"], ["check"], ["check", "--page"]):
        assert olsxl(*command, "--config", home, "--today", DAY).out.splitlines()[0] == told


def test_a_review_that_read_everything_says_nothing_of_it(home: Path) -> None:
    assert "NOT EVERYTHING" not in olsxl("review", "--config", home, "--today", DAY, "--dry-run").out


@pytest.mark.proof
def test_a_python_that_leaves_out_docstrings_checks_and_explains_all_the_same(home: Path) -> None:
    bare, at = [sys.executable, "-OO", "-m", "olsxl"], ("--config", str(home), "--today", DAY)
    told = subprocess.run([*bare, "explain", "INC101"], capture_output=True, text=True, check=True)
    assert told.stdout == olsxl("explain", "INC101").out
    checked = subprocess.run([*bare, "check", *at], capture_output=True, text=True, check=True)
    assert checked.stdout == olsxl("check", *at).out


@pytest.mark.proof
def test_a_python_that_leaves_out_docstrings_starts_a_home_with_every_explanation(tmp_path: Path) -> None:
    command = [sys.executable, "-OO", "-m", "olsxl", "init", str(tmp_path / "bare")]
    subprocess.run(command, capture_output=True, text=True, check=True)
    olsxl("init", tmp_path / "usual")
    bare, usual = ((tmp_path / folder / "olsxl.toml").read_text(encoding="utf-8") for folder in ("bare", "usual"))
    assert bare.replace('name = "bare"', 'name = "usual"') == usual
    assert "# When training falls due.\n[training]" in bare


@pytest.mark.proof
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device that is always full")  # noqa: PTH110
@pytest.mark.parametrize("words", ["--version", "--help", "check --help", "explain INC101"])
def test_output_that_cannot_be_written_is_told_in_a_sentence(words: str) -> None:
    code = [sys.executable, "-m", "olsxl", *words.split()]
    with open("/dev/full", "w") as full:  # noqa: PTH123 - a device
        done = subprocess.run(code, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
        assert subprocess.run(code, stdout=full, stderr=full, check=False).returncode == 2
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.startswith("The output could not be written (No space left on device).")


@pytest.mark.parametrize(
    ("stream", "words", "why"),
    [("stderr", "bogus", errno.ENOSPC), ("stderr", "bogus", errno.EPIPE), ("stdout", "--help", errno.EPIPE)],
    ids=["a full disk", "a pipe that was closed", "a pipe that was closed before the help"],
)
def test_a_stream_that_takes_nothing_ends_in_the_same_status(
    monkeypatch: pytest.MonkeyPatch, stream: str, words: str, why: int
) -> None:
    class Lost(io.StringIO):
        def write(self, _: str) -> int:
            raise OSError(why, os.strerror(why))

    monkeypatch.setattr(sys, stream, Lost())
    monkeypatch.setattr("olsxl.cli.streams.give_up", lambda _: None)
    assert commands.run([words], lambda: datetime.now(UTC)) == 2


@pytest.mark.proof
@pytest.mark.skipif(os.name == "nt", reason="descriptors are closed otherwise there")
def test_a_program_without_standard_output_does_its_work(tmp_path: Path) -> None:
    words = f"exec {sys.executable} -m olsxl demo {tmp_path / 'demo'} >&- 2>&-"
    assert subprocess.run(["/bin/sh", "-c", words], check=False).returncode == 0
    assert [*(tmp_path / "demo").rglob("summaries/*.html")]
