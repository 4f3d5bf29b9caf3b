"""The slopes of a function to the left and to the right of a point, and whether they make a derivative there."""

from typing import Any

from symgrad import deciding
from symgrad.balls import Ball, ball
from symgrad.derivations import asking
from symgrad.derivations.derivation import Derivation
from symgrad.derivations.limits.branches import Side, branch
from symgrad.derivations.limits.definition import BITS, increment, is_zero, quotient_states, value_states
from symgrad.derivations.limits.difference import Line, Quotient
from symgrad.derivations.limits.known import known_limit
from symgrad.derivations.limits.linear import in_powers_of, line_slope
from symgrad.derivations.limits.quotients import worked
from symgrad.derivations.point import worked_out
from symgrad.derivations.state import State
from symgrad.derivations.step import Reason, Step, Weight
from symgrad.errors import DomainError, UnsupportedError
from symgrad.graph import Graph, from_term
from symgrad.notation import text
from symgrad.rules import drop_units
from symgrad.rules.tidying import tidy
from symgrad.rules.tidying.light import collect_numbers, collect_terms, flatten
from symgrad.settings import current
from symgrad.terms.build import (
    INFINITY,
    ZERO,
    add,
    derivative,
    div,
    equation,
    evaluated,
    limit,
    name,
    neg,
    relation,
    sub,
    tuple_of,
)
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import contains, free_names, postorder, rewrite, substitute


def one_sided(f: Any, wrt: str | None = None, *, at: Any) -> Derivation:
    """The limits of the difference quotient from the left and from the right of a point, and what they say.

    `at` is the point: a number, or a mapping with one name. `.result` is the pair (left, right); the last line says
    whether they agree, and so whether there is a derivative. Raises DomainError where f has no value at the point or
    jumps there, UnsupportedError where the difference quotient is not worked out here.
    """
    graph = asking.graph_of(f)
    (x,) = asking.variables(graph, wrt)
    point = asking.point_of(graph, at, (x,))
    return of_sides(graph, x, point[x])


def of_sides(graph: Graph, x: Term, at: Term) -> Derivation:
    """The page of both sides for a function of one variable."""
    f = graph.unfold()
    if [n for n in free_names(f) if n is not x]:
        raise UnsupportedError("the two sides are worked out for a function of one variable")
    first = State(evaluated(derivative(f, x), x, at), "question", reason=("the question",))
    states, note = both_sides(f, x, at)
    result = tuple_of(*(step.after for step in states[-1].steps))
    return Derivation(
        "one-sided", "", graph, (first, *states), result, (), from_term(result), (note,), current().detail
    )


def both_sides(f: Term, x: Term, at: Term) -> tuple[list[State], str]:
    """The states of both approaches, the one that compares them last, and what it says in words."""
    left, right = (_Approach(f, x, at, sign) for sign in "-+")
    states = [*left.states(), *right.states()]
    last, note = _verdict(left, right, at)
    return [*states, last], note


