"""Lines of a derivation: what is true is proved, what is false never passes, and what was assumed is the line before's.

The oracle for random terms is mpmath (`tests.oracle`), which shares no code with the proof.
"""

import subprocess
import sys
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mpf

from symgrad.deciding.field import proved_equal
from symgrad.deciding.proving import prove_equal
from symgrad.parsing import parse
from symgrad.rules.tidying import tidy
from symgrad.terms import Applied, Head, Name, Term
from symgrad.terms import build as b
from symgrad.terms.traverse import at_path, replace_at
from tests.oracle import value_or_none
from tests.strategies import SMOOTH, K, N, T, X, Y, scalars

ALGEBRA = """
(x + 1)^2 = x^2 + 2*x + 1
(x^2 - 1)/(x - 1) = x + 1
1/(x + 1) + 1/(x - 1) = 2*x/(x^2 - 1)
x^(3 - 1)*x^(-1) = x
0.1*x + 0.2*x = 0.3*x
-y/p + (1 - y)/(1 - p) = (p - y)/(p*(1 - p))
0^0 = 1
"""

TRIGONOMETRY = """
sin(x)^2 + cos(x)^2 = 1
sin(x + y) = sin(x)*cos(y) + cos(x)*sin(y)
cos(3*x) = 4*cos(x)^3 - 3*cos(x)
sin(x/2)^2 = (1 - cos(x))/2
1 + tan(x)^2 = sec(x)^2
cot(x) + tan(x) = csc(x)*sec(x)
sin(x)/(1 + cos(x)) = tan(x/2)
sin(x + pi/2) = cos(x)
sin(pi/3) = sqrt(3)/2
cos(pi/12) = (sqrt(6) + sqrt(2))/4
cos(asin(x)) = sqrt(1 - x^2)
sin(atan(x)) = x/sqrt(1 + x^2)
asin(x) + acos(x) = pi/2
atan(-x) = -atan(x)
sin((x^2 - 1)/(x - 1)) = sin(x + 1)
"""

HYPERBOLIC = """
cosh(x)^2 - sinh(x)^2 = 1
sinh(x + y) = sinh(x)*cosh(y) + cosh(x)*sinh(y)
tanh(x) = (e^(2*x) - 1)/(e^(2*x) + 1)
1 - tanh(x)^2 = sech(x)^2
(1 + tanh(x/2))/2 = sigmoid(x)
sigmoid(x)*(1 - sigmoid(x)) = e^(-x)/(1 + e^(-x))^2
asinh(x) = ln(x + sqrt(x^2 + 1))
acosh(x) = ln(x + sqrt(x^2 - 1))
atanh(x) = ln((1 + x)/(1 - x))/2
cosh(asinh(x)) = sqrt(x^2 + 1)
"""

EXPONENTS = """
e^x*e^y = e^(x + y)
e^(x/2)*e^(x/2) = e^x
(e^(x/1024))^1024 = e^x
2^(3*x) = 8^x
x^n*x = x^(n + 1)
x^n*x^n = x^(2*n)
(-1)^(n + 1) = -(-1)^n
x^x*ln(x) + x^x = x^x*(ln(x) + 1)
e^(2*ln(x)) = x^2
e^(-(x - m)^2/(2*s^2)) = e^(-x^2/(2*s^2))*e^(x*m/s^2)*e^(-m^2/(2*s^2))
e^(x/(1 + x)) = e^(1 - 1/(1 + x))
e^(sin(2*x)) = e^(2*sin(x)*cos(x))
e^a/(e^a + e^b) = 1/(1 + e^(b - a))
pi*sqrt(pi) = pi^(3/2)
"""

LOGARITHMS = """
ln(8) = 3*ln(2)
ln(x) + ln(y) = ln(x*y)
ln(x^3) = 3*ln(x)
ln(x^2) = 2*ln(abs(x))
ln(x^2 + 2*x + 1) = 2*ln(abs(x + 1))
ln(e^x) = x
ln(x^2 + 1)/2 = ln(sqrt(x^2 + 1))
ln(1 + e^(-x)) = ln(1 + e^x) - x
-(y*ln(sigmoid(z)) + (1 - y)*ln(1 - sigmoid(z))) = ln(1 + e^z) - y*z
ln(cosh(x)) = ln(e^x + e^(-x)) - ln(2)
log(x, 10) = ln(x)/ln(10)
"""

