"""The one typed model of `olsxl.toml`: every key, its default and what it does.

`load(path)` reads the file, `parse(text)` its text, `Config.model_validate` a dict; only the first touches the disk.
The commented file of `olsxl init` and the table in docs/reference/settings.md both come from the descriptions here.
Secrets never stand in it: they come from the environment.
"""

from __future__ import annotations

import difflib
import os
import re
import tomllib
import types
from datetime import date, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# Looking for plugins of pydantic takes longer than reading olsxl.toml, and none has a part in it.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from olsxl.errors import OlsxlError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE_NAME = "olsxl.toml"

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class ConfigError(OlsxlError):
    """olsxl.toml cannot be used; `problems` are sentences, each naming its key."""

    def __init__(self, path: Path | str, problems: list[str]) -> None:
        self.problems = problems
        lines = "".join(f"\n  - {problem}" for problem in problems)
        super().__init__(f"{path} needs correcting before anything is done:{lines}")


class NoConfig(OlsxlError):
    """No olsxl.toml in the folder or above it."""

    def __init__(self, start: Path) -> None:
        super().__init__(
            f"There is no {FILE_NAME} in {start} or any folder above it. Go to the home's folder, name the file with "
            "--config, or lay out a new home with: olsxl init"
        )


class NoSuchConfig(OlsxlError):
    """The olsxl.toml that was named is not there."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is not there. Name the home's {FILE_NAME} or its folder with --config, or lay out a new home "
            "with: olsxl init"
        )


class Weekly(NamedTuple):
    """A weekday (0 Monday to 6 Sunday) and a time of day, from `Thursday 16:00`."""

    weekday: int
    at: time


def _weekly(value: object) -> object:
    if isinstance(value, Weekly):
        return value
    found = re.fullmatch(r"\s*([A-Za-z]+)\s+(\d{1,2})[:.](\d{2})\s*", str(value))
    days = [day.casefold() for day in WEEKDAYS]
    if not found or found[1].casefold() not in days or int(found[2]) > 23 or int(found[3]) > 59:
        raise ValueError(f'write a weekday and a time, such as "Thursday 16:00", in place of {_toml(value)}')
    return Weekly(days.index(found[1].casefold()), time(int(found[2]), int(found[3])))


_WINDOWS_PATH = "'C:\\Home\\register.xlsx'"

_LONGEST = timedelta(days=7)

_UNITS = {"s": 1, "sec": 1, "second": 1, "min": 60, "minute": 60, "h": 3600, "hour": 3600}


def _duration(value: object) -> object:
    if isinstance(value, timedelta):
        return value
    found = re.fullmatch(r"\s*(\d+)\s*([a-z]+?)s?\s*", str(value).casefold())
    if not found or found[2] not in _UNITS:
        raise ValueError(f'write a number and a unit, such as "2 min" or "30 s", in place of {_toml(value)}')
    seconds = int(found[1][:9]) * _UNITS[found[2]]
    if len(found[1]) > 9 or seconds > _LONGEST.total_seconds():
        raise ValueError(f"write at most {_LONGEST.days} days (168 hours), in place of {_toml(value)}")
    return timedelta(seconds=seconds)


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f'"{value}" is no time zone; for England write "Europe/London"') from error
    return value


def _path(value: str) -> str:
    r"""A path as it stands; in "double quotes" the `\t` and `\r` of `C:\temp\register.xlsx` are no letters."""
    if not value.isprintable():
        raise ValueError(f"a path with backslashes stands in single quotes, such as {_WINDOWS_PATH}")
    return value


def _named(value: str) -> str:
    """A text that may not be left empty: a path would then mean the home's own folder."""
    if not value.strip():
        raise ValueError("write a name; it cannot be empty")
    return value


def _address(value: str) -> str:
    if not re.fullmatch(r"[^@\s<>,;\"]+@[^@\s<>,;\"]+\.[^@\s<>,;\"]+", value):
        raise ValueError(f'"{value}" is not one e-mail address')
    return value


