"""The command line as a person meets it: a command in, what is read and the exit status out."""

from __future__ import annotations

import contextlib
import io
import json
import re
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from unittest import mock

from olsxl.cli import main

if TYPE_CHECKING:
    from pathlib import Path

DAY = "2026-11-19"
"""`registers.TODAY`, as `--today` takes it."""

AT = datetime(2026, 11, 19, 16, tzinfo=UTC)
"""16:00 on that day."""

ON_THE_DAY = (
    "from datetime import UTC, datetime; from olsxl.cli import main;"
    f"main(lambda: datetime({AT.year}, {AT.month}, {AT.day}, {AT.hour}, tzinfo=UTC))"
)
"""The program as a process of its own runs it (`python -c`), with its clock at that time."""

SETTINGS = """
[home]
name = "Larkfield (fictional)"
[registers]
wait = "0 s"
[mail]
from = "olsxl@larkfield.example"
[[mail.to]]
address = "manager@larkfield.example"
audience = "manager"
"""
"""An olsxl.toml whose register is not waited for."""

_INSIDE = re.compile(
    r"Traceback|\b\w+(?:Error|Exception|Warning)\b|\bErrno\b|\b(?:None|NaN|NaT|nan|dict|str|int|bool|tuple|True|False)\b"
    r"|\b(?:pandas|openpyxl|pydantic|calamine|click|datetime|dataclass|exception|stdin|stdout)\b|<class|0x[0-9a-f]{6}|\.py\b",
)
"""Words that belong inside the program. Python's own names of kinds are looked for as whole words, in their case."""


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit status, and what stood on standard output and standard error."""

    status: int
    out: str
    err: str

    @property
    def read(self) -> str:
        """All that a person reads, blanks and line ends as one blank."""
        return " ".join(f"{self.out} {self.err}".split())

    @property
    def json(self) -> Any:
        """What a program reads."""
        return json.loads(self.out)

    def says(self, *facts: str) -> None:
        """Assert that each fact is told, in plain words."""
        missing = [fact for fact in facts if fact not in self.read]
        assert not missing, f"{missing} not in: {self.read}"
        assert_plain(self.read)


def assert_plain(text: str) -> None:
    """Assert that a text holds no word from inside the program."""
    found = _INSIDE.findall(text)
    assert not found, f"{found} in: {text}"


def olsxl(*words: str | Path, at: datetime = AT, typed: str = "") -> Ended:
    """Run a command in this process, as `olsxl` does, with its clock at a time; `typed` is what it is told."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    status: object = 0
    with (
        mock.patch.object(sys, "argv", ["olsxl", *map(str, words)]),
        mock.patch.object(sys, "stdin", io.StringIO(typed)),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            main(lambda: at)
        except SystemExit as ended:
            status = ended.code
    assert isinstance(status, int)
    return Ended(status, _written(out), _written(err))


def _written(stream: io.TextIOWrapper) -> str:
    """All that was written to a stream, as text or as bytes, to the letter."""
    stream.seek(0)
    return stream.read()


def listing(folder: Path) -> dict[str, bytes | None]:
    """Everything below a folder: files with their bytes, folders with none."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }
