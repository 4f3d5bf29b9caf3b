"""Functions and commands whose arguments have a form of their own: fractions, roots, sums, limits, SymPy's classes."""

from collections.abc import Callable

from symgrad.parsing import binders, leibniz, scripts
from symgrad.parsing.brackets import listed
from symgrad.parsing.cursor import Cursor
from symgrad.parsing.levels import POWER
from symgrad.parsing.limits import MAX_ORDER
from symgrad.parsing.tokens import Token
from symgrad.terms.build import (
    ONE,
    TRUE,
    TWO,
    add,
    apply,
    call,
    derivative,
    div,
    evaluated,
    gradient,
    hadamard,
    inner,
    integer,
    logic,
    matmul,
    mul,
    neg,
    piecewise,
    power,
    relation,
    root,
    sub,
    unary,
)
from symgrad.terms.heads import Head
from symgrad.terms.names import Applied
from symgrad.terms.node import Term

_CONDITIONS = (Head.RELATION, Head.LOGIC, Head.TRUTH)


def form(r: Cursor, token: Token, name: str) -> Term:
    """The form of this name; the token itself was passed."""
    reader = FORMS.get(name)
    if reader is None:
        raise r.unsupported(f"{r.shown(token)} is not read yet", token)
    return reader(r, token)


def _arguments(r: Cursor, token: Token, fewest: int, most: int | None = None) -> list[Term]:
    opening = r.peek
    if opening.kind != "open":
        raise r.error(f"{r.shown(token)} needs its arguments in brackets", token, f"write {r.shown(token)}(...)")
    r.advance()
    if r.peek.kind in ("close", "comma"):
        raise r.error(f"an argument of {r.shown(token)} is missing", r.peek)
    args = listed(r, opening)
    if len(args) < fewest or len(args) > (most or fewest):
        wanted = str(fewest) if most in (None, fewest) else f"{fewest} to {most}"
        raise r.error(f"{r.shown(token)} takes {wanted} arguments, not {len(args)}", token)
    return args


def _fraction(r: Cursor, token: Token) -> Term:
    derived = leibniz.fraction(r, token)
    if derived is not None:
        return derived
    top = scripts.tex_argument(r)
    bottom = scripts.tex_argument(r)
    if bottom.shape:
        raise r.error("the denominator is a number", token)
    return r.make(token, div, top, bottom)


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
        return _arguments(r, token, 1)[0]
    if r.python or not r.starts_factor():
        raise r.error(f"the argument of {r.shown(token)} is missing", token, f"write {r.shown(token)}(x)")
    return r.expr(POWER)


def _log_to(base: int) -> Callable[[Cursor, Token], Term]:
    return lambda r, token: call("log", _one(r, token), integer(base))


def _unary(build: Callable[[Term], Term]) -> Callable[[Cursor, Token], Term]:
    return lambda r, token: r.make(token, build, _one(r, token))


def _binary(build: Callable[[Term, Term], Term]) -> Callable[[Cursor, Token], Term]:
    return lambda r, token: r.make(token, build, *_arguments(r, token, 2))


def _related(sign: str) -> Callable[[Cursor, Token], Term]:
    return _binary(lambda a, b: relation(a, sign, b))


def _combined(kind: str) -> Callable[[Cursor, Token], Term]:
    return lambda r, token: logic(kind, *_arguments(r, token, 1, 1 if kind == "not" else 50))


def _root_of_degree(r: Cursor, token: Token) -> Term:
    args = _arguments(r, token, 1, 2)
    return root(args[0], args[1] if len(args) > 1 else TWO)


def _number_class(r: Cursor, token: Token) -> Term:
    args = _arguments(r, token, 1, 2)
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
    for case in _arguments(r, token, 1, 100):
        if case.head is not Head.TUPLE or len(case.args) != 2 or case.args[1].head not in _CONDITIONS:
            raise r.error("each case is a pair (value, condition)", token, "write Piecewise((x, x > 0), (0, True))")
        cases.append((case.args[0], case.args[1]))
    return r.make(token, piecewise, *cases)


def _where(r: Cursor, token: Token) -> Term:
    condition, value, other = _arguments(r, token, 3)
    if condition.head not in _CONDITIONS:
        raise r.error("the first argument of where is a condition", token)
    return r.make(token, piecewise, (value, condition), (other, TRUE))


def _derivative(r: Cursor, token: Token) -> Term:
    body, *rest = _arguments(r, token, 1, 50)
    names: list[Term] = []
    for one in rest:
        names.extend(_repeated(r, token, one, names))
    if not names:
        raise r.error("the derivative in which variable?", token, f"write {r.shown(token)}(f, x)")
    if len(names) > MAX_ORDER:
        raise r.source.limit(f"a derivative of an order beyond {MAX_ORDER}", token.start)
    return derivative(body, *names)