WeeklyTime = Annotated[Weekly, BeforeValidator(_weekly)]
Duration = Annotated[timedelta, BeforeValidator(_duration)]
Address = Annotated[str, AfterValidator(_address)]
PathText = Annotated[str, AfterValidator(_path)]
NamedPath = Annotated[PathText, AfterValidator(_named)]
NamedPattern = Annotated[str, AfterValidator(_named)]
Names = str | list[str]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class HomeSection(_Section):
    """Who keeps the registers, and where."""

    name: str = Field("The home", description="the home's name, shown at the top of every summary and pack")
    manager: str = Field("", description="the Registered Manager's name, shown on packs")
    timezone: Annotated[str, AfterValidator(_zone)] = Field(
        "Europe/London", description="the time zone of every stamp and of the schedule"
    )
    runs_on: str = Field(
        "", description="the one computer that writes by schedule; `olsxl run` on any other does nothing"
    )


class RegistersSection(_Section):
    """Where the workbooks are; a relative path starts at the folder of olsxl.toml."""

    incidents: NamedPath = Field("incident-register.xlsx", description="the incident register")
    training: PathText = Field("training-register.xlsx", description='the training register; "" where there is none')
    wait: Duration = Field(
        timedelta(minutes=2),
        description="how long a register that somebody has open is tried again",
        examples=["2 min"],
    )
    quiet: Duration = Field(
        timedelta(minutes=10),
        description="a scheduled run writes only where the register has not been saved for so long",
        examples=["10 min"],
    )


class SheetsSection(_Section):
    """The names of sheets (or Excel tables) where they differ; a list where there is a sheet for each year."""

    incidents: Names = Field("Incidents", description="the sheet of incidents")
    updates: Names = Field("Updates", description="the sheet of updates")
    reviews: Names = Field("Reviews", description="the sheet of weekly reviews")
    people: Names = Field("People", description="the sheet of people")
    training: Names = Field("Training", description="the sheet of training attendance")


class ColumnsSection(_Section):
    """Headings where they differ: our heading = "yours", such as "Incident ref" = "Log no."."""

    incidents: dict[str, str] = Field({}, description='headings of the incidents sheet: "ours" = "yours"')
    updates: dict[str, str] = Field({}, description='headings of the updates sheet: "ours" = "yours"')
    reviews: dict[str, str] = Field({}, description='headings of the reviews sheet: "ours" = "yours"')
    people: dict[str, str] = Field({}, description='headings of the people sheet: "ours" = "yours"')
    training: dict[str, str] = Field({}, description='headings of the training sheet: "ours" = "yours"')


class RegisterSection(_Section):
    """The incident register's own past."""

    since: date | None = Field(
        None,
        description="a record reported before this day that is closed, or has no Status, is history: never marked "
        "No Update, and held to a few rules only",
        examples=["2026-09-01"],
    )
    ref_pattern: NamedPattern = Field(
        "OLS-2026-0001",
        description="what an incident reference looks like: a digit stands for any digit, ? for a letter or a digit, "
        "everything else for itself; four digits that are a year are the year, the last digits the running number",
    )
    ref_by_sheet: bool = Field(
        False,
        description="true where there is a sheet a year and the numbers begin again in each: a record is then known by "
        "its sheet and its number, such as 2025/4, and named so in Updates",
    )
    notes: Names = Field(
        [],
        description="the heading, or headings, of cells of the incidents sheet in which dated notes grow "
        "(12/11 rang the social worker. 15/11 ...): a part that opens with a day is an update of that day",
    )
    update_date: str = Field(
        "", description="where the incidents sheet holds each record's latest update: the heading of its day"
    )
    update_text: str = Field("", description="and the heading of its text")
    child_pattern: NamedPattern = Field("C-????", description="what the reference of a child looks like, likewise")
    child_key: PathText = Field(
        "",
        description="an encrypted workbook of reference, name and date of birth of each child; used only to find leaks",
    )


RuleSetting = Literal["off", "warning", "error"]


