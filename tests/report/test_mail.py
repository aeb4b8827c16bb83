"""The mail of one review: its facts stand in text and in HTML, and it never sounds well by mistake."""

from __future__ import annotations

import html as entities
import os
import re
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from olsxl.report.actions import actions
from olsxl.report.render import Mail, Renderer
from olsxl.report.rows import details
from olsxl.report.summary import Action, Observation, Week
from olsxl.report.training.facts import Gap
from tests.report import samples

if TYPE_CHECKING:
    from olsxl.config import Audience
    from olsxl.report.summary import Summary

RENDERER = Renderer()
GOLDEN = Path(__file__).parent / "golden"
NAMED: tuple[Audience, ...] = ("manager", "deputy")
ALL: tuple[Audience, ...] = ("manager", "deputy", "counts")
CALM = "Nothing is asked of you this week"


def seen(html: str) -> str:
    """What a reader of the HTML sees, on one line."""
    body = re.sub(r"<style>.*?</style>|<!--.*?-->", " ", html, flags=re.DOTALL)
    return " ".join(entities.unescape(re.sub(r"<[^>]+>", " ", body)).split())


@cache
def faces(summary: Summary, audience: Audience = "manager") -> tuple[str, str, str]:
    """The same summary as text, as HTML mail and as a page, each on one line as it is read."""
    mail = RENDERER.mail(summary, audience)
    return " ".join(mail.text.split()), seen(mail.html), seen(RENDERER.page(summary, audience))


@pytest.fixture(scope="module")
def busy_mail() -> Mail:
    return RENDERER.mail(samples.busy(), "manager")


def test_the_subject_says_only_that_there_is_a_review_of_the_week(busy_mail: Mail) -> None:
    assert busy_mail.subject == "Weekly review 2026-W47"


@pytest.mark.parametrize("audience", NAMED)
@pytest.mark.parametrize(
    "fact",
    [
        "Larkfield House",
        "Thursday 19/11/2026",
        "13/11/2026 to 19/11/2026",
        "4 things to do, 1 of them today",
        "Put right 2 errors in the registers.",
        "26/11/2026",
        "6 records are open: 4 updated this week, 2 without an update.",
        "2 records had no update this week and were marked No Update.",
        "2 records were opened and 1 closed in this period.",
        "14 older records are history",
        "OLS-2026-0007",
        "131 days",
        "P-014",
        "02/10/2026",
        "Marked No Update",
        "Updated late",
        "Open - awaiting external",
        "1 record is long open: OLS-2026-0007 (131 days).",
        "Training of 2 people is overdue: P-021 (17 days overdue), P-017 (1 day overdue).",
        "2 weekly reviews were missed, 1 of them explained.",
        "1 review is not signed yet.",
        "2026-W43",
        "22 signed, 1 not signed, 1 missed, 1 missed but explained and 1 before the first review.",
        "2 errors are to be put right in the registers.",
        "2 warnings are to be looked at in the registers.",
        "INC101",
        "The date is typed as text",
        "Updates!B31, Updates!B44",
        "9 of 12 people trained, with training in date.",
        "P-020",
        "Not yet trained",
        "24/11/2026",
        "in 5 days",
        "1 person falls due in the four weeks to 17/12/2026: P-020 (24/11/2026).",
        "1 open record was reported by somebody whose training was not in date then: OLS-2026-0021 (P-017).",
        "3 closed records were reported by somebody whose training was not in date then.",
        "Whether training is to be reviewed is not decided for 2 open records: OLS-2026-0012, OLS-2026-0022.",
        "Apr 2027",
    ],
)
def test_each_fact_stands_in_text_in_html_and_on_the_page(fact: str, audience: Audience) -> None:
    for face in faces(samples.busy(), audience):
        assert fact in face


@pytest.mark.parametrize(
    "fact",
    [
        "The manager has 4 things to do, 1 of them today",
        "3 things by Thursday 26/11/2026",
        "6 records are open",
        "1 record is long open.",
        "Training of 2 people is overdue.",
        "2 weekly reviews were missed, 1 of them explained.",
        "2 errors are to be put right",
        "9 of 12 people trained",
        "1 person falls due in the four weeks to 17/12/2026.",
        "1 open record was reported by somebody whose training was not in date then.",
        "3 closed records were reported by somebody whose training was not in date then.",
        "Whether training is to be reviewed is not decided for 2 open records.",
        "Apr 2027",
    ],
)
def test_who_sees_counts_alone_reads_each_number_in_text_in_html_and_on_the_page(fact: str) -> None:
    for face in faces(samples.busy(), "counts"):
        assert fact in face


