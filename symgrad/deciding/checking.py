"""`check`: somebody's gradient, in whatever form it comes, put before the judge."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from symgrad.deciding.array_blackbox import has_arrays, judge_black_box_of_arrays
from symgrad.deciding.array_gradients import judge_arrays
from symgrad.deciding.blackbox import judge_black_box
from symgrad.deciding.claims import read_claims
from symgrad.deciding.gradients import Question, judge_gradient, variables
from symgrad.deciding.inputs import Given, as_term, domain_of
from symgrad.deciding.reports import UNDECIDED, CheckReport
from symgrad.errors import DataError, SymgradError, UnsupportedError
from symgrad.graph import Graph, from_term
from symgrad.parsing import parse
from symgrad.terms.build import name as name_term
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, free_names

OwnGradient = Callable[[Graph, Sequence[str]], Sequence[Term]]
"""symgrad's own slopes of a graph in these names, as terms in its inputs."""


def check(
    f: Given,
    claim: Given = None,
    wrt: str | Sequence[str] | None = None,
    at: Mapping[str, Any] | Sequence[Any] | None = None,
    *,
    syntax: str = "auto",
    own: OwnGradient | None = None,
) -> CheckReport:
    """Check a claimed derivative or gradient by two routes that must concur; neither uses symgrad's rules.

    `f` is text, a graph, a SymPy expression, or a Python function of numbers. `claim` is a formula or number for each
    of `wrt` (a sequence, a mapping by name, or text such as "[2x, 2y]"), or code that takes the numbers, or one array
    of them, and returns the slopes. `wrt` defaults to every input; `at` is a point, by name. Formulas are tried at
    further points of the domain. Without a claim `own` says what symgrad itself finds.
    In vectors and matrices the claims are formulas, arrays or code that takes and returns arrays, at small sizes unless
    `at` gives arrays.
    Raises SymgradError for what cannot be read, a missing value, or a function without numbers.
    """
    graph = _graph(f, syntax)
    if graph is None:
        judge = judge_black_box_of_arrays if has_arrays(at) else judge_black_box
        return judge(f, claim, _listed(wrt), at)
    names = _names(graph, wrt, claim)
    if claim is None:
        claim = _own_claim(graph, names, own)
    if any(one.shape for one in graph.inputs):
        return judge_arrays(graph, claim, [one.data.plain for one in names], at, syntax)
    function = _function(graph)
    domain = domain_of(None, graph)
    claims = read_claims(claim, names, syntax, None)
    if at is None:  # a number is claimed of every point then, not of one
        claims = tuple(one._replace(everywhere=True) for one in claims)
    question = Question(function, names, claims, domain, _called(graph))
    try:
        return judge_gradient(question, None if at is None else _point(graph, at, question))
    except UnsupportedError as error:
        return CheckReport(UNDECIDED, {}, notes=(f"It has no numbers to check: {error.reason}.",))


def _graph(f: Given, syntax: str) -> Graph | None:
    """The graph that is meant; None for a Python function that can only be called with numbers."""
    if isinstance(f, Graph):
        return f
    if isinstance(f, str):
        return parse(f, syntax=syntax)
    if callable(f) and not hasattr(f, "free_symbols"):
        try:
            return parse(f)
        except SymgradError:
            return None
    return from_term(as_term(f, syntax))


def _function(graph: Graph) -> Term:
    term = graph.unfold()
    if term.head in (Head.RELATION, Head.TUPLE, Head.MATRIX) or not term.is_scalar:
        raise UnsupportedError("a gradient is checked of one number", hint="check one component at a time")
    return term


def _called(graph: Graph) -> str:
    return "f" if graph.output.anonymous else str(graph.output.name.data.plain)


def _listed(wrt: str | Sequence[str] | None) -> list[str] | None:
    if wrt is None:
        return None
    return [part.strip() for part in wrt.split(",")] if isinstance(wrt, str) else [str(one) for one in wrt]


def _names(graph: Graph, wrt: str | Sequence[str] | None, claim: Given) -> tuple[Term, ...]:
    wanted = _listed(wrt)
    if wanted is None and isinstance(claim, Mapping):
        wanted = [str(key) for key in claim]
    if wanted is None:
        sizes = {size for one in graph.inputs for size in one.shape}
        return tuple(one for one in graph.inputs if one.shape or one.data.plain not in sizes)
    return tuple(_input(graph, one) for one in wanted)


def _input(graph: Graph, spelled: str) -> Term:
    found = graph.named(spelled)
    if found is None:
        return name_term(spelled)  # the function does not depend on it: its slope is 0
    if found not in graph.inputs:
        raise DataError(f"{spelled} is defined by others; its slope is not checked")
    return found


def _own_claim(graph: Graph, names: Sequence[Term], own: OwnGradient | None) -> Given:
    if own is None:
        raise SymgradError("no gradient is claimed", hint="pass the slopes as claim=")
    return tuple(own(graph, [name.data.plain for name in names]))


def _point(graph: Graph, at: Any, question: Question) -> dict[Term, Fraction | Term]:
    inputs = graph.inputs
    if not isinstance(at, Mapping):
        values = list(at) if isinstance(at, Sequence) and not isinstance(at, str) else [at]
        if len(values) != len(inputs):
            counted = "1 value is" if len(values) == 1 else f"{len(values)} values are"
            raise DataError(f"{counted} given for {len(inputs)} variables", hint="at={'x': 3, 'y': 1}")
        at = {name.data.plain: value for name, value in zip(inputs, values, strict=True)}
    point = {_input(graph, str(key)): coordinate_term(value) for key, value in at.items()}
    missing = [name.data.plain for name in variables(question) if name not in point]
    if missing:
        raise SymgradError(f"no value for {missing[0]}", hint=f"add {missing[0]} to the point")
    return point


def coordinate_term(value: Any) -> Fraction | Term:
    """A coordinate: a fraction where it is one, else a term without names such as pi/4. Raises SymgradError."""
    term = as_term(value.item() if hasattr(value, "item") and not hasattr(value, "free_symbols") else value)
    exact = as_fraction(term)
    if exact is not None:
        return exact
    if free_names(term):
        raise DataError(f"{value} is not a number")
    return term
