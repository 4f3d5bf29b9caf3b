"""SymPy's own pairs of LaTeX and meaning: read as meant, refused, or read by a convention of ours that is said."""

import pytest
import sympy as sp
from sympy.parsing.tests import test_latex as pairs_of_sympy

from symgrad.errors import SymgradError
from symgrad.parsing import parse

PAIRS = [
    pair
    for value in vars(pairs_of_sympy).values()
    if isinstance(value, list)
    for pair in value
    if isinstance(pair, tuple) and len(pair) == 2 and isinstance(pair[0], str)
]

#: what is refused, by a word of the reason
REFUSED = {
    "\\langle x |": "ends",
    "| x \\rangle": "does not close",
    "\\frac1234": "side by side",
    "\\lim_{x \\Rightarrow 3} a": "not read",
    "\\lim_{x \\Longrightarrow 3} a": "not a command",
    "||x||y||": "ends",
    "\\int (x+a)": "differential",
    "x!!!": "double factorial",
    "\\overline{x + y}": "should be closed",
    "\\mathit{HELLO world}": "not one name",
    "\\binom{n}{k}": "not read",
    "\\tbinom{n}{k}": "not a command",
    "\\dbinom{n}{k}": "not a command",
    "\\binom{n}{0}": "not read",
    "x^\\binom{n}{k}": "not read",
}

#: read in another way, by a convention of the reading rules: a prime is a derivative
OTHERWISE = {"f_{1}''(x+y)", "f'_1(x)"}


def _value(expression: sp.Basic) -> sp.Basic:
    """The expression at a point, unknown functions of their arguments as unknowns of their own."""
    calls = expression.atoms(sp.core.function.AppliedUndef)
    named = expression.xreplace({call: sp.Symbol("call_" + str(call).replace(" ", "")) for call in calls})
    symbols = sorted(named.free_symbols, key=str)
    point = {symbol: sp.Rational(sum(map(ord, symbol.name)) % 97 + 3, 41) for symbol in symbols}
    return sp.N(named.doit().subs(point), 20)


def _plain(expression: sp.Basic) -> sp.Basic:
    """The expression with names spelled as we do: x_0 for x_{0}, and pi for the number."""
    names = {s: sp.Symbol(s.name.replace("{", "").replace("}", "")) for s in expression.atoms(sp.Symbol)}
    plain = expression.xreplace(names).xreplace({sp.Symbol("pi"): sp.pi})
    return plain.replace(
        lambda node: isinstance(node, sp.core.function.AppliedUndef),
        lambda node: sp.Function(node.func.__name__.replace("{", "").replace("}", ""))(*node.args),
    )


def _same(ours: sp.Basic, theirs: sp.Basic) -> bool:
    if ours == theirs or ours.doit() == theirs.doit():
        return True
    if isinstance(theirs, sp.core.relational.Relational):
        return isinstance(ours, type(theirs)) and _same(ours.lhs, theirs.lhs) and _same(ours.rhs, theirs.rhs)
    left, right = _value(ours), _value(theirs)
    return bool(left == right or abs(left - right) < 1e-12)


@pytest.mark.parametrize(("text", "meant"), PAIRS, ids=[pair[0] for pair in PAIRS])
def test_nothing_is_read_differently_in_silence(text: str, meant: sp.Basic) -> None:
    try:
        graph = parse(text, "latex")
    except SymgradError as error:
        assert REFUSED[text] in error.reason
        assert error.column is not None
        return
    assert text not in REFUSED
    assert graph.notes or text in OTHERWISE or _same(_plain(graph.sympy), _plain(sp.sympify(meant)))
