"""The HTML of mail and page: readable in light and dark, by a screen reader, in Outlook, and with odd names in it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from olsxl.report.render import Renderer
from olsxl.report.summary import Bar
from tests.report import samples
from tests.report.markup import Look, contrast, parse

if TYPE_CHECKING:
    from olsxl.config import Audience
    from olsxl.report.summary import Summary

RENDERER = Renderer()
WEEKS = {"busy": samples.busy(), "pending": samples.pending(), "calm": samples.calm()}
AUDIENCES: tuple[Audience, ...] = ("manager", "counts")
ODD = 'O\'Neil & <b>Sons</b> "{{ home }}"'


def mails() -> dict[str, str]:
    return {f"mail {name} {who}": RENDERER.mail(week, who).html for name, week in WEEKS.items() for who in AUDIENCES}


def pages() -> dict[str, str]:
    return {f"page {name} {who}": RENDERER.page(week, who) for name, week in WEEKS.items() for who in AUDIENCES}


MAILS, PAGES = mails(), pages()
BOTH = MAILS | PAGES


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("html", BOTH.values(), ids=BOTH.keys())
def test_every_text_stands_out_from_its_background_and_is_14_px_or_more(html: str, dark: bool) -> None:
    texts = list(Look(html, dark=dark).texts())
    assert texts
    for text, style in texts:
        assert contrast(style.colour, style.background) >= 4.5, (text, style)
        assert style.size >= 14, (text, style)


@pytest.mark.parametrize("html", BOTH.values(), ids=BOTH.keys())
def test_a_screen_reader_learns_the_language_the_title_and_the_headings(html: str) -> None:
    root = parse(html)
    (page,), (body,) = root.all("html"), root.all("body")
    first = body if body.attrs.get("lang") else body.children[0]
    for element in (page, first):
        assert (element.attrs["lang"], element.attrs["dir"]) == ("en-GB", "ltr")
    assert root.all("head")[0].all("title")[0].text.startswith("Weekly review 2026-W47")
    levels = [int(element.tag[1]) for element in root.walk() if re.fullmatch(r"h\d", element.tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("html", BOTH.values(), ids=BOTH.keys())
def test_a_table_is_layout_or_has_a_caption_and_scoped_headings_never_both(html: str) -> None:
    for table in parse(html).all("table"):
        own = [cell for cell in table.all("th") if next(up for up in cell.above if up.tag == "table") is table]
        if table.attrs.get("role") == "presentation":
            assert not own
        else:
            assert table.children[0].tag == "caption"
            assert own
            assert all(cell.attrs.get("scope") in ("row", "col") for cell in own)


@pytest.mark.parametrize("html", MAILS.values(), ids=MAILS.keys())
def test_the_mail_uses_nothing_that_outlook_does_not_know(html: str) -> None:
    assert not re.search(r"<svg|<img|<script|data:|var\(|display:\s*(?:flex|grid)|position:|https?://", html)
    for element in parse(html).walk():
        assert element.tag in ("td", "th", "caption", "body") or "padding" not in element.attrs.get("style", "")


@pytest.mark.parametrize("html", MAILS.values(), ids=MAILS.keys())
def test_the_styles_of_the_mail_stand_on_its_elements_and_the_dark_ones_in_its_head(html: str) -> None:
    assert "prefers-color-scheme: dark" in html
    assert 'class="pad headline" style="' in html


@pytest.mark.parametrize("html", PAGES.values(), ids=PAGES.keys())
def test_the_page_needs_no_other_file_and_runs_nothing(html: str) -> None:
    assert not re.search(r"<script|<link|<img|<iframe|src=|href=|url\(|@import|https?://|\son[a-z]+=", html)


def test_every_picture_of_the_page_says_in_words_what_it_shows() -> None:
    drawings = [one for one in parse(PAGES["page busy manager"]).all("svg") if "aria-hidden" not in one.attrs]
    assert [one.attrs["role"] for one in drawings] == ["img"] * 4
    for one in drawings:
        title, description = one.children[:2]
        assert one.attrs["aria-labelledby"].split() == [title.attrs["id"], description.attrs["id"]]
        assert title.text
        assert description.text
    told = " ".join(one.children[1].text for one in drawings)
    weeks = ("2026-W43 missed", "2026-W36 missed but explained")
    for fact in ("Up to 7 days: 2", *weeks, "9 of 12 people", "Overdue: 2; Nov 2026: 1; Dec 2026: 1; Jan 2027: 0"):
        assert fact in told


def test_what_became_of_a_week_is_told_by_a_shape_and_not_by_a_colour() -> None:
    marks = [one for one in parse(PAGES["page busy manager"]).all("svg") if "mark" in one.classes]
    shapes = {tuple((part.tag, part.attrs.get("d")) for part in mark.children) for mark in marks}
    assert len(shapes) == len(marks) == 5


def test_no_id_stands_twice_on_a_page() -> None:
    ids = [one.attrs["id"] for one in parse(PAGES["page busy manager"]).walk() if "id" in one.attrs]
    assert len(ids) == len(set(ids))


def odd() -> Summary:
    first = replace(samples.busy().open[0], ref="<i>7</i>\n\u202eTO DO NOW", status="<u>Open</u>")
    return replace(samples.busy(), home=ODD, open=(first,), ages=(Bar("<s>old</s>", 1),))


@pytest.mark.parametrize("audience", AUDIENCES)
def test_an_odd_name_is_shown_as_it_is_and_becomes_no_markup(audience: Audience) -> None:
    mail, page = RENDERER.mail(odd(), audience), RENDERER.page(odd(), audience)
    assert ODD in mail.text
    for html in (mail.html, page):
        tags = {element.tag for element in parse(html).walk()}
        assert not tags & {"b", "i", "u", "s"}
        assert ODD in " ".join(text for text, _ in Look(html, dark=False).texts())


def test_a_reference_cannot_forge_a_line_of_the_text() -> None:
    assert "- <i>7</i> TO DO NOW: " in RENDERER.mail(odd(), "manager").text


def test_a_mail_of_five_hundred_records_findings_and_gaps_is_not_cut_short() -> None:
    mail = RENDERER.mail(samples.huge(), "manager")
    assert len(mail.html.encode()) < 90_000
    assert len(mail.text.encode()) < 90_000


@pytest.mark.parametrize("people", [1, 30, 31, 500])
def test_training_is_drawn_for_one_person_and_for_hundreds(people: int) -> None:
    page = RENDERER.page(samples.with_training(samples.busy(), people=people, trained=people // 2))
    assert f"{people // 2} of {people}" in page


def test_a_page_of_a_home_before_its_first_week_is_drawn_without_weeks() -> None:
    assert "Reviews, last 0 weeks" in RENDERER.page(replace(samples.calm(), weeks=(), ages=()))
