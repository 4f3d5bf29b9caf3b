"""latex2sympy2's unevaluated trees to terms, as written: nothing is computed, sorted or cancelled on the way.

SymPy's own evaluation would turn sqrt(x)^2 into x, which is defined elsewhere, and never return from 9^(9^9).
"""

from collections.abc import Callable, Mapping
from typing import Any

import sympy as sp

from symgrad.algebra.reading import Read, read_node
from symgrad.algebra.second.spelling import name_of
from symgrad.errors import UnsupportedError
from symgrad.terms import build
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import rewrite


def term_of(tree: Any, *, partial: bool) -> Term:
    """The term that a tree stands for; `partial` says which d its derivatives were written with.

    Raises UnsupportedError for what is no formula or has no form here.
    """

    def read(part: Any) -> Term:
        for kind in type(part).__mro__:
            row = _ROWS.get(kind.__name__)
            if row is not None:
                return row(part, read)
        return read_node(part, read)

    if not isinstance(tree, sp.Basic | sp.MatrixBase):
        what = "nothing" if tree is None else f"a {type(tree).__name__}"
        raise UnsupportedError(f"latex2sympy2 makes {what} of this, which is no formula")
    if isinstance(tree, sp.core.relational.Relational):
        raise UnsupportedError("latex2sympy2 sees a relation inside this")
    return rewrite(read(tree), lambda node: _with_d(node, partial))


def _with_d(node: Term, partial: bool) -> Term:
    return build.derivative(*node.args, partial=partial) if node.head is Head.DERIVATIVE else node


def _symbol(tree: Any, _: Read) -> Term:
    return build.name(name_of(tree.name))


def _sum(tree: Any, read: Read) -> Term:
    return build.add(*map(read, tree.args))


def _product(tree: Any, read: Read) -> Term:
    """Factors in their order; a division is a factor to the power -1 there, a minus sign the factor -1 in front."""
    first, *others = tree.args
    if first == -1:
        return build.neg(_factors(others, read))
    return _factors([first, *others], read)


def _factors(factors: list[Any], read: Read) -> Term:
    product: Term | None = None
    for factor in factors:
        if factor.is_Pow and factor.exp == -1:
            product = build.div(product or build.ONE, read(factor.base))
        else:
            product = read(factor) if product is None else build.mul(product, read(factor))
    return product or build.ONE


def _power(tree: Any, read: Read) -> Term:
    base, exponent = tree.args
    if exponent.is_Rational and exponent.p == 1 and exponent.q > 1:
        return build.root(read(base), build.integer(int(exponent.q)))
    return build.power(read(base), read(exponent))


def _unknown(tree: Any, read: Read) -> Term:
    """f(x); sigma of a bracket is the sigmoid, as everywhere here."""
    called, arguments = name_of(type(tree).__name__), [read(part) for part in tree.args]
    if called.key == "sigma" and len(arguments) == 1:
        return build.call("sigmoid", *arguments)
    return build.apply(called, *arguments)


def _big(make_term: Callable[..., Term]) -> Callable[[Any, Read], Term]:
    """A sum or product; names whose index is the bound letter become indexed terms."""

    def read_big(tree: Any, read: Read) -> Term:
        variable, lower, upper = (read(part) for part in tree.limits[0])
        body = rewrite(read(tree.function), lambda node: _indexed(node, variable))
        return make_term(body, variable, lower, upper)

    return read_big


def _indexed(node: Term, variable: Term) -> Term:
    """x_{ij} under a sum over j as x with the indices i and j."""
    if node.head is not Head.NAME or not node.data.sub.isalpha() or variable.data.base not in node.data.sub:
        return node
    if node.data.sub == variable.data.base:
        return build.indexed(build.name(node.data._replace(sub="")), variable)
    return build.indexed(build.name(node.data._replace(sub="")), *map(build.name, node.data.sub))


_ROWS: Mapping[str, Callable[[Any, Read], Term]] = {
    "Symbol": _symbol,
    "Add": _sum,
    "Mul": _product,
    "Pow": _power,
    "AppliedUndef": _unknown,
    "Sum": _big(build.bigsum),
    "Product": _big(build.bigprod),
}
"""Name of a SymPy class -> how its unevaluated form is read; the rest is read as any SymPy object."""
