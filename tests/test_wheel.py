"""The wheel, installed where there is no checkout: templates and blank registers came along, and the demo runs."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import pytest

pytestmark = pytest.mark.proof
ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Installed:
    """An environment with olsxl from the wheel alone, and a folder that is nowhere near the checkout."""

    wheel: Path
    venv: Path
    folder: Path

    def run(self, *command: str) -> str:
        """Run a program of the environment in the folder; returns what it prints."""
        programs = self.venv / ("Scripts" if os.name == "nt" else "bin")
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV_"))}
        done = subprocess.run(
            [str(programs / command[0]), *command[1:]],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    base = tmp_path_factory.mktemp("wheel")
    python(ROOT, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(base))
    (wheel,) = base.glob("*.whl")
    python(base, "-m", "venv", "--without-pip", "venv")
    python(base, "-m", "pip", "--python", "venv", "install", "--quiet", "--no-deps", "--no-index", wheel.name)
    (site,) = base.glob("venv/[Ll]ib/**/site-packages")
    # What olsxl needs is taken from here, so that nothing is downloaded. A path that a .pth file adds is not looked
    # through for other .pth files: the one that leads to the checkout stays without effect.
    (site / "needs.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    (base / "away").mkdir()
    return Installed(wheel, base / "venv", base / "away")


def python(folder: Path, *words: str) -> None:
    done = subprocess.run([sys.executable, *words], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def travelling() -> dict[str, bytes]:
    """The files of `templates` and `registers` by their names in the wheel."""
    paths = (path for folder in ("templates", "registers") for path in (ROOT / folder).rglob("*") if path.is_file())
    return {f"olsxl/{path.relative_to(ROOT).as_posix()}": path.read_bytes() for path in paths}


def test_the_wheel_holds_the_templates_and_the_blank_registers_and_nothing_of_the_tests(installed: Installed) -> None:
    with zipfile.ZipFile(installed.wheel) as archive:
        names = archive.namelist()
        held = {name: archive.read(name) for name in names if name.startswith(("olsxl/templates", "olsxl/registers"))}
    assert held == travelling()
    assert {"olsxl/registers/incident-register.xlsx", "olsxl/templates/weekly.html"} <= set(held)
    assert {name.partition("/")[0] for name in names} == {"olsxl", f"olsxl-{version('olsxl')}.dist-info"}


def test_nothing_of_the_checkout_is_seen(installed: Installed) -> None:
    code = (
        "import olsxl, olsxl.resources as r, sys; print(olsxl.__file__, r.templates_dir(), r.registers_dir(), *sys.path"
    )
    code += ", sep='\\n')"
    lines = installed.run("python", "-c", code).splitlines()
    assert all(Path(line).is_relative_to(installed.venv) for line in lines[:3])
    assert str(ROOT) not in lines


def test_the_demo_runs_from_the_wheel(installed: Installed) -> None:
    told = installed.run("olsxl", "demo")
    assert "Added to incident-register.xlsx" in told
    assert len(list((installed.folder / "demo" / ".olsxl" / "outbox").glob("*.eml"))) == 3
    (page,) = (installed.folder / "demo" / ".olsxl" / "summaries").glob("*.html")
    assert "Puddlewick House" in page.read_text("utf-8")


def test_init_hands_out_the_blank_registers_of_the_wheel_with_an_identity_each(installed: Installed) -> None:
    installed.run("olsxl", "init", "home")
    for name in ("incident-register.xlsx", "training-register.xlsx"):
        made, blank = parts(installed.folder / "home" / name), parts(ROOT / "registers" / name)
        # an identity of its own is a document property, which these two parts name
        assert set(made) - set(blank) == {"docProps/custom.xml"}
        assert {part for part in blank if made[part] != blank[part]} == {"[Content_Types].xml", "_rels/.rels"}


def parts(workbook: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(workbook) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