class ReviewSection(_Section):
    """When the weekly review is made, and what counts as long."""

    review: WeeklyTime = Field(
        Weekly(3, time(16)), description="when `olsxl run` makes the weekly review", examples=["Thursday 16:00"]
    )
    long_open_days: int = Field(
        90, ge=1, le=36500, description="a record open for more days than this is shown as long open"
    )


class TrainingSection(_Section):
    """When training falls due."""

    grace_days: int = Field(
        14, ge=0, le=3650, description="days after starting within which the first training takes place"
    )
    due_soon_days: int = Field(
        60, ge=0, le=3650, description="a refresher due within so many days is shown as due soon"
    )
    refresh_months: int = Field(12, ge=1, le=120, description="months after which training is refreshed")


def _clock(text: str) -> Any:
    return Field(text, description="asked on the page; an empty text asks nothing")


def _hours(hours: int) -> Any:
    return Field(hours, ge=0, le=8760, description="hours after the report, shown as a day; 0 shows none")


class ClocksSection(_Section):
    """What the page asks beside an open record whose type, sub-type or decisions call for it. You decide, always."""

    ofsted: str = _clock(
        "Ofsted: a serious event without delay, where possible within 24 h (gov.uk). Decided? By whom, why?"
    )
    ofsted_hours: int = _hours(24)
    lado: str = _clock(
        "LADO: an allegation against an adult in trust, within one working day (practice). Is there one?"
    )
    lado_hours: int = _hours(24)
    police: str = _clock("Police: 999 in danger, else 101 (gov.uk). Decided? By whom, why?")
    ceop: str = _clock("CEOP: takes sexual abuse, grooming and coercion online (ceop.police.uk). Told?")
    report_remove: str = _clock("Report Remove: a child reports their own image there (practice). Offered, with help?")
    iwf: str = _clock("IWF: takes the address of abuse material, never the image (practice). Is there one to tell?")
    prevent: str = _clock("Prevent: a child who may be drawn into extremism is referred (gov.uk). Decided? By whom?")
    placing_authority: str = _clock("Placing authority: told? When, by whom?")
    carer_form: str = _clock("Foster carer's incident form: within 24 h (practice). Is it there?")
    carer_form_hours: int = _hours(24)
    device: str = _clock(
        "A device as a sanction: recorded in 24 h, signed in 48 h, the child spoken to in 5 days (law). Was any?"
    )
    device_hours: int = _hours(120)
    breach: str = _clock("Personal data lost, or seen by others: the ICO within 72 h (gov.uk). Was any?")
    breach_hours: int = _hours(72)


Audience = Literal["manager", "deputy", "counts"]


class Recipient(_Section):
    """One address of the summary."""

    address: Address = Field(description="one e-mail address", examples=["manager@home.example"])
    audience: Audience = Field(
        "counts", description="`manager` and `deputy` see references and findings, `counts` sees numbers alone"
    )


class SmtpSection(_Section):
    """The mail server, for transport = "smtp"; the password comes from OLSXL_SMTP_PASSWORD."""

    host: str = Field("", description="the mail server's name")
    port: int = Field(587, ge=1, le=65535, description="its port: 587 for starttls, 465 for tls")
    security: Literal["starttls", "tls", "none"] = Field("starttls", description="how the connection is protected")
    user: str = Field("", description="the user name at the server")
    auth: Literal["none", "password"] = Field(
        "password", description="how olsxl proves who it is; `none` for a relay that asks for nothing"
    )


class MailSection(_Section):
    """How the summary is sent, and to whom."""

    transport: Literal["outbox", "smtp"] = Field(
        "outbox", description="`outbox` leaves each message as files for a person or a flow to send; `smtp` sends it"
    )
    sender: Address | None = Field(
        None, alias="from", description="the sender's address", examples=["olsxl@home.example"]
    )
    domains: list[str] = Field([], description="domains that may be written to; none given: the domain of `from` alone")
    to: list[Recipient] = Field([], description="who gets the summary, one table `[[mail.to]]` each")
    smtp: SmtpSection = SmtpSection()

    @model_validator(mode="after")
    def _complete(self) -> MailSection:
        if self.to and self.sender is None:
            raise ValueError("somebody is to get mail, but `from`, the sender's address, is missing")
        if self.transport == "smtp" and not self.smtp.host:
            raise ValueError('transport is "smtp", but [mail.smtp] host, the mail server, is missing')
        if self.transport == "smtp" and self.smtp.auth == "password" and not self.smtp.user:
            raise ValueError('[mail.smtp] user is missing; for a relay without a user write auth = "none"')
        return self


