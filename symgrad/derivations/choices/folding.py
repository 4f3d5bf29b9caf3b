"""Folding: lines that rest only on what the reader knows go into the line after; nothing is lost, all can be unfolded.

What is known is said by ids of rules ("product", "derivative.sin"), ids of functions ("sin") or families of them.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from symgrad.derivations.conditions import strongest
from symgrad.derivations.lines import line, reason
from symgrad.derivations.proving.facts import ROUTES
from symgrad.derivations.state import State
from symgrad.derivations.step import Step, Weight
from symgrad.errors import SymgradError
from symgrad.rules import rules

if TYPE_CHECKING:
    from symgrad.derivations.derivation import Derivation

#: what a reader may say that they know, beyond single rules; a rule belongs to a family by how its id begins
FAMILIES: dict[str, tuple[str, ...]] = {
    "basics": ("sum", "constant", "constant-multiple", "identity", "bigsum", "one-at-a-time"),
    "powers": ("power", "root", "negative-power", "root-as-power"),
    "exponentials": ("exponential", "derivative.log", "general-power"),
    "trigonometry": tuple(f"derivative.{one}" for one in ("sin", "cos", "tan", "cot", "sec", "csc")),
    "inverse trigonometry": tuple(f"derivative.a{one}" for one in ("sin", "cos", "tan", "cot", "sec", "csc")),
    "hyperbolic": tuple(f"derivative.{one}" for one in ("sinh", "cosh", "tanh", "coth", "sech", "csch")),
    "chain rule": ("chain",),
    "products": ("product", "quotient", "reciprocal"),
    "algebra": ("tidy.", "simplify", "rewrite", "form.", "point.value"),
}


def known_rules(known: Iterable[str]) -> frozenset[str]:
    """The ids of rules, or how they begin, that these words mean. Raises SymgradError for a word that means none."""
    return frozenset(rule for word in known for rule in _meant(word))


def _meant(word: str) -> tuple[str, ...]:
    if word in FAMILIES:
        return FAMILIES[word]
    ids = {rule.id for rule in rules()} | {one for family in FAMILIES.values() for one in family}
    for ident in (word, f"derivative.{word}"):
        if ident in ids:
            return (ident,)
    raise SymgradError(
        f"there is no rule and no family of rules called {word!r}",
        hint=f"families are: {', '.join(FAMILIES)}; rules are listed by: symgrad rules",
    )


def folded(derivation: "Derivation", known: Collection[str]) -> "Derivation":
    """The derivation with the lines that rest on known rules only put into the line after them; children too."""
    ids = known_rules(known)
    own = tuple(_folded(unfolded_states(derivation.own_states), ids))
    return replace(derivation, own_states=own, children=tuple(folded(child, known) for child in derivation.children))


def unfolded(derivation: "Derivation") -> "Derivation":
    """The derivation with every folded line opened again."""
    own = tuple(unfolded_states(derivation.own_states))
    return replace(derivation, own_states=own, children=tuple(map(unfolded, derivation.children)))


def unfolded_states(states: Iterable[State]) -> list[State]:
    """The states, with those that fold others replaced by them."""
    return [one for state in states for one in (state.children or (state,))]


def _folded(states: list[State], ids: frozenset[str]) -> list[State]:
    out: list[State] = []
    run: list[State] = []
    for state in states:
        if run and not _goes_on(state):
            out.append(_joined(run, ids))
            run = []
        if _can_fold(state) or (run and _goes_on(state)):
            run.append(state)
            if not _is_known(state, ids):
                out.append(_joined(run, ids))
                run = []
        else:
            out.append(state)
    return [*out, *([_joined(run, ids)] if run else [])]


def _can_fold(state: State) -> bool:
    """Whether the line is an equality made of steps, each of which can be judged by itself."""
    return state.relation == "equal" and bool(state.steps) and state.rule not in ROUTES and not state.braces


def _goes_on(state: State) -> bool:
    return _can_fold(state) and state.left is None


def _is_known(state: State, ids: frozenset[str]) -> bool:
    """Whether the reader knows everything that the line rests on; what is done in passing counts as part of it."""
    telling = [step for step in state.steps if step.weight not in (Weight.SILENT, Weight.LIGHT)] or list(state.steps)
    return all(_knows(step, ids) for step in telling)


def _knows(step: Step, ids: frozenset[str]) -> bool:
    """Whether the reader knows the step's rule, and the chain rule where that is part of it."""
    chained = bool(step.reason) and str(step.reason[0]).startswith("chain rule")
    if chained and "chain" not in ids:
        return False
    return step.rule in ids or any(step.rule.startswith(one) for one in ids if one.endswith("."))


def _joined(run: list[State], ids: frozenset[str]) -> State:
    """One line for all of them, which tells only what the reader does not know."""
    steps = [step for state in run for step in state.steps]
    told = [step for step in steps if not _knows(step, ids)]
    kept = [step for step in told if step.weight not in (Weight.SILENT, Weight.LIGHT)]
    if len(run) == 1 and len(told) == len(steps):
        return run[0]
    why = reason(kept) if kept else ()
    if len(run) == 1 and why == run[0].reason:
        return run[0]
    conditions = strongest(condition for state in run for condition in state.conditions)
    whole = line(steps)
    return whole._replace(reason=why, conditions=conditions, left=run[0].left, marks=run[-1].marks, children=tuple(run))
