"""The pages of several variables: slopes in all directions, level sets, small changes, Taylor polynomials."""

from dataclasses import replace

import pytest
import sympy

import symgrad as sg
from symgrad.derivations.rows import rows
from symgrad.notation import row_text
from symgrad.terms.build import decimal, relation

x, y, z = sympy.symbols("x y z")


def page(made: sg.Derivation) -> list[str]:
    """The lines as they are shown, without reasons; every one proved and read back from its LaTeX."""
    report = made.prove()
    assert report.status == "proved", str(report)
    for state in made.states:
        assert sg.parse(state.latex, syntax="latex").latex() == state.latex
    return [row_text(row) for row in rows(made.own_states)]


def test_each_path_of_the_chain_rule_is_named_under_its_term() -> None:
    made = sg.derivative("z = x^2 y; x = cos(t); y = sin(t)", "t")
    assert page(made) == [
        "dz/dt = ∂z/∂x*dx/dt + ∂z/∂y*dy/dt",
        "= 2*x*y*(-sin(t)) + x^2*cos(t)",
        "= -2*cos(t)*sin(t)^2 + cos(t)^3",
    ]
    latex = made.latex()
    assert r"_{t \to x \to z} + \underbrace{" in latex
    assert r"z & \xrightarrow{\frac{\partial z}{\partial x}} & x & \xrightarrow{\frac{dx}{dt}} & t" in latex
    assert [tuple(map(str, label)) for label in made.own_states[1].braces] == [
        tuple(map(str, label)) for label in (_way("t", "x", "z"), _way("t", "y", "z"))
    ]


def _way(*names: str) -> list[object]:
    first, *rest = (sg.parse(name).output.term for name in names)
    return [first, *(part for name in rest for part in (" → ", name))]


def test_a_tree_has_the_paths_of_all_variables_asked_for() -> None:
    text = sg.gradient("z = x^2 + y^2; x = s t; y = s + t", ["s", "t"]).text()
    assert "z ─┬─ ∂z/∂x ─→ x ─┬─ ∂x/∂s ─→ s" in text
    assert text.count("─→ s") == text.count("─→ t") == 2


def test_a_chain_of_one_path_has_no_tree() -> None:
    assert "─→" not in sg.derivative("u = x^2; z = sin(u)", "x").text()


@pytest.mark.parametrize(
    ("f", "wrt"),
    [("x = t; y = t^2; z = x + y", "t"), ("u = x^2; z = x u + 1", "x"), ("a = x y; b = x + y; z = a b", "y")],
)
def test_the_sum_over_paths_is_the_derivative_of_the_whole(f: str, wrt: str) -> None:
    graph = sg.parse(f, output="z")
    made = sg.derivative(graph, wrt)
    assert made.prove().status == "proved"
    whole = sg.parse(graph.unfold()).sympy
    assert sympy.expand(made.sympy - whole.diff(sympy.Symbol(wrt))) == 0


def test_the_slope_in_a_direction() -> None:
    assert page(sg.directional_derivative("x^2*y", (3, 4), ["x", "y"], at=(1, 2))) == [
        "f = x^2*y",
        "∇f = [[∂f/∂x, ∂f/∂y]]",
        "= [[2*x*y, x^2]]",
        "u = [3, 4]/norm([3, 4]) = [3/5, 4/5]",
        "∇f(1, 2) = [[2*1*2, 1^2]]",
        "= [[4, 1]]",
        "D_u*f(1, 2) = 4*(3/5) + 1*(4/5)",
        "= 16/5",
    ]


def test_an_irrational_slope_is_also_given_as_a_decimal() -> None:
    made = sg.directional_derivative("x*y", (1, 1), ["x", "y"], at=(1, 2))
    assert page(made)[-2:] == ["= 3*sqrt(2)/2", "≈ 2.121"]
    assert made.sympy == 3 * sympy.sqrt(2) / 2


def test_steepest_ascent_and_descent_and_no_slope_across() -> None:
    made = sg.steepest_directions("x^2*y", ["x", "y"], at=(1, 2))
    lines = page(made)
    for line in (
        "u = [(4*cos(t) - sin(t))/sqrt(17), (4*sin(t) + cos(t))/sqrt(17)]",
        "= sqrt(17)*cos(t)",
        "-sqrt(17) <= sqrt(17)*cos(t) <= sqrt(17)",
        "u = [4*sqrt(17)/17, sqrt(17)/17]",
        "= sqrt(17)",
        "≈ 4.123",
        "= -sqrt(17)",
        "= 0",
    ):
        assert line in lines
    assert made.sympy == sympy.Matrix([4, 1]) / sympy.sqrt(17)


