"""A derivation as a document: aligned rows with reasons and conditions, the components under headings, what it says."""

from dataclasses import replace

from symgrad.derivations.asking import all_inputs
from symgrad.derivations.derivation import Derivation
from symgrad.derivations.general.backward import GOAL
from symgrad.derivations.nearby.coefficient_tables import taylor_blocks
from symgrad.derivations.rows import rows
from symgrad.derivations.state import State
from symgrad.derivations.systems.paths import tree
from symgrad.notation import Align, Block, Document, Heading, Row, Say, Tree
from symgrad.terms.build import name, relation
from symgrad.terms.node import Term

#: with more adjoints than this a network's page shows the first ones and says how many there are
MOST_ROWS = 60


def page(derivation: Derivation) -> Document:
    """The whole derivation as blocks."""
    return Document((*opening(derivation), *blocks(derivation)))


def opening(derivation: Derivation) -> tuple[Block, ...]:
    """The definitions of a system, and how something ambiguous was read."""
    found: list[Block] = [Say(note) for note in derivation.source.notes]
    if len(derivation.source.definitions) > 1 and derivation.goal != "backpropagation":
        rows = [Row(d.name, "=", d.term) for d in derivation.source.definitions[:MOST_ROWS]]
        rows += [Row(None, "", fact) for fact in derivation.source.equations]
        found += [Say("Given:"), Align(tuple(rows)), *_tree(derivation)]
    return tuple(found)


def _tree(derivation: Derivation) -> tuple[Block, ...]:
    """What depends on what, where more than one path leads to the output."""
    asked = derivation.question.args[1:]
    if derivation.goal not in ("derivative", "gradient") or len(set(asked)) < len(asked):
        return ()
    paths = tree(derivation.source, asked, len(all_inputs(derivation.source)) > 1)
    return (Tree(paths),) if len(paths) > len(asked) else ()


def blocks(derivation: Derivation, level: int = 2) -> tuple[Block, ...]:
    """The derivation's own rows with its children where they belong."""
    maker = _BY_GOAL.get(derivation.goal, _plain)
    return maker(derivation, level)


def _plain(derivation: Derivation, level: int) -> tuple[Block, ...]:
    found: list[Block] = list(_with_forward_pass(derivation.own_states))
    return (*found, *_rest(derivation, level))


def _rest(derivation: Derivation, level: int) -> tuple[Block, ...]:
    """What a derivation rests on, below it, and its notes."""
    found: list[Block] = []
    sides = [child for child in derivation.children if child.goal == "one-sided"]
    below = [child for child in derivation.children if child.goal != "one-sided"]
    if below:
        found.append(Say("The local derivatives:" if derivation.goal == "derivative" else "The derivatives:"))
        found += [block for child in below for block in _plain(child, level + 1)]
    return (*found, *(block for child in sides for block in _at_kink(child)), *map(Say, derivation.notes))


def _at_kink(derivation: Derivation) -> tuple[Block, ...]:
    """Both sides of a kink compared; how each slope was found, for those who want every step."""
    shown = derivation.own_states if derivation.detail == "beginner" else derivation.own_states[-1:]
    at = derivation.question.args[1:]
    return Say(("At ", relation(at[0], "=", at[1]), ":")), Align(rows(shown))


def _with_forward_pass(states: tuple[State, ...]) -> tuple[Block, ...]:
    """The rows, with a forward pass under a heading of its own."""
    forward = [state for state in states if state.rule == "point.forward"]
    if not forward:
        return (Align(rows(states)),)
    first = states.index(forward[0])
    before, after = states[:first], states[first + len(forward) :]
    return (Align(rows(before)), Say("Forward:"), Align(rows(tuple(forward))), Say("Backward:"), Align(rows(after)))


def _gradient(derivation: Derivation, level: int) -> tuple[Block, ...]:
    f = derivation.own_states[1].left
    opened: list[Block] = []
    if f is not None and not _is_long(derivation):
        opened.append(Align((Row(f.args[0], "=", derivation.question.args[0]),)))
    for child in _without_repeats(derivation.children):
        opened.append(Heading(("The derivative in ", name(child.title)), level))
        opened += blocks(child, level + 1)
    opened.append(Heading("The gradient", level))
    return (*opened, *_assembled(derivation), *map(Say, derivation.notes))


