"""The answer in the form that was asked for: factored, expanded, or over one common denominator, by named steps."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from symgrad import algebra, deciding
from symgrad.derivations.lines import line
from symgrad.derivations.simplification import holds
from symgrad.derivations.state import State
from symgrad.derivations.step import Reason, Step, Weight
from symgrad.errors import UnsupportedError
from symgrad.graph import Graph, from_term
from symgrad.notation import text
from symgrad.rules.tidying import factored, tidy, together
from symgrad.rules.tidying.expanding import expanded, sorted_sum
from symgrad.rules.tidying.heavy import common_factor
from symgrad.rules.tidying.monomial import as_product, monomial
from symgrad.terms.build import neg, tuple_of
from symgrad.terms.heads import Head
from symgrad.terms.node import Term, make
from symgrad.terms.traverse import as_fraction, free_names, rebuild, rewrite

if TYPE_CHECKING:
    from symgrad.derivations.derivation import Derivation

Try = tuple[Term, Reason]


def in_form(derivation: "Derivation", form: str) -> "Derivation":
    """The derivation with lines to this form; components of a gradient one by one. Raises UnsupportedError."""
    if form not in _TRIES:
        raise UnsupportedError(f"there is no form {form!r}", hint=f"forms are: {', '.join(_TRIES)}")
    if derivation.goal == "gradient":
        return _gradient(derivation, form)
    if derivation.result.head in (Head.TUPLE, Head.PIECEWISE, Head.MATRIX):
        raise UnsupportedError("a form is for one formula", hint="ask for the form of each component")
    states = lines_to(derivation.result, form)
    result = states[-1].statement if states else derivation.result
    return replace(
        derivation, own_states=(*derivation.own_states, *states), result=result, graph=_graph(derivation, result)
    )


def _graph(derivation: "Derivation", result: Term) -> Graph:
    """The result as definitions, with those that it still speaks of."""
    kept = derivation.graph.definitions[:-1]
    names = {one.name for one in kept}
    if not names.intersection(free_names(result)):
        return from_term(result)
    answer = from_term(result)
    return replace(derivation.graph, definitions=(*kept, *answer.definitions), outputs=answer.outputs)


def _gradient(derivation: "Derivation", form: str) -> "Derivation":
    """Each component in the form, then the vector of them."""
    parts = tuple(in_form(child, form) for child in derivation.children)
    whole = derivation.own_states[-1]
    if whole.rule != "gradient.components":
        raise UnsupportedError("a form is for the formula of a gradient", hint="leave out the point, or the form")
    values = tuple(part.result for part in parts)
    vector = whole._replace(statement=make(Head.MATRIX, values, whole.statement.data))
    result = tuple_of(*values)
    states = (*derivation.own_states[:-1], vector)
    return replace(derivation, own_states=states, children=parts, result=result, graph=from_term(result))


def lines_to(statement: Term, form: str) -> list[State]:
    """The lines from an answer to this form; none where it has it. Raises UnsupportedError where it is not reached."""
    fits = has_form(statement, form)
    if fits and not (form == "factored" and statement.head is Head.SUM):
        return []
    for raw, why in _TRIES[form](statement):
        after = in_order(raw)
        if has_form(after, form) and holds(statement, after) and not (fits and after.head is Head.SUM):
            return [line([Step(f"form.{form.split()[0]}", Weight.HEAVY, statement, after, why)])]
    if fits:
        return []
    lacks = deciding.equal_form(statement, statement, forms=(form,)).missing[form]
    raise UnsupportedError(f"no {form} form of {text(statement)} was found", hint=lacks)


def in_order(term: Term) -> Term:
    """Polynomials among the factors with their highest powers first."""
    if term.head is Head.SUM:
        parts = [monomial(part) for part in term.args]
        plain = all(base.head is Head.NAME for part in parts for base in part.powers)
        return sorted_sum(parts) if plain and all(part.coefficient for part in parts) else term
    if term.head in (Head.PRODUCT, Head.NEGATION, Head.QUOTIENT, Head.POWER):
        return rebuild(term, tuple(map(in_order, term.args)))
    return term


def has_form(statement: Term, form: str) -> bool:
    """Whether the judge of forms finds nothing missing."""
    return deciding.equal_form(statement, statement, forms=(form,)).fits


def _factorings(statement: Term) -> Iterator[Try]:
    """The common factor in front first; then every sum among the factors as a product, if need be over one line."""
    common = tidy(_signless(factored, statement))
    yield common, ("factor out ", _common(statement))
    yield tidy(_factors_factored(common)), ("factor",)
    yield tidy(_factors_factored(tidy(_signless(_over_one_line, statement)))), ("common denominator; factor",)


def _signless(change: Callable[[Term], Term], term: Term) -> Term:
    """The change under a minus sign in front."""
    return neg(_signless(change, term.args[0])) if term.head is Head.NEGATION else change(term)


def _common(statement: Term) -> Term:
    inside = statement.args[0] if statement.head is Head.NEGATION else statement
    if inside.head is not Head.SUM:
        return inside
    return as_product(common_factor([monomial(part) for part in inside.args]), order=True)


def _factors_factored(term: Term) -> Term:
    """Every sum that is a factor, above or below the line or under a power, as a product."""
    if term.head in (Head.PRODUCT, Head.NEGATION, Head.QUOTIENT):
        return rebuild(term, tuple(map(_factors_factored, term.args)))
    if term.head is Head.POWER and as_fraction(term.args[1]) is not None:
        return rebuild(term, (_factors_factored(term.args[0]), term.args[1]))
    return (algebra.factored(term) or term) if term.head is Head.SUM else term


def _expansions(statement: Term) -> Iterator[Try]:
    parts = expanded(statement)
    if parts is not None:
        yield sorted_sum(parts), ("multiply out",)


def _single_fractions(statement: Term) -> Iterator[Try]:
    one = tidy(_signless(_over_one_line, statement))
    yield one, ("common denominator",)
    yield tidy(_signless(_over_one_line, tidy(rewrite(statement, _over_one_line)))), ("common denominator",)


def _over_one_line(node: Term) -> Term:
    return together(node) if node.head is Head.SUM and node.is_scalar else node


_TRIES: dict[str, Callable[[Term], Iterator[Try]]] = {
    "factored": _factorings,
    "expanded": _expansions,
    "common denominator": _single_fractions,
}
