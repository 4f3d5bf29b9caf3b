"""Activation functions. At a kink the slope is a convention, 0 at ReLU's: the rule says where it has none."""

from symgrad.rules.rule import Rule, Terms, register, slip, slope_rule
from symgrad.rules.trigonometric import over, square
from symgrad.terms.build import (
    ONE,
    PI,
    TRUE,
    TWO,
    ZERO,
    E,
    add,
    call,
    div,
    mul,
    neg,
    piecewise,
    power,
    relation,
    root,
    sub,
)
from symgrad.terms.functions import function
from symgrad.terms.functions.activations import LEAK
from symgrad.terms.node import Term


def _off_zero(u: Term, *_: Term) -> Terms:
    return (relation(u, "!=", ZERO),)


def _two_sides(right: Term, left: Term, u: Term) -> Term:
    return piecewise((right, relation(u, ">", ZERO)), (left, relation(u, "<", ZERO)))


def _gelu(u: Term, y: Term) -> Term:
    cumulative = mul(div(ONE, TWO), add(ONE, call("erf", div(u, root(TWO)))))
    density = div(mul(u, power(E, neg(div(square(u), TWO)))), root(mul(TWO, PI)))
    return add(cumulative, density)


def _leaky(u: Terms, du: Terms, y: Term) -> Term:
    """max(a u, u): slope 1 on the right, a on the left; in the slope a itself, u on the left."""
    slope = u[1] if len(u) == 2 else LEAK
    direct = mul(_two_sides(ONE, slope, u[0]), du[0])
    return direct if len(u) == 1 or du[1] is ZERO else add(direct, mul(_two_sides(ZERO, u[0], u[0]), du[1]))


def _elu(u: Terms, du: Terms, y: Term) -> Term:
    if len(u) == 1:  # both sides meet smoothly at 0
        return mul(piecewise((ONE, relation(u[0], ">", ZERO)), (add(y, ONE), TRUE)), du[0])
    direct = mul(_two_sides(ONE, add(y, u[1]), u[0]), du[0])
    growth = _two_sides(ZERO, sub(power(E, u[0]), ONE), u[0])
    return direct if du[1] is ZERO else add(direct, mul(growth, du[1]))


register(
    slope_rule("sigmoid", lambda u, y: mul(y, sub(ONE, y)),
               sentence="The function's own value y times 1 - y, times the derivative of what is inside.",
               slips=(slip("sigmoid.as_tanh", "the tanh's 1 - y^2 was used", "activation",
                           lambda u, y: sub(ONE, square(y))),
                      slip("sigmoid.of_input", "z(1 - z) of the input was taken for y(1 - y)", "activation",
                           lambda u, y: mul(u, sub(ONE, u))))),
    slope_rule("relu", lambda u, y: _two_sides(ONE, ZERO, u), needs=_off_zero,
               sentence="1 for a positive input and 0 for a negative one; at zero there is a kink.",
               slips=(slip("relu.one", "the slope was taken to be 1 everywhere", "activation", lambda u, y: ONE),)),
    Rule("derivative.leaky_relu", "leaky_relu", "derivative of leaky ReLU", _leaky,
         "1 for a positive input and the small slope for a negative one; at zero there is a kink.",
         needs=_off_zero, example="leaky_relu(x)"),
    Rule("derivative.elu", "elu", "derivative of ELU", _elu,
         "1 for a positive input, the value plus alpha for a negative one.",
         needs=lambda *u: tuple(relation(kink, "!=", ZERO) for kink in function("elu").kinks(*u)), example="elu(x)"),
    slope_rule("gelu", _gelu, slips=(slip("gelu.gate_only", "only the gate was kept", "activation",
                                          lambda u, y: div(add(ONE, call("erf", div(u, root(TWO)))), TWO)),)),
    slope_rule("silu", lambda u, y: add(y, mul(call("sigmoid", u), sub(ONE, y))),
               slips=(slip("silu.gate_only", "only the gate was kept", "activation",
                           lambda u, y: call("sigmoid", u)),)),
    slope_rule("softplus", lambda u, y: call("sigmoid", u),
               slips=(slip("softplus.reciprocal", "1/(1 + e^u) was taken for the sigmoid", "activation",
                           lambda u, y: over(add(ONE, power(E, u)))),)),
    slope_rule("softsign", lambda u, y: over(square(add(ONE, call("abs", u)))),
               slips=(slip("softsign.not_squared", "the denominator was not squared", "activation",
                           lambda u, y: over(add(ONE, call("abs", u)))),)),
)  # fmt: skip
