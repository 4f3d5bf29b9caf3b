"""Functions that several tests use."""

from symgrad.graph import Definition, Graph
from symgrad.terms import Term
from symgrad.terms.build import ONE, TWO, add, call, div, integer, mul, name, power, sub


def cube(x: Term) -> Term:
    """x^(1/3), the real root."""
    return power(x, div(ONE, integer(3)))


def product_of(factors: int) -> Term:
    """x_1 x_2 ... x_n, Speelpenning's product."""
    return mul(*(name(f"x_{i}") for i in range(1, factors + 1)))


def tanh_network(depth: int, width: int) -> Graph:
    """A network of tanh layers with squared error, every neuron a named formula."""
    rows: list[Definition] = []
    below = [name(f"x_{i}") for i in range(width)]
    for layer in range(depth):
        here = []
        for i in range(width):
            z, h = name(f"z_{layer}_{i}"), name(f"h_{layer}_{i}")
            weighted = [mul(name(f"w_{layer}_{i}_{j}"), one) for j, one in enumerate(below)]
            rows.append(Definition(z, add(*weighted, name(f"b_{layer}_{i}"))))
            rows.append(Definition(h, call("tanh", z)))
            here.append(h)
        below = here
    guess, loss = name("y_hat"), name("L")
    rows.append(Definition(guess, add(*(mul(name(f"v_{j}"), one) for j, one in enumerate(below)), name("c"))))
    rows.append(Definition(loss, power(sub(guess, name("y")), TWO)))
    return Graph(tuple(rows), (loss,))


def weights(graph: Graph) -> list[str]:
    """The names that are learned."""
    return [one.data.plain for one in graph.inputs if one.data.base in "wbvc"]
