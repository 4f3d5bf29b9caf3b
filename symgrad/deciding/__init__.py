"""Judges: equality of expressions, gradients, and the statements of a derivation. None of them uses the rules."""

from symgrad.deciding.checking import check
from symgrad.deciding.equality import equal, equal_terms
from symgrad.deciding.reports import CheckReport
from symgrad.deciding.statements import prove_equal
from symgrad.deciding.verdicts import Counterexample, Evidence, Verdict

__all__ = ["CheckReport", "Counterexample", "Evidence", "Verdict", "check", "equal", "equal_terms", "prove_equal"]
