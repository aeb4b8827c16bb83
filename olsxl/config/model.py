"""The one typed model of olsxl.toml: every key, its default and what it does."""

from __future__ import annotations

import types
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from olsxl.config.fields import (
    Address,
    Duration,
    NamedPath,
    NamedPattern,
    Names,
    PathText,
    TimeZone,
    Weekly,
    WeeklyTime,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class HomeSection(_Section):
    """The section `[home]`."""

    name: str = Field("The home", description="the home's name, shown at the top of every summary and pack")
    manager: str = Field("", description="the Registered Manager's name, shown on packs")
    timezone: TimeZone = Field("Europe/London", description="the time zone of every stamp and of the schedule")
    runs_on: str = Field(
        "", description="the one computer that writes by schedule; `olsxl run` on any other does nothing"
    )


class RegistersSection(_Section):
    """The section `[registers]`."""

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
    history: list[NamedPath] = Field(
        [],
        description='older workbooks, such as ["Log 2023.xlsx"], that are counted in packs and never written to; what '
        "is headed otherwise there stands in a file of the same name that ends in .toml",
    )


class SheetsSection(_Section):
    """The section `[sheets]`."""

    incidents: Names = Field("Incidents", description="the sheet of incidents")
    updates: Names = Field("Updates", description="the sheet of updates")
    reviews: Names = Field("Reviews", description="the sheet of weekly reviews")
    people: Names = Field("People", description="the sheet of people")
    training: Names = Field("Training", description="the sheet of training attendance")
    leave: list[str] = Field(
        [], description="sheets that are no part of the registers, so that nobody is told that they were not read"
    )


class ColumnsSection(_Section):
    """The section `[columns]`."""

    incidents: dict[str, str] = Field(
        {},
        description='headings of the incidents sheet: "ours" = "yours"; where sheets are headed differently, '
        '"Ref | Log no" is Ref on one and Log no on another',
    )
    updates: dict[str, str] = Field({}, description='headings of the updates sheet: "ours" = "yours"')
    reviews: dict[str, str] = Field({}, description='headings of the reviews sheet: "ours" = "yours"')
    people: dict[str, str] = Field({}, description='headings of the people sheet: "ours" = "yours"')
    training: dict[str, str] = Field({}, description='headings of the training sheet: "ours" = "yours"')


class RegisterSection(_Section):
    """The section `[register]`."""

    since: date | None = Field(
        None,
        description="a record reported before this day that is closed, or has no Status, is history: never marked "
        "No Update, and held to a few rules only",
        examples=[date(2026, 9, 1)],
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
    follow_ups: bool = Field(
        False,
        description="true where a row of the incidents sheet without a Status, and without a reference or with that "
        "of a record above, goes on with that record: what it says is an update of it on its day",
    )
    notes: Names = Field(
        [],
        description="the heading, or headings, of cells of the incidents sheet in which dated notes grow "
        "(12/11 rang the social worker. 15/11 ...): a part that opens with a day is an update of that day",
    )
    update_date: Names = Field(
        "",
        description="where the incidents sheet holds each record's latest update: the heading of its day; where it "
        "holds several (Update 1 date, Update 1, Update 2 date ...): the headings of their days",
    )
    update_text: Names = Field(
        "", description="and the heading of its text, or the headings: the nth belongs to the nth of update_date"
    )
    child_pattern: NamedPattern = Field("C-????", description="what the reference of a child looks like, likewise")
    child_key: PathText = Field(
        "",
        description="an encrypted workbook of reference, name and date of birth of each child; used only to find leaks",
    )


RuleSetting = Literal["off", "warning", "error"]


class RuleChange(_Section):
    """What `[rules]` makes of one rule, and why: `INC106 = "off"`, or with the reason as a table of two."""

    set: RuleSetting
    why: str = ""


def _with_reason(value: object) -> object:
    return value if isinstance(value, dict) else {"set": value}


class ReviewSection(_Section):
    """The section `[review]`."""

    review: WeeklyTime = Field(
        Weekly(3, time(16)), description="when `olsxl run` makes the weekly review", examples=["Thursday 16:00"]
    )
    long_open_days: int = Field(
        90, ge=1, le=36500, description="a record open for more days than this is shown as long open"
    )


class TrainingSection(_Section):
    """The section `[training]`."""

    grace_days: int = Field(
        14, ge=0, le=3650, description="days after starting within which the first training takes place"
    )
    due_soon_days: int = Field(
        60, ge=0, le=3650, description="a refresher due within so many days is shown as due soon"
    )
    refresh_months: int = Field(12, ge=1, le=120, description="months after which training is refreshed")
    courses: list[str] = Field(
        [],
        description="the courses that train people here, as they stand under Course or above a matrix; none: online "
        "safety in its usual spellings, and a blank",
    )
    across: list[str] = Field(
        [],
        description="the sheets of a matrix with its people side by side and its courses below each other",
    )
    left_by: date | None = Field(
        None,
        description="people of whom a word beside the name says that they left, without a day (leaver), had left by "
        "this day; without it they count",
        examples=[date(2026, 9, 1)],
    )


def _clock(text: str) -> Any:
    return Field(text, description="asked on the page; an empty text asks nothing")


def _hours(hours: int) -> Any:
    return Field(hours, ge=0, le=8760, description="hours after the report, shown as a day; 0 shows none")


class ClocksSection(_Section):
    """The section `[clocks]`."""

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
    """A table `[[mail.to]]`."""

    address: Address = Field(description="one e-mail address", examples=["manager@home.example"])
    audience: Audience = Field(
        "counts", description="`manager` and `deputy` see references and findings, `counts` sees numbers alone"
    )


class SmtpSection(_Section):
    """The section `[mail.smtp]`."""

    host: str = Field("", description="the mail server's name")
    port: int = Field(587, ge=1, le=65535, description="its port: 587 for starttls, 465 for tls")
    security: Literal["starttls", "tls", "none"] = Field("starttls", description="how the connection is protected")
    user: str = Field("", description="the user name at the server")
    auth: Literal["none", "password"] = Field(
        "password", description="how olsxl proves who it is; `none` for a relay that asks for nothing"
    )


class MailSection(_Section):
    """The section `[mail]`."""

    transport: Literal["outbox", "smtp"] = Field(
        "outbox", description="`outbox` leaves each message as files for a person or a flow to send; `smtp` sends it"
    )
    sender: Address | None = Field(
        None, alias="from", description="the sender's address", examples=["olsxl@home.example"]
    )
    domains: list[str] = Field([], description="domains that may be written to; none given: the domain of `from` alone")
    technical: Address | Literal[""] = Field(
        "", description="an address that is told, beside the manager, when a run by schedule could not do its work"
    )
    to: list[Recipient] = Field([], description="One address of the summary.")
    smtp: SmtpSection = Field(
        SmtpSection(),
        description='The mail server, for transport = "smtp"; the password comes from OLSXL_SMTP_PASSWORD.',
    )

    @model_validator(mode="after")
    def _complete(self) -> MailSection:
        if (self.to or self.technical) and self.sender is None:
            raise ValueError("somebody is to get mail, but `from`, the sender's address, is missing")
        if self.transport == "smtp" and not self.smtp.host:
            raise ValueError('transport is "smtp", but [mail.smtp] host, the mail server, is missing')
        if self.transport == "smtp" and self.smtp.auth == "password" and not self.smtp.user:
            raise ValueError('[mail.smtp] user is missing; for a relay without a user write auth = "none"')
        return self


class TemplatesSection(_Section):
    """The section `[templates]`."""

    dir: PathText = Field("", description="a folder whose files replace the product's templates of the same name")


class StateSection(_Section):
    """The section `[state]`."""

    dir: NamedPath = Field(".olsxl", description="the folder of outbox, backups, queue and logs")


class Config(_Section):
    """The whole of olsxl.toml."""

    home: HomeSection = Field(HomeSection(), description="Who keeps the registers, and where.")
    registers: RegistersSection = Field(
        RegistersSection(), description="Where the workbooks are; a relative path starts at the folder of olsxl.toml."
    )
    sheets: SheetsSection = Field(
        SheetsSection(),
        description="The names of sheets (or Excel tables) where they differ; a list where there is a sheet "
        "for each year.",
    )
    columns: ColumnsSection = Field(
        ColumnsSection(),
        description='Headings where they differ: our heading = "yours", such as "Incident ref" = "Log no.".',
    )
    values: dict[str, dict[str, str]] = Field({}, description='values where they differ: "yours" = "ours", by list')
    lists: dict[str, list[str]] = Field({}, description="more allowed values, by list")
    rules: dict[str, Annotated[RuleChange, BeforeValidator(_with_reason)]] = Field(
        {},
        description='rules that are told otherwise or not at all: "off", "warning" or "error", by code; with the '
        'reason as { set = "off", why = "..." }',
    )
    register_: RegisterSection = Field(
        RegisterSection(), alias="register", description="The incident register's own past."
    )
    review: ReviewSection = Field(
        ReviewSection(), description="When the weekly review is made, and what counts as long."
    )
    training: TrainingSection = Field(TrainingSection(), description="When training falls due.")
    clocks: ClocksSection = Field(
        ClocksSection(),
        description="What the page asks beside an open record whose type, sub-type or decisions call for it. "
        "You decide, always.",
    )
    mail: MailSection = Field(MailSection(), description="How the summary is sent, and to whom.")
    templates: TemplatesSection = Field(TemplatesSection(), description="Your own wording.")
    state: StateSection = Field(StateSection(), description="What olsxl keeps for itself.")

    def rule(self, code: str) -> RuleSetting | None:
        """What `[rules]` sets a rule to; None where it says nothing of it."""
        change = self.rules.get(code)
        return change.set if change else None


def fields(model: type[BaseModel]) -> Iterator[tuple[str, type[BaseModel] | None]]:
    """Each key of a section as it is written in the file, with the model behind it where it is a section."""
    for name, field in model.model_fields.items():
        yield field.alias or name, section_model(field.annotation)


def section_model(annotation: Any) -> type[BaseModel] | None:
    """The model behind an annotation, where that is a section or a list of them."""
    if get_origin(annotation) in (Union, types.UnionType, list):
        return next((found for arg in get_args(annotation) if (found := section_model(arg))), None)
    return annotation if isinstance(annotation, type) and issubclass(annotation, BaseModel) else None
