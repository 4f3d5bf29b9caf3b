"""Which rule a textbook would use on d/dx[body], and what it gives: one expansion, with the rest left inert."""

from collections.abc import Callable, Iterable

from symgrad.derivations import indices
from symgrad.derivations.conditions import relevant
from symgrad.derivations.step import Expansion, Reason, Weight
from symgrad.derivations.target import Target
from symgrad.errors import DomainError, UnsupportedError
from symgrad.notation import text
from symgrad.rules import Rule, drop_units, fallback, rule_of
from symgrad.rules.rule import times
from symgrad.rules.tidying import tidy
from symgrad.terms.build import (
    ONE,
    TWO,
    ZERO,
    E,
    add,
    apply,
    call,
    derivative,
    div,
    equation,
    integral,
    mul,
    name,
    neg,
    power,
    rational,
    relation,
)
from symgrad.terms.functions import function
from symgrad.terms.heads import Head
from symgrad.terms.names import Applied
from symgrad.terms.node import Term, make
from symgrad.terms.plain import plain
from symgrad.terms.traverse import as_fraction, free_names, has_head, rebuild, rewrite, substitute


def expand(node: Term, taken: frozenset[str] = frozenset()) -> Expansion:
    """The step that a textbook would take on this inert derivative. Raises UnsupportedError where none is known."""
    target = Target(node, taken | {n.data.key for n in free_names(node)})
    body = target.body
    if not target.moves(body):
        return Expansion("constant", Weight.MINOR, ZERO, _held(body, target))
    if body is target.variable:
        return Expansion("identity", Weight.MINOR, ONE, ("the derivative of ", body, " is 1"))
    choose = _CHOICES.get(body.head)
    if choose is None:
        raise UnsupportedError(f"no rule for the derivative of {text(body)} is known here")
    found = choose(target)
    return found._replace(result=drop_units(found.result), conditions=relevant(found.conditions))


def expand_by(rule: str, node: Term) -> Expansion | None:
    """The product or quotient rule on this inert derivative, also where a factor is constant; None for another form."""
    target = Target(node, frozenset(n.data.key for n in free_names(node)))
    head = _CHOSEN.get(rule)
    if head is None or target.body.head is not head:
        return None
    parts = target.body.args
    slopes = tuple(derivative(part, target.variable, partial=target.partial) for part in parts)
    needs: tuple[Term, ...] = ()
    found = _rule(head).law(parts, slopes, target.body)
    if head is Head.QUOTIENT:
        found, needs = _square_below(found, parts[1]), (relation(parts[1], "!=", ZERO),)
    return Expansion(rule, Weight.MAJOR, drop_units(found), (f"{rule} rule",), relevant(needs))


_CHOSEN = {"product": Head.PRODUCT, "quotient": Head.QUOTIENT}


def _held(body: Term, target: Target) -> Reason:
    names = free_names(body)
    if not names:
        return ("a constant does not change",)
    if body is names[0] or has_head(body, Head.INDEXED):
        return (body, " is held constant")
    listed: list[str | Term] = [names[0]]
    for one in names[1:]:
        listed += [", ", one]
    return (
        *listed,
        " is held constant, so " if len(names) == 1 else " are held constant, so ",
        body,
        " does not change",
    )


def _sum(t: Target) -> Expansion:
    parts = tuple(derivative(part, t.variable, partial=t.partial) for part in _signless(t.body.args))
    signed = [neg(d) if part.head is Head.NEGATION else d for d, part in zip(parts, t.body.args, strict=True)]
    return Expansion("sum", Weight.SILENT, add(*signed), ("sum rule",))


def _signless(parts: Iterable[Term]) -> list[Term]:
    return [part.args[0] if part.head is Head.NEGATION else part for part in parts]


def _negation(t: Target) -> Expansion:
    return Expansion("constant-multiple", Weight.SILENT, neg(t.d(t.body.args[0])), ("constant multiple",))


def _product(t: Target) -> Expansion:
    still = [factor for factor in t.body.args if not t.moves(factor)]
    moving = [factor for factor in t.body.args if t.moves(factor)]
    if still:
        return Expansion("constant-multiple", Weight.SILENT, mul(*still, t.d(mul(*moving))), ("constant multiple",))
    law = _rule(Head.PRODUCT).law
    return Expansion("product", Weight.MAJOR, law(t.body.args, tuple(map(t.d, moving)), t.body), ("product rule",))


def _rule(head: str) -> Rule:
    found = rule_of(head)
    assert found is not None
    return found


