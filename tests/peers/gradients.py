"""Gradients: right ones, planted errors and kinks, judged by us and by the checks of torch, JAX and SciPy.

Each tool is called as its documentation says, with its default tolerances, in double precision. SciPy's check returns
the length of the difference: below 1e-6 it is taken as accepted, the tolerance of its own examples.
"""

import importlib.util
import math
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

import symgrad as sg
from symgrad.errors import SymgradError
from tests.peers.functions import Claim, claims

SCIPYS_TOLERANCE = 1e-6

Judge = Callable[[Claim], bool]
"""Whether the claimed slopes are accepted; whatever is raised counts as refused, as these tools raise to refuse."""


def _ours(claim: Claim) -> bool:
    slopes = [slope(math, *claim.point) for slope in claim.slopes]
    at = dict(zip("xy", claim.point, strict=True))
    code = _exact_code(claim)
    report = sg.check(claim.function.text, code if code is not None else slopes, ["x", "y"], at=at)
    return report.verdict == "agrees"


def _exact_code(claim: Claim) -> Callable[..., Any]:
    """The claimed gradient as somebody's own code."""
    return lambda x, y: [slope(math, x, y) for slope in claim.slopes]


def _by_torch(claim: Claim) -> bool:
    import torch

    class Claimed(torch.autograd.Function):
        @staticmethod
        def forward(ctx: Any, x: Any, y: Any) -> Any:
            ctx.save_for_backward(x, y)
            return claim.function.value(torch, x, y)

        @staticmethod
        def backward(ctx: Any, upstream: Any) -> Any:
            x, y = ctx.saved_tensors
            return tuple(upstream * slope(torch, x, y) for slope in claim.slopes)

    point = [torch.tensor(part, dtype=torch.float64, requires_grad=True) for part in claim.point]
    return bool(torch.autograd.gradcheck(Claimed.apply, point))


def _by_jax(claim: Claim) -> bool:
    import jax
    from jax.test_util import check_grads

    jax.config.update("jax_enable_x64", True)
    import jax.numpy as jnp

    @jax.custom_vjp
    def f(x: Any, y: Any) -> Any:
        return claim.function.value(jnp, x, y)

    f.defvjp(lambda x, y: (f(x, y), (x, y)), lambda at, up: tuple(up * slope(jnp, *at) for slope in claim.slopes))
    check_grads(f, tuple(map(jnp.asarray, claim.point)), order=1, modes=["rev"])
    return True


def _by_scipy(claim: Claim) -> bool:
    from scipy.optimize import check_grad

    error = check_grad(
        lambda p: claim.function.value(np, p[0], p[1]),
        lambda p: np.array([slope(np, p[0], p[1]) for slope in claim.slopes]),
        np.array(claim.point),
    )
    return bool(error < SCIPYS_TOLERANCE)


JUDGES: Mapping[str, tuple[str, Judge]] = {
    "symgrad check": ("symgrad", _ours),
    "torch.autograd.gradcheck": ("torch", _by_torch),
    "jax.test_util.check_grads": ("jax", _by_jax),
    "scipy.optimize.check_grad": ("scipy", _by_scipy),
}

COLUMNS = (
    "right: accepted",
    "right: rejected",
    "wrong: rejected",
    "wrong: accepted",
    "kink: refused",
    "kink: accepted",
)


def installed() -> dict[str, Judge]:
    """The judges whose library is there."""
    return {name: judge for name, (library, judge) in JUDGES.items() if importlib.util.find_spec(library)}


def column(claim: Claim, accepted: bool) -> str:
    """Where a verdict is counted."""
    return f"{claim.truth}: {'accepted' if accepted else 'refused' if claim.truth == 'kink' else 'rejected'}"


def counted(seed: int, judges: Mapping[str, Judge]) -> tuple[dict[str, Counter[str]], list[str]]:
    """Per judge how often each outcome came, and our own failures in words."""
    seen: dict[str, Counter[str]] = {name: Counter() for name in judges}
    failures = []
    for claim in claims(seed):
        for name, judge in judges.items():
            where = column(claim, _accepts(judge, claim))
            seen[name][where] += 1
            if name == "symgrad check" and where not in ("right: accepted", "wrong: rejected", "kink: refused"):
                failures.append(f"{where}: `{claim.function.text}` at {claim.point} ({claim.how})")
    return seen, failures


def _accepts(judge: Judge, claim: Claim) -> bool:
    try:
        return judge(claim)
    except (AssertionError, ArithmeticError, RuntimeError, ValueError, SymgradError):
        return False