def test_the_mail_says_first_what_is_to_do_and_last_who_is_to_be_trained(busy_mail: Mail) -> None:
    order = ["to do now", "open records", "overdue", "missed and unsigned reviews", "findings", "training"]
    text, html = busy_mail.text.lower(), seen(busy_mail.html).lower()
    for face in (text, html):
        places = [face.index(heading) for heading in order[:2]] + [face.rindex(heading) for heading in order[3:5]]
        assert places == sorted(places)
    assert re.findall(r"^([A-Z][A-Z ]+)\n-", busy_mail.text, re.MULTILINE) == [heading.upper() for heading in order]


@pytest.mark.parametrize("audience", ALL)
def test_while_the_register_is_busy_nothing_is_said_to_have_been_marked(audience: Audience) -> None:
    for face in faces(samples.pending(), audience):
        assert "2 records will be marked No Update unless an update is entered first." in face
        assert "nothing of this review is written" in face
        assert "were marked No Update" not in face
        assert "Marked No Update" not in face


def test_one_is_a_record_and_two_are_records() -> None:
    one = replace(samples.busy(), open=samples.busy().open[:1], marked=("OLS-2026-0007",), opened=1, closed=0)
    text, html, page = faces(one)
    for face in (text, html, page):
        assert "1 record is open: 0 updated this week, 1 without an update." in face
        assert "1 record had no update this week and was marked No Update." in face
        assert "1 record was opened" in face
        assert "1 records" not in face


def test_a_week_in_which_all_is_well_says_so_section_by_section() -> None:
    for face in faces(samples.calm()):
        assert CALM in face
        for told in (
            "No record is open.",
            "No record is long open, and no training is overdue.",
            "No weekly review was missed or is unsigned.",
            "The checks found nothing to put right.",
            "12 of 12 people trained",
        ):
            assert told in face


MISSED = Week("2026-W43", date(2026, 10, 19), "missed")

WRONG = {
    "the register was busy": replace(samples.calm(), pending=True),
    "a record was marked": replace(samples.calm(), marked=("OLS-2026-0007",)),
    "a record has no update": replace(samples.calm(), open=(samples.record(7, 5, "no-update"),)),
    "a record is long open": replace(samples.calm(), open=(samples.record(7, 131),)),
    "a review was missed": replace(samples.calm(), missed=(MISSED,)),
    "a review was missed long ago and explained": replace(samples.calm(), missed=(replace(MISSED, state="explained"),)),
    "a review is unsigned": replace(samples.calm(), weeks=samples.weeks({"2026-W46": "unsigned"})),
    "an error was found": replace(samples.calm(), observations=samples.busy().observations[:1]),
    "a warning was found": replace(samples.calm(), observations=samples.busy().observations[2:]),
    "somebody is not trained": samples.with_training(samples.calm(), trained=11),
    "somebody is on the gap list": samples.with_training(samples.calm(), gaps=samples.training().gaps[-1:]),
    "somebody falls due within four weeks": samples.with_training(samples.calm(), coming=samples.training().coming),
    "a row of people is not counted": samples.with_training(samples.calm(), uncounted=1),
    "training is not known": samples.with_training(samples.calm(), people=0, trained=0),
}


@pytest.mark.parametrize("audience", ALL)
@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_nothing_sounds_well_where_one_thing_is_wrong_and_no_action_was_made_of_it(
    wrong: Summary, audience: Audience
) -> None:
    for face in faces(wrong, audience):
        assert "Not everything is in order" in face
        assert "Nothing is asked" not in face


def test_the_overdue_come_before_the_months_and_stand_out_by_more_than_a_colour(busy_mail: Mail) -> None:
    page = RENDERER.page(samples.busy())
    for html in (busy_mail.html, page):
        bars = seen(html)[seen(html).index("Who falls due when") :]
        assert re.search(r"Overdue\D*2\D+Nov 2026\D*1\D+Dec 2026", bars)
    assert 'class="bar late"' in busy_mail.html
    assert 'class="warn"' in page


def test_where_nobody_falls_due_in_four_weeks_it_is_said() -> None:
    for face in faces(samples.calm()):
        assert "Nobody falls due in the four weeks to 17/12/2026." in face


def test_rows_of_people_that_are_in_no_count_are_told_beside_n_of_n() -> None:
    for audience in ALL:
        for face in faces(samples.with_training(samples.calm(), uncounted=2), audience):
            assert "12 of 12 people trained" in face
            assert "2 rows of people are in no count" in face


def test_where_no_training_register_was_read_training_is_said_not_to_be_shown() -> None:
    for face in faces(samples.with_training(samples.busy(), people=0, trained=0, gaps=())):
        assert "Training is not shown" in face
        assert "0 of 0" not in face
        assert "falls due" not in face
        assert "no training is overdue" not in face


