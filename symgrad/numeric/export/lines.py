"""Definitions as lines of code: names claimed, sizes taken from shapes, what is used twice computed once."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from symgrad.numeric.export.expressions import Expressions
from symgrad.numeric.export.helpers import helpers_of, modules_of
from symgrad.numeric.export.language import Language
from symgrad.numeric.identifiers import Identifiers, identifier
from symgrad.terms import Head, Term
from symgrad.terms.build import name as name_term
from symgrad.terms.sizes import size_names
from symgrad.terms.traverse import distinct_nodes, free_names, postorder

Definitions = Sequence[tuple[Term, Term]]

_CHEAP = frozenset({Head.SUM, Head.NEGATION, Head.PRODUCT, Head.QUOTIENT, Head.POWER, Head.ENTRYWISE_POWER,
                    Head.TRANSPOSE, Head.RELATION, Head.INDICATOR, Head.MATRIX})  # fmt: skip
_NEW = frozenset({"ones", "zeros", "eye"})


class Lines:
    """Lines of one function body after the other, all with the same names.

    `inputs` are its arguments, `terms` all that will be written (sizes and repeated parts are found in them).
    """

    def __init__(self, language: Language, inputs: Sequence[Term], terms: Sequence[Term]) -> None:
        self.language, self.inputs, self.terms = language, tuple(inputs), tuple(terms)
        words = (*language.reserved, *language.modules, *language.helpers, *_functions(terms))
        self.identifiers = Identifiers(words)
        self.names: dict[Term, str] = {}
        for one in inputs:
            self.claim(one)
        like = next((self.names[one] for one in inputs if one.shape), next(iter(self.names.values()), ""))
        self._sizes = self._places()
        numbers = frozenset(name_term(size) for size in self._sizes)
        self.expressions = Expressions(language, self.names, numbers, like)
        self._count = 0
        used = {size for node in distinct_nodes(terms) for size in _sizes_in(node)}
        for size in self._sizes:
            if size in used:
                self.claim(name_term(size))
        self._uses = Counter(child for node in distinct_nodes(terms) for child in node.args)
        self._uses.update(terms)

    def claim(self, name: Term, wanted: str = "") -> str:
        """An identifier for a name or a term."""
        if name not in self.names:
            self.names[name] = self.identifiers.claim(wanted or identifier(name.data))
        return self.names[name]

    def _places(self) -> dict[str, str]:
        """size -> where it is found in the shapes of the arguments."""
        found: dict[str, str] = {}
        for one in self.inputs:
            for axis, size in enumerate(one.shape):
                if isinstance(size, str) and size.isidentifier():
                    found.setdefault(size, f"{self.names[one]}.shape[{axis}]")
        return found

    def with_sizes(self, body: Sequence[str]) -> list[str]:
        """The lines behind `n = x.shape[0]` for the sizes that they use."""
        code = "\n".join(body)
        known = ((self.names.get(name_term(size)), place) for size, place in self._sizes.items())
        return [*(f"{one} = {place}" for one, place in known if one and re.search(rf"\b{one}\b", code)), *body]

    def definitions(self, definitions: Definitions) -> Iterator[str]:
        """One line a definition, before it one for each part that is used again."""
        for name, term in definitions:
            yield from self.shared(term)
            text = self.expressions.text(term)
            yield f"{self.claim(name)} = {text}"
            if term.args:
                self.names.setdefault(term, self.names[name])

    def shared(self, term: Term) -> Iterator[str]:
        """Lines for what is used more than once below this term."""
        for node in postorder(term):
            if node is not term and self._uses[node] > 1 and node not in self.names and is_work(node):
                text = self.expressions.text(node)
                self._count += 1
                yield f"{self.claim(node, f't{self._count}')} = {text}"

    def head(self, body: str) -> str:
        """What stands before the code: imports and helpers."""
        helpers = helpers_of(body, self.expressions.called, self.language)
        return modules_of("\n".join([body, *helpers]), self.language) + "".join(f"\n\n{one}" for one in helpers)


def is_work(node: Term) -> bool:
    """Whether computing a part again would cost more than a name."""
    if not node.args or not free_names(node) or node.head is Head.TRANSPOSE:
        return False
    if node.head is Head.MATMUL and any(_is_new(part) for part in node.args):
        return False
    return not (node.head in _CHEAP and all(not part.args for part in node.args))


def _is_new(node: Term) -> bool:
    core = node.args[0] if node.head is Head.TRANSPOSE else node
    return core.head is Head.ARRAY and core.data[0] in _NEW


def _sizes_in(node: Term) -> Iterator[str]:
    if node.head is Head.ARRAY:
        for option in node.data[1:]:
            yield from size_names(option)
    elif node.head is Head.NAME and not node.shape:
        yield node.data.plain


def _functions(terms: Iterable[Term]) -> list[str]:
    return [node.data for node in distinct_nodes(terms) if node.head is Head.CALL]