class TemplatesSection(_Section):
    """Your own wording."""

    dir: PathText = Field("", description="a folder whose files replace the product's templates of the same name")


class StateSection(_Section):
    """What olsxl keeps for itself."""

    dir: NamedPath = Field(".olsxl", description="the folder of outbox, backups, queue and logs")


class Config(_Section):
    """The whole of olsxl.toml."""

    home: HomeSection = HomeSection()
    registers: RegistersSection = RegistersSection()
    sheets: SheetsSection = SheetsSection()
    columns: ColumnsSection = ColumnsSection()
    values: dict[str, dict[str, str]] = Field({}, description='values where they differ: "yours" = "ours", by list')
    lists: dict[str, list[str]] = Field({}, description="more allowed values, by list")
    rules: dict[str, RuleSetting] = Field(
        {},
        description='rules that are told otherwise or not at all: "off", "warning" or "error", by code',
    )
    register_: RegisterSection = Field(RegisterSection(), alias="register")
    review: ReviewSection = ReviewSection()
    training: TrainingSection = TrainingSection()
    clocks: ClocksSection = ClocksSection()
    mail: MailSection = MailSection()
    templates: TemplatesSection = TemplatesSection()
    state: StateSection = StateSection()


def find(start: Path) -> Path:
    """The olsxl.toml in `start` or the nearest folder above it; raises NoConfig, ConfigError."""
    for folder in (start, *start.parents):
        try:
            if (folder / FILE_NAME).is_file():
                return folder / FILE_NAME
        except OSError as error:
            raise _unread(folder / FILE_NAME, error) from error
    raise NoConfig(start)


def load(path: Path) -> Config:
    """Read and validate one olsxl.toml (UTF-8, with or without a byte-order mark); raises ConfigError, NoSuchConfig."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise NoSuchConfig(path) from error
    except UnicodeDecodeError as error:
        raise ConfigError(path, ["it is not saved as UTF-8; in Notepad: Save as, Encoding UTF-8"]) from error
    except OSError as error:
        raise _unread(path, error) from error
    return parse(text, path)


def _unread(path: Path, error: OSError) -> ConfigError:
    return ConfigError(path, [f"it cannot be read ({error.strerror or error})"])


def parse(text: str, path: Path | str = FILE_NAME) -> Config:
    """Validate the text of an olsxl.toml; `path` is what a ConfigError names."""
    try:
        return Config.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(path, [_unreadable(text, str(error))]) from error
    except ValidationError as error:
        problems = [_problem(dict(e)) for e in error.errors()]
        raise ConfigError(path, list(dict.fromkeys(problems))) from error
    except ValueError as error:  # of all that Python could not take, only a number of thousands of digits is left
        raise ConfigError(path, ["a number in it has too many digits"]) from error


def _unreadable(text: str, why: str) -> str:
    """What is wrong with a text that is no TOML: the line as it stands, and what such a line must look like."""
    found, twice = re.search(r"at line (\d+)", why), "overwrite" in why or "twice" in why
    if twice and not found:
        return "its last setting stands further up already; keep one of the two"
    if not found:
        return "it ends in the middle of something: a quote or a bracket is opened and never closed"
    line = text.splitlines()[int(found[1]) - 1].strip()
    if "\\" in line:
        hint = f"a path with backslashes stands in single quotes, such as {_WINDOWS_PATH}"
    elif twice:
        hint = "the same section or setting stands further up already; keep one of the two"
    else:
        hint = 'a setting is a word, =, and a text in "quotes" or a number; a section is a word in [brackets]'
    return f"line {found[1]} cannot be understood: {line}\n    {hint[0].upper()}{hint[1:]}"


def closest(word: str, known: Iterator[str] | list[str]) -> str:
    """`; did you mean X?` for the nearest known word, or nothing."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean {near[0]}?" if near else ""


