"""Days as people type them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas import NaT, Timestamp

from olsxl.register import days

DAY = date(2026, 11, 22)
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November")


def day(text: str) -> date | None:
    moment = days.read(text)
    return moment.date() if moment else None


@pytest.mark.parametrize(
    "text",
    [
        "22/11/2026",
        "22/11/26",
        "22.11.2026",
        "22-11-2026",
        "22 / 11 / 2026",
        "22 Nov 2026",
        "22-Nov-26",
        "22nd November 2026",
        "22nd of November 2026",
        "22 november, 2026",
        "Sun 22/11/2026",
        "Sunday 22nd November 2026",
        "Sunday, 22 Nov 2026",
        "2026-11-22",
        "2026-11-22T16:00",
        "2026-11-22 16:00:59.123",
        "22/11/2026 16:00",
        "22/11/2026, 16.00",
        "22 Nov 2026 at 16:00",
        "  22/11/2026\u00a0",
        "22\u00a0Nov\u00a02026",
        "22\u204411\u20442026",
        "22\u221511\u221526",
        "22\uff0f11\uff0f2026",
        "22\u29f8Nov\u29f82026",
        "22\u201211\u20122026",
        "22\u00b711\u00b72026",
        r"22\11\2026",
        "22/11/2026 9:05 pm",
        "22/11/2026 9pm",
        "22/11/2026 @ 2105hrs",
        "22/11/2026 (Sun)",
        "22.11.2026.",
        "22 Nov '26",
        "Nov 22 2026",
        "Sunday, November 22nd, 2026 4:00 PM",
        "Nov-22-2026",
        "2026/11/22",
        "2026.11.22",
    ],
)
def test_a_day_is_read_day_first(text: str) -> None:
    assert day(text) == DAY


def test_a_time_is_kept() -> None:
    assert days.read("22/11/2026 at 9:05") == datetime(2026, 11, 22, 9, 5)


@pytest.mark.parametrize("text", ["1/2/2026", "01/02/26", "1 Feb 2026", "1st February 2026"])
def test_of_two_readings_the_day_comes_first(text: str) -> None:
    assert day(text) == date(2026, 2, 1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "11/22/2026",
        "31/02/2026",
        "29/02/2026",
        "0/1/2026",
        "22/11",
        "22 Nov",
        "November 2026",
        "22/11/202",
        "22/11/20266",
        "Nov 22 26",
        "22 Nev 2026",
        "22/11/2026 25:00",
        "22/11/2026 2105",
        "2026/22/11",
        "2026/11-22",
        "22/11/2026 or later",
        "about 22/11/2026",
        "22/11/2026 - 24/11/2026",
        "46348",
    ],
)
def test_what_is_ambiguous_or_no_day_is_never_guessed_at(text: str) -> None:
    assert days.read(text) is None


@pytest.mark.parametrize("word", ["marble", "decade", "octopus", "mayor", "sepal", "June-July"])
def test_a_word_that_begins_like_a_month_is_none(word: str) -> None:
    assert days.read(f"3 {word} 2026") is None


def test_a_february_of_a_leap_year_has_its_day() -> None:
    assert day("29/02/2028") == date(2028, 2, 29)


@pytest.mark.parametrize("month", [*MONTHS, "December", "Sept", *(name[:3] for name in MONTHS)])
def test_months_are_read_by_name_and_short_name(month: str) -> None:
    moment = days.read(f"3 {month} 2026")
    assert moment is not None
    assert f"{moment:%B}".startswith(month[:3])


STYLES = ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %b %Y", "%d %B %Y", "%a %d %b %Y", "%A, %d %B %Y", "%Y-%m-%d")


@given(st.dates(date(1000, 1, 1)), st.sampled_from(STYLES))
def test_a_day_in_every_style_is_read_as_itself(when: date, style: str) -> None:
    assert day(when.strftime(style)) == when


@given(st.dates(date(1000, 1, 1)))
def test_a_day_as_it_is_shown_is_read_as_itself(when: date) -> None:
    assert day(days.show(when)) == when


@given(st.dates(date(1930, 1, 1), date(2029, 12, 31)), st.sampled_from(("%d/%m/%y", "%d-%b-%y")))
def test_a_year_of_two_digits_is_that_of_excel(when: date, style: str) -> None:
    assert day(when.strftime(style)) == when


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-26T14:00:00.1234567Z", datetime(2026, 11, 26, 14)),
        ("2026-06-21T23:30:00Z", datetime(2026, 6, 22, 0, 30)),
        ("2026-06-21T23:30Z", datetime(2026, 6, 22, 0, 30)),
        ("2026-11-26 14:00 UTC", datetime(2026, 11, 26, 14)),
        ("2026-11-26T23:30:00-05:00", datetime(2026, 11, 27, 4, 30)),
        ("2026-11-26T01:00:00+0530", datetime(2026, 11, 25, 19, 30)),
        ("2026-11-26T01:00:00+02", datetime(2026, 11, 25, 23)),
        ("2026-06-21T23:30+00:00", datetime(2026, 6, 22, 0, 30)),
        ("Tue, 17 Nov 2026 09:00:00 GMT", datetime(2026, 11, 17, 9)),
        ("Sun, 21 Jun 2026 23:30:00 +0000", datetime(2026, 6, 22, 0, 30)),
        ("21 Jun 2026 23:30:00 UT", datetime(2026, 6, 22, 0, 30)),
        ("21/06/2026 00:30 BST", datetime(2026, 6, 21, 0, 30)),
        ("17 Nov 2026 21:00 EST", datetime(2026, 11, 18, 2)),
        ("18/11/2026 00:30 CET", datetime(2026, 11, 17, 23, 30)),
        ("17/11/2026 9pm GMT-5", datetime(2026, 11, 18, 2)),
        ("Tue, 17 Nov 2026 23:00:00 -0500 (EST)", datetime(2026, 11, 18, 4)),
        ("Tue Nov 17 2026 14:00:00 GMT+0000 (Coordinated Universal Time)", datetime(2026, 11, 17, 14)),
    ],
)
def test_a_moment_that_a_flow_wrote_is_brought_to_the_time_of_the_home(text: str, moment: datetime) -> None:
    assert days.read(text) == moment


@pytest.mark.parametrize(
    "text",
    ["17/11/2026 14:00-15:00", "2026-11-17 14:00-15:00", "2026-11-17+01:00", "17 Nov 2026 09:00 IST", "17/11/2026 Z"],
)
def test_a_span_of_hours_and_a_zone_that_is_not_known_are_not_guessed_at(text: str) -> None:
    assert days.read(text) is None


@pytest.mark.parametrize(
    ("text", "behind"),
    [
        ("17/11/2026 14:00-15:00 school", " 14:00-15:00 school"),
        ("2026-11-17 14:00 - 15:00 school", " - 15:00 school"),
        ("17/11/2026 Z rang", " Z rang"),
        ("17\u204411\u20442026: rang", ": rang"),
    ],
)
def test_what_stands_behind_a_day_in_a_text_is_no_zone(text: str, behind: str) -> None:
    (found,) = days.within(text)
    assert (found.moment.date(), text[found.end :]) == (date(2026, 11, 17), behind)


@pytest.mark.parametrize(
    ("text", "hour"),
    [("9:05 am", 9), ("9:05PM", 21), ("12:05 a.m.", 0), ("12:05 p.m.", 12), ("14:05 pm", 14), ("14:05", 14)],
)
def test_an_hour_of_either_half_of_the_day_is_read(text: str, hour: int) -> None:
    assert days.read(f"22/11/2026 {text}") == datetime(2026, 11, 22, hour, 5)


def test_a_home_elsewhere_has_its_own_time() -> None:
    assert days.read("2026-11-26T23:30:00Z", ZoneInfo("Europe/Berlin")) == datetime(2026, 11, 27, 0, 30)


@pytest.mark.parametrize(
    "text", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2026-11-26T14:00:00+99:99"]
)
def test_an_offset_that_leads_out_of_the_calendar_is_no_day(text: str) -> None:
    assert days.read(text) is None


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("46348", datetime(2026, 11, 22)),
        (" 46348.5\u200b", datetime(2026, 11, 22, 12)),
        ("22/11/2026", datetime(2026, 11, 22)),
        ("20261122", datetime(2026, 11, 22)),
        ("20261322", None),
        ("22112026", datetime(2026, 11, 22)),
        ("22 11 2026", datetime(2026, 11, 22)),
        ("20112012", datetime(2012, 11, 20)),
        ("11222026", None),
        ("2112026", None),
        ("221126", None),
        ("18261122", None),
        ("00123", None),
        ("99999", None),
    ],
)
def test_a_serial_or_a_day_of_digits_alone_is_a_day_in_a_column_of_dates(text: str, moment: datetime | None) -> None:
    assert days.read_cell(text, days.Calendar(date1904=False, zone=days.LONDON)) == moment


def test_a_serial_written_as_text_is_of_the_calendar_of_its_workbook() -> None:
    assert days.read_cell("44886", days.Calendar(date1904=True, zone=days.LONDON)) == datetime(2026, 11, 22)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "\u200e22\u200e/\u200e11\u200e/\u200e2026",
            "22\u201311\u20132026",
            "22\u2011Nov\u201126",
            "2026\u201111\u201122",
        ),
        *("\uff12\uff12/\uff11\uff11/\uff12\uff10\uff12\uff16", "\ufeff2026-11-22T16:00"),
    ],
)
def test_a_day_that_was_pasted_is_read_as_it_looks(text: str) -> None:
    assert day(text) == DAY


@given(st.text() | st.from_regex(r"\s*\d{1,3}[/. -]\w{1,9}[/. -]\d{1,5}( \d\d?:\d\d)?\s*"))
def test_no_text_is_too_odd_to_be_looked_at(text: str) -> None:
    assert days.read(text) is None or isinstance(days.read(text), datetime)


@given(st.dates(date(1990, 1, 2), date(2099, 12, 30)))
def test_a_likely_number_is_the_day_that_excel_means_by_it(when: date) -> None:
    serial = (when - date(1899, 12, 30)).days
    midnight = datetime(when.year, when.month, when.day)
    assert days.from_serial(serial, date1904=False) == midnight
    assert days.from_serial(serial - 1462, date1904=True) == midnight
    assert days.from_serial(serial + 0.5, date1904=False) == midnight + timedelta(hours=12)


@given(st.floats() | st.integers())
def test_no_number_is_too_odd_to_be_looked_at(number: float) -> None:
    moment = days.from_serial(number, date1904=False)
    assert moment is None or 1990 <= moment.year < 2101


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12/11/2026: no offence", ["12/11/2026"]),
        ("told on 12 Nov 2026 and again on 13.11.26.", ["12 Nov 2026", "13.11.26"]),
        ("(Thu 12th November 2026 16:00)", ["Thu 12th November 2026 16:00"]),
        ("since 2026-11-12", ["2026-11-12"]),
        ("12/11, OLS-2026-0001, 31/02/2026, 1/2/3/2026 and 192.168.10.20", []),
        ("12 were 20", []),
    ],
)
def test_days_are_found_where_they_stand_in_a_text(text: str, found: list[str]) -> None:
    places = sorted(days.within(text))
    assert [text[place.start : place.end] for place in places] == found
    assert all(days.read(text[place.start : place.end]) == place.moment for place in places)


@pytest.mark.parametrize("text", ["21102014", "21 10 2014", "20141021", "10/21/2014", "Oct 21, 2014", "2014/10/21"])
def test_a_date_of_birth_is_missed_in_no_form(text: str) -> None:
    assert date(2014, 10, 21) in {place.moment.date() for place in days.anywhere(f"Met her ({text}) at school.")}


@pytest.mark.parametrize(
    ("cell", "found"), [(Timestamp(2026, 11, 22, 16), DAY), (NaT, None), ("22/11/2026", None), (None, None)]
)
def test_a_cell_of_a_frame_has_a_day_where_it_was_understood_as_one(cell: object, found: date | None) -> None:
    assert days.of(cell) == found
