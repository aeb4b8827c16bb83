"""A home: the folder of one olsxl.toml, with its registers and its state."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from olsxl import config, workbook
from olsxl.errors import OlsxlError
from olsxl.jobs import computer
from olsxl.jobs.errors import HomeGone, NoTrainingRegister, RegisterUnusable
from olsxl.jobs.older import older_workbooks
from olsxl.jobs.secrets import CHILD_KEY, REGISTER, Secrets
from olsxl.jobs.state.folder import State
from olsxl.jobs.state.references import given_ids, given_references
from olsxl.jobs.state.seen import seen_by_reviews
from olsxl.jobs.writes.identity import recognise
from olsxl.jobs.writes.ledger import WriteLedger
from olsxl.jobs.writes.lost import gone_reviews
from olsxl.register import reading
from olsxl.register.naming.child_key import child_key
from olsxl.rules import RuleContext, missing_columns, rule_context, unknown_codes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date, datetime
    from pathlib import Path

    from olsxl.config import Config
    from olsxl.jobs.writes.identity import Recognised
    from olsxl.jobs.writes.kinds import RegisterKind
    from olsxl.register.coverage.coverage import Unread
    from olsxl.register.naming.child_key import Child
    from olsxl.register.older import OlderWorkbook
    from olsxl.register.registers import IncidentRegister, TrainingRegister
    from olsxl.register.table import RegisterTable
    from olsxl.review.past import GoneReview

_Register = TypeVar("_Register")


class Home(NamedTuple):
    """One home: its folder, its settings, its state, its passwords."""

    path: Path
    config: Config
    state: State
    secrets: Secrets

    @classmethod
    def open(cls, path: Path, environment: Mapping[str, str] = os.environ) -> Home:
        """The home of an olsxl.toml, or of the nearest one in or above a folder.

        `environment` has the passwords, and says where state may lie. Raises ConfigError, NoConfig.
        """
        path = config.find(path.absolute()) if os.path.isdir(path) else path.absolute()  # noqa: PTH112 - no error
        settings = config.load(path)
        if problems := unknown_codes(settings):
            raise config.ConfigError(path, problems)
        elsewhere = not computer.is_meant(settings.home.runs_on)
        state = State.of(path.parent, settings.state.dir, environment, left_there=elsewhere)
        return cls(path, settings, state, Secrets.of(path.parent, environment))

    @property
    def folder(self) -> Path:
        """The folder that relative paths start at."""
        return self.path.parent

    @property
    def incidents(self) -> Path:
        """The incident register."""
        return self.folder / self.config.registers.incidents

    @property
    def training(self) -> Path | None:
        """The training register; None where the home keeps none."""
        return self.folder / self.config.registers.training if self.config.registers.training else None

    @property
    def older(self) -> tuple[Path, ...]:
        """The older workbooks, which are counted and never written to."""
        return tuple(self.folder / name for name in self.config.registers.history)

    @property
    def child_key(self) -> Path | None:
        """The child key; None where the settings name none."""
        return self.folder / self.config.register_.child_key if self.config.register_.child_key else None

    @property
    def templates(self) -> Path | None:
        """The home's own templates, where it has some."""
        return self.folder / self.config.templates.dir if self.config.templates.dir else None

    @property
    def registers(self) -> tuple[Path, ...]:
        """The registers that the home keeps."""
        return (self.incidents, self.training) if self.training else (self.incidents,)

    def kept_file(self, path: Path) -> Path | None:
        """The file that the home lives on to which a path leads, if any: a workbook, the child key, its settings."""
        kept = (*self.registers, *self.older, *([self.child_key] if self.child_key else []), self.path)
        return next((each for each in kept if _same(path, each)), None)

    def is_register(self, path: Path) -> bool:
        """Whether a path leads to one of the home's registers, by whatever name."""
        return any(_same(path, register) for register in self.registers)

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Do a job in the home; where that vanishes meanwhile, this alone is told, and nothing passes for done.

        Raises HomeGone in place of whatever failed for it.
        """
        try:
            yield
        except OlsxlError as failure:
            if self._is_gone():
                raise HomeGone(self.folder) from failure
            raise
        if self._is_gone():
            raise HomeGone(self.folder)

    def _is_gone(self) -> bool:
        # Its olsxl.toml tells: of a drive that is taken away, the empty folder may stay where it was mounted.
        return not os.path.isfile(self.path)  # noqa: PTH113 - False where it may not be looked at

    def local(self, moment: datetime) -> datetime:
        """A moment in the home's time zone (Europe/London), as it is written into a register: without a zone."""
        return moment.astimezone(ZoneInfo(self.config.home.timezone)).replace(tzinfo=None, microsecond=0)


def _same(one: Path, other: Path) -> bool:
    with suppress(OSError):
        return one.samefile(other)
    return one.resolve() == other.resolve()


