"""The allowed values of each list, as this home keeps them."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, NamedTuple

from olsxl.config import Config, ConfigError, closest
from olsxl.register import schema
from olsxl.register.meaning.statuses import closing_heads, status
from olsxl.register.text import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


class Meaning(NamedTuple):
    """What a typed value is understood as; `exact` where it is an allowed value to the letter (or a mapped one)."""

    value: str
    exact: bool


class Vocabulary:
    """Allowed values by list: the schema's, `[lists]` of olsxl.toml, and what the workbook's own `Lists` adds."""

    def __init__(
        self,
        config: Config,
        from_workbook: Mapping[str, tuple[str, ...]],
        used: Collection[str] = frozenset(schema.LISTS),
    ) -> None:
        """Raises ConfigError where olsxl.toml names a list that there is not, or maps to no allowed value.

        Only the lists that the register has in `used` are mapped: what the other workbook adds to its own is not known.
        """
        added = {name: tuple(values) for name, values in config.lists.items()}
        _known(added, "lists")
        _known(config.values, "values")
        self._allowed = {
            name: tuple(dict.fromkeys((*values, *added.get(name, ()), *from_workbook.get(name, ()))))
            for name, values in schema.LISTS.items()
        }
        self._meanings = {name: {fold(v): v for v in reversed(values)} for name, values in self._allowed.items()}
        self._own = {name: {fold(word): word for word in pairs if word != "*"} for name, pairs in config.values.items()}
        self._mapped = {name: dict(self._mapping(name, pairs)) for name, pairs in config.values.items() if name in used}

    def _mapping(self, name: str, pairs: Mapping[str, str]) -> list[tuple[str, str]]:
        for ours in pairs.values():
            if ours not in self._allowed[name] and (ours or name == "status"):
                problem = f"values.{name}: {ours!r} is not an allowed value{closest(ours, list(self._allowed[name]))}"
                raise ConfigError("olsxl.toml", [problem])
        return [(fold(theirs), ours) for theirs, ours in pairs.items()]

    def allowed(self, name: str) -> tuple[str, ...]:
        """All allowed values of a list, in its order."""
        return self._allowed[name]

    def meaning(self, name: str, typed: str) -> Meaning | None:
        """What a typed value means; None where it is not understood. A mapped value is exact: the home chose it.

        One that is mapped to "" is read as blank: a No under Police says that they were not told, and decides nothing.
        A Status is never mapped so, since an old record without one is history.
        """
        if typed in self._allowed[name]:
            return Meaning(typed, exact=True)
        key = fold(typed)
        mapped = self._mapped.get(name, {}).get(key)
        if mapped is not None:
            return Meaning(mapped, exact=True)
        if understood := self._meanings[name].get(key):
            return Meaning(understood, exact=False)
        said = (self._closed(key) or self._by_any_other(key)) if name == "status" else None
        return Meaning(said, exact=True) if said else None

    def _by_any_other(self, typed: str) -> str | None:
        """What `"*"` of `[values.status]` says of any other words: an Outcome that nobody has listed, say."""
        any_other = self._mapped.get("status", {}).get("*")
        return (status(typed) or any_other) if any_other and typed else None

    def _closed(self, typed: str) -> str | None:
        """The closed Status of a word with a day, a name or a reason behind it: `Closed 20/03/2026`."""
        known = self._meanings["status"] | self._mapped.get("status", {})
        said = (known[head] for head in closing_heads(typed) if head in known)
        return next((value for value in said if schema.is_closed(value)), None)

    def closest(self, name: str, typed: str) -> str:
        """The value, in the home's own words too, that is most like a typed one; the first allowed where none is."""
        known = self._meanings[name] | self._own.get(name, {})
        near = difflib.get_close_matches(fold(typed), list(known), n=1, cutoff=0.0)
        return known[near[0]] if near else self._allowed[name][0]


def _known(given: Mapping[str, object], section: str) -> None:
    problems = [
        f"{section}.{name} is no list of olsxl{closest(name, list(schema.LISTS))}"
        for name in given
        if name not in schema.LISTS
    ]
    if problems:
        raise ConfigError("olsxl.toml", problems)