RADICALS = """
sqrt(x)*sqrt(x) = x
1/(2*sqrt(x)) = sqrt(x)/(2*x)
sqrt(x)*sqrt(y) = sqrt(x*y)
sqrt(12) = 2*sqrt(3)
sqrt(4*x^2 + 4) = 2*sqrt(x^2 + 1)
x/sqrt(x^2 + 1) = x*sqrt(x^2 + 1)/(x^2 + 1)
1/(sqrt(x + 1) + sqrt(x)) = sqrt(x + 1) - sqrt(x)
(x^2 + 1)^(1/4)*(x^2 + 1)^(3/4) = x^2 + 1
x^(1/3)*x^(2/3) = x
(x^3)^(1/3) = x
cbrt(x^2 + 1)*cbrt(x + 1) = cbrt((x^2 + 1)*(x + 1))
sqrt(x)/x^(1/3) = x^(1/6)
sqrt(x^2) = abs(x)
sqrt(x^2 + 2*x + 1) = abs(x + 1)
sqrt(1 - sin(x)^2) = abs(cos(x))
sqrt(x/(x + 1)) = sqrt(x^2 + x)/abs(x + 1)
"""

CASES = """
abs(x)^2 = x^2
x/abs(x) = sign(x)
abs(x*y) = abs(x)*abs(y)
sign(x*y) = sign(x)*sign(y)
abs(x - 1)*abs(x + 1) = abs(x^2 - 1)
max(x, y) + min(x, y) = x + y
max(x, y) = (x + y + abs(x - y))/2
relu(x) - relu(-x) = x
leaky_relu(x) = max(x, 0.01*x)
sign(x^2 + 2*x - 2)/abs(x^2 + 2*x - 2) = 1/(x^2 + 2*x - 2)
sign(cot(x) + csc(x))/abs(cot(x) + csc(x))*sin(x) = sin(x)^2/(1 + cos(x))
softplus(x) - softplus(-x) = x
"""

UNKNOWN = """
f(x)*g(x) + g(x)*f(x) = 2*f(x)*g(x)
f(2*x + x) = f(3*x)
erf(x + x) = erf(2*x)
gelu(x) = x/2*(1 + erf(x/sqrt(2)))
"""

#: true, but only SymPy sees it
NESTED = """
sqrt(3 + 2*sqrt(2)) = 1 + sqrt(2)
cos(pi/5) = (1 + sqrt(5))/4
"""

FALSE = """
x = -x
2*x = 2.0000000001*x
x = x + 10^(-30)
pi = 3.14159265358979
sqrt(2) = 1.4142135623730951
sin(2*x) = 2*sin(x)
cosh(x)^2 + sinh(x)^2 = 1
cos(pi/7) = -1
cos(pi/3) = -1/2
e^(x + y) = e^x + e^y
ln(x + y) = ln(x) + ln(y)
sqrt(x^2) = x
sqrt(x^2 + 2*x + 1) = x + 1
sqrt(x^4 + 2*x^2 + 1) = -x^2 - 1
sqrt(1 - sin(x)^2) = cos(x)
sqrt(cosh(x)^2 - 1) = sinh(x)
sqrt(x)*sqrt(y) = -sqrt(x*y)
sqrt(3 + 2*sqrt(2)) = 1 - sqrt(2)
sqrt(x^2 + 2*x + 1)*sqrt(y^2 + 2*y + 1)*sqrt(z^2 + 2*z + 1) = (x + 1)*(y + 1)*(z + 1)
(x^6)^(1/6) = x
(x^2)^(1/3) = x^(1/3)
(-x)^(1/3) = x^(1/3)
e^((asinh(x)^6)^(1/6)) = e^(asinh(x))
abs(x) = x
abs(x) + abs(y) + abs(z) = abs(x + y + z)
abs(x - 1) + abs(x + 1) = 2*abs(x)
sign(x)^2 = 1
sign(x*y)^2 = sign(x)^2
sign(x^2 + 2*x - 2)*(x^2 + 2*x - 2) = x^2 + 2*x - 2
sign(x*y + y)^2 = sign(x + 1)^2
(1 + sign(x))*(1 + sign(y))*(1 + sign(z))*(1 + sign(w)) = 0
max(x, y)*min(x, y) = -x*y
relu(x + y) = relu(x) + relu(y)
softplus(x) = relu(x)
atan(1/x) = pi/2 - atan(x)
asin(sin(x)) = x
acosh(cosh(x)) = x
floor(2*x) = 2*floor(x)
f(x + y) = f(x) + f(y)
f(x) = g(x)
(-1)^n = 1
x^n = abs(x)^n
x^n = (x^2)^(n/2)
ln(-1 - x^2) = 5
sqrt(x)*sqrt(-x) = 5
"""