def _quotient(t: Target) -> Expansion:
    top, bottom = t.body.args
    if as_fraction(bottom) == 0:
        raise DomainError(f"{plain(t.body)} divides by zero", hint="a function needs a value somewhere to have a slope")
    if not t.moves(bottom):
        return Expansion("constant-multiple", Weight.SILENT, div(t.d(top), bottom), ("constant multiple",))
    if not t.moves(top):
        return _reciprocal(t, top, bottom)
    result = _rule(Head.QUOTIENT).law(t.body.args, (t.d(top), t.d(bottom)), t.body)
    result = _square_below(result, bottom)
    return Expansion("quotient", Weight.MAJOR, result, ("quotient rule",), (relation(bottom, "!=", ZERO),))


def _square_below(result: Term, bottom: Term) -> Term:
    """((x + 1)^3)^2 is written (x + 1)^6 at once, and the square of a root as what is under it."""
    written_out = bottom.head in (Head.POWER, Head.ROOT)
    return div(result.args[0], tidy(result.args[1])) if written_out else result


def _reciprocal(t: Target, top: Term, bottom: Term) -> Expansion:
    """c/x^n and c/sqrt(u) are powers; c/u has its own rule."""
    rewritten = _negative_power(bottom, t)
    if rewritten is not None:
        result = mul(top, t.d(rewritten))
        return Expansion(
            "negative-power", Weight.SILENT, result, ("write the quotient as a power",), (relation(bottom, "!=", ZERO),)
        )
    result = times(neg(div(top, power(bottom, TWO))), t.d(bottom))
    return Expansion("reciprocal", Weight.MAJOR, result, ("reciprocal rule",), (relation(bottom, "!=", ZERO),))


def _negative_power(bottom: Term, t: Target) -> Term | None:
    if bottom is t.variable:
        return power(bottom, neg(ONE))
    if bottom.head is Head.POWER and not t.moves(bottom.args[1]):
        exponent = as_fraction(bottom.args[1])
        return power(bottom.args[0], neg(bottom.args[1]) if exponent is None else rational(-exponent))
    if bottom.head is Head.ROOT and (degree := as_fraction(bottom.args[1])):
        return power(bottom.args[0], rational(-1 / degree))
    return None


def _power(t: Target) -> Expansion:
    base, exponent = t.body.args
    if not t.moves(exponent):
        return _outer(t, 0, "power", ("power rule",), _rule(Head.POWER).needs(base, exponent))
    if not t.moves(base):
        if (value := as_fraction(base)) is not None and value <= 0:
            raise UnsupportedError(
                f"{text(t.body)} is not a function of real numbers with a slope",
                hint="an exponential has a positive base",
            )
        needs = () if as_fraction(base) or not free_names(base) else (relation(base, ">", ZERO),)
        return _outer(t, 1, "exponential", ("derivative of the exponential",), needs)
    rewritten = mul(exponent, call("log", base))
    why: Reason = ("general power: ", equation(t.body, power(E, rewritten)))
    return Expansion("general-power", Weight.MAJOR, mul(t.body, t.d(rewritten)), why, (relation(base, ">", ZERO),))


def _root(t: Target) -> Expansion:
    radicand, degree = t.body.args
    if not t.moves(degree):
        return _outer(t, 0, "root", ("derivative of a root",), _rule(Head.ROOT).needs(radicand, degree))
    rewritten = power(radicand, div(ONE, degree))
    why: Reason = ("write the root as a power: ", equation(t.body, rewritten))
    return Expansion("root-as-power", Weight.MAJOR, t.d(rewritten), why, (relation(radicand, ">", ZERO),))


def _call(t: Target) -> Expansion:
    record = function(t.body.data)
    rule = rule_of(t.body.data) or fallback(t.body.data, len(t.body.args))
    if rule is None:
        raise UnsupportedError(f"the derivative of {record.says} is not known")
    needs = (*record.needs(*t.body.args), *rule.needs(*t.body.args))
    moving = [i for i, arg in enumerate(t.body.args) if t.moves(arg)]
    if len(moving) == 1 and record.id not in ("max", "min"):
        return _outer(t, moving[0], rule.id, (rule.says,), needs)
    result = rule.law(t.body.args, tuple(map(t.d, t.body.args)), t.body)
    return Expansion(rule.id, Weight.MAJOR, result, (rule.says,), needs)


def _outer(t: Target, place: int, rule: str, says: Reason, needs: tuple[Term, ...]) -> Expansion:
    """The slope of the outer function, times the derivative of what is inside unless that is x itself."""
    inside = t.body.args[place]
    slope = _slope(t.body, place)
    if inside is t.variable:
        return Expansion(rule, Weight.MINOR, slope, says, needs)
    if inside.head is Head.INDEXED:  # the variable itself, or another entry: no letter is needed for it
        return Expansion(rule, Weight.MINOR, times(slope, t.d(inside)), says, needs)
    u = t.fresh()
    outer = rebuild(t.body, (*t.body.args[:place], u, *t.body.args[place + 1 :]))
    law = equation(derivative(outer, u), _slope(outer, place))
    why: Reason = ("chain rule, ", equation(u, inside), ", ", law)
    return Expansion(rule, Weight.MAJOR, times(slope, t.d(inside)), why, needs, u.data.key)


