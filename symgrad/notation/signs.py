"""Signs that several notations share: constants, relations and logic in Unicode, and their LaTeX commands."""

from collections.abc import Iterable

from symgrad.notation.plainness import is_name_like
from symgrad.terms.functions import Function, function, functions
from symgrad.terms.node import Term

#: constant -> Unicode
CONSTANTS = {"e": "e", "pi": "π", "I": "i", "oo": "∞"}

#: relation as stored -> Unicode; signs that are Unicode already stand for themselves
RELATIONS = {"<=": "≤", ">=": "≥", "!=": "≠", "<-": "←", "->": "→", "<=>": "⇔", "=>": "⇒", "==": "="}

#: Unicode sign -> LaTeX; signs not listed stand for themselves
COMMANDS = {
    "≤": "\\le", "≥": "\\ge", "≠": "\\ne", "≈": "\\approx", "⇔": "\\Leftrightarrow", "⇒": "\\Rightarrow",
    "→": "\\to", "←": "\\leftarrow", "≡": "\\equiv", "∈": "\\in", "∞": "\\infty", "±": "\\pm", "⋅": "\\cdot",
}  # fmt: skip

#: functions written as a pair of delimiters: id -> Unicode
FENCES = {"abs": ("|", "|"), "floor": ("⌊", "⌋"), "ceil": ("⌈", "⌉")}

#: functions whose powers are written on the function: sin^2 x
SUPERSCRIPTED = frozenset(["sin", "cos", "tan", "sec", "csc", "cot", "sinh", "cosh", "tanh", "sech", "csch", "coth"])

#: functions whose usual letter would be read as a name or another function: LaTeX spells their id
SPELLED_OUT = frozenset(
    ["LambertW", "digamma", "elliptic_k", "elliptic_e", "legendre", "hermite", "laguerre", "chebyshevt", "chebyshevu",
     "lerchphi"]
)  # fmt: skip

#: functions that always take brackets, whatever their argument
BRACKETED = frozenset(["step", "sign", "exp"])

#: how functions are called where they are set for reading rather than typed: id -> name; others go by their id
READABLE = {
    "log": "ln", "sigmoid": "σ", "gamma": "Γ", "zeta": "ζ", "relu": "ReLU", "leaky_relu": "LeakyReLU", "elu": "ELU",
    "gelu": "GELU", "silu": "SiLU", "asin": "arcsin", "acos": "arccos", "atan": "arctan", "acot": "arccot",
    "asec": "arcsec", "acsc": "arccsc", "asinh": "arsinh", "acosh": "arcosh", "atanh": "artanh", "step": "H",
    "besselj": "J", "bessely": "Y", "besseli": "I", "besselk": "K", "airyai": "Ai", "airybi": "Bi", "LambertW": "W",
    "beta": "B", "digamma": "ψ",
}  # fmt: skip


def unicode_relation(sign: str) -> str:
    """A relation's sign in Unicode."""
    return RELATIONS.get(sign, sign)


def latex_relation(sign: str) -> str:
    """A relation's sign in LaTeX."""
    shown = unicode_relation(sign)
    return COMMANDS.get(shown, shown)


def readable(function: str) -> str:
    """The name of a function as it is set for reading."""
    return READABLE.get(function, function)


def latex_function(function: Function, spelled: frozenset[str] = frozenset()) -> str:
    """The command or operator name of a function, one that reads back; by its id if that is in `spelled`."""
    by_name = function.id in SPELLED_OUT or function.id in spelled
    return f"\\operatorname{{{function.id}}}" if by_name else function.latex


def taken_letters(names: Iterable[str]) -> frozenset[str]:
    """Ids of the functions whose letter is one of these names: the sigmoid beside a variable sigma."""
    taken = set(names)
    return frozenset(record.id for record in functions() if record.latex.lstrip("\\") in taken)


def takes_bare(node: Term) -> bool:
    """Whether a call may be written without brackets: sin x, for a name, a constant or a number."""
    record = function(node.data)
    return record.bare and record.id not in BRACKETED and len(node.args) == 1 and is_name_like(node.args[0])
