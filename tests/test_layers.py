"""Rooms and layers: an import points to a lower layer or stays in its room, also one that only a type checker reads."""

from __future__ import annotations

import ast
import sys
from dataclasses import dataclass
from importlib.util import resolve_name
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import olsxl

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

LAYERS = {
    "__main__": 12,
    "cli": 11,
    "desk": 10,
    "demo": 10,
    "jobs": 9,
    "group": 8,
    "intake": 8,
    "pack": 8,
    "report": 7,
    "rules": 6,
    "clocks": 5,
    "evidence": 5,
    "review": 4,
    "training": 4,
    "adopt": 4,
    "blank": 3,
    "register": 2,
    "workbook": 1,
    "mail": 1,
    "config": 1,
    "files": 0,
    "locks": 0,
    "errors": 0,
    "findings": 0,
    "records": 0,
    "resources": 0,
    "__init__": 0,
}
"""The layer of each room and of each module beside them (docs/contract.md, "Rooms and layers")."""

PURE = {"register", "blank", "adopt", "review", "training", "clocks", "rules", "report", "pack"}
EFFECTS = {"os", "shutil", "socket", "subprocess", "smtplib", "tempfile", "fcntl", "msvcrt", "time"}
"""What a pure room has no business with: the disk beyond its own files, the network, the clock."""

WITHIN_WORKBOOK = {"editing": 4, "reading": 3, "file": 3, "xml": 2, "container": 1}
"""The packages of the room that could be used alone: bytes, XML, what stands there, what is made of it. The file on the
disk is opened for reading and knows no edits; modules beside the packages may use them all."""

WITH_OTHERS = {"numpy": "pandas", "markupsafe": "jinja2", "olefile": "msoffcrypto-tool"}
"""Packages whose objects another one gives us, and which come with it."""

PACKAGE = Path(olsxl.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
EACH_MODULE = pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))


@dataclass(frozen=True)
class Import:
    """One imported module, the line where it is imported, and what is taken from it."""

    name: str
    line: int
    names: tuple[str, ...] = ()

    @property
    def room(self) -> str:
        """The room or module of olsxl that is imported: `register` of `olsxl.register.table`."""
        return [*self.name.split("."), "__init__"][1]


