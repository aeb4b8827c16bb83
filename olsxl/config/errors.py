"""Why the settings of a home cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.errors import OlsxlError

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME = "olsxl.toml"


class ConfigError(OlsxlError):
    """olsxl.toml cannot be used; `problems` are sentences, each naming its key."""

    kind = "the settings in olsxl.toml need correcting"

    def __init__(self, path: Path | str, problems: list[str]) -> None:
        self.problems = problems
        lines = "".join(f"\n  - {problem}" for problem in problems)
        super().__init__(f"{path} needs correcting before anything is done:{lines}")


class NoConfig(OlsxlError):
    """No olsxl.toml in the folder or above it."""

    kind = "there is no olsxl.toml where it was"

    def __init__(self, start: Path) -> None:
        super().__init__(
            f"There is no {FILE_NAME} in {start} or any folder above it. Go to the home's folder, name the file with "
            "--config, or lay out a new home with: olsxl init"
        )


class NoSuchConfig(OlsxlError):
    """The olsxl.toml that was named is not there."""

    kind = "there is no olsxl.toml where it was"

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is not there. Name the home's {FILE_NAME} or its folder with --config, or lay out a new home "
            "with: olsxl init"
        )
