"""The graph of named formulas drawn from the inputs to the result, with values and slopes where there are numbers."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from symgrad.errors import LimitError, SymgradError
from symgrad.graph import Definition, Graph
from symgrad.numeric import lambdify, read, value_and_grad
from symgrad.plotting.style import CURVE, INK, SERIES, finish, new_figure, written
from symgrad.terms import Term
from symgrad.terms.build import add, name
from symgrad.terms.traverse import free_names

#: more names than this are no picture
MOST_NAMES = 80

Place = tuple[float, float]


class Network(NamedTuple):
    """What is drawn: who uses whom, and for each name its value and the slope of the result in it, or nothing."""

    graph: Graph
    values: Mapping[str, float]
    slopes: Mapping[str, float]


def graph(f: Any, *, at: Mapping[str, Any] | None = None, path: str | Path | None = None) -> Figure:
    """The network of named formulas as boxes and arrows, inputs on the left, the result on the right.

    f is a system of formulas, or what `backpropagate` gave; with numbers (`at`, or those of the backpropagation) each
    box shows its value and, below it, the slope of the result in it. `path` saves the picture. Raises LimitError for
    more than MOST_NAMES names.
    """
    network = _network(f, at)
    names = [*network.graph.inputs, *(one.name for one in network.graph.definitions)]
    if len(names) > MOST_NAMES:
        raise LimitError(f"{len(names)} names are too many for a picture", hint="draw a smaller network")
    places = _places(network.graph)
    width = 1.7 * (1 + max(x for x, _ in places.values()))
    height = 1.0 * max(_heights(places).values()) + 0.6
    figure, axes = new_figure(max(width, 4), max(height, 2.2))
    _arrows(axes, network.graph, places)
    for one in names:
        _box(axes, network, one, places[one])
    if network.slopes:
        _legend(axes, network.graph.output.name)
    axes.set_axis_off()
    axes.set(xlim=(-0.6, max(x for x, _ in places.values()) + 0.6),
             ylim=(min(y for _, y in places.values()) - 0.7, max(y for _, y in places.values()) + 0.7))  # fmt: skip
    return finish(figure, path)


def _network(f: Any, at: Mapping[str, Any] | None) -> Network:
    source = getattr(f, "source", None)
    if isinstance(source, Graph):
        return _of_derivation(f, source)
    system = read(f)
    if at is None:
        return Network(system, {}, {})
    point = {key: float(value) for key, value in at.items()}
    missing = [one.data.plain for one in system.inputs if one.data.plain not in point]
    if missing:
        raise SymgradError(f"no value for {', '.join(missing)}", hint="give a number for every input")
    return Network(system, _values(system, point), _slopes(system, point))


def _of_derivation(derivation: Any, source: Graph) -> Network:
    """The numbers that a backpropagation knows; none where it was done in letters."""
    try:
        return Network(source, derivation.values, derivation.adjoints)
    except SymgradError:
        return Network(source, {}, {})


def _values(system: Graph, point: Mapping[str, float]) -> dict[str, float]:
    found = dict(point)
    for one in system.definitions:
        f = lambdify(one.term, [n.data.plain for n in free_names(one.term)])
        found[one.name.data.plain] = float(f(*(found[n.data.plain] for n in free_names(one.term))))
    return found


def _slopes(system: Graph, point: Mapping[str, float]) -> dict[str, float]:
    """The slope in every name: in that of a small amount added to it, at the amount 0."""
    added = {one.name: name(f"added_{i}") for i, one in enumerate(system.definitions)}
    rows = tuple(Definition(one.name, add(one.term, added[one.name])) for one in system.definitions)
    moved = Graph(rows, system.outputs, (), system.domain)
    stands_for = {one.data.plain: key.data.plain for key, one in added.items()} | {key: key for key in point}
    both = value_and_grad(moved, list(stands_for))
    _, slopes = both(*(point.get(arg, 0.0) for arg in both.args))
    return {stands_for[key]: float(slope) for key, slope in zip(stands_for, slopes, strict=True)}


def _places(system: Graph) -> dict[Term, Place]:
    """Column by the longest way from the inputs; an input stands just before what uses it first."""
    column: dict[Term, int] = {}
    for one in system.definitions:
        column[one.name] = 1 + max((column.get(used, 0) for used in free_names(one.term)), default=0)
    for one in reversed(system.definitions):
        for used in free_names(one.term):
            if used in system.inputs:
                column[used] = min(column.get(used, column[one.name] - 1), column[one.name] - 1)
    columns: dict[int, list[Term]] = {}
    for each in (*(one.name for one in system.definitions), *system.inputs):
        columns.setdefault(column.get(each, 0), []).append(each)
    return {one: (float(x), (len(members) - 1) / 2 - i)
            for x, members in columns.items() for i, one in enumerate(members)}  # fmt: skip


def _heights(places: Mapping[Term, Place]) -> dict[float, int]:
    columns = [x for x, _ in places.values()]
    return {x: columns.count(x) for x in columns}


def _arrows(axes: Axes, system: Graph, places: Mapping[Term, Place]) -> None:
    for one in system.definitions:
        for used in free_names(one.term):
            axes.annotate("", places[one.name], places[used],
                          arrowprops={"arrowstyle": "-|>", "color": CURVE, "alpha": 0.55, "shrinkA": 17, "shrinkB": 17,
                                      "linewidth": 1.1})  # fmt: skip


def _legend(axes: Axes, output: Term) -> None:
    told = ((SERIES[1], "above: the value"), (SERIES[0], f"below: the slope of {written(output)}"))
    for i, (colour, words) in enumerate(told):
        axes.text(1.0, 0.06 - 0.06 * i, words, transform=axes.transAxes, ha="right", va="bottom", fontsize=9,
                  color=colour)  # fmt: skip


def _box(axes: Axes, network: Network, one: Term, place: Place) -> None:
    """The name in a box; its value above, the slope of the result in it below."""
    x, y = place
    is_input = one in network.graph.inputs
    look = {"boxstyle": "round,pad=0.35", "facecolor": "white" if is_input else "#dfe9f5", "edgecolor": INK,
            "linewidth": 1.0}  # fmt: skip
    axes.text(x, y, written(one), ha="center", va="center", fontsize=12, color=INK, bbox=look, zorder=3)
    key = str(one.data.plain)
    if key in network.values:
        axes.text(x, y + 0.3, f"{network.values[key]:.4g}", ha="center", va="bottom", fontsize=9, color=SERIES[1],
                  zorder=4)  # fmt: skip
    if key in network.slopes:
        axes.text(x, y - 0.3, f"{network.slopes[key]:.4g}", ha="center", va="top", fontsize=9, color=SERIES[0],
                  zorder=4)  # fmt: skip
