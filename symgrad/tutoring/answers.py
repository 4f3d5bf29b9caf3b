"""How a learner's answer is read: with the problem's own names, one formula for each part that was asked for."""

import re

from symgrad.errors import ParseError, SymgradError
from symgrad.parsing import parse
from symgrad.parsing.fields import Field, fields, moved
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names, has_head, postorder, substitute
from symgrad.tutoring.problem import Problem

_EQUALS = re.compile(r"(?<![<>!=:])=(?!=)")
_BRACKETS = {"(": ")", "[": "]", "<": ">", "⟨": "⟩"}


def answer_terms(problem: Problem, answer: str) -> tuple[Term, ...]:
    """The answer's formulas, one for each part asked for. Raises SymgradError with the place in the answer.

    What stands before an equals sign is a label: `f'(x) = 2x` and `= 2x` are read as 2x. The parts of a gradient may
    be written `[2x, 2y]`, `(2x, 2y)` or `2x, 2y`.
    """
    labels = list(_EQUALS.finditer(answer))
    start = labels[-1].end() if labels else 0
    body = Field(answer[start:], start + 1)
    count = len(problem.parts)
    found = _parts(body, count) if count > 1 else (body,)
    if len(found) != count:
        names = ", ".join(one.data.plain for one in problem.variables)
        reason = f"the gradient has {count} parts, for {names}, and this answer has {len(found)}"
        raise ParseError(reason, hint="write the parts as [..., ...]", text=answer)
    return tuple(_read(problem, one, answer) for one in found)


def _parts(body: Field, count: int) -> tuple[Field, ...]:
    """The parts of a list, with or without brackets around it."""
    found = fields(body.text)
    if len(found) != count:
        inner = _unwrapped(body)
        body, found = inner, fields(inner.text)
    return tuple(Field(one.text, one.column + body.column - 1) for one in found)


def _unwrapped(body: Field) -> Field:
    """A list without its outer brackets, also \\left[ ... \\right]."""
    text = body.text.replace("\\left", "     ").replace("\\right", "      ").rstrip()
    lead = len(text) - len(text.lstrip())
    if text[lead : lead + 1] in _BRACKETS and text.endswith(_BRACKETS[text[lead]]):
        return Field(text[lead + 1 : -1], body.column + lead + 1)
    return body


def _read(problem: Problem, part: Field, answer: str) -> Term:
    """One formula, in the names of the problem. Raises SymgradError."""
    try:
        return _checked(problem, _formula(problem, part.text))
    except SymgradError as error:
        raise moved(error, answer, 1, part.column + (error.column or 1) - 1) from error


def _formula(problem: Problem, text: str) -> Term:
    graph = problem.graph
    names = {one.data.key: one for one in (*graph.inputs, *(d.name for d in graph.definitions if not d.anonymous))}
    called = {node.data.name.plain for row in graph.rows() for node in postorder(row) if node.head is Head.APPLY}
    read = parse(text, symbols=[one.data.plain for one in names.values()], functions=called)
    if len(read.definitions) != 1 or read.equations:
        raise ParseError("one formula is expected here")
    term = read.output.term
    return substitute(term, {one: names[one.data.key] for one in free_names(term) if one.data.key in names})


def _checked(problem: Problem, term: Term) -> Term:
    """Raise ParseError for an answer that cannot be one: a derivative left in it, or a name from nowhere."""
    if has_head(term, Head.DERIVATIVE, Head.GRADIENT):
        raise ParseError("there is still a derivative to work out in this answer")
    known = {*problem.graph.inputs, *problem.variables, *(d.name for d in problem.graph.definitions)}
    strange = [one.data.plain for one in free_names(term) if one not in known]
    if strange:
        raise ParseError(f"{strange[0]} does not occur in the problem")
    return term
