"""Every law is true, every slip false, every condition real: generated from the records of the rules."""

from fractions import Fraction
from typing import Any

import pytest
import sympy as sp
from mpmath import mp

from symgrad.algebra import to_sympy
from symgrad.algebra.authority import real_words
from symgrad.errors import UnsupportedError
from symgrad.rules import Rule, Slip, applied, fallback, partials, rule_of, rules
from symgrad.rules.rule import register
from symgrad.terms import Head, Term
from symgrad.terms import build as b
from symgrad.terms.functions import Function, function, functions
from symgrad.terms.traverse import depends_on
from tests import oracle
from tests.rules.cases import BY_SYMPY, STRUCTURES, Case, X, allowed, cases, differs, every_rule, mutants

EVERY = every_rule()
WRITTEN = list(rules())
SLIPS = [(rule, slip) for rule in WRITTEN for slip in rule.slips]

#: functions that are not analytic, where a complex step says nothing
KINKED = {"abs", "sign", "floor", "ceil", "step", "max", "min", "relu", "leaky_relu", "elu", "softsign", "piecewise",
          "asec", "acsc", "acsch", "atan2"}  # fmt: skip
#: mpmath has no complex values of these, or takes long over them
REAL_ONLY = {"polygamma", "bessely", "besselk", "lerchphi", "zeta", "polylog", "erfinv", "loggamma", "factorial",
             "beta", "LambertW", "Ei", "li"}  # fmt: skip
#: SymPy's own derivative of these is left unevaluated or has no number
NOT_BY_SYMPY = {"floor", "ceil", "piecewise", "bigsum", "sinc"}


def label(value: Any) -> str:
    if isinstance(value, Rule):
        return f"{value.id}/{value.arity}"
    return value.id


@pytest.mark.parametrize("rule", EVERY, ids=label)
def test_the_law_is_the_derivative_at_50_digits(rule: Rule):
    tried = cases(rule)
    assert len(tried) >= 2
    for case in tried:
        found = case.of(rule.law)
        assert not differs(found, case.truth()), f"{case.y} at {case.point}: {found} for {case.truth()}"


@pytest.mark.parametrize("rule", [r for r in EVERY if r.head not in KINKED | REAL_ONLY], ids=label)
def test_the_law_is_the_derivative_by_a_complex_step(rule: Rule):
    compared = 0
    for case in cases(rule)[::4]:
        found = case.of(rule.law)
        slope = oracle.complex_slope(case.y, X, {X: case.point})
        compared += 1
        assert not differs(found, slope), f"{case.y} at {case.point}: {found} for {slope}"
    assert compared >= 2


