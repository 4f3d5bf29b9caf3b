"""Sums and products to a general n by a general entry: x_j beside x_i under a sum over i is one of them."""

import math

import pytest
from mpmath import mp

import symgrad as sg

POINT = {"x_1": 1.3, "x_2": 0.7, "x_3": 2.1, "y_1": 0.4, "y_2": -1.2, "y_3": 0.9, "w": 0.6}


def _x(values):
    return [values[f"x_{i}"] for i in (1, 2, 3)]


def _y(values):
    return [values[f"y_{i}"] for i in (1, 2, 3)]


#: formula in n and j, the variable, and the same function in Python for n = 3
FORMULAS = [
    (r"\sum_{i=1}^n x_i^2", "x_j", lambda v: sum(x * x for x in _x(v))),
    (r"\prod_{i=1}^n x_i", "x_j", lambda v: mp.fprod(_x(v))),
    (r"-\sum_{i=1}^n y_i \ln x_i", "x_j", lambda v: -sum(y * mp.log(x) for x, y in zip(_x(v), _y(v), strict=True))),
    (r"\ln \sum_{k=1}^n e^{x_k}", "x_j", lambda v: mp.log(sum(map(mp.exp, _x(v))))),
    (r"\sqrt{\sum_{i=1}^n x_i^2}", "x_j", lambda v: mp.sqrt(sum(x * x for x in _x(v)))),
    (r"\frac1n \sum_{i=1}^n (w x_i - y_i)^2", "w",
     lambda v: sum((v["w"] * x - y) ** 2 for x, y in zip(_x(v), _y(v), strict=True)) / 3),
    (r"\sum_{i=1}^n \sum_{k=1}^n x_i x_k y_k", "x_j",
     lambda v: sum(_x(v)) * sum(map(math.prod, zip(_x(v), _y(v), strict=True)))),
    (r"\sum_{j=1}^n x_j^3", "x_j", lambda v: sum(x**3 for x in _x(v))),
]  # fmt: skip
IDS = [formula for formula, _, _ in FORMULAS]


@pytest.mark.parametrize(("formula", "wrt", "function"), FORMULAS, ids=IDS)
def test_at_a_size_it_is_the_derivative_of_that_function(formula, wrt, function):
    for j in (1, 2, 3):
        key = wrt.replace("j", str(j))
        at_three = formula.replace("^n", "^3").replace(r"\frac1n", r"\frac13")
        graph = sg.derivative(at_three, key).graph
        used = [one for one in POINT if one in graph.text() or f"{one[0]}_{{" in graph.text()]
        found = graph.evaluate(**{one: POINT[one] for one in used})
        expected = mp.diff(lambda t, key=key: function({**POINT, key: t}), POINT[key])
        assert float(found) == pytest.approx(float(expected), rel=1e-9)


@pytest.mark.parametrize(("formula", "wrt", "function"), FORMULAS, ids=IDS)
def test_every_line_is_settled_and_reads_back(formula, wrt, function):
    made = sg.derivative(formula, wrt)
    assert all(row.status in ("proved", "checked") for row in made.prove().rows)
    for state in made.states:
        assert sg.parse(state.latex, syntax="latex").latex() == state.latex


def test_the_gradient_of_a_sum_is_no_longer_zero():
    assert sg.derivative(r"\sum_{i=1}^n x_i^2", "x_j").graph.text() == "2*x_j"
    assert sg.derivative(r"\sum_{k=0}^{K-1} w_k x_{i+k} + b", "w_j").graph.text() == "x_{i + j}"


def test_what_an_input_pixel_feeds_keeps_its_range():
    made = sg.derivative(r"\sum_{i=0}^{O-1} \delta_i \sum_{k=0}^{K-1} w_k x_{i+k}", "x_n")
    assert made.states[-1].text.endswith("[0 <= n - i <= K - 1]")
    assert made.prove().status == "checked"


def test_names_that_are_no_entries_stay_apart():
    assert sg.derivative("w_x*x + w_y*y", "w_x").graph.text() == "x"
    assert sg.derivative(r"a_j \sum_{i=1}^n x_i", "a_j").graph.text() == "∑_(i=1)^n x_{i}"


def test_a_wrong_line_is_found_out_at_sizes():
    from symgrad.deciding import prove_equal

    whole = sg.parse(r"\sum_{i=1}^n a_i [i=j]").output.term
    assert prove_equal(whole, sg.parse("a_j").output.term).status == "failed"  # nothing says that j is within 1..n
    assert prove_equal(whole, sg.parse("2*a_j").output.term).status == "failed"
