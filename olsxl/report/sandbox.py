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

    def turn(self, times: int = 1) -> None:
        """Take turns off. Raises OverLimit."""
        self.turns -= times
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
        self.filters |= {_MADE: _made, _LOOKED_AT: _looked_at}
        self.globals = {"range": self.globals["range"], "joiner": self.globals["joiner"], "namespace": _Names}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Say whether a template may use an attribute: of texts only the methods that make no longer text."""
        if isinstance(obj, str):
            return attr in _TEXT_METHODS.split()
        if isinstance(obj, int | float | bytes):
            return False
        return super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> None:
        """Say that nothing is Python's `format`, which makes a text of any length."""

    def call(self, context: jinja2.runtime.Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call a function or macro: a turn, since a macro may call itself; a method goes through its text."""
        _budget.get().turn()
        _looked_at(getattr(obj, "__self__", None))
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
_MADE: Final = "__made"
_LOOKED_AT: Final = "__looked_at"
_AT_A_GLANCE: Final = "length count first last d default defined undefined none"
"""Filters and tests that take no longer for a long text or list than for a short one."""


class _Names(jinja2.utils.Namespace):
    """Names that a template sets; shown as none of them, for one within the other, and so on, has no end."""

    def __repr__(self) -> str:
        return "namespace"


def _asking(node: nodes.Node, what: str) -> nodes.Filter:
    return nodes.Filter(node, what, [], [], None, None)


class _Bounds(NodeTransformer):
    """A template's tree in which each loop asks the budget, and whatever makes, searches or cuts a text or list."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        node.iter = _asking(node.iter, _TURNS)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        return _asking(nodes.List(node.nodes), _JOINED)

    def visit_List(self, node: nodes.List | nodes.Dict | nodes.Tuple) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        return _asking(node, _MADE)

    visit_Dict = visit_List  # noqa: N815 - Jinja's name

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:  # noqa: N802 - Jinja's name
        return self.visit_List(node) if node.ctx == "load" else node

    def visit_Filter(self, node: nodes.Filter | nodes.Test) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        if node.node is not None and node.name not in _AT_A_GLANCE.split():
            node.node = _asking(node.node, _LOOKED_AT)
        return node

    visit_Test = visit_Filter  # noqa: N815 - Jinja's name

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        node.expr = _asking(node.expr, _LOOKED_AT)
        for operand in node.ops:
            operand.expr = _asking(operand.expr, _LOOKED_AT)
        return node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        if isinstance(node.arg, nodes.Slice):
            node.node = _asking(node.node, _LOOKED_AT)
        return node


class _Bounded(CodeGenerator):
    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja's name
        super().visit_Template(_Bounds().visit(node), frame)


def _looked_at(value: Any) -> Any:
    """A text or list that is gone through from end to end, however often: its length is taken off."""
    if isinstance(value, str):
        _budget.get().spend(len(value))
    elif hasattr(value, "__len__"):
        _budget.get().turn(len(value))
    return value


def _made(value: Any) -> Any:
    """A list, with a turn for each thing in it, however deep: one put twice into the next, and so on, has no end."""
    if isinstance(value, dict):
        _made([*value, *value.values()])
    elif isinstance(value, list | tuple):
        for item in value:
            _budget.get().turn()
            _made(item)
    return value


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
