"""Matrix formulas as NumPy source: products of matrices stay products, what is used twice gets a name.

Inside, a vector is a column. Sizes with a name are taken from the shapes of the arguments.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from symgrad.notation import python
from symgrad.numeric.array_functions import ARRAY_FUNCTIONS
from symgrad.numeric.array_notation import CONSTANTS, NOTATION
from symgrad.numeric.backends import NUMPY
from symgrad.numeric.flatten import expanded, flatten
from symgrad.numeric.identifiers import Identifiers, identifier
from symgrad.numeric.reading import read
from symgrad.numeric.source import write_source
from symgrad.terms import Head, Name, Term, make
from symgrad.terms.build import call
from symgrad.terms.build import name as name_term
from symgrad.terms.functions import function, spelled
from symgrad.terms.sizes import size_names
from symgrad.terms.traverse import distinct_nodes, fold, postorder, rebuild

_ONE_LINE = re.compile(r"    (\w+) = (.*)\n    return \1\n")

Definitions = Sequence[tuple[Term, Term]]

#: heads that are written in source for arrays
_WRITTEN = frozenset(
    {
        Head.INTEGER, Head.DECIMAL, Head.CONSTANT, Head.NAME, Head.SUM, Head.NEGATION, Head.PRODUCT, Head.QUOTIENT,
        Head.POWER, Head.ROOT, Head.CALL, Head.RELATION, Head.TRANSPOSE, Head.TRACE, Head.DETERMINANT, Head.INVERSE,
        Head.NORM, Head.HADAMARD, Head.ENTRYWISE_POWER, Head.ARRAY, Head.MATMUL, Head.INNER, Head.INDICATOR,
    }
)  # fmt: skip

_OF_MATRICES = (Head.MATMUL, Head.TRANSPOSE, Head.TRACE, Head.DETERMINANT, Head.INVERSE)


class Written(NamedTuple):
    """Source of one function, the helpers it calls, and what the returned values are."""

    source: str
    imports: tuple[str, ...]

    @property
    def shown(self) -> str:
        """The source as a file that runs by itself."""
        lines = ["import numpy as np", *self.imports]
        return "\n".join([*lines, "", "", self.source])


def can_be_written(terms: Sequence[Term]) -> bool:
    """Whether every head has a spelling in source for arrays, and signs between matrices stand between matrices."""
    nodes = list(distinct_nodes(terms))
    on_numbers = any(node.head in _OF_MATRICES and all(part.is_scalar for part in node.args) for node in nodes)
    return not on_numbers and all(node.head in _WRITTEN for node in nodes)


def write_arrays(title: str, inputs: Sequence[Term], definitions: Definitions, outputs: Sequence[Term]) -> Written:
    """A function of the inputs (columns for vectors) that returns the outputs: one, or a tuple."""
    return _Writer(title, inputs, definitions, outputs).written()


class _Writer:
    """The state of writing one function."""

    def __init__(self, title: str, inputs: Sequence[Term], definitions: Definitions, outputs: Sequence[Term]) -> None:
        self.inputs, self.definitions, self.outputs = inputs, definitions, outputs
        self.names = Identifiers((*ARRAY_FUNCTIONS, *NOTATION, *CONSTANTS, "np", *_function_names(self._terms())))
        self.title = self.names.claim(title)
        self.known: dict[Term, Term] = {}
        self.sizes = self._sizes()
        for one in inputs:
            self._claim(one)
        self.uses = Counter(child for node in distinct_nodes(self._terms()) for child in node.args)
        self.uses.update(outputs)

    def _terms(self) -> list[Term]:
        return [*(term for _, term in self.definitions), *self.outputs]

    def _claim(self, name: Term) -> None:
        spelled_so = self.names.claim(identifier(name.data))
        self.known[name] = make(Head.NAME, data=Name(spelled_so, typed=spelled_so), shape=name.shape)

    def _sizes(self) -> dict[str, str]:
        """size -> where it is found in the shapes of the arguments."""
        found: dict[str, str] = {}
        for one in self.inputs:
            for axis, size in enumerate(one.shape):
                if isinstance(size, str):
                    found.setdefault(size, f"{identifier(one.data)}.shape[{axis}]")
        return found

    def written(self) -> Written:
        """The whole function."""
        parameters = [self._spelled(one) for one in self.inputs]
        body = [*self._size_lines(), *self._lines()]
        returned = ", ".join(self._expression(output) for output in self.outputs)
        head = f"def {self.title}({', '.join(parameters)}):"
        lines = [head, *(f"    {line}" for line in body), f"    return {returned}", ""]
        helpers = "\n\n".join(_helpers(self._terms()))
        return Written("\n\n".join(filter(None, (helpers, "\n".join(lines)))), tuple(_imports(self._terms())))

    def _spelled(self, name: Term) -> str:
        return str(self.known[name].data.base)

    def _size_lines(self) -> Iterator[str]:
        """`n = x.shape[0]` for the sizes that the formulas use."""
        used = {size for node in distinct_nodes(self._terms()) for size in _sizes_in(node)}
        for size, place in self.sizes.items():
            if size in used and not any(one.data.plain == size for one in self.inputs):
                self._claim(name_term(size))
                yield f"{self._spelled(name_term(size))} = {place}"

    def _lines(self) -> Iterator[str]:
        for name, term in self.definitions:
            yield from self._shared(term)
            text = self._expression(term)
            self._claim(name)
            self.known.setdefault(term, self.known[name])
            yield f"{self._spelled(name)} = {text}"
        for output in self.outputs:
            yield from self._shared(output)

    def _shared(self, term: Term) -> Iterator[str]:
        """Lines for what is used more than once below this term."""
        for node in postorder(term):
            if node.args and node is not term and self.uses[node] > 1 and node not in self.known and _is_work(node):
                text = self._expression(node)
                self._claim_temporary(node)
                yield f"{self._spelled(node)} = {text}"

    def _claim_temporary(self, node: Term) -> None:
        spelled_so = self.names.claim(f"t{sum(1 for one in self.known if one.args) + 1}")
        self.known[node] = make(Head.NAME, data=Name(spelled_so, typed=spelled_so), shape=node.shape)

    def _expression(self, term: Term) -> str:
        return python(fold(term, self._with_names))

    def _with_names(self, node: Term, args: tuple[Term, ...]) -> Term:
        known = self.known.get(node)
        if known is not None:
            return known
        if node.head is Head.NAME and not node.shape:
            self._claim(node)
            return self.known[node]
        return rebuild(node, args)


def _is_work(node: Term) -> bool:
    """Whether computing the node again would cost more than a name."""
    return node.head not in (Head.NEGATION, Head.TRANSPOSE, Head.RELATION) and not (
        node.head is Head.MATMUL and all(not part.args or part.head is Head.TRANSPOSE for part in node.args)
        and not node.shape
    )  # fmt: skip


def _sizes_in(node: Term) -> Iterator[str]:
    if node.head is Head.ARRAY:
        for option in node.data[1:]:
            yield from size_names(option)
    elif node.head is Head.NAME and not node.shape:
        yield node.data.plain


def _python_name(identity: str) -> str:
    theirs = function(identity).sympy
    return theirs if spelled(theirs) is not None else identity


def _called(terms: Sequence[Term]) -> dict[tuple[str, int], None]:
    """(function, how many arguments) of every call."""
    return {(node.data, len(node.args)): None for node in distinct_nodes(terms) if node.head is Head.CALL}


def _function_names(terms: Sequence[Term]) -> list[str]:
    return [_python_name(identity) for identity, _ in _called(terms)]


def _helpers(terms: Sequence[Term]) -> Iterator[str]:
    """Entrywise functions, each from the code its record has for NumPy."""
    for identity, count in _called(terms):
        title = _python_name(identity)
        if title in NOTATION:
            continue
        inputs = tuple(name_term(f"u{i + 1}" if count > 1 else "u") for i in range(count))
        program = flatten(read(call(identity, *inputs))).program._replace(inputs=inputs)
        source = write_source(expanded(program, NUMPY), NUMPY, title, ", ".join)
        yield _ONE_LINE.sub(r"    return \2\n", source)


def _imports(terms: Sequence[Term]) -> Iterator[str]:
    """Import lines of what the source calls by name."""
    text = [python(term) for term in terms]
    for module, table in (("array_functions", ARRAY_FUNCTIONS), ("array_notation", {**NOTATION, **CONSTANTS})):
        used = sorted(one for one in table if any(f"{one}" in line for line in text))
        if used:
            yield f"from symgrad.numeric.{module} import {', '.join(used)}"
