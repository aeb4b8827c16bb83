"""A sample of small faults put into the product, each tried by the tests of its room; at least 85 % have to be found.

    python -m tests.mutation [COUNT] [SEED] [PATTERN]        (600 of seed 11 from all of ROOMS where nothing is said)

PATTERN chooses modules by their path (`olsxl/review/*`). Mutants that no test can notice stand in `equivalent.toml`
beside this, each with its reason. Two are tried at once, in copies of the checkout. For Linux and the Mac.
"""

from __future__ import annotations

import random
import sys
import tempfile
import tomllib
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from fnmatch import fnmatch
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.mutation.mutants import Mutant, mutants
from tests.mutation.trial import ROOT, Outcome, Rehearsal, Tree

if TYPE_CHECKING:
    from collections.abc import Callable

FOUND_AT_LEAST = 0.85
AT_ONCE = 2
LIBRARIES = ("jinja2", "lxml.etree", "openpyxl", "pandas", "pydantic", "python_calamine")
"""What most tests load and pytest does not rewrite; loaded once, before a process is copied."""


class Room(NamedTuple):
    """Modules by pattern, and the tests that are to notice what is wrong with them."""

    modules: str
    tests: tuple[str, ...]


ROOMS = (
    Room("olsxl/workbook/*", ("tests/workbook",)),
    Room("olsxl/review/*", ("tests/review", "tests/jobs/test_review.py", "tests/jobs/test_put_back.py")),
    Room("olsxl/pack/*", ("tests/pack", "tests/jobs/test_pack.py")),
    Room("olsxl/training/*status*", ("tests/training", "tests/rules/test_training.py", "tests/report/training")),
    Room("olsxl/mail/*delivery*", ("tests/mail",)),
)


class Tried(NamedTuple):
    """A mutant, what became of it, and how it is told."""

    mutant: Mutant
    outcome: Outcome
    where: str
    change: str


def sample(count: int, seed: int, pattern: str = "*") -> dict[Room, list[Mutant]]:
    """Choose so many mutants of the rooms' modules by a seed; without a module for each room there is no proof."""
    every: list[tuple[Room, Mutant]] = []
    for room in ROOMS:
        paths = {path.relative_to(ROOT).as_posix(): path for path in sorted((ROOT / "olsxl").rglob("*.py"))}
        chosen = [name for name in paths if fnmatch(name, room.modules)]
        if not chosen:
            raise SystemExit(f"no module is found by {room.modules}: correct ROOMS in tests/mutation/__main__.py")
        every += [(room, each) for name in chosen if fnmatch(name, pattern) for each in mutants(paths[name], name)]
    drawn = random.Random(seed).sample(every, min(count, len(every)))  # noqa: S311 - the same on every run
    return {room: [mutant for of, mutant in drawn if of == room] for room in ROOMS}


_tree: Tree


def _begin(root: str) -> None:
    global _tree  # noqa: PLW0603 - one for each process of the pool
    _tree = Tree(Path(tempfile.mkdtemp(dir=root)))


def _rehearse(room: Room, modules: list[str]) -> Rehearsal:
    return _tree.rehearse(room.tests, modules)


def _try(mutant: Mutant, rehearsal: Rehearsal) -> Outcome:
    return _tree.outcome(mutant, rehearsal)


def tried(drawn: dict[Room, list[Mutant]], told: Callable[[Tried], object]) -> list[Tried]:
    """Try mutants, and tell each as it is done; the tests have to pass without them."""
    for library in LIBRARIES:
        import_module(library)
    found = []
    with (
        tempfile.TemporaryDirectory() as root,
        ProcessPoolExecutor(AT_ONCE, get_context("fork"), _begin, (root,)) as pool,
    ):
        rooms = [room for room in drawn if drawn[room]]
        modules = [sorted({mutant.path for mutant in drawn[room]}) for room in rooms]
        for room, rehearsal in zip(rooms, list(pool.map(_rehearse, rooms, modules)), strict=True):
            if rehearsal.failed or not rehearsal.seconds:
                raise SystemExit(f"without a mutant these fail in {room.tests}: {rehearsal.failed or 'there are none'}")
            outcomes = pool.map(_try, drawn[room], [rehearsal] * len(drawn[room]))
            for mutant, outcome in zip(drawn[room], outcomes, strict=True):
                module = mutant.path.removesuffix(".py").replace("/", ".")
                change = mutant.change((ROOT / mutant.path).read_bytes())
                found.append(Tried(mutant, outcome, f"{module}:{mutant.scope}", change))
                told(found[-1])
    return found


def main(count: str = "600", seed: str = "11", pattern: str = "*") -> int:
    """Print each survivor with file, line and change, then the score; the exit status tells whether it is enough."""
    aside = tomllib.loads(Path(__file__).with_name("equivalent.toml").read_text("utf-8")).get("mutant", [])
    equivalent = {(each["where"], each["change"]) for each in aside if each["reason"]}

    def told(one: Tried) -> None:
        if not one.outcome.startswith("found") and (one.where, one.change) not in equivalent:
            print(f"{one.mutant.path}:{one.mutant.first} {one.outcome}: [{one.where}] {one.change}", flush=True)  # noqa: T201 - a command

    all_tried = tried(sample(int(count), int(seed), pattern), told)
    counts = Counter(one.outcome for one in all_tried if (one.where, one.change) not in equivalent)
    found, of = counts["found"] + counts["found by time"], counts.total()
    print(f"{dict(counts)}, {len(all_tried) - of} set aside as equivalent")  # noqa: T201 - as above
    print(f"{found} of {of} found: {found / max(of, 1):.1%}")  # noqa: T201 - as above
    return 0 if of and found / of >= FOUND_AT_LEAST else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
