"""Names of variables and unknown functions: base letter, accents, indices, and the spelling that was typed.

`w1`, `w_1` and `w_{1}` are one name: they share a `key`. What was typed first is kept for printing.
"""

from typing import NamedTuple

#: Greek names in the order of the alphabet, with their letters.
GREEK: dict[str, str] = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ", "eta": "η", "theta": "θ",
    "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "omicron": "ο", "pi": "π", "rho": "ρ",
    "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ",
    "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
    "varepsilon": "ϵ", "vartheta": "ϑ", "varphi": "ϕ", "varrho": "ϱ", "ell": "ℓ",
}  # fmt: skip

#: Accents by their plain name: (LaTeX command, combining character).
ACCENTS: dict[str, tuple[str, str]] = {
    "hat": ("\\hat", "\u0302"),
    "bar": ("\\bar", "\u0304"),
    "tilde": ("\\tilde", "\u0303"),
    "dot": ("\\dot", "\u0307"),
    "ddot": ("\\ddot", "\u0308"),
    "vec": ("\\vec", "\u20d7"),
}


class Name(NamedTuple):
    """A variable's name. `typed` is its plain spelling as first typed, empty where `plain` would rebuild the same."""

    base: str
    accents: tuple[str, ...] = ()
    sub: str = ""
    sup: str = ""
    style: str = ""  # "", "bf", "cal", "rm": how the base is set in LaTeX
    typed: str = ""

    @property
    def plain(self) -> str:
        """Spelling in plain text, such as `y_hat_i` or `w_ij^(1)`; what `.sympy` calls the symbol."""
        return self.typed or self.rebuilt

    @property
    def rebuilt(self) -> str:
        """The plain spelling made from the parts."""
        parts = [self.base, *self.accents]
        if self.sub:
            parts.append(self.sub)
        return "_".join(parts) + (f"^{self.sup}" if self.sup else "")

    @property
    def key(self) -> str:
        """The same for every spelling of one name: what evaluation and declarations go by."""
        return self.rebuilt


class Applied(NamedTuple):
    """An unknown function as it is called: its name, and how often it is differentiated in each argument."""

    name: Name
    orders: tuple[int, ...] = ()  # () for f itself; (1,) for f'; (0, 1) for the partial in the second argument

    @property
    def differentiated(self) -> bool:
        """Whether any partial is taken."""
        return any(self.orders)


def simple_name(text: str) -> Name:
    """The Name that a plain spelling stands for: `w1`, `w_1`, `y_hat`, `alpha_2`, `w_ij^(1)`."""
    stem, _, sup = text.partition("^")
    base, *rest = stem.split("_")
    accents = []
    while rest and rest[0] in ACCENTS:
        accents.append(rest.pop(0))
    sub = "_".join(rest)
    if not rest and not accents:
        letters = base.rstrip("0123456789")
        if letters and letters != base:
            base, sub = letters, base[len(letters) :]
    if len(base) > 1 and base not in GREEK and rest and not accents and not rest[-1].isdigit() and len(rest[-1]) > 2:
        base, sub = stem, ""  # learning_rate is a word, not a letter with an index
    bare = Name(base, tuple(accents), sub, sup)
    return bare if bare.rebuilt == text else bare._replace(typed=text)