def test_a_session_is_to_be_planned_for_whoever_falls_due_and_once_for_each() -> None:
    coming = (*samples.training().coming, Gap("P-033", "in-date", date(2026, 12, 1), 12))
    planned = list(actions(samples.with_training(samples.calm(), coming=coming, gaps=samples.training().gaps), ()))
    assert [(action.by, action.items) for action in planned] == [
        (samples.TODAY, ("P-021", "P-017")),
        (date(2026, 11, 24), ("P-020", "P-005", "P-033")),
    ]


def test_a_day_that_has_passed_is_said_to_be_past() -> None:
    late = Action("Sign the review", samples.TODAY - timedelta(days=2))
    text, html, page = faces(replace(samples.busy(), actions=(late,)))
    for face in (text, html, page):
        assert "1 thing to do was due on Tuesday 17/11/2026" in face
        assert "Was due on Tuesday 17/11/2026" in face


def test_a_record_without_date_owner_or_reference_is_shown_by_its_cell_and_as_such() -> None:
    bare = replace(samples.record(7, None, "no-update"), ref="", owner="", last_update=None)
    for face in faces(replace(samples.busy(), open=(bare,), marked=())):
        for told in ("Incidents!A8", "no date", "Without an update", "neither an update nor a No Update"):
            assert told in face


def test_training_without_a_due_day_or_due_today_is_said_in_words() -> None:
    gaps = (Gap("P-031", "never-trained", None, None), Gap("P-032", "due-soon", samples.TODAY, 0))
    for face in faces(samples.with_training(samples.busy(), gaps=gaps)):
        assert "not dated" in face
        assert "due today" in face


def test_records_of_several_sheets_are_looked_for_in_the_register() -> None:
    mixed = (*samples.huge().open, replace(samples.record(7, 3), where="Log 2025!A4"))
    text, _, _ = faces(replace(samples.huge(), open=mixed))
    assert "and 461 more, see the incident register" in text


def test_a_long_list_is_cut_in_the_mail_with_the_number_left_and_where_to_look() -> None:
    text, html, page = faces(samples.huge())
    for face in (text, html):
        assert "and 460 more, see sheet Incidents" in face
        assert "and 460 more, see the training register" in face
        assert "and 460 more, see the command olsxl check" in face
        assert "and 488 more" in face
        assert "P-011 (19/11/2026) and 488 more." in face
        assert "OLS-2026-0011 (P-011) and 488 more." in face
    assert "and 460 more" not in page


def test_the_record_that_has_no_update_and_the_oldest_stand_first(busy_mail: Mail) -> None:
    refs = re.findall(r"^- (OLS-2026-\d{4})", busy_mail.text, re.MULTILINE)
    assert refs == [f"OLS-2026-{number:04}" for number in (7, 15, 12, 18, 21, 22)]


def test_findings_of_one_rule_stand_together_errors_first() -> None:
    many = tuple(Observation("INC105", "warning", f"Incidents!D{row}", "The date lies ahead") for row in range(60))
    text, _, _ = faces(replace(samples.busy(), observations=(*many, samples.busy().observations[0])))
    assert text.index("Error INC101") < text.index("Warning INC105")
    assert text.count("Warning INC105") == 1
    assert "and 48 more" in text


@pytest.mark.parametrize("summary", [samples.busy(), samples.pending(), samples.huge()])
def test_no_line_of_the_text_is_longer_than_a_mail_program_shows(summary: Summary) -> None:
    mail = RENDERER.mail(replace(summary, home="A home of many words " * 12), "manager")
    assert max(map(len, mail.text.splitlines())) <= 78


@pytest.mark.parametrize("audience", ["manager", "counts"])
def test_the_text_of_a_busy_week_reads_as_it_was_agreed(audience: Audience) -> None:
    """`OLSXL_UPDATE_GOLDEN=1 pytest tests/report` writes the wording anew, to be read before it is committed."""
    golden = GOLDEN / f"weekly-{audience}.txt"
    text = RENDERER.mail(samples.busy(), audience).text
    if os.environ.get("OLSXL_UPDATE_GOLDEN"):
        golden.write_text(text, encoding="utf-8", newline="\n")
    assert text == golden.read_text(encoding="utf-8")


def test_what_is_due_today_is_urgent_and_what_is_due_tomorrow_is_not() -> None:
    by = [samples.TODAY + timedelta(days=days) for days in (-1, 0, 1)]
    todo = details(replace(samples.busy(), actions=tuple(Action("Sign", day) for day in by)), whole=True)["todo"]
    assert isinstance(todo, list)
    assert [(each.when, each.urgent) for each in todo] == [("Was due on", True), ("Today,", True), ("By", False)]