def _assembled(derivation: Derivation) -> tuple[Block, ...]:
    """The components put together; a line that only works out the one before goes on behind it."""
    states = derivation.own_states[1:]
    if derivation.detail == "beginner" or any(state.rule == "point.forward" for state in states):
        return _with_forward_pass(states)
    from symgrad.derivations.packing.chains import chained

    return (Align(chained(states)),)


def _without_repeats(children: tuple[Derivation, ...]) -> list[Derivation]:
    """The components, each local derivative only where it is needed first."""
    seen: set[Term] = set()
    kept = []
    for child in children:
        new = tuple(local for local in child.children if local.question not in seen)
        seen.update(local.question for local in new)
        kept.append(replace(child, children=new))
    return kept


def _is_long(derivation: Derivation) -> bool:
    return len(derivation.source.definitions) > 1


def _adjoint(derivation: Derivation, level: int) -> tuple[Block, ...]:
    states = derivation.own_states[1:]
    shown = Align(rows(states[:MOST_ROWS]))
    if len(states) <= MOST_ROWS:
        return (shown,)
    rest = f"and {len(states) - MOST_ROWS} more; the result holds them all as named definitions."
    return (shown, Say(rest))


def _general(derivation: Derivation, level: int) -> tuple[Block, ...]:
    """The slopes from the output inward, then what was asked; local slopes below the line that uses them."""
    blocks_ = [child for child in derivation.children if child.goal == GOAL]
    found: list[Block] = [Heading(("Backward, from the output inward",), level)] if blocks_ else []
    for child in blocks_:
        found += _general(replace(child, children=tuple(c for c in child.children if c.goal != GOAL)), level + 1)
    if blocks_:
        found.append(Heading(("What was asked",), level))
    found.append(Align(rows(derivation.own_states)))
    for child in derivation.children:
        found += [Say("where"), Align(rows(child.own_states))] if child.goal != GOAL else []
    return tuple(found)


def _found(derivation: Derivation, level: int) -> tuple[Block, ...]:
    """What was solved, and what it says; the derivatives it rests on for those who want every step."""
    found: list[Block] = [Align(_solved_rows(derivation)), *map(Say, derivation.notes)]
    named = [child for child in derivation.children if child.goal == "derivative"]
    if derivation.detail == "beginner" and named:
        found.append(Say("The derivatives:"))
        found += [block for child in named for block in _plain(child, level + 1)]
    return tuple(found)


def _solved_rows(derivation: Derivation) -> tuple[Row, ...]:
    """A line a row for beginners, else several statements on one, as a textbook sets them."""
    if derivation.detail == "beginner":
        return rows(derivation.own_states[1:])
    from symgrad.derivations.packing.points import packed

    return tuple(packed(derivation))


def _near(derivation: Derivation, level: int) -> tuple[Block, ...]:
    """A tangent, or a slope in a direction; the derivatives below, where they are not on the page already."""
    if derivation.detail == "beginner":
        return _plain(derivation, level)
    from symgrad.derivations.packing.near import direction_rows, tangent_rows

    if derivation.goal == "tangent":
        return (Align(tuple(tangent_rows(derivation))), *map(Say, derivation.notes))
    return (Align(tuple(direction_rows(derivation))), *_rest(derivation, level))


def _taylor(derivation: Derivation, level: int) -> tuple[Block, ...]:
    return taylor_blocks(derivation, rows)


def _backward(derivation: Derivation, level: int) -> tuple[Block, ...]:
    """The page of a backpropagation that knows its numbers; loaded with the first of them."""
    from symgrad.derivations.backward.pages import blocks as backward_blocks
    from symgrad.derivations.backward.result import Backpropagation

    if isinstance(derivation, Backpropagation):
        return backward_blocks(derivation, level, rows)
    return _plain(derivation, level)


_BY_GOAL = {
    **dict.fromkeys(("backpropagation", "differentials"), _backward),  # the second: of vectors and matrices
    "taylor": _taylor,
    **dict.fromkeys(("tangent", "direction"), _near),
    "general": _general,
    GOAL: _general,
    "gradient": _gradient,
    "adjoint": _adjoint,
    **dict.fromkeys(("critical points", "lagrange", "extrema", "convexity"), _found),
}
