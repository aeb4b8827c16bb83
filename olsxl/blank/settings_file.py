"""The text of a home's `olsxl.toml`: every key with its default and what it does, ready to be uncommented.

A line that begins with `# ` is explanation, one that begins with `#` and no blank is a setting. Section headings stand
live, so that a setting whose `#` is taken away lands in its own section.
"""

from __future__ import annotations

import json
import textwrap
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any, get_args

from olsxl.config import Config, Setting, settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_TOP = """\
# olsxl: the settings of one home.
#
# A line that begins with # and no blank is a setting at its default (or an example, where it has none): take the # away
# and change what stands after the = sign. Texts stand in "quotes", days are written 2026-09-01.
# Passwords never stand here: they come from the environment, such as OLSXL_SMTP_PASSWORD.
"""

# What stands for a key that has no default of its own.
_EXAMPLES = {"mail.to.address": '"manager@home.example"'}

# Keys that are tables of the home's own: how such a table looks when it is filled in.
_TABLES = {
    "values": '#[values.status]\n#"In progress" = "Open"',
    "lists": '#[lists]\n#body_told = ["School"]',
    "rules": '#[rules]\n#INC106 = "off"',
}


def olsxl_toml(name: str, live: Mapping[str, object] | None = None, recipients: Sequence[tuple[str, str]] = ()) -> str:
    """Return the commented olsxl.toml of a home of this name.

    `live` are further values that stand uncommented, by section and key: `{"home.manager": "A. Person"}`. They are
    texts, days, True or False, lists of texts, and tables of texts (under `values` tables of such).
    `recipients` are pairs of address and audience, each a live `[[mail.to]]`.
    """
    given = {"home.name": name, **(live or {})}
    sections = groupby(sorted(settings(), key=lambda setting: not setting.section), key=lambda setting: setting.section)
    parts = [_TOP, *("\n".join(_section(section, list(keys), given, recipients)) + "\n" for section, keys in sections)]
    return "\n".join(parts)


def _section(
    section: str, keys: Sequence[Setting], live: Mapping[str, object], recipients: Sequence[tuple[str, str]]
) -> Iterator[str]:
    yield from _explained(_docstring(section)) if section else ()
    if section and not keys[0].repeated:
        yield f"[{section}]"
    if keys[0].repeated:
        yield from _repeated(section, keys)
        yield from _recipients(section, recipients)
    else:
        # a table of its own ends the section, so that it stands behind all single lines of it
        for setting in sorted(keys, key=lambda setting: isinstance(live.get(_path(setting)), dict)):
            yield from _setting(setting, live)


def _path(setting: Setting) -> str:
    return f"{setting.section}.{setting.key}".strip(".")


def _setting(setting: Setting, live: Mapping[str, object]) -> Iterator[str]:
    path = _path(setting)
    yield from _explained(setting.description)
    value = live.get(path)
    if isinstance(value, dict):
        yield from _live_table(path, value)
    elif path in live:
        yield f"{setting.key} = {_value(value)}"
    else:
        yield _TABLES.get(path) or f"#{setting.key} = {_EXAMPLES.get(path, setting.default)}"


def _live_table(path: str, table: Mapping[str, object]) -> Iterator[str]:
    """Yield a table with its lines, or each table of a table of tables."""
    inner = {key: value for key, value in table.items() if isinstance(value, dict)}
    for key, value in inner.items():
        yield from _live_table(f"{path}.{key}", value)
    if not inner:
        yield f"[{path}]"
        yield from (f"{_text(key)} = {_value(value)}" for key, value in table.items())


def _repeated(section: str, keys: Sequence[Setting]) -> Iterator[str]:
    """Yield the example of a table that may stand several times: commented as a whole, since none need stand."""
    yield f"#[[{section}]]"
    for setting in keys:
        yield from _setting(setting, {})


def _recipients(section: str, recipients: Sequence[tuple[str, str]]) -> Iterator[str]:
    for address, audience in recipients:
        yield f"\n[[{section}]]\naddress = {_text(address)}\naudience = {_text(audience)}"


def _explained(text: str) -> list[str]:
    return textwrap.wrap(text, width=116, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False)


def _docstring(section: str) -> str:
    """Return the first paragraph of what the model of a section (`mail.smtp`) says about it."""
    model: Any = Config
    for part in section.split("."):
        annotations = {field.alias or name: field.annotation for name, field in model.model_fields.items()}
        model = next(iter(get_args(annotations[part])), annotations[part])
    return str(model.__doc__).split("\n\n", maxsplit=1)[0]


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    return value.isoformat() if isinstance(value, date) else _text(str(value))


def _text(value: str) -> str:
    """Write a text as TOML's basic string, whose escapes are those of JSON."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
