"""A home's own templates go before the product's, and one that is broken says so by file, line and name."""

from __future__ import annotations

import re
import sys
from subprocess import run
from typing import TYPE_CHECKING

import pytest

from olsxl.report.render import Renderer
from tests.report import samples

if TYPE_CHECKING:
    from pathlib import Path


def failure(folder: Path) -> str:
    """What is told of the one template of a home that fails, whose place the product's takes."""
    renderer = Renderer(folder)
    assert renderer.mail(samples.busy(), "manager") == Renderer().mail(samples.busy(), "manager")
    (failed,) = renderer.failures
    return failed


def test_a_file_in_the_homes_folder_replaces_the_template_of_that_name_and_no_other(tmp_path: Path) -> None:
    (tmp_path / "weekly.subject.txt").write_text("Review of {{ home }},\n week {{ review }}\n", encoding="utf-8")
    mail = Renderer(tmp_path).mail(samples.busy(), "manager")
    assert mail.subject == "Review of Larkfield House, week 2026-W47"
    assert mail.text == Renderer().mail(samples.busy(), "manager").text


def test_a_template_saved_by_notepad_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    (tmp_path / "weekly.txt").write_text("{{ figures.open | counted('record') }}\n", encoding="utf-8-sig")
    assert Renderer(tmp_path).mail(samples.busy(), "manager").text == "6 records\n"


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("Dear all\n\n{{ headlin }}\n", 3, "'headlin' is no name that it can use here; did you mean headline?"),
        ("{{ figures.opn }}\n", 1, "'opn' is no name that it can use here"),
        ("one\n{{ home | countd }}\n", 2, "'countd' is no name that it can use here; did you mean counted?"),
        ("one\n{% esle %}\n", 2, "unknown tag 'esle'"),
        ("one\n{% include 'logo.txt' %}\n", 2, "it asks for 'logo.txt', which is not there"),
        ("one\n{{ review + 1 }}\n", 2, "can only concatenate str"),
    ],
)
def test_a_broken_template_is_named_with_its_line_and_the_name_that_is_unknown(
    tmp_path: Path, text: str, line: int, told: str
) -> None:
    (tmp_path / "weekly.txt").write_text(text, encoding="utf-8")
    failed = failure(tmp_path)
    assert f"The template {tmp_path / 'weekly.txt'}, line {line} cannot be used: " in failed
    assert told in failed


def test_the_template_that_an_own_template_takes_in_is_the_one_that_is_named(tmp_path: Path) -> None:
    (tmp_path / "weekly.txt").write_text("{% include 'own/foot.txt' %}", encoding="utf-8")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "foot.txt").write_text("\n{{ manager }}", encoding="utf-8")
    assert re.search(r"foot\.txt, line 2 .*'manager'", failure(tmp_path))


def test_a_template_in_another_encoding_says_how_to_save_it(tmp_path: Path) -> None:
    (tmp_path / "weekly.txt").write_bytes("Caf\xe9".encode("cp1252"))
    assert "not saved as UTF-8" in failure(tmp_path)


def test_a_style_that_cannot_be_read_names_its_template(tmp_path: Path) -> None:
    (tmp_path / "weekly.html").write_text("<style>p { color: }</style><p style='a:b;;c'>x</p>", encoding="utf-8")
    assert "weekly.html cannot be used: its styles" in failure(tmp_path)


def test_a_style_sheet_that_lies_elsewhere_is_not_fetched(tmp_path: Path) -> None:
    link = '<link rel="stylesheet" href="http://192.0.2.1/own.css"><p>{{ headline }}</p>'
    (tmp_path / "weekly.html").write_text(link, encoding="utf-8")
    assert "192.0.2.1" not in Renderer(tmp_path).mail(samples.busy(), "manager").html


def test_a_folder_of_templates_that_is_not_there_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    assert "[templates] dir" in failure(tmp_path / "wording")


