"""Jinja and css-inline behind one small face. Both are slow to load: `render` imports this module when it must."""

from __future__ import annotations

import re
import traceback
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import css_inline
import jinja2
from markupsafe import Markup

from olsxl.config import closest
from olsxl.report.errors import NoTemplateFolder, TemplateFailed
from olsxl.report.sandbox import Sandbox, within_limits
from olsxl.report.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Engine:
    """Fills in templates: the home's own where it has one of that name, the product's otherwise.

    Where one of the home's fails, or their folder is not there, the product's serves, and `failures` tells why: a slip
    in a template must not keep a summary from anybody.
    """

    def __init__(self, own: Path | None, products: Path) -> None:
        self.failures: list[TemplateFailed | NoTemplateFolder] = []
        if own and not own.is_dir():
            self.failures.append(NoTemplateFolder(own))
            own = None
        self._folders = [folder for folder in (own, products) if folder]
        self._environments = [_environment(self._folders)] if own else []
        self._environments.append(_shipped(products))
        self._inliner = css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=True)

    def fill(
        self,
        name: str,
        context: Mapping[str, object],
        drawings: Mapping[str, str] | None = None,
        finish: Callable[[str], str] = str,
    ) -> str:
        """Return the text of one template; `drawings` are markup already, `finish` is done to the text.

        Raises TemplateFailed where the product's own fails.
        """
        # charts escapes the text in its drawings
        names = {**context, **{key: Markup(svg) for key, svg in (drawings or {}).items()}}  # noqa: S704
        *own, shipped = self._environments
        for environment in own:
            try:
                return self._filled(environment, name, names, finish)
            except TemplateFailed as failure:
                self.failures.append(failure)
        return self._filled(shipped, name, names, finish)

    def _filled(
        self, environment: Sandbox, name: str, names: Mapping[str, object], finish: Callable[[str], str]
    ) -> str:
        try:
            with within_limits():
                return finish(environment.get_template(name).render(names))
        except css_inline.InlineError as error:
            raise TemplateFailed(str(self._file(name)), None, f"its styles cannot be used ({error})") from error
        except Exception as error:
            raise self._failed(name, error, names) from error

    def mail(self, name: str, context: Mapping[str, object]) -> str:
        """Return a mail in HTML with its styles on each element, as Outlook needs them; nothing is fetched."""
        return self.fill(name, context, finish=self._inliner.inline)

    def _failed(self, name: str, error: Exception, context: Mapping[str, object]) -> TemplateFailed:
        if isinstance(error, jinja2.TemplateSyntaxError):
            return TemplateFailed(
                error.filename or name, error.lineno, _problem(error, [*self._environments[0].filters])
            )
        if isinstance(error, UnicodeDecodeError):
            return TemplateFailed(
                str(self._file(name)), None, "it is not saved as UTF-8; in Notepad: Save as, Encoding"
            )
        # the innermost line of a template that the error went through: Jinja puts them into the traceback
        frames = [
            frame
            for frame in traceback.extract_tb(error.__traceback__)
            if any(Path(frame.filename).is_relative_to(folder) for folder in self._folders)
            and not frame.filename.endswith(".py")  # the folder may hold the programs too
        ]
        file, line = (frames[-1].filename, frames[-1].lineno) if frames else (str(self._file(name)), None)
        return TemplateFailed(file, line, _problem(error, [*context]))

    def _file(self, name: str) -> Path:
        return next((folder / name for folder in self._folders if (folder / name).exists()), self._folders[-1] / name)


@lru_cache(maxsize=1)
def _shipped(products: Path) -> Sandbox:
    """The product's templates, compiled once for all that is made; a home may add to its own at any time."""
    return _environment([products])


def _environment(folders: list[Path]) -> Sandbox:
    environment = Sandbox(
        loader=jinja2.ChoiceLoader(
            # utf-8-sig: Notepad puts a byte-order mark before what it saves
            [jinja2.FileSystemLoader(folder, encoding="utf-8-sig") for folder in folders]
        ),
        autoescape=jinja2.select_autoescape(enabled_extensions=("html",), default=False),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["counted"] = counted
    return environment


def _problem(error: Exception, known: list[str]) -> str:
    """What is wrong in words; the name that Jinja quotes last is the one that it does not know."""
    quoted = re.findall(r"'([^']*)'", str(error))
    unknown = isinstance(error, jinja2.UndefinedError | jinja2.TemplateAssertionError)
    if unknown and quoted:
        return f"{quoted[-1]!r} is no name that it can use here{closest(quoted[-1], known)}"
    if isinstance(error, jinja2.TemplateNotFound):
        return f"it asks for {error.name!r}, which is not there"
    return str(error).rstrip(".") or type(error).__name__
