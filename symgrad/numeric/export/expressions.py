"""Terms as expressions of a language: names, broadcasting and products of matrices; the heads are in `heads`."""

import re
from collections.abc import Mapping, Sequence

from symgrad.errors import UnsupportedError
from symgrad.numeric.export.chains import ONE, Factor, written_chain
from symgrad.numeric.export.heads import HEADS, Parts, Writer
from symgrad.numeric.export.language import Language
from symgrad.numeric.export.templates import filled
from symgrad.numeric.spelling import Text
from symgrad.terms import Head, Term
from symgrad.terms.functions import function
from symgrad.terms.plain import plain
from symgrad.terms.sizes import size_names
from symgrad.terms.traverse import free_names, postorder

#: heads whose operands are broadcast to one shape
_BROADCAST = frozenset({Head.SUM, Head.NEGATION, Head.PRODUCT, Head.HADAMARD, Head.QUOTIENT, Head.ENTRYWISE_POWER})
_MULTIPLES = _BROADCAST - {Head.SUM, Head.HADAMARD}


class Expressions:
    """Spells terms in a language. `names` are the identifiers of names and of terms that have one already.

    `numbers` are names of plain numbers (sizes); `like` is the identifier of an argument. `called` collects the
    entrywise functions that have no template of their own.
    """

    def __init__(self, language: Language, names: Mapping[Term, str], numbers: frozenset[Term], like: str) -> None:
        self.language, self.names, self.numbers, self.like = language, names, numbers, like
        self.called: dict[tuple[str, int], None] = {}
        self._narrow: dict[Term, Text] = {}

    def text(self, term: Term) -> str:
        """The term as an expression. Raises UnsupportedError for what has no spelling."""
        texts: dict[Term, Text] = {}
        self._narrow = {}
        for node in postorder(term):
            if node not in texts:
                known = self.names.get(node)
                texts[node] = self._spelled(node, texts) if known is None else Text(known)
        return texts[term].text

    def _spelled(self, node: Term, texts: Mapping[Term, Text]) -> Text:
        if node.head is Head.MATMUL:
            return self._matmul(node, texts)
        if self._is_log_softmax(node):
            return self.operation("log_softmax", [texts[node.args[0].args[0]]])
        spell = HEADS.get(node.head)
        if spell is None:
            raise UnsupportedError(f"{plain(node)} is not written as {self.language.name} code")
        if _is_ones(node):
            self._narrow[node] = ONE
        if node.head not in _BROADCAST:
            return spell(self, node, [texts[part] for part in node.args])
        self._note_narrow(node, texts, spell)
        return spell(self, node, self._broadcast(node, texts))

    def _is_log_softmax(self, node: Term) -> bool:
        """Whether a logarithm of probabilities is taken, which is computed as one."""
        inside = node.args[0] if node.head is Head.CALL and node.data == "log" and len(node.args) == 1 else node
        return inside.head is Head.ARRAY and inside.data[0] == "softmax" and inside is not node

    def _broadcast(self, node: Term, texts: Mapping[Term, Text]) -> Parts:
        """The operands; what is broadcast anyway stays narrow where another one has the whole shape."""
        whole = any(part.shape == node.shape and part not in self._narrow for part in node.args)
        if not node.shape or not whole:
            return [texts[part] for part in node.args]
        return [self._narrow.get(part, texts[part]) for part in node.args]

    def _note_narrow(self, node: Term, texts: Mapping[Term, Text], spell: Writer) -> None:
        """A multiple of what is broadcast is broadcast as well."""
        shaped = [part for part in node.args if part.shape]
        if node.head in _MULTIPLES and len(shaped) == 1 and shaped[0] in self._narrow:
            self._narrow[node] = spell(self, node, [self._narrow.get(part, texts[part]) for part in node.args])

    def _matmul(self, node: Term, texts: Mapping[Term, Text]) -> Text:
        chain = written_chain([self._factor(part, texts) for part in node.args], self.language)
        if chain.narrow is not None:
            self._narrow[node] = chain.narrow
        if all(map(_is_ones, node.args)) and len(node.shape) == 2:
            return self.operation("array.ones.2", (), self.sizes(node.shape))
        return self.operation("as_row", [chain.full]) if chain.kind == "row" and len(node.shape) == 2 else chain.full

    def _factor(self, part: Term, texts: Mapping[Term, Text]) -> Factor:
        """A row that is a transposed vector is that vector."""
        inner = part.args[0] if part.head is Head.TRANSPOSE else part
        if not part.shape:
            return Factor(texts[part], "number")
        if inner is not part and len(inner.shape) == 1 and part not in self.names:
            return Factor(texts[inner], "row", _is_ones(inner))
        if len(part.shape) == 1:
            return Factor(texts[part], "column", _is_ones(part))
        if part.shape[0] == 1:
            return Factor(self.operation("first_row", [texts[part]]), "row")
        return Factor(texts[part], "matrix", turned=None if inner is part or part in self.names else texts[inner])

    def operation(self, key: str, parts: Parts, options: Sequence[str] = ()) -> Text:
        """The operation of the language's table. Raises UnsupportedError where it has none."""
        template = self.language.operations.get(key)
        if template is None:
            raise UnsupportedError(f"{key.removeprefix('array.')} is not written as {self.language.name} code")
        return filled(template, parts, options, self.like)

    def sizes(self, options: Sequence[int | str]) -> list[str]:
        """Options of a function of whole arrays: numbers, or sizes by their identifiers."""
        return [self._size(option) for option in options]

    def _size(self, option: int | str) -> str:
        known = {one.data.plain: spelled for one, spelled in self.names.items() if one.head is Head.NAME}
        text = str(option)
        for size in size_names(option):
            text = re.sub(rf"\b{re.escape(size)}\b", known.get(size, size), text)
        return text

    def is_plain(self, node: Term) -> bool:
        """Whether a node is a number of the language itself, not an array: made of literals and sizes."""
        return not node.shape and self.numbers.issuperset(free_names(node))

    def function(self, identity: str, parts: Parts, is_number: bool = False) -> Text:
        """A function of numbers, entry by entry; of a plain number by the module for those."""
        language = self.language
        template = language.constants.template(function(identity)) if is_number else language.function(identity)
        if template is not None:
            return filled(template, parts)
        self.called[identity, len(parts)] = None
        return Text(f"{identity}({', '.join(part.text for part in parts)})")


def _is_ones(term: Term) -> bool:
    """Whether the term is a column or a row of ones."""
    core = term.args[0] if term.head is Head.TRANSPOSE else term
    return core.head is Head.ARRAY and core.data[0] == "ones"
