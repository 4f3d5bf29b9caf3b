"""Ways to write a SymPy expression shorter, in the order they are tried: cheap first, dear last, each of bounded time.

Every way keeps the value wherever the expression is defined; no way uses `force`.
"""

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import sympy as sp

Way = Callable[[Any], Any]


class _Spent(BaseException):
    """The time of one way is over; no `except Exception` inside SymPy may swallow it."""


class Found(NamedTuple):
    """A form, what led to it, and how many operations it takes (SymPy's count)."""

    how: str
    form: Any
    ops: int


class _Step(NamedTuple):
    """One way, the largest expression it is tried on (see `_weight`), and its seconds."""

    how: str
    way: Way
    largest: int
    seconds: float


def _common_factor(expr: Any) -> Any:
    """Numeric and symbolic factors that all terms share, taken out: exp(x)*x + exp(x) -> (x + 1)*exp(x)."""
    return sp.factor_terms(expr, fraction=True)


def _over_one(expr: Any) -> Any:
    top, bottom = sp.fraction(sp.together(expr))
    return sp.factor(top) / sp.factor(bottom)


def _expanded_over_one(expr: Any) -> Any:
    top, bottom = sp.fraction(sp.together(expr))
    return sp.expand(top) / sp.factor(bottom)


def _cancelled(expr: Any) -> Any:
    return sp.factor_terms(sp.cancel(sp.together(expr)))


def _double_angles(expr: Any) -> Any:
    return sp.trigsimp(expr, method="fu")


def _rational_in_trig(expr: Any) -> Any:
    return sp.factor(sp.trigsimp(sp.together(expr)))


def _without_sign(expr: Any) -> Any:
    """sign(u) = |u|/u wherever u is not 0."""
    return sp.factor_terms(expr.replace(sp.sign, lambda u: sp.Abs(u) / u))


def _rewritten(expr: Any) -> Any:
    return sp.powsimp(sp.factor(sp.powsimp(sp.together(expr), combine="exp")), combine="exp")


#: cheap to dear; the names are what the derivation's reasons go by
STEPS: tuple[_Step, ...] = (
    _Step("collect", _common_factor, 400, 0.1),
    _Step("powsimp", lambda e: sp.powsimp(e), 400, 0.1),
    _Step("sign", _without_sign, 200, 0.2),
    _Step("together", sp.together, 400, 0.1),
    _Step("cancel", _cancelled, 200, 0.25),
    _Step("factor", _over_one, 200, 0.25),
    _Step("factor", sp.factor, 200, 0.25),
    _Step("expand", sp.expand, 80, 0.1),
    _Step("expand", _expanded_over_one, 120, 0.2),
    _Step("powsimp", _rewritten, 120, 0.25),
    _Step("radsimp", sp.radsimp, 60, 0.25),
    _Step("trigsimp", sp.trigsimp, 120, 0.4),
    _Step("trigsimp", _double_angles, 60, 0.4),
    _Step("trigsimp", _rational_in_trig, 80, 0.4),
    _Step("sqrtdenest", sp.sqrtdenest, 60, 0.1),
    _Step("simplify", lambda e: sp.simplify(e, measure=sp.count_ops), 120, 0.8),
)

_NEEDS: dict[str, tuple[type, ...]] = {
    "trigsimp": (sp.functions.elementary.trigonometric.TrigonometricFunction,
                 sp.functions.elementary.hyperbolic.HyperbolicFunction),
    "radsimp": (sp.Pow,),
    "sqrtdenest": (sp.Pow,),
    "sign": (sp.sign,),
}  # fmt: skip

#: what a form may hold only if its origin does: values that are undefined, cases and angles nobody asked for
_FOREIGN: tuple[Any, ...] = (sp.nan, sp.zoo, sp.oo, sp.I, sp.Piecewise, sp.atan2, sp.arg, sp.re, sp.im, sp.sign)

EASY_VARIABLES = 3
"""Variables up to which an expression counts by its operations alone."""

TINY = 3
"""Operations up to which nothing is tried: there is nothing to shorten."""


def forms(expr: Any, seconds: float) -> list[Found]:
    """Distinct forms of the expression, shortest first, found within about so many seconds; it is not among them.

    Seconds are processor time, so that the same question gets the same answer on a busy machine.
    """
    short, arguments = _short_arguments(expr)
    found = {short: Found("", short, ops(short))}
    ends = time.process_time() + seconds
    if ops(expr) > TINY:
        for step in STEPS:
            for start in _starts(found, short):
                _try(step, start, found, ends)
    del found[short]
    full = [one.form.xreplace(arguments) for one in found.values()]
    rows = [Found(one.how, form, ops(form)) for one, form in zip(found.values(), full, strict=True)]
    return sorted(rows, key=lambda one: (one.ops, len(sp.sstr(one.form)), sp.sstr(one.form)))


def _short_arguments(expr: Any) -> tuple[Any, dict[Any, Any]]:
    """The expression with one letter for each long argument of a trigonometric or hyperbolic function.

    SymPy's search for identities looks into arguments, at great cost; multiples of one argument keep to one letter.
    """
    letters: dict[Any, Any] = {}
    replaced = {}
    for call in sorted(expr.atoms(*_NEEDS["trigsimp"]), key=sp.default_sort_key):
        number, core = call.args[0].as_coeff_Mul()
        if len(call.args) == 1 and ops(core) > 1:
            letters.setdefault(core, sp.Dummy(f"u{len(letters)}", real=core.is_extended_real))
            replaced[call] = call.func(number * letters[core])
    return expr.xreplace(replaced), {letter: core for core, letter in letters.items()}


def ops(expr: Any) -> int:
    """How many operations SymPy counts."""
    return int(expr.count_ops())


def _starts(found: dict[Any, Found], expr: Any) -> list[Any]:
    """The expression itself and the shortest form so far."""
    best = min(found.values(), key=lambda one: one.ops).form
    return [expr] if best == expr else [expr, best]


def _try(step: _Step, start: Any, found: dict[Any, Found], ends: float) -> None:
    left = min(step.seconds, ends - time.process_time())
    needed = _NEEDS.get(step.how)
    if left <= 0 or _weight(start) > step.largest or (needed and not start.has(*needed)):
        return
    form = bounded(step.way, start, left)
    if form is None:
        return
    foreign = [kind for kind in _FOREIGN if form.has(kind) and not start.has(kind)]
    if form not in found and not foreign and not _is_contrived(form):
        found[form] = Found(step.how, form, ops(form))


def _is_contrived(form: Any) -> bool:
    """Whether it holds log(a^x), which is short by count only: people write x log(a)."""
    return any(log.args[0].is_Pow and log.args[0].exp.free_symbols for log in form.atoms(sp.log))


def _weight(expr: Any) -> float:
    """Operations, counted several times over where there are many variables: what slows SymPy down."""
    return ops(expr) * max(1.0, len(expr.free_symbols) / EASY_VARIABLES)


def bounded(way: Way, start: Any, seconds: float) -> Any:
    """What the way makes of the expression, or None where SymPy fails or the time is over."""
    try:
        with _at_most(seconds):
            return way(start)
    except (_Spent, RecursionError, ArithmeticError, LookupError, NotImplementedError, ValueError, TypeError,
            AttributeError, sp.PolynomialError):  # fmt: skip
        return None  # SymPy's own errors are of many kinds and mean only that this way leads nowhere


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """Interrupt the block when its processor time is over, whatever else the machine does; on Windows, never."""
    if sys.platform == "win32":
        yield
        return

    def ring(*_: object) -> None:
        raise _Spent

    handler = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, handler)