def test_the_same_with_letters() -> None:
    made = sg.steepest_directions("x^2*y", ["x", "y"])
    assert "= sqrt(a^2 + b^2)*cos(t)" in page(made)
    gradient = sympy.Matrix([2 * x * y, x**2])
    assert sympy.simplify(made.sympy - gradient / gradient.norm()) == sympy.zeros(2, 1) or made.sympy.shape == (2, 1)


def test_in_space_the_angle_is_what_it_means() -> None:
    assert "D_u*f(1, 1, 1) = sqrt(3)*cos(t)" in page(sg.steepest_directions("x*y*z", ["x", "y", "z"], at=(1, 1, 1)))


def test_where_the_gradient_is_zero_no_direction_is_steepest() -> None:
    with pytest.raises(sg.NotDifferentiableError, match="none is steepest"):
        sg.steepest_directions("x^2 + y^2", ["x", "y"], at=(0, 0))
    with pytest.raises(sg.SymgradError, match="only two directions"):
        sg.steepest_directions("x^2", "x", at=1)


def test_the_gradient_stands_at_right_angles_to_the_level_set() -> None:
    made = sg.level_set("x^2*y", ["x", "y"], at=(1, 2))
    assert page(made)[3:] == [
        "x^2*y = c",
        "2*x*y*dx/dt + x^2*dy/dt = 0",
        "[[2*x*y, x^2]] @ [dx/dt, dy/dt] = 0",
        "c = 1^2*2 = 2",
        "∇f(1, 2) = [[2*1*2, 1^2]]",
        "= [[4, 1]]",
        "4*(-1) + 1*4 = 0",
        "4*(x - 1) + y - 2 = 0",
    ]
    assert made.notes[0].endswith("the gradient stands at right angles to the level set.")


def test_the_tangent_plane_of_a_sphere() -> None:
    assert page(sg.level_set("x^2 + y^2 + z^2", at=(1, 2, 2)))[-1] == "2*(x - 1) + 4*(y - 2) + 4*(z - 2) = 0"


def test_the_total_differential_beside_the_true_change() -> None:
    made = sg.total_differential("x^2*y", ["x", "y"], at=(1, 2), steps={"x": 0.1, "y": -0.2})
    assert page(made) == [
        "f = x^2*y",
        "d[f] = ∂f/∂x*d[x] + ∂f/∂y*d[y]",
        "= 2*x*y*d[x] + x^2*d[y]",
        "d[f] = 4*d[x] + d[y]",
        "d[f] = 4*0.1 + 1*(-0.2) = 0.2",
        "Delta*f = f(1.1, 1.8) - f(1, 2)",
        "Delta*f = 1.1^2*1.8 - 1^2*2 = 0.178",
        "Delta*f - d[f] = 1.1^2*1.8 - 1^2*2 - (4*0.1 + 1*(-0.2)) = -0.022",
    ]
    assert made.sympy == sympy.Rational(1, 5)


def test_the_total_differential_as_a_formula() -> None:
    dx, dy = sympy.symbols("dx dy")
    assert sympy.expand(sg.total_differential("x^2*y").sympy - (2 * x * y * dx + x**2 * dy)) == 0


def test_a_linear_approximation_and_its_error() -> None:
    made = sg.linear_approximation("sqrt(x^2 + y^2)", ["x", "y"], at=(3, 4), near=(3.1, 3.9))
    assert page(made)[-3:] == [
        "L = (3*3.1 + 4*3.9)/5 = 4.98",
        "f = sqrt(3.1^2 + 3.9^2) ≈ 4.98197",
        "f - L = sqrt(3.1^2 + 3.9^2) - (3*3.1 + 4*3.9)/5 ≈ 0.001967",
    ]
    assert sympy.expand(made.sympy - (3 * x + 4 * y) / 5) == 0


def test_a_laplacian() -> None:
    assert sg.laplacian("x^2 + y^2 + z^2").sympy == 6
    made = sg.laplacian("x^2*y + exp(x*y)", ["x", "y"], at=(1, 0))
    assert page(made)[-1] == "= 1"
    assert sg.laplacian("exp(x)*sin(y)", ["x", "y"]).sympy == 0


