"""At a point: a hole, a jump, a pole, a kink and an edge are refused with their reason; what has a slope is not."""

import pytest

import symgrad as sg
from symgrad.errors import DomainError, NotDifferentiableError, SymgradError

CASES = "Piecewise((x^2, x>{0}), ({1}, True))"

REFUSED = [
    ("(x^2-1)/(x-1)", "1", DomainError, "it is 0/0 there", "its limit there is 2"),
    ("x/x", "0", DomainError, "it is 0/0 there", "its limit there is 1"),
    ("x^2*sin(1/x)", "0", DomainError, "it divides by 0", "its slope there is 0, by the definition"),
    ("x*sin(1/x)", "0", DomainError, "it divides by 0", "its limit there is 0"),
    ("atan(1/x)", "0", DomainError, "it divides by 0", "it jumps there from -pi/2 to pi/2"),
    ("tan(x)", "pi/2", DomainError, "not defined at x = pi/2", "it grows without bound"),
    ("log(x)", "0", DomainError, "the logarithm of 0", ""),
    ("sqrt(x)", "-1e-300", DomainError, "not defined", ""),
    ("sqrt(x)", "0", NotDifferentiableError, "its slope grows without bound", ""),
    ("acos(x)", "1", NotDifferentiableError, "its slope grows without bound", ""),
    ("sign(x)", "0", NotDifferentiableError, "it jumps there from -1 to 1", ""),
    ("floor(x)", "1", NotDifferentiableError, "it jumps there from 0 to 1", ""),
    ("max(0, x)", "0", NotDifferentiableError, "the slope is 0 to the left and 1 to the right", ""),
    (CASES.format(1, "x"), "1", NotDifferentiableError, "the slope is 1 to the left and 2 to the right", ""),
    (CASES.format(1, "x+1"), "1", NotDifferentiableError, "no derivative", ""),
]


@pytest.mark.parametrize(("f", "at", "kind", "reason", "hint"), REFUSED)
def test_a_point_without_a_slope_is_refused_with_the_reason(f, at, kind, reason, hint):
    with pytest.raises(kind) as error:
        sg.derivative(f, "x", at={"x": at})
    assert reason in error.value.reason
    assert hint in error.value.hint


@pytest.mark.parametrize(
    ("f", "at", "slope"),
    [(CASES.format(0, "0"), 0, "0"), (CASES.format(1, "2*x-1"), 1, "2"), ("x*|x|", 0, "0"), ("floor(x)", "1/2", "0")],
)
def test_where_both_sides_have_one_slope_it_is_given(f, at, slope):
    assert sg.derivative(f, "x", at={"x": at}).graph.text() == slope


ORIGIN = {"x": 0, "y": 0}
EDGE = {"x": 0, "y": 1}
EVERYWHERE = [
    (lambda: sg.gradient("sqrt(x^2+y^2)", ["x", "y"], at=ORIGIN), "the slope is -1 to the left and 1 to the right"),
    (lambda: sg.derivative("atan2(y,x)", "y", at={"x": -1, "y": 0}), "it jumps there from -pi to pi"),
    (lambda: sg.jacobian(["|x|", "x*y"], ["x", "y"], at=EDGE), "the slope is -1 to the left"),
    (lambda: sg.jacobian(["sqrt(x)", "x*y"], ["x", "y"], at=EDGE), "its slope grows without bound"),
    (lambda: sg.divergence(["|x|", "x*y"], ["x", "y"], at=EDGE), "the slope is -1 to the left"),
    (lambda: sg.curl(["y", "|x|", "z"], ["x", "y", "z"], at={**EDGE, "z": 0}), "the slope is -1 to the left"),
    (lambda: sg.hessian("x*|x|+y", ["x", "y"], at=EDGE), "no derivative at x = 0, y = 1"),
    (lambda: sg.tangent("|x|", "x", 0), "the slope is -1 to the left"),
    (lambda: sg.tangent("1/x", "x", 0), "it divides by 0"),
    (lambda: sg.taylor("|x|", "x", 0, 2), "the slope is -1 to the left"),
    (lambda: sg.taylor("1/x", "x", 0, 2), "it divides by 0"),
    (lambda: sg.taylor("x^(5/3)", "x", 0, 2), "its slope grows without bound"),
    (lambda: sg.directional_derivative("|x|+y", (1, 1), ["x", "y"], at=EDGE), "the slope is -1 to the left"),
    (lambda: sg.steepest_slope("|x|+y", ["x", "y"], at=EDGE), "the slope is -1 to the left"),
]


