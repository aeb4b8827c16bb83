"""Every command that makes a file where a person asks for one: what a person made is never replaced unasked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click
import pytest

from olsxl.cli.commands import olsxl as product
from tests import registers
from tests.cli.running import DAY, SETTINGS, Ended, olsxl

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PASSWORD = "a password of the home"  # noqa: S105 - made up for the test


@dataclass(frozen=True)
class Writer:
    """A command, the name of the file that it is asked for last, and the exit statuses of a file that was made."""

    words: str
    name: str
    made: tuple[int, ...] = (0,)


WRITERS = [
    Writer("report --out", "summary.html"),
    Writer("check --page", "found.html", (0, 1)),
    Writer("check --workbook", "found.xlsx", (0, 1)),
    Writer("pack --audience ofsted --from 01/09/2026 --out", "pack.xlsx"),
    Writer("pack --audience ofsted --from 01/09/2026 --no-password --out", "pack.xlsx"),
    Writer("training due --format csv --out", "due.csv"),
    Writer("training sheet --session 03/12/2026 --out", "sheet.xlsx"),
]
READS = {"--config", "--training", "--answers"}
"""Options that name a file which is read."""

NEVER_REPLACE = {"init", "demo", "adopt", "run", "training log"}
"""Commands that take a path as their argument: what they find there they read, or leave as it is."""
EACH_WRITER = pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.words)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OLSXL_PACK_PASSWORD", PASSWORD)
    return registers.home(
        tmp_path / "my home", training=registers.training_register(registers.person(1)), settings=SETTINGS
    )


def run(writer: Writer, home: Path, out: Path, *more: str) -> Ended:
    day = () if "sheet" in writer.words else ("--today", DAY)
    return olsxl(*writer.words.split(), out, "--config", home, *day, *more)


def commands(group: click.Group, name: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command that is none of a group, by its words."""
    context = click.Context(group)
    for each in group.list_commands(context):
        command = group.get_command(context, each)
        assert command
        yield from commands(command, f"{name}{each} ") if isinstance(command, click.Group) else [(name + each, command)]


def makes_files(option: click.Parameter) -> bool:
    """Whether an option or argument can name a file: by its type, or by what the help calls its value."""
    by_metavar = isinstance(option, click.Option) and any(
        word in (option.metavar or "") for word in ("FILE", "PATH", "FOLDER")
    )
    return isinstance(option.type, click.Path | click.File) or by_metavar


def test_every_option_by_which_a_command_makes_a_file_is_tried_here() -> None:
    found, arguments = set(), set()
    for words, command in commands(product):
        for option in filter(makes_files, command.params):
            if isinstance(option, click.Argument):
                arguments.add(words)
            elif not READS.intersection(option.opts):
                found.add(f"{words} {option.opts[-1]}")
    tried = {f"{writer.words.split(' --')[0]} {writer.words.split()[-1]}" for writer in WRITERS}
    assert (found, arguments) == (tried, NEVER_REPLACE)


def test_what_lays_out_a_home_leaves_every_file_of_a_person_as_it_is(tmp_path: Path) -> None:
    for command in ("init", "demo"):
        fresh, theirs = tmp_path / f"fresh {command}", tmp_path / f"theirs {command}"
        olsxl(command, fresh)
        made = [path.relative_to(fresh) for path in fresh.rglob("*") if path.is_file() and ".olsxl" not in path.parts]
        assert made
        for name in made:
            (theirs / name).parent.mkdir(parents=True, exist_ok=True)
            (theirs / name).write_bytes(b"of a person")
        olsxl(command, theirs)
        assert {(theirs / name).read_bytes() for name in made} == {b"of a person"}


@EACH_WRITER
def test_a_file_that_a_person_made_is_replaced_only_when_that_is_asked_for(writer: Writer, home: Path) -> None:
    out = home.with_name(writer.name)
    out.write_bytes(b"of a person")
    refused = run(writer, home, out)
    refused.says(f"{out} was not written", "it is there already", "add --overwrite")
    assert (refused.status, out.read_bytes()) == (2, b"of a person")
    assert run(writer, home, out, "--overwrite").status in writer.made
    assert out.read_bytes() != b"of a person"


@EACH_WRITER
def test_a_file_that_olsxl_made_is_made_anew_until_a_person_has_saved_it(writer: Writer, home: Path) -> None:
    out = home.with_name(writer.name)
    assert run(writer, home, out).status in writer.made
    assert run(writer, home, out).status in writer.made
    theirs = out.read_bytes() + b"a word of mine"
    out.write_bytes(theirs)
    refused = run(writer, home, out)
    refused.says("somebody has saved it since")
    assert (refused.status, out.read_bytes()) == (2, theirs)


@EACH_WRITER
def test_a_copy_that_a_person_made_of_a_file_of_ours_is_theirs(writer: Writer, home: Path) -> None:
    out, copy = home.with_name(writer.name), home.with_name(f"sent {writer.name}")
    assert run(writer, home, out).status in writer.made
    copy.write_bytes(out.read_bytes())
    assert run(writer, home, copy).status == 2


@EACH_WRITER
@pytest.mark.parametrize("kept", ["incident-register.xlsx", "training-register.xlsx", "olsxl.toml"])
def test_what_the_home_lives_on_is_replaced_by_nothing(writer: Writer, home: Path, kept: str) -> None:
    target = home.with_name(kept)
    out, before = home.with_name(f"link{writer.name}"), target.read_bytes()
    out.hardlink_to(target)
    refused = run(writer, home, out, "--overwrite")
    refused.says(f"it is your {kept} itself")
    assert (refused.status, target.read_bytes(), out.samefile(target)) == (2, before, True)


@EACH_WRITER
def test_a_name_or_a_folder_that_cannot_be_is_told(writer: Writer, home: Path) -> None:
    run(writer, home, home.with_name("file.odt"), "--overwrite").says("file.odt was not written", "does not end in .")
    run(writer, home, home.parent / "gone" / writer.name).says("there is no folder", "Make it first")
    assert not home.with_name("file.odt").exists()


@EACH_WRITER
def test_in_a_folder_the_file_gets_a_name_of_its_own_that_is_free(writer: Writer, home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "for the visit"
    folder.mkdir()
    for number in (1, 2):
        assert run(writer, home, folder).status in writer.made
        assert len(list(folder.iterdir())) == number


@EACH_WRITER
def test_where_no_record_can_be_kept_the_file_is_made_and_then_passes_for_a_persons(writer: Writer, home: Path) -> None:
    home.with_name(".olsxl").write_text("a file where the folder belongs")
    out = home.with_name(writer.name)
    assert run(writer, home, out).status in writer.made
    assert run(writer, home, out).status == 2
