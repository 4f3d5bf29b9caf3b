"""A derivation that rests on a wrong law is not proved: the proof does not take the rules' word for it.

python -m tests.derivations.test_broken_laws       prints the count
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest

import symgrad as sg
from symgrad.deciding import slope_agrees
from symgrad.derivations import chain
from symgrad.derivations.differentiation import expand
from symgrad.derivations.proving.steps import settle
from symgrad.derivations.step import Step, Weight
from symgrad.rules import Rule, rule, rule_of, rules
from symgrad.terms import Head, Term
from symgrad.terms import build as b
from tests import oracle
from tests.rules.cases import POINTS, Case, X, allowed, arguments, every_rule, mutants
from tests.rules.test_laws import FLAT

#: heads that a line is differentiated by part by part, without the table's law
PART_BY_PART = {Head.SUM, Head.NEGATION, Head.PIECEWISE, Head.BIGSUM}
USED = [one for one in rules() if one.head not in FLAT | PART_BY_PART]
MOST_BODIES = 4


def bodies(one: Rule) -> list[Term]:
    """Functions whose derivative uses the law."""
    usable = (args for args in arguments(one) if any(allowed(one, args, point) for point in POINTS))
    return [Case(one.head, args, POINTS[0]).y for args in islice(usable, MOST_BODIES)]


def wrong_laws(one: Rule) -> Iterator[Any]:
    """The slips, and each mutant of the law by its number."""
    yield from (slip.law for slip in one.slips)
    letters = tuple(b.name(f"u_{i}") for i in range(one.arity))
    count = sum(1 for _ in mutants(one.law(letters, letters, b.name("y"))))
    yield from (_mutant(one, number) for number in range(count))


def _mutant(one: Rule, number: int) -> Any:
    def law(u: Any, du: Any, y: Any) -> Term:
        right = one.law(u, du, y)
        return next(islice(mutants(right), number, None), b.neg(right))

    return law


def line(body: Term) -> Step:
    """d/dx[body] expanded by the laws as they stand."""
    target = b.derivative(body, X)
    found = expand(target)
    return Step(found.rule, Weight.MAJOR, target, found.result, (), target, found.result)


def is_true(step: Step) -> bool:
    """Whether both sides agree by differences, wherever both have a value."""
    assert step.result is not None
    pairs = [(oracle.value_or_none(step.before, {X: at}), oracle.value_or_none(step.result, {X: at})) for at in POINTS]
    return all(oracle.close(left, right, 15) for left, right in pairs if left is not None and right is not None)


@pytest.mark.parametrize("one", USED, ids=lambda one: one.id)
def test_a_line_by_a_wrong_law_is_refuted(one: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    survivors: list[Step] = []
    killed = 0
    for law in wrong_laws(one):
        monkeypatch.setitem(rule._RULES, one.head, one._replace(law=law))
        for step in map(line, bodies(one)):
            refuted = settle(step)[0] == "failed"
            killed += refuted
            if not refuted and not is_true(step):
                survivors.append(step)
    assert survivors == []
    assert killed


@pytest.mark.parametrize("one", every_rule(), ids=lambda one: f"{one.id}/{one.arity}")
def test_a_line_by_a_right_law_is_not_refuted(one: Rule) -> None:
    for body in bodies(one):
        step = line(body)
        status, route = settle(step)
        assert status == "proved", route


@pytest.mark.parametrize("one", every_rule(), ids=lambda one: f"{one.id}/{one.arity}")
def test_slopes_in_balls_judge_nearly_every_law(one: Rule) -> None:
    judged = [slope_agrees(step.before, step.after).status for step in map(line, bodies(one))]
    assert "checked" in judged


CHAINS = [
    ("x*sin(x)", "product"), ("sin(x)/x", "quotient"), ("tan(3*x)", "tan"), ("x^5", "power"), ("tanh(x)*x", "tanh"),
    ("sqrt(x)", "root"), ("L = (a - y)^2; a = sigmoid(z); z = w*x", "sigmoid"),
]  # fmt: skip


@pytest.mark.parametrize(("function", "head"), CHAINS)
def test_a_derivation_with_a_wrong_law_is_not_proved(function: str, head: str, monkeypatch: pytest.MonkeyPatch) -> None:
    right = rule_of(head)
    assert right is not None
    monkeypatch.setitem(rule._RULES, head, right._replace(law=right.slips[0].law if right.slips else _mutant(right, 0)))
    chain._solved.cache_clear()
    try:
        report = sg.derivative(function, "w" if "w" in function else "x").prove()
    finally:
        chain._solved.cache_clear()
    assert report.status == "failed"
    assert "law is wrong" in str(report)


def test_a_wrong_law_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Templates of partial slopes belong to a law: one that was replaced for a while is not remembered."""
    right = rule_of("root")
    assert right is not None
    two = (X, b.integer(3))
    before = rule.partials("root", two, b.root(*two))
    with monkeypatch.context() as patch:
        patch.setitem(rule._RULES, "root", right._replace(law=_mutant(right, 0)))
        assert rule.partials("root", two, b.root(*two)) != before
    assert rule.partials("root", two, b.root(*two)) == before


INTEGRALS = [
    r"\int_0^x \sin(t^2) dt", r"\int_x^{x^2} e^{-t^2} dt", r"\int_0^1 \sin(x t) dt", r"x \int_0^x \cos(xt) dt",
]  # fmt: skip


@pytest.mark.parametrize("function", INTEGRALS)
def test_the_law_of_integrals_is_judged_by_quadrature(function: str) -> None:
    report = sg.derivative(function, "x").prove()
    assert report.status == "proved" and "replayed only" not in str(report)


def test_a_wrong_slope_of_an_integral_is_refuted() -> None:
    integral = sg.parse("\\int_0^x \\sin(t^2) dt").unfold()
    wrong = b.call("cos", b.power(X, b.TWO))
    assert slope_agrees(b.derivative(integral, X), wrong).status == "failed"


def main() -> None:
    """Print how many wrong laws there are, how many a line refutes, and how many are the same function."""
    counted = {"refuted": 0, "the same function": 0, "not found out": 0}
    for one in USED:
        for law in wrong_laws(one):
            with pytest.MonkeyPatch.context() as patch:
                patch.setitem(rule._RULES, one.head, one._replace(law=law))
                steps = [line(body) for body in bodies(one)]
                refuted = any(settle(step)[0] == "failed" for step in steps)
                same = not refuted and all(map(is_true, steps))
            counted["refuted" if refuted else "the same function" if same else "not found out"] += 1
    print(f"{len(USED)} rules, {sum(counted.values())} wrong laws: {counted}")


if __name__ == "__main__":
    main()