def _slope(body: Term, place: int) -> Term:
    """The partial of the body's head in one argument, on the arguments themselves: so ln e and n - 1 are worked out."""
    head = body.data if body.head is Head.CALL else body.head
    rule = rule_of(head) or fallback(head, len(body.args))
    assert rule is not None
    unit = tuple(ONE if i == place else ZERO for i in range(len(body.args)))
    return drop_units(rule.law(body.args, unit, body))


def _piecewise(t: Target) -> Expansion:
    values, conditions = t.body.args[0::2], t.body.args[1::2]
    pieces = [part for v, c in zip(values, conditions, strict=True) for part in (t.d(v), strict(c))]
    seams = tuple(relation(*_difference(c), "!=", ZERO) for c in conditions if c.head is Head.RELATION)
    return Expansion("piecewise", Weight.MAJOR, make(Head.PIECEWISE, tuple(pieces)), ("each piece on its own",), seams)


def strict(condition: Term) -> Term:
    """The inner part of a region: <= becomes <, since at the seam the two slopes must be compared."""
    if condition.head is Head.RELATION:
        signs = tuple({"<=": "<", ">=": ">"}.get(sign, sign) for sign in condition.data)
        return make(Head.RELATION, condition.args, signs)
    return rebuild(condition, tuple(map(strict, condition.args))) if condition.head is Head.LOGIC else condition


def _difference(condition: Term) -> tuple[Term]:
    left, right = condition.args[0], condition.args[1]
    return (drop_units(add(left, neg(right))),)


def _apply(t: Target) -> Expansion:
    """An unknown function: a partial in each argument that moves, times that argument's derivative."""
    applied: Applied = t.body.data
    orders = applied.orders or (0,) * len(t.body.args)
    parts = [(i, arg) for i, arg in enumerate(t.body.args) if t.moves(arg)]
    slopes = [
        apply(Applied(applied.name, (*orders[:i], orders[i] + 1, *orders[i + 1 :])), *t.body.args) for i, _ in parts
    ]
    if len(parts) == 1 and parts[0][1] is t.variable:
        return Expansion("unknown", Weight.MINOR, slopes[0], ("derivative of ", name(applied.name)))
    result = add(*(mul(slope, t.d(arg)) for slope, (_, arg) in zip(slopes, parts, strict=True)))
    return Expansion("unknown", Weight.MAJOR, result, ("chain rule for ", name(applied.name)))


def _integral(t: Target) -> Expansion:
    """Leibniz's rule: the integrand at each limit times the limit's derivative, plus the integral of the partial."""
    body, dummy, *limits = t.body.args
    if not limits:
        if dummy is not t.variable:
            return Expansion(
                "integral", Weight.MAJOR, integral(t.d(body), dummy), ("differentiate under the integral",)
            )
        return Expansion("fundamental", Weight.MAJOR, body, ("an antiderivative undone",))
    lower, upper = limits
    ends = [mul(_put_in(body, dummy, end), t.d(end)) for end in (upper, lower)]
    parts = [end for end, limit in zip((ends[0], neg(ends[1])), (upper, lower), strict=True) if t.moves(limit)]
    if t.moves(body) and dummy is not t.variable:
        parts.append(integral(derivative(body, t.variable, partial=True), dummy, lower, upper))
    return Expansion("leibniz-integral", Weight.MAJOR, add(*parts), ("derivative of an integral with variable limits",))


def _put_in(body: Term, dummy: Term, end: Term) -> Term:
    """The integrand at a limit; powers of powers that arise are written as one: cos((x^2)^3) as cos(x^6)."""
    powers = (Head.POWER, Head.PRODUCT)
    return rewrite(substitute(body, {dummy: end}), lambda node: tidy(node) if node.head in powers else node)


_CHOICES: dict[Head, Callable[[Target], Expansion]] = {
    Head.SUM: _sum,
    Head.NEGATION: _negation,
    Head.PRODUCT: _product,
    Head.QUOTIENT: _quotient,
    Head.POWER: _power,
    Head.ROOT: _root,
    Head.CALL: _call,
    Head.APPLY: _apply,
    Head.PIECEWISE: _piecewise,
    Head.BIGSUM: indices.bigsum_of,
    Head.BIGPROD: indices.bigprod_of,
    Head.INDEXED: indices.entry_of,
    Head.INTEGRAL: _integral,
}
