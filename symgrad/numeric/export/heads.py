"""How each head is spelled, from the texts of its parts: one row a head."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from symgrad.errors import UnsupportedError
from symgrad.numeric.export.chains import product
from symgrad.numeric.spelling import ANY, ATOM, POWER, PRODUCT, SIGN, SUM, Text, spell_constant, spell_number
from symgrad.terms import Head, Term
from symgrad.terms.build import E
from symgrad.terms.functions.arrays import ARRAY_FUNCTIONS
from symgrad.terms.shapes import as_matrix
from symgrad.terms.traverse import as_fraction

if TYPE_CHECKING:
    from symgrad.numeric.export.expressions import Expressions

Parts = Sequence[Text]
Writer = Callable[["Expressions", Term, Parts], Text]

#: functions whose row in the table goes by the shape of what they make
_MADE = frozenset({"unvec", "col2im"})
_SIMPLE = re.compile(r"-?[\w.]+")
_SIGNS = {"=": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


def _number(writer: "Expressions", node: Term, _: Parts) -> Text:
    return spell_number(node, writer.language.backend)


def _constant(writer: "Expressions", node: Term, _: Parts) -> Text:
    return spell_constant(node, writer.language.constants)


def _name(_: "Expressions", node: Term, __: Parts) -> Text:
    raise UnsupportedError(f"{node.data.plain} has no value in the code")


def _sum(_: "Expressions", __: Term, parts: Parts) -> Text:
    text = parts[0].at(SUM)
    for part in parts[1:]:
        minus = part.text.startswith("-") and part.level >= PRODUCT
        text += f" - {part.text[1:]}" if minus else f" + {part.at(PRODUCT)}"
    return Text(text, SUM)


def _negation(_: "Expressions", __: Term, parts: Parts) -> Text:
    return Text(f"-{parts[0].at(PRODUCT)}", PRODUCT)


def _product(_: "Expressions", __: Term, parts: Parts) -> Text:
    return product(parts)


def _quotient(_: "Expressions", __: Term, parts: Parts) -> Text:
    return Text(f"{parts[0].at(PRODUCT)} / {parts[1].at(SIGN)}", PRODUCT)


def _power(writer: "Expressions", node: Term, parts: Parts) -> Text:
    base, exponent = parts
    if node.shape and node.head is Head.POWER:
        return writer.operation("matrix_power", parts)
    if node.args[0] is E:
        return writer.function("exp", [exponent], writer.is_plain(node))
    value = as_fraction(node.args[1])
    if value is not None and value.denominator > 1:
        return _rooted(writer, node, base, value.denominator, value.numerator)
    return _raised(base, exponent)


def _raised(base: Text, exponent: Text) -> Text:
    """Without spaces between simple operands, as usual in Python."""
    below, above = base.at(ATOM), exponent.at(SIGN)
    simple = all(_SIMPLE.fullmatch(one) for one in (below, above))
    return Text(f"{below}**{above}" if simple else f"{below} ** {above}", POWER)


def _root(writer: "Expressions", node: Term, parts: Parts) -> Text:
    degree = as_fraction(node.args[1])
    if degree is None or degree.denominator != 1:
        return _raised(parts[0], Text(f"(1 / {parts[1].at(SIGN)})"))
    return _rooted(writer, node, parts[0], int(degree), 1)


def _rooted(writer: "Expressions", node: Term, base: Text, degree: int, exponent: int) -> Text:
    """The real root, of negative numbers too where the degree is odd; then the power."""
    backend = writer.language.constants if writer.is_plain(node) else writer.language.backend
    if degree % 2 == 0 and degree > 2:
        return _raised(base, Text(f"({exponent} / {degree})"))
    if degree == 2:
        root = f"{backend.module}.sqrt({base.text})"
    else:
        root = backend.cube_root.format(base.text) if degree == 3 else f"odd_root({base.text}, {degree})"
    return Text(root) if exponent == 1 else _raised(Text(root), Text(str(exponent)))


def _call(writer: "Expressions", node: Term, parts: Parts) -> Text:
    is_number = writer.is_plain(node)
    if node.data == "log" and len(parts) == 2:
        top, bottom = (writer.function("log", [part], is_number) for part in _arrays(writer, node, parts))
        return Text(f"{top.text} / {bottom.text}", PRODUCT)
    if len(parts) > 1 and not is_number:
        parts = _arrays(writer, node, parts)
    if node.data not in ("max", "min"):
        return writer.function(node.data, parts, is_number)
    found = parts[0]
    for part in parts[1:]:
        found = writer.function(node.data, [found, part], is_number)
    return found


def _arrays(writer: "Expressions", node: Term, parts: Parts) -> Parts:
    """Plain numbers among the arguments as arrays, where the language has functions of arrays alone."""
    if "constant" not in writer.language.operations or writer.is_plain(node):
        return parts
    return [
        writer.operation("constant", [part]) if writer.is_plain(child) else part
        for child, part in zip(node.args, parts, strict=True)
    ]


def _relation(_: "Expressions", node: Term, parts: Parts) -> Text:
    links = [
        f"{a.at(SUM)} {_SIGNS[sign]} {b.at(SUM)}" for (a, b), sign in zip(pairwise(parts), node.data, strict=False)
    ]
    return Text(links[0] if len(links) == 1 else " & ".join(f"({link})" for link in links), ANY)


def _logic(writer: "Expressions", node: Term, parts: Parts) -> Text:
    found = parts[0]
    if node.data == "not":
        return writer.operation("not", [found])
    for part in parts[1:]:
        found = writer.operation(node.data, [found, part])
    return found


def _piecewise(writer: "Expressions", node: Term, parts: Parts) -> Text:
    """The first piece whose condition holds; `not a number` where none does."""
    is_whole = node.args[-1].head is Head.TRUTH and node.args[-1].data is True
    cases = list(zip(node.args[0::2], parts[0::2], parts[1::2], strict=True))
    last, other = (node, Text('float("nan")'))
    if is_whole:
        last, other, _ = cases.pop()
    if (not is_whole or writer.is_plain(last)) and "constant" in writer.language.operations:
        other = writer.operation("constant", [other])
    for _, value, condition in reversed(cases):
        other = writer.operation("piece", [condition, value, other])
    return other


def _indicator(writer: "Expressions", _: Term, parts: Parts) -> Text:
    return writer.operation("indicator", parts)


def _transpose(writer: "Expressions", node: Term, parts: Parts) -> Text:
    """A vector has one side: as a row it gets two, and a row of a matrix loses one."""
    if not node.shape:
        return parts[0]
    key = "as_row" if len(node.args[0].shape) == 1 else "first_row" if len(node.shape) == 1 else "transpose"
    return writer.operation(key, parts)


def _norm(writer: "Expressions", node: Term, parts: Parts) -> Text:
    return writer.operation(f"norm.{node.data}", parts)


def _inner(writer: "Expressions", node: Term, parts: Parts) -> Text:
    """Vectors have a product of their own."""
    rank = len(node.args[0].shape)
    if rank == 2:
        return writer.operation("inner", parts)
    sign = "@" if rank else "*"
    return Text(f"{parts[0].at(PRODUCT)} {sign} {parts[1].at(SIGN)}", PRODUCT)


def _operation(key: str) -> Writer:
    return lambda writer, _, parts: writer.operation(key, parts)


def _array(writer: "Expressions", node: Term, parts: Parts) -> Text:
    """By the table: a row for vectors, if there is one, before that for matrices."""
    identity, *options = node.data
    key = f"array.{identity}"
    if identity == "stack":
        children = zip(node.args, parts, strict=True)
        parts = [part if child.shape else writer.operation("as_vector", [part]) for child, part in children]
    rank = len(node.args[0].shape) if node.args and identity not in _MADE else len(node.shape)
    usual = ".usual" if tuple(options) == ARRAY_FUNCTIONS[identity].defaults else ""
    keys = (f"{key}.{rank}{usual}", f"{key}.{rank}", f"{key}{usual}")
    known = next((one for one in keys if one in writer.language.operations), key)
    return _squeezed(writer, node, writer.operation(known, parts, writer.sizes(options)))


def _squeezed(writer: "Expressions", node: Term, made: Text) -> Text:
    """A single column is a vector, a single entry a number: sides of length 1 are left out."""
    if node.data[0] in ("rows", "conv", "maxpool", "avgpool", "pad", "kron", "stack", "full_conv"):
        sides = max((len(part.shape) for part in node.args), default=0)
        if not node.shape and sides:
            return writer.operation("squeezed.0", [made])
        if len(node.shape) < sides:
            return writer.operation("squeezed", [made], ["", "", *writer.sizes(as_matrix(node.shape)[:1])])
    return made


def _matrix(writer: "Expressions", node: Term, parts: Parts) -> Text:
    """Rows in brackets; a single column is a vector."""
    rows, columns = node.data
    texts = [part.text for part in parts]
    if len(node.shape) == 1:
        return writer.operation("matrix", [Text(f"[{', '.join(texts)}]")])
    listed = (f"[{', '.join(texts[i * columns : (i + 1) * columns])}]" for i in range(rows))
    return writer.operation("matrix", [Text(f"[{', '.join(listed)}]")])


HEADS: dict[Head, Writer] = {
    Head.INTEGER: _number,
    Head.DECIMAL: _number,
    Head.CONSTANT: _constant,
    Head.TRUTH: lambda _, node, __: Text(str(node.data)),
    Head.NAME: _name,
    Head.SUM: _sum,
    Head.NEGATION: _negation,
    Head.PRODUCT: _product,
    Head.HADAMARD: _product,
    Head.QUOTIENT: _quotient,
    Head.POWER: _power,
    Head.ENTRYWISE_POWER: _power,
    Head.ROOT: _root,
    Head.CALL: _call,
    Head.RELATION: _relation,
    Head.LOGIC: _logic,
    Head.PIECEWISE: _piecewise,
    Head.INDICATOR: _indicator,
    Head.TRANSPOSE: _transpose,
    Head.TRACE: _operation("trace"),
    Head.DETERMINANT: _operation("determinant"),
    Head.INVERSE: _operation("inverse"),
    Head.NORM: _norm,
    Head.INNER: _inner,
    Head.ARRAY: _array,
    Head.MATRIX: _matrix,
}
