"""Forms rewritten before they are compiled: equal to what was written, and right in floats where that is not."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from mpmath import mp

from symgrad import lambdify, parse, value_and_grad
from symgrad.deciding import prove_equal
from symgrad.errors import DomainError
from symgrad.numeric import stable
from symgrad.terms import Term

REWRITTEN = {
    "log(1 + exp(x))": ["softplus"],
    "log(exp(3*x) + 1)": ["softplus"],
    "log(exp(a) + exp(b))": ["log-sum-exp"],
    "log(exp(a) + exp(b) + exp(c))": ["log-sum-exp"],
    "log(1 + exp(a) + exp(b))": ["log-sum-exp"],
    "log(1 + x^2)": ["log1p"],
    "log(1 - x)": ["log1p"],
    "log(1 + log(1 + x))": ["log1p", "log1p"],
    "exp(x) - 1": ["expm1"],
    "1 - exp(-x)": ["expm1"],
    "y + exp(x) - 1": ["expm1"],
    "1 - cos(x)": ["one minus cosine"],
    "(cos(x) - 1)/x^2": ["one minus cosine"],
    "1/(1 + exp(-x))": ["sigmoid"],
    "-log(1/(1 + exp(-x)))": ["sigmoid", "log of sigmoid"],
    "log(exp(x)/(1 + exp(x)))": ["sigmoid", "log of sigmoid"],
    "log(sigmoid(x))": ["log of sigmoid"],
    "1 - sigmoid(x)": ["one minus sigmoid"],
    "log(1 - sigmoid(x))": ["one minus sigmoid", "log of sigmoid"],
}
LEFT_ALONE = ["x^2", "log(2 + x)", "log(x)", "exp(x) + 1", "1 + cos(x)", "2 - cos(x)", "log(1 + 1)"]


def term(text: str) -> Term:
    return parse(text).output.term


@pytest.mark.parametrize(("text", "names"), REWRITTEN.items())
def test_a_rewrite_is_named_and_proved_equal(text: str, names: list[str]) -> None:
    found = stable(term(text))
    assert [rewrite.name for rewrite in found.rewrites] == names
    assert prove_equal(term(text), found.term).status == "proved"
    for rewrite in found.rewrites:
        assert prove_equal(rewrite.before, rewrite.after).status == "proved"


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_is_stable_is_left_alone(text: str) -> None:
    assert stable(term(text)) == (term(text), ())


ACCURATE: list[tuple[str, float, Callable[..., object]]] = [
    ("log(1 + exp(x))", 1000.0, lambda x: mp.log(1 + mp.exp(x))),
    ("log(1 + exp(x))", -50.0, lambda x: mp.log(1 + mp.exp(x))),
    ("log(1 + exp(x) + exp(2*x))", 900.0, lambda x: mp.log(1 + mp.exp(x) + mp.exp(2 * x))),
    ("log(1 + x)", 1e-12, lambda x: mp.log(1 + x)),
    ("log(1 + x^2)", 1e-9, lambda x: mp.log(1 + x**2)),
    ("exp(x) - 1", -1e-13, lambda x: mp.exp(x) - 1),
    ("(1 - cos(x))/x^2", 1e-8, lambda x: (1 - mp.cos(x)) / x**2),
    ("-log(1/(1 + exp(-x)))", -800.0, lambda x: -mp.log(1 / (1 + mp.exp(-x)))),
    ("-log(1 - sigmoid(x))", 60.0, lambda x: -mp.log(1 - 1 / (1 + mp.exp(-x)))),
]


@pytest.mark.parametrize(("text", "at", "truth"), ACCURATE, ids=lambda value: "" if callable(value) else str(value))
def test_values_and_slopes_keep_their_digits(text: str, at: float, truth: Callable[..., object]) -> None:
    with mp.workdps(700):
        value, slope = float(truth(mp.mpf(at))), float(mp.diff(truth, mp.mpf(at)))
    assert lambdify(text)(at) == pytest.approx(value, rel=1e-12)
    assert lambdify(text, backend="numpy")(np.array([at]))[0] == pytest.approx(value, rel=1e-12)
    assert value_and_grad(text, "x")(at)[1] == pytest.approx(slope, rel=1e-6, abs=1e-8)


def test_a_loss_in_several_lines_is_seen_through() -> None:
    loss = "L = -y*log(a) - (1 - y)*log(1 - a); a = sigmoid(z)"
    value, slope = value_and_grad(loss, "z")(y=1.0, z=-800.0)
    assert value == pytest.approx(800)
    assert slope == pytest.approx(-1)


@pytest.mark.filterwarnings("ignore::symgrad.errors.AccuracyWarning")
@pytest.mark.parametrize(("text", "at"), [("1/(1 + exp(-x))", -1000.0), ("1/x", 1e-320), ("exp(x)/exp(2*x)", 900.0)])
def test_a_number_that_is_none_is_never_handed_out(text: str, at: float) -> None:
    try:
        value, slope = value_and_grad(text, "x")(at)
    except DomainError as error:
        assert "too large" in error.reason
    else:
        assert not math.isnan(value)
        assert not math.isnan(slope)


def test_infinity_is_not_a_number() -> None:
    with pytest.raises(DomainError, match="infinity"):
        lambdify("oo - oo", ())


def test_outside_its_domain_there_is_still_no_value() -> None:
    assert math.isnan(lambdify("log(1 + x)", backend="numpy")(np.array([-2.0]))[0])
