"""Signs that several notations share: constants, relations and logic in Unicode, and their LaTeX commands."""

#: constant -> Unicode
CONSTANTS = {"e": "e", "pi": "π", "I": "i", "oo": "∞"}

#: relation as stored -> Unicode; signs that are Unicode already stand for themselves
RELATIONS = {"<=": "≤", ">=": "≥", "!=": "≠", "<-": "←", "->": "→", "~=": "≈", "<=>": "⇔", "=>": "⇒", "==": "="}

#: Unicode sign -> LaTeX; signs not listed stand for themselves
COMMANDS = {
    "≤": "\\le", "≥": "\\ge", "≠": "\\ne", "≈": "\\approx", "⇔": "\\Leftrightarrow", "⇒": "\\Rightarrow",
    "→": "\\to", "←": "\\leftarrow", "≡": "\\equiv", "∈": "\\in", "∞": "\\infty", "±": "\\pm", "⋅": "\\cdot",
}  # fmt: skip

#: functions written as a pair of delimiters: id -> Unicode
FENCES = {"abs": ("|", "|"), "floor": ("⌊", "⌋"), "ceil": ("⌈", "⌉")}

#: functions whose powers are written on the function: sin^2 x
SUPERSCRIPTED = frozenset(["sin", "cos", "tan", "sec", "csc", "cot", "sinh", "cosh", "tanh", "sech", "csch", "coth"])

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
