"""Trigonometric functions, their reciprocals and inverses."""

from symgrad.rules.rule import Slip, register, slip, slope_rule, slopes_rule
from symgrad.terms.build import ONE, TWO, add, call, div, mul, neg, power, root, sub
from symgrad.terms.functions.conditions import inside_one, outside_one
from symgrad.terms.node import Term


def square(u: Term) -> Term:
    """u^2."""
    return power(u, TWO)


def one_minus_square(u: Term) -> Term:
    """1 - u^2."""
    return sub(ONE, square(u))


def over(bottom: Term) -> Term:
    """1/bottom."""
    return div(ONE, bottom)


def _sign(function: str, wrong: str) -> Slip:
    return slip(
        f"{function}.sign",
        "the sign is wrong",
        "trig",
        lambda u, y: neg(call(wrong[1:], u)) if wrong.startswith("-") else call(wrong, u),
    )


def _arc(u: Term) -> Term:
    return root(one_minus_square(u))


def _radius(u: Term) -> Term:
    return mul(call("abs", u), root(sub(square(u), ONE)))


_PLUS = slip("atan.sign_inside", "1 - u^2 was taken for 1 + u^2", "trig", lambda u, y: over(one_minus_square(u)))
_ROOTED = slip(
    "atan.rooted", "a root was taken that is not there", "trig", lambda u, y: over(root(add(ONE, square(u))))
)

register(
    slope_rule("sin", lambda u, y: call("cos", u), slips=(_sign("sin", "-cos"),)),
    slope_rule("cos", lambda u, y: neg(call("sin", u)), slips=(_sign("cos", "sin"),)),
    slope_rule("tan", lambda u, y: square(call("sec", u)),
               slips=(slip("tan.not_squared", "the secant was not squared", "trig", lambda u, y: call("sec", u)),)),
    slope_rule("sec", lambda u, y: mul(call("sec", u), call("tan", u)),
               slips=(slip("sec.squared", "the derivative of the tangent was taken", "trig",
                           lambda u, y: square(call("sec", u))),)),
    slope_rule("csc", lambda u, y: neg(mul(call("csc", u), call("cot", u))),
               slips=(slip("csc.sign", "the sign is wrong", "trig",
                           lambda u, y: mul(call("csc", u), call("cot", u))),)),
    slope_rule("cot", lambda u, y: neg(square(call("csc", u))),
               slips=(slip("cot.sign", "the sign is wrong", "trig", lambda u, y: square(call("csc", u))),)),
    slope_rule("asin", lambda u, y: over(_arc(u)), needs=inside_one,
               slips=(slip("asin.no_root", "the root is missing", "trig", lambda u, y: over(one_minus_square(u))),)),
    slope_rule("acos", lambda u, y: neg(over(_arc(u))), needs=inside_one,
               slips=(slip("acos.sign", "the sign is wrong", "trig", lambda u, y: over(_arc(u))),)),
    slope_rule("atan", lambda u, y: over(add(ONE, square(u))), slips=(_PLUS, _ROOTED)),
    slope_rule("acot", lambda u, y: neg(over(add(ONE, square(u)))),
               slips=(slip("acot.sign", "the sign is wrong", "trig", lambda u, y: over(add(ONE, square(u)))),)),
    slope_rule("asec", lambda u, y: over(_radius(u)), example="asec(2*x + 3)", needs=outside_one,
               slips=(slip("asec.sign", "the sign is wrong", "trig", lambda u, y: neg(over(_radius(u)))),)),
    slope_rule("acsc", lambda u, y: neg(over(_radius(u))), example="acsc(2*x + 3)", needs=outside_one,
               slips=(slip("acsc.sign", "the sign is wrong", "trig", lambda u, y: over(_radius(u))),)),
    slopes_rule("atan2", lambda v, u, y: div(u, add(square(u), square(v))),
                lambda v, u, y: neg(div(v, add(square(u), square(v)))), example="atan2(x, 3)"),
    slope_rule("sinc", lambda u, y: div(sub(mul(u, call("cos", u)), call("sin", u)), square(u)),
               slips=(slip("sinc.cosine", "only the sine was differentiated", "quotient",
                           lambda u, y: div(call("cos", u), u)),)),
    slopes_rule("hypot", lambda u, v, y: div(u, y), lambda u, v, y: div(v, y), example="hypot(x, 3)"),
)  # fmt: skip
