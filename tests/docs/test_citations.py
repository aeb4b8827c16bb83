"""Whatever a docstring, a comment or a page cites is there: a page, its heading, its fact, a clause of the policy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from olsxl.rules.policy import SOURCES
from tests.docs.generated import DOCS
from tests.docs.product import MODULES, ROOT, TEMPLATES, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

OWN = ROOT / "tests" / "docs" / "test_citations.py"
CODE = [*MODULES, *TEMPLATES, *sorted({*(ROOT / "tests").rglob("*.py")} - {OWN})]
PAGES = [*sorted(DOCS.rglob("*.md")), *sorted(ROOT.glob("*.md"))]

CITATION = re.compile(
    r'(docs/[\w/-]+\.md)((?:(?:,| and) "[^"\n]+")*)((?:,| and)(?: facts?| points?)? \d+(?: and \d+)?)?'
)
ELSEWHERE = re.compile(r"(?<![\w-])(?:DESIGN|DOMAIN|RULES|XLSX|MAIL|STYLE|NAMES)(?:\.md|,? facts? |, \")")
"""How documents were cited that are not in the repository."""


def prose(text: str) -> str:
    """A text on one line, so that a citation is whole where a line ends in it."""
    return re.sub(r"\s*\n\s*(?:# )?", " ", text)


def section(page: str, heading: str) -> str:
    """What stands below a heading of a page, up to the next of the same level; fails where there is none."""
    text = (ROOT / page).read_text("utf-8")
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"{page} has no heading {heading}"
    return found[1]


def missing(text: str) -> Iterator[str]:
    """Every citation of a text that leads nowhere."""
    for page, headings, numbers in CITATION.findall(prose(text)):
        if not (ROOT / page).is_file():
            yield page
            continue
        named = re.findall(r'"([^"]+)"', headings) or (["Facts"] if "fact" in numbers else [])
        told = "".join(section(page, heading) for heading in named)
        for number in re.findall(r"\d+", numbers):
            if not re.search(rf"^{number}\. ", told, re.MULTILINE):
                yield f"{page}{headings}, {number}"


def test_what_is_cited_is_there() -> None:
    sources = {path.relative_to(ROOT): path.read_text("utf-8") for path in [*CODE, *PAGES]}
    nowhere = {path: found for path, text in sources.items() if (found := [*missing(text)])}
    elsewhere = {path: found for path, text in sources.items() if (found := ELSEWHERE.findall(prose(text)))}
    assert (nowhere, elsewhere) == ({}, {})


def test_a_citation_that_leads_nowhere_would_be_seen() -> None:
    assert [*missing("(P6; docs/policy.md, fact 99) and docs/none.md")] == ["docs/policy.md, 99", "docs/none.md"]
    assert [*missing('docs/contract.md, "The weekly review,\n    exactly", 8 and docs/policy.md, fact 5')] == []
    assert ELSEWHERE.search("(DOMAIN" + ", fact 5)")


def test_every_clause_that_is_cited_stands_in_the_policy() -> None:
    policy = section("docs/policy.md", "The policy")
    cited = {clause for module in MODULES for text in texts(module) for clause in re.findall(r"\bP\d{1,2}\b", text)}
    clauses = {source for source in SOURCES if re.fullmatch(r"P\d+", source)}
    assert {clause for clause in cited | clauses if f"| {clause} |" not in policy} == set()