def test_a_hessian_is_said_to_be_symmetric_where_it_is() -> None:
    assert "symmetric" in sg.hessian("x^3*y", ["x", "y"]).notes[0]
    kinked = sg.hessian("abs(x)*y", ["x", "y"])
    assert not kinked.notes
    assert kinked.prove().status == "proved"


@pytest.mark.parametrize("f", ["x^3*y + exp(x*y)", "sin(x*y)/y", "ln(x^2 + y^2)", "x^y"])
def test_second_derivatives_agree_with_sympy(f: str) -> None:
    expression = sg.parse(f).sympy
    made = sg.hessian(f, ["x", "y"])
    point = {x: sympy.Rational(3, 2), y: sympy.Rational(2, 3)}
    assert all(abs(sympy.N(entry)) < 1e-12 for entry in (made.sympy - sympy.hessian(expression, [x, y])).subs(point))
    assert abs(sympy.N((sg.laplacian(f, ["x", "y"]).sympy - made.sympy.trace()).subs(point))) < 1e-12


def test_a_taylor_polynomial_with_its_remainder_and_bound() -> None:
    assert page(sg.taylor("exp(x)", "x", 0, 3, within=0.5))[-4:] == [
        "T_3 = 1 + x + x^2/2 + x^3/6",
        "R_3 = e^c/24*x^4",
        "abs(d^4/dx^4[e^x]) <= 1.7",
        "abs(R_3) <= 1.7*0.5^4/24 <= 0.0045",
    ]


def test_the_tangent_plane() -> None:
    assert page(sg.tangent("x^2 + 3x y", ["x", "y"], at=(1, 1))) == [
        "z = f(1, 1) + f_x(1, 1)*(x - 1) + f_y(1, 1)*(y - 1)",
        "(x^2 + 3*x*y)|_{x = 1, y = 1} = 4",
        "(∂/∂x[x^2 + 3*x*y])|_{x = 1, y = 1} = 5",
        "(∂/∂y[x^2 + 3*x*y])|_{x = 1, y = 1} = 3",
        "z = 4 + 5*(x - 1) + 3*(y - 1)",
        "= 5*x + 3*y - 4",
    ]


def test_the_coefficients_of_a_taylor_polynomial_are_a_table() -> None:
    lines = sg.taylor("ln(x)", "x", 1, 2).text().split("\n")
    assert [line.rstrip() for line in lines[2:7]] == [
        "order  derivative       at x = 1  coefficient",
        "─────  ───────────────  ────────  ───────────",
        "0      f                0         0",
        "1      df/dx = 1/x      1         1",
        "2      d²f/dx² = -1/x²  -1        -1/2",
    ]


def test_a_taylor_polynomial_in_two_variables() -> None:
    made = sg.taylor("exp(x)*cos(y)", ["x", "y"], (0, 0), 2)
    assert page(made)[6:8] == [
        "T_2 = 1 + [[1, 0]] @ [x, y] + 1/2*([[x, y]] @ [[1, 0], [0, -1]] @ [x, y])",
        "T_2 = 1 + x + x^2/2 - y^2/2",
    ]


@pytest.mark.parametrize(
    ("f", "at", "order"), [("ln(x*y)", (1, 2), 3), ("1/(1 - x - y)", (0, 0), 3), ("x^2*y", (1, 1), 4)]
)
def test_a_polynomial_in_two_variables_agrees_with_sympy(f: str, at: tuple[int, int], order: int) -> None:
    expression, h = sg.parse(f).sympy, sympy.Symbol("h")
    moved = {x: at[0] + h * (x - at[0]), y: at[1] + h * (y - at[1])}
    want = sympy.series(expression.subs(moved, simultaneous=True), h, 0, order + 1).removeO().subs(h, 1)
    assert sympy.expand(sg.taylor(f, ["x", "y"], at, order).sympy - want) == 0


