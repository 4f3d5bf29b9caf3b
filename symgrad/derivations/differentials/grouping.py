"""From the finest steps of a derivation by differentials to the lines of a page."""

from collections.abc import Sequence

from symgrad.derivations.conditions import strongest
from symgrad.derivations.state import State
from symgrad.derivations.step import Reason, Step, Weight
from symgrad.terms.node import Term
from symgrad.terms.traverse import postorder

#: steps from which a line of its own starts
_TELLING = (Weight.MINOR, Weight.MAJOR, Weight.HEAVY)

#: steps done in passing with the rule that follows; a transpose goes with the rule before
_LEADING = ("differential.sum", "differential.product", "differential.quotient")


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
    found = [_line(group) for group in groups]
    return [one._replace(reason=_first(one)) for one in found] if detail == "brief" else found


def _first(state: State) -> Reason:
    """What a brief line says: the rule it begins with."""
    return next((step.reason for step in state.steps if step.weight in _TELLING), state.reason)


def _one_rule_a_line(steps: Sequence[Step], apart: bool) -> list[list[Step]]:
    """A rule with the moves after it; sums and signs are done in passing with the rule that follows."""
    groups: list[list[Step]] = [[]]
    for step in steps:
        told = any(one.weight in _TELLING for one in groups[-1])
        moves = apart and step.weight == Weight.LIGHT and step.rule.startswith("adjoint.")
        if (told and (step.weight in _TELLING or step.rule in _LEADING)) or moves:
            groups.append([])
        groups[-1].append(step)
    return groups if apart else _side_by_side(groups)


def _side_by_side(groups: Sequence[list[Step]]) -> list[list[Step]]:
    """Neighbours that apply one rule to different differentials of the same line, as one line."""
    found: list[list[Step]] = []
    for group in groups:
        if found and _is_beside(found[-1], group):
            found[-1] = [*found[-1], *group]
        else:
            found.append(group)
    return found


def _is_beside(before: Sequence[Step], group: Sequence[Step]) -> bool:
    """Whether the group's rule is that of the line before, on what stood there already and is not inside it."""
    first, second = _majors(before), _majors(group)
    if len({step.rule for step in (*first, *second)}) != 1 or len(second) != 1 or not first:
        return False
    wanted = _inside(second[0])
    stood = any(node is wanted for node in postorder(first[0].before))
    return stood and not any(node is wanted for step in first for node in postorder(_inside(step)))


def _majors(group: Sequence[Step]) -> list[Step]:
    """The steps that a line is about; a line with a meeting of paths or a simplification is about more than a rule."""
    telling = [step for step in group if step.weight in _TELLING]
    return telling if all(step.weight == Weight.MAJOR for step in telling) else []


def _inside(step: Step) -> Term:
    """What the differential was of."""
    return step.before if step.target is None else step.target.args[0]


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
