"""Names for slopes that several weights share: delta for a weighted sum, e for an output that the loss judges.

A definition that more than one thing goes into is named, since each of them has its slope as a factor; a link of a
plain chain is not.
"""

from symgrad.derivations.backward.network import Network
from symgrad.derivations.backward.roles import is_prediction
from symgrad.rules import drop_units
from symgrad.rules.tidying import IN_ORDER, tidy
from symgrad.terms.build import ONE, ZERO, add, mul, name
from symgrad.terms.heads import Head
from symgrad.terms.names import Name
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names


class Deltas:
    """The named slopes of a network, and every slope in terms of them."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.names = _named(network, _shared(network))
        self.error = next((one for one, new in self.names.items() if new.data.base == "e"), None)

    def slope(self, one: Term) -> Term:
        """The slope of the output in a name: a sum over its users of their slope times the local one."""
        network = self.network
        parts = [mul(*self._factors(user), network.slopes[user][one]) for user in network.users.get(one, [])]
        return plain(add(*parts)) if parts else ONE if one is network.output else ZERO

    def _factors(self, user: Term) -> tuple[Term, ...]:
        """The slope of a user as factors: its name if it has one, else written out."""
        if user is self.network.output:
            return ()
        return (self.names[user],) if user in self.names else (self.slope(user),)


def _shared(network: Network) -> list[Term]:
    """The definitions that more than one thing goes into, and those of the same letter: z_2 beside z_1."""
    inner = [one for one in network.layers if one is not network.output]
    letters = {one.data.base for one in inner if len(network.slopes[one]) > 1 and one.data.sub}
    return [one for one in inner if len(network.slopes[one]) > 1 or (one.data.sub and one.data.base in letters)]


def plain(term: Term) -> Term:
    """Without factors 1, numbers and signs in front."""
    return tidy(drop_units(term), IN_ORDER)


def _named(network: Network, shared: list[Term]) -> dict[Term, Term]:
    """A fresh name for each: e, and delta with the index of the name it belongs to, or with that name."""
    taken = {one.data.key for one in (*network.by_name, *(n for d in network.definitions for n in free_names(d.term)))}
    found: dict[Term, Term] = {}
    errors = [one for one in shared if is_prediction(network, one) and not _is_applied(network, one)]
    if errors and "e" not in taken:
        found[errors[0]] = name("e")
    rest = [one for one in shared if one not in found]
    for one in rest:
        found[one] = _delta(one, _index(one, rest), taken)
        taken.add(found[one].data.key)
    return found


def _is_applied(network: Network, one: Term) -> bool:
    return network.by_name[one].term.head in (Head.CALL, Head.APPLY)


def _index(one: Term, rest: list[Term]) -> str:
    """The index of the name where it tells them apart, else its whole spelling; nothing where there is only one."""
    if len(rest) == 1:
        return ""
    indices = [other.data.sub for other in rest]
    return str(one.data.sub) if all(indices) and len(set(indices)) == len(indices) else str(one.data.plain)


def _delta(one: Term, index: str, taken: set[str]) -> Term:
    candidates = (Name("delta", sub=index), Name("delta", sub=str(one.data.plain)))
    spare = (Name("delta", sub=f"{one.data.plain}_{k}") for k in range(2, 1000))
    return name(next(each for each in (*candidates, *spare) if each.key not in taken))
