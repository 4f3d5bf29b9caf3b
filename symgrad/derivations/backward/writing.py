"""The lines of backpropagation in letters: forward pass, the chain rule along paths, shared slopes, gradients."""

from symgrad.derivations.asking import question
from symgrad.derivations.backward.deltas import Deltas, plain
from symgrad.derivations.backward.network import Network, Path
from symgrad.derivations.backward.reasons import edge_reason, users_reason
from symgrad.derivations.backward.roles import factor_words, is_weight
from symgrad.derivations.chain import solve
from symgrad.derivations.lines import lines
from symgrad.derivations.state import State
from symgrad.derivations.step import Reason
from symgrad.derivations.systems.paths import counted, label
from symgrad.graph import Definition
from symgrad.settings import current
from symgrad.terms.build import add, equation, mul, relation
from symgrad.terms.node import Term

#: a sum of more paths than this is not written out
MOST_WRITTEN = 4
#: so many parameters at most get their product along the path besides the one that is worked through
FEW = 3


def chain(network: Network, name: Term) -> State:
    """w -> z -> yhat -> L: the longest path from a name to the output."""
    path = max(network.paths(name), key=len)
    parts = [part for one in path[1:] for part in ("->", one)]
    return State(relation(path[0], *parts), "definition", "backward.chain", ("what depends on what",))


def forward(network: Network) -> list[State]:
    """The definitions as they are computed."""
    return [definition(one) for one in network.definitions]


def definition(one: Definition) -> State:
    """One line of the forward pass."""
    return State(equation(one.name, one.term), "definition", "backward.forward")


def worked_through(network: Network) -> list[Term]:
    """The names whose chain rule is written out: the farthest weight, and the first that several paths lead from."""
    able = [one for one in network.asked if 1 <= network.ways(one) <= MOST_WRITTEN]
    far = {one: max(map(len, network.paths(one))) for one in able}
    chosen = sorted((one for one in able if far[one] > 2), key=lambda one: (-far[one], not is_weight(network, one)))
    if not chosen:
        return []
    first = chosen[0]
    several = [one for one in able if network.ways(one) > 1 and far[one] > 2]
    return [first] if network.ways(first) > 1 or not several else [first, several[0]]


def along_paths(network: Network, deltas: Deltas, names: list[Term]) -> list[State]:
    """For each name the chain rule along its paths, the local derivatives, and these put in."""
    found: list[State] = []
    told: set[tuple[Term, Term]] = set()
    for name in names:
        ways = list(network.paths(name))
        found.append(_chain_rule(network, name, ways))
        for user, used in _edges(ways):
            if (user, used) not in told:
                told.add((user, used))
                found += _local(network, user, used)
        more = beside(network, names) if name is names[-1] else []
        edges = [edge for one in more for edge in _edges([_way(network, one)]) if edge not in told]
        found += [row for edge in edges for row in _local(network, *edge)]
        found.append(_put_in(network, deltas, name, ways))
        found += [_put_in(network, deltas, one, [_way(network, one)]) for one in more]
    return found


def beside(network: Network, names: list[Term]) -> list[Term]:
    """The other names asked for that one path leads from, where they are few: they get their products too."""
    others = [one for one in network.asked if one not in names and network.ways(one) == 1]
    return others if len(network.asked) <= FEW else []


def _way(network: Network, name: Term) -> Path:
    return next(network.paths(name))


def _edges(ways: list[Path]) -> list[tuple[Term, Term]]:
    pairs = (pair for way in ways for pair in zip(reversed(way[1:]), reversed(way[:-1]), strict=True))
    return list(dict.fromkeys(pairs))


def _chain_rule(network: Network, name: Term, ways: list[Path]) -> State:
    products = [mul(*(network.local(upper, lower) for upper, lower in _edges([way]))) for way in ways]
    if len(ways) == 1:
        braces: tuple[Reason, ...] = factor_words(network, ways[0])
        why: Reason = ("chain rule, one path",)
    else:
        braces = tuple(label(tuple(reversed(way))) for way in ways)
        why = (f"chain rule: {counted(len(ways))} lead from ", name, " to ", network.output, ", add them")
    return State(add(*products), "follows", "backward.paths", why, (), network.total(name), braces=braces)


def _local(network: Network, user: Term, used: Term) -> list[State]:
    """The local derivative on one edge: a line; for a beginner every step to it, in brief nothing."""
    left, slope = network.local(user, used), network.slopes[user][used]
    if current().detail == "brief":
        return []
    if current().detail == "beginner":
        return _worked_out(network, user, used)
    return [State(slope, "follows", "backward.local", edge_reason(network, user, used), (), left)]


def _worked_out(network: Network, user: Term, used: Term) -> list[State]:
    left, slope = network.local(user, used), network.slopes[user][used]
    asked = question(network.by_name[user].term, (used,), network.partial)
    result, steps = solve(asked)
    found = [State(asked, "follows", "backward.asked", ("what ", user, " is"), (), left)]
    found += lines(steps, "beginner")
    return found if result is slope else [*found, State(slope, "equal", "backward.named", ("by the names given",))]


def _put_in(network: Network, deltas: Deltas, name: Term, ways: list[Path]) -> State:
    products = [product(network, deltas, way) for way in ways]
    braces = () if len(ways) == 1 else tuple(label(tuple(reversed(way))) for way in ways)
    why: Reason = ("the local derivatives",)
    if deltas.error is not None and any(deltas.error in way for way in ways):
        why = ("the local derivatives; ", deltas.names[deltas.error], " = ", network.total(deltas.error))
    fitting = braces if len({*products}) == len(ways) else ()
    return State(add(*products), "follows", "backward.product", why, (), network.total(name), braces=fitting)


def product(network: Network, deltas: Deltas, way: Path) -> Term:
    """The local derivatives along a path multiplied, from the output on; e where it has a name already."""
    factors: list[Term] = []
    for upper, lower in _edges([way]):
        factors.append(network.slopes[upper][lower])
        if lower is deltas.error:
            factors = [deltas.names[lower]]
    return plain(mul(*factors))


def error(network: Network, deltas: Deltas) -> list[State]:
    """e = dL/dyhat, where the slope in the output has a name."""
    return [] if deltas.error is None else [_named(network, deltas, deltas.error)]


def shared(network: Network, deltas: Deltas) -> list[State]:
    """The slopes that several weights share, each in terms of those nearer to the output."""
    return [_named(network, deltas, one) for one in deltas.names if one is not deltas.error]


def _named(network: Network, deltas: Deltas, one: Term) -> State:
    statement = relation(deltas.names[one], "=", network.total(one), "=", deltas.slope(one))
    return State(statement, "definition", "backward.delta", users_reason(network, one))


def gradients(network: Network, deltas: Deltas, names: tuple[Term, ...]) -> list[State]:
    """The slope in each name, by the shared ones."""
    return [
        State(deltas.slope(one), "follows", "backward.gradient", _gradient_reason(network, deltas, one), (),
              network.total(one))
        for one in names
    ]  # fmt: skip


def _gradient_reason(network: Network, deltas: Deltas, one: Term) -> Reason:
    users = network.users.get(one, [])
    if not users:
        return (network.output, " does not depend on ", one)
    if len(users) > 1:
        return users_reason(network, one)
    if users[0] is network.output:
        return edge_reason(network, users[0], one)
    return (equation(network.local(users[0], one), network.slopes[users[0]][one]),)
