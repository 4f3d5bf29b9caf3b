"""A derivation's result as numbers: compiled NumPy for formulas, arrays for vectors of components."""

from typing import TYPE_CHECKING, Any

from symgrad.errors import SymgradError
from symgrad.terms.heads import Head
from symgrad.terms.traverse import free_names

if TYPE_CHECKING:
    from symgrad.derivations.derivation import Derivation


def evaluate_result(derivation: "Derivation", values: dict[str, Any]) -> Any:
    """The result at these values: a float or array; for several components an array of them.

    Raises SymgradError for a missing value.
    """
    import symgrad.numeric as numeric

    result = derivation.source_result()
    parts = result.args if result.head is Head.TUPLE else (result,)
    by_key = {_key(name): value for name, value in values.items()}
    found = []
    for part in parts:
        names = free_names(part)
        missing = [n.data.plain for n in names if n.data.key not in by_key]
        if missing:
            raise SymgradError(f"no value for {missing[0]}", hint=f"pass {missing[0]}=...")
        found.append(numeric.lambdify(part, names)(*(by_key[n.data.key] for n in names)))
    return numeric.stacked(found) if result.head is Head.TUPLE else found[0]


def _key(spelling: str) -> str:
    from symgrad.terms.names import simple_name

    return simple_name(spelling).key
