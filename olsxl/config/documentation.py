"""What is written of olsxl.toml: every key with its default and what it does, and the text of a home's file.

The commented file of `olsxl init` and the table in docs/reference/settings.md both come from the model's descriptions.

A line that begins with `# ` is explanation, one that begins with `#` and no blank is a setting. Section headings stand
live, so that a setting whose `#` is taken away lands in its own section.
"""

from __future__ import annotations

import re
import textwrap
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple, cast, get_origin

import tomlkit

from olsxl.config.model import Config, section_model

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, MutableMapping, Sequence

    from pydantic import BaseModel

_TOP = """\
# olsxl: the settings of one home.
#
# A line that begins with # and no blank is a setting at its default (or an example, where it has none): take the # away
# and change what stands after the = sign. Texts stand in "quotes", days are written 2026-09-01.
# Passwords never stand here: they come from the environment, such as OLSXL_SMTP_PASSWORD.
"""

# Keys that are tables of the home's own: how such a table looks when it is filled in.
_TABLES = {
    "values": '#[values.status]\n#"In progress" = "Open"',
    "lists": '#[lists]\n#body_told = ["School"]',
    "rules": '#[rules]\n#INC106 = "off"\n#UPD204 = { set = "warning", why = "agreed with the responsible individual" }',
}


class Setting(NamedTuple):
    """One key as documentation shows it: section (`mail.smtp`), key, default as TOML, description."""

    section: str
    key: str
    default: str
    description: str
    repeated: bool


def settings(model: type[BaseModel] = Config, section: str = "", *, repeated: bool = False) -> Iterator[Setting]:
    """Every key of olsxl.toml in order, keys of a section before its sub-sections."""
    inner = []
    for name, field in model.model_fields.items():
        key = field.alias or name
        below = section_model(field.annotation)
        if below:
            inner.append((below, f"{section}.{key}".strip("."), get_origin(field.annotation) is list))
        else:
            default = field.examples[0] if field.examples else field.default
            yield Setting(section, key, _value(default), field.description or "", repeated)
    for below, name, many in inner:
        yield from settings(below, name, repeated=many)


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
    yield from _explained(_about(section)) if section else ()
    if keys[0].repeated:
        # the example of a table that may stand several times is commented as a whole, since none need stand
        yield f"#[[{section}]]"
        for setting in keys:
            yield from _setting(setting, {})
        for address, audience in recipients:
            yield f"\n[[{section}]]\naddress = {_value(address)}\naudience = {_value(audience)}"
    else:
        if section:
            yield f"[{section}]"
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
        yield from tomlkit.dumps(_nested(path, value)).splitlines()
    elif path in live:
        yield f"{setting.key} = {_value(value)}"
    else:
        yield _TABLES.get(path) or f"#{setting.key} = {setting.default}"


def _explained(text: str) -> list[str]:
    return textwrap.wrap(text, width=116, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False)


def _about(section: str) -> str:
    """Return what the model says of a section (`mail.smtp`)."""
    model: Any = Config
    for part in section.split("."):
        field = next(field for name, field in model.model_fields.items() if (field.alias or name) == part)
        model = section_model(field.annotation)
    return field.description or ""


def _value(value: object) -> str:
    return "{}" if isinstance(value, dict) else tomlkit.item(value).as_string()


def _nested(path: str, value: object) -> dict[str, object]:
    """Return the tables around a value: `{"mail": {"smtp": value}}` for `mail.smtp`."""
    for part in reversed(path.split(".")):
        value = {part: value}
    return cast("dict[str, object]", value)


def updated(text: str, live: Mapping[str, object]) -> str:
    """Return the text of an olsxl.toml with further settings; a person's comments and all else stay as they are.

    `live` is as for `olsxl_toml`. A setting takes the place of its commented default, else stands at the end of its
    section; one that is there gets the new value, and a table its further lines. Raises tomlkit's ParseError where the
    text is no TOML.
    """
    for path, value in live.items():
        if not isinstance(value, dict):
            text = _uncommented(text, *path.rpartition(".")[::2], _value(value))
    document = tomlkit.parse(text)
    for path, value in live.items():
        _merge(document, _nested(path, value))
    return document.as_string()


def _uncommented(text: str, section: str, key: str, value: str) -> str:
    """Put a value in the place of a commented default, where that stands in its own section."""
    before = rf"(^\[{re.escape(section)}\]\n(?:(?!^\[).)*?)"
    place = re.compile(rf"{before}^#{re.escape(key)} = [^\n]*$", re.MULTILINE | re.DOTALL)
    return place.sub(lambda found: f"{found[1]}{key} = {value}", text, count=1)


def _merge(table: MutableMapping[str, Any], further: Mapping[str, Any]) -> None:
    for key, value in further.items():
        if isinstance(value, dict):
            _merge(table.setdefault(key, tomlkit.table()), value)
        else:
            table[key] = value
