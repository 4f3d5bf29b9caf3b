"""A line that was changed after its steps were taken is found out: the proof is of the line, not of its steps alone."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction

import pytest

import symgrad as sg
from symgrad.derivations.derivation import Derivation
from symgrad.errors import ShapeError, SymgradError
from symgrad.terms import Head, Term, make
from symgrad.terms import build as b

NEURON = "L = (a - y)^2; a = sigmoid(z); z = w*x"
LAYERS = "z = w*x; a = tanh(z); p = v*a; q = tanh(p); r = u*q; s = tanh(r); L = (s - y)^2"

MADE: dict[str, Callable[[], Derivation]] = {
    "derivative": lambda: sg.derivative("x^2 sin(x)", "x"),
    "at a point": lambda: sg.derivative("x^2 sin(x)", "x", at={"x": 2}),
    "second derivative": lambda: sg.derivative("x^3 e^x", ["x", "x"]),
    "from the definition": lambda: sg.derivative("x^2 + 1/x", "x", method="limit"),
    "logarithmic": lambda: sg.derivative("x^x", "x"),
    "gradient": lambda: sg.gradient("x^2 y + sin(x)", at={"x": 1, "y": 2}),
    "hessian": lambda: sg.hessian("x^2 y + y^3", at={"x": 1, "y": 2}),
    "jacobian": lambda: sg.jacobian(["x^2 y", "x + y"], ["x", "y"], at={"x": 1, "y": 2}),
    "divergence": lambda: sg.divergence(["x^2 y", "x + y^2"], ["x", "y"]),
    "curl": lambda: sg.curl(["x y", "y z", "z x"], ["x", "y", "z"]),
    "kink": lambda: sg.derivative("|x|", "x"),
    "both sides": lambda: sg.one_sided("|x|", "x", at=0),
    "arcsine": lambda: sg.derivative("asin(x)", "x"),
    "inverse": lambda: sg.inverse_derivative("x^3 + x", "x", at=2),
    "paths": lambda: sg.derivative("z = x^2 y; x = cos(t); y = sin(t)", "t"),
    "network": lambda: sg.gradient(LAYERS, ["w", "v", "u"]),
    "network at": lambda: sg.gradient(NEURON, ["w"], at={"w": 1, "x": 2, "y": 0}),
    "backpropagation": lambda: sg.backpropagate(NEURON, ["w"], at={"w": 1, "x": 2, "y": 0}),
    "tangent": lambda: sg.tangent("x^2", "x", at={"x": 3}),
    "tangent plane": lambda: sg.tangent("x^2 + 3x y", ["x", "y"], at={"x": 1, "y": 2}),
    "tangent of a curve": lambda: sg.tangent("x^2 + 3x y = 7", ["x", "y"], {"x": 1, "y": 2}, form="implicit"),
    "tangent by a parameter": lambda: sg.tangent(["t^2 + 1", "t^3"], "t", 2),
    "taylor": lambda: sg.taylor("sin(x)", "x", 2, 3),
    "taylor in two": lambda: sg.taylor("e^x y", ["x", "y"], {"x": 1, "y": 2}, 2),
    "linear": lambda: sg.linear_approximation("sqrt(x)", "x", 4, near=4.1),
    "total": lambda: sg.total_differential("x^2 y", ["x", "y"], at={"x": 1, "y": 2}),
    "in a direction": lambda: sg.directional_derivative("x^2 y", (3, 4), at={"x": 1, "y": 2}),
    "steepest": lambda: sg.steepest_slope("x^2 y", ["x", "y"], at={"x": 1, "y": 2}),
    "steepest directions": lambda: sg.steepest_directions("x^2 y", ["x", "y"], at={"x": 1, "y": 2}),
    "level set": lambda: sg.level_set("x^2 y", ["x", "y"], at={"x": 1, "y": 2}),
    "implicit": lambda: sg.implicit_derivative("x^2 + x y + y^2 = 7", "y", "x"),
    "implicit twice": lambda: sg.implicit_derivative("x^2 + y^2 = 25", "y", "x", order=2),
    "critical": lambda: sg.critical_points("x^3 - 3x + y^2"),
    "degenerate": lambda: sg.critical_points("x^3 - 3x y^2"),
    "in decimals": lambda: sg.critical_points("e^x + x^2"),
    "periodic": lambda: sg.critical_points("sin(x)"),
    "lagrange": lambda: sg.lagrange("x y", ["x^2 + y^2 - 8"], ["x", "y"]),
    "extrema": lambda: sg.extrema("x^2 + y^2 - 2x", ["x^2 + y^2 <= 4"]),
    "convex": lambda: sg.convexity("x^2 + x y + y^2"),
    "not convex": lambda: sg.convexity("x^3"),
    "by differentials": lambda: sg.gradient(QUADRATIC, ["x"]),
}

QUADRATIC = sg.parse("norm(A@x - b)**2", "python", shapes={"A": (3, 2), "x": (2,), "b": (3,)})

#: lines whose content is held against the function itself, whatever the derivation says of how it was made
HELD = (
    "critical.slopes", "critical.second", "critical.determinant", "critical.points", "solve.roots", "extrema.value",
    "kind.minimum.curvature", "kind.saddle.curvature", "kind.maximum.curvature", "lagrange.minimum", "lagrange.maximum",
    "lagrange.system", "tangent.form", "tangent.shape", "taylor.form", "taylor.matrix", "given", "direction.unit",
    "direction.product", "logarithmic.differentiate", "limit.sides", "implicit.curve",
)  # fmt: skip


def wrong(term: Term) -> Term:
    """2 t + 1/3 for a number t, in the first entry of several and on the last side of a relation."""
    if term.head in (Head.MATRIX, Head.TUPLE, Head.PIECEWISE):
        return make(term.head, (wrong(term.args[0]), *term.args[1:]), term.data, term.shape)
    if term.head in (Head.RELATION, Head.LOGIC):
        return make(term.head, (*term.args[:-1], wrong(term.args[-1])), term.data, term.shape)
    if term.shape:
        return b.mul(b.integer(3), term)
    return b.add(b.mul(b.TWO, term), b.rational(Fraction(1, 3)))


def numbers(term: Term, path: tuple[int, ...] = ()) -> Iterator[tuple[int, ...]]:
    """Where whole numbers stand in a term."""
    if term.head is Head.INTEGER:
        yield path
    for i, part in enumerate(term.args):
        yield from numbers(part, (*path, i))


def raised(term: Term, path: tuple[int, ...]) -> Term:
    """The term with 3 added to one of its numbers."""
    if not path:
        return b.integer(int(term.data) + 3)
    first, *rest = path
    args = (*term.args[:first], raised(term.args[first], tuple(rest)), *term.args[first + 1 :])
    return make(term.head, args, term.data, term.shape)


def mutants(statement: Term) -> Iterator[Term]:
    """The line changed as a whole, and in one number after the other."""
    yield wrong(statement)
    for path in list(numbers(statement))[:8]:
        with suppress(ShapeError, SymgradError):
            yield raised(statement, path)


def changed(made: Derivation) -> Iterator[tuple[str, Derivation]]:
    """The derivation with one line changed, each in turn; once with the last step of the line changed alike."""
    for i, state in enumerate(made.own_states):
        for statement in mutants(state.statement) if state.relation != "question" else ():
            lines = [state._replace(statement=statement)]
            if state.steps:
                last = state.steps[-1]._replace(after=statement)
                lines.append(lines[0]._replace(steps=(*state.steps[:-1], last)))
            for one in lines:
                if statement is not state.statement:
                    states = (*made.own_states[:i], one, *made.own_states[i + 1 :])
                    yield f"line {i}, {state.rule}: {one.text}", replace(made, own_states=states)


@pytest.mark.parametrize("name", MADE)
def test_a_changed_line_is_not_proved(name: str) -> None:
    made = MADE[name]()
    assert made.prove().status in ("proved", "checked")
    assert [line for line, one in changed(made) if one.prove().status in ("proved", "checked")] == []


@pytest.mark.parametrize("name", MADE)
def test_what_a_line_says_is_held_against_the_function_itself(name: str) -> None:
    """Without knowing how the derivation was asked for, so that it cannot be derived again."""
    made = replace(MADE[name](), again=None)
    for i, state in enumerate(made.own_states):
        if state.rule in HELD and state.relation != "question":
            line = state._replace(statement=wrong(state.statement))
            states = (*made.own_states[:i], line, *made.own_states[i + 1 :])
            assert replace(made, own_states=states).prove().status not in ("proved", "checked"), line.text


def test_a_derivation_is_derived_again_under_the_settings_it_was_made_with() -> None:
    with sg.settings(detail="beginner"):
        made = sg.derivative("x^2 sin(x)", "x")
    assert made.again is not None
    assert made.again().own_states == made.own_states
    assert made.prove().status == "proved"


@pytest.mark.parametrize("change", ["fold", "unfold", "form"])
def test_a_derivation_changed_by_its_own_methods_is_still_proved(change: str) -> None:
    made = sg.derivative("x^2 e^x sin(x)", "x")
    other = {
        "fold": lambda: made.fold(["powers"]),
        "unfold": lambda: made.fold(["powers"]).unfold(),
        "form": lambda: made.in_form("factored"),
    }[change]()
    assert other.prove().status == "proved"


def test_a_saved_derivation_is_proved_without_being_derived_again() -> None:
    made = sg.Derivation.from_json(sg.tangent("x^2", "x", at={"x": 3}).json())
    assert made.again is None
    assert made.prove().status == "proved"
