"""Functions of which only this is known: the same function of the same arguments is the same.

Unknown functions, inert derivatives, sums over an index, integrals, limits. A bound name is renamed by how deep it
stands, so that its letter does not matter. Sums and integrals are linear: what does not depend on the bound name stands
before them.
"""

from fractions import Fraction

from symgrad.deciding.field.evaluation import Evaluation
from symgrad.deciding.field.forks import Unsettled
from symgrad.deciding.field.polynomials import Monomial, Product, product_of
from symgrad.terms import build
from symgrad.terms.heads import Head
from symgrad.terms.names import Name
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, has_head, substitute

INERT = (Head.DERIVATIVE, Head.GRADIENT, Head.DIFFERENTIAL)


def value_of_apply(ev: Evaluation, term: Term) -> int:
    """An unknown function, or a partial of it."""
    key = ("apply", term.data.name.key, term.data.orders, *map(ev.value, term.args))
    return ev.world.free(key, names=ev.names_in(term))


def value_of_indexed(ev: Evaluation, term: Term) -> int:
    """An entry of a name."""
    key = ("entry", term.args[0].data.key, *map(ev.value, term.args[1:]))
    return ev.world.free(key, names=ev.names_in(term))


def value_of_inert(ev: Evaluation, term: Term) -> int:
    """An inert derivative, gradient or differential."""
    key = (term.head.value, term.data, *map(ev.value, term.args))
    return ev.world.free(key, names=ev.names_in(term))


def value_of_evaluated(ev: Evaluation, term: Term) -> int:
    """The body with the values put in; an inert derivative in it is not touched."""
    body, pairs = term.args[0], term.args[1:]
    if not has_head(body, *INERT):
        return ev.value(substitute(body, dict(zip(pairs[0::2], pairs[1::2], strict=True))))
    fresh = {name: _fresh(ev, (k, *map(ev.value, pairs[1::2]))) for k, name in enumerate(pairs[0::2])}
    with _Bound(ev, *fresh.values()):
        key = ("evaluated", *map(ev.value, (substitute(body, fresh), *fresh.values())))
    return ev.world.free((*key, *map(ev.value, pairs[1::2])), names=ev.names_in(term))


def value_of_linear(ev: Evaluation, term: Term) -> int:
    """A sum over an index or a definite integral, term by term."""
    if len(term.args) == 2:
        return ev.world.free(("integral", *map(ev.value, term.args)), names=ev.names_in(term))
    body, variable, *ends = term.args
    limits = tuple(_limit(ev, end) for end in ends)
    inner, fresh = _opened(ev, body, variable, limits)
    total = 0
    with _Bound(ev, fresh):
        terms = ev.polynomial(inner)
        for monomial, number in terms.items():
            total += _linear_term(ev, term, fresh, (number, monomial), limits)
    return total % ev.world.modulus


def _limit(ev: Evaluation, end: Term) -> int:
    """A limit; infinity is like no other."""
    return ev.world.free(("infinity", end.head is Head.NEGATION)) if _is_infinite(end) else ev.value(end)


def _is_infinite(end: Term) -> bool:
    inner = end.args[0] if end.head is Head.NEGATION else end
    return inner.head is Head.CONSTANT and bool(inner.data == "oo")


def _linear_term(ev: Evaluation, term: Term, fresh: Term, product: Product, limits: tuple[int, ...]) -> int:
    outside = tuple(factor for factor in product[1] if fresh not in ev.names_of((factor,)))
    inside: Monomial = tuple(factor for factor in product[1] if factor not in outside)
    if inside:
        key = (term.head.value, len(ev.bound), ev.value_of_product((Fraction(1), inside)), *limits)
        names = ev.names_of(product[1]) | ev.names_in(term)
        whole = ev.world.free(key, names=names - {fresh})
    else:
        whole = _length(term, limits)
    return ev.value_of_product(product_of(((product[0], outside),))) * whole


def _length(term: Term, limits: tuple[int, ...]) -> int:
    """The sum or integral of 1."""
    if any(map(_is_infinite, term.args[2:])):
        raise Unsettled
    lower, upper = map(as_fraction, term.args[2:])
    if term.head is Head.BIGSUM and lower is not None and upper is not None and upper < lower:
        return 0
    return limits[1] - limits[0] + (term.head is Head.BIGSUM)


def value_of_bound(ev: Evaluation, term: Term) -> int:
    """A product over an index or a limit, as a whole."""
    body, variable, *ends = term.args
    limits = tuple(map(ev.value, ends))
    inner, fresh = _opened(ev, body, variable, limits)
    with _Bound(ev, fresh):
        key = (term.head.value, term.data, len(ev.bound), ev.value(inner), *limits)
    return ev.world.free(key, names=ev.names_in(term))


def _opened(ev: Evaluation, body: Term, variable: Term, limits: tuple[int, ...]) -> tuple[Term, Term]:
    """The body in a name of its own for these limits, and that name."""
    fresh = _fresh(ev, limits)
    return substitute(body, {variable: fresh}), fresh


def _fresh(ev: Evaluation, limits: tuple[int, ...]) -> Term:
    """A name that nobody can have typed: what is assumed of it is assumed between these limits only."""
    return build.name(Name("bound name", sub=f"{len(ev.bound)} {limits}"))


class _Bound:
    """While it lasts, names are bound, and nothing is told apart by its sign."""

    def __init__(self, ev: Evaluation, *names: Term) -> None:
        self.ev, self.names, self.before = ev, names, ev.opaque

    def __enter__(self) -> None:
        self.ev.bound.update(dict.fromkeys(self.names))
        self.ev.opaque = True

    def __exit__(self, *_: object) -> None:
        for name in self.names:
            del self.ev.bound[name]
        self.ev.opaque = self.before
