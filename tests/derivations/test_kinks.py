"""Where the two sides of an activation meet: the slopes, the convention, what a central difference says."""

import pytest

import symgrad as sg

PAGES = {
    "relu(z)": """
d/dz[relu(z)]
Piecewise((1, z > 0), (0, z < 0))
Limit(d/dz[relu(z)], z, 0-) = 0
Limit(d/dz[relu(z)], z, 0+) = 1
0 != 1
0 <= s <= 1
(d/dz[relu(z)])|_{z = 0} = 0
(relu(h) - relu(-h))/(2*h) = 1/2""",
    "leaky_relu(z, alpha)": """
∂/∂z[leaky_relu(z, alpha)]
Piecewise((1, z > 0), (alpha, z < 0))
Limit(∂/∂z[leaky_relu(z, alpha)], z, 0-) = alpha
Limit(∂/∂z[leaky_relu(z, alpha)], z, 0+) = 1
alpha = 1
alpha <= s <= 1
(∂/∂z[leaky_relu(z, alpha)])|_{z = 0} = alpha
(leaky_relu(h, alpha) - leaky_relu(-h, alpha))/(2*h) = (alpha + 1)/2""",
    "elu(z, alpha)": """
∂/∂z[elu(z, alpha)]
Piecewise((1, z > 0), (elu(z, alpha) + alpha, z < 0))
Limit(∂/∂z[elu(z, alpha)], z, 0-) = alpha
Limit(∂/∂z[elu(z, alpha)], z, 0+) = 1
alpha = 1
alpha <= s <= 1
(∂/∂z[elu(z, alpha)])|_{z = 0} = alpha""",
    "elu(z)": """
d/dz[elu(z)]
Piecewise((1, z > 0), (elu(z) + 1, True))
Limit(d/dz[elu(z)], z, 0-) = 1
Limit(d/dz[elu(z)], z, 0+) = 1
(d/dz[elu(z)])|_{z = 0} = 1
Limit(d^2/dz^2[elu(z)], z, 0-) = 1
Limit(d^2/dz^2[elu(z)], z, 0+) = 0""",
}


def page(function: str) -> sg.Derivation:
    return sg.kinks(sg.parse(function, syntax="python"), "z")


@pytest.mark.parametrize("function", PAGES)
def test_the_page_of_an_activation(function: str) -> None:
    assert "\n".join(state.text for state in page(function).states) == PAGES[function].strip()


@pytest.mark.parametrize("function", [*PAGES, "abs(z)", "max(0, z)"])
def test_every_line_is_proved_and_reads_back(function: str) -> None:
    made = page(function)
    assert made.prove().status in ("proved", "checked")
    for state in made.states:
        assert sg.parse(state.latex, syntax="latex").latex() == state.latex
    assert sg.Derivation.from_json(made.json()) == made


@pytest.mark.parametrize(
    ("function", "usual", "right"), [("relu(z)", "0", "1"), ("abs(z)", "0", "1"), ("max(0, z)", "0", "1")]
)
def test_the_convention_is_that_of_the_compiled_gradient(function: str, usual: str, right: str) -> None:
    for convention, slope in (("usual", usual), ("right", right)):
        with sg.settings(kink=convention):
            stated = next(s for s in page(function).states if s.rule == "kinks.convention").text.split(" = ")[-1]
            assert stated == slope
            compiled = sg.value_and_grad(sg.parse(function, syntax="python"), "z")(0.0)[1]
            assert compiled == float(sg.parse(slope).evaluate())


def test_what_has_no_two_sides_is_refused() -> None:
    with pytest.raises(sg.UnsupportedError, match="one formula on each side of 0"):
        sg.kinks("tanh(z)")


def test_a_dead_unit_is_explained() -> None:
    assert "gradient descent" in page("relu(z)").text()
    assert "gradient descent" not in page("leaky_relu(z, alpha)").text()


def test_a_check_at_a_kink_says_the_convention() -> None:
    report = sg.check("relu(w*x)", [0], ["w"], at={"w": 0, "x": 2})
    assert report.verdict == "not differentiable"
    assert "By convention networks take the slope 0 in w here" in str(report)
    with sg.settings(kink="right"):
        assert "the slope 2 in w" in str(sg.check("relu(w*x)", [0], ["w"], at={"w": 0, "x": 2}))