class _Approach:
    """The limit of the difference quotient from one side."""

    def __init__(self, f: Term, x: Term, at: Term, sign: str) -> None:
        self.f, self.x, self.at, self.sign = f, x, at, sign
        self.h = increment(f)
        side = Side(x, at, sign)
        self._require_values(side)
        self.formula = branch(f, side)
        self.there = worked_out(substitute(self.formula, {x: at}))
        self.limit = self._limit(self._shown(f))
        self.value = ZERO

    def _limit(self, body: Term) -> Term:
        return limit(drop_units(body), self.h, ZERO, self.sign)

    def _shown(self, f: Term) -> Term:
        """The quotient with the point put in and the numbers worked out."""
        new = tidy_inside(substitute(f, {self.x: add(self.at, self.h)}), self.h)
        return div(drop_units(sub(new, self.there)), self.h)

    def states(self) -> list[State]:
        """From the quotient to its limit."""
        self._require_no_jump()
        raw = div(
            sub(substitute(self.f, {self.x: add(self.at, self.h)}), substitute(self.f, {self.x: self.at})), self.h
        )
        why: Reason = (
            "from the left" if self.sign == "-" else "from the right",
            "; put in ",
            equation(self.x, self.at),
        )
        kept = [State(self.limit, "equal", "limit.work", why, (), limit(raw, self.h, ZERO, self.sign))]
        opened = collected(self._shown(self.formula), self.h)
        kept.append(State(self._limit(opened), "equal", "limit.one-side", self._because()))
        lines = worked(Quotient(self.formula, self.x, self.h))
        here = [Line(self._here(line.body), self._said(line.reason)) for line in lines]
        kept = _changing([*kept, *quotient_states(here, self.h, self.sign)])
        kept += self._ending(kept[-1].statement)
        self.value = kept[-1].statement
        return kept

    def _ending(self, last: Term) -> list[State]:
        if not self._grows(last.args[0]):
            return value_states(last, self.h, current().detail)
        way = Side(self.h, ZERO, self.sign).sign_of(last.args[0])
        infinite = INFINITY if way > 0 else neg(INFINITY)
        return [State(infinite, "equal", "limit.unbounded", ("it grows without bound",))]

    def _grows(self, body: Term) -> bool:
        """Whether the body goes to a number other than 0 over 0."""
        bare = body.args[0] if body.head is Head.NEGATION else body
        if bare.head is not Head.QUOTIENT:
            return False
        top, bottom = (substitute(part, {self.h: ZERO}) for part in bare.args)
        return is_zero(bottom) and not is_zero(top)

    def _here(self, body: Term) -> Term:
        """A body with the point put in: what does not move is worked out."""
        return collected(substitute(body, {self.x: self.at}), self.h)

    def _said(self, why: Reason) -> Reason:
        return tuple(part if isinstance(part, str) else self._here(part) for part in why)

    def _because(self) -> Reason:
        side = relation(self.h, "<" if self.sign == "-" else ">", ZERO)
        bars = dict.fromkeys(n for n in postorder(self._shown(self.f)) if n.head is Head.CALL and n.data == "abs")
        if len(bars) != 1:
            return ("close to 0, for ", side)
        (one,) = bars
        return (side, ", so ", equation(one, branch(one, Side(self.h, ZERO, self.sign))))

    def _require_values(self, side: Side) -> None:
        """Raise DomainError where f has no value at the point, or none on this side of it."""
        place = f"{self.x.data.plain} = {text(self.at)}"
        if not isinstance(ball(substitute(self.f, {self.x: self.at}), {}, BITS), Ball):
            raise DomainError(f"the function is not defined at {place}")
        if not all(isinstance(value, Ball) for value in side.nearby(self.f)):
            word = "left" if self.sign == "-" else "right"
            raise DomainError(f"the function is not defined to the {word} of {place}")

    def _require_no_jump(self) -> None:
        there = substitute(self.f, {self.x: self.at})
        if deciding.prove_equal(there, self.there).status not in ("proved", "checked"):
            raise DomainError(f"the function jumps at {self.x.data.plain} = {text(self.at)}, so it has no slope there")


def _changing(states: list[State]) -> list[State]:
    """The states without those that say what stands already."""
    return [one for before, one in zip((None, *states), states, strict=False)
            if before is None or one.statement is not before.statement]  # fmt: skip


def collected(body: Term, h: Term) -> Term:
    """What does not depend on h worked out, numbers and like terms collected; the factors keep their order."""
    values = {node: worked_out(node) for node in postorder(body) if node.args and not free_names(node)}
    body = substitute(body, values)
    known = [node for node in postorder(body) if known_limit(node, h) is not None]
    kept = {node: name(f"#{i}") for i, node in enumerate(known)}
    body = substitute(body, kept)
    for _ in range(4):
        body = collect_terms(collect_numbers(flatten(drop_units(body))))
    return substitute(body, {letter: node for node, letter in kept.items()})


def tidy_inside(term: Term, h: Term) -> Term:
    """0 + h as h and 2(1 + h) - 2 as 2h, also inside bars and functions."""

    def change(node: Term) -> Term:
        short = tidy(drop_units(node))
        is_line = short.head is Head.SUM and line_slope(short, h) is not None
        return in_powers_of(h, short) if is_line else short

    return rewrite(term, change)


def _verdict(left: _Approach, right: _Approach, at: Term) -> tuple[State, str]:
    """The line that puts both limits side by side, and what it says in words."""
    place = f"{left.x.data.plain} = {text(at)}"
    claims = tuple(Step("limit.side", Weight.MAJOR, one.limit, one.value, ()) for one in (left, right))
    same = deciding.prove_equal(left.value, right.value).status in ("proved", "checked")
    if same:
        statement = relation(left.limit, "=", left.value, "=", right.limit)
    else:
        statement = relation(left.limit, "=", left.value, "!=", right.value, "=", right.limit)
    why, note = _said_of(left.value, right.value, same, place)
    return State(statement, "follows", "limit.sides", (why,), (), None, claims), note


def _said_of(left: Term, right: Term, same: bool, place: str) -> tuple[str, str]:
    if any(contains(value, INFINITY) for value in (left, right)):
        return "no derivative there", f"There is no derivative at {place}: the slope grows without bound."
    if same:
        return "both sides agree", f"Both sides agree: the derivative at {place} is {text(left)}."
    slopes = f"{text(left)} to the left and {text(right)} to the right"
    return "no derivative there", f"There is no derivative at {place}: the slope is {slopes}."
