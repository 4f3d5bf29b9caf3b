"""Where a rule is tried: arguments that are functions of x, points where all its conditions hold, and mutants of a law.

The truth of a case is the derivative of y = head(arguments) by differences in high precision; it rests on nothing of
the package but the term itself.
"""

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple

from symgrad.errors import UnsupportedError
from symgrad.rules import Rule, applied, fallback, rules
from symgrad.terms import Head, Term, make
from symgrad.terms import build as b
from symgrad.terms.functions import Function, function, functions
from symgrad.terms.traverse import depends_on, replace_at
from tests import oracle

X, K = b.name("x"), b.name("k")
TOLD_DIGITS = 25
MOST = 40
#: functions that mpmath takes long over -> how many cases are enough
SLOW = {"lerchphi": 3, "bessely": 8, "besselk": 6, "polygamma": 12, "zeta": 12, "polylog": 12}
BY_SYMPY = "as SymPy knows it."

#: functions of x with values of all sizes and signs
INNER = (
    X,
    b.add(b.div(b.power(X, b.TWO), b.integer(3)), b.rational(Fraction(1, 4))),
    b.add(b.power(X, b.TWO), b.TWO),
    b.div(b.call("tanh", X), b.integer(3)),
    b.neg(b.add(b.power(X, b.TWO), b.rational(Fraction(3, 2)))),
    b.add(b.integer(4), b.call("sin", X)),
)
POINTS = tuple(Fraction(p) for p in ("-19/8", "-6/5", "-7/10", "1/3", "4/5", "23/20", "9/4"))

_OVER_HALF = b.relation(X, ">", b.rational(Fraction(1, 2)))
_SMALL = b.div(b.power(b.call("tanh", X), b.TWO), b.integer(3))
#: arguments of what does not take just any numbers
STRUCTURES: dict[tuple[str, int], tuple[tuple[Term, ...], ...]] = {
    (Head.PIECEWISE, 4): (
        (INNER[1], _OVER_HALF, INNER[0], b.TRUE),
        (INNER[3], _OVER_HALF, INNER[2], b.TRUE),
        (b.call("sin", X), b.logic("not", _OVER_HALF), INNER[2], b.TRUE),
    ),
    (Head.BIGSUM, 4): (
        (b.power(X, K), K, b.ONE, b.integer(4)),
        (b.call("sin", b.mul(K, X)), K, b.TWO, b.integer(5)),
        (b.div(b.add(X, K), K), K, b.ONE, b.integer(3)),
    ),
    ("lerchphi", 3): ((INNER[3], b.TWO, b.integer(3)),),
    ("LambertW", 2): ((b.neg(_SMALL), b.neg(b.ONE)), (b.neg(b.div(_SMALL, b.TWO)), b.neg(b.ONE)), (INNER[2], b.ZERO)),
}


def every_rule() -> list[Rule]:
    """The rules of the tables, then those that SymPy's `fdiff` gives to functions without one."""
    written = list(rules())
    known = {rule.head for rule in written}
    return [*written, *(rule for record in functions() if record.id not in known for rule in of_sympy(record))]


def of_sympy(record: Function) -> list[Rule]:
    """The rules by SymPy's `fdiff`, one for each number of arguments."""
    counts = range(record.arity[0], min(record.arity[1], 3) + 1)
    return [rule for count in counts if record.sympy and (rule := fallback(record.id, count)) is not None]


class Case(NamedTuple):
    """y = head(args) at x = point."""

    head: str
    args: tuple[Term, ...]
    point: Fraction

    @property
    def y(self) -> Term:
        """The value as a term."""
        return applied(self.head, self.args)

    @property
    def slopes(self) -> tuple[Term, ...]:
        """The arguments' derivatives, left inert; 0 where x does not occur."""
        return tuple(b.derivative(arg, X) if depends_on(arg, X) else b.ZERO for arg in self.args)

    def of(self, law: Any) -> Any:
        """What a law makes of this case; None where that has no value."""
        return oracle.value_or_none(law(self.args, self.slopes, self.y), {X: self.point})

    def truth(self) -> Any:
        """The derivative by differences."""
        return _truth(self)


@cache
def _truth(case: Case) -> Any:
    try:
        return oracle.slope(case.y, X, {X: case.point}, digits=40)
    except (oracle.Undefined, ZeroDivisionError, ValueError):
        return None


def conditions(rule: Rule, args: tuple[Term, ...]) -> tuple[Term, ...]:
    """Where the function is real and the rule holds."""
    known = () if rule.head in set(Head) else function(rule.head).needs(*args)
    return (*known, *rule.needs(*args))


def allowed(rule: Rule, args: tuple[Term, ...], point: Fraction) -> bool:
    """Whether all conditions of a rule hold at x = point."""
    try:
        return all(oracle.holds(condition, {X: point}) for condition in conditions(rule, args))
    except (oracle.Undefined, ZeroDivisionError, ValueError):
        return False


