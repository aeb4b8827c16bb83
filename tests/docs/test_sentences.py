"""Nobody is sent to what is not there: commands and variables that a sentence names are the product's own."""

from __future__ import annotations

import re

from tests.docs.product import MODULES, ROOT, TEMPLATES, commands, texts

PROSE = re.compile(
    "and|as|at|be|began|but|by|can|cannot|could|did|do|for|found|from|gave|grow|held|if|in|itself|keep|kept|laid|left|lie"
    "|made|make|may|might|must|never|not|of|on|only|or|out|put|read|said|should|so|than|that|then|to|took|when|where|which"
    "|while|will|with|would|write|wrote"
)
"""Words that may follow the name of olsxl in a sentence, beside verbs that end in s or ed."""

COMMANDS_IN_S = frozenset({"status", "changes", "backups"})
"""Names of commands, as they may once be, that look like verbs."""

NO_COMMAND = frozenset({"register"})
"""The custom property of a workbook is named so (olsxl/register/identity.py)."""

SENTENCES = {str(path.relative_to(ROOT)): [*texts(path)] for path in MODULES} | {
    str(path.relative_to(ROOT)): [path.read_text("utf-8")] for path in TEMPLATES
}


def is_verb(word: str) -> bool:
    return word.endswith(("s", "ed")) and word not in COMMANDS_IN_S


def commands_named(sentence: str) -> set[str]:
    """The words behind olsxl in a text that are no prose: commands, or meant to be."""
    words = set(re.findall(r"(?<![\w./-])olsxl ([a-z]+)\b", sentence))
    return {word for word in words if not PROSE.fullmatch(word) and not is_verb(word)}


def test_a_command_that_a_sentence_names_is_there() -> None:
    there = {name.split()[1] for name, _ in commands()}
    named = {(place, word) for place, told in SENTENCES.items() for text in told for word in commands_named(text)}
    assert {(place, word) for place, word in named if word not in there | NO_COMMAND} == set()


def test_a_command_that_is_not_there_would_be_seen() -> None:
    assert commands_named("Type the reference; olsxl redact takes it out. What olsxl does: `olsxl status`") == {
        "redact",
        "status",
    }


def test_a_variable_that_a_sentence_names_is_one_that_olsxl_reads() -> None:
    from olsxl.jobs import secrets

    read = {secrets.REGISTER, secrets.CHILD_KEY, secrets.SMTP, secrets.PACK}
    named = {name for told in SENTENCES.values() for text in told for name in re.findall(r"OLSXL_[A-Z_]+", text)}
    assert named == read
