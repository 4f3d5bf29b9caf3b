"""Slopes of networks in general lines, at size 3, against differences of the same function written by hand."""

import math
from itertools import product

import pytest

import symgrad as sg
from symgrad.balls.stand_ins import coefficient
from symgrad.derivations.general.judging import Sized
from symgrad.derivations.general.network import network_of
from symgrad.terms.build import name
from symgrad.terms.families import with_names

THREE = (1, 2, 3)


def _row(v, i):
    return sum(v[f"a_{i}{k}"] * v[f"x_{k}"] for k in THREE)


def _softmax(v, i):
    return math.exp(v[f"z_{i}"]) / sum(math.exp(v[f"z_{k}"]) for k in THREE)


#: network, variable, its indices, the output by hand
BY_HAND = [
    (r"y_i = x_i x_{i+1}; L = \sum_{i=1}^n y_i^2", "x_j", "j",
     lambda v: sum((v[f"x_{i}"] * v[f"x_{i + 1}"]) ** 2 for i in THREE)),
    (r"s = \sum_{i=1}^n x_i; y_i = x_i s; L = \sum_{i=1}^n y_i^2", "x_j", "j",
     lambda v: sum((v[f"x_{i}"] * sum(v[f"x_{k}"] for k in THREE)) ** 2 for i in THREE)),
    (r"y_i = \sum_{k=1}^i x_k; L = \sum_{i=1}^n y_i^2", "x_j", "j",
     lambda v: sum(sum(v[f"x_{k}"] for k in range(1, i + 1)) ** 2 for i in THREE)),
    (r"y_n = \sum_{k=1}^n x_k; L = \sum_{n=1}^N y_n^2", "x_j", "j",
     lambda v: sum(sum(v[f"x_{k}"] for k in range(1, i + 1)) ** 2 for i in THREE)),
    (r"y_i = \sum_{k=1}^n a_{ik} x_k; z_i = \tanh(y_i); L = \sum_{i=1}^n z_i x_i", "x_j", "j",
     lambda v: sum(math.tanh(_row(v, i)) * v[f"x_{i}"] for i in THREE)),
    (r"y_i = \sum_{k=1}^n a_{ik} x_k; L = \sum_{i=1}^n y_i^2", "a_{jk}", "jk",
     lambda v: sum(_row(v, i) ** 2 for i in THREE)),
    (r"y_i = \sum_{k=1}^n a_{ki} x_k; L = \sum_{i=1}^n y_i^2", "a_{jk}", "jk",
     lambda v: sum(sum(v[f"a_{k}{i}"] * v[f"x_{k}"] for k in THREE) ** 2 for i in THREE)),
    (r"y_i = x_i^2; L = \prod_{i=1}^n (1 + y_i)", "x_j", "j", lambda v: math.prod(1 + v[f"x_{i}"] ** 2 for i in THREE)),
    (r"y_i = x_i^2; L = \sum_{i=1}^n y_i + x_1 x_2", "x_j", "j",
     lambda v: sum(v[f"x_{i}"] ** 2 for i in THREE) + v["x_1"] * v["x_2"]),
    (r"p_i = \frac{e^{z_i}}{\sum_{j=1}^n e^{z_j}}; o_k = \sum_{i=1}^n p_i v_{ik}; L = \sum_{k=1}^n o_k^2", "z_j", "j",
     lambda v: sum(sum(_softmax(v, i) * v[f"v_{i}{k}"] for i in THREE) ** 2 for k in THREE)),
    (r"y_i = x_{n-i+1} c_i; L = \sum_{i=1}^n y_i^3", "x_j", "j",
     lambda v: sum((v[f"x_{4 - i}"] * v[f"c_{i}"]) ** 3 for i in THREE)),
    (r"y_i = x_{2i} + x_{2i-1}; L = \sum_{i=1}^n y_i^2", "x_j", "j",
     lambda v: sum((v[f"x_{2 * i}"] + v[f"x_{2 * i - 1}"]) ** 2 for i in THREE)),
]  # fmt: skip


class Values(dict):
    """Numbers by name, each fixed by its spelling as the judge has them."""

    def __missing__(self, key):
        number = coefficient(key)
        self[key] = int(number.p) / int(number.q)
        return self[key]


def difference(function, key):
    """The slope in one name by a central difference; 0 for a name that does not occur."""
    found = Values()
    function(found)
    if key not in found:
        return 0.0
    up, down = (Values({**found, key: found[key] + h}) for h in (1e-6, -1e-6))
    return (function(up) - function(down)) / 2e-6


@pytest.mark.parametrize(("formulas", "wrt", "letters", "function"), BY_HAND, ids=[row[0] for row in BY_HAND])
def test_it_is_the_slope(formulas, wrt, letters, function):
    made = sg.derivative(formulas, wrt)
    network = network_of(made.source)
    for places in product(THREE, repeat=len(letters)):
        chosen = dict(zip(map(name, letters), places, strict=True))
        sized = Sized(network, {name("n"): 3, name("N"): 3, **chosen}, ())
        found = float(sized.number(with_names(sized.at(made.own_states[-1].statement))))
        key = wrt.replace("{", "").replace("}", "").partition("_")[0] + "_" + "".join(map(str, places))
        assert found == pytest.approx(difference(function, key), rel=1e-5, abs=1e-6)
    assert {row.status for row in made.prove().rows} <= {"proved", "checked"}


def test_a_double_sum_up_to_an_index():
    made = sg.derivative(r"\sum_{i=1}^n \sum_{k=1}^i x_i x_k", "x_j")
    assert made.graph.text() == "∑_(k=1)^j x_{k} + ∑_(i=1)^n x_{i}*[1 <= j <= i]"
    assert made.prove().status == "checked"
