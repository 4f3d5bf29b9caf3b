"""Derivatives written in an update, such as the dL/dw of w <- w - eta*dL/dw, carried out before the first step."""

from symgrad.derivations import derivative, gradient
from symgrad.errors import SymgradError, UnsupportedError
from symgrad.graph import from_term
from symgrad.notation import text
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import rewrite


def carried_out(formula: Term, renewed: Term) -> Term:
    """The formula without inert derivatives; a bare nabla is the gradient in the name that is renewed.

    Raises SymgradError where the function has no formula, or no derivative that is known.
    """
    return rewrite(formula, lambda node: _value(node, renewed))


def _value(node: Term, renewed: Term) -> Term:
    if node.head not in (Head.DERIVATIVE, Head.GRADIENT):
        return node
    body, *names = node.args
    if body.head in (Head.NAME, Head.APPLY):
        shown = text(body)
        raise SymgradError(f"{shown} has no formula whose slope could be taken", hint=f"add a row {shown} = ...")
    found = _slope(body, [name.data.plain for name in names or [renewed]], any(one.shape for one in (*names, renewed)))
    if not isinstance(found, Term):
        raise UnsupportedError(f"{text(node)} is not carried out in an update", hint="write the slope out")
    return found


def _slope(body: Term, names: list[str], of_array: bool) -> object:
    return gradient(from_term(body), names).result if of_array else derivative(from_term(body), names).result
