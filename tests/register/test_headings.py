"""Headings as people write them, matched to those of the schema."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from olsxl.config import ConfigError, parse
from olsxl.register import schema
from olsxl.register.meaning.aliases import ALIASES
from olsxl.register.meaning.headings import groups_above, match, nearest, renamed_columns
from olsxl.register.text import heading_key, one_line

HEADINGS = schema.UPDATES.headings


@pytest.mark.parametrize("typed", ["Incident ref", "INCIDENT REF", " incident  ref ", "Incident\nref", "Incident-Ref."])
def test_case_blanks_line_breaks_and_punctuation_do_not_matter(typed: str) -> None:
    found = match(schema.UPDATES, [None, typed], {})
    assert found.columns == {"Incident ref": 2}
    assert found.typed == {"Incident ref": typed.strip()}


def test_a_word_more_is_another_heading() -> None:
    assert match(schema.UPDATES, ["Incident ref no", "Date of entry", "Updated"], {}).columns == {}


def test_headings_stand_in_any_order_among_others() -> None:
    found = match(schema.UPDATES, ["By", "Weather", None, "Date", 2026, "Update"], {})
    assert found.columns == {"Date": 4, "Update": 6, "By": 1}
    assert list(found.columns) == ["Date", "Update", "By"]


def test_a_renamed_heading_is_looked_for_under_the_managers_name_alone() -> None:
    found = match(schema.UPDATES, ["Date", "When\nit was"], {"Date": "when it was"})
    assert (found.columns, found.typed) == ({"Date": 2}, {"Date": "When\nit was"})


def test_a_renamed_heading_takes_its_column_before_ours_does() -> None:
    found = match(schema.INCIDENTS, ["Incident ref", "Summary"], {"Assessment": "Summary"})
    assert found.columns == {"Incident ref": 1, "Assessment": 2}


def test_an_alias_is_known_where_nothing_else_answers_and_one_column_alone_does() -> None:
    assert match(schema.INCIDENTS, ["Incident no.", "Date\nreported"], {}).columns == {
        "Incident ref": 1,
        "Reported on": 2,
    }
    assert match(schema.INCIDENTS, ["Incident no.", "Incident ref"], {}).columns == {"Incident ref": 2}
    assert match(schema.INCIDENTS, ["Incident no.", "Incident number"], {}).columns == {}


def test_an_alias_never_takes_what_the_settings_give_away_nor_stands_for_what_they_say_is_absent() -> None:
    assert match(schema.INCIDENTS, ["Date closed"], {"Assessed on": "Date closed"}).columns == {"Assessed on": 1}
    assert match(schema.INCIDENTS, ["Date closed"], {"Closed on": ""}).columns == {}


@pytest.mark.parametrize("sheet", [*schema.INCIDENT_REGISTER, *schema.TRAINING_REGISTER], ids=lambda s: s.name)
def test_an_alias_is_one_headings_alone_and_no_heading_of_ours(sheet: schema.Sheet) -> None:
    aliases = ALIASES.get(sheet.name, {})
    names = [heading_key(heading) for heading in sheet.headings] + [
        heading_key(a) for own in aliases.values() for a in own
    ]
    assert len(set(names)) == len(names)
    assert set(aliases) <= set(sheet.headings)


def test_of_two_columns_headed_alike_the_settings_name_one_by_the_heading_above_it() -> None:
    groups = groups_above(["Incident", None, "Closure", None])
    header = ["Ref", "Date", "Date", "By"]
    renamed = {"Incident ref": "Ref", "Reported on": "Incident / Date", "Closed on": "Closure / Date"}
    found = match(schema.INCIDENTS, header, renamed, groups)
    assert found.columns == {"Incident ref": 1, "Reported on": 2, "Closed on": 3}
    assert found.typed["Closed on"] == "Date"


def test_two_headings_may_be_exchanged() -> None:
    found = match(schema.UPDATES, ["Type", "Update"], {"Type": "Update", "Update": "Type"})
    assert found.columns == {"Type": 2, "Update": 1}


def test_the_heading_to_the_letter_is_read_and_the_others_are_repeated() -> None:
    found = match(schema.UPDATES, ["DATE", "Date", "date:"], {})
    assert found.columns == {"Date": 2}
    assert found.repeated == (("Date", 1), ("Date", 3))


@pytest.mark.parametrize("sign", ["#", "№.", "-"])
def test_a_heading_of_signs_alone_answers_to_itself_and_to_no_blank(sign: str) -> None:
    found = match(schema.UPDATES, [None, "", sign, "*"], {"Incident ref": sign})
    assert (found.columns, found.repeated) == ({"Incident ref": 3}, ())


def test_a_heading_renamed_to_nothing_answers_to_nothing() -> None:
    assert match(schema.UPDATES, [None, ""], {"Incident ref": ""}).columns == {}


def test_the_nearest_heading_is_offered_where_one_is_like_it() -> None:
    assert nearest("Reported on", ["Summary", "Date reported", "Reported"]) == "Reported"
    assert nearest("Reported on", ["Weather", ""]) is None


def test_a_heading_is_quoted_on_one_line() -> None:
    assert one_line(" Date \r\n reported\t on ") == "Date reported on"


def test_several_of_our_headings_may_be_said_to_be_absent() -> None:
    config = parse('[columns.incidents]\nOwner = ""\nPlatform = ""')
    assert renamed_columns(config, schema.INCIDENTS) == {"Owner": "", "Platform": ""}


def test_our_heading_may_be_written_loosely_in_the_config() -> None:
    config = parse('[columns.incidents]\n"incident_ref" = "Log no."\n"REPORTED ON" = "When"')
    assert renamed_columns(config, schema.INCIDENTS) == {"Incident ref": "Log no.", "Reported on": "When"}


def test_a_heading_that_we_do_not_have_is_refused_with_the_closest() -> None:
    config = parse('[columns.incidents]\n"Incident reff" = "Log no."')
    with pytest.raises(ConfigError, match=r"columns\.incidents: 'Incident reff' .* did you mean Incident ref\?"):
        renamed_columns(config, schema.INCIDENTS)


def test_a_heading_of_the_managers_cannot_stand_for_two_of_ours() -> None:
    config = parse('[columns.updates]\nDate = "When"\n"Entered at" = "when "')
    with pytest.raises(ConfigError, match=r"columns\.updates: 'When' is given for both 'Date' and 'Entered at'"):
        renamed_columns(config, schema.UPDATES)


@pytest.mark.parametrize("sheet", [*schema.INCIDENT_REGISTER, *schema.TRAINING_REGISTER], ids=lambda s: s.name)
def test_no_two_headings_of_a_sheet_are_alike(sheet: schema.Sheet) -> None:
    assert len({heading_key(heading) for heading in sheet.headings}) == len(sheet.headings)
    assert len({column.config_key for column in sheet.columns}) == len(sheet.columns)


decorated = st.builds(
    lambda heading, upper, around, between: around + (heading.upper() if upper else heading).replace(" ", between),
    st.sampled_from(HEADINGS),
    st.booleans(),
    st.text(" \t\n.,:*", max_size=3),
    st.sampled_from([" ", "  ", "\n", "-", "_", ""]),
)


@given(st.lists(decorated, unique_by=heading_key))
def test_decorated_headings_in_any_order_are_each_found_once(header: list[str]) -> None:
    found = match(schema.UPDATES, header, {})
    assert sorted(found.columns.values()) == list(range(1, len(header) + 1))
    assert found.repeated == ()


@given(st.lists(st.none() | st.text() | st.integers() | decorated))
def test_whatever_stands_in_a_header_row_no_column_answers_twice(header: list[object]) -> None:
    found = match(schema.UPDATES, header, {})
    columns = [*found.columns.values(), *(number for _, number in found.repeated)]
    assert len(set(columns)) == len(columns)
    assert all(heading_key(found.typed[heading]) == heading_key(heading) for heading in found.columns)


def test_where_sheets_are_headed_differently_each_answers_by_its_own_heading() -> None:
    renamed = renamed_columns(parse('[columns.incidents]\n"Incident ref" = "Ref | Log no"'), schema.INCIDENTS)
    found = [match(schema.INCIDENTS, header, renamed) for header in (["Log no", "Status"], ["Status", "ref", "Log no"])]
    assert [each.columns["Incident ref"] for each in found] == [1, 2]
    assert [each.typed["Incident ref"] for each in found] == ["Log no", "ref"]
    assert [each.repeated for each in found] == [(), ()]


def test_of_alternatives_too_none_may_be_given_for_two_headings() -> None:
    config = parse('[columns.incidents]\nOwner = "Lead | Who"\n"Reported by" = "who"')
    with pytest.raises(ConfigError, match="'Who' is given for both"):
        renamed_columns(config, schema.INCIDENTS)
