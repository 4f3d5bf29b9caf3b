"""Words in LaTeX: special characters made harmless, mathematical characters as commands."""

import unicodedata

from symgrad.terms.names import GREEK

_SPECIAL = {
    "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "%": "\\%", "#": "\\#", "$": "\\$", "&": "\\&", "_": "\\_",
    "^": "\\textasciicircum{}", "~": "\\textasciitilde{}", "<": "\\textless{}", ">": "\\textgreater{}",
    "|": "\\textbar{}", "“": "``", "”": "''", "‘": "`", "’": "'", "–": "--", "—": "---", "…": "\\ldots{}",
    "ß": "\\ss{}", "æ": "\\ae{}", "Æ": "\\AE{}", "œ": "\\oe{}", "ø": "\\o{}", "Ø": "\\O{}", "ł": "\\l{}", "Ł": "\\L{}",
    "\u00a0": "~", "\n": " ", "\t": " ",
}  # fmt: skip

_MATHEMATICAL = {
    "≤": "\\le", "≥": "\\ge", "≠": "\\ne", "≈": "\\approx", "→": "\\to", "←": "\\leftarrow", "⇒": "\\Rightarrow",
    "⇔": "\\Leftrightarrow", "∂": "\\partial", "∇": "\\nabla", "√": "\\surd", "∞": "\\infty", "·": "\\cdot",
    "⋅": "\\cdot", "×": "\\times", "−": "-", "±": "\\pm", "∈": "\\in", "⊙": "\\odot", "ᵀ": "^{\\top}", "′": "'",
    "″": "''", "⟨": "\\langle", "⟩": "\\rangle", "°": "^{\\circ}", "ŷ": "\\hat{y}", "‖": "\\|",
    "∑": "\\sum", "∏": "\\prod", "∫": "\\int", "⁻": "^{-}", "₀": "_{0}", "½": "\\frac{1}{2}", "≡": "\\equiv",
    **{letter: f"\\{name}" for name, letter in GREEK.items() if name != "omicron"},
}  # fmt: skip


def latex_words(text: str) -> str:
    """The text so that LaTeX sets just these characters; what its fonts lack is spelled without accents, or as `?`."""
    return "".join(_character(character) for character in unicodedata.normalize("NFC", text))


def _character(character: str) -> str:
    if character in _SPECIAL:
        return _SPECIAL[character]
    if character in _MATHEMATICAL:
        return f"${_MATHEMATICAL[character]}$"
    if character.isascii():
        return character if character.isprintable() else " "
    return _compatible(character)


def _compatible(character: str) -> str:
    """Raised and lowered digits as such, accented Latin letters as they are, anything else in its nearest letters."""
    plain = unicodedata.normalize("NFKD", character)
    kind = unicodedata.decomposition(character)
    if kind.startswith(("<super>", "<sub>")) and plain.isascii():
        return f"${'^' if kind.startswith('<super>') else '_'}{{{plain}}}$"
    if "\u00c0" <= character <= "\u017f" and len(plain) > 1 and plain[0].isascii():
        return character
    return "".join(part for part in plain if part.isascii()) or "?"
