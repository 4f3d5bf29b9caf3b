"""sin u/cos u as tan u: quotients of two functions of one argument that have a name of their own."""

from fractions import Fraction

from symgrad.rules.tidying.light import Tidying, rewrite_open
from symgrad.rules.tidying.monomial import as_product, monomial
from symgrad.rules.tidying.ordering import Exponent
from symgrad.terms.build import call
from symgrad.terms.heads import Head
from symgrad.terms.node import Term

#: above and below the line -> the name of their quotient
_NAMES = {("sin", "cos"): "tan", ("cos", "sin"): "cot", ("sinh", "cosh"): "tanh", ("cosh", "sinh"): "coth"}


def name_ratios(term: Term) -> Term:
    """sin u/cos u to tan u, wherever both stand in one quotient to the same power."""
    return rewrite_open(term, _named)


def _named(node: Term) -> Term:
    if node.head is not Head.QUOTIENT or not node.is_scalar:
        return node
    product = monomial(node)
    powers = product.powers
    for (above, below), ratio in _NAMES.items():
        for base in list(powers):
            if base.head is Head.CALL and base.data == above:
                powers = _joined(powers, base, call(below, *base.args), call(ratio, *base.args))
    return node if powers is product.powers else as_product(product._replace(powers=powers), order=True)


def _joined(powers: dict[Term, Exponent], top: Term, bottom: Term, ratio: Term) -> dict[Term, Exponent]:
    """The powers with top^n/bottom^n as ratio^n; the same object where they do not stand so."""
    exponent, other = powers.get(top), powers.get(bottom)
    if not isinstance(exponent, Fraction) or exponent <= 0 or other != -exponent:
        return powers
    rest = {base: e for base, e in powers.items() if base not in (top, bottom)}
    before = rest.get(ratio, Fraction(0))
    return {**rest, ratio: exponent + before} if isinstance(before, Fraction) else powers


RATIOS: tuple[Tidying, ...] = (
    Tidying("tidy.ratio", "call the quotient by its name", "Sine over cosine is the tangent.",
            name_ratios, "x*sin(x)/cos(x)"),
)  # fmt: skip
