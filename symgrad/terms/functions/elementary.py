"""Logarithm, absolute value, sign, maximum, minimum, rounding: the elementary functions that are not trigonometric."""

from symgrad.terms.build import ONE, PI, TRUE, ZERO, call, div, integer, mul, piecewise, relation
from symgrad.terms.functions import conditions as where
from symgrad.terms.functions.record import Function, register
from symgrad.terms.node import Term


def _turns(u: Term) -> Term:
    return call("sin", mul(PI, u))  # zero exactly at the integers


def _step(u: Term) -> Term:
    half = div(ONE, integer(2))  # SymPy's Heaviside(0)
    return piecewise((ONE, relation(u, ">", ZERO)), (ZERO, relation(u, "<", ZERO)), (half, TRUE))


register(
    Function(
        "exp",
        "\\exp",
        "exp",
        "exponential",
        numpy="np.exp({0})",
        python="math.exp({0})",
        mpmath="mp.exp({0})",
        ball="exp",
    ),
    Function(
        "log",
        "\\ln",
        "log",
        "logarithm",
        (1, 2),
        ("ln",),
        needs=where.log_needs,
        python="math.log({0})",
        numpy="np.log({0})",
        mpmath="mp.log({0})",
        ball="log",
    ),
    Function(
        "abs",
        "\\operatorname{abs}",
        "Abs",
        "absolute value",
        spellings=("Abs", "fabs", "absolute"),
        kinks=where.zero_of,
        python="abs({0})",
        numpy="np.abs({0})",
        mpmath="abs({0})",
        ball="abs",
    ),
    Function(
        "sign",
        "\\operatorname{sign}",
        "sign",
        "sign",
        spellings=("sgn",),
        jumps=where.zero_of,
        python="math.copysign(1.0, {0}) * ({0} != 0)",
        numpy="np.sign({0})",
        mpmath="mp.sign({0})",
        ball="sgn",
    ),
    Function(
        "max",
        "\\max",
        "Max",
        "maximum",
        (1, 99),
        ("Max", "maximum"),
        kinks=where.ties,
        bare=False,
        python="max({args})",
        numpy="np.maximum({0}, {1})",
        mpmath="max({args})",
        ball="max",
    ),
    Function(
        "min",
        "\\min",
        "Min",
        "minimum",
        (1, 99),
        ("Min", "minimum"),
        kinks=where.ties,
        bare=False,
        python="min({args})",
        numpy="np.minimum({0}, {1})",
        mpmath="min({args})",
        ball="min",
    ),
    Function(
        "floor",
        "\\operatorname{floor}",
        "floor",
        "rounding down",
        jumps=lambda u: (_turns(u),),
        python="math.floor({0})",
        numpy="np.floor({0})",
        mpmath="mp.floor({0})",
        ball="floor",
    ),
    Function(
        "ceil",
        "\\operatorname{ceil}",
        "ceiling",
        "rounding up",
        spellings=("ceiling",),
        jumps=lambda u: (_turns(u),),
        python="math.ceil({0})",
        numpy="np.ceil({0})",
        mpmath="mp.ceil({0})",
        ball="ceil",
    ),
    Function(
        "step",
        "\\operatorname{H}",
        "Heaviside",
        "unit step",
        spellings=("Heaviside", "heaviside"),
        jumps=where.zero_of,
        definition=_step,
        python="(1.0 if {0} > 0 else 0.0 if {0} < 0 else 0.5)",
        numpy="np.heaviside({0}, 0.5)",
        mpmath="(mp.sign({0}) + 1) / 2",
    ),
)
