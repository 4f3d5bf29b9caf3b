"""Equalities and differentials of vectors and matrices, judged entry by entry at small sizes without any matrix rule.

A product of sums over n is the same for every n above the smallest, so sizes are made small where no window or filter
depends on them: m = 2, n = 3. Differentials of composite terms are letters of their own on both sides.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

from symgrad.algebra import same_derivative
from symgrad.balls import Ball, ball, slopes_along
from symgrad.deciding.comparing import Outcome, outcome_of
from symgrad.deciding.declared import Facts, holding, substitute_each
from symgrad.deciding.local import slope_agrees_at_points
from symgrad.deciding.points import generic_points
from symgrad.deciding.proving import prove_equal
from symgrad.deciding.small_sizes import ORDER, SMALL, Terms, at_small_sizes, sized, small
from symgrad.deciding.verdicts import Evidence
from symgrad.errors import SymgradError
from symgrad.graph import Domain
from symgrad.terms.build import ONE, ZERO, add, derivative, mul, name, rational, tuple_of, unary
from symgrad.terms.entries import entries
from symgrad.terms.heads import Head
from symgrad.terms.names import Name
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names, postorder, substitute

MOST_SLOPES = 500
"""Slopes of entries that are compared for one line."""

#: heads that are functions of numbers or of whole matrices: letters of their own at first
_OPAQUE = frozenset({Head.CALL, Head.INVERSE, Head.DETERMINANT, Head.NORM, Head.GRADIENT, Head.ENTRYWISE_POWER})


def prove_matrix_equal(before: Term, after: Term, facts: Facts = MappingProxyType({})) -> Evidence:
    """Settle that two terms of one shape are equal, entry by entry at small sizes. Nothing is raised.

    Differentials and gradients that are left as they are count as letters. `facts` are words declared of names:
    `symmetric`, `distribution` (the entries of a vector or of each row sum to 1), `signs` (every entry is 1 or -1).
    """
    if before is after:
        return Evidence("proved", "identical")
    plain = _with_letters((before, after), _is_left_open)
    tries = (_with_letters(plain, _is_opaque), plain)
    found = Evidence("undecided", "no route decides it")
    for pair in dict.fromkeys(tries):
        found = at_small_sizes(pair, lambda terms: _entrywise(terms, facts))
        if found.status == "proved":
            return found
    return found


def prove_written_alike(plain: Term, indexed: Term) -> Evidence:
    """Settle that a term and the same written with indices or traces are equal, at small sizes. Nothing is raised.

    The differential of an entry is a letter of its own; differentials of equal numbers are one letter.
    """
    for numbers in SMALL:
        try:
            rows = [entries(one) for one in sized((plain, indexed), numbers)]
            lettered = _alike(tuple(one for row in rows for one in row))
        except (SymgradError, ValueError) as error:
            return Evidence("undecided", f"it cannot be written out entry by entry: {error}")
        half = len(rows[0])
        pairs = zip(lettered[:half], lettered[half:], strict=True)
        found = _weakest(prove_equal(a, b) for a, b in pairs)
        if found.status == "proved":
            break
    return found


def _alike(terms: Terms) -> Terms:
    """The terms with one letter for all differentials of numbers that are equal."""
    letters: dict[Term, Term] = {}
    for node in (node for node in postorder(tuple_of(*terms)) if _is_left_open(node)):
        same = (one for one in letters if _kind(one) == _kind(node) and _equal_inside(one, node))
        known = next(same, None)
        letters[node] = name(Name(f"#d{len(letters)}")) if known is None else letters[known]
    return tuple(substitute(term, letters) for term in terms)


def _kind(node: Term) -> tuple[bool, int]:
    """The entry of a gradient and the partial derivative by an entry are one thing."""
    return node.head is Head.DIFFERENTIAL, len(node.args)


def _equal_inside(one: Term, other: Term) -> bool:
    pairs = zip(one.args, other.args, strict=True)
    return all(prove_equal(a, b).status == "proved" for a, b in pairs)


def _is_left_open(node: Term) -> bool:
    return node.head in (Head.DIFFERENTIAL, Head.GRADIENT, Head.DERIVATIVE)


def _is_opaque(node: Term) -> bool:
    softmax = node.head is Head.ARRAY and node.data[0] in ("softmax", "logsumexp")
    return softmax or (node.head in _OPAQUE and bool(free_names(node)))


def _entrywise(pair: Terms, facts: Facts) -> Evidence:
    try:
        rows = [entries(one) for one in pair]
        cases = [[substitute_each(row, case) for row in rows] for case in holding(pair, facts)]
        return _weakest(prove_equal(a, b) for left, right in cases for a, b in zip(left, right, strict=True))
    except (SymgradError, ValueError) as error:
        return Evidence("undecided", f"it cannot be written out entry by entry: {error}")


def _weakest(found: Iterable[Evidence]) -> Evidence:
    settled = list(found)
    weakest = min(settled, key=lambda one: ORDER.index(one.status))
    return weakest._replace(route=f"entry by entry: {weakest.route}")


def _with_letters(terms: Terms, closed: Callable[[Term], bool]) -> Terms:
    """The terms with a letter of its shape for each subterm that is closed, the largest first."""
    nodes = [node for node in postorder(tuple_of(*terms)) if closed(node)]
    letters = {node: name(Name(f"#a{i}"), node.shape) for i, node in enumerate(nodes)}
    return tuple(substitute(term, letters) for term in terms)


def differential_agrees(body: Term, result: Term) -> Evidence:
    """Settle d(body) = result, where the result is linear in differentials of subterms of the body.

    Those subterms are taken as variables of their own. SymPy's derivative of each entry is the authority, slopes in
    balls where SymPy has none. Where the result has such a subterm multiplied out, (u v)^2 as u^2 v^2, what the
    variables stand for is put in before comparing. Nothing is raised.
    """
    try:
        freed, letters = _freed(body, result)
        found = at_small_sizes(freed, _slopes_agree)
        if found.status == "failed":
            again = _slopes_agree(*_meanings(freed, letters))
            return again if again.status == "proved" else found
        return found
    except (SymgradError, ValueError, KeyError) as error:
        return Evidence("undecided", f"it cannot be written out entry by entry: {error}")


def _freed(body: Term, result: Term) -> tuple[Terms, dict[Term, Term]]:
    """Both sides with letters for the subterms whose differentials occur, and the letter of each."""
    parts = list(dict.fromkeys(node.args[0] for node in postorder(result) if node.head is Head.DIFFERENTIAL))
    letters = {part: name(Name(f"#p{i}"), part.shape) for i, part in enumerate(parts)}
    changes = {unary(Head.DIFFERENTIAL, part): unary(Head.DIFFERENTIAL, new) for part, new in letters.items()}
    return (substitute(body, letters), substitute(result, {**letters, **changes})), letters


def _slopes_agree(sides: Terms, standing_for: Mapping[Term, Term] = MappingProxyType({})) -> Evidence:
    rows = list(zip(*(entries(side) for side in sides), strict=True))
    return _weakest(_each_slope(rows, standing_for)) if rows else Evidence("proved", "nothing varies")


def _meanings(freed: Terms, letters: Mapping[Term, Term]) -> tuple[Terms, dict[Term, Term]]:
    """Both sides at small sizes, and what the entries of the letters stand for."""
    count = len(letters)
    body, result, *rest = small((*freed, *letters.values(), *letters))
    pairs = (zip(entries(a), entries(b), strict=True) for a, b in zip(rest[:count], rest[count:], strict=True))
    return (body, result), {own: stood for pair in pairs for own, stood in pair if stood.head is not Head.NAME}


def _each_slope(rows: Iterable[tuple[Term, Term]], standing_for: Mapping[Term, Term]) -> list[Evidence]:
    """Every entry by every variable: SymPy's derivative, or a slope in balls, against the coefficient in the result.

    Of very many only some are compared, spread over all of them; then the line is checked, not proved.
    """
    pairs = [
        (value, change, one)
        for value, change in rows
        for one in (node for node in postorder(change) if node.head is Head.DIFFERENTIAL)
    ]
    stride = -(-len(pairs) // MOST_SLOPES)
    chosen = pairs[:: stride or 1]
    found = [_slope(value, one.args[0], _coefficient(change, one), standing_for) for value, change, one in chosen]
    if stride > 1:
        found.append(Evidence("checked", f"{len(found)} of {len(pairs)} slopes of entries, spread over all of them"))
    return found or [Evidence("proved", "nothing varies")]


def _coefficient(change: Term, one: Term) -> Term:
    """What stands with one differential: the change where it is 1 and the others are 0."""
    others = (node for node in postorder(change) if node.head is Head.DIFFERENTIAL)
    return substitute(change, {other: ONE if other is one else ZERO for other in others})


def _slope(value: Term, variable: Term, claim: Term, standing_for: Mapping[Term, Term]) -> Evidence:
    try:
        if same_derivative(value, variable, claim, standing_for=standing_for):
            return Evidence("proved", "SymPy's derivative of each entry")
    except SymgradError:
        pass
    return slope_agrees_at_points(derivative(value, variable, partial=True), claim)


def gradient_agrees(f: Term, slopes: Mapping[Term, Term], facts: Facts, count: int = 3) -> Evidence:
    """Slopes of every entry of f along random directions, in balls, against <slopes, direction> at random points.

    `slopes` holds for each variable its gradient; for a vector f the matrix of the differential. `checked`, `failed`
    with a point, or `undecided`. Nothing is raised.
    """
    try:
        names = tuple(slopes)
        f, *rest = small((f, *names, *slopes.values()))
        variables = [entries(one) for one in rest[: len(names)]]
        claims = [entries(one) for one in rest[len(names) :]]
        case = next(iter(holding((f, *rest), facts)))
        claims = [substitute_each(one, case) for one in claims]
        return _along(substitute_each(entries(f), case), variables, claims, count)
    except (SymgradError, ValueError) as error:
        return Evidence("undecided", f"no slope in balls: {error}")


def _along(values: Terms, variables: Sequence[Terms], claims: Sequence[Terms], count: int) -> Evidence:
    """Each point with its direction; points where something is not defined do not count."""
    everything = tuple_of(*values, *(one for rows in (*variables, *claims) for one in rows))
    names = free_names(everything)
    agreeing = 0
    for point in generic_points(names, Domain(()), 8 * count):
        outcome = _at(values, variables, claims, point)
        if outcome is False:
            return Evidence("failed", "the slope measured along a direction is another", agreeing, 0.0, point)
        agreeing += outcome is True
        if agreeing >= count:
            break
    if not agreeing:
        return Evidence("undecided", "no slope at any of the points")
    return Evidence("checked", f"slopes along directions agree in balls at {agreeing} points", agreeing)


def _at(
    values: Terms, variables: Sequence[Terms], claims: Sequence[Terms], point: Mapping[Term, Fraction]
) -> bool | None:
    """Whether the slopes along a direction agree at a point; None where that is not known."""
    flat = [one for rows in variables for one in rows]
    direction = {one: Fraction(3 * i % 7 - 3, 2) or Fraction(1) for i, one in enumerate(flat)}
    count = len(flat)
    agrees: bool | None = None
    given = [one for rows in claims for one in rows]
    for i, value in enumerate(values):
        row = given[i * count : (i + 1) * count] if len(values) > 1 else given
        claim = add(*(mul(rational(direction[v]), c) for v, c in zip(flat, row, strict=True)))
        slope, wanted = slopes_along(value, direction, point).right, ball(claim, point, 128)
        if not isinstance(slope, Ball) or not isinstance(wanted, Ball):
            return None
        agrees = outcome_of(slope, wanted, close=40) is not Outcome.DIFFER
        if not agrees:
            return False
    return agrees
