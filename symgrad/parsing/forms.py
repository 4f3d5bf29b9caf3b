"""Functions and commands whose arguments have a form of their own: fractions, roots, sums, limits, SymPy's classes."""

from collections.abc import Callable

from symgrad.parsing import binders, leibniz, scripts
from symgrad.parsing.arguments import counted
from symgrad.parsing.brackets import listed
from symgrad.parsing.calculus import CALCULUS
from symgrad.parsing.cursor import Cursor
from symgrad.parsing.entrywise import divided, fitted
from symgrad.parsing.levels import POWER
from symgrad.parsing.tokens import Token
from symgrad.parsing.unknown_sizes import squared
from symgrad.terms.build import (
    ONE,
    TRUE,
    TWO,
    add,
    call,
    div,
    entrywise_power,
    hadamard,
    inner,
    integer,
    logic,
    matmul,
    mul,
    name,
    neg,
    piecewise,
    power,
    relation,
    root,
    sub,
    unary,
)
from symgrad.terms.heads import Head
from symgrad.terms.node import Term

_CONDITIONS = (Head.RELATION, Head.LOGIC, Head.TRUTH)


def form(r: Cursor, token: Token, name: str) -> Term:
    """The form of this name; the token itself was passed."""
    reader = FORMS.get(name)
    if reader is None:
        raise r.unsupported(f"{r.shown(token)} is not read yet", token)
    return reader(r, token)


def _fraction(r: Cursor, token: Token) -> Term:
    derived = leibniz.fraction(r, token)
    if derived is not None:
        return derived
    top = scripts.tex_argument(r)
    return divided(r, token, top, scripts.tex_argument(r))


def _root(r: Cursor, token: Token) -> Term:
    degree: Term = TWO
    if r.latex and r.at("open", "["):
        degree = listed(r, r.advance())[0]
    if r.latex and not r.at("open", "("):
        return root(scripts.tex_argument(r), degree)
    return root(_one(r, token), degree)


def _one(r: Cursor, token: Token) -> Term:
    """The one argument, in brackets or (outside Python) bare."""
    if r.peek.kind == "open":
        return counted(r, token, 1)[0]
    if r.python or not r.starts_factor():
        raise r.error(f"the argument of {r.shown(token)} is missing", token, f"write {r.shown(token)}(x)")
    return r.expr(POWER)


def _log_to(base: int) -> Callable[[Cursor, Token], Term]:
    return lambda r, token: call("log", _one(r, token), integer(base))


def _unary(build: Callable[[Term], Term]) -> Callable[[Cursor, Token], Term]:
    return lambda r, token: r.make(token, build, _one(r, token))


def _binary(build: Callable[[Term, Term], Term]) -> Callable[[Cursor, Token], Term]:
    return lambda r, token: r.make(token, build, *counted(r, token, 2))


def _related(sign: str) -> Callable[[Cursor, Token], Term]:
    return _binary(lambda a, b: relation(a, sign, b))


def _combined(kind: str) -> Callable[[Cursor, Token], Term]:
    return lambda r, token: logic(kind, *counted(r, token, 1, 1 if kind == "not" else 50))


def _root_of_degree(r: Cursor, token: Token) -> Term:
    args = counted(r, token, 1, 2)
    return root(args[0], args[1] if len(args) > 1 else TWO)


def _number_class(r: Cursor, token: Token) -> Term:
    args = counted(r, token, 1, 2)
    for arg in args:
        bare = arg.args[0] if arg.head is Head.NEGATION else arg
        if bare.head not in (Head.INTEGER, Head.DECIMAL):
            raise r.error(f"{r.shown(token)} takes numbers", token)
    if len(args) == 1 or token.value == "Float":
        return args[0]
    top, bottom = args
    return neg(div(top.args[0], bottom)) if top.head is Head.NEGATION else div(top, bottom)


def _piecewise(r: Cursor, token: Token) -> Term:
    cases = []
    for case in counted(r, token, 1, 100):
        if case.head is not Head.TUPLE or len(case.args) != 2 or case.args[1].head not in _CONDITIONS:
            raise r.error("each case is a pair (value, condition)", token, "write Piecewise((x, x > 0), (0, True))")
        cases.append((case.args[0], case.args[1]))
    return r.make(token, piecewise, *cases)


#: NumPy's number of a norm of vectors and ours
_VECTOR_NORMS = {1: "1", 2: "2", "oo": "inf"}


def _where(r: Cursor, token: Token) -> Term:
    condition, value, other = counted(r, token, 3)
    if condition.head not in _CONDITIONS:
        raise r.error("the first argument of where is a condition", token)
    return r.make(token, piecewise, (value, condition), (other, TRUE))


