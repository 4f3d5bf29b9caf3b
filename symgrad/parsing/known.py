"""What the reader knows of names before and while it reads: declared, defined, and met so far; and its notes."""

import re
from collections.abc import Iterable, Mapping
from numbers import Integral
from typing import NamedTuple

from symgrad.errors import LimitError, SymgradError
from symgrad.notation.linear.python import identifier
from symgrad.parsing.limits import MAX_NAME, MAX_NAMES, MAX_SIDE
from symgrad.terms.build import name as name_term
from symgrad.terms.names import GREEK, Name, simple_name
from symgrad.terms.node import Term
from symgrad.terms.shapes import Shape

#: a name in plain spelling: a letter, its index, and a superscript such as ^(1), ^[2] or ^*
_NAME = re.compile(r"\\?[^\W\d_][\w,+-]*(?:\^(?:\*+|'+|[(\[][\w+-]{1,3}[)\]]))?")

#: letters that stand for a function before a bracket
FUNCTION_LETTERS = frozenset(["f", "g", "h", "F", "G", "H", "phi", "psi", "varphi", "Phi", "Psi"])


class Note(NamedTuple):
    """One ambiguity: where, how it was read, and the other reading where that would change the meaning."""

    place: int
    text: str
    other: str = ""
    unless_plain: str = ""  # not worth saying if the name with this key is used as a plain variable elsewhere


class Known:
    """Names by key. `functions` are declared or defined as functions; `inlined` are functions defined in the input."""

    def __init__(
        self,
        symbols: Iterable[str] | str | None = None,
        functions: Iterable[str] | str | None = None,
        shapes: Mapping[str, Shape] | None = None,
        others: Iterable[str] = (),
    ) -> None:
        self.names: dict[str, Term] = {}
        self.families: dict[str, tuple[str, Shape]] = {}  # by base: the running index of vectors declared as h_t
        self.declared: set[str] = set()
        self.functions: set[str] = set()
        self.defined: set[str] = set()
        self.words: set[str] = set()
        self.identifiers: dict[str, str] = {"lambda_": "lambda"}
        for spelling in (*_listed(symbols), *others):
            self.declare(spelling)
        for spelling, shape in (shapes or {}).items():
            self.declare(spelling, tuple(shape))
        for spelling in _listed(functions):
            self.declare(spelling, function=True)

    def declare(self, spelling: str, shape: Shape = (), *, function: bool = False) -> str:
        """Say that this is a name, of this shape, or a function; its key. Raises SymgradError for what is no name."""
        spelling = spelling.strip()
        if not _NAME.fullmatch(spelling) or len(spelling) > MAX_NAME:
            shown = spelling if spelling.isprintable() else ascii(spelling)
            reason = f"'{shown[:MAX_NAME]}' is not a name"
            raise SymgradError(reason, hint="a name is a letter, then letters, digits and _")
        shape = _checked(spelling, shape)
        data = _plain_greek(simple_name(spelling.lstrip("\\")))
        if function:
            self.functions.add(data.key)
        self.names[data.key] = name_term(data, shape) if shape else name_term(data)
        if shape and len(data.sub) == 1 and data.sub.isalpha():
            self.families[_base(data)] = (data.sub, shape)
        self.declared.add(data.key)
        self._word(data)
        if not data.plain.isidentifier():
            self.identifiers[identifier(data)] = data.plain
        return data.key

    def define(self, data: Name, *, function: bool = False) -> None:
        """Say that the input itself defines this name."""
        self.defined.add(data.key)
        if function:
            self.functions.add(data.key)
        self._word(data)

    def _word(self, data: Name) -> None:
        if len(data.base) > 1 and data.base.isalpha():
            self.words.add(data.base)

    def has(self, spelling: str) -> bool:
        """Whether this plain spelling was declared or is defined in the input."""
        if spelling in self.declared or spelling in self.defined:
            return True
        key = simple_name(spelling).key
        return key in self.declared or key in self.defined

    @property
    def has_arrays(self) -> bool:
        """Whether a vector or matrix was declared."""
        return bool(self.shaped)

    @property
    def shaped(self) -> frozenset[Term]:
        """The names of vectors and matrices."""
        return frozenset(term for term in self.names.values() if term.shape)

    def reshape(self, name: Term, shape: Shape) -> Term:
        """Say that the name has this shape, as its definition shows; the name with it."""
        self.names[name.data.key] = found = name_term(name.data, shape)
        return found

    def is_function(self, key: str) -> bool:
        """Whether the name with this key was declared or defined as a function."""
        return key in self.functions

    def term(self, data: Name) -> Term:
        """The name as a term, in the spelling and shape in which it was declared or first met."""
        found = self.names.get(data.key)
        if found is None:
            if len(self.names) >= MAX_NAMES:
                raise OverflowError
            shape = self.shape_in_family(data)
            found = self.names[data.key] = name_term(data, shape) if shape else name_term(data)
        return found

    def shape_in_family(self, data: Name) -> Shape:
        """The shape of h_{t-1}, h_T or h_1 where h_t was declared as a vector or matrix; none for other names."""
        letter, shape = self.families.get(_base(data), ("", ()))
        moved = re.fullmatch(rf"{letter}([+-]\d+)?|\d+|{letter.upper()}", data.sub) if letter else None
        return shape if moved else ()


def _base(data: Name) -> str:
    """The name without its index."""
    return data._replace(sub="", typed="").key


def _checked(spelling: str, shape: Shape) -> Shape:
    """The shape, if it is one of a vector or matrix. Raises SymgradError, LimitError beyond MAX_SIDE."""
    hint = f'write shapes={{"{spelling}": (3, "n")}}'
    if len(shape) > 2:
        raise SymgradError(f"{spelling} is to have {len(shape)} sizes; a matrix has two", hint=hint)
    for size in shape:
        is_size = size >= 1 if isinstance(size, Integral) else isinstance(size, str) and size.isidentifier()
        if not is_size:
            raise SymgradError(f"{size!r} is not a size of {spelling}", hint=hint)
        if isinstance(size, Integral) and size > MAX_SIDE:
            raise LimitError(f"{spelling} is to have more than {MAX_SIDE} rows or columns")
    return tuple(int(size) if isinstance(size, Integral) else size for size in shape)


def _plain_greek(data: Name) -> Name:
    """The letter α is declared under its plain name."""
    for plain, letter in GREEK.items():
        if data.base == letter:
            return data._replace(base=plain)
    return data


def _listed(names: Iterable[str] | str | None) -> list[str]:
    if names is None:
        return []
    return names.replace(",", " ").split() if isinstance(names, str) else [str(one) for one in names]
