"""Judges: equality of expressions, gradients, and the statements of a derivation. None of them uses the rules."""

from symgrad.deciding.equality import equal, equal_terms
from symgrad.deciding.statements import prove_equal
from symgrad.deciding.verdicts import Counterexample, Evidence, Verdict

__all__ = ["Counterexample", "Evidence", "Verdict", "equal", "equal_terms", "prove_equal"]