def _entrywise(build: Callable[..., Term]) -> Callable[[Cursor, Token], Term]:
    return lambda r, token: r.make(token, build, *fitted(r, token, counted(r, token, 2)))


def _multiplied(left: Term, right: Term) -> Term:
    return hadamard(left, right) if left.shape and right.shape else mul(left, right)


def _logdet(term: Term) -> Term:
    return call("log", unary(Head.DETERMINANT, term))


def _norm(r: Cursor, token: Token) -> Term:
    """norm(x), norm(X) and NumPy's second argument: 1, 2, oo of a vector, "fro" of a matrix."""
    args = counted(r, token, 1, 2)
    matrix = len(args[0].shape) == 2
    if len(args) == 2 and args[1].head is Head.RELATION:  # ord=1
        args[1] = args[1].args[1]
    if len(args) == 1 or (matrix and args[1] == name("fro")):
        return unary(Head.NORM, args[0], "F" if matrix else "2")
    given = args[1].data if args[1].head in (Head.INTEGER, Head.CONSTANT) else None
    if matrix:
        reason = "of a matrix only the Frobenius norm is read, the root of the sum of the squares of its entries"
        raise r.unsupported(reason, token, f"write {r.shown(token)}(X)")
    if given not in _VECTOR_NORMS:
        raise r.unsupported("norms are read for 1, 2 and oo", token)
    return unary(Head.NORM, args[0], _VECTOR_NORMS[given])


def _bracketed(r: Cursor, token: Token) -> Term:
    """\\boxed{...}, \\underbrace{...}_{...}: what stands inside."""
    term = scripts.tex_argument(r)
    if token.value == "underbrace" and r.accept("op", "_"):
        scripts.skip_argument(r)
    return term


def _unary_head(head: Head) -> Callable[[Term], Term]:
    square = head in (Head.DETERMINANT, Head.TRACE, Head.INVERSE)
    return lambda term: unary(head, squared(term) if square else term)


_RELATED = {"Eq": "=", "Ne": "!=", "Lt": "<", "Le": "<=", "Gt": ">", "Ge": ">="}
_HEADS = {
    Head.DETERMINANT: ("det", "Determinant"),
    Head.TRACE: ("tr", "Tr", "trace", "Trace"),
    Head.TRANSPOSE: ("transpose", "Transpose"),
    Head.INVERSE: ("inv", "Inverse"),
}  # fmt: skip

#: name -> what reads the rest of it
FORMS: dict[str, Callable[[Cursor, Token], Term]] = {
    **dict.fromkeys(("frac", "dfrac", "tfrac", "cfrac"), _fraction),
    "sqrt": _root,
    "cbrt": lambda r, token: root(_one(r, token), integer(3)),
    **dict.fromkeys(("root", "nthroot", "real_root"), _root_of_degree),
    **dict.fromkeys(("pow", "power"), _binary(scripts.raised_entries)),
    "log2": _log_to(2),
    **dict.fromkeys(("log10", "lg"), _log_to(10)),
    "log1p": _unary(lambda u: call("log", add(ONE, u))),
    "expm1": _unary(lambda u: sub(call("exp", u), ONE)),
    **dict.fromkeys(("Rational", "Integer", "Float"), _number_class),
    "Piecewise": _piecewise,
    "where": _where,
    **CALCULUS,
    "Differential": _unary(_unary_head(Head.DIFFERENTIAL)),
    **{name: _related(sign) for name, sign in _RELATED.items()},
    "And": _combined("and"),
    "Or": _combined("or"),
    "Not": _combined("not"),
    **{name: _unary(_unary_head(head)) for head, names in _HEADS.items() for name in names},
    "logdet": _unary(_logdet),
    "norm": _norm,
    "inner": _binary(inner),
    "matmul": _binary(matmul),
    "matrix_power": _binary(power),
    "multiply": _entrywise(_multiplied),
    "add": _entrywise(add),
    "subtract": _entrywise(sub),
    "divide": _entrywise(div),
    "square": _unary(lambda u: entrywise_power(u, TWO)),
    "reciprocal": _unary(lambda u: div(ONE, u)),
    "negative": _unary(neg),
    "Integral": binders.integral_call,
    "Sum": binders.big_call,
    "Product": binders.big_call,
    "Limit": binders.limit_call,
    "sum": binders.big,
    "prod": binders.big,
    "int": binders.integral_sign,
    "lim": binders.limit_sign,
    "Matrix": lambda r, token: counted(r, token, 1)[0],
    **dict.fromkeys(("boxed", "underbrace"), _bracketed),
}
