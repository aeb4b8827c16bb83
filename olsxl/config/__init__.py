"""The settings of a home: the one typed model of `olsxl.toml`, and its reading.

`load(path)` reads the file, `parse(text)` its text, `Config.model_validate` a dict; only `find` and `load` touch the
disk. Secrets never stand in it. What is written of it for a person lies in `olsxl.config.documentation`.
"""

import os

# Looking for plugins of pydantic takes longer than reading olsxl.toml, and none has a part in it.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from olsxl.config.errors import FILE_NAME, ConfigError, NoConfig, NoSuchConfig
from olsxl.config.fields import WEEKDAYS, Names, Weekly
from olsxl.config.model import (
    Audience,
    ClocksSection,
    Config,
    HomeSection,
    Recipient,
    RegisterSection,
    RegistersSection,
    ReviewSection,
    RuleSetting,
    SmtpSection,
    StateSection,
    TrainingSection,
)
from olsxl.config.problems import closest
from olsxl.config.reading import find, load, parse

__all__ = [
    "FILE_NAME",
    "WEEKDAYS",
    "Audience",
    "ClocksSection",
    "Config",
    "ConfigError",
    "HomeSection",
    "Names",
    "NoConfig",
    "NoSuchConfig",
    "Recipient",
    "RegisterSection",
    "RegistersSection",
    "ReviewSection",
    "RuleSetting",
    "SmtpSection",
    "StateSection",
    "TrainingSection",
    "Weekly",
    "closest",
    "find",
    "load",
    "parse",
]
