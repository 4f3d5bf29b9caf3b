"""LaTeX commands: what each one is to the reader. A new command is one row here."""

from symgrad.terms.names import ACCENTS, GREEK

#: commands that only space or size, dropped while reading
SPACING = frozenset(
    ", ; : ! > / quad qquad thinspace medspace thickspace negthinspace negmedspace negthickspace enspace "
    "space substack displaystyle textstyle scriptstyle limits nolimits nonumber notag hfill "
    "allowbreak nobreak noindent".split()
) | {" ", "\n", "\t"}

_SIDES = (("l", "open"), ("r", "close"), ("", ""))

#: size commands before a delimiter: which side they stand on ("" for either)
SIZES: dict[str, str] = {
    "left": "open", "right": "close", "middle": "",
    **{size + side: kind for size in ("big", "Big", "bigg", "Bigg") for side, kind in _SIDES},
}  # fmt: skip

#: command -> (kind of token, value)
COMMANDS: dict[str, tuple[str, str]] = {
    **{name: ("name", name) for name in GREEK},
    "pi": ("constant", "pi"), "infty": ("constant", "oo"), "imath": ("name", "i"), "jmath": ("name", "j"),
    "cdot": ("op", "cdot"), "times": ("op", "*"), "ast": ("op", "*"), "cdotp": ("op", "cdot"), "bullet": ("op", "cdot"),
    "div": ("op", "/"), "odot": ("op", "⊙"), "circ": ("op", "⊙"),
    "otimes": ("op", "⊗"), "star": ("op", "⋆"), "oslash": ("op", "⊘"),
    "le": ("op", "<="), "leq": ("op", "<="), "leqslant": ("op", "<="), "lt": ("op", "<"), "gt": ("op", ">"),
    "ge": ("op", ">="), "geq": ("op", ">="), "geqslant": ("op", ">="), "ne": ("op", "!="), "neq": ("op", "!="),
    "approx": ("op", "≈"), "coloneqq": ("op", ":="), "coloneq": ("op", ":="), "eqcolon": ("op", ":="),
    "leftarrow": ("op", "<-"), "gets": ("op", "<-"), "to": ("op", "->"), "rightarrow": ("op", "->"),
    "longrightarrow": ("op", "->"), "mapsto": ("op", "->"), "longmapsto": ("op", "->"), "colon": ("op", ":"),
    "pm": ("op", "±"), "mp": ("op", "∓"), "degree": ("op", "°"),
    "partial": ("op", "∂"), "nabla": ("op", "∇"), "prime": ("op", "'"), "top": ("op", "⊤"), "intercal": ("op", "⊤"),
    "land": ("op", "and"), "wedge": ("op", "and"), "lor": ("op", "or"), "vee": ("op", "or"), "lnot": ("op", "not"),
    "neg": ("op", "not"),
    "{": ("open", "\\{"), "}": ("close", "\\}"), "lbrace": ("open", "\\{"), "rbrace": ("close", "\\}"),
    "lbrack": ("open", "["), "rbrack": ("close", "]"), "lparen": ("open", "("), "rparen": ("close", ")"),
    "lfloor": ("open", "⌊"), "rfloor": ("close", "⌋"), "lceil": ("open", "⌈"), "rceil": ("close", "⌉"),
    "langle": ("open", "⟨"), "rangle": ("close", "⟩"), "lvert": ("open", "|"), "rvert": ("close", "|"),
    "lVert": ("open", "‖"), "rVert": ("close", "‖"), "|": ("bar", "‖"), "Vert": ("bar", "‖"), "vert": ("bar", "|"),
    "mid": ("bar", "|"), "\\": ("row", "\\\\"), "cr": ("row", "\\\\"), "newline": ("row", "\\\\"),
}  # fmt: skip

#: closing bracket of each opening one
PARTNER: dict[str, str] = {
    "(": ")", "[": "]", "{": "}", "\\{": "\\}", "⌊": "⌋", "⌈": "⌉", "⟨": "⟩", "|": "|", "‖": "‖", ".": ".",
}  # fmt: skip

#: accent command -> plain name of the accent
ACCENT_COMMANDS: dict[str, str] = {command[1:]: name for name, (command, _) in ACCENTS.items()}
ACCENT_COMMANDS |= {"widehat": "hat", "overline": "bar", "widetilde": "tilde", "overrightarrow": "vec"}

#: font command -> style of the name
FONTS: dict[str, str] = {
    "mathbf": "bf", "boldsymbol": "bf", "bm": "bf", "textbf": "bf", "pmb": "bf", "mathcal": "cal", "mathscr": "cal",
    "mathrm": "rm", "text": "rm", "textrm": "rm", "operatorname": "rm", "mathit": "", "textit": "", "mathsf": "",
    "mathnormal": "", "mathbb": "bf", "mbox": "rm", "mathop": "rm",
}  # fmt: skip

#: commands that begin something the grammar has a form for
FORMS = frozenset("frac dfrac tfrac cfrac sqrt sum prod int lim underbrace boxed det norm".split())

#: environments that only lay rows out
LAYOUTS = frozenset(
    "align align* aligned alignat alignat* gather gather* gathered equation equation* split eqnarray eqnarray* "
    "multline multline* displaymath math flalign flalign*".split()
)

MATRICES: dict[str, str] = {
    "matrix": "", "pmatrix": "(", "bmatrix": "[", "Bmatrix": "\\{", "vmatrix": "|", "Vmatrix": "‖", "smallmatrix": "",
}  # fmt: skip

#: environments that are an expression
BLOCKS = frozenset(["cases", "dcases", "rcases", "array", *MATRICES])

#: commands that are understood and refused: what to write instead
UNREAD: dict[str, str] = {
    "in": "say where a variable lies with domain=...",
    "binom": "write it with factorials",
    "%": "write 10\\% as 0.1", "$": "put dollar signs around the whole formula only", "equiv": "write =",
    "sim": "write =", "propto": "write =", "forall": "say where a variable lies with domain=...",
    "ldots": "write all terms, or \\sum", "cdots": "write all terms, or \\sum", "dots": "write all terms, or \\sum",
    "argmax": "", "argmin": "", "sup": "", "inf": "", "iint": "write two integral signs", "oint": "",
    "dv": "write \\frac{dy}{dx}", "pdv": "write \\frac{\\partial f}{\\partial x}", "qty": "write \\left( and \\right)",
    "mod": "", "bmod": "", "pmod": "", "#": "remove it",
    "Rightarrow": "write one formula a row", "implies": "write one formula a row", "iff": "write one formula a row",
    "Leftrightarrow": "write one formula a row", "because": "", "therefore": "",
}  # fmt: skip
