"""Reading an olsxl.toml."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from pydantic import ValidationError

from olsxl.config.errors import FILE_NAME, ConfigError, NoConfig, NoSuchConfig
from olsxl.config.model import Config
from olsxl.config.problems import problem, unreadable

if TYPE_CHECKING:
    from pathlib import Path


def find(start: Path) -> Path:
    """The olsxl.toml in `start` or the nearest folder above it; raises NoConfig, ConfigError."""
    for folder in (start, *start.parents):
        try:
            if (folder / FILE_NAME).is_file():
                return folder / FILE_NAME
        except OSError as error:
            raise _unread(folder / FILE_NAME, error) from error
    raise NoConfig(start)


def load(path: Path) -> Config:
    """Read and validate one olsxl.toml (UTF-8, with or without a byte-order mark); raises ConfigError, NoSuchConfig."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise NoSuchConfig(path) from error
    except UnicodeDecodeError as error:
        raise ConfigError(path, ["it is not saved as UTF-8; in Notepad: Save as, Encoding UTF-8"]) from error
    except OSError as error:
        raise _unread(path, error) from error
    return parse(text, path)


def _unread(path: Path, error: OSError) -> ConfigError:
    return ConfigError(path, [f"it cannot be read ({error.strerror or error})"])


def parse(text: str, path: Path | str = FILE_NAME) -> Config:
    """Validate the text of an olsxl.toml; `path` is what a ConfigError names."""
    written: dict[str, object] = {}
    try:
        written = tomllib.loads(text)
        return Config.model_validate(written)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(path, [unreadable(text, str(error))]) from error
    except ValidationError as error:
        problems = [problem(dict(e), written) for e in error.errors()]
        raise ConfigError(path, list(dict.fromkeys(problems))) from error
    except RecursionError as error:
        raise ConfigError(path, ["its brackets are nested too deeply"]) from error
    except ValueError as error:  # of all that Python could not take, only a number of thousands of digits is left
        raise ConfigError(path, ["a number in it has too many digits"]) from error
