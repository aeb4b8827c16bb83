"""Templates run in a sandbox: a home's own may word what they are given, and can neither reach further nor never end.

Jinja's sandbox keeps a template from Python's inner attributes. It does not bound its work: a loop in a loop, or a text
that is doubled forty times, would hold up every review. So turns of loops and letters made are counted, and what could
make a text grow without being counted is not there. Source: Jinja's documentation, "Sandbox".
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Final

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAX_TURNS: Final = 1_000_000
"""Turns of all loops of one template; the page of a register with 10,000 open records takes some 100,000."""
MAX_LETTERS: Final = 20_000_000
"""Letters that one template may put out or put together; the longest page of a register has a tenth of them."""
_MAX_NUMBER: Final = 10**15

_FILTERS: Final = """
abs attr capitalize count d default dictsort e escape first float forceescape groupby int items last length list lower
map max min reject rejectattr reverse round safe select selectattr sort string striptags title trim truncate unique
upper urlencode wordcount
"""
"""Jinja's filters that make nothing longer than what they are given."""
_TEXT_METHODS: Final = """
upper lower title capitalize casefold strip lstrip rstrip split rsplit splitlines partition rpartition startswith
endswith find rfind index count removeprefix removesuffix isdigit isalpha isupper islower
"""
"""What a template may call of a text: likewise."""


class OverLimit(jinja2.TemplateError):
    """A template goes on for longer, or makes more text, than any summary takes."""


class _Budget:
    """What is left to one template."""

    def __init__(self) -> None:
        self.turns = MAX_TURNS
        self.letters = MAX_LETTERS

    def turn(self) -> None:
        """Take a turn off. Raises OverLimit."""
        self.turns -= 1
        if self.turns < 0:
            raise OverLimit("its loops do not come to an end")

    def spend(self, letters: int) -> None:
        """Take letters off. Raises OverLimit."""
        self.letters -= letters
        if self.letters < 0:
            raise OverLimit("it makes more text than any summary has")


_budget: ContextVar[_Budget] = ContextVar("budget of the template that is being filled")


@contextmanager
def within_limits() -> Iterator[None]:
    """Give the template that is filled here a budget of its own."""
    token = _budget.set(_Budget())
    try:
        yield
    finally:
        _budget.reset(token)


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment whose templates call `within_limits` bounds: loops, texts, numbers."""

    intercepted_binops = frozenset(["*", "**", "+", "%"])

    def __init__(self, **options: Any) -> None:
        super().__init__(finalize=_counted_output, **options)
        self.code_generator_class = _Bounded
        self.filters = {name: self.filters[name] for name in _FILTERS.split()}
        self.filters |= {"join": _join, "replace": _replace, _TURNS: _turns, _JOINED: _joined}
        self.globals.pop("cycler", None)
        self.globals.pop("lipsum", None)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Say whether a template may use an attribute: of texts only the methods that make no longer text."""
        if isinstance(obj, str):
            return attr in _TEXT_METHODS.split()
        if isinstance(obj, int | float | bytes):
            return False
        return super().is_safe_attribute(obj, attr, value)

    def call(self, context: jinja2.runtime.Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call a function or macro: a turn, since a macro may call itself."""
        _budget.get().turn()
        return super().call(context, obj, *args, **kwargs)

    def call_binop(self, context: jinja2.runtime.Context, operator: str, left: Any, right: Any) -> Any:
        """Calculate, where the result cannot outgrow the limits. Raises OverLimit."""
        sized = [len(value) for value in (left, right) if hasattr(value, "__len__")]
        numbers = [abs(value) for value in (left, right) if isinstance(value, int | float)]
        if operator == "*" and sized and numbers:
            _budget.get().spend(int(sized[0] * numbers[0]))
        elif operator == "+" and sized:
            _budget.get().spend(sum(sized))
        elif sized or max(numbers, default=0) > _MAX_NUMBER or (operator == "**" and abs(right) > 10):
            raise OverLimit("it calculates with more than any summary has")
        return super().call_binop(context, operator, left, right)


_TURNS: Final = "__turns"
_JOINED: Final = "__joined"


class _Bounds(NodeTransformer):
    """A template's tree in which every loop and every text that is put together asks the budget."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        node.iter = nodes.Filter(node.iter, _TURNS, [], [], None, None)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        return nodes.Filter(nodes.List(node.nodes), _JOINED, [], [], None, None)


class _Bounded(CodeGenerator):
    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja's name
        super().visit_Template(_Bounds().visit(node), frame)


def _turns(iterable: Iterable[Any]) -> Iterator[Any]:
    budget = _budget.get()
    for item in iterable:
        budget.turn()
        yield item


def _counted_output(value: Any) -> Any:
    budget = _budget.get(None)  # a constant is put out while the template is compiled
    if budget is not None:
        budget.spend(len(value) if isinstance(value, str) else len(str(value)))
    return value


@jinja2.pass_eval_context
def _joined(context: nodes.EvalContext, pieces: list[Any]) -> str:
    _budget.get().spend(sum(len(str(piece)) for piece in pieces))
    return jinja2.runtime.markup_join(pieces) if context.autoescape else jinja2.runtime.str_join(pieces)


@jinja2.pass_eval_context
def _join(context: nodes.EvalContext, value: Iterable[Any], d: str = "", attribute: str | int | None = None) -> str:
    items = list(_turns(value))
    _budget.get().spend(len(d) * len(items))
    return jinja2.filters.sync_do_join(context, items, d, attribute)


@jinja2.pass_eval_context
def _replace(context: nodes.EvalContext, text: str, old: str, new: str) -> str:
    _budget.get().spend(len(new) * (str(text).count(old) if old else len(str(text)) + 1))
    return jinja2.filters.do_replace(context, text, old, new)
