"""What befalls a home while its weekly review is made: a full disk, folders without rights, folders that vanish.

    python -m tests.crash.calamities [disk|rights|vanishing|making [STORY]]

Each kind befalls each story of `tests.crash.scene`; `making` is a sample of the vanishing. Afterwards the register is
the old one or the new one, whole; and once there is room again, the rights are given back or the folder is there again,
the next review does the work once and leaves nothing lying about. For Linux; as root the reviews without rights are
made by an account that has none.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from itertools import count, pairwise, product
from pathlib import Path
from typing import TYPE_CHECKING

from tests.crash.scene import STORIES, Scene

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.crash.forking import Ended

    Outcome = tuple[str, list[str]]

_NOBODY = 65534
_KIB = 1024
_STEPS = {"open", "os.mkdir", "os.rename", "os.remove", "os.link", "os.listdir", "os.scandir", "os.chmod", "os.utime"}
_STATE = (".", *("outbox", "outbox/sent", "backups", "locks", "writes", "summaries", "queue"))
_UNPROVABLE = (".olsxl/backups/", ".olsxl/writes/", ".olsxl/locks/")
"""What a state folder holds of the past: where it is gone for good, so is this."""


def full_disk(scene: Scene) -> Iterator[Outcome]:
    """Reviews on a disk with room for nothing more, for 4 KiB more and so on, until one ends well."""
    scene.lay_out()
    _mount(scene.home, "mode=755")
    try:
        for room in count(0, 4):
            ended = _with_room(scene, room)
            yield f"room for {room} KiB", scene.faults(ended)
            if ended.status == scene.story.status:
                return
    finally:
        subprocess.run(["umount", str(scene.home)], check=True)


def _with_room(scene: Scene, room: int) -> Ended:
    scene.lay_out()
    used = shutil.disk_usage(scene.home).used // _KIB
    _mount(scene.home, f"remount,size={used + room}k")
    ended = scene.run()
    _mount(scene.home, "remount,size=4m")
    return ended


def _mount(folder: Path, options: str) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)], check=True)


def without_rights(scene: Scene) -> Iterator[Outcome]:
    """Reviews where one folder or file may not be written, or not even be read."""
    folders = [scene.home, *(scene.home / ".olsxl" / name for name in _STATE)]
    files = [scene.home / name for name in ("incident-register.xlsx", "training-register.xlsx", "olsxl.toml")]
    for path in (*folders, *files, scene.home / ".olsxl" / "version"):
        for rights in (0o400, 0o500, 0o000):
            scene.lay_out()
            for folder in folders:
                folder.mkdir(0o700, parents=True, exist_ok=True)
            (scene.home / ".olsxl" / "version").write_bytes(scene.done[".olsxl/version"])
            _give_away(scene)
            before = path.stat().st_mode
            path.chmod(rights)
            ended = scene.run(before=_as_nobody)
            path.chmod(before)
            yield f"{path.relative_to(scene.root)} with rights {rights:o}", scene.faults(ended)


def _give_away(scene: Scene) -> None:
    if not os.getuid():
        for path in (scene.temp, scene.home, *scene.home.rglob("*")):
            os.chown(path, _NOBODY, _NOBODY)


def _as_nobody() -> None:
    if not os.getuid():
        os.setgroups([])
        os.setresgid(_NOBODY, _NOBODY, _NOBODY)
        os.setresuid(_NOBODY, _NOBODY, _NOBODY)


def vanishing(scene: Scene) -> Iterator[Outcome]:
    """Reviews in which the home vanishes and comes back afterwards, or the state folder vanishes for good."""
    steps = len(_steps(scene))
    for moment in range(1, steps + 1):
        yield f"the home vanishes at step {moment} of {steps}", _without_home(scene, moment)
        yield f"the state folder vanishes at step {moment} of {steps}", _without_state(scene, moment)


def making(scene: Scene) -> Iterator[Outcome]:
    """Reviews in which the home vanishes just when a folder is to be made in it, once for each and what comes after."""
    steps = list(pairwise(_steps(scene)))
    for moment, (step, following) in enumerate(steps, 1):
        if step.startswith("os.mkdir") and (step, following) not in steps[: moment - 1]:
            yield f"the home vanishes before {step}", _without_home(scene, moment)


def _steps(scene: Scene) -> list[str]:
    seen = scene.root / "seen"
    scene.lay_out()
    with seen.open("w", encoding="utf-8") as log:
        scene.run(before=lambda: _at_each_step(scene, lambda _, step: print(step, file=log, flush=True)))
    return seen.read_text(encoding="utf-8").splitlines()


def _without_home(scene: Scene, moment: int) -> list[str]:
    away = scene.root / "away"
    scene.lay_out()
    ended = scene.run(
        before=lambda: _at_each_step(scene, lambda number, _: number == moment and scene.home.rename(away))
    )
    made = [str(path) for path in scene.home.rglob("*")]
    shutil.rmtree(scene.home, ignore_errors=True)
    away.rename(scene.home)
    return [
        *([f"made anew where the home was: {made}"] if made else []),
        *([f"told in more than one sentence: {ended.said}"] if ended.status and len(_sentences(ended)) != 1 else []),
        *scene.faults(ended),
    ]


def _sentences(ended: Ended) -> list[str]:
    return [line for line in ended.said.splitlines() if not line.startswith("The rows of the review")]


def _without_state(scene: Scene, moment: int) -> list[str]:
    away, state = scene.root / "away", scene.home / ".olsxl"
    scene.lay_out()
    ended = scene.run(
        before=lambda: _at_each_step(
            scene, lambda number, _: number == moment and state.exists() and state.rename(away)
        )
    )
    shutil.rmtree(away, ignore_errors=True)
    if scene.lives_of_state:
        return [*scene.faults_in_the_week(ended)]
    return [*scene.faults_at_once(ended, lost=(".olsxl/",)), *scene.faults_in_the_end(lost=_UNPROVABLE)]


def _at_each_step(scene: Scene, act: Callable[[int, str], object]) -> None:
    """Do something before each step that this process takes on the home's files, by the step's number and name."""
    number, home = count(1), str(scene.home)

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event in _STEPS and str(arguments[0]).startswith(home):
            act(next(number), f"{event} {arguments[0]}")

    sys.addaudithook(hook)


_KINDS = {"disk": full_disk, "rights": without_rights, "vanishing": vanishing, "making": making}


def _try(kind: str, story: str) -> int:
    """Print each fault of one kind, and how many reviews it befell; the exit status tells whether there were faults."""
    tried = bad = 0
    with tempfile.TemporaryDirectory() as folder:
        for what, faults in _KINDS[kind](Scene(Path(folder), story)):
            tried, bad = tried + 1, bad + bool(faults)
            for fault in faults:
                print(f"{what}: {fault}", flush=True)  # noqa: T201 - a command
    print(f"{kind}, {story}: {tried} reviews, {bad} with a fault")  # noqa: T201 - a command
    return 1 if bad or not tried else 0


def _command(kind: str, story: str) -> list[str]:
    """The disk that is filled is mounted where nobody else sees it."""
    apart = ["unshare", "--mount", *([] if not os.getuid() else ["--map-root-user"])] if kind == "disk" else []
    return [*apart, sys.executable, "-m", "tests.crash.calamities", kind, story]


def main(kind: str = "", story: str = "") -> int:
    """Try one kind on one story in this process, or each on each in its own."""
    if story:
        return _try(kind, story)
    each = product([kind] if kind else ("disk", "rights", "vanishing"), STORIES)
    return max([subprocess.run(_command(*one), check=False).returncode for one in each])


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
