"""What can go wrong in wording a summary: one class for each failure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from olsxl.errors import OlsxlError

if TYPE_CHECKING:
    from pathlib import Path


class TemplateFailed(OlsxlError):
    """A template cannot be used: `template` is its file, `line` where it went wrong, `problem` what is wrong there."""

    kind = "a template cannot be used"

    def __init__(self, template: str, line: int | None, problem: str) -> None:
        self.template, self.line, self.problem = template, line, problem
        place = f"{template}, line {line}" if line else template
        super().__init__(f"The template {place} cannot be used: {problem}. olsxl's own serves until it is corrected.")


class NoTemplateFolder(OlsxlError):
    """The folder of the home's own templates is not there: the product's wording serves, and not in silence."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"There is no folder {folder}, which olsxl.toml names under [templates] dir. Make the folder, or take the "
            "line out to use olsxl's own templates, which serve until then."
        )