@dataclass(frozen=True, slots=True, eq=False)
class Registers:
    """Both registers as they were read; the snapshots are their files, which a write is held against.

    `children` are those of the child key, which is read to find leaks alone; `older` are the workbooks of `[registers]
    history`. `recognised` says which registers these are; one that is to be given an id has none yet.
    """

    snapshot: workbook.Snapshot
    incidents: IncidentRegister
    training_snapshot: workbook.Snapshot | None = None
    training: TrainingRegister | None = None
    children: tuple[Child, ...] = ()
    older: tuple[OlderWorkbook, ...] = ()
    recognised: Mapping[RegisterKind, Recognised] = field(default_factory=dict)

    @property
    def tables(self) -> tuple[RegisterTable, ...]:
        """Every table that was read."""
        return self.incidents.tables + (self.training.tables if self.training else ())

    @property
    def unread(self) -> tuple[Unread, ...]:
        """What of them was not read."""
        return self.incidents.unread + (self.training.unread if self.training else ())

    def context(self, home: Home, today: date, **more: Any) -> RuleContext:
        """What the rules look at, on a day; `more` as RuleContext has it."""
        doubts = tuple(each.identity.doubt for each in self.recognised.values() if each.identity.doubt)
        known = {"children": self.children, "doubts": doubts, "gone": self.gone(home, today)} | more
        seen = seen_by_reviews(home.state)
        return rule_context(self.incidents, self.training, today, home.config, seen=seen, older=self.older, **known)

    def gone(self, home: Home, today: date) -> tuple[GoneReview, ...]:
        """What olsxl wrote for reviews up to a day, and this register no longer has. Raises StateUnusable."""
        tables = {table.schema.name: table for table in self.incidents.tables}
        mine = self.recognised["incidents"].identity.id
        return tuple(gone_reviews(WriteLedger(home.state).entries(), tables, mine, today))


def read_registers(home: Home) -> Registers:
    """Read both registers of a home, and its child key, and say whether they are those that olsxl wrote to.

    Raises workbook.UnreadableWorkbook, ConfigError, NotAChildKey, StateUnusable.
    """
    given = given_references(home.state)
    snapshot, incidents = _read(home, home.incidents, partial(reading.incident_register, given=given))
    kept, training = _read_training(home, home.training) if home.training else (None, None)
    children = _children(home, home.child_key) if home.child_key else ()
    older = tuple(older_workbooks(home.older, home.config, home.secrets))
    registers = Registers(snapshot, incidents, kept, training, children, older)
    files: dict[RegisterKind, workbook.Snapshot] = {"incidents": snapshot}
    if kept:
        files["training"] = kept
    password = home.secrets.get(REGISTER)
    found = (recognise(kind, file, registers.tables, home.state, password) for kind, file in files.items())
    return replace(registers, recognised={each.kind: each for each in found})


def read_training(home: Home) -> tuple[workbook.Snapshot, TrainingRegister]:
    """Read the training register alone, in which nothing indispensable is missing, and its file.

    Raises NoTrainingRegister, RegisterUnusable, workbook.UnreadableWorkbook, ConfigError.
    """
    if home.training is None:
        raise NoTrainingRegister(home.path)
    snapshot, register = _read_training(home, home.training)
    _refuse_unusable(home, register.tables)
    return snapshot, register


def _read_training(home: Home, path: Path) -> tuple[workbook.Snapshot, TrainingRegister]:
    return _read(home, path, partial(reading.training_register, ids=given_ids(home.state)))


def _read(
    home: Home, path: Path, understand: Callable[[workbook.Workbook, str, Config], _Register]
) -> tuple[workbook.Snapshot, _Register]:
    snapshot = read(path, home.secrets)
    try:
        return snapshot, understand(snapshot.workbook, path.name, home.config)
    except config.ConfigError as error:  # a heading or a list that is not: reading knows no path of olsxl.toml
        raise config.ConfigError(home.path, error.problems) from error


def require_columns(home: Home, registers: Registers) -> Registers:
    """The registers again, where nothing indispensable is missing. Raises RegisterUnusable."""
    _refuse_unusable(home, registers.tables)
    return registers


def _refuse_unusable(home: Home, tables: Iterable[RegisterTable]) -> None:
    missing = missing_columns(tables, home.config, seen_by_reviews(home.state))
    if missing:
        name = missing[0].workbook
        path = home.incidents if name == home.incidents.name else home.training
        raise RegisterUnusable(path or home.incidents, [finding for finding in missing if finding.workbook == name])


def _children(home: Home, key: Path) -> tuple[Child, ...]:
    """The children of the child key, which may have a password of its own."""
    snapshot = workbook.read(key, password=home.secrets.get(CHILD_KEY), variable=CHILD_KEY)
    return child_key(snapshot.workbook, key.name)


def read(path: Path, secrets: Secrets) -> workbook.Snapshot:
    """Read one workbook of a home, with its password where it has one."""
    return workbook.read(path, password=secrets.get(REGISTER), variable=REGISTER)
