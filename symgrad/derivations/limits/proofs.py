"""How lines from the definition are proved: the quotients as equalities, the limits by the judge."""

from collections.abc import Callable
from fractions import Fraction

from symgrad.deciding import approaches, limit_agrees, one_sided_equal, prove_equal, slope_agrees
from symgrad.derivations.state import State
from symgrad.derivations.step import Step
from symgrad.rules.tidying.expanding import expanded
from symgrad.terms.build import ONE, ZERO, add, div, integer, mul, neg, sub
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names, postorder, rebuild, rewrite, substitute

Settled = tuple[str, str]
Equal = Callable[[Term, Term], Settled]
Settle = Callable[[Step], Settled]


def opened(statement: Term) -> Term:
    """The statement with every limit replaced by what it is the limit of."""
    return rewrite(statement, lambda node: node.args[0] if node.head is Head.LIMIT else node)


def quotient_of(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
    """d/dx[f] = lim (f(x + h) - f(x))/h: the quotient is that of the function in the question."""
    asked = state.left if state.left is not None else before.statement if before is not None else None
    if asked is None or asked.head is not Head.DERIVATIVE or state.statement.head is not Head.LIMIT:
        return [("undecided", "nothing to compare with")]
    (f, x), (body, h, _) = asked.args, state.statement.args
    status, route = equal(div(sub(substitute(f, {x: add(x, h)}), f), h), body)
    return [(status, f"what a derivative is: {route}")]


def one_case(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
    """Where the condition holds, and so close to such a point, the function is the formula; the quotient is of that."""
    if before is None or len(state.steps) != 1 or state.statement.head is not Head.LIMIT:
        return [("undecided", "nothing to compare with")]
    (claim,), (body, h, _) = state.steps, state.statement.args
    (x,) = free_names(claim.before)
    found = prove_equal(claim.before, claim.after, domain=claim.conditions)
    return [(found.status, found.route), equal(div(sub(substitute(claim.after, {x: add(x, h)}), claim.after), h), body)]


def cases(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
    """The cases put together, each derived above: slopes in balls do not refute them."""
    if state.left is None:
        return [("undecided", "nothing to compare with")]
    found = slope_agrees(state.left, state.statement)
    return [("failed" if found.status == "failed" else "proved", f"the cases derived above; {found.route}")]


def same_quotient(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
    """What the limit is taken of is equal for h != 0; also where the limit is taken apart."""
    if before is None:
        return [("undecided", "nothing to compare with")]
    first = before.statement if state.left is None else state.left
    return [equal(opened(first), opened(state.statement))]


def one_side(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
    """The same on one side of the point only: |h| = -h for h < 0."""
    limit = state.statement
    if before is None or limit.head is not Head.LIMIT:
        return [("undecided", "nothing to compare with")]
    whole, h = opened(before.statement), limit.args[1]
    exact = equal(rewrite(whole, lambda node: _near_0(node, h, limit.data)), limit.args[0])
    if exact[0] == "proved":
        return [exact]
    found = one_sided_equal(whole, limit.args[0], h, limit.data)
    return [(found.status, found.route)]


def _near_0(node: Term, h: Term, side: str) -> Term:
    """|u| as u or -u, by the sign that a polynomial u in h has for small h on one side of 0."""
    if node.head is not Head.CALL or node.data not in ("abs", "sign") or free_names(node) != (h,):
        return node
    degrees: list[tuple[int, Fraction]] = []
    for part in expanded(node.args[0]) or ():
        exponent = part.powers.get(h, Fraction(0))
        if set(part.powers) - {h} or not isinstance(exponent, Fraction) or exponent < 0 or exponent.denominator > 1:
            return node
        degrees.append((int(exponent), part.coefficient))
    if not degrees:
        return node
    lowest, coefficient = min(degrees)
    sign = integer(-1 if (coefficient < 0) != (lowest % 2 == 1 and side == "-") else 1)
    return sign if node.data == "sign" else mul(sign, node.args[0])


def unbounded(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
    """The body grows without bound: one over it goes to 0, and it has the sign that is said."""
    if before is None or before.statement.head is not Head.LIMIT:
        return [("undecided", "nothing to compare with")]
    limit = before.statement
    upside_down = limit_agrees(rebuild(limit, (_inverse(limit.args[0]), *limit.args[1:])), ZERO)
    grows = approaches(limit, state.statement)
    return [(upside_down.status, f"one over it goes to 0: {upside_down.route}"),
            ("proved" if grows else "failed", "its sign in balls")]  # fmt: skip


def _inverse(body: Term) -> Term:
    """One over a quotient, without a fraction in a fraction."""
    if body.head is Head.NEGATION:
        return neg(_inverse(body.args[0]))
    return div(body.args[1], body.args[0]) if body.head is Head.QUOTIENT else div(ONE, body)


def sides(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
    """Both one-sided limits, derived above, beside each other: each is approached, and they differ or agree."""
    found = [approaches(step.before, step.after) for step in state.steps]
    held = ("failed" if False in found else "proved", "the limits derived above, approached in balls")
    left, right = (step.after for step in state.steps)
    if "!=" not in state.statement.data:
        return [held, equal(left, right)]
    return [held, ("proved" if equal(left, right)[0] != "proved" else "failed", "the values differ")]


def values(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
    """Each limit has the value that is said, and the line is the one before with them put in."""
    if before is None:
        return [("undecided", "nothing to compare with")]
    found = [limit_agrees(step.before, step.after) for step in state.steps]
    put_in = substitute(before.statement, {step.before: step.after for step in state.steps})
    left = any(node.head is Head.LIMIT for node in postorder(put_in))
    rest = ("undecided", "a limit without a value") if left else equal(put_in, state.statement)
    return [*((_as_known(one.status, step), one.route) for one, step in zip(found, state.steps, strict=True)), rest]


def _as_known(status: str, step: Step) -> str:
    """A well-known limit that no slope in balls refutes is a theorem; any other is what the judge says."""
    return "proved" if step.rule == "limit.known" and status == "checked" else status
