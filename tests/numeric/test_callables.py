"""What a compiled function accepts, returns and refuses."""

import time
import warnings
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import mpmath as mp
import numpy as np
import pytest

from symgrad.errors import AccuracyWarning, DomainError, ShapeError, SymgradError, UnsupportedError
from symgrad.graph import Definition, Graph
from symgrad.numeric import lambdify, value_and_grad
from symgrad.terms import Head, Name, Term, make
from symgrad.terms.build import (
    ONE,
    TRUE,
    TWO,
    ZERO,
    E,
    add,
    apply,
    bigsum,
    call,
    decimal,
    div,
    equation,
    indexed,
    inner,
    integer,
    logic,
    matmul,
    mul,
    name,
    neg,
    piecewise,
    power,
    relation,
    root,
    sub,
    tuple_of,
    unary,
)
from symgrad.terms.traverse import as_fraction
from tests.numeric.samples import cube, tanh_network, weights

X, Y, Z = name("x"), name("y"), name("z")
BOWL = add(power(X, TWO), power(Y, TWO))
BACKENDS = ["auto", "python", "numpy", "mpmath", "sympy"]


@pytest.mark.parametrize("backend", BACKENDS)
def test_every_back_end_gives_value_and_gradient(backend: str) -> None:
    value, slopes = value_and_grad(BOWL, backend=backend)(3.0, 1.0)
    assert value == pytest.approx(10)
    assert slopes == pytest.approx((6, 2))
    assert lambdify(BOWL, [Y, X], backend)(1.0, 3.0) == pytest.approx(10)


def test_arguments_in_the_order_given_or_by_name() -> None:
    f = lambdify(sub(X, Y), "y x")
    assert f(1, 5) == 4
    assert f(x=5, y=1) == 4
    assert lambdify(X, ["x", "y"])(2, 7) == 2


def test_one_name_gives_the_slope_itself() -> None:
    assert value_and_grad(BOWL, "y")(3, 1) == (10, 2)
    assert value_and_grad(BOWL, ["y"])(3, 1) == (10, (2,))


def test_arguments_broadcast_also_where_a_slope_is_constant() -> None:
    column, row = np.array([[1.0], [2.0]]), np.array([1.0, 2.0, 3.0])
    value, slopes = value_and_grad(add(mul(integer(3), X), Y))(column, row)
    assert value.shape == (2, 3)
    assert [slope.tolist() for slope in slopes] == [[[3.0] * 3] * 2, [[1.0] * 3] * 2]


def test_whole_numbers_and_fractions_become_floats() -> None:
    assert lambdify(power(X, integer(-2)))(np.array([1, 2])).tolist() == [1.0, 0.25]
    with pytest.warns(AccuracyWarning, match="too large"):
        assert lambdify(power(X, integer(1000)))(10) == np.inf


def test_numbers_give_plain_floats_and_arrays_arrays() -> None:
    f = lambdify(call("sin", X))
    assert type(f(1)) is float
    assert f([1.0, 2.0]).shape == (2,)


def test_several_outputs_give_a_tuple() -> None:
    assert lambdify(tuple_of(mul(X, Y), add(X, Y)))(2.0, 3.0) == (6.0, 5.0)


def test_definitions_keep_their_names_in_the_source() -> None:
    z, h = name("z"), name("y_hat")
    loss = Definition(name("L"), power(sub(h, Y), TWO))
    rows = (Definition(z, mul(name("w"), X)), Definition(h, call("sigmoid", z)), loss)
    compiled = value_and_grad(Graph(rows, (name("L"),)), ["w"])
    assert compiled.args == ("w", "x", "y")
    assert "z = w * x" in compiled.source
    assert "y_hat = " in compiled.source
    assert "d_w = d_z * x" in compiled.source


@pytest.mark.parametrize("typed", ["lambda", "print", "math", "class", "import os", "x); import os #", "ü", "1", "np"])
def test_names_of_users_never_become_code(typed: str) -> None:
    odd = make(Head.NAME, data=Name(typed, typed=typed), shape=())
    compiled = value_and_grad(mul(odd, X))
    assert compiled(2.0, 3.0) == (6.0, (3.0, 2.0))
    assert "import" not in compiled.source.replace("import_os", "").replace("import_2", "")


def test_two_spellings_of_one_name_are_one_argument() -> None:
    assert value_and_grad(mul(name("w1"), name("w_1")))(3.0) == (9.0, (6.0,))


