"""`equal`: which question is meant by two answers, and the judge that settles it.

Expressions are compared by value, vectors, matrices and points entry by entry, equations and inequalities by their
solutions, sets in braces without order, intervals by their ends, antiderivatives with `+ C` up to a constant.
"""

from collections.abc import Callable, Sequence

from symgrad.deciding.antiderivatives import antiderivatives, constant_of, is_meant
from symgrad.deciding.equality import equal_terms
from symgrad.deciding.equations import equal_relations
from symgrad.deciding.inputs import Declared, Given, as_term, domain_of, plain_domain
from symgrad.deciding.relations import claims
from symgrad.deciding.sets import (
    Interval,
    claims_of,
    equal_flats,
    equal_intervals,
    equal_sets,
    is_plainly_intervals,
    read_intervals,
)
from symgrad.deciding.sets import set_texts as members_of
from symgrad.deciding.solutions import same_solutions
from symgrad.deciding.verdicts import Verdict
from symgrad.errors import UnsupportedError
from symgrad.graph import Domain, Graph
from symgrad.parsing import parse
from symgrad.terms.build import mul
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names, substitute

Judge = Callable[[Term, Term, Domain], Verdict]


def equal(a: Given, b: Given, *, syntax: str = "auto", domain: Declared = None, kind: str = "") -> Verdict:
    """Judge whether two expressions (text, graph, SymPy, term) are equal on the domain (every name real by default).

    `kind` says what the two are where their writing does not: `value`, `equation`, `set` (order is free), `interval`
    ([0, 1] and (0, 1) are vectors otherwise), `line` or `plane` (point + t * direction, names are parameters),
    `antiderivative` (equal up to a constant, `+ C` or not). Raises what reading the text raises, UnsupportedError for
    a kind that is not known, DataError for what is not of the kind.
    """
    if kind not in _KINDS:
        known = ", ".join(filter(None, _KINDS))
        raise UnsupportedError(f"there is no kind called {kind!r}", hint=f"choose among {known}")
    where = domain_of(domain, a, b)

    def read(given: Given) -> Term:
        return as_term(given, syntax, domain)

    whole = _collections(a, b, kind, read, where)
    if whole is not None:
        return whole
    left, right = read(a), read(b)
    typed = letters_multiplied(_statement(a, left, syntax, domain), _statement(b, right, syntax, domain))
    if Head.RELATION in (left.head, right.head) or kind == "equation" or _solved_for_each_other(*typed):
        left, right = typed
    return _KINDS[kind](left, right, where)


def letters_multiplied(left: Term, right: Term) -> tuple[Term, Term]:
    """Both with the name xy as a product where the other speaks of x and of y, but not of xy."""
    return _multiplied(left, free_names(right)), _multiplied(right, free_names(left))


def _multiplied(term: Term, others: Sequence[Term]) -> Term:
    letters = {one.data.key: one for one in others}
    products = {
        one: mul(*(letters[letter] for letter in one.data.key))
        for one in free_names(term)
        if one.data.key not in letters and len(one.data.key) > 1 and letters.keys() >= set(one.data.key)
    }
    return substitute(term, products)


def _solved_for_each_other(left: Term, right: Term) -> bool:
    """Whether two definitions are one equation solved for different names, such as y = 2x and x = y/2."""
    if not all(side.head is Head.RELATION for side in (left, right)):
        return False
    if not all(side.args[0].head is Head.NAME for side in (left, right)):
        return any(side.args[0].head is Head.PRODUCT for side in (left, right))
    first, second = left.args[0], right.args[0]
    return first is not second and (first in free_names(right.args[1]) or second in free_names(left.args[1]))


def _collections(a: Given, b: Given, kind: str, read: Callable[[Given], Term], domain: Domain) -> Verdict | None:
    """The verdict on sets and intervals; None where the two are neither."""
    if kind == "interval" or (not kind and (is_plainly_intervals(a) or is_plainly_intervals(b))):
        ours, theirs = read_intervals(a, read), read_intervals(b, read)
        if ours is None or theirs is None:
            return _interval_and_relation(ours or theirs, read(a if ours is None else b), domain)
        return equal_intervals(ours, theirs, domain)
    sets = members_of(a), members_of(b)
    if None not in sets:
        first, second = ([read(one) for one in members or ()] for members in sets)
        return equal_sets(first, second, domain)
    return None


def _interval_and_relation(found: Sequence[Interval] | None, other: Term, domain: Domain) -> Verdict:
    """Whether an inequality in one name describes the intervals."""
    names = free_names(other)
    if not found or other.head is not Head.RELATION or len(names) != 1:
        return Verdict("undecided", notes=("one of the two is not an interval",))
    inside = [claims_of(interval, names[0]) for interval in found]
    verdict = same_solutions(inside, [claims(other)], domain)
    return verdict or Verdict("undecided", notes=("the ends of the inequality are not known exactly",))


def _statement(given: Given, term: Term, syntax: str, domain: Declared) -> Term:
    """The equation that was typed, where a definition such as y = 2x was read as its right side."""
    if isinstance(given, str):
        graph = parse(given, syntax=syntax, domain=plain_domain(domain)) if "=" in given else None
    else:
        graph = given
    rows = graph.rows() if isinstance(graph, Graph) else ()
    return rows[0] if len(rows) == 1 and rows[0].head is Head.RELATION else term


def _as_written(left: Term, right: Term, domain: Domain) -> Verdict:
    """By what the two look like."""
    if left.head is right.head is Head.RELATION:
        return equal_relations(left, right, domain)
    if Head.RELATION in (left.head, right.head):
        first, second = _value_of(left), _value_of(right)
        if first is not None and second is not None:
            return equal_terms(first, second, domain)
        return Verdict("undecided", notes=("one of the two is a relation, the other is not",))
    constants = [constant_of(term) for term in (left, right)]
    declared = dict(domain.entries)
    meant = all(one is not None and one.data.key not in declared for one in constants) and is_meant(left, right)
    return (antiderivatives if meant else equal_terms)(left, right, domain)


def _value_of(term: Term) -> Term | None:
    """What dy/dx = 2x or f'(x) = 2x says the slope is; an expression itself; None for any other relation."""
    if term.head is not Head.RELATION:
        return term
    named = term.data == ("=",) and term.args[0].head in (Head.DERIVATIVE, Head.APPLY)
    return term.args[1] if named else None


def _as_set(left: Term, right: Term, domain: Domain) -> Verdict:
    first, second = (term.args if term.head in (Head.TUPLE, Head.MATRIX) else (term,) for term in (left, right))
    return equal_sets(first, second, domain)


def _as_flats(left: Term, right: Term, _: Domain) -> Verdict:
    return equal_flats(left, right)


_KINDS: dict[str, Judge] = {
    "": _as_written,
    "value": equal_terms,
    "equation": _as_written,
    "set": _as_set,
    "interval": _as_written,
    "line": _as_flats,
    "plane": _as_flats,
    "antiderivative": antiderivatives,
}
