"""What runs in the worker process: reading formulas with latex2sympy2."""

from typing import Any

from symgrad.algebra.second.library import tree_of
from symgrad.algebra.second.trees import term_of
from symgrad.terms.codec import to_json
from symgrad.workers import job


@job
def read_formula(payload: Any) -> Any:
    """{"text", "log_base"} -> {"term", "plain_log": whether a log without a base is in it}."""
    text = payload["text"]
    tree, plain_log = tree_of(text, payload["log_base"])
    return {"term": to_json(term_of(tree, partial="\\partial" in text)), "plain_log": plain_log}
