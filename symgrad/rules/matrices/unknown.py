"""Functions of which nothing is known, such as a loss l(w): their gradient has a name, and that is all."""

from symgrad.errors import UnsupportedError
from symgrad.notation import text
from symgrad.rules.matrices.record import DifferentialLaw, register_laws
from symgrad.terms.build import derivative, gradient, inner, mul
from symgrad.terms.heads import Head
from symgrad.terms.node import Term


def _arguments(node: Term) -> tuple[Term, ...]:
    """Each once: the gradient in w of l(w, w) is that of both places together."""
    return tuple(dict.fromkeys(node.args))


def _named_gradient(node: Term, i: int, d: Term) -> Term:
    """<gradient of l in its argument, d>; the slope times d where the argument is a number."""
    argument = _arguments(node)[i]
    if argument.head is not Head.NAME:
        hint = f"give the argument a name, as in u = {text(argument)}; {node.data.name.plain}(u)"
        raise UnsupportedError(f"the gradient of {text(node)} needs an argument that is a name", hint=hint)
    if argument.shape:
        return inner(gradient(node, argument), d)
    return mul(derivative(node, argument, partial=len(_arguments(node)) > 1), d)


register_laws(
    ("apply", DifferentialLaw("differential.gradient", "the gradient of an unknown function", _named_gradient,
     "What is known of the function is that it has a gradient: dl = <gradient of l, du>.", _arguments)),
)  # fmt: skip