#: right where both sides are real, but the right side is real at fewer points
FEWER_POINTS = """
ln(x^2) = 2*ln(x)
ln(x*y) = ln(x) + ln(y)
ln(abs(x)) = ln(x)
x = sqrt(x)^2
x = e^(ln(x))
(x^2)^(1/4) = sqrt(x)
(x^2)^n = x^(2*n)
sqrt(x*y) = sqrt(x)*sqrt(y)
sqrt(x^2 - 1) = sqrt(x - 1)*sqrt(x + 1)
"""


def sides(line: str) -> tuple[Term, Term]:
    left, right = (parse(side) for side in line.split(" = "))
    return left.unfold(left.outputs[0]), right.unfold(right.outputs[0])


def lines(*tables: str) -> list[str]:
    return [line for table in tables for line in table.strip().splitlines()]


@pytest.mark.parametrize(
    "line", lines(ALGEBRA, TRIGONOMETRY, HYPERBOLIC, EXPONENTS, LOGARITHMS, RADICALS, CASES, UNKNOWN)
)
def test_what_is_true_is_proved_in_the_field(line: str) -> None:
    assert proved_equal(*sides(line)) is not None


@pytest.mark.parametrize("line", lines(NESTED))
def test_sympy_proves_what_the_field_does_not(line: str) -> None:
    evidence = prove_equal(*sides(line))
    assert evidence.status == "proved" and "SymPy" in evidence.route


@pytest.mark.parametrize("line", lines(FALSE, FEWER_POINTS))
def test_what_is_false_never_passes(line: str) -> None:
    assert prove_equal(*sides(line)).status in ("failed", "undecided")


@pytest.mark.parametrize("line", ["sin(2*x) = 2*sin(x)", "sqrt(x^2) = x", "abs(x) = x", "x = x + 10^(-30)"])
def test_a_false_line_comes_with_a_point(line: str) -> None:
    evidence = prove_equal(*sides(line))
    assert evidence.status == "failed" and evidence.counterexample is not None
    left, right = (value_or_none(side, _floats(evidence.counterexample)) for side in sides(line))
    assert left != right


def _floats(point: object) -> dict[Term, object]:
    assert isinstance(point, dict)
    return {name: mpf(at.numerator) / at.denominator for name, at in point.items()}


@pytest.mark.parametrize("line", lines(FEWER_POINTS))
def test_the_other_way_round_it_is_true(line: str) -> None:
    left, right = sides(line)
    assert proved_equal(right, left) is not None


@pytest.mark.parametrize(
    ("line", "conditions"),
    [
        ("ln(x^2) = 2*ln(x)", "x > 0"),
        ("sqrt(x^2) = x", "x > 0"),
        ("sqrt(x^2) = -x", "x < 0"),
        ("abs(x - 1) = x - 1", "x > 2"),
        ("abs(x) + abs(y) = x - y", "x >= 0; y <= 0"),
        ("x = e^(ln(x))", "x > 0"),
    ],
)
def test_conditions_of_the_domain_are_used(line: str, conditions: str) -> None:
    domain = tuple(_condition(text) for text in conditions.split("; "))
    assert prove_equal(*sides(line)).status == "failed"
    assert prove_equal(*sides(line), domain=domain).status == "proved"


