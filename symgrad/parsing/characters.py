"""Characters outside ASCII: those that are read, as what, and those that are refused by name."""

import unicodedata

from symgrad.terms.names import ACCENTS, GREEK

#: superscripts and subscripts as the character they raise or lower
SUPERSCRIPTS: dict[str, str] = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿⁱˣʸᵏᵗ", "0123456789+-()nixykt", strict=True))
SUBSCRIPTS: dict[str, str] = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "0123456789+-aehijklmnoprstuvx", strict=True))

#: letter -> plain name of the Greek letter
GREEK_LETTERS: dict[str, str] = {letter: name for name, letter in GREEK.items()}
GREEK_LETTERS |= {"ς": "sigma", "µ": "mu", "ε": "epsilon", "∆": "Delta", "Ω": "Omega"}

#: combining character -> plain name of the accent
COMBINING: dict[str, str] = {mark: name for name, (_, mark) in ACCENTS.items()}
COMBINING |= {"\u0305": "bar", "\u0308": "ddot"}

#: character -> (kind of token, its value)
SYMBOLS: dict[str, tuple[str, str]] = {
    **dict.fromkeys("−–—﹣", ("op", "-")),
    **dict.fromkeys("·×∗⋅•", ("op", "*")),
    **dict.fromkeys("÷∕⁄", ("op", "/")),
    "≤": ("op", "<="), "⩽": ("op", "<="), "≥": ("op", ">="), "⩾": ("op", ">="), "≠": ("op", "!="), "≈": ("op", "≈"),
    "±": ("op", "±"), "∓": ("op", "∓"), "↦": ("op", "->"), "°": ("op", "°"), "º": ("op", "°"),
    "≔": ("op", ":="), "←": ("op", "<-"), "→": ("op", "->"), "⊙": ("op", "⊙"), "∘": ("op", "⊙"),
    "⊗": ("op", "⊗"), "⋆": ("op", "⋆"), "⊘": ("op", "⊘"),
    "∂": ("op", "∂"), "∇": ("op", "∇"), "√": ("op", "√"), "∛": ("op", "∛"),
    "∑": ("command", "sum"), "∏": ("command", "prod"), "∫": ("command", "int"),
    "∞": ("constant", "oo"), "ⅈ": ("constant", "I"), "′": ("op", "'"), "’": ("op", "'"), "″": ("op", "''"),
    "ᵀ": ("op", "ᵀ"), "⊤": ("op", "⊤"),
    "⌊": ("open", "⌊"), "⌋": ("close", "⌋"), "⌈": ("open", "⌈"), "⌉": ("close", "⌉"),
    "⟨": ("open", "⟨"), "⟩": ("close", "⟩"), "‖": ("bar", "‖"), "∥": ("bar", "‖"), "∣": ("bar", "|"),
}  # fmt: skip

FRACTIONS: dict[str, tuple[int, int]] = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅙": (1, 6), "⅛": (1, 8),
}  # fmt: skip

#: letters that look like ASCII ones but are not; those that Unicode itself folds are found by NFKC
_LOOKALIKES: dict[str, str] = dict(
    zip("асеорхуіјѕһԁԛԝАВЕКМНОРСТХУІЈЅıﬁΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "aceopxyijshdqwABEKMHOPCTXYIJSifABEZHIKMNOPTYXo", strict=True)
)

_INVISIBLE = ("Cf", "Cc", "Cs", "Co", "Cn")


def is_space(character: str) -> bool:
    """Whether the character is visible white space on one line."""
    return character in " \t\r\u00a0\u2002\u2003\u2005\u2007\u2008\u2009\u200a\u202f\u3000"


def name_of(character: str) -> str:
    """A character in words: its code point and its Unicode name."""
    code = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "").lower()
    return f"{code} ({name})" if name else code


def refusal(character: str) -> tuple[str, str]:
    """Why a character outside the language is refused, and what to type instead (empty if nothing is known)."""
    category = unicodedata.category(character)
    if category in _INVISIBLE:
        kind = "control character" if category == "Cc" else "invisible or direction character"
        return f"{kind} {name_of(character)}", "delete it; it was probably copied along"
    folded = _LOOKALIKES.get(character) or unicodedata.normalize("NFKC", character)
    if folded != character and folded.isascii() and folded.strip():
        return f"{character} is {name_of(character)}, not the character it looks like", f"did you mean {folded}?"
    if ord(character) < 128:
        return f"{character!r} has no meaning here", ""
    return f"{character} {name_of(character)} is not part of the input language", ""


def accented(character: str) -> tuple[str, str] | None:
    """(letter, accent) of a precomposed letter such as ŷ, or None."""
    parts = unicodedata.normalize("NFD", character)
    if len(parts) == 2 and parts[0].isascii() and parts[0].isalpha() and parts[1] in COMBINING:
        return parts[0], COMBINING[parts[1]]
    return None
