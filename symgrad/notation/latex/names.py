"""Names in LaTeX: Greek letters as commands, accents, indices, words set upright."""

import re

from symgrad.terms.names import ACCENTS, GREEK, Name

#: how a base letter is set: style -> command; bold Greek needs a command of its own
_STYLES = {"bf": "\\mathbf", "cal": "\\mathcal", "rm": "\\mathrm"}

_TIMES = re.compile(r"(?<=\w)\*(?=\w)")

_ESCAPES = {
    "\\": "\\backslash ", "_": "\\_", "%": "\\%", "#": "\\#", "$": "\\$", "&": "\\&", "{": "\\{", "}": "\\}",
    "~": "\\sim ", "^": "\\hat{}",
}  # fmt: skip


def escaped(text: str) -> str:
    """The characters of a name or label that mean something to LaTeX, made harmless."""
    return "".join(_ESCAPES.get(character, character) for character in text)


def latex_name(name: Name, indices: str = "") -> str:
    """The name in LaTeX; `indices` are printed index terms that follow the name's own subscript."""
    text = _base(name)
    for accent in name.accents:
        text = f"{ACCENTS[accent][0]}{{{text}}}"
    sub = ",".join(part for part in (_index(name.sub), indices) if part)
    if sub:
        text += f"_{{{sub}}}"
    if name.sup and not name.sup.strip("'"):
        return text + name.sup
    return text + (f"^{{{_index(name.sup)}}}" if name.sup else "")


def _base(name: Name) -> str:
    base = name.base
    if base in GREEK and base != "omicron":
        return f"\\boldsymbol{{\\{base}}}" if name.style == "bf" else f"\\{base}"
    if name.style in _STYLES:
        return f"{_STYLES[name.style]}{{{escaped(base)}}}"
    if not base.isascii():
        return f"\\text{{{escaped(base)}}}"
    return escaped(base) if len(base) == 1 else f"\\mathrm{{{escaped(base)}}}"


def _index(text: str) -> str:
    """A subscript or superscript: Greek as commands, words of three letters and more upright, products with a dot."""
    if text in GREEK and text != "omicron":
        return f"\\{text}"
    if len(text) > 2 and text.isascii() and text.isalpha():
        return f"\\mathrm{{{text}}}"
    return _TIMES.sub(r" \\cdot ", escaped(text))