def _condition(text: str) -> Term:
    left, sign, right = text.split()
    return b.relation(b.name(left), sign, b.integer(int(right)))


def test_ties_of_cases_are_compared() -> None:
    above, at_or_above = (b.piecewise((b.ONE, b.relation(X, sign, b.ZERO)), (b.ZERO, b.TRUE)) for sign in (">", ">="))
    square = b.piecewise((b.power(X, b.TWO), b.relation(X, ">", b.ZERO)), (b.ZERO, b.TRUE))
    assert proved_equal(above, at_or_above) is None
    assert proved_equal(b.mul(X, above), b.mul(X, at_or_above)) is not None
    assert proved_equal(b.mul(X, X, above), square) is not None
    assert proved_equal(b.unary(Head.INDICATOR, b.relation(X, ">", b.ZERO)), above) is not None


def test_ties_that_no_rational_point_meets_count() -> None:
    assert proved_equal(*sides("sign(x^2 + 2*x - 2)^2 = 1")) is None
    assert proved_equal(*sides("sign(x*y - z^2)^2 = 1")) is None


def test_a_case_that_does_not_hold_assumes_nothing() -> None:
    logs = b.piecewise((b.call("log", X), b.relation(X, ">", b.ZERO)), (b.ZERO, b.TRUE))
    size = b.root(b.power(X, b.TWO))
    assert proved_equal(b.add(logs, size), b.add(logs, X)) is None
    assert proved_equal(b.add(logs, size), b.add(logs, b.call("abs", X))) is not None


def test_sums_and_integrals_are_linear_and_bound_letters_do_not_matter() -> None:
    def total(body: Term, index: Term = K, upper: Term = N) -> Term:
        return b.bigsum(body, index, b.ONE, upper)

    inner = b.indexed(b.name("x", ("n",)), K)
    assert proved_equal(total(b.mul(b.TWO, Y, inner)), b.mul(b.TWO, Y, total(inner))) is not None
    assert proved_equal(total(b.power(X, K)), total(b.power(X, T), T)) is not None
    assert proved_equal(total(b.TWO), b.mul(b.TWO, N)) is not None
    assert proved_equal(total(b.TWO, upper=b.integer(-3)), b.ZERO) is not None
    assert proved_equal(b.integral(b.mul(X, T), T, b.ZERO, Y), b.mul(X, b.integral(T, T, b.ZERO, Y))) is not None
    assert proved_equal(total(inner), total(inner, upper=b.add(N, b.ONE))) is None
    assert proved_equal(total(b.power(inner, b.TWO)), b.power(total(inner), b.TWO)) is None
    assert proved_equal(total(b.call("abs", inner)), b.call("abs", total(inner))) is None
    assert proved_equal(total(b.root(b.power(inner, b.TWO))), b.call("abs", total(inner))) is None


def test_inert_derivatives_are_fixed_by_body_and_variable() -> None:
    def slope(body: Term, variable: Term = X) -> Term:
        return b.derivative(body, variable)

    twice = b.add(X, X)
    assert proved_equal(slope(b.call("sin", twice)), slope(b.call("sin", b.mul(b.TWO, X)))) is not None
    assert proved_equal(slope(b.mul(X, Y)), slope(b.mul(X, Y), Y)) is None
    partial = b.apply(Applied(Name("f"), (1,)), X)
    assert proved_equal(b.mul(partial, twice), b.mul(b.TWO, X, partial)) is not None
    assert proved_equal(partial, b.apply("f", X)) is None


def test_tuples_and_relations_are_settled_part_by_part() -> None:
    left, right = b.tuple_of(b.add(X, X), Y), b.tuple_of(b.mul(b.TWO, X), Y)
    assert prove_equal(left, right).status == "proved"
    assert prove_equal(left, b.tuple_of(X, Y)).status == "failed"
    assert prove_equal(left, b.tuple_of(X, Y, Y)).status == "undecided"
    assert prove_equal(b.equation(Y, left.args[0]), b.equation(Y, right.args[0])).status == "proved"


