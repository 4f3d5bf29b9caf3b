"""Judges: equality of expressions, gradients, and the lines of a derivation. None of them uses the rules.

Each is loaded on first use: a derivation is proved without what reads answers, and without SymPy where it can be.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from symgrad.deciding.answers import equal
    from symgrad.deciding.checking import check
    from symgrad.deciding.equality import equal_terms
    from symgrad.deciding.forms import FormReport, equal_form
    from symgrad.deciding.limits import approaches, limit_agrees, one_sided_equal
    from symgrad.deciding.local import slope_agrees
    from symgrad.deciding.proving import prove_equal
    from symgrad.deciding.reports import CheckReport
    from symgrad.deciding.verdicts import Counterexample, Evidence, Verdict

_HOME = {
    "check": "checking",
    "equal": "answers",
    "equal_form": "forms",
    "equal_terms": "equality",
    "approaches": "limits",
    "limit_agrees": "limits",
    "one_sided_equal": "limits",
    "prove_equal": "proving",
    "slope_agrees": "local",
    "CheckReport": "reports",
    "FormReport": "forms",
    "Counterexample": "verdicts",
    "Evidence": "verdicts",
    "Verdict": "verdicts",
}

__all__ = [
    "CheckReport",
    "Counterexample",
    "Evidence",
    "FormReport",
    "Verdict",
    "approaches",
    "check",
    "equal",
    "equal_form",
    "equal_terms",
    "limit_agrees",
    "one_sided_equal",
    "prove_equal",
    "slope_agrees",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)
