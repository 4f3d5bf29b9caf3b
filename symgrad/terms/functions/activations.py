"""Activation functions of neural networks, as published: the record's `definition` is the formula.

Sources of the formulas: GELU, Hendrycks and Gimpel 2016 (exact form with erf); SiLU, Elfwing et al. 2018; ELU, Clevert
et al. 2015; LeakyReLU, Maas et al. 2013; softsign, Glorot and Bengio 2010.
"""

from symgrad.terms.build import (
    ONE,
    TRUE,
    TWO,
    ZERO,
    E,
    add,
    call,
    decimal,
    div,
    mul,
    neg,
    piecewise,
    power,
    relation,
    root,
    sub,
)
from symgrad.terms.functions import conditions as where
from symgrad.terms.functions.record import Function, register
from symgrad.terms.node import Term

LEAK = decimal("0.01")


def _sigmoid(u: Term) -> Term:
    return div(ONE, add(ONE, power(E, neg(u))))


def _leaky(u: Term, slope: Term = LEAK) -> Term:
    return piecewise((u, relation(u, ">", ZERO)), (mul(slope, u), TRUE))


def _elu(u: Term, alpha: Term = ONE) -> Term:
    below = sub(power(E, u), ONE)
    return piecewise((u, relation(u, ">", ZERO)), (below if alpha is ONE else mul(alpha, below), TRUE))


def _gelu(u: Term) -> Term:
    return mul(div(u, TWO), add(ONE, call("erf", div(u, root(TWO)))))


def _op(name: str) -> str:
    return f"\\operatorname{{{name}}}"


register(
    Function(
        "sigmoid",
        "\\sigma",
        "",
        "sigmoid",
        spellings=("expit", "logistic"),
        definition=_sigmoid,
        bare=False,
        python="(1 / (1 + math.exp(-{0})) if {0} >= 0 else math.exp({0}) / (1 + math.exp({0})))",
        numpy="(0.5 * (1 + np.tanh(0.5 * {0})))",
    ),
    Function(
        "relu",
        _op("ReLU"),
        "",
        "ReLU",
        spellings=("ReLU", "Relu"),
        kinks=where.zero_of,
        bare=False,
        definition=lambda u: call("max", ZERO, u),
        python="max(0.0, {0})",
        numpy="np.maximum(0.0, {0})",
    ),
    Function(
        "leaky_relu",
        _op("LeakyReLU"),
        "",
        "leaky ReLU",
        (1, 2),
        ("LeakyReLU", "leakyrelu", "lrelu"),
        kinks=where.zero_of,
        bare=False,
        definition=_leaky,
    ),
    Function(
        "elu",
        _op("ELU"),
        "",
        "ELU",
        (1, 2),
        ("ELU",),
        kinks=lambda u, a=ONE: () if a is ONE else (u,),
        bare=False,
        definition=_elu,
    ),
    Function("gelu", _op("GELU"), "", "GELU", spellings=("GELU",), definition=_gelu, bare=False),
    Function(
        "silu",
        _op("SiLU"),
        "",
        "SiLU",
        spellings=("SiLU", "swish"),
        bare=False,
        definition=lambda u: mul(u, call("sigmoid", u)),
    ),
    Function(
        "softplus",
        _op("softplus"),
        "",
        "softplus",
        bare=False,
        definition=lambda u: call("log", add(ONE, power(E, u))),
        python="(max({0}, 0.0) + math.log1p(math.exp(-abs({0}))))",
        numpy="np.logaddexp(0.0, {0})",
    ),
    Function(
        "softsign", _op("softsign"), "", "softsign", bare=False, definition=lambda u: div(u, add(ONE, call("abs", u)))
    ),
)
