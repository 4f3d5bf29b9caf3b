"""Graphs to programs."""

from collections.abc import Sequence
from typing import NamedTuple

from symgrad.errors import DomainError, SymgradError
from symgrad.graph import Definition, Graph
from symgrad.numeric.backends import Backend
from symgrad.numeric.builder import Builder
from symgrad.numeric.lowering import lower
from symgrad.numeric.program import Program
from symgrad.numeric.reading import written_out
from symgrad.numeric.reverse import append_gradient
from symgrad.numeric.stable import Rewrite, stable
from symgrad.rules.kinks import as_relu
from symgrad.terms import Head, Term, simple_name
from symgrad.terms.functions import function
from symgrad.terms.traverse import free_names, postorder, rewrite


class Flat(NamedTuple):
    """A graph as steps in a builder. `outputs` are operands; `known` gives every name by its key.

    `rewrites` are the forms that are computed in another way than written.
    """

    builder: Builder
    inputs: tuple[Term, ...]
    outputs: tuple[Term, ...]
    known: dict[str, Term]
    rewrites: tuple[Rewrite, ...] = ()

    @property
    def program(self) -> Program:
        """The program of the function itself."""
        return self.builder.program(self.inputs, self.outputs)


def flatten(graph: Graph) -> Flat:
    """The graph's outputs as one program; a tuple as output gives several. Raises UnsupportedError."""
    definitions, rewrites = _steadied(_reachable(written_out(graph), graph.outputs))
    builder, known, inputs = Builder(), _names(definitions), _inputs(definitions, graph.outputs)
    values: dict[Term, Term] = {}
    outputs: list[Term] = []
    for one in definitions:
        local = {name: values.get(known[name.data.key], known[name.data.key]) for name in free_names(one.term)}
        parts = one.term.args if one.term.head is Head.TUPLE else (one.term,)
        operands = tuple(lower(builder, part, local) for part in parts)
        if len(operands) == 1:
            values[one.name] = operands[0]
            builder.label(operands[0], one.name)
        if one.name in graph.outputs:
            outputs.extend(operands)
    return Flat(builder, inputs, tuple(outputs), known, rewrites)


def _steadied(definitions: Sequence[Definition]) -> tuple[tuple[Definition, ...], tuple[Rewrite, ...]]:
    """The definitions in forms that lose no digits in floats, and what was rewritten.

    Raises DomainError where infinity is used as a number.
    """
    if any(node.head is Head.CONSTANT and node.data == "oo" for one in definitions for node in postorder(one.term)):
        raise DomainError("infinity is not a number here", hint="take a limit")
    known = {one.name: one.term for one in definitions}
    found = [stable(one.term, known) for one in definitions]
    steadied = (one._replace(term=rewrite(each.term, as_relu)) for one, each in zip(definitions, found, strict=True))
    return tuple(steadied), tuple(rewrite for each in found for rewrite in each.rewrites)


def _reachable(definitions: Sequence[Definition], outputs: Sequence[Term]) -> tuple[Definition, ...]:
    needed = set(outputs)
    kept: list[Definition] = []
    for one in reversed(definitions):
        if one.name in needed:
            kept.append(one)
            needed.update(free_names(one.term))
    return tuple(reversed(kept))


def _names(definitions: Sequence[Definition]) -> dict[str, Term]:
    """One name for each key: `w1` and `w_1` are the same variable. A defined name comes first."""
    defined = {one.name.data.key: one.name for one in definitions}
    used = {name.data.key: name for one in definitions for name in (*free_names(one.term), *one.parameters)}
    return used | defined


def _inputs(definitions: Sequence[Definition], outputs: Sequence[Term]) -> tuple[Term, ...]:
    known = _names(definitions)
    parameters = [p for one in definitions if one.name in outputs for p in one.parameters]
    used = [name for one in definitions for name in free_names(one.term)]
    defined = {one.name.data.key for one in definitions}
    keys = dict.fromkeys(name.data.key for name in (*parameters, *used))
    return tuple(known[key] for key in keys if key not in defined)


def chosen(flat: Flat, names: Sequence[str]) -> tuple[Term, ...]:
    """The inputs with these spellings. Raises SymgradError for a name that is no input."""
    inputs = {name.data.key: name for name in flat.inputs}
    found = [inputs.get(simple_name(name).key) for name in names]
    missing = [name for name, term in zip(names, found, strict=True) if term is None]
    if missing:
        listed = ", ".join(name.data.plain for name in flat.inputs) or "none"
        raise SymgradError(f"{missing[0]} is not a variable here", hint=f"variables are: {listed}")
    return tuple(term for term in found if term is not None)


def gradient_program(flat: Flat, wrt: Sequence[Term]) -> Program:
    """The program of the value and of its slope in each of these inputs: outputs (value, slope, slope, ...)."""
    program = flat.program
    slopes = append_gradient(flat.builder, program, wrt)
    return flat.builder.program(flat.inputs, (*program.outputs, *slopes))


def expanded(program: Program, backend: Backend) -> Program:
    """The program with functions that the back end does not have written out by their definitions."""
    if not any(_lacks(step.term, backend) for step in program.steps):
        return program
    builder = Builder()
    values: dict[Term, Term] = {}
    for step in program.steps:
        values[step.name] = lower(builder, _defined(step.term, backend), values)
        if step.label is not None:
            builder.label(values[step.name], step.label)
    outputs = tuple(lower(builder, output, values) for output in program.outputs)
    return builder.program(program.inputs, outputs)


def _lacks(term: Term, backend: Backend) -> bool:
    if term.head is not Head.CALL:
        return False
    record = function(term.data)
    return backend.template(record) is None and record.definition is not None


def _defined(term: Term, backend: Backend) -> Term:
    """The term with definitions written out until only functions are left that the back end has."""
    if not _lacks(term, backend):
        return term
    definition = function(term.data).definition
    assert definition is not None
    return rewrite(definition(*term.args), lambda node: _defined(node, backend))
