"""Hyperbolic functions, their reciprocals and inverses."""

from symgrad.rules.rule import Slip, register, slip, slope_rule
from symgrad.rules.trigonometric import one_minus_square, over, square
from symgrad.terms.build import ONE, add, call, mul, neg, root, sub
from symgrad.terms.functions.conditions import above_one, inside_one, inside_zero_one
from symgrad.terms.node import Term


def _one_plus(u: Term) -> Term:
    return add(square(u), ONE)


def _like_trig(function: str) -> tuple[Slip, ...]:
    other = {"sinh": "cosh", "cosh": "sinh"}[function]
    return (slip(f"{function}.sign", "a minus sign as in trigonometry", "trig", lambda u, y: neg(call(other, u))),)


def _product(first: str, second: str, u: Term) -> Term:
    return mul(call(first, u), call(second, u))


register(
    slope_rule("sinh", lambda u, y: call("cosh", u), slips=_like_trig("sinh")),
    slope_rule("cosh", lambda u, y: call("sinh", u), slips=_like_trig("cosh")),
    slope_rule("tanh", lambda u, y: one_minus_square(y),
               sentence="One minus the square of the function's own value, times the derivative of what is inside.",
               slips=(slip("tanh.as_sigmoid", "the sigmoid's y(1 - y) was used", "activation",
                           lambda u, y: mul(y, sub(ONE, y))),)),
    slope_rule("coth", lambda u, y: neg(square(call("csch", u))),
               slips=(slip("coth.sign", "the sign is wrong", "trig", lambda u, y: square(call("csch", u))),)),
    slope_rule("sech", lambda u, y: neg(_product("sech", "tanh", u)),
               slips=(slip("sech.sign", "the sign is wrong", "trig", lambda u, y: _product("sech", "tanh", u)),)),
    slope_rule("csch", lambda u, y: neg(_product("csch", "coth", u)),
               slips=(slip("csch.sign", "the sign is wrong", "trig", lambda u, y: _product("csch", "coth", u)),)),
    slope_rule("asinh", lambda u, y: over(root(_one_plus(u))),
               slips=(slip("asinh.as_asin", "the arcsine's root was used", "trig",
                           lambda u, y: over(root(one_minus_square(u)))),)),
    slope_rule("acosh", lambda u, y: over(root(sub(square(u), ONE))), example="acosh(x^2 + 2)", needs=above_one,
               slips=(slip("acosh.no_root", "the root is missing", "trig", lambda u, y: over(sub(square(u), ONE))),)),
    slope_rule("atanh", lambda u, y: over(one_minus_square(u)), needs=inside_one,
               slips=(slip("atanh.as_atan", "1 + u^2 was taken for 1 - u^2", "trig",
                           lambda u, y: over(_one_plus(u))),)),
    slope_rule("acoth", lambda u, y: over(one_minus_square(u)), example="acoth(x^2 + 2)",
               slips=(slip("acoth.sign", "the sign is wrong", "trig", lambda u, y: neg(over(one_minus_square(u)))),)),
    slope_rule("asech", lambda u, y: neg(over(mul(u, root(one_minus_square(u))))), needs=inside_zero_one,
               slips=(slip("asech.sign", "the sign is wrong", "trig",
                           lambda u, y: over(mul(u, root(one_minus_square(u))))),)),
    slope_rule("acsch", lambda u, y: neg(over(mul(call("abs", u), root(_one_plus(u))))),
               slips=(slip("acsch.no_bars", "the bars around u are missing", "trig",
                           lambda u, y: over(mul(call("abs", u), root(_one_plus(u))))),)),
)  # fmt: skip
