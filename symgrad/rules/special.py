"""Error function, gamma function and their like. What has no law here takes SymPy's `fdiff` (rule.fallback)."""

from symgrad.errors import UnsupportedError
from symgrad.rules.rule import Rule, Slip, Terms, register, slip, slope_rule
from symgrad.rules.trigonometric import over, square
from symgrad.terms.build import ONE, PI, TWO, ZERO, E, add, call, div, mul, neg, power, relation, root
from symgrad.terms.node import Term

_TWO_OVER_ROOT_PI = div(TWO, root(PI))


def _bell(u: Term) -> Term:
    return mul(_TWO_OVER_ROOT_PI, power(E, neg(square(u))))


def _lambert(u: Terms, du: Terms, y: Term) -> Term:
    """1/(e^y (1 + y)), which has a value at u = 0 where y/(u (1 + y)) has none."""
    if len(u) == 2 and du[1] is not ZERO:
        raise UnsupportedError("Lambert's W has no slope in the number of its branch")
    return mul(over(mul(power(E, y), add(ONE, y))), du[0])


register(
    slope_rule("erf", lambda u, y: _bell(u),
               slips=(slip("erf.factor", "the factor 2/sqrt(pi) was lost", "constants",
                           lambda u, y: power(E, neg(square(u)))),)),
    slope_rule("erfc", lambda u, y: neg(_bell(u)),
               slips=(slip("erfc.sign", "the sign is wrong", "constants", lambda u, y: _bell(u)),)),
    slope_rule("erfi", lambda u, y: mul(_TWO_OVER_ROOT_PI, power(E, square(u))),
               slips=(slip("erfi.sign", "the sign in the exponent is wrong", "constants", lambda u, y: _bell(u)),)),
    slope_rule("gamma", lambda u, y: mul(y, call("digamma", u)), example="gamma(x)",
               slips=(slip("gamma.itself", "the digamma factor was lost", "constants", lambda u, y: y),)),
    slope_rule("loggamma", lambda u, y: call("digamma", u),
               slips=(slip("loggamma.reciprocal", "1/u was taken, as for the logarithm", "logarithm",
                           lambda u, y: div(ONE, u)),)),
    slope_rule("digamma", lambda u, y: call("polygamma", ONE, u),
               slips=(slip("digamma.order", "the order was not raised", "constants", lambda u, y: y),)),
    slope_rule("factorial", lambda u, y: mul(y, call("digamma", add(u, ONE))),
               slips=(slip("factorial.shift", "the digamma of u was taken for that of u + 1", "constants",
                           lambda u, y: mul(y, call("digamma", u))),)),
    Rule("derivative.LambertW", "LambertW", "derivative of Lambert's W", _lambert,
         "One over e to the function's own value y, times 1 + y, times the derivative of what is inside.",
         needs=lambda u, *_: (relation(u, ">", neg(div(ONE, E))),), example="LambertW(x)",
         slips=(Slip("LambertW.inverse", "the inverse's slope was not turned over",
                     lambda u, du, y: mul(power(E, y), add(ONE, y), du[0]), "exponential"),)),
)  # fmt: skip