@pytest.mark.parametrize(("f", "at", "within"), [("sin(x)", 0, 0.3), ("ln(x)", 1, "1/2"), ("sqrt(1 + x)", 0, 0.5)])
def test_a_bound_holds(f: str, at: int, within: object) -> None:
    made = sg.taylor(f, "x", at, 2, within=within)
    assert made.prove().status == "proved"
    bound = float(sg.parse(made.own_states[-1].text.split("<=")[-1].split("=")[-1]).evaluate())
    error = sympy.lambdify(x, sg.parse(f).sympy - made.sympy)
    radius = float(sympy.Rational(str(within)))
    assert all(abs(error(at + radius * k / 50)) <= bound for k in range(-50, 51))


@pytest.mark.parametrize(
    "job",
    [
        lambda: sg.total_differential("x*y", steps={"x": 0.1}),
        lambda: sg.total_differential("x*y", at=(1, 2), steps={"x": 0.1}),
        lambda: sg.linear_approximation("x*y", ["x", "y"]),
        lambda: sg.linear_approximation("x*y", ["x", "y"], at=(1, 2), near={"x": 1}),
        lambda: sg.level_set("x^2", "x"),
        lambda: sg.taylor("x*y", ["x", "y"], (0, 0), 2, within=1),
        lambda: sg.taylor("x*y", ["x", "y"], {"x": 1}, 2),
        lambda: sg.taylor("exp(x)", "x", 0, 3, within=-1),
        lambda: sg.taylor("exp(x)", "x", 0, 100_000),
        lambda: sg.directional_derivative("abs(x) + y", (1, 1), ["x", "y"], at=(0, 1)),
    ],
)
def test_what_makes_no_sense_is_refused(job) -> None:
    with pytest.raises(sg.SymgradError):
        job()


def test_saved_pages_read_back() -> None:
    made = sg.steepest_directions("x^2*y", ["x", "y"], at=(1, 2))
    assert sg.Derivation.from_json(made.json()).text() == made.text()


def test_a_decimal_is_rounded_once() -> None:
    """The square root of 13/2 is 2.54950976: what was rounded to 2.5495 first would become 2.549."""
    made = sg.steepest_directions("cos(3x + 2y)", ["x", "y"], at=("pi/6", "-pi/8"))
    assert "≈ 2.550" in page(made)


def test_no_fraction_stays_under_a_root() -> None:
    assert sg.steepest_slope("ln(x^2 + y^2)", ["x", "y"], at=(1, 2)).result == sg.parse("2 sqrt(5)/5").output.term


def test_a_bound_about_a_point_that_is_no_fraction() -> None:
    assert page(sg.taylor("cos(x)", "x", "pi/3", 2, within="1/10"))[-1] == "abs(R_2) <= 0.92*(1/10)^3/6 <= 0.00016"


TAMPERED = {
    "a decimal off by one in its last digit": (
        lambda: sg.steepest_directions("x^2*y", ["x", "y"], at=(1, 2)),
        "value.rounded",
        "4.124",
    ),
    "a slope in a direction with a wrong sign": (
        lambda: sg.directional_derivative("x^2*y", (3, 4), ["x", "y"], at=(1, 2)),
        "direction.product",
        "4*(3/5) - 1*(4/5)",
    ),
    "a value with a wrong product": (
        lambda: sg.total_differential("x^2*y", ["x", "y"], at=(1, 2), steps=(0.1, -0.2)),
        "differential.put-in",
        "d = 4*0.1 + 1*(-0.2) = 0.3",
    ),
    "a bound that is too small": (lambda: sg.taylor("exp(x)", "x", 0, 2, within=1), "taylor.slope-bound", ""),
    "a second derivative that is another": (lambda: sg.laplacian("x^3*y"), "laplacian.sum", "6*x*y + 1"),
}


@pytest.mark.parametrize("title", TAMPERED)
def test_a_line_that_was_tampered_with_is_not_proved(title: str) -> None:
    make_page, rule, written = TAMPERED[title]
    made = make_page()
    place = next(i for i, state in enumerate(made.own_states) if state.rule == rule)
    state = made.own_states[place]
    if written:
        graph = sg.parse(written)
        statement = graph.equations[0] if graph.equations else graph.output.term
    else:
        statement = relation(state.statement.args[0], "<=", decimal("2.1"))
    steps = tuple(step._replace(after=statement) for step in state.steps)
    changed = (
        *made.own_states[:place],
        state._replace(statement=statement, steps=steps),
        *made.own_states[place + 1 :],
    )
    report = replace(made, own_states=changed).prove()
    assert report.rows[place - 1].status in ("failed", "undecided"), str(report)
