"""What a learner is told about an answer: how it was read, whether it is right, where it goes wrong."""

from collections.abc import Iterator

from symgrad.derivations.gradients import symbol
from symgrad.notation import Align, Block, Row, Say
from symgrad.rules.tidying import operations
from symgrad.terms.build import derivative
from symgrad.terms.node import Term
from symgrad.tutoring.judging import CORRECT, UNDECIDED, Judgement, Part
from symgrad.tutoring.problem import Problem

_LONGER = 2
"""An answer with this many operations more than the derivation's last line is shown that line."""


def feedback(problem: Problem, judgement: Judgement) -> tuple[Block, ...]:
    """The reply to an answer that was read."""
    read = Align(tuple(_row(problem, part, part.read) for part in judgement.parts))
    return (Say("I read your answer as"), read, *_judged(problem, judgement))


def _judged(problem: Problem, judgement: Judgement) -> Iterator[Block]:
    several = len(judgement.parts) > 1
    if judgement.outcome == CORRECT:
        yield Say("That is right.")
        yield from _shorter(problem, judgement)
        yield Say("Type another function, again, or quit.")
        return
    said: list[str | Term] = [piece for part in judgement.parts for piece in (*_part(part, several), " ")]
    if judgement.outcome == UNDECIDED:
        yield Say((*said, "Type show to compare it with the derivation."))
    else:
        yield Say((*said, "Try again, or type next for the next line of the derivation."))


def _shorter(problem: Problem, judgement: Judgement) -> Iterator[Block]:
    """The form the derivation ends in, where it is clearly shorter than the learner's."""
    longer = [part for part in judgement.parts if operations(part.read) >= operations(part.expected) + _LONGER]
    if longer:
        yield Say("It can be written shorter:")
        yield Align(tuple(_row(problem, part, part.expected) for part in longer))


def _part(part: Part, several: bool) -> tuple[str | Term, ...]:
    """One sentence on one part: right, not right and where one sees it, or not settled."""
    where: tuple[str | Term, ...] = ("the part for ", part.variable) if several else ("it",)
    if part.outcome == CORRECT:
        return (*_capital(where), " is right.")
    if part.outcome == UNDECIDED:
        return ("I could not settle whether ", *where, " is right: neither a proof nor a counterexample was found.")
    return (*_capital(where), " is not right", *_seen(part), ".")


def _capital(words: tuple[str | Term, ...]) -> tuple[str | Term, ...]:
    first, *rest = words
    return (first[0].upper() + first[1:] if isinstance(first, str) else first, *rest)


def _seen(part: Part) -> tuple[str | Term, ...]:
    """The point at which the answer and the derivative differ, with both values."""
    found = part.verdict.counterexample
    if found is None:
        return ()
    where = ", ".join(f"{name} = {value}" for name, value in found.point.items())
    return (f": at {where} it is {_short(found.left)}, and the derivative is {_short(found.right)}",)


def _short(value: str) -> str:
    """Digits without a tail of zeros: 9.0000000 as 9; words as they are."""
    return value.rstrip("0").rstrip(".") if "." in value and value[-1].isdigit() and "e" not in value else value


def _row(problem: Problem, part: Part, right: Term) -> Row:
    """The derivative asked for = a formula."""
    several = len(problem.parts) > 1
    output = problem.graph.output
    f = symbol(problem.graph) if several else output.term if output.anonymous else output.name
    return Row(derivative(f, part.variable, partial=several), "=", right)