@pytest.mark.parametrize(("ask", "reason"), EVERYWHERE, ids=[str(i) for i in range(len(EVERYWHERE))])
def test_every_question_at_a_point_is_refused_alike(ask, reason):
    with pytest.raises(SymgradError) as error:
        ask()
    assert reason in error.value.reason


def test_what_is_not_asked_about_may_have_a_kink():
    assert sg.curl(["|x|", "y", "z"], ["x", "y", "z"], at={**EDGE, "z": 0}).graph.text() == "[0, 0, 0]"


NO_NUMBER = ["0/0", "oo - oo", "1/0", "x + 1/0", "x*0/0", "ln(0)", "sqrt(-1)", "1/(1-1)", "x/(2-2)", "ln(-1)*x", "x^oo"]


@pytest.mark.parametrize("f", NO_NUMBER)
def test_a_number_without_a_value_has_no_slope(f):
    with pytest.raises(DomainError):
        sg.derivative(f, "x")
    with pytest.raises(DomainError):
        sg.gradient(f, ["x"])


@pytest.mark.parametrize("f", ["x^2/2", "sqrt(2)*x", "0^0*x", "(-8)^(1/3)*x", "ln(2)*x", "x + e^(-2)"])
def test_numbers_with_a_value_pass(f):
    assert sg.derivative(f, "x").states


#: seven definitions: the slopes of such a network are sums over paths that are not written out
NETWORK = """z_1 = w_1 x
h_1 = relu(z_1)
z_2 = w_2 h_1
h_2 = tanh(z_2)
z_3 = w_3 h_2
h_3 = {last}(z_3)
L = (h_3 - y)^2"""

MEETING = """a = relu(x)
b = relu(-x)
c = a - b
d = 2 c
k = d + 1
m = 3 k
L = m + y"""


def _network(last: str) -> sg.Graph:
    return sg.parse(NETWORK.format(last=last), output="L")


def _numbers(*values: float) -> dict[str, float]:
    return dict(zip(("w_1", "w_2", "w_3", "x", "y"), values, strict=True))


def test_a_network_at_a_point_is_worked_out_and_proved():
    made = sg.gradient(_network("sqrt"), ["w_1", "w_2"], _numbers(1, 1, 1, 2, 0))
    assert made.prove().status == "proved"
    assert "≈ 0.141302" in made.text()


@pytest.mark.parametrize(
    ("last", "at", "kind", "reason"),
    [
        ("sqrt", (1, 1, -1, 2, 0), DomainError, "h_3 has no real value"),
        ("sqrt", (0, 1, 1, 2, 0), NotDifferentiableError, "no slope in z_3"),
        ("sinh", (0, 1, 1, 2, 1), NotDifferentiableError, "the slope is 0 to the left and -4 to the right"),
    ],
)
def test_a_network_without_a_slope_at_the_point_is_refused_with_the_reason(last, at, kind, reason):
    with pytest.raises(kind) as error:
        sg.gradient(_network(last), ["w_1", "w_2"], _numbers(*at))
    assert reason in error.value.reason


def test_a_network_whose_kinks_cancel_is_not_given_the_convention_for_a_slope():
    """relu(x) - relu(-x) is x: two conventions at 0 would add up to the slope 0."""
    with pytest.raises(DomainError) as error:
        sg.gradient(sg.parse(MEETING, output="L"), ["x", "y"], {"x": 0, "y": 1})
    assert "the slope is 6" in error.value.hint


def test_a_kink_that_nothing_passes_through_does_not_refuse_a_network():
    made = sg.gradient(_network("sinh"), ["w_1", "w_2"], _numbers(0, 0, 0, 2, 1))
    assert made.adjoints["w_1"] == made.adjoints["w_2"] == 0.0
