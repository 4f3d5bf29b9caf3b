"""Which words are functions, beyond the spellings in the records of `terms.functions`."""

import re

from symgrad.terms.functions import Function, functions, spelled
from symgrad.terms.functions.arrays import array_spellings

#: names that are called but are not one record: a form of its own reads their arguments
FORM_NAMES = frozenset(
    "sqrt cbrt root nthroot real_root pow power log2 log10 lg log1p expm1 Rational Integer Float Piecewise where "
    "Derivative diff Partial Prime Indicator Evaluated Differential Integral Limit Sum Product Subs Gradient Matrix "
    "Eq Ne Lt Le Gt Ge And Or Not det Determinant tr trace Trace transpose Transpose inv Inverse norm logdet inner "
    "matmul multiply add subtract divide square reciprocal negative matrix_power".split()
)

#: names that are called with vectors and matrices
ARRAY_NAMES = frozenset(array_spellings()) | frozenset(
    "mean average outer dot len ones2 ones_like zeros_like log_softmax logsoftmax vector matrix norm1 norm2".split()
)

#: functions that need no bracket around their argument: `sin x`
BARE: frozenset[str] = frozenset(
    spelling
    for record in functions()
    if record.bare and record.id not in ("step", "sign", "floor", "ceil", "abs")
    for spelling in (record.id, *record.spellings)
    if spelling != "sh"
) | {"sqrt", "cbrt", "lg", "log2", "log10"}

#: names that nothing may be called: the elementary functions
RESERVED = BARE | {"abs", "max", "min"}

#: what may stand behind a point: X.sum(axis=0)
METHODS = frozenset(["sum", "mean", "max", "min", "dot"])


def is_function(word: str) -> bool:
    """Whether a bracket behind this word makes it a known function."""
    return spelled(word) is not None or word in ARRAY_NAMES


#: what stands in \operatorname{...} in a record's LaTeX -> the record
LATEX_NAMES: dict[str, Function] = {
    found[1] + found[2]: record
    for record in functions()
    if (found := re.fullmatch(r"\\operatorname\{(\w+)\}('?)", record.latex))
}
