"""Names and small exponents in Unicode: Greek letters, combining accents, raised and lowered digits."""

import unicodedata

from symgrad.terms.names import ACCENTS, GREEK, Name

_RAISED = dict(zip("0123456789+-()niT*'", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿⁱᵀ*′", strict=True))
_LOWERED = dict(zip("0123456789+-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))


def superscript(text: str) -> str | None:
    """The text in raised characters, or None where one of them does not exist."""
    return "".join(_RAISED[c] for c in text) if text and all(c in _RAISED for c in text) else None


def subscript(text: str) -> str | None:
    """The text in lowered characters, or None where one of them does not exist."""
    return "".join(_LOWERED[c] for c in text) if text and all(c in _LOWERED for c in text) else None


def unicode_name(name: Name, indices: str = "") -> str:
    """The name as a reader of a terminal expects it: ŷ, w₁, wᵢⱼ⁽¹⁾, δ."""
    base = GREEK.get(name.base, name.base)
    marks = "".join(ACCENTS[accent][1] for accent in name.accents)
    text = unicodedata.normalize("NFC", base[:1] + marks + base[1:])
    sub = ",".join(part for part in (name.sub, indices) if part)
    if all(len(part) == 1 for part in sub.split(",")):  # w_{jk}, as it is written by hand
        sub = sub.replace(",", "")
    if sub:
        text += subscript(sub) or f"_{GREEK.get(sub, sub)}"
    if name.sup:
        text += superscript(name.sup) or f"^{GREEK.get(name.sup, name.sup)}"
    return text
