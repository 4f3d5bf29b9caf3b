"""Tidying of sums over an index, as named steps: take out what is fixed, split where it helps, collapse [i = j].

A sum over i with the factor [i = e] has one term, that at i = e, if e is within the limits. Where e is a letter, which
stands for an index within the limits, that is a condition; where it is worked out, such as n - k, it stays as a factor.
"""

from functools import reduce

from symgrad.rules.tidying.light import Tidying, collect_numbers, tidy
from symgrad.rules.units import drop_units
from symgrad.terms.build import ONE, add, bigsum, div, mul, neg, relation, sub, unary
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import depends_on, free_names, postorder, rebuild, rewrite, substitute


def collapse(term: Term) -> Term:
    """sum of a_i [i = j] over i to a_j."""
    return collapsed(term)[0]


def collapsed(term: Term) -> tuple[Term, tuple[Term, ...]]:
    """The term with all sums collapsed that can be, and the conditions: each letter picked is within the limits."""
    conditions: dict[Term, None] = {}
    for _ in range(_DEEPEST):
        sums = (node for node in postorder(term) if node.head is Head.BIGSUM)
        found = next(((node, picked) for node in sums if (picked := _picked(node))), None)
        if found is None:
            break
        node, (rest, place) = found
        _, index, lower, upper = node.args
        inside = within(lower, place, upper)
        one = substitute(rest, {index: place})
        if _is_letter(place) and not _runs(term, lower, upper):
            conditions[inside] = None
        else:
            one = mul(one, unary(Head.INDICATOR, inside))
        term = drop_units(substitute(term, {node: one}))
    return drop_units(term), tuple(conditions)


#: letters that run, in the eyes of whoever writes a sum; n and m are sizes
_RUNNING = frozenset("ijlpqrstuv")


def _runs(term: Term, *limits: Term) -> bool:
    """Whether a limit speaks of an index, as in sums over k from 1 to i: then what is picked need not be within it."""
    nodes = list(postorder(term))
    bound = {node.args[1] for node in nodes if node.head in (Head.BIGSUM, Head.BIGPROD)}
    indices = {
        one for node in nodes if node.head is Head.INDEXED for index in node.args[1:] for one in free_names(index)
    }
    used = [one for limit in limits for one in free_names(limit)]
    return any(one in bound or one in indices or one.data.key in _RUNNING for one in used)


_DEEPEST = 60
"""More sums than this in one line are collapsed in the next."""


def within(lower: Term, place: Term, upper: Term) -> Term:
    """lower <= place <= upper."""
    return relation(lower, "<=", place, "<=", upper)


def _is_letter(place: Term) -> bool:
    """Whether the place is a letter or a number, which is meant to be within the limits."""
    return place.head in (Head.NAME, Head.INTEGER)


def _picked(node: Term) -> tuple[Term, Term] | None:
    """The body without an indicator that fixes the index, and the index it fixes."""
    body, index = node.args[0], node.args[1]
    for one in _factors(body):
        place = _solved(one, index)
        if place is not None:
            return _without(body, one), place
    return None


def _factors(body: Term) -> tuple[Term, ...]:
    """The factors in front of which there is no sum: of a product, the top of a quotient, behind a minus sign."""
    if body.head is Head.PRODUCT:
        return tuple(inner for part in body.args for inner in _factors(part))
    return _factors(body.args[0]) if body.head in (Head.QUOTIENT, Head.NEGATION) else (body,)


def _without(body: Term, factor: Term) -> Term:
    if body is factor:
        return ONE
    if body.head is Head.PRODUCT:
        place = next(i for i, part in enumerate(body.args) if factor in _factors(part))
        parts = (*body.args[:place], _without(body.args[place], factor), *body.args[place + 1 :])
        return mul(*(part for part in parts if part is not ONE))
    return rebuild(body, (_without(body.args[0], factor), *body.args[1:]))


