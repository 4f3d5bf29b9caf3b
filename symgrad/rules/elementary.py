"""Logarithms, absolute value, sign, maximum, minimum, steps."""

from collections.abc import Callable

from symgrad.rules.rule import Law, Rule, Slip, Terms, register, slip, slope_rule
from symgrad.terms.build import ONE, TWO, ZERO, add, call, div, logic, mul, neg, piecewise, power, relation
from symgrad.terms.functions import function
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction


def _log(u: Terms, du: Terms, y: Term) -> Term:
    if len(u) == 1:
        return mul(div(ONE, u[0]), du[0])
    inside, base = u
    direct = mul(div(ONE, mul(inside, call("log", base))), du[0])
    if du[1] is ZERO:
        return direct
    by_base = neg(mul(div(call("log", inside), mul(base, power(call("log", base), TWO))), du[1]))
    return by_base if du[0] is ZERO else add(direct, by_base)


def _extreme(wins: str) -> Law:
    """The law of max (wins ">") or min (wins "<"): the derivative of the argument that is attained."""

    def law(u: Terms, du: Terms, y: Term) -> Term:
        if all(d is du[0] for d in du):
            return du[0]
        return piecewise(*((d, _beats(i, u, wins)) for i, d in enumerate(du)))

    return law


def _beats(winner: int, all_of: Terms, wins: str) -> Term:
    others = [other for i, other in enumerate(all_of) if i != winner]
    return logic("and", *(_relation(all_of[winner], wins, other) for other in others))


def _relation(one: Term, wins: str, other: Term) -> Term:
    """one > other, written with the number on the right: 0 > z reads z < 0."""
    if as_fraction(one) is not None:
        return relation(other, "<" if wins == ">" else ">", one)
    return relation(one, wins, other)


def _extreme_rule(function_id: str, wins: str) -> Rule:
    record = function(function_id)
    return Rule(
        f"derivative.{function_id}",
        function_id,
        f"derivative of a {record.says}",
        _extreme(wins),
        f"The derivative of the argument that is the {record.says}; where two are equal there may be none.",
        2,
        needs=lambda *u: tuple(relation(kink, "!=", ZERO) for kink in record.kinks(*u)),
        slips=(Slip(f"{function_id}.sum", "the derivatives were added", lambda u, du, y: add(*du), "activation"),),
        example=f"{function_id}(0, x)",
    )


def _off_zero(u: Term) -> Terms:
    return (relation(u, "!=", ZERO),)


def _not_whole(u: Term) -> Terms:
    return (relation(u, "!=", call("floor", u)),)


def _flat(function_id: str, words: str, needs: Callable[[Term], Terms]) -> Rule:
    """A function that is constant between its jumps."""
    return slope_rule(
        function_id,
        lambda u, y: ZERO,
        sentence=words,
        needs=needs,
        slips=(slip(f"{function_id}.one", "the slope was taken to be 1", "constants", lambda u, y: ONE),),
    )


register(
    Rule(
        "derivative.log", "log", "derivative of the logarithm", _log,
        "One over what is inside, times the derivative of what is inside; to another base, also over the logarithm of "
        "the base.", example="log(x)",
        slips=(
            Slip("log.itself", "the logarithm was left as it is", lambda u, du, y: mul(y, du[0]), "logarithm"),
            Slip("log.inner_only", "the inner derivative alone was taken for the answer",
                 lambda u, du, y: div(ONE, du[0]), "logarithm"),
        ),
    ),
    slope_rule("abs", lambda u, y: call("sign", u), example="abs(x)",
               needs=lambda u: (relation(u, "!=", ZERO),),
               sentence="The sign of what is inside, times its derivative; at zero there is a kink and no derivative.",
               slips=(slip("abs.one", "the bars were ignored", "algebra", lambda u, y: ONE),)),
    _flat("sign", "The sign is constant on both sides of zero, so its slope is 0; at zero it jumps.", _off_zero),
    _flat("floor", "Rounding down is constant between whole numbers.", _not_whole),
    _flat("ceil", "Rounding up is constant between whole numbers.", _not_whole),
    _flat("step", "The step is constant on both sides of zero.", _off_zero),
    _extreme_rule("max", ">"),
    _extreme_rule("min", "<"),
)  # fmt: skip
