"""The graph of named definitions: what every problem is once it is read.

One typed formula is a graph with one definition, a network one with many. Definitions are kept in an order in which
every name is defined before it is used.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from symgrad.errors import ParseError, SymgradError
from symgrad.graph.domain import Domain, named_number
from symgrad.terms.build import equation, name
from symgrad.terms.families import Family, as_entry, families
from symgrad.terms.heads import Head
from symgrad.terms.names import simple_name
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names, postorder, substitute


class Definition(NamedTuple):
    """`name = term`, or `name(parameters) = term`."""

    name: Term
    term: Term
    parameters: tuple[Term, ...] = ()
    anonymous: bool = False  # a bare formula: its name was invented and is not shown


@dataclass(frozen=True)
class Graph:
    """Named definitions in order, with what was typed beside them.

    `outputs` are names of definitions; `equations` are relations that define nothing by themselves; `typed` are the
    rows as they were read, for printing back; `notes` say what was ambiguous and how it was read.
    """

    definitions: tuple[Definition, ...]
    outputs: tuple[Term, ...]
    equations: tuple[Term, ...] = ()
    domain: Domain = field(default_factory=Domain)
    notes: tuple[str, ...] = ()
    typed: tuple[Term, ...] = ()
    chosen: bool = False  # whether `output=` picked the outputs

    @cached_property
    def inputs(self) -> tuple[Term, ...]:
        """The free names that no definition defines, in the order of first use."""
        defined = {d.name for d in self.definitions}
        bodies = [d.term for d in self.definitions] + list(self.equations)
        parameters = [p for d in self.definitions for p in d.parameters]
        found = dict.fromkeys([*parameters, *(n for body in bodies for n in free_names(body))])
        return tuple(n for n in found if n not in defined)

    @property
    def output(self) -> Definition:
        """The definition of the one output. Raises SymgradError where there is none or several."""
        if len(self.outputs) != 1:
            names = ", ".join(o.data.plain for o in self.outputs) or "none"
            raise SymgradError(f"one result is needed; possible are: {names}", hint="say which with output=")
        return self.definition(self.outputs[0])

    def definition(self, name: Term) -> Definition:
        """The definition of this name. Raises KeyError."""
        for one in self.definitions:
            if one.name is name:
                return one
        raise KeyError(name.data.plain)

    def named(self, key: str) -> Term | None:
        """The input or defined name with this plain spelling or key, if any."""
        return self._by_key.get(simple_name(key).key)

    @cached_property
    def _by_key(self) -> dict[str, Term]:
        return {term.data.key: term for term in (*(d.name for d in self.definitions), *self.inputs)}

    def unfold(self, output: Term | None = None) -> Term:
        """The output (the only one if not named) in terms of the inputs; shared parts stay shared."""
        target = output if output is not None else self.output.name
        values: dict[Term, Term] = {}
        for one in self.definitions:
            values[one.name] = substitute(one.term, values)
        return values[target]

    def with_output(self, key: str) -> "Graph":
        """The same graph with this definition as its only output. Raises SymgradError for an unknown name."""
        name = self.named(key)
        if name is None or all(d.name is not name for d in self.definitions):
            known = ", ".join(d.name.data.plain for d in self.definitions)
            shown = key if key and key.isprintable() else ascii(key)
            raise SymgradError(f"nothing named {shown} is defined", hint=f"defined are: {known}")
        return Graph(self.definitions, (name,), self.equations, self.domain, self.notes, self.typed, True)

    def text(self) -> str:
        """What was read, one row a line, in text that reads back."""
        from symgrad.notation import text

        return "\n".join(text(row) for row in self.rows())

    def latex(self) -> str:
        """What was read, in LaTeX; several rows as an aligned block."""
        from symgrad.notation import latex

        rows = [latex(row) for row in self.rows()]
        return rows[0] if len(rows) == 1 else "\\begin{aligned}\n" + " \\\\\n".join(rows) + "\n\\end{aligned}"

    def rows(self) -> tuple[Term, ...]:
        """The rows as typed, or the definitions as equations where the graph was not typed."""
        if self.typed:
            return self.typed
        return tuple(d.term if d.anonymous else equation(d.name, d.term) for d in self.definitions) + self.equations

    @property
    def sympy(self) -> Any:
        """What was typed as a SymPy object; with `output=` that output in the inputs. Raises LimitError when huge."""
        from symgrad.algebra import to_sympy
        from symgrad.terms.build import tuple_of

        if self.chosen:
            return to_sympy(self.unfold())
        rows = self.rows()
        return to_sympy(rows[0] if len(rows) == 1 else tuple_of(*rows))

    def evaluate(self, *, digits: int = 15, **values: Any) -> Any:
        """The output's value at these numbers (exact input stays exact), to the given number of digits.

        A number may be text such as "pi/2", "2pi", "sqrt(2)" or "e".

        Raises SymgradError for a missing or unknown name, DomainError where the value is not real.
        """
        from symgrad.balls import evaluate

        whole = self.unfold()
        known = families([whole])
        point = {self._input(key, known): named_number(value) for key, value in values.items()}
        bases = {base for base, _ in known}
        missing = [n.data.plain for n in free_names(whole) if n not in point and n.data.key not in bases]
        if missing:
            raise SymgradError(f"no value for {missing[0]}", hint=f"pass {missing[0]}=...")
        return evaluate(whole, point, digits=digits)

    def _input(self, key: str, known: frozenset[Family]) -> Term:
        """The variable of this spelling; x_2 is one where x_i occurs under a sum."""
        found = self.named(key) or name(key)
        if found not in self.inputs and self.named(key) is None and as_entry(found, known) is None:
            listed = ", ".join(n.data.plain for n in self.inputs)
            raise SymgradError(f"{key} is not a variable here", hint=f"variables are: {listed}")
        return found


def order_definitions(definitions: Sequence[Definition]) -> tuple[Definition, ...]:
    """The definitions so that each name comes before its uses; the typed order where that is possible already.

    Raises ParseError for a name defined twice and for a cycle, which it names.
    """
    by_name: dict[Term, Definition] = {}
    for one in definitions:
        if one.name in by_name:
            raise ParseError(f"{one.name.data.plain} is defined twice", hint="give the second one another name")
        by_name[one.name] = one
    needs = {one.name: [n for n in free_names(one.term) if n in by_name] for one in definitions}
    ordered: dict[Term, Definition] = {}
    for one in definitions:
        _place(one.name, needs, by_name, ordered)
    return tuple(ordered.values())


def _place(
    name: Term, needs: dict[Term, list[Term]], by_name: dict[Term, Definition], ordered: dict[Term, Definition]
) -> None:
    """Depth-first placement with an explicit stack (a chain of 1,000 definitions may be typed backwards)."""
    path: dict[Term, None] = {}
    stack: list[tuple[Term, bool]] = [(name, False)]
    while stack:
        node, done = stack.pop()
        if done:
            path.pop(node)
            ordered[node] = by_name[node]
        elif node in path:
            cycle = [*list(path)[list(path).index(node) :], node]
            raise ParseError("these definitions go round in a circle: " + " -> ".join(n.data.plain for n in cycle))
        elif node not in ordered:
            path[node] = None
            stack.append((node, True))
            stack.extend((below, False) for below in reversed(needs[node]))


def leaves_of(definitions: Iterable[Definition]) -> tuple[Term, ...]:
    """The defined names that no other definition uses: the natural outputs."""
    rows = list(definitions)
    used = {n for one in rows for n in free_names(one.term)}
    return tuple(one.name for one in rows if one.name not in used)


def from_term(term: Term, *, domain: Domain | None = None, notes: tuple[str, ...] = ()) -> Graph:
    """The graph of one bare formula. A relation becomes an equation of the graph."""
    if term.head is Head.RELATION:
        return Graph((), (), (term,), domain or Domain(), notes, (term,))
    one = Definition(fresh_name(term), term, anonymous=True)
    return Graph((one,), (one.name,), (), domain or Domain(), notes, (term,))


def fresh_name(term: Term, letters: Sequence[str] = ("f", "g", "h", "F", "G", "H")) -> Term:
    """A name that does not occur in the term, also not as a function: the first free letter, else one with a number."""
    from symgrad.terms.build import name

    called = (node.data.name for node in postorder(term) if node.head is Head.APPLY)
    taken = {n.data.key for n in free_names(term)} | {one.key for one in called}
    for letter in (*letters, *(f"{letters[0]}_{k}" for k in range(1, len(taken) + 2))):
        if letter not in taken:
            return name(letter)
    raise AssertionError("the list of letters is longer than that of the taken names")
