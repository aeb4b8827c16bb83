"""The olsxl.toml that a home begins with: all of it is there, and all of it is right when it is uncommented."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from typing import TYPE_CHECKING

import pytest

from olsxl.config import Config, parse
from olsxl.config.documentation import Setting, olsxl_toml, settings, updated

if TYPE_CHECKING:
    from collections.abc import Mapping

SETTINGS = list(settings())


def uncommented(text: str) -> str:
    return re.sub(r"^#(?! |$)", "", text, flags=re.MULTILINE)


def at(table: Mapping[str, object], path: str) -> object:
    """What stands in a TOML document at `mail.to.address`; of a repeated table its first."""
    found: object = table
    for part in path.split("."):
        found = found[0] if isinstance(found, list) else found
        assert isinstance(found, dict)
        found = found[part]
    return found


def test_as_it_stands_it_gives_the_home_its_name_and_leaves_all_else_at_the_default() -> None:
    config = parse(olsxl_toml("Puddlewick House"))
    assert config.home.name == "Puddlewick House"
    assert config.model_copy(update={"home": Config().home}) == Config()


def test_every_line_can_be_uncommented_at_once() -> None:
    parse(uncommented(olsxl_toml("Puddlewick House")))


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: f"{setting.section}.{setting.key}".strip("."))
def test_every_key_is_there_with_what_it_does(setting: Setting) -> None:
    text = olsxl_toml("Puddlewick House")
    assert at(tomllib.loads(uncommented(text)), f"{setting.section}.{setting.key}".strip(".")) is not None
    assert setting.description in text.replace("\n# ", " ")


def test_every_default_is_the_one_that_holds_without_it() -> None:
    text = uncommented(olsxl_toml("Puddlewick House", {}, []))
    written = [line.partition(" = ")[::2] for line in text.splitlines() if re.match(r"[a-z_]+ = ", line)]
    defaults = [(setting.key, setting.default) for setting in SETTINGS if setting.section]
    changed = [pair for pair in defaults if pair not in written]
    assert {key for key, _ in changed} <= {"name", "address"}  # given, and without a default


def test_each_section_says_what_it_is_about() -> None:
    text = olsxl_toml("Puddlewick House")
    assert "# When training falls due.\n[training]" in text
    assert "# One address of the summary.\n#[[mail.to]]" in text


def test_what_is_given_stands_live_and_people_who_get_mail_each_have_a_table() -> None:
    people = [("ruth@puddlewick.example", "manager"), ("trustees@puddlewick.example", "counts")]
    config = parse(olsxl_toml("A", {"home.manager": "Winifred", "mail.from": "olsxl@puddlewick.example"}, people))
    assert config.home.manager == "Winifred"
    assert [(to.address, to.audience) for to in config.mail.to] == people


@pytest.mark.parametrize("name", ['The "Old" House', "C:\\Homes\\One", "Tŷ Glas", "two\nlines", "#[not a section]"])
def test_any_name_of_a_home_comes_back_as_it_was(name: str) -> None:
    assert parse(olsxl_toml(name)).home.name == name


def test_no_secret_and_no_long_line_stands_in_it() -> None:
    text = olsxl_toml("Puddlewick House")
    assert max(len(line) for line in text.splitlines()) <= 120
    assert not re.search(r"^#?password\s*=", text, flags=re.MULTILINE)


def test_days_lists_switches_and_tables_may_stand_live_each_in_its_own_section() -> None:
    live: dict[str, object] = {
        "register.since": date(2026, 11, 16),
        "register.ref_by_sheet": True,
        "sheets.incidents": ["2025", "2026"],
        "columns.incidents": {"Incident ref": 'Log "no."', "Owner": ""},
        "values": {"status": {"Live": "Open"}, "risk_level": {"Red": "High"}},
    }
    text = olsxl_toml("A", live)
    config = parse(text)
    assert (config.register_.since, config.register_.ref_by_sheet) == (date(2026, 11, 16), True)
    assert config.sheets.incidents == ["2025", "2026"]
    assert config.columns.incidents == {"Incident ref": 'Log "no."', "Owner": ""}
    assert config.values == {"status": {"Live": "Open"}, "risk_level": {"Red": "High"}}
    assert parse(uncommented(text)).columns.incidents == config.columns.incidents


MINE = """\
# My own words stand here.
[home]
name = "The Firs"   # as on the letterhead

[register]
# asked of the auditor
since = 2025-01-01

[columns.incidents]
"Owner" = "Lead"  # agreed in May
"""


def test_settings_are_added_to_a_file_and_a_persons_words_and_order_stay() -> None:
    live: dict[str, object] = {
        "registers.training": "staff.xlsx",
        "register.since": date(2025, 9, 1),
        "register.notes": ["Notes"],
        "columns.incidents": {"Summary": "What happened"},
        "values": {"status": {"Live": "Open"}},
    }
    text = updated(MINE, live)
    config = parse(text)
    assert (config.home.name, config.registers.training) == ("The Firs", "staff.xlsx")
    assert (config.register_.since, config.register_.notes) == (date(2025, 9, 1), ["Notes"])
    assert config.columns.incidents == {"Owner": "Lead", "Summary": "What happened"}
    assert config.values == {"status": {"Live": "Open"}}
    kept = [
        "# My own words stand here.",
        'name = "The Firs"   # as on the letterhead',
        '"Owner" = "Lead"  # agreed in May',
    ]
    assert [line for line in text.splitlines() if line in kept] == kept
    assert "# asked of the auditor\nsince = 2025-09-01" in text


def test_with_nothing_to_add_a_file_stays_to_the_letter() -> None:
    assert updated(MINE, {}) == MINE
    text = olsxl_toml("Puddlewick House")
    assert updated(text, {}) == text


def test_a_setting_takes_the_place_of_its_commented_default() -> None:
    text = updated(olsxl_toml("Puddlewick House"), {"training.grace_days": 21, "mail.smtp.host": "mail.example"})
    assert "within which the first training takes place\ngrace_days = 21\n" in text
    assert "#grace_days" not in text
    assert (parse(text).training.grace_days, parse(text).mail.smtp.host) == (21, "mail.example")
