"""Uses of functions that the input itself defines: f(3) after f(x) = x^2."""

from collections.abc import Iterable

from symgrad.errors import ParseError
from symgrad.graph import Definition
from symgrad.terms.build import derivative, evaluated
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import has_head, rewrite, substitute


def inline_functions(term: Term, definitions: Iterable[Definition]) -> Term:
    """The term with every call of a defined function replaced by its definition.

    Raises ParseError for a wrong number of arguments and for functions defined in a circle.
    """
    functions = {one.name.data.key: one for one in definitions if one.parameters}
    if not functions:
        return term
    for _ in range(len(functions) + 1):
        if not has_head(term, Head.APPLY):
            return term
        changed = rewrite(term, lambda node: _used(node, functions))
        if changed is term:
            return term
        term = changed
    raise ParseError("these functions are defined in a circle: " + ", ".join(functions))


def _used(node: Term, functions: dict[str, Definition]) -> Term:
    one = functions.get(node.data.name.key) if node.head is Head.APPLY else None
    if one is None:
        return node
    if len(node.args) != len(one.parameters):
        raise ParseError(
            f"{one.name.data.plain} was defined with {len(one.parameters)} arguments, here it has {len(node.args)}"
        )
    values = dict(zip(one.parameters, node.args, strict=True))
    if not node.data.differentiated:
        return substitute(one.term, values)
    names = [p for p, order in zip(one.parameters, node.data.orders, strict=False) for _ in range(order)]
    inner = derivative(one.term, *names, partial=len(one.parameters) > 1)
    if all(p is v for p, v in values.items()):
        return inner
    return evaluated(inner, *(part for pair in values.items() for part in pair))