def named(module: Path) -> str:
    """The name by which a module is imported."""
    return ".".join(("olsxl", *module.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")


def room(module: Path) -> str:
    return module.relative_to(PACKAGE).with_suffix("").parts[0]


def tree(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


def imports(module: Path) -> list[Import]:
    return [*imported(tree(module), ".".join(("olsxl", *module.relative_to(PACKAGE).parent.parts)))]


def imported(source: ast.Module, package: str) -> Iterator[Import]:
    """Everything that a module of a package imports, wherever it does: in functions and under TYPE_CHECKING too."""
    for node in ast.walk(source):
        if isinstance(node, ast.Import):
            yield from (Import(name.name, node.lineno) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = resolve_name("." * node.level + (node.module or ""), package)
            # `from olsxl import workbook` imports a room, `from olsxl import __version__` a name
            inner = [name.name for name in node.names if origin == "olsxl" and name.name in LAYERS]
            yield from (Import(f"olsxl.{name}", node.lineno) for name in inner)
            if not inner:
                yield Import(origin, node.lineno, tuple(name.name for name in node.names))


def own(found: list[Import]) -> list[Import]:
    return [each for each in found if each.name.split(".")[0] == "olsxl"]


def allowed(importer: str, wanted: str) -> bool:
    """Whether one room may import from another: from itself, or from a lower layer."""
    return importer == wanted or LAYERS[wanted] < LAYERS[importer]


@EACH_MODULE
def test_imports_point_to_a_lower_layer_or_stay_in_their_room(module: Path) -> None:
    assert [found for found in own(imports(module)) if not allowed(room(module), found.room)] == []


def test_an_import_that_points_upwards_would_be_seen_wherever_it_hides() -> None:
    source = """
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from olsxl.cli.options import Common
def late():
    from ..jobs import home
    import olsxl.report.build
    from olsxl import training, __version__
"""
    found = own([*imported(ast.parse(source), "olsxl.review")])
    assert [(each.room, each.line, allowed("review", each.room)) for each in found] == [
        ("cli", 4, False),
        ("jobs", 6, False),
        ("report", 7, False),
        ("training", 8, False),
    ]


def package(name: str) -> str:
    """The package of a module of workbook: `xml` of `olsxl.workbook.xml.ranges`; "" beside them."""
    words = name.split(".")
    return words[2] if words[1:2] == ["workbook"] and words[2:] and words[2] in WITHIN_WORKBOOK else ""


@pytest.mark.parametrize(
    "module", [each for each in MODULES if package(named(each))], ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_the_packages_of_workbook_have_a_direction_of_their_own(module: Path) -> None:
    own_package = package(named(module))
    wanted = {found.name: package(found.name) for found in own(imports(module))}
    allowed_below = {*(name for name, layer in WITHIN_WORKBOOK.items() if layer < WITHIN_WORKBOOK[own_package])}
    allowed_below |= {own_package, ""} | ({"reading"} if own_package == "file" else set())
    assert {name for name, where in wanted.items() if where not in allowed_below} == set()


def test_no_modules_import_each_other_in_a_circle() -> None:
    known = {named(module): module for module in MODULES}
    wants = {name: {*map_to(known, imports(module))} - {name} for name, module in known.items()}
    assert [*circle(wants)] == []


def test_a_circle_would_be_seen() -> None:
    assert {*circle({"a": {"b"}, "b": {"c", "d"}, "c": {"a"}, "d": set()})} == {"a", "b", "c"}


def map_to(known: Collection[str], found: Iterable[Import]) -> Iterator[str]:
    """The modules that are imported; of `from olsxl.register import schema` that is schema, if it is a module."""
    for each in found:
        inner = [f"{each.name}.{name}" for name in each.names if f"{each.name}.{name}" in known]
        yield from inner or ([each.name] if each.name in known else [])


def circle(wants: Mapping[str, set[str]]) -> Iterator[str]:
    """The modules that lead back to themselves."""
    for start in wants:
        reached, new = set[str](), {start}
        while new:
            new = {wanted for name in new for wanted in wants[name]} - reached
            reached |= new
        if start in reached:
            yield start


def test_every_room_has_its_layer() -> None:
    assert {room(module) for module in MODULES} <= set(LAYERS)


@EACH_MODULE
def test_pure_rooms_touch_no_disk_no_network_and_no_clock(module: Path) -> None:
    if room(module) in PURE:
        found = imports(module)
        assert {each.name.split(".")[0] for each in found} & EFFECTS == set()
        assert "files" not in {each.room for each in own(found)}
        assert [line for line in map(_clock, ast.walk(tree(module))) if line] == []


def _clock(node: ast.AST) -> int:
    """The line that names a function of a clock, like `datetime.now` or `date.today`; 0 where the node is none."""
    if not isinstance(node, ast.Attribute) or node.attr not in {"now", "utcnow", "today"}:
        return 0
    of = node.value
    name = of.attr if isinstance(of, ast.Attribute) else of.id if isinstance(of, ast.Name) else ""
    return node.lineno if name in {"datetime", "date", "Timestamp"} else 0


def test_the_environment_is_read_at_the_rim_alone() -> None:
    """cli names it, jobs take it as an argument; `config` keeps pydantic from looking for plugins."""
    named = {
        module.relative_to(PACKAGE).as_posix()
        for module in MODULES
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}
    }
    rim = {"config/__init__.py", "jobs/home.py", "jobs/adopt/adoption.py"}
    assert {name for name in named if not name.startswith("cli/")} == rim


@pytest.mark.parametrize("alone", ["workbook", "mail"])
def test_a_room_that_could_be_used_alone_knows_nothing_of_the_policy(alone: str) -> None:
    known = {found.room for module in MODULES if room(module) == alone for found in own(imports(module))}
    assert known <= {alone, "errors", "files", "locks", "records", "__init__"}


def test_nothing_is_imported_that_the_project_does_not_ask_for() -> None:
    asked = (PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8").split("[project.optional")[0]
    spelt = {"msoffcrypto": "msoffcrypto-tool", "css_inline": "css-inline", "python_calamine": "python-calamine"}
    outside = {found.name.split(".")[0] for module in MODULES for found in imports(module)}
    outside -= {*sys.stdlib_module_names, "olsxl"}
    assert {name for name in outside if f'"{WITH_OTHERS.get(name, spelt.get(name, name))}' not in asked} == set()
