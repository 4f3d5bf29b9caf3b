"""Rules: the laws of differentiation, one family a file, and the laws of tidying up."""

from symgrad.rules import activations, arithmetic, elementary, hyperbolic, powers, special, structure, trigonometric
from symgrad.rules.rule import Rule, Slip, applied, fallback, law_shown, partials, register, rule_of, rules
from symgrad.rules.units import drop_units

__all__ = [
    "Rule", "Slip", "applied", "drop_units", "fallback", "law_shown", "partials", "register", "rule_of", "rules",
]  # fmt: skip

#: the tables, named so that a reader finds them (importing one registers its rules)
FAMILIES = (arithmetic, powers, elementary, trigonometric, hyperbolic, activations, special, structure)
