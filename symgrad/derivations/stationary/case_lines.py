"""The lines of a system solved case by case: each statement with its reason and the equalities that it rests on."""

import itertools
from collections.abc import Iterable, Mapping
from fractions import Fraction

from symgrad.algebra.solving import Combination
from symgrad.derivations.conditions import relevant
from symgrad.derivations.state import State
from symgrad.derivations.stationary.equations import Equation
from symgrad.derivations.stationary.factoring import Split
from symgrad.derivations.stationary.judging import is_zero
from symgrad.derivations.stationary.roots import Root, Roots
from symgrad.derivations.step import Reason, Step, Weight
from symgrad.rules.tidying import tidy
from symgrad.terms.build import ONE, ZERO, add, div, equation, logic, mul, rational, relation, sub, tuple_of
from symgrad.terms.build import name as make_name
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names, substitute


def named(called: Term, body: Term) -> State:
    """What the letter f stands for."""
    return State(body, "definition", "critical.function", ("the function",), (), called)


def same(before: Term, after: Term) -> Step:
    """An equality that a line rests on."""
    return Step("solve.same", Weight.LIGHT, before, after, ())


def listed(parts: Iterable[Reason]) -> Reason:
    """The reasons with commas between them."""
    joined: list[str | Term] = []
    for one in parts:
        joined += [", ", *one] if joined else list(one)
    return tuple(joined)


def _product(one: Equation, parts: Split) -> Step:
    return same(one.zero, parts.product if parts.bottom is ONE else div(parts.product, parts.bottom))


def rooted(
    one: Equation, parts: Split, name: Term, roots: Roots, nonzero: tuple[Term, ...], told: bool
) -> State:  # fmt: skip
    """All values that one unknown can have; an equation that is not the line above is named."""
    needs = _apart(parts, nonzero)
    checks = [same(substitute(one.zero, {name: root.value}), ZERO) for root in roots.found if root.exact]
    steps = (_product(one, parts), *checks)
    if not roots.found:
        statement = relation(one.left, "!=", one.right)
        return State(statement, "follows", "solve.none", ("no real number solves ", one.statement), needs, None, steps)
    statement = logic("or", *choices(name, roots))
    return State(statement, "equivalent", "solve.roots", _how(one, parts, roots, told), needs, None, steps)


def _how(one: Equation, parts: Split, roots: Roots, told: bool) -> Reason:
    """Factored, or solved; what never is 0; that k is any whole number."""
    rough = any(not root.exact for root in roots.found)
    shown = len(parts.factors) > 1 or bool(parts.never)
    how: Reason = ("solve",) if told else ("solve ", one.statement)
    if shown and equation(without_number(parts.product), ZERO) is not one.statement:
        how = (*(() if told else (one.statement, "; ")), "factor: ", equation(without_number(parts.product), ZERO))
    if rough:
        how = (*how, "; rounded to 10 digits")
    if roots.period is not None:
        how = (*how, "; ", integer_name(free_of(one)), " is any whole number")
    return how


def free_of(one: Equation) -> tuple[Term, ...]:
    """The names of an equation."""
    return free_names(one.zero)


def integer_name(taken: Iterable[Term]) -> Term:
    """A letter for any whole number."""
    keys = {one.data.key for one in taken}
    return make_name(next(letter for letter in ("k", "m", "n", "j", "q", "p") if letter not in keys))


def choices(name: Term, roots: Roots) -> list[Term]:
    """x = 1, x = -1, ...; with a period x = a + k P."""
    if roots.period is None:
        return [_is(name, root) for root in roots.found]
    whole = integer_name((name,))
    starts, period = evenly(roots.found, roots.period)
    return [equation(name, stepped(start, whole, period)) for start in starts]


def stepped(start: Term, whole: Term, period: Term) -> Term:
    """start + k period."""
    turns = tidy(mul(whole, period))
    return turns if start is ZERO else add(start, turns)


def evenly(found: tuple[Root, ...], period: Term) -> tuple[list[Term], Term]:
    """Roots at equal distances as one with a shorter period."""
    count = len(found)
    step = tidy(mul(rational(Fraction(1, count)), period))
    pairs = itertools.pairwise(found)
    if count > 1 and all(is_zero(sub(sub(b.value, a.value), step)) for a, b in pairs):
        return [found[0].value], step
    return [root.value for root in found], period


def _is(name: Term, root: Root) -> Term:
    return equation(name, root.value) if root.exact else relation(name, "≈", root.value)


def _apart(parts: Split, nonzero: tuple[Term, ...]) -> tuple[Term, ...]:
    """The factors that are not 0 in this case only, as conditions."""
    return tuple(relation(part, "!=", ZERO) for part in nonzero if part in parts.never)


