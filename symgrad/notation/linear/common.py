"""Writers that the one-line notations share."""

from symgrad.notation.binding import LINEAR, LOGIC, OPERANDS, Binding, needed, of_product
from symgrad.notation.linear import arrays
from symgrad.notation.linear.dialect import Dialect, Piece, Writer, held, listed
from symgrad.terms.build import is_entrywise_quotient
from symgrad.terms.heads import Head
from symgrad.terms.node import Term


def operands(node: Term, parts: tuple[Piece, ...]) -> list[str]:
    """The children's texts, each in brackets where the head needs them."""
    return [held(part, needed(OPERANDS, node.head, i)) for i, part in enumerate(parts)]


def _number(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    return Piece(str(node.data))


def _constant(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    return Piece(dialect.constants[node.data])


def _truth(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    return Piece(dialect.truths[node.data])


def _name(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    text = dialect.name(node.data)
    return Piece(text, Binding.POWER if "^" in text else Binding.ATOM)


def _sum(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    first, *rest = operands(node, parts)
    text = first + "".join(f" - {term[1:]}" if term.startswith("-") else f" + {term}" for term in rest)
    return Piece(text, Binding.SUM)


def _negation(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    return Piece("-" + operands(node, parts)[0], Binding.NEGATION)


def _infix(node: Term, parts: tuple[Piece, ...], sign: str) -> Piece:
    """Factors with a sign between them; what reaches over its right neighbours stands bare only at the end."""
    texts = operands(node, parts)
    for i, part in enumerate(parts[:-1]):
        texts[i] = held(part, Binding.ATOM) if part.binding is Binding.PREFIX else texts[i]
    return Piece(sign.join(texts), LINEAR[node.head])


def _product(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    return _infix(node, parts, dialect.times)._replace(binding=of_product(parts[-1].binding))


def _matmul(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    return _infix(node, parts, " @ ")


def _hadamard(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    return _infix(node, parts, dialect.hadamard)


def _quotient(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    if is_entrywise_quotient(node) and dialect.hadamard != dialect.times:  # where / is not entry by entry anyway
        return Piece(" ⊘ ".join(held(part, Binding.PREFIX) for part in parts), Binding.HADAMARD)
    return _infix(node, parts, "/")


def _power(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    return Piece(dialect.power.join(operands(node, parts)), Binding.POWER)


def _root(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    is_square = node.args[1].head is Head.INTEGER and node.args[1].data == 2
    return Piece(f"sqrt({parts[0].text})" if is_square else f"root({listed(parts)})", Binding.CALL)


def _call(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    return Piece(f"{dialect.function(node.data)}({listed(parts)})", Binding.CALL)


def _piecewise(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    cases = (f"({value.text}, {when.text})" for value, when in zip(parts[0::2], parts[1::2], strict=True))
    return Piece(f"Piecewise({', '.join(cases)})", Binding.CALL)


def _relation(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    first, *rest = operands(node, parts)
    signs = (dialect.relations.get(sign, sign) for sign in node.data)
    return Piece(first + "".join(f" {s} {side}" for s, side in zip(signs, rest, strict=True)), Binding.RELATION)


def _logic(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    binding = LOGIC[node.data]
    sides = [held(part, Binding(binding + 1)) for part in parts]
    return Piece(f"not {sides[0]}" if node.data == "not" else f" {node.data} ".join(sides), binding)


def _tuple(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    return Piece(f"({listed(parts)}{',' if len(parts) == 1 else ''})")


def rows_of(node: Term, parts: tuple[Piece, ...]) -> str:
    """The entries of a matrix as nested lists."""
    rows, columns = node.data
    return f"[{', '.join(f'[{listed(parts[i * columns : (i + 1) * columns])}]' for i in range(rows))}]"


#: norms whose index the reader takes for granted, by the number of dimensions of what they are of
_USUAL_NORM = {0: "2", 1: "2", 2: "F"}


def _norm(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    usual = node.data == _USUAL_NORM[len(node.args[0].shape)]
    kind = "" if usual else f", {'oo' if node.data == 'inf' else node.data}"
    return Piece(f"norm({parts[0].text}{kind})", Binding.CALL)


def _named(label: str, node: Term, parts: tuple[Piece, ...]) -> Piece:
    return Piece(f"{label}({listed(parts)})", Binding.CALL)


def _trace(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    return _named("tr", node, parts)


def _determinant(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    return _named("det", node, parts)


def _inverse(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    return _named("inv", node, parts)


def _inner(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    return _named("inner", node, parts)


def _transpose(node: Term, parts: tuple[Piece, ...], dialect: Dialect) -> Piece:
    return Piece(operands(node, parts)[0] + ".T", Binding.CALL)


WRITERS: dict[Head, Writer] = {
    Head.INTEGER: _number,
    Head.DECIMAL: _number,
    Head.CONSTANT: _constant,
    Head.TRUTH: _truth,
    Head.NAME: _name,
    Head.SUM: _sum,
    Head.NEGATION: _negation,
    Head.PRODUCT: _product,
    Head.MATMUL: _matmul,
    Head.HADAMARD: _hadamard,
    Head.QUOTIENT: _quotient,
    Head.POWER: _power,
    Head.ROOT: _root,
    Head.CALL: _call,
    Head.PIECEWISE: _piecewise,
    Head.RELATION: _relation,
    Head.LOGIC: _logic,
    Head.TUPLE: _tuple,
    Head.NORM: _norm,
    Head.TRACE: _trace,
    Head.DETERMINANT: _determinant,
    Head.INVERSE: _inverse,
    Head.INNER: _inner,
    Head.TRANSPOSE: _transpose,
    **arrays.WRITERS,
}
