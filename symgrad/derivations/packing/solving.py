"""The lines of a solved system in a few rows: each case from its assumption to what it gives."""

from collections.abc import Sequence

from symgrad.derivations.packing.flow import AND, NEXT, THEN, Link, Words, flowing, stated
from symgrad.derivations.state import State
from symgrad.notation import Row
from symgrad.terms.heads import Head
from symgrad.terms.node import Term

#: what a row's reason keeps of the reasons of its lines, by a word in it
_KEPT = (
    "rounded",
    "whole number",
    "never 0",
    "multiply",
    "add the",
    "subtract the",
    "divide one",
    "excluded",
    "divide by 0",
)

#: how a row says what the reason of a line without solutions says
_NONE = {
    "this case gives no point": ": no point",
    "no real number solves ": " for every real number",
    "nothing new in this case": ": nothing new",
}

LEFT_OUT = "left out: not where "
"""The reason of a line that drops a value which lies in another piece."""

DEEPEST = 2
"""With cases within cases within cases each says its number."""


def solved_rows(states: Sequence[State]) -> list[Row]:
    """The lines of a solver, packed."""
    numbered = any(_label(state).count(".") >= DEEPEST for state in states)
    links: list[Link] = []
    for before, state in zip((None, *states), states, strict=False):
        more = _links(state, before, numbered)
        if _label(state):
            links += more
        else:
            links = [*_led_up_to(links, more[0]), *(more[1:] if _is_last(links, more[0]) else more)]
    return flowing(links)


def _is_last(links: Sequence[Link], link: Link) -> bool:
    """Whether a statement stands, alone or beside others, at the end already."""
    return any(one.words == link.words for one in _run(links))


def _run(links: Sequence[Link]) -> list[Link]:
    """The statements beside each other at the end."""
    found: list[Link] = []
    for link in reversed(links):
        found.insert(0, link)
        if link.joiner != AND:
            break
    return found


def _led_up_to(links: list[Link], link: Link) -> list[Link]:
    """The statements with the one that is gone on with at the end."""
    run = _run(links)
    same = [one for one in run if one.words == link.words]
    if not same or len(run) < 2:
        return links
    ordered = [*(one for one in run if one not in same), *same]
    joined = [one._replace(joiner=run[0].joiner if i == 0 else AND) for i, one in enumerate(ordered)]
    return [*links[: len(links) - len(run)], *joined]


def _links(state: State, before: State | None, numbered: bool) -> list[Link]:
    label = _label(state)
    words: Words = stated(state.statement)
    if state.reason and state.reason[0] == LEFT_OUT:
        why: Words = (f" ({LEFT_OUT}", *state.reason[1:], ")")
        alone = before is not None and before.statement is state.statement
        return [Link("", why)] if alone else [Link(NEXT, (*words, *why))]
    if state.rule == "solve.none":
        apart = tuple(part for one in state.conditions for part in (", as ", one))
        return [Link(_joiner(state, before, label, None), (*words, *_no_solution(state, label), *apart))]
    own = None if label else _solved_equation(state)
    if own is not None and set(own.args) == set(state.statement.args):  # y = 0 is solved as it stands
        return [Link(NEXT if before is not None else "", words, _remark(state.reason), state.conditions)]
    joiner = _joiner(state, before, label, own)
    found: list[Link] = []
    if own is not None:
        found, joiner = [Link(joiner, (own,)), *(Link(THEN, (one,)) for one in _factored(state))], THEN
    elif label and numbered:
        words = (label, *words)
    return [*found, Link(joiner, words, _remark(state.reason), state.conditions)]


def _no_solution(state: State, label: str) -> Words:
    """What the row says of a line without solutions, from its reason."""
    said = state.reason[1:] if label and state.reason[0] == label else state.reason
    first = str(said[0]).removeprefix(label) if said else ""
    return (_NONE[first],) if first in _NONE else ()


def _label(state: State) -> str:
    """The words that say which case begins."""
    first = state.reason[0] if state.reason else ""
    return first if isinstance(first, str) and first.startswith("case ") else ""


def _joiner(state: State, before: State | None, label: str, own: Term | None) -> str:
    if before is None:
        return ""
    if label or own is not None:
        return NEXT
    beside = state.rule == before.rule == "solve.put-in" and state.reason == before.reason
    return AND if beside else THEN


def _relations(state: State) -> list[Term]:
    return [part for part in state.reason if isinstance(part, Term) and part.head is Head.RELATION]


def _solved_equation(state: State) -> Term | None:
    """The equation that a line is about where it is not the one above: its reason names it."""
    if state.rule not in ("solve.roots", "solve.factored", "solve.isolated"):
        return None
    first = state.reason[0] if state.reason else ""
    named = isinstance(first, Term) or first in ("solve ", "factor ", "as ")
    return _relations(state)[0] if named and _relations(state) else None


def _factored(state: State) -> list[Term]:
    """The factors, where they say more than the roots do: of more than two roots."""
    many = state.statement.head is Head.LOGIC and len(state.statement.args) > 2
    return _relations(state)[1:2] if many and state.rule == "solve.roots" else []


def _remark(reason: Words) -> Words:
    """What a reader cannot see from the statements: the parts of the reason that say so."""
    kept = [part for part in _sentences(reason) if any(word in _plain(part) for word in _KEPT)]
    return tuple(piece for i, part in enumerate(kept) for piece in (("; ", *part) if i else part))


def _sentences(reason: Words) -> list[Words]:
    """The reason in parts, told apart by semicolons and commas between words."""
    parts: list[list[str | Term]] = [[]]
    for piece in reason:
        if isinstance(piece, str) and piece.startswith(("; ", ", ")):
            parts.append([])
            piece = piece[2:]
        if piece:
            parts[-1].append(piece)
    return [tuple(part) for part in parts]


def _plain(words: Words) -> str:
    return "".join(part for part in words if isinstance(part, str))
