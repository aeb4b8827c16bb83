"""olsxl.toml: what may stand in it, and what a person reads where it cannot."""

from __future__ import annotations

import tomllib
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from olsxl.config import FILE_NAME, WEEKDAYS, Config, ConfigError, NoConfig, NoSuchConfig, Weekly, find, load, parse
from olsxl.config.documentation import settings
from olsxl.register import schema

if TYPE_CHECKING:
    from pathlib import Path


def problems(text: str) -> list[str]:
    with pytest.raises(ConfigError) as failure:
        parse(text)
    return failure.value.problems


def test_an_empty_file_gives_every_default() -> None:
    config = parse("")
    assert config == Config()
    assert config.registers.incidents == "incident-register.xlsx"
    assert config.review.review == Weekly(3, time(16))
    assert config.registers.wait == timedelta(minutes=2)
    assert config.register_.since is None


def test_what_is_given_is_taken_and_the_rest_keeps_its_default() -> None:
    config = parse(
        """
        home = { name = "Larkfield House", timezone = "Europe/Dublin" }
        sheets.incidents = ["Log 2025", "Log 2026"]
        columns.incidents = { "Incident ref" = "Log no." }
        values.status = { Done = "Closed" }
        lists.status = ["Parked"]
        register.since = 2026-09-01
        [mail]
        from = "olsxl@home.example"
        to = [{ address = "manager@home.example", audience = "manager" }, { address = "trustee@home.example" }]
        """
    )
    assert (config.home.name, config.home.manager) == ("Larkfield House", "")
    assert config.sheets.incidents == ["Log 2025", "Log 2026"]
    assert config.columns.incidents == {"Incident ref": "Log no."}
    assert config.values == {"status": {"Done": "Closed"}}
    assert config.register_.since == date(2026, 9, 1)
    assert [recipient.audience for recipient in config.mail.to] == ["manager", "counts"]


def test_the_configuration_cannot_be_changed_by_the_program() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Config().home.name = "Other"  # type: ignore[misc]  # what is tested


# a weekday and a time, a time span, an address


@pytest.mark.parametrize(
    ("text", "weekly"),
    [
        ("Thursday 16:00", Weekly(3, time(16))),
        ("monday 9:05", Weekly(0, time(9, 5))),
        (" SUNDAY  23.59 ", Weekly(6, time(23, 59))),
    ],
)
def test_a_weekday_and_a_time_are_understood(text: str, weekly: Weekly) -> None:
    assert parse(f'review.review = "{text}"').review.review == weekly


@pytest.mark.parametrize("text", ["Thursday", "16:00", "Thursday 24:00", "Thursday 16:60", "Thu 16:00", "Thursday 4pm"])
def test_any_other_time_is_refused_with_an_example(text: str) -> None:
    (problem,) = problems(f'review.review = "{text}"')
    assert problem.startswith("review.review:")
    assert "Thursday 16:00" in problem
    assert text in problem


@given(st.sampled_from(WEEKDAYS), st.times())
def test_every_weekday_and_minute_is_understood(weekday: str, at: time) -> None:
    weekly = parse(f'review.review = "{weekday} {at:%H:%M}"').review.review
    assert weekly == Weekly(WEEKDAYS.index(weekday), at.replace(second=0, microsecond=0))


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("2 min", 120), ("30 s", 30), ("30s", 30), ("90 seconds", 90), ("1 hour", 3600), ("2 Minutes", 120), ("0 min", 0)],
)
def test_a_time_span_is_a_number_and_a_unit(text: str, seconds: int) -> None:
    assert parse(f'registers.wait = "{text}"').registers.wait == timedelta(seconds=seconds)


@pytest.mark.parametrize("value", ['"soon"', '"2"', '"2 weeks"', '"-2 min"', "120", "-5"])
def test_any_other_time_span_is_refused_with_an_example(value: str) -> None:
    (problem,) = problems(f"registers.wait = {value}")
    assert problem.startswith("registers.wait:")
    assert "2 min" in problem


@pytest.mark.parametrize("key", ["wait", "quiet"])
def test_a_register_is_waited_for_a_week_at_most(key: str) -> None:
    assert getattr(parse(f'registers.{key} = "168 h"').registers, key) == timedelta(days=7)
    (problem,) = problems(f'registers.{key} = "{"9" * 5000} h"')
    assert problem.startswith(f"registers.{key}: write at most 7 days")


def test_a_number_that_no_computer_takes_is_told() -> None:
    assert problems(f"training.grace_days = {'9' * 5000}") == ["a number in it has too many digits"]


