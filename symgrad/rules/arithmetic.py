"""Sums, products, quotients: the laws of the four operations."""

from symgrad.rules.rule import Rule, Slip, Terms, register
from symgrad.terms.build import TWO, ZERO, add, div, mul, neg, power, sub
from symgrad.terms.heads import Head
from symgrad.terms.node import Term


def _sum(_: Terms, du: Terms, y: Term) -> Term:
    return add(*du)


def _product(u: Terms, du: Terms, y: Term) -> Term:
    rows = [mul(*u[:i], d, *u[i + 1 :]) for i, d in enumerate(du) if d is not ZERO]
    return add(*rows)


def _quotient(u: Terms, du: Terms, y: Term) -> Term:
    if du[1] is ZERO:
        return div(du[0], u[1])
    if du[0] is ZERO:
        return neg(div(mul(u[0], du[1]), power(u[1], TWO)))
    return div(sub(mul(du[0], u[1]), mul(u[0], du[1])), power(u[1], TWO))


def _swapped(u: Terms, du: Terms, y: Term) -> Term:
    return div(sub(mul(u[0], du[1]), mul(du[0], u[1])), power(u[1], TWO))


def _not_squared(u: Terms, du: Terms, y: Term) -> Term:
    return div(sub(mul(du[0], u[1]), mul(u[0], du[1])), u[1])


register(
    Rule(
        "sum", Head.SUM, "sum rule", _sum,
        "The derivative of a sum is the sum of the derivatives.", 2, example="x^2 + sin(x)",
        slips=(Slip("sum.first_only", "only the first term was differentiated", lambda u, du, y: add(du[0], *u[1:]),
                    "algebra"),),
    ),
    Rule("negation", Head.NEGATION, "constant multiple", lambda u, du, y: neg(du[0]),
         "A minus sign stays in front of the derivative.", example="-x^3",
         slips=(Slip("negation.lost", "the minus sign was lost", lambda u, du, y: du[0], "algebra"),)),
    Rule(
        "product", Head.PRODUCT, "product rule", _product,
        "Differentiate one factor at a time, leave the others, and add.", 2, example="x^2*sin(x)",
        slips=(
            Slip("product.of_derivatives", "the derivatives were multiplied", lambda u, du, y: mul(*du), "product"),
            Slip("product.one_term", "only one factor was differentiated", lambda u, du, y: mul(du[0], *u[1:]),
                 "product"),
        ),
    ),
    Rule(
        "quotient", Head.QUOTIENT, "quotient rule", _quotient,
        "Derivative of the top times the bottom, minus the top times the derivative of the bottom, over the bottom "
        "squared.",
        2, example="(x^2 + 1)/(x - 1)", needs=lambda top, bottom: (),
        slips=(
            Slip("quotient.swapped", "the two products in the numerator were swapped", _swapped, "quotient"),
            Slip("quotient.of_derivatives", "the derivatives were divided", lambda u, du, y: div(du[0], du[1]),
                 "quotient"),
            Slip("quotient.not_squared", "the denominator was not squared", _not_squared, "quotient"),
        ),
    ),
)  # fmt: skip