def _solved(factor: Term, index: Term) -> Term | None:
    """e where the factor is [i + c = d] with e = d - c, and i does not occur in it."""
    if factor.head is not Head.INDICATOR or factor.args[0].head is not Head.RELATION or factor.args[0].data != ("=",):
        return None
    left, right = factor.args[0].args
    for side, other in ((left, right), (right, left)):
        parts = side.args if side.head is Head.SUM else (side,)
        rest = [part for part in parts if not depends_on(part, index)]
        moving = [part for part in parts if depends_on(part, index)]
        if len(moving) == 1 and not depends_on(other, index):
            if moving[0] is index:
                return tidy(reduce(_minus, rest, other))
            if moving[0] == neg(index):
                return tidy(sub(add(*rest), other))
    return None


def _minus(total: Term, part: Term) -> Term:
    return add(total, part.args[0]) if part.head is Head.NEGATION else sub(total, part)


def take_out(term: Term) -> Term:
    """sum of c a_i over i to c times the sum of a_i."""
    return drop_units(rewrite(term, lambda node: _taken_out(node) if node.head is Head.BIGSUM else node))


def _taken_out(node: Term) -> Term:
    body, index, lower, upper = node.args
    if body.head is Head.NEGATION:
        return neg(_taken_out(bigsum(body.args[0], index, lower, upper)))
    if body.head is Head.QUOTIENT and not depends_on(body.args[1], index):
        return div(_taken_out(bigsum(body.args[0], index, lower, upper)), body.args[1])
    if body.head is not Head.PRODUCT:
        return node
    fixed = [factor for factor in body.args if not depends_on(factor, index)]
    moving = [factor for factor in body.args if depends_on(factor, index)]
    return mul(*fixed, bigsum(mul(*moving), index, lower, upper)) if fixed and moving else node


def split(term: Term) -> Term:
    """sum of (a_i + b_i) to two sums, where one of them collapses."""
    return collect_numbers(drop_units(rewrite(term, lambda node: _split(node) if node.head is Head.BIGSUM else node)))


def _split(node: Term) -> Term:
    parts = _multiplied_out(node.args[0])
    if len(parts) < 2 or not any(_picked(rebuild(node, (part, *node.args[1:]))) for part in parts):
        return node
    return add(*(_taken_out(rebuild(node, (part, *node.args[1:]))) for part in parts))


def _multiplied_out(body: Term) -> tuple[Term, ...]:
    """The terms of a sum, also in brackets with factors in front, over a common denominator, or behind a minus."""
    if body.head is Head.SUM:
        return tuple(inner for part in body.args for inner in _multiplied_out(part))
    if body.head is Head.NEGATION:
        return tuple(drop_units(neg(part)) for part in _multiplied_out(body.args[0]))
    if body.head is Head.QUOTIENT:
        return tuple(div(part, body.args[1]) for part in _multiplied_out(body.args[0]))
    if body.head is Head.PRODUCT:
        brackets = [i for i, factor in enumerate(body.args) if factor.head is Head.SUM and _has_indicator(factor)]
        if brackets:
            before, after = body.args[: brackets[0]], body.args[brackets[0] + 1 :]
            return tuple(mul(*before, part, *after) for part in body.args[brackets[0]].args)
    return (body,)


def _has_indicator(term: Term) -> bool:
    return any(node.head is Head.INDICATOR for node in postorder(term))


SUMS: tuple[Tidying, ...] = (
    Tidying("tidy.split-sum", "split the sum", "A sum of two terms over an index is two sums.", split,
            "Sum(a_i*([i = j] - b_i), (i, 1, n))"),
    Tidying("tidy.collapse", "only the term with that index is left", "Of a sum with the factor [i = j] one term is "
            "left.", collapse, "Sum(a_i*[i = j], (i, 1, n))"),
    Tidying("tidy.take-out", "take out what does not depend on the index", "A factor that is the same in every term "
            "stands before the sum.", take_out, "Sum(2*c*a_i, (i, 1, n))"),
)  # fmt: skip
