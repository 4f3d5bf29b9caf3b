"""From a claim: a derivation that ends in that very form, or the counterexample with the right answer."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import symgrad as sg
from symgrad.terms.traverse import free_names

RIGHT = [
    ("x^2 sin(x)", "2x sin(x) + x^2 cos(x)", None),
    ("x^2 sin(x)", "x(2 sin x + x cos x)", None),
    ("sin(x)^2", "sin(2x)", None),
    ("ln(|x|)", "1/x", None),
    ("abs(x)", "x/|x|", None),
    ("x^x", "x^x(1+ln x)", None),
    ("(x^2+1)/(x-1)", "1 - 2/(x-1)^2", None),
    ("tan(x)", "1 + tan(x)^2", None),
    ("x^4 ln x", "12x^2 ln x + 7x^2", ["x", "x"]),
    ("x^2 y + sin(xy)", "[y(2x + cos(xy)), x(x + cos(xy))]", ["x", "y"]),
    ("ln(x)", "1/|x|", None),
    ("x*|x|", "2|x|", None),
    ("x + floor(x)", "1", None),
    ("z = w*x + b; L = (z - y)^2", "[2x(z - y), 2(z - y)]", ["w", "b"]),
    ("z = w*x + b; yhat = sigmoid(z); L = (yhat - y)^2", "2x(yhat - y)*yhat*(1 - yhat)", "w"),
]
WRONG = [
    ("sqrt(x^2)", "1", "x", "abs(x)/x"),
    ("|x|", "1", "x", None),
    ("floor(x) + x", "2", "x", "2"),
    ("sin(x^2)", "cos(x^2)", "x", "1/(2*x)"),
    ("1/x", "1/x^2", "x", "-1"),
    ("sqrt(x)", "1/sqrt(x)", "x", "2"),
    ("x^2 sin(x)", "x^2 cos(x)", "x", None),
    ("x^2 y", "[2xy, x]", ["x", "y"], "1/x"),
]


@pytest.mark.parametrize(("f", "claim", "wrt"), RIGHT)
def test_a_right_claim_is_where_the_derivation_ends(f: str, claim: str, wrt: object) -> None:
    found = sg.from_claim(f, claim, wrt)
    assert found.verdict == "right", found.sentence
    last = found.derivation.own_states[-1].statement
    parts = tuple(part.claim for part in found.parts)
    assert last is parts[0] or last.args == parts
    report = found.derivation.prove()
    assert report.status in ("proved", "checked"), str(report)
    for state in found.derivation.states:
        assert sg.parse(state.latex, syntax="latex").latex() == state.latex


@pytest.mark.parametrize(("f", "claim", "wrt", "factor"), WRONG)
def test_a_wrong_claim_is_refuted_and_the_right_answer_derived(
    f: str, claim: str, wrt: object, factor: str | None
) -> None:
    found = sg.from_claim(f, claim, wrt)
    assert found.verdict == "wrong"
    part = next(part for part in found.parts if part.verdict == "wrong")
    assert (None if part.factor is None else sg.parse(part.factor).text()) == factor
    point = {name: float(value) for name, value in found.counterexample.point.items()}
    names = [name.data.plain for name in free_names(part.claim)]
    claimed = sg.lambdify(part.claim, names)(*(point[name] for name in names))
    assert claimed == pytest.approx(float(found.counterexample.right), rel=1e-6)
    assert found.derivation.prove().status == "proved"


@pytest.mark.parametrize(
    ("claim", "verdict"), [("[4, 1]", "right"), ("[4, 2]", "wrong"), ("[4.0, 1]", "right"), ("[8/2, 1]", "right")]
)
def test_numbers_claimed_at_a_point(claim: str, verdict: str) -> None:
    found = sg.from_claim("x^2 y", claim, ["x", "y"], (1, 2))
    assert found.verdict == verdict
    assert found.derivation.prove().status == "proved"


@pytest.mark.parametrize(
    ("claim", "verdict"), [("0.54", "right"), ("0.5403", "right"), ("0.55", "wrong"), ("0.541", "wrong")]
)
def test_a_decimal_is_right_where_it_is_the_value_rounded(claim: str, verdict: str) -> None:
    assert sg.from_claim("sin(x)", claim, "x", 1).verdict == verdict


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(-4, 4), min_size=2, max_size=4), st.integers(-3, 3))
def test_polynomials_are_judged_by_their_coefficients(coefficients: list[int], off: int) -> None:
    f = " + ".join(f"({c})*x^{k}" for k, c in enumerate(coefficients))
    claim = " + ".join(f"({c * k})*x^{k - 1}" for k, c in enumerate(coefficients) if k) + f" + ({off})"
    assert sg.from_claim(f, claim, "x").verdict == ("right" if off == 0 else "wrong")


@pytest.mark.parametrize(
    ("f", "claim", "wrt"),
    [("x^2 y", "2xy", ["x", "y"]), ("x^2", "2x +", "x"), ("x^2", "x > 2", "x"), ("x^2 = 1", "2x", "x")],
)
def test_what_is_no_claim_is_refused(f: str, claim: str, wrt: object) -> None:
    with pytest.raises(sg.SymgradError):
        sg.from_claim(f, claim, wrt)
