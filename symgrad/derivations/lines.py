"""From the finest steps to the lines of a page: three profiles of what a reader knows.

beginner: every step is a line. course: sums, constants and numbers in passing, derivatives known by heart together, one
line for each product, quotient or chain rule. brief: the first rule and the answer. Nothing is lost: a line keeps the
steps it folds.
"""

from collections.abc import Callable, Iterable

from symgrad.derivations.conditions import strongest
from symgrad.derivations.state import State
from symgrad.derivations.step import Reason, Step, Weight
from symgrad.terms.node import Term
from symgrad.terms.traverse import postorder

Starts = Callable[[list[list[Step]], Step], bool]

#: light steps that a course page mentions when they changed something
_SAID = {"tidy.terms", "tidy.order"}
_UNSAID = {"identity", "constant"}


def lines(steps: Iterable[Step], detail: str) -> list[State]:
    """The steps grouped into states by the profile."""
    starts = _PROFILES[detail]
    groups: list[list[Step]] = []
    for step in steps:
        if not groups or starts(groups, step):
            groups.append([])
        groups[-1].append(step)
    return [line(group) for group in groups]


def line(group: list[Step]) -> State:
    """One state that folds these steps."""
    conditions = strongest(c for step in group for c in step.conditions)
    rules = "+".join(dict.fromkeys(step.rule for step in _telling(group)))
    return State(group[-1].after, "equal", rules, reason(group), conditions, None, tuple(group))


def _telling(group: list[Step]) -> list[Step]:
    """The steps that the line is about: the weightiest kind in it."""
    top = max(step.weight for step in group)
    from_weight = Weight.MINOR if top == Weight.HEAVY and group[0].weight != Weight.HEAVY else top
    kept = [s for s in group if s.weight >= from_weight and (top == Weight.MAJOR or s.rule not in _UNSAID)]
    return kept or [s for s in group if s.weight == top]


def reason(group: list[Step]) -> Reason:
    """The reasons of the telling steps, each once, and the light ones worth a word."""
    told = [step.reason for step in _telling(group)]
    if group[-1].weight == Weight.LIGHT and len(group) > 1:
        told += [step.reason for step in group if step.rule in _SAID and step.reason not in told]
    joined: list[str | Term] = []
    for one in dict.fromkeys(told):
        joined += ["; ", *one] if joined else list(one)
    return tuple(joined)


def _each(groups: list[list[Step]], step: Step) -> bool:
    """Beginner: every step starts a line."""
    return True


def _course(groups: list[list[Step]], step: Step) -> bool:
    """Course: a line for each rule worth one, one for all that is known by heart, one for each algebraic step."""
    group = groups[-1]
    top = max(s.weight for s in group)
    if step.weight == Weight.SILENT:
        return top != Weight.SILENT
    if step.weight == Weight.MAJOR:
        return not _side_by_side(group, step) if top == Weight.MAJOR else top != Weight.SILENT
    if step.weight == Weight.MINOR:
        return top not in (Weight.SILENT, Weight.MINOR, Weight.LIGHT)
    return step.weight == Weight.HEAVY


def _side_by_side(group: list[Step], step: Step) -> bool:
    """Whether the same rule is applied to something that stood on the page before this line: done in one go."""
    majors = [s for s in group if s.weight == Weight.MAJOR]
    if len(majors) != sum(s.rule == step.rule for s in majors):
        return False
    return any(node is step.target for node in postorder(majors[0].before))


def _brief(groups: list[list[Step]], step: Step) -> bool:
    """Brief: the first rule with what it leaves, then the answer."""
    group = groups[0]
    ruled = any(s.weight == Weight.MAJOR for s in group)
    return len(groups) == 1 and ruled and not (step.weight == Weight.MAJOR and _side_by_side(group, step))


_PROFILES: dict[str, Starts] = {"beginner": _each, "course": _course, "brief": _brief}
