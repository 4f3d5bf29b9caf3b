"""An inert derivative that is to be expanded, and how its parts are written."""

from symgrad.terms.build import ZERO, derivative, name
from symgrad.terms.families import entries_met
from symgrad.terms.node import Term
from symgrad.terms.traverse import depends_on

#: letters for what is inside, in the order they are taken; the reader's own names are never used
FRESH = ("u", "v", "w", "s", "t", "r", "p", "q", "m", "n")


class Target:
    """An inert derivative d/dx[body] to be expanded, with how its own parts are written."""

    def __init__(self, node: Term, taken: frozenset[str]) -> None:
        self.node = node
        self.body, self.variable = node.args[0], node.args[1]
        self.partial = node.data == "partial"
        self.taken = taken
        self.general = any(entries_met(self.body, self.variable))

    def d(self, part: Term) -> Term:
        """d/dx[part], left inert; 0 where x does not occur in it."""
        return derivative(part, self.variable, partial=self.partial) if self.moves(part) else ZERO

    def moves(self, part: Term) -> bool:
        """Whether x occurs in the part; for x_j also whether another entry of x does, which may be the same one."""
        return depends_on(part, self.variable) or (self.general and any(entries_met(part, self.variable)))

    def fresh(self) -> Term:
        """A letter for what is inside that nobody uses."""
        numbered = (f"{FRESH[0]}_{k}" for k in range(1, 1000))
        return name(next(c for c in (*FRESH, *numbered) if c not in self.taken))
