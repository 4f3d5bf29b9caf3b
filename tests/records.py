"""A report over a file of problems of every kind: states proved, rules replayed, lines read back.

    python -m tests.records FILE.jsonl [--kind KIND,...] [--all]

A line of the file is one record in JSON: `kind` (below), `input_sympy` in Python spelling (a list for several
functions), `wrt` (names, or pairs of a name and an order), and what the kind needs besides (`at`, `order`,
`direction`, `branch`, `constraints`, `box`, `given` and `top` for named formulas, `values`). Whether the answers are
right is not asked here.
"""

import json
import sys
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

import symgrad as sg
from symgrad.derivations.proving.steps import replays
from symgrad.derivations.state import State
from symgrad.terms import Head
from symgrad.terms.traverse import postorder
from tests.report import replayable

Record = dict[str, Any]


class Counted(NamedTuple):
    """What was counted for one record."""

    kind: str
    name: str
    statuses: tuple[str, ...] = ()
    replayed: tuple[bool, ...] = ()
    reread: tuple[bool, ...] = ()
    milliseconds: float = 0.0
    trouble: tuple[str, ...] = ()


def _names(record: Record) -> list[str]:
    return [one[0] if isinstance(one, list) else one for one in _listed(record["wrt"])]


def _path(record: Record) -> list[str]:
    """The names in the order in which the derivatives are taken."""
    orders = [int(one[1]) if isinstance(one, list) else 1 for one in _listed(record["wrt"])]
    if len(orders) == 1 and record.get("order"):
        orders = [int(record["order"])]
    return [name for name, order in zip(_names(record), orders, strict=True) for _ in range(order)]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _read(text: str) -> sg.Graph:
    return sg.parse(text, syntax="python")


def _function(record: Record) -> Any:
    if "given" in record:
        formulas = "; ".join(f"{name} = {value}" for name, value in record["given"].items())
        return sg.parse(formulas, syntax="python", output=record["top"])
    source = record["input_sympy"]
    return [_read(one) for one in source] if isinstance(source, list) else _read(source)


def _directional(record: Record) -> Any:
    if record["direction"] == "steepest":
        return sg.steepest_slope(_function(record), _names(record), at=record["at"])
    return sg.directional_derivative(_function(record), record["direction"], _names(record), at=record["at"])


def _tangent(record: Record) -> Any:
    form = "implicit" if record.get("branch") == "implicit" else "explicit"
    return sg.tangent(_function(record), _names(record), at=record["at"], form=form)


def _implicit(record: Record) -> Any:
    x, y = _names(record)
    return sg.implicit_derivative(_function(record), y, x, order=record.get("order") or 1)


def _taylor(record: Record) -> Any:
    (x,) = _names(record)
    return sg.taylor(_function(record), x, at=record["at"][x], order=record["order"])


def _critical(record: Record) -> Any:
    names = _names(record)
    box = dict(zip(names, record["box"], strict=True)) if record.get("box") else None
    return sg.critical_points(_function(record), names, box=box)


def _lagrange(record: Record) -> Any:
    return sg.lagrange(_function(record), [_read(one) for one in record["constraints"]], _names(record))


def _backpropagated(record: Record) -> Any:
    return sg.backpropagate(_function(record), at={name: float(value) for name, value in record["values"].items()})


#: kind of record -> its derivation
DERIVED: dict[str, Callable[[Record], Any]] = {
    **dict.fromkeys(("derivative", "partial", "chain"), lambda record: sg.derivative(_function(record), _path(record))),
    "gradient": lambda record: sg.gradient(_function(record), _names(record)),
    "jacobian": lambda record: sg.jacobian(_function(record), _names(record)),
    "hessian": lambda record: sg.hessian(_function(record), _names(record)),
    "divergence": lambda record: sg.divergence(_function(record), _names(record)),
    "curl": lambda record: sg.curl(_function(record), _names(record)),
    "directional": _directional,
    "tangent": _tangent,
    "implicit": _implicit,
    "taylor": _taylor,
    "critical_points": _critical,
    "lagrange": _lagrange,
    "backprop_numbers": _backpropagated,
}


def examined(record: Record) -> Counted:
    """One record derived, proved, replayed and read back."""
    kind, name = record["kind"], record["id"]
    try:
        began = process_time()
        made = DERIVED[kind](record)
        spent = 1000 * (process_time() - began)
        rows = made.prove().rows
    except Exception as error:  # a report goes on and says what went wrong
        return Counted(kind, name, trouble=(f"{type(error).__name__}: {error}",))
    states = [row.state for row in rows]
    replayed = {f"{step.rule} in {state.text}": replays(step) for state in states for step in replayable(state)}
    reread = {state.latex: reads_back(state, made) for state in states}
    unsettled = [f"{row.status}: {row.state.text}" for row in rows if row.status != "proved"]
    short = [f"does not replay or read back: {text}" for text, ok in (*replayed.items(), *reread.items()) if not ok]
    statuses = tuple(row.status for row in rows)
    return Counted(kind, name, statuses, tuple(replayed.values()), tuple(reread.values()), spent, (*unsettled, *short))


def reads_back(state: State, made: Any) -> bool:
    """Whether the state's LaTeX, read with the problem's own names, is printed as the same LaTeX."""
    unknown = [node.data.name.plain for node in postorder(state.statement) if node.head is Head.APPLY]
    names = [one.data.plain for one in (*made.source.inputs, *(d.name for d in made.source.definitions))]
    try:
        read = sg.parse(state.latex, syntax="latex", symbols=names, functions=list(dict.fromkeys(unknown)) or None)
    except sg.SymgradError:
        return False
    return read.latex() == state.latex


def _share(parts: tuple[bool, ...]) -> str:
    return f"{sum(parts):>6}/{len(parts):<6}"


def summed(rows: list[Counted], kind: str) -> str:
    """One line of the table."""
    statuses = tuple(chain.from_iterable(row.statuses for row in rows))
    columns = (
        tuple(one == "proved" for one in statuses),
        tuple(one == "checked" for one in statuses),
        tuple(chain.from_iterable(row.replayed for row in rows)),
        tuple(chain.from_iterable(row.reread for row in rows)),
    )
    middle = sorted(row.milliseconds for row in rows)[len(rows) // 2]
    return " ".join((f"{kind:<18}{len(rows):>5}", *map(_share, columns), f"{middle:8.1f}"))


_COLUMNS = ("proved", "checked", "replay", "re-read")
HEADING = f"{'kind':<18}{'n':>5} " + " ".join(f"{column:>13}" for column in _COLUMNS) + "       ms"


def _records(path: str, kinds: list[str]) -> Iterator[Record]:
    for line in Path(path).read_text(encoding="utf8").splitlines():
        record = json.loads(line)
        usable = record.get("verified", True) and not record.get("wrong") and record["kind"] in DERIVED
        if usable and (not kinds or record["kind"] in kinds):
            yield record


def main(arguments: list[str]) -> int:
    """Print the report; 0 where every state is settled, replays and reads back."""
    kinds = arguments[arguments.index("--kind") + 1].split(",") if "--kind" in arguments else []
    rows = [examined(record) for record in _records(arguments[0], kinds)]
    print(HEADING)
    for kind in dict.fromkeys(row.kind for row in rows):
        print(summed([row for row in rows if row.kind == kind], kind))
    print(summed(rows, "all"))
    short = [row for row in rows if row.trouble]
    for row in short if "--all" in arguments else ():
        print(f"{row.name}: " + "; ".join(row.trouble[:3]))
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
