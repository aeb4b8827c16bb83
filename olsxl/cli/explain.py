"""`olsxl explain`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from olsxl.cli.options import config_option, format_option, open_home
from olsxl.config import ConfigError, NoConfig

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from olsxl.config import RuleSetting


@click.command()
@click.argument("code", required=False)
@config_option
@format_option
def explain(code: str | None, config: Path | None, form: str) -> int:
    """Explain the rule behind a finding: what it rests on, why it matters, how to put it right.

    Without a CODE all rules are listed. No home is needed; where there is one, it is told what its olsxl.toml changes.
    """
    from olsxl.report import explain as formats
    from olsxl.rules import find

    settings = _settings(config)
    if code is None:
        told, shape = formats.list_as_text, formats.list_as_json
        click.echo(json.dumps(shape(settings), indent=2) if form == "json" else told(settings))
        return 0
    rule = find(code.strip())
    setting = settings.get(rule.code)
    as_json = form == "json"
    click.echo(json.dumps(formats.as_json(rule, setting), indent=2) if as_json else formats.as_text(rule, setting))
    return 0


def _settings(config: Path | None) -> Mapping[str, RuleSetting]:
    """The `[rules]` of the home, where there is one; one that is broken keeps no rule from being explained."""
    try:
        return {code: change.set for code, change in open_home(config).config.rules.items()}
    except NoConfig:
        return {}
    except ConfigError as error:
        if config is not None:
            raise
        click.echo(f"What this home changes is not told, because its settings are not right. {error}", err=True)
        return {}