@cache
def cases(rule: Rule) -> tuple[Case, ...]:
    """Cases on which the rule must be true, spread over arguments and points."""
    most = SLOW.get(rule.head, MOST)
    found = [Case(rule.head, args, point) for args in arguments(rule) for point in POINTS if allowed(rule, args, point)]
    spread = found[:: max(1, len(found) // most)]
    return tuple(case for case in spread if case.truth() is not None)


def arguments(rule: Rule) -> Iterator[tuple[Term, ...]]:
    """Arguments of the rule: all moving, one moving, with whole numbers where an order or index belongs."""
    for arity in _arities(rule):
        if (rule.head, arity) in STRUCTURES:
            yield from STRUCTURES[rule.head, arity]
        elif arity == 1:
            yield from ((u,) for u in INNER)
        elif rule.sentence.endswith(BY_SYMPY):
            yield from (args for args in _one_moving(arity) if _supported(rule, args))
        else:
            yield from _several(arity)


def _arities(rule: Rule) -> tuple[int, ...]:
    if rule.head in set(Head) or rule.sentence.endswith(BY_SYMPY):
        return (rule.arity,)
    least, most = function(rule.head).arity
    return tuple(range(max(least, rule.arity if most > 9 else least), min(most, 3) + 1))


def _one_moving(arity: int) -> Iterator[tuple[Term, ...]]:
    """One argument that moves, whole numbers in the other places."""
    held = [b.integer(k) for k in range(2, arity + 1)]
    for place in range(arity - 1, -1, -1):
        yield from ((*held[:place], u, *held[place:]) for u in INNER)


def _supported(rule: Rule, args: tuple[Term, ...]) -> bool:
    """Whether SymPy knows the slope in the argument that moves."""
    try:
        rule.law(args, Case(rule.head, args, POINTS[0]).slopes, X)
    except UnsupportedError:
        return False
    return True


def _several(arity: int) -> Iterator[tuple[Term, ...]]:
    held = b.integer(3)
    for i, u in enumerate(INNER):
        others = [INNER[(i + k) % len(INNER)] for k in range(1, arity)]
        yield (u, *others)
        yield (u, *(held for _ in others))
        yield (*(held for _ in others), u)


def differs(a: Any, true: Any) -> bool:
    """Whether a wrong law is found out: it has no value, or not the true one."""
    return a is None or not oracle.close(a, true, TOLD_DIGITS)


def mutants(law: Term) -> Iterator[Term]:
    """The law with one thing wrong: a part dropped, a sign flipped, arguments swapped, another number or function."""
    yield b.neg(law)
    for path, node in _places(law, ()):
        yield from (replace_at(law, path, wrong) for wrong in _MUTATIONS.get(node.head, _nothing)(node))


def _places(term: Term, path: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], Term]]:
    yield path, term
    for i, child in enumerate(term.args):
        if child.head not in (Head.DERIVATIVE, Head.RELATION):
            yield from _places(child, (*path, i))


def _nothing(_: Term) -> Iterator[Term]:
    return iter(())


def _sum(node: Term) -> Iterator[Term]:
    yield from _without_each(node)
    for i, part in enumerate(node.args):
        yield b.add(*node.args[:i], b.neg(part), *node.args[i + 1 :])


def _without_each(node: Term) -> Iterator[Term]:
    rejoin = b.mul if node.head is Head.PRODUCT else b.add
    for i in range(len(node.args)):
        yield rejoin(*node.args[:i], *node.args[i + 1 :])


def _swapped(node: Term) -> Iterator[Term]:
    yield make(node.head, node.args[::-1], node.data)
    yield node.args[0]


def _swapped_values(node: Term) -> Iterator[Term]:
    first, condition, second, other, *rest = node.args
    yield make(node.head, (second, condition, first, other, *rest))


def _other_function(node: Term) -> Iterator[Term]:
    others = {"sin": "cos", "cos": "sin", "sinh": "cosh", "cosh": "sinh", "tan": "cot", "tanh": "coth", "sec": "csc"}
    if node.data in others:
        yield b.call(others[node.data], *node.args)
    if len(node.args) == 1:
        yield node.args[0]


_MUTATIONS: dict[Head, Any] = {
    Head.PRODUCT: _without_each,
    Head.SUM: _sum,
    Head.NEGATION: lambda node: iter((node.args[0],)),
    Head.QUOTIENT: _swapped,
    Head.POWER: _swapped,
    Head.ROOT: lambda node: iter((node.args[0],)),
    Head.PIECEWISE: _swapped_values,
    Head.CALL: _other_function,
    Head.INTEGER: lambda node: iter((b.integer(node.data + 1),)),
}
