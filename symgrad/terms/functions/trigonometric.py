"""Trigonometric and hyperbolic functions with their inverses and reciprocals."""

from collections.abc import Callable

from symgrad.terms.build import ONE, TWO, add, call, div, power, root
from symgrad.terms.functions import conditions as where
from symgrad.terms.functions.record import Conditions, Function, register
from symgrad.terms.node import Term


def _reciprocal(of: str) -> Callable[[Term], Term]:
    return lambda u: div(ONE, call(of, u))


def _of_reciprocal(inverse: str) -> Callable[[Term], Term]:
    return lambda u: call(inverse, div(ONE, u))


def _basic(
    name: str, says: str, needs: Conditions | None = None, spellings: tuple[str, ...] = (), ball: str = ""
) -> Function:
    """A function that every back end has under one name."""
    return Function(
        name,
        f"\\{name}",
        name,
        says,
        spellings=spellings,
        python=f"math.{name}({{0}})",
        numpy=f"np.{name}({{0}})",
        mpmath=f"mp.{name}({{0}})",
        ball=ball or name,
        needs=needs or (lambda _: ()),
    )


def _inverse(short: str, says: str, latex: str, needs: Conditions | None = None) -> Function:
    """asin, acosh...: read also as arcsin, arccosh, arcosh; NumPy spells it arcsin."""
    stem = short[1:]
    long = ("arc" + stem, "ar" + stem) if stem.endswith("h") else ("arc" + stem,)
    return Function(
        short,
        latex,
        short,
        says,
        spellings=long,
        python=f"math.{short}({{0}})",
        numpy=f"np.arc{stem}({{0}})",
        mpmath=f"mp.{short}({{0}})",
        ball=short,
        needs=needs or (lambda _: ()),
    )


def _by_reciprocal(name: str, says: str, of: str, ball: str = "") -> Function:
    return Function(
        name,
        f"\\{name}" if name in _COMMANDS else f"\\operatorname{{{name}}}",
        name,
        says,
        needs=lambda u: where.nonzero(call(of, u)),
        definition=_reciprocal(of),
        mpmath=f"mp.{name}({{0}})",
        ball=ball or name,
    )


def _inverse_by_reciprocal(short: str, says: str, of: str, needs: Conditions) -> Function:
    stem = short[1:]
    long = ("arc" + stem, "ar" + stem) if stem.endswith("h") else ("arc" + stem,)
    return Function(
        short,
        f"\\operatorname{{{long[-1]}}}",
        short,
        says,
        spellings=long,
        needs=needs,
        definition=_of_reciprocal(of),
        mpmath=f"mp.{short}({{0}})",
    )


#: reciprocals that LaTeX has a command for
_COMMANDS = {"sec", "csc", "cot", "coth"}


register(
    _basic("sin", "sine"),
    _basic("cos", "cosine"),
    _basic("tan", "tangent", lambda u: where.nonzero(call("cos", u)), ("tg",)),
    _by_reciprocal("sec", "secant", "cos"),
    _by_reciprocal("csc", "cosecant", "sin")._replace(spellings=("cosec",)),
    Function(
        "cot",
        "\\cot",
        "cot",
        "cotangent",
        spellings=("ctg", "cotan"),
        needs=lambda u: where.nonzero(call("sin", u)),
        definition=lambda u: div(call("cos", u), call("sin", u)),
        mpmath="mp.cot({0})",
        ball="cot",
    ),
    _inverse("asin", "arcsine", "\\arcsin", where.within_one),
    _inverse("acos", "arccosine", "\\arccos", where.within_one),
    _inverse("atan", "arctangent", "\\arctan")._replace(spellings=("arctan", "arctg")),
    _inverse_by_reciprocal("asec", "arcsecant", "acos", where.beyond_one),
    _inverse_by_reciprocal("acsc", "arccosecant", "asin", where.beyond_one),
    _inverse_by_reciprocal("acot", "arccotangent", "atan", where.nonzero)._replace(spellings=("arccot", "arcctg")),
    Function(
        "atan2",
        "\\operatorname{atan2}",
        "atan2",
        "angle of the point (x, y)",
        (2, 2),
        ("arctan2",),
        bare=False,
        needs=lambda y, x: where.nonzero(add(power(x, TWO), power(y, TWO))),
        jumps=lambda y, x: (y,),  # for x < 0
        python="math.atan2({0}, {1})",
        numpy="np.arctan2({0}, {1})",
        mpmath="mp.atan2({0}, {1})",
        ball="atan2",
    ),
    _basic("sinh", "hyperbolic sine", spellings=("sh",)),
    _basic("cosh", "hyperbolic cosine"),
    _basic("tanh", "hyperbolic tangent"),
    _by_reciprocal("sech", "hyperbolic secant", "cosh"),
    _by_reciprocal("csch", "hyperbolic cosecant", "sinh"),
    Function(
        "coth",
        "\\coth",
        "coth",
        "hyperbolic cotangent",
        needs=where.nonzero,
        definition=lambda u: div(call("cosh", u), call("sinh", u)),
        mpmath="mp.coth({0})",
        ball="coth",
    ),
    _inverse("asinh", "inverse hyperbolic sine", "\\operatorname{arsinh}"),
    _inverse("acosh", "inverse hyperbolic cosine", "\\operatorname{arcosh}", where.at_least_one),
    _inverse("atanh", "inverse hyperbolic tangent", "\\operatorname{artanh}", where.inside_one),
    _inverse_by_reciprocal("asech", "inverse hyperbolic secant", "acosh", where.unit_open_zero),
    _inverse_by_reciprocal("acsch", "inverse hyperbolic cosecant", "asinh", where.nonzero),
    _inverse_by_reciprocal("acoth", "inverse hyperbolic cotangent", "atanh", where.outside_one),
    Function(
        "sinc",
        "\\operatorname{sinc}",
        "sinc",
        "sinc",
        bare=False,
        needs=where.nonzero,
        definition=lambda u: div(call("sin", u), u),
        mpmath="mp.sinc({0})",
    ),
    Function(
        "hypot",
        "\\operatorname{hypot}",
        "",
        "length of the hypotenuse",
        (2, 2),
        bare=False,
        definition=lambda x, y: root(add(power(x, TWO), power(y, TWO))),
        numpy="np.hypot({0}, {1})",
    ),
)