def test_what_only_numbers_see_is_checked() -> None:
    left, right = sides("gamma(x^2 + 2) = (x^2 + 1)*gamma(x^2 + 1)")
    evidence = prove_equal(left, right)
    assert evidence.status in ("checked", "proved") and evidence.points >= 12


@pytest.mark.parametrize(
    "line",
    [
        "x^(170141183460469231731687233347144315968*170141183460469231731687233347149448128) = 1",
        "28948022309329048855892746252171976963317496166410141009864396001978282409984*x = 0",
        "((((x^4096)^4096)^4096)^4096)^4096 = 1",
    ],
)
def test_numbers_as_large_as_the_primes_are_not_put_to_the_field(line: str) -> None:
    assert proved_equal(*sides(line)) is None


def test_what_is_defined_nowhere_is_not_proved() -> None:
    assert proved_equal(*sides("1/(x - x) = 2/(x - x)")) is None
    assert proved_equal(*sides("ln(-1 - x^2) = 5")) is None


@given(scalars())
def test_tidying_is_proved(term: Term) -> None:
    tidied = tidy(term)
    proof = proved_equal(term, tidied)
    assert proof is not None or tidied is term or all(value_or_none(term, point) is None for point in POINTS)


POINTS = tuple(
    {X: mpf(p) / 7, Y: mpf(q) / 11} for p, q in ((3, 5), (-4, 9), (11, -3), (-13, -8), (30, 2), (-2, -40), (9, 7))
)

CHANGES = {
    "negated": b.neg,
    "one more": lambda u: b.add(u, b.ONE),
    "doubled": lambda u: b.mul(b.TWO, u),
    "a little more": lambda u: b.mul(b.rational(1 + Fraction(1, 10**9)), u),
    "size": lambda u: b.call("abs", u),
    "root of square": lambda u: b.root(b.power(u, b.TWO)),
    "sixth root of sixth power": lambda u: b.power(b.power(u, b.integer(6)), b.rational(Fraction(1, 6))),
    "signed": lambda u: b.mul(u, b.call("sign", u)),
    "through the logarithm": lambda u: b.exp(b.call("log", u)),
}


@given(scalars(functions=(*SMOOTH, "log", "abs", "asin", "acosh"), leaves=6), st.data())
def test_changed_terms_are_proved_only_where_nothing_changed(term: Term, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(_paths(term)))
    change = CHANGES[data.draw(st.sampled_from(tuple(CHANGES)))]
    changed = replace_at(term, path, change(at_path(term, path)))
    if proved_equal(term, changed) is not None:
        for point in POINTS:
            before, after = value_or_none(term, point), value_or_none(changed, point)
            if before is not None and after is not None:
                assert abs(before - after) <= mpf(10) ** -20 * max(1, abs(before))


def _paths(term: Term) -> list[tuple[int, ...]]:
    paths: list[tuple[int, ...]] = [()]
    for path in paths:
        paths.extend((*path, place) for place in range(len(at_path(term, path).args)))
    return paths


def test_school_lines_do_not_wait_for_sympy(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(*_: object) -> str:
        raise AssertionError("SymPy was asked")

    monkeypatch.setattr("symgrad.deciding.proving.proved_zero", asked)
    for line in lines(ALGEBRA, TRIGONOMETRY, EXPONENTS, RADICALS):
        assert prove_equal(*sides(line)).status == "proved"


def test_the_field_needs_neither_sympy_nor_numpy() -> None:
    code = (
        "import sys\nfrom symgrad.deciding import prove_equal\nfrom symgrad.terms import build as b\n"
        "x = b.name('x')\nassert prove_equal(b.root(b.power(x, b.TWO)), b.call('abs', x)).status == 'proved'\n"
        "assert not {'sympy', 'numpy', 'mpmath'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