@pytest.mark.parametrize(
    ("term", "at", "slope"),
    [
        (call("relu", X), 0.0, 0.0),
        (call("abs", X), 0.0, 0.0),
        (call("max", ZERO, X), 0.0, 0.0),
        (call("max", ZERO, X), 2.0, 1.0),
        (call("leaky_relu", X), -1.0, 0.01),
    ],
)
@pytest.mark.parametrize("backend", ["python", "numpy"])
def test_slopes_at_a_kink_follow_the_convention(term: Term, at: float, slope: float, backend: str) -> None:
    assert value_and_grad(term, "x", backend)(at)[1] == pytest.approx(slope)


PIECES = piecewise((root(X), relation(X, ">=", ZERO)), (neg(call("log", neg(X))), TRUE))
CLIPPED = piecewise((div(ONE, X), relation(X, ">", ONE)), (sub(TWO, X), TRUE))


@pytest.mark.parametrize(("term", "at"), [(PIECES, [-1.0, 4.0]), (CLIPPED, [0.0, 2.0])])
def test_the_piece_not_taken_is_neither_computed_nor_warned_about(term: Term, at: list[float]) -> None:
    compiled = value_and_grad(term, "x")
    singles = [compiled(x) for x in at]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        value, slope = compiled(np.array(at))
    assert value.tolist() == pytest.approx([one[0] for one in singles])
    assert slope.tolist() == pytest.approx([one[1] for one in singles])


def test_a_value_shared_by_two_pieces_is_there_for_both() -> None:
    shared = call("log", X)
    term = add(piecewise((shared, relation(X, ">", ONE)), (power(shared, TWO), TRUE)), shared)
    for x, slope in ((2.0, 1.0), (0.5, (2 * np.log(0.5) + 1) / 0.5)):
        assert value_and_grad(term, "x")(x)[1] == pytest.approx(slope)


@pytest.mark.parametrize("backend", ["python", "numpy", "mpmath"])
def test_conditions_may_be_joined(backend: str) -> None:
    between = logic("and", relation(X, ">", ZERO), relation(X, "<=", TWO))
    outside = logic("or", logic("not", relation(X, "!=", integer(5))), relation(X, "<", neg(ONE)))
    f = lambdify(piecewise((ONE, between), (TWO, outside), (power(X, TWO), TRUE)), backend=backend)
    assert [f(x) for x in (0.0, 1.0, 2.0, 3.0, 5.0, -2.0)] == [0, 1, 1, 9, 2, 2]
    assert lambdify(unary(Head.INDICATOR, relation(ZERO, "<", X, "<", ONE)), backend=backend)(0.5) == 1


def test_matrices_of_one_entry_are_numbers() -> None:
    product = matmul(unary(Head.TRANSPOSE, X), Y)
    assert lambdify(mul(product, inner(X, Y)))(2.0, 3.0) == 36
    assert lambdify(unary(Head.NORM, X, "2"))(-2.0) == 2


@pytest.mark.parametrize("exponent", [div(integer(3), TWO), div(ONE, integer(4)), div(TWO, integer(5)), integer(7)])
@pytest.mark.parametrize("backend", ["python", "numpy", "mpmath"])
def test_powers_with_literal_exponents(exponent: Term, backend: str) -> None:
    value, slope = value_and_grad(power(X, exponent), "x", backend)(1.7)
    p = float(as_fraction(exponent) or 0)
    assert (float(value), float(slope)) == pytest.approx((1.7**p, p * 1.7 ** (p - 1)))


def test_where_no_piece_holds_there_is_no_value() -> None:
    open_at_zero = piecewise((ONE, relation(X, ">", ZERO)), (neg(ONE), relation(X, "<", ZERO)))
    with pytest.warns(AccuracyWarning, match="is not a number"):
        assert np.isnan(lambdify(open_at_zero)(0.0))


@pytest.mark.parametrize(
    ("term", "reason"),
    [(div(ONE, X), "division by zero at x = 0"), (call("log", X), "no real value at x = 0")],
)
def test_outside_the_domain_is_said(term: Term, reason: str) -> None:
    with pytest.raises(DomainError, match=reason):
        lambdify(term)(0)