def test_the_templating_libraries_load_only_when_something_is_rendered() -> None:
    code = "import sys, olsxl.report.render; sys.exit(bool({'jinja2', 'css_inline', 'pandas'} & set(sys.modules)))"
    assert run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.proof
@pytest.mark.parametrize(
    "hostile",
    [
        "{{ home.__class__.__mro__[1].__subclasses__() }}",
        "{{ counted.__globals__ }}",
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        (
            "{% macro m(n) %}{% if n %}{% if m(n - 1) %}{% endif %}{% if m(n - 1) %}{% endif %}"
            "{% endif %}{% endmacro %}{{ m(60) }}"
        ),
        "{% set ns = namespace(x='aa') %}{% for i in range(60) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}",
        "{% set ns = namespace(x='aa') %}{% for i in range(60) %}{% set ns.x = ns.x + ns.x %}{% endfor %}",
        "{% set ns = namespace(x=['a']) %}{% for i in range(60) %}{% set ns.x = ns.x + ns.x %}{% endfor %}",
        (
            "{% set ns = namespace(x='aa') %}{% for i in range(60) %}"
            "{% set ns.x = ns.x | replace('a', ns.x) %}{% endfor %}"
        ),
        "{% set ns = namespace(x='aa') %}{% for i in range(60) %}{% set ns.x = [1, 2, 3] | join(ns.x) %}{% endfor %}",
        (
            "{% set ns = namespace(x='aa') %}{% for i in range(60) %}"
            "{% set x %}{{ ns.x }}{{ ns.x }}{% endset %}{% set ns.x = x %}{% endfor %}"
        ),
        "{% set a = 'aaaa' %}" + "{% set a = [a, a] %}" * 40 + "{{ a }}",
        "{% set a = 'aaaa' %}" + "{% set a = (a, {a: a}) %}" * 40,
        "{% set a = 'aaaa' %}" + "{% set a = dict(a=a, b=a) %}" * 40 + "{{ a }}",
        "{% set a = 'a ' * 5000000 %}{% for i in range(1000) %}{% set b = a.split() %}{% endfor %}",
        "{% set a = 'a ' * 5000000 %}{% for i in range(99999) %}{% set b = 'b' in a or a is upper %}{% endfor %}",
        "{% set a = 'a ' * 5000000 %}{% for i in range(99999) %}{% set b = a[1:] %}{% endfor %}",
        "{% set a = range(99999) | list %}{% for i in range(9999) %}{% set b = a | sort %}{% endfor %}",
        "{{ 'a' * 10**10 }}",
        "{{ 9**9**9**9 }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ '{:>1000000000}'.format(1) }}",
        "{{ 'a'.center(1000000000) }}",
        "{{ 'a' | center(1000000000) }}",
        "{{ (1).to_bytes(10**10, 'big') }}",
    ],
)
def test_a_template_that_reaches_further_or_does_not_end_is_left_and_the_products_own_serves(
    tmp_path: Path, hostile: str
) -> None:
    (tmp_path / "weekly.txt").write_text(hostile, encoding="utf-8")
    assert "weekly.txt" in failure(tmp_path)


def test_names_that_a_template_sets_are_shown_as_none_of_them(tmp_path: Path) -> None:
    nested = "{% set a = namespace() %}" + "{% set a = namespace(a=a, b=a) %}" * 40 + "{{ a }}"
    (tmp_path / "weekly.txt").write_text(nested, encoding="utf-8")
    assert Renderer(tmp_path).mail(samples.busy(), "manager").text == "namespace\n"


def test_the_longest_summary_is_within_the_limits_of_a_template(tmp_path: Path) -> None:
    loop = "{% for a in range(300) %}{% for b in range(300) %}{{ a ~ ' of ' ~ b }} {% endfor %}{% endfor %}"
    (tmp_path / "weekly.txt").write_text(loop, encoding="utf-8")
    assert Renderer(tmp_path).mail(samples.busy(), "manager").text.endswith("299 of 299\n")
