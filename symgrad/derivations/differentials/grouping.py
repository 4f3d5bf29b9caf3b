"""From the finest steps of a derivation by differentials to the lines of a page."""

from collections.abc import Sequence

from symgrad.derivations.conditions import strongest
from symgrad.derivations.state import State
from symgrad.derivations.step import Reason, Step, Weight
from symgrad.terms.node import Term

#: steps from which a line of its own starts
_TELLING = (Weight.MINOR, Weight.MAJOR, Weight.HEAVY)

#: steps done in passing with the rule that follows; a transpose goes with the rule before
_LEADING = ("differential.sum", "differential.sign", "differential.product", "differential.quotient")


def grouped(steps: Sequence[Step], detail: str, way: str = "inner") -> list[State]:
    """The lines by the reader's profile: each step; one rule with its moves; the first and the last.

    Where lines are written with traces or indices, a move is a line of its own.
    """
    changing = [step for step in steps if step.before is not step.after] or list(steps)
    if detail == "beginner":
        groups = [[step] for step in changing]
    elif detail == "brief":
        groups = [changing]
    else:
        groups = _one_rule_a_line(changing, way != "inner")
    return [_line(group) for group in groups]


def _one_rule_a_line(steps: Sequence[Step], apart: bool) -> list[list[Step]]:
    """A rule with the moves after it; sums and signs are done in passing with the rule that follows."""
    groups: list[list[Step]] = [[]]
    for step in steps:
        told = any(one.weight in _TELLING for one in groups[-1])
        moves = apart and step.weight == Weight.LIGHT and step.rule.startswith("adjoint.")
        if (told and (step.weight in _TELLING or step.rule in _LEADING)) or moves:
            groups.append([])
        groups[-1].append(step)
    return groups


def _line(group: list[Step]) -> State:
    conditions = strongest(c for step in group for c in step.conditions)
    told = [step for step in group if step.weight != Weight.SILENT] or group
    rules = "+".join(dict.fromkeys(step.rule for step in told))
    return State(group[-1].after, "equal", rules, _reason(told), conditions, None, tuple(group))


def _reason(told: Sequence[Step]) -> Reason:
    joined: list[str | Term] = []
    for one in dict.fromkeys(step.reason for step in told):
        joined += ["; ", *one] if joined else list(one)
    return tuple(joined)