_EXPECTED = {
    "missing": "is missing",
    "string": 'is to be a text in "quotes"',
    "int": "is to be a whole number",
    "bool": "is to be true or false",
    "date": "is to be a day, such as 2026-09-01",
    "list": 'is to be a list, such as ["one", "two"]',
    "dict": "is to be a section of its own, its name in [brackets], with its settings below",
    "model": "is to be a section of its own, its name in [brackets], with its settings below",
    "either": 'is to be a text in "quotes", or a list of them',
    "table": "is to be a table [[mail.to]] for each address",
}
"""What a key is to hold, by the first word of pydantic's name for what is wrong with it; the last two are ours."""

_CHOICES = ("str", "list[str]")  # what pydantic puts behind a key that may be either


def _problem(error: dict[str, Any]) -> str:
    """One sentence about one key, from one of pydantic's error records."""
    loc = [part for part in error["loc"] if part not in _CHOICES]
    key = _key(loc) or "the file"
    kind, limits = str(error["type"]), error.get("ctx", {})
    if kind == "extra_forbidden":
        known = [name for name, _ in _fields(_model_at(tuple(loc[:-1])))]
        return f"{key} is no setting of olsxl{closest(str(loc[-1]), known)}"
    if kind == "value_error":
        return f"{key}: {str(error['msg']).removeprefix('Value error, ')}"
    if kind == "literal_error":
        return f"{key} is to be {str(limits['expected']).replace(chr(39), chr(34))}"
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = f"at least {limits['ge']}" if "ge" in limits else f"at most {limits['le']}"
        return f"{key} is to be {bound}"
    if len(loc) < len(error["loc"]) and not isinstance(loc[-1], int):
        kind = "either"
    elif loc == ["mail", "to"]:
        kind = "table"
    return f"{key} {_EXPECTED.get(kind.partition('_')[0], 'holds something that cannot stand there')}"


def _key(loc: list[str | int]) -> str:
    """`mail.smtp.port`, or `mail.to, entry 1, address`."""
    text = ""
    for before, part in pairwise(("", *loc)):
        joint = "" if not text else ", " if isinstance(before, int) else "."
        text += f", entry {part + 1}" if isinstance(part, int) else f"{joint}{part}"
    return text


def _model_at(loc: tuple[str | int, ...]) -> type[BaseModel]:
    model: type[BaseModel] = Config
    for name in loc:
        inner = dict(_fields(model)).get(str(name))
        model = inner or model
    return model


def _fields(model: type[BaseModel]) -> Iterator[tuple[str, type[BaseModel] | None]]:
    """Each key of a section as it is written in the file, with the model behind it where it is a section."""
    for name, field in model.model_fields.items():
        yield field.alias or name, _section(field.annotation)


def _section(annotation: Any) -> type[BaseModel] | None:
    if get_origin(annotation) in (Union, types.UnionType, list):
        return next((found for arg in get_args(annotation) if (found := _section(arg))), None)
    return annotation if isinstance(annotation, type) and issubclass(annotation, BaseModel) else None


class Setting(NamedTuple):
    """One key as documentation shows it: section (`mail.smtp`), key, default as TOML, description."""

    section: str
    key: str
    default: str
    description: str
    repeated: bool


def settings(model: type[BaseModel] = Config, section: str = "", *, repeated: bool = False) -> Iterator[Setting]:
    """Every key of olsxl.toml in order, keys of a section before its sub-sections."""
    inner = []
    for name, field in model.model_fields.items():
        key = field.alias or name
        below = _section(field.annotation)
        if below:
            inner.append((below, f"{section}.{key}".strip("."), get_origin(field.annotation) is list))
        else:
            default = field.examples[0] if field.examples else field.default
            yield Setting(section, key, _toml(default), field.description or "", repeated)
    for below, name, many in inner:
        yield from settings(below, name, repeated=many)


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return value
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, dict):
        return "{}"
    if isinstance(value, list):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    return str(value)