def test_brackets_within_brackets_without_end_are_told() -> None:
    assert problems(f"training.courses = {'[' * 100_000}") == ["its brackets are nested too deeply"]


@pytest.mark.parametrize(
    "address", ["", "manager", "a@b", "a@b.c, d@e.f", "Rowan <rowan@home.example>", "a b@home.example"]
)
def test_what_is_not_one_address_is_refused(address: str) -> None:
    (problem,) = problems(f'mail.from = "{address}"')
    assert problem.startswith("mail.from:")


# what a person reads


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('hom = "x"', "hom is no setting of olsxl; did you mean home?"),
        ('[home]\nnmae = "x"', "home.nmae is no setting of olsxl; did you mean name?"),
        ('[mail.smtp]\nhots = "x"', "mail.smtp.hots is no setting of olsxl; did you mean host?"),
        ('[columns.incidnts]\nA = "B"', "columns.incidnts is no setting of olsxl; did you mean incidents?"),
        ("[weather]\nrain = 1", "weather is no setting of olsxl"),
        ("[register_]\nsince = 2026-09-01", "register_ is no setting of olsxl; did you mean register?"),
        ('[mail]\nsender = "a@home.example"', "mail.sender is no setting of olsxl"),
        ("[home]\nname = 3", 'home.name is to be a text in "quotes"'),
        ('[training]\ngrace_days = "soon"', "training.grace_days is to be a whole number"),
        ("[training]\ngrace_days = -1", "training.grace_days is to be at least 0"),
        ("[mail.smtp]\nport = 70000", "mail.smtp.port is to be at most 65535"),
        ("[training]\nrefresh_months = 121", "training.refresh_months is to be at most 120"),
        ("[training]\ngrace_days = 3651", "training.grace_days is to be at most 3650"),
        ("[training]\ndue_soon_days = 3651", "training.due_soon_days is to be at most 3650"),
        ("[review]\nlong_open_days = 36501", "review.long_open_days is to be at most 36500"),
        ('[registers]\nwait = "169 h"', 'registers.wait: write at most 7 days (168 hours), in place of "169 h"'),
        ('[registers]\nincidents = ""', "registers.incidents: write a name; it cannot be empty"),
        ('[state]\ndir = " "', "state.dir: write a name; it cannot be empty"),
        ('[register]\nsince = "01/09/2026"', "register.since is to be a day, such as 2026-09-01"),
        ('[lists]\nstatus = "Parked"', 'lists.status is to be a list, such as ["one", "two"]'),
        ("[sheets]\nincidents = 2026", 'sheets.incidents is to be a text in "quotes", or a list of them'),
        ('[mail]\ntransport = "fax"', 'mail.transport is to be "outbox" or "smtp"'),
        ('[mail]\nto = "a@home.example"', "mail.to is to be a table [[mail.to]] for each address"),
        ('[rules]\nINC106 = "loud"', 'rules.INC106 is to be "off", "warning" or "error"'),
        ('[rules]\nINC106 = { set = "loud" }', 'rules.INC106.set is to be "off", "warning" or "error"'),
        ('[rules]\nINC106 = { why = "agreed" }', "rules.INC106.set is missing"),
        ('home = "Larkfield"', "home is to be a section of its own, its name in [brackets], with its settings below"),
    ],
)
def test_a_setting_that_cannot_stand_is_named_with_what_to_write(text: str, problem: str) -> None:
    assert problems(text) == [problem]


def test_all_mistakes_are_told_at_once_and_which_entry_has_them() -> None:
    text = '[home]\nnam = "x"\n[[mail.to]]\naddress = "a@home.example"\n[[mail.to]]\naddres = "b@home.example"'
    assert problems(text) == [
        "home.nam is no setting of olsxl; did you mean name?",
        "mail.to, entry 2, address is missing",
        "mail.to, entry 2, addres is no setting of olsxl; did you mean address?",
    ]


@pytest.mark.parametrize("zone", ["Europe/Londn", "GMT+25", "../etc/passwd", ""])
def test_what_is_no_time_zone_is_refused_with_that_of_england(zone: str) -> None:
    (problem,) = problems(f'home.timezone = "{zone}"')
    assert "Europe/London" in problem


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[home]\nname = "Lark"\nname = "Field"\n', "stands further up already"),
        ('[home]\nname = "Lark"\nname = "Field"', "stands further up already"),
        ("[home\n", "line 1 cannot be understood: [home"),
        ("[home]\nname = Larkfield\n", "line 2 cannot be understood: name = Larkfield"),
        ('[home]\nname = "Larkfield', "opened and never closed"),
        ('[registers]\nincidents = "C:\\Home\\x.xlsx"\n', r"single quotes, such as 'C:\Home"),
    ],
)
def test_what_is_no_toml_is_told_by_its_line(text: str, words: str) -> None:
    (problem,) = problems(text)
    assert words in problem