def _repeated(r: Cursor, token: Token, one: Term, before: list[Term]) -> list[Term]:
    """A variable, a pair (variable, times), or a number of times for the variable before."""
    if one.head is Head.NAME:
        return [one]
    if one.head is Head.INTEGER and before and one.data <= MAX_ORDER:
        return [before[-1]] * (one.data - 1)
    pair = one.args if one.head is Head.TUPLE and len(one.args) == 2 else ()
    if not pair or pair[0].head is not Head.NAME or pair[1].head is not Head.INTEGER:
        raise r.error("a derivative is taken in variables: x or (x, 2)", token)
    if pair[1].data > MAX_ORDER:
        raise r.source.limit(f"a derivative of an order beyond {MAX_ORDER}", token.start)
    return [pair[0]] * pair[1].data


def _substituted(r: Cursor, token: Token) -> Term:
    """Subs(f, x, 3) and Subs(f, (x, y), (3, 4)); of a derivative in its own letters, the partial at that place."""
    body, names, values = _arguments(r, token, 3)
    left = names.args if names.head is Head.TUPLE else (names,)
    right = values.args if values.head is Head.TUPLE else (values,)
    if len(left) != len(right) or any(one.head is not Head.NAME for one in left):
        raise r.error("Subs takes names and as many values", token, "write Subs(f, (x, y), (3, 4))")
    inside = body.args[0] if body.head is Head.DERIVATIVE else body
    if (
        body.head is Head.DERIVATIVE
        and inside.head is Head.APPLY
        and inside.args == left
        and not any(inside.data.orders)
    ):
        return apply(Applied(inside.data.name, tuple(body.args[1:].count(one) for one in left)), *right)
    return evaluated(body, *(part for pair in zip(left, right, strict=True) for part in pair))


def _gradient(r: Cursor, token: Token) -> Term:
    body, *names = _arguments(r, token, 1, 100)
    if any(one.head is not Head.NAME for one in names):
        raise r.error("a gradient is taken in names", token)
    return gradient(body, *names)


def _logdet(term: Term) -> Term:
    return call("log", unary(Head.DETERMINANT, term))


def _norm(r: Cursor, token: Token) -> Term:
    args = _arguments(r, token, 1, 2)
    kind = "F" if len(args[0].shape) == 2 else "2"
    if len(args) == 2:
        given = args[1].data if args[1].head in (Head.INTEGER, Head.CONSTANT) else None
        if given not in (1, 2, "oo"):
            raise r.unsupported("norms are read for 1, 2 and oo", token)
        kind = {1: "1", 2: "2", "oo": "inf"}[given]
    return unary(Head.NORM, args[0], kind)


def _bracketed(r: Cursor, token: Token) -> Term:
    """\\boxed{...}, \\underbrace{...}_{...}: what stands inside."""
    term = scripts.tex_argument(r)
    if token.value == "underbrace" and r.accept("op", "_"):
        scripts.skip_argument(r)
    return term


def _unary_head(head: Head) -> Callable[[Term], Term]:
    return lambda term: unary(head, term)


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
    **dict.fromkeys(("pow", "power"), _binary(scripts.raised)),
    "log2": _log_to(2),
    **dict.fromkeys(("log10", "lg"), _log_to(10)),
    "log1p": _unary(lambda u: call("log", add(ONE, u))),
    "expm1": _unary(lambda u: sub(call("exp", u), ONE)),
    **dict.fromkeys(("Rational", "Integer", "Float"), _number_class),
    "Piecewise": _piecewise,
    "where": _where,
    **dict.fromkeys(("Derivative", "diff"), _derivative),
    **{name: _related(sign) for name, sign in _RELATED.items()},
    "And": _combined("and"),
    "Or": _combined("or"),
    "Not": _combined("not"),
    **{name: _unary(_unary_head(head)) for head, names in _HEADS.items() for name in names},
    "Subs": _substituted,
    "Gradient": _gradient,
    "logdet": _unary(_logdet),
    "norm": _norm,
    **dict.fromkeys(("inner", "dot"), _binary(inner)),
    "matmul": _binary(matmul),
    "multiply": _binary(lambda a, b: hadamard(a, b) if a.shape and b.shape else mul(a, b)),
    "add": _binary(add),
    "subtract": _binary(sub),
    "divide": _binary(div),
    "square": _unary(lambda u: power(u, TWO)),
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
    "Matrix": lambda r, token: _arguments(r, token, 1)[0],
    **dict.fromkeys(("boxed", "underbrace"), _bracketed),
}
