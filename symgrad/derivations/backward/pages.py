"""Backpropagation as a page: the chain, Forward, Backward, the slopes that are shared, the numbers."""

from collections.abc import Callable
from itertools import groupby

from symgrad.derivations.backward.result import POINT, Backpropagation, given_numbers
from symgrad.derivations.backward.roles import is_loss
from symgrad.derivations.state import State
from symgrad.notation import Align, Block, Heading, Row, Say, Table
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names

#: with more lines of one kind than this the first are shown and the rest counted
MOST_ROWS = 60
#: names in the table of all numbers
MOST_IN_TABLE = 40

Rows = Callable[[tuple[State, ...]], tuple[Row, ...]]

#: rule -> the section of the page that its lines stand in
_SECTION = {
    "backward.chain": "chain",
    "backward.forward": "forward",
    "backward.paths": "paths",
    "backward.local": "local",
    "backward.product": "product",
    "backward.with": "with",
    "backward.delta": "shared",
    "backward.gradient": "gradient",
    "adjoint": "system",
    POINT: "point",
    "backward.value": "values",
    "backward.kink": "kinks",
    "backward.slope": "slopes",
    "backward.measured": "measured",
    "backward.update": "update",
    "backward.after": "update",
}


def blocks(derivation: Backpropagation, level: int, rows: Rows) -> tuple[Block, ...]:
    """The page; `rows` sets states as rows of an alignment."""
    found: list[Block] = []
    other = "local" if derivation.goal == "backpropagation" else "lines"
    for section, group in groupby(derivation.own_states[1:], lambda state: _SECTION.get(state.rule, other)):
        states = tuple(group)
        found += _before(derivation, section, states, level, found)
        if section not in ("chain", "point"):
            found += _aligned(states, rows)
    if any(state.rule == POINT for state in derivation.own_states):
        found += _table(derivation)
    return (*found, *map(Say, derivation.notes))


def _before(
    derivation: Backpropagation, section: str, states: tuple[State, ...], level: int, found: list[Block]
) -> list[Block]:
    """The heading or the words in front of a section."""
    if section == "chain":
        return [Say(_chain(derivation, states[0].statement))]
    opened: list[Block] = []
    heading = _HEADINGS.get(section)
    if heading is not None and Heading(heading, level) not in found:
        opened.append(Heading(heading, level))
    if section == "point":
        return [*opened, Say(_given(given_numbers(states[0].statement)))]
    words = _WORDS.get(section)
    if section == "product" and states[0].statement.head is Head.SUM:
        words = ("Multiplied, and added where the paths meet:",)
    if section == "shared" and len(states) > 1:
        words = ("Slopes that several others share get names:",)
    if section == "with":
        words = _with(states[0])
    if section == "system":
        words = _counted(derivation)
    return [*opened, Say(words)] if words else opened


_HEADINGS = {
    "forward": "Forward",
    "paths": "Backward",
    "shared": "Backward",
    "gradient": "Backward",
    "system": "Backward",
    "point": "With numbers",
}

_WORDS: dict[str, tuple[str | Term, ...]] = {
    "local": ("The local derivatives:",),
    "product": ("Multiplied:",),
    "shared": ("A slope that several others share gets a name:",),
    "gradient": ("All slopes:",),
    "values": ("Forward:",),
    "slopes": ("Backward:",),
    "measured": ("Check by a finite difference:",),
    "update": ("One step of gradient descent:",),
}


def _aligned(states: tuple[State, ...], rows: Rows) -> list[Block]:
    shown: list[Block] = [Align(rows(states[:MOST_ROWS]))]
    if len(states) > MOST_ROWS:
        shown.append(Say(f"and {len(states) - MOST_ROWS} more; the result holds them all as named definitions."))
    return shown


def _chain(derivation: Backpropagation, path: Term) -> tuple[str | Term, ...]:
    """Dependency chain: w → z → L (b → z; x, y fixed)."""
    said: list[str | Term] = ["Dependency chain: ", path.args[0]]
    for one in path.args[1:]:
        said += [" → ", one]
    beside = _beside(derivation, path.args)
    return (*said, " (", *beside, ")") if beside else tuple(said)


def _beside(derivation: Backpropagation, path: tuple[Term, ...]) -> list[str | Term]:
    asked = derivation.question.args[1:]
    said: list[str | Term] = []
    for one in derivation.source.definitions:
        also = [name for name in free_names(one.term) if name in asked and name is not path[0]]
        if also:
            said += ["; "] if said else []
            said += [*_with_commas(also), " → ", one.name]
    fixed = [name for name in derivation.source.inputs if name not in asked]
    if fixed:
        said += ["; "] if said else []
        said += [*_with_commas(fixed), " fixed"]
    return said


def _with_commas(terms: list[Term] | tuple[Term, ...]) -> list[str | Term]:
    return [part for i, term in enumerate(terms) for part in ((", ", term) if i else (term,))]


def _given(numbers: tuple[Term, ...]) -> tuple[str | Term, ...]:
    if len(numbers) > MOST_IN_TABLE:
        return (f"{len(numbers)} inputs have numbers; the values and slopes of all names are in the result.",)
    return ("Numbers: ", *_with_commas(numbers))


def _with(state: State) -> tuple[str | Term, ...]:
    return ("With ", *state.reason, ":")


def _counted(derivation: Backpropagation) -> tuple[str | Term, ...]:
    count = len(derivation.source.definitions)
    return (f"The network has {count} definitions, too many to write its paths out. The slope in each name is found "
            "once, as a sum over what uses the name: the slope in that, times the local derivative.",)  # fmt: skip


def _table(derivation: Backpropagation) -> tuple[Block, ...]:
    """The network with the value of every name and the slope in it."""
    output = derivation.source.output.name
    names = [*derivation.source.inputs, *(one.name for one in derivation.source.definitions)]
    if len(names) > MOST_IN_TABLE:
        return ()
    values, slopes = derivation.values, derivation.adjoints
    what: tuple[str | Term, ...] = ("slope of ", output)
    used = {one.name: free_names(one.term) for one in derivation.source.definitions}
    lines = tuple(
        (
            (one,),
            tuple(_with_commas(used.get(one, ()))),
            f"{values[one.data.plain]:.6g}",
            f"{slopes[one.data.plain]:.6g}",
        )
        for one in names
    )
    told = "The loss and" if is_loss(output) else "The result and"
    return (Say(f"{told} every name with its value, and how steeply the result changes with it:"),
            Table(("name", "made of", "value", what), lines))  # fmt: skip
