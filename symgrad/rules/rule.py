"""The record of a rule of differentiation, and the table of all of them.

A rule is one law: `law(u, du, y)` gives the derivative of y = head(u_1, ..., u_n) from the arguments u, their
derivatives du and the value y itself (so that tanh' = 1 - y^2 can be said). The line on the page, the reverse sweep of
the compiled gradient, the hint and the rule's own tests all come from it.
"""

from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from symgrad.errors import UnsupportedError
from symgrad.rules.tidying.light import collect_numbers
from symgrad.rules.units import drop_units
from symgrad.terms.build import ONE, ZERO, add, call, mul, name, neg
from symgrad.terms.functions import function
from symgrad.terms.heads import Head
from symgrad.terms.node import Term, make
from symgrad.terms.traverse import rebuild, rewrite, substitute

Terms = tuple[Term, ...]
Law = Callable[[Terms, Terms, Term], Term]


class Slip(NamedTuple):
    """A named wrong law: a mistake that people make. `family` is one of API.md's families of mistakes."""

    id: str
    says: str
    law: Law
    family: str


class Rule(NamedTuple):
    """One law of differentiation. `id` is frozen: saved derivations and lessons refer to it."""

    id: str
    head: str  # a Head, or the id of a function
    says: str  # what the reason on the page calls it: "product rule"
    law: Law
    sentence: str  # the law in words
    arity: int = 1
    needs: Callable[..., Terms] = lambda *_: ()  # where the law holds, beyond where the function is real
    slips: tuple[Slip, ...] = ()
    example: str = ""  # a function to try it on, in text


_RULES: dict[str, Rule] = {}


def register(*rules: Rule) -> None:
    """Add rules to the table. One head has one rule; ids are never reused."""
    for rule in rules:
        if rule.head in _RULES:
            raise ValueError(f"{rule.head} has a rule already: {_RULES[rule.head].id}")
        _RULES[rule.head] = rule


def rules() -> Iterator[Rule]:
    """All rules in the order of the tables."""
    return iter(_RULES.values())


def rule_of(head: str) -> Rule | None:
    """The rule for this head or function, if there is one."""
    return _RULES.get(head)


def slope_rule(
    function_id: str,
    slope: Callable[..., Term],
    *,
    slips: tuple[Slip, ...] = (),
    example: str = "",
    needs: Callable[..., Terms] = lambda *_: (),
    sentence: str = "",
) -> Rule:
    """The rule of a function of one argument from its slope: slope(u, y) is dy/du."""
    record = function(function_id)
    return Rule(
        f"derivative.{function_id}",
        function_id,
        f"derivative of {record.says}",
        lambda u, du, y: times(slope(u[0], y), du[0]),
        sentence or f"The derivative of {record.says}, times the derivative of what is inside.",
        needs=needs,
        slips=slips,
        example=example or f"{function_id}(x)",
    )


def slopes_rule(function_id: str, *slopes: Callable[..., Term], example: str = "", sentence: str = "") -> Rule:
    """The rule of a function of several arguments from its partial slopes, each slope(*u, y)."""
    record = function(function_id)

    def law(u: Terms, du: Terms, y: Term) -> Term:
        return add(*(times(slope(*u, y), d) for slope, d in zip(slopes, du, strict=True)))

    words = sentence or f"Each partial derivative of {record.says}, times the derivative of that argument."
    head = f"derivative.{function_id}"
    return Rule(head, function_id, f"derivative of {record.says}", law, words, len(slopes), example=example)


def slip(ident: str, says: str, family: str, slope: Callable[[Term, Term], Term]) -> Slip:
    """A wrong slope of a function of one argument."""
    return Slip(ident, says, lambda u, du, y: times(slope(u[0], y), du[0]), family)


def times(slope: Term, d: Term) -> Term:
    """slope*d with the slope's minus sign in front."""
    return neg(mul(slope.args[0], d)) if slope.head is Head.NEGATION else mul(slope, d)


def partials(head: str, args: Terms, output: Term) -> Terms:
    """The partial derivative of y = head(args) in each argument, in terms of the arguments and of y.

    `head` is a Head or the id of a function. Raises UnsupportedError where there is no rule.
    """
    if head == "piecewise":  # conditions are not numbers: no template
        return _partials(_rule_for(head, len(args)), args, output)
    inputs, value, templates = _templates(_rule_for(head, len(args)), len(args))
    values = dict(zip((*inputs, value), (*args, output), strict=True))
    return tuple(substitute(template, values) for template in templates)


@cache
def _templates(found: Rule, arity: int) -> tuple[Terms, Term, Terms]:
    """The partials by a rule once for all, on names that nobody can type."""
    inputs = tuple(name(f"#{i}") for i in range(arity))
    value = name("#y")
    return inputs, value, _partials(found, inputs, value)


def _rule_for(head: str, arity: int) -> Rule:
    found = rule_of(head) or fallback(head, arity)
    if found is None:
        raise UnsupportedError(f"there is no rule for the derivative of {head}")
    return found


def _partials(found: Rule, args: Terms, output: Term) -> Terms:
    units = [tuple(ONE if j == i else ZERO for j in range(len(args))) for i in range(len(args))]
    return tuple(drop_units(found.law(args, unit, output)) for unit in units)


@cache
def fallback(function_id: str, arity: int) -> Rule | None:
    """The rule of a special function without a law of ours: SymPy's `fdiff`. None where SymPy has none either."""
    from symgrad.algebra import fdiff

    try:
        record = function(function_id)
    except KeyError:
        return None
    inputs = tuple(name(f"#{i}") for i in range(arity))
    slopes = tuple(fdiff(function_id, i + 1, inputs) for i in range(arity))
    if all(slope is None for slope in slopes):
        return None

    def law(u: Terms, du: Terms, y: Term) -> Term:
        here = dict(zip(inputs, u, strict=True))
        parts = [(_known(slope, function_id), d) for slope, d in zip(slopes, du, strict=True) if d is not ZERO]
        return add(*(mul(_orders_worked_out(substitute(slope, here)), d) for slope, d in parts)) if parts else ZERO

    return Rule(
        f"derivative.{function_id}",
        function_id,
        f"derivative of {record.says}",
        law,
        f"The derivative of {record.says}, as SymPy knows it.",
        arity,
        example=_example(function_id, arity),
    )


def _orders_worked_out(slope: Term) -> Term:
    """J(2 - 1, x) as J(1, x): sums of numbers among the arguments of a call."""

    def change(node: Term) -> Term:
        return rebuild(node, tuple(map(collect_numbers, node.args))) if node.head is Head.CALL else node

    return rewrite(slope, change)


def _known(slope: Term | None, function_id: str) -> Term:
    if slope is None:
        raise UnsupportedError(f"the derivative of {function_id} in this argument has no closed form")
    return slope


def _example(function_id: str, arity: int) -> str:
    return f"{function_id}({', '.join(['2'] * (arity - 1) + ['x'])})"


def applied(head: str, args: Terms) -> Term:
    """head(args) as a term; `head` is a Head or the id of a function."""
    return make(Head(head), args) if head in _HEADS else call(head, *args)


_HEADS = frozenset(Head)


def law_shown(rule: Rule) -> tuple[Term, Term]:
    """(y, y') of the rule on the letters u, v...: what its page shows. y' holds the names of the derivatives du, dv."""
    letters = "uvwst"[: rule.arity]
    inputs = tuple(name(c) for c in letters)
    y = applied(rule.head, inputs)
    return y, drop_units(rule.law(inputs, tuple(name(f"d{c}") for c in letters), y))