@pytest.mark.parametrize("rule", [r for r in EVERY if r.head not in NOT_BY_SYMPY], ids=label)
def test_the_law_is_what_sympy_says(rule: Rule):
    tried = cases(rule)
    for case in tried[:: max(1, len(tried) // 4)]:
        if case.y.head is Head.ROOT and oracle.value(case.y, {X: case.point}) < 0:
            continue  # SymPy's root is the principal one
        expected = by_sympy(case)
        assert not differs(case.of(rule.law), expected), f"{case.y} at {case.point}: SymPy says {expected}"


def by_sympy(case: Case) -> Any:
    """SymPy's derivative at the case's point."""
    x = sp.Symbol("x", real=True)
    slope = sp.diff(to_sympy(case.y, real_words(case.y)), x)
    found = slope.subs(x, sp.Rational(case.point.numerator, case.point.denominator)).evalf(30)
    with mp.workdps(30):
        return mp.mpmathify(found)


#: SymPy does not know W e^W = u when it simplifies, nor the shift of digamma
NOT_SIMPLIFIED = {"LambertW", "factorial"}
SYMBOLIC = [r for r in WRITTEN if r.arity == 1 and r.head not in KINKED | NOT_BY_SYMPY | NOT_SIMPLIFIED]


@pytest.mark.parametrize("rule", SYMBOLIC, ids=label)
def test_the_law_and_sympys_derivative_are_equal_as_formulas(rule: Rule):
    y = applied(rule.head, (X,))
    law = rule.law((X,), (b.ONE,), y)
    positive = {"x": ("positive",)}
    x = sp.Symbol("x", positive=True)
    difference = sp.diff(to_sympy(y, positive), x) - to_sympy(law, positive)
    assert sp.simplify(difference.rewrite(sp.exp)) == 0 or sp.simplify(difference) == 0


@pytest.mark.parametrize(("rule", "slip"), SLIPS, ids=label)
def test_each_slip_is_false(rule: Rule, slip: Slip):
    tried = cases(rule)
    wrong = [case for case in tried if differs(case.of(slip.law), case.truth())]
    assert len(wrong) >= len(tried) / 4, "the slip is hardly ever wrong"


@pytest.mark.parametrize(("rule", "slip"), SLIPS, ids=label)
def test_a_slip_is_named_for_its_rule(rule: Rule, slip: Slip):
    assert slip.id.startswith(rule.head + ".")
    assert slip.says
    assert slip.family in FAMILIES


FAMILIES = set(
    "activation algebra chain constants descent exponential gradient logarithm loss matrix network numeric partial "
    "power product quotient second-order trig".split()
)


def test_ids_are_unique():
    for ids in ([rule.id for rule in WRITTEN], [slip.id for _, slip in SLIPS]):
        assert len(set(ids)) == len(ids)


def test_a_head_has_one_rule():
    with pytest.raises(ValueError, match="has a rule already"):
        register(WRITTEN[0])


@pytest.mark.parametrize("rule", EVERY, ids=label)
def test_a_rule_says_what_it_does(rule: Rule):
    assert rule.sentence.endswith(".")
    assert rule.says
    assert rule.example
    assert rule.head in set(Head) or function(rule.head)


#: laws of which every mutant is the same law: the slope is 0
FLAT = {"sign", "floor", "ceil", "step"}


@pytest.mark.parametrize("rule", [rule for rule in WRITTEN if rule.head not in FLAT], ids=label)
def test_whoever_breaks_a_law_is_found_out(rule: Rule):
    special = {arity for head, arity in STRUCTURES if head == rule.head}
    tried = cases(rule) if special else cases(rule)[::3]
    groups = {case.args if len(case.args) in special else len(case.args): case for case in tried}
    for group, one in groups.items():
        sample = [case for case in tried if group in (case.args, len(case.args))]
        direct = group == one.args
        law = rule.law(one.args, one.slopes, one.y) if direct else rule.law(*on_names(len(one.args)))
        survivors = [wrong for wrong in mutants(law) if not any(found_out(wrong, case, direct) for case in sample)]
        assert survivors == []


def on_names(arity: int) -> tuple[tuple[Term, ...], tuple[Term, ...], Term]:
    """Names for the arguments, their slopes and the value."""
    return tuple(b.name(f"u_{i}") for i in range(arity)), tuple(b.name(f"d_{i}") for i in range(arity)), b.name("y")


def found_out(wrong: Term, case: Case, direct: bool) -> bool:
    here: dict[Term, Any] = {X: case.point}
    if direct:
        return differs(oracle.value_or_none(wrong, here), case.truth())
    inputs, slopes, value = on_names(len(case.args))
    terms = dict(zip((*inputs, *slopes, value), (*case.args, *case.slopes, case.y), strict=True))
    point = {name: oracle.value(term, here) for name, term in terms.items()}
    return differs(oracle.value_or_none(wrong, point), case.truth())


# side conditions: where one fails there is no derivative, and where all hold there is

EDGES = tuple(map(Fraction, ("-2", "-3/2", "-1", "-1/2", "0", "1/2", "1", "3/2", "2", "3")))
ONE_ARGUMENT = [rule for rule in EVERY if rule.arity == 1 and rule.head not in set(Head)]

#: defined beyond their conditions by continuation, where the law holds as well
CONTINUED = {"loggamma"}


@pytest.mark.parametrize("rule", [rule for rule in ONE_ARGUMENT if rule.head not in CONTINUED], ids=label)
def test_where_a_condition_fails_there_is_no_derivative(rule: Rule):
    for at in EDGES:
        if not allowed(rule, (X,), at):
            assert not smooth_at(rule, at), f"{rule.id} has a derivative at {at}"


@pytest.mark.parametrize("rule", ONE_ARGUMENT, ids=label)
def test_where_the_conditions_hold_there_is_a_derivative(rule: Rule):
    y = applied(rule.head, (X,))
    for at in EDGES:
        if allowed(rule, (X,), at) and oracle.value_or_none(y, {X: at}) is not None:
            found = oracle.value_or_none(rule.law((X,), (b.ONE,), y), {X: at})
            gap = rule.sentence.endswith(BY_SYMPY)  # sin(x)/x at 0: of the formula alone
            assert (found is None and gap) or smooth_at(rule, at), f"{rule.id} has no derivative at {at}"
            assert found is not None or gap, f"{rule.id} has no value at {at}"


@pytest.mark.parametrize("head", ["max", "min"])
def test_a_maximum_has_a_kink_where_two_arguments_meet(head: str):
    rule = rule_of(head)
    assert rule is not None
    assert not allowed(rule, (X, b.ONE), Fraction(1))
    assert allowed(rule, (X, b.ONE), Fraction(2))
    assert one_sided(b.call(head, X, b.ONE), Fraction(1), 1) != one_sided(b.call(head, X, b.ONE), Fraction(1), -1)


def smooth_at(rule: Rule, at: Fraction) -> bool:
    """Whether slopes from both sides exist and agree."""
    y = applied(rule.head, (X,))
    if oracle.value_or_none(y, {X: at}) is None:
        return False
    right, left = one_sided(y, at, 1), one_sided(y, at, -1)
    return None not in (right, left) and oracle.close(right, left, 8) and abs(right) < 10**8


def one_sided(y: Term, at: Fraction, side: int) -> Any:
    """The slope from one side; None where a sampled value is not real."""
    h = Fraction(side, 10**20)
    here, there = (oracle.value_or_none(y, {X: point}) for point in (at, at + h))
    if here is None or there is None:
        return None
    return (there - here) * side * 10**20


# partials: what the compiled gradient and the adjoints use


@pytest.mark.parametrize("rule", [rule for rule in EVERY if rule.head != Head.BIGSUM], ids=label)
def test_partials_are_the_slopes_in_each_argument(rule: Rule):
    tried = cases(rule)
    for case in tried[:: max(1, len(tried) // 4)]:
        inputs = [b.name(f"a_{i}") if i in moving(case) else arg for i, arg in enumerate(case.args)]
        try:
            slopes = partials(rule.head, tuple(inputs), b.name("y_0"))
        except UnsupportedError:  # SymPy has no slope in an order
            continue
        compare(case, tuple(inputs), slopes)


def moving(case: Case) -> list[int]:
    conditions = (Head.RELATION, Head.LOGIC)
    return [i for i, arg in enumerate(case.args) if depends_on(arg, X) and arg.head not in conditions]


def compare(case: Case, inputs: tuple[Term, ...], slopes: tuple[Term, ...]) -> None:
    y = applied(case.head, inputs)
    here = {X: case.point}
    named = [(name, arg) for name, arg in zip(inputs, case.args, strict=True) if name is not arg]
    point = here | {name: oracle.value(arg, here) for name, arg in named}
    for i in moving(case):
        known = {**point, b.name("y_0"): oracle.value(y, point)}
        assert oracle.close(oracle.value(slopes[i], known), oracle.slope(y, inputs[i], point), 25), (y, i)


# functions without a law of symgrad's own


@pytest.mark.parametrize(
    "name",
    "exp besselj bessely besseli besselk airyai airybi airyaiprime polygamma fresnels fresnelc li Si Ci "
    "Shi Chi Ei expint hermite legendre chebyshevt polylog lerchphi uppergamma lowergamma beta erfinv "
    "elliptic_k".split(),
)
def test_sympy_gives_the_law_of_a_special_function(name: str):
    record = function(name)
    assert rule_of(name) is None
    rule = fallback(name, record.arity[0])
    assert rule is not None
    assert rule.sentence.endswith("as SymPy knows it.")


def test_an_argument_without_a_slope_is_said_to_have_none():
    rule = fallback("besselj", 2)
    assert rule is not None
    with pytest.raises(UnsupportedError, match="no closed form"):
        rule.law((X, b.ONE), (b.ONE, b.ZERO), b.name("y"))


def test_no_rule_is_said_plainly():
    assert fallback("nothing", 1) is None
    with pytest.raises(UnsupportedError, match="no rule"):
        partials("nothing", (X,), b.name("y"))


#: SymPy writes the slope of these by a function that symgrad does not have
WITHOUT_A_LAW = {"zeta", "laguerre"}


@pytest.mark.parametrize("record", functions(), ids=label)
def test_every_function_has_a_rule(record: Function):
    has_one = rule_of(record.id) or fallback(record.id, record.arity[0])
    assert bool(has_one) != (record.id in WITHOUT_A_LAW)
