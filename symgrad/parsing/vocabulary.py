"""Words with a meaning of their own: modules, keywords, constants, and words of a sentence around a formula."""

#: modules whose name may stand in front of a function
MODULES = frozenset(
    "np numpy math sp sympy jnp torch tf scipy special nn F functional jax linalg cmath mpmath mp".split()
)

KEYWORDS = frozenset("if else and or not".split())

#: words of a sentence around a formula, which are not read as names
SENTENCE = frozenset("at otherwise of the find respect let given def return import".split())

#: what to type instead of some of them
SENTENCE_HINTS = {
    "def": "pass the Python function itself, or write f(x) = x**2",
    "let": "write y = x^2",
    "at": "give the point with at=...",
    "otherwise": "write Piecewise((x, x > 0), (0, True))",
}

#: words that stand between a formula and its condition
BESIDE = frozenset("for where when with".split())

CONSTANTS = {"e": "e", "pi": "pi", "oo": "oo", "inf": "oo", "infinity": "oo"}
PYTHON_CONSTANTS = {**CONSTANTS, "E": "e", "I": "I"}
REFUSED = {"nan": "is not a number", "zoo": "is not a number", "None": "has no value", "True": "", "False": ""}

#: words that LaTeX sets as text between a value and its condition
ANNOTATIONS = frozenset("if for when where with otherwise else elsewhere".split())
