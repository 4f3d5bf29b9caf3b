"""Functions of which nothing is known, such as a loss l(w): their gradient has a name, and that is all."""

from symgrad.errors import UnsupportedError
from symgrad.notation import text
from symgrad.rules.matrices.record import DifferentialLaw, register_laws, register_special
from symgrad.rules.matrices.shaped import entrywise
from symgrad.terms.build import apply, derivative, gradient, inner, mul
from symgrad.terms.heads import Head
from symgrad.terms.names import Applied
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


def _is_entrywise(node: Term) -> bool:
    """Whether an unknown function goes entry by entry: of one array, with values of its shape."""
    return node.head is Head.APPLY and bool(node.shape) and len(node.args) == 1


def _slope(node: Term, i: int, d: Term) -> Term:
    """f'(U) entry by entry, times d."""
    orders = (sum(node.data.orders) + 1,)
    return entrywise(apply(Applied(node.data.name, orders), node.args[0], shape=node.shape), d)


register_special(
    _is_entrywise,
    DifferentialLaw("differential.entrywise", "derivative of an unknown function", _slope,
                    "Entry by entry it is the chain rule: d f(U) = f'(U) ∘ dU."),
)  # fmt: skip

register_laws(
    ("apply", DifferentialLaw("differential.gradient", "the gradient of an unknown function", _named_gradient,
     "What is known of the function is that it has a gradient: dl = <gradient of l, du>.", _arguments)),
)  # fmt: skip