def test_a_fractional_power_of_a_negative_number_is_refused_and_the_odd_root_real() -> None:
    with pytest.raises(DomainError):
        lambdify(power(X, Y))(-8, 0.5)
    assert lambdify(cube(X))(-8) == pytest.approx(-2)
    assert lambdify(root(X, integer(5)))(np.array([-32.0, 32.0])) == pytest.approx([-2, 2])


def test_overflow_on_the_way_is_not_the_end() -> None:
    fraction = div(ONE, add(TWO, power(E, neg(X))))
    assert lambdify(fraction)(-1000) == 0
    with pytest.raises(DomainError, match="too large"):
        lambdify(fraction, backend="python")(-1000)


def test_special_functions_of_scalars_and_arrays() -> None:
    tabulated = [0.4400505857449335, 0.5767248077568734]  # J_1(1), J_1(2): Abramowitz and Stegun, table 9.1
    f = lambdify(call("besselj", ONE, X))
    assert f(1.0) == pytest.approx(tabulated[0])
    assert f(np.array([1.0, 2.0])) == pytest.approx(tabulated)


def test_sums_over_an_index_and_defined_functions_are_written_out() -> None:
    i, f = name("i"), name("f")
    total = bigsum(power(indexed(X, i), TWO), i, ONE, integer(3))
    assert value_and_grad(total)(1.0, 2.0, 3.0) == (14.0, (2.0, 4.0, 6.0))
    rows = (Definition(f, power(Z, TWO), (Z,)), Definition(name("L"), apply("f", mul(X, Y))))
    compiled = value_and_grad(Graph(rows, (name("L"),)))
    assert compiled.args == ("x", "y")
    assert compiled(2.0, 3.0) == (36.0, (36.0, 24.0))


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: lambdify(add(X, Y), ["x"]),
        lambda: lambdify(X, backend="fortran"),
        lambda: value_and_grad(X, "y"),
        lambda: value_and_grad(tuple_of(X, Y)),
        lambda: lambdify(equation(X, Y)),
        lambda: lambdify(BOWL)(1.0),
        lambda: lambdify(BOWL)(1.0, 2.0, 3.0),
        lambda: lambdify(BOWL)(x=1.0, z=2.0),
        lambda: lambdify(BOWL)("one", 2.0),
    ],
)
def test_mistakes_are_explained(wrong: Callable[[], Any]) -> None:
    with pytest.raises(SymgradError) as caught:
        wrong()
    assert caught.value.reason


def test_unknown_functions_and_matrices_without_a_program_are_refused() -> None:
    with pytest.raises(UnsupportedError, match="cannot be computed"):
        lambdify(apply("f", X))
    with pytest.raises(ShapeError):
        lambdify(BOWL)(np.ones(2), np.ones(3))
    with pytest.raises(ShapeError):
        lambdify(X, backend="python")(np.ones(2))


def test_a_thousand_weights_are_ready_within_a_second() -> None:
    graph = tanh_network(50, 4)
    learned = weights(graph)
    begun = time.process_time()
    compiled = value_and_grad(graph, learned)
    value, slopes = compiled(*[0.1] * len(compiled.args))
    assert time.process_time() - begun < 1
    assert len(slopes) == 1005
    again = lambdify(graph)
    place = compiled.args.index(learned[7])
    moved = [again(*(0.1 + (h if i == place else 0) for i in range(len(compiled.args)))) for h in (1e-6, -1e-6)]
    assert slopes[7] == pytest.approx((moved[0] - moved[1]) / 2e-6, rel=1e-4, abs=1e-9)
    assert value == pytest.approx(again(*[0.1] * len(compiled.args)))


def test_mpmath_works_to_its_own_precision() -> None:
    third = div(ONE, integer(3))
    term = add(call("sin", mul(decimal("0.1"), X)), mul(third, cube(X)), call("besselj", ONE, X))
    with mp.workdps(50):
        value, slope = value_and_grad(term, "x", "mpmath")(Fraction(1, 7))
        x = mp.mpf(1) / 7
        assert abs(value - (mp.sin(x / 10) + mp.root(x, 3) / 3 + mp.besselj(1, x))) < mp.mpf(10) ** -48
        expected = mp.diff(lambda t: mp.sin(t / 10) + mp.root(t, 3) / 3 + mp.besselj(1, t), x)
        assert abs(slope - expected) < mp.mpf(10) ** -20
    assert lambdify(cube(X), backend="mpmath")("-8") == -2
    with pytest.raises(DomainError):
        lambdify(call("log", X), backend="mpmath")(-1)