def impossible(one: Equation, parts: Split, nonzero: tuple[Term, ...]) -> State:
    """A case that cannot be: numbers that differ, or what is 0 only where it may not be here."""
    step = _product(one, parts)
    needs = _apart(parts, nonzero)
    why: Reason = ("nothing new in this case",) if needs else ("this case gives no point",)
    return State(relation(one.left, "!=", one.right), "follows", "solve.none", why, needs, None, (step,))


def case(values: Mapping[Term, Term]) -> State:
    """One of several values."""
    told = [equation(name, value) for name, value in values.items()]
    one = told[0] if len(told) == 1 else equation(tuple_of(*values), tuple_of(*values.values()))
    return State(one, "case", "solve.case", ("from the line above",))


def case_of(one: Equation) -> State:
    """One of several factors."""
    return State(one.statement, "case", "solve.case", ("this factor is 0",))


def case_not(factors: tuple[Term, ...]) -> State:
    """The case in which none of these is 0."""
    needs = tuple(relation(factor, "!=", ZERO) for factor in factors)
    return State(needs[0] if len(needs) == 1 else mulled(factors), "case", "solve.case", ("what is left",))


def mulled(factors: tuple[Term, ...]) -> Term:
    """a b != 0: none of them is."""
    return relation(mul(*factors), "!=", ZERO)


def excluded(nonzero: tuple[Term, ...], values: Mapping[Term, Term], why: str = "excluded in this case: ") -> State:
    """A value that belongs to a case treated elsewhere, or for which an equation has no value."""
    broken = next(one for one in nonzero if is_zero(substitute(one, dict(values))))
    why_: Reason = (why, relation(broken, "!=", ZERO))
    zero = substitute(broken, dict(values))
    return State(equation(zero, ZERO), "follows", "solve.excluded", why_, (), None, (same(zero, ZERO),))


def put_in(before: Equation, after: Equation, values: Mapping[Term, Term]) -> State:
    """An equation with what is known put in."""
    told = listed((equation(name, value),) for name, value in values.items())
    steps = (same(substitute(before.zero, dict(values)), after.zero),)
    return State(after.statement, "follows", "solve.put-in", ("put in ", *told), (), None, steps)


def put_in_value(name: Term, before: Term, after: Term, values: Mapping[Term, Term]) -> State:
    """An unknown that was known in terms of others."""
    told = listed((equation(one, value),) for one, value in values.items())
    steps = (same(substitute(before, dict(values)), after),)
    return State(equation(name, after), "follows", "solve.put-in", ("put in ", *told), (), None, steps)


def isolated(one: Equation, name: Term, value: Term, line: Step, needs: tuple[Term, ...], told: bool) -> State:
    """An unknown alone on one side."""
    conditions = relevant(tuple(relation(part, "!=", ZERO) for part in needs))
    steps = (line, same(substitute(one.zero, {name: value}), ZERO))
    why: Reason = ("solve for ", name) if told else ("solve ", one.statement, " for ", name)
    return State(equation(name, value), "equivalent", "solve.isolated", why, conditions, None, steps)


def square_isolated(one: Equation, made: Equation) -> State:
    """The square of an unknown alone on one side."""
    flat = substitute(one.zero, {made.left: made.right})
    why: Reason = ("solve for ", made.left)
    return State(made.statement, "equivalent", "solve.isolated", why, (), None, (same(flat, ZERO),))


def without_number(product: Term) -> Term:
    """The product without its sign and the number in front, which do not matter where it is 0."""
    inner = product.args[0] if product.head is Head.NEGATION else product
    return inner if inner.head is not Head.PRODUCT else mul(*(part for part in inner.args if free_names(part)))


def factored(one: Equation, parts: Split, told: bool) -> State:
    """A product that is 0; what was written as a product keeps its order."""
    shown, written = without_number(parts.product), without_number(one.left)
    is_product = one.right is ZERO and written.head is Head.PRODUCT and len(written.args) == len(shown.args)
    statement = equation(written if is_product else shown, ZERO)
    how: Reason = ("factor",) if told else ("factor ", one.statement)
    if is_product:
        how = ("a product is 0",) if statement is one.statement or told else ("as ", one.statement)
    why = listed([how, *((factor, " is never 0") for factor in parts.never)])
    return State(statement, "equivalent", "solve.factored", why, (), None, (_product(one, parts),))


def combined(one: Equation, other: Equation, sign: Term, made: Equation) -> State:
    """The sum or the difference of two equations."""
    why: Reason = ("add the equations",) if sign is ONE else ("subtract the equations",)
    steps = (same(add(one.zero, mul(sign, other.zero)), made.zero),)
    return State(made.statement, "follows", "solve.combined", why, (), None, steps)


def eliminated(left: Term, right: Term, found: Combination, name: Term, made: Equation) -> State:
    """Two equations multiplied and added so that an unknown goes."""
    why: Reason = ("multiply the equations by ", found.first, " and ", found.second, " and add: ", name, " goes")
    steps = (same(add(mul(found.first, left), mul(found.second, right)), made.zero),)
    return State(made.statement, "follows", "solve.eliminated", why, (), None, steps)