@pytest.mark.parametrize(
    ("mail", "words"),
    [
        ('[[mail.to]]\naddress = "a@home.example"', "`from`"),
        ('[mail]\ntransport = "smtp"', "[mail.smtp] host"),
        ('[mail]\ntransport = "smtp"\nsmtp = { host = "mail.example" }', "[mail.smtp] user"),
    ],
)
def test_mail_that_could_not_be_sent_is_refused_from_the_start(mail: str, words: str) -> None:
    (problem,) = problems(mail)
    assert words in problem


def test_a_relay_that_asks_for_nothing_needs_no_user() -> None:
    smtp = '[mail]\ntransport = "smtp"\nsmtp = { host = "mail.example", auth = "none" }'
    assert parse(smtp).mail.smtp.user == ""


# the file


def test_the_file_is_found_in_the_folder_or_above_it(tmp_path: Path) -> None:
    below = tmp_path / "registers" / "2026"
    below.mkdir(parents=True)
    (tmp_path / FILE_NAME).touch()
    assert find(below) == find(tmp_path) == tmp_path / FILE_NAME


def test_a_folder_of_the_files_name_is_not_the_file(tmp_path: Path) -> None:
    below = tmp_path / "home"
    (below / FILE_NAME).mkdir(parents=True)
    (tmp_path / FILE_NAME).touch()
    assert find(below) == tmp_path / FILE_NAME


def test_without_a_file_the_way_out_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoConfig, match="olsxl init"):
        find(tmp_path)


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "with a byte-order mark"])
def test_a_file_in_utf_8_is_read(mark: str, tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    path.write_text(f'{mark}[home]\nname = "Caf\u00e9 House"', encoding="utf-8")
    assert load(path).home.name == "Caf\u00e9 House"


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_a_file_in_another_encoding_is_refused_with_what_to_do(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    path.write_bytes('[home]\nname = "Caf\u00e9"'.encode(encoding))
    with pytest.raises(ConfigError, match="Save as, Encoding UTF-8") as failure:
        load(path)
    assert str(path) in str(failure.value)
    assert failure.value.exit_status == 2


def test_a_file_that_is_not_there_is_told_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(NoSuchConfig, match="olsxl init"):
        load(tmp_path / "other.toml")


def test_a_folder_in_place_of_the_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load(tmp_path)


def test_a_windows_path_in_double_quotes_is_not_taken_for_tabs_and_line_breaks() -> None:
    (problem,) = problems(r'registers.incidents = "C:\temp\register.xlsx"')
    assert problem.startswith("registers.incidents:")
    assert "single quotes" in problem
    assert parse(r"registers.incidents = 'C:\temp\register.xlsx'").registers.incidents == r"C:\temp\register.xlsx"


def test_a_program_may_give_what_a_person_writes_in_words() -> None:
    given = {"review": {"review": Weekly(0, time(9))}, "registers": {"wait": timedelta(0)}}
    config = Config.model_validate(given)
    assert (config.review.review, config.registers.wait) == (Weekly(0, time(9)), timedelta(0))


# what documentation shows of it


def test_every_default_as_documented_is_the_default() -> None:
    for setting in settings():
        if not setting.repeated and not setting.default.startswith("None"):
            section = f"[{setting.section}]\n" if setting.section else ""
            given = parse(f"{section}{setting.key} = {setting.default}")
            if setting.key not in ("since", "from", "left_by"):  # those have no default: an example stands there
                assert given == Config(), setting


def test_every_setting_is_described_and_its_default_is_toml() -> None:
    for setting in settings():
        assert setting.description, setting
        assert setting.default == "None" or tomllib.loads(f"x = {setting.default}")


def test_every_sheet_of_the_registers_that_is_read_has_its_name_and_its_columns() -> None:
    read = {"incidents", "updates", "reviews", "people", "training"}
    sheets = {sheet.config_key for sheet in (*schema.INCIDENT_REGISTER, *schema.TRAINING_REGISTER)}
    named = {section: {s.key for s in settings() if s.section == section} for section in ("sheets", "columns")}
    assert named == {"sheets": {*read, "leave"}, "columns": read}
    assert read <= sheets


@given(st.text())
def test_whatever_stands_in_the_file_the_answer_is_a_configuration_or_a_sentence(text: str) -> None:
    try:
        parse(text)
    except ConfigError as failure:
        assert failure.problems  # noqa: PT017 - either way out is right
