"""What stops an evaluation: a choice to make, a value that is not real, or a question this argument cannot settle."""

Switch = tuple[str, int]
"""("sign", residue) of an atom, ("root", residue) of a sum under a root, ("parity", residue) of a whole exponent."""

Choices = dict[Switch, int]


class Fork(Exception):
    """A choice is needed: a sign (1 or -1), or which of the roots of a sum."""

    def __init__(self, switch: Switch, options: tuple[int, ...]) -> None:
        super().__init__(switch)
        self.switch = switch
        self.options = options


class Undefined(Exception):
    """No real value anywhere in this cell."""


class Unsettled(Exception):
    """This argument cannot tell."""


class Exhausted(Exception):
    """The work allowed for one proof is done."""


class Deeper(Unsettled):
    """A fourth or eighth root of a sum is needed."""


class NoRoot(Unsettled):
    """A residue has no root here: another point may do."""


class NoRootOfNumber(NoRoot):
    """A written number has no root modulo this prime; another prime may do."""


class Thirds(Unsettled):
    """Roots of degree 3 are needed: the other table of primes."""
