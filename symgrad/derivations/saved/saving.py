"""Derivations as plain data and back.."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from symgrad.derivations.state import State
from symgrad.derivations.step import Reason, Step, Weight
from symgrad.errors import DataError
from symgrad.graph import Constraint, Definition, Domain, Graph
from symgrad.terms.codec import from_json, to_json
from symgrad.terms.node import Term

if TYPE_CHECKING:
    from symgrad.derivations.derivation import Derivation

VERSION = 1


def to_data(derivation: "Derivation") -> dict[str, Any]:
    """The derivation as dictionaries, lists, strings and numbers."""
    return {"symgrad": VERSION, **_derivation(derivation)}


def from_data(data: Mapping[str, Any]) -> "Derivation":
    """The derivation that `to_data` wrote. Raises DataError for anything else."""
    if not isinstance(data, Mapping) or data.get("symgrad") != VERSION:
        raise DataError("this is not a saved derivation", hint=f'a saved derivation has "symgrad": {VERSION}')
    try:
        return _read_derivation(data)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise DataError(f"the saved derivation is damaged: {error}") from error


def _derivation(d: "Derivation") -> dict[str, Any]:
    return {
        "goal": d.goal,
        "title": d.title,
        "detail": d.detail,
        "notes": list(d.notes),
        "source": _graph(d.source),
        "states": [_state(s) for s in d.own_states],
        "result": to_json(d.result),
        "children": [_derivation(child) for child in d.children],
        "graph": _graph(d.graph),
    }


def _read_derivation(data: Mapping[str, Any]) -> "Derivation":
    from symgrad.derivations.backward import Backpropagation
    from symgrad.derivations.derivation import Derivation

    kind = Backpropagation if data["goal"] == "backpropagation" else Derivation
    return kind(
        str(data["goal"]),
        str(data["title"]),
        _read_graph(data["source"]),
        tuple(_read_state(s) for s in data["states"]),
        from_json(data["result"]),
        tuple(_read_derivation(child) for child in data["children"]),
        _read_graph(data["graph"]),
        tuple(str(n) for n in data["notes"]),
        str(data["detail"]),
    )


def _state(s: State) -> dict[str, Any]:
    return {
        "statement": to_json(s.statement),
        "relation": s.relation,
        "rule": s.rule,
        "reason": _reason(s.reason),
        "conditions": [to_json(c) for c in s.conditions],
        "left": None if s.left is None else to_json(s.left),
        "steps": [_step(step) for step in s.steps],
        "marks": list(s.marks),
        "braces": [_reason(label) for label in s.braces],
        **({"children": [_state(one) for one in s.children]} if s.children else {}),
    }


def _read_state(data: Mapping[str, Any]) -> State:
    return State(
        from_json(data["statement"]),
        str(data["relation"]),
        str(data["rule"]),
        _read_reason(data["reason"]),
        tuple(from_json(c) for c in data["conditions"]),
        _maybe(data["left"]),
        tuple(_read_step(s) for s in data["steps"]),
        tuple(str(m) for m in data["marks"]),
        tuple(_read_reason(label) for label in data["braces"]),
        tuple(_read_state(one) for one in data.get("children", ())),
    )


def _step(s: Step) -> dict[str, Any]:
    return {
        "rule": s.rule,
        "weight": int(s.weight),
        "before": to_json(s.before),
        "after": to_json(s.after),
        "reason": _reason(s.reason),
        "target": None if s.target is None else to_json(s.target),
        "result": None if s.result is None else to_json(s.result),
        "conditions": [to_json(c) for c in s.conditions],
    }


def _read_step(data: Mapping[str, Any]) -> Step:
    return Step(
        str(data["rule"]),
        Weight(data["weight"]),
        from_json(data["before"]),
        from_json(data["after"]),
        _read_reason(data["reason"]),
        _maybe(data["target"]),
        _maybe(data["result"]),
        tuple(from_json(c) for c in data["conditions"]),
    )


def _maybe(data: Any) -> Term | None:
    return None if data is None else from_json(data)


def _reason(reason: Reason) -> list[Any]:
    return [part if isinstance(part, str) else {"term": to_json(part)} for part in reason]


def _read_reason(data: Any) -> Reason:
    return tuple(part if isinstance(part, str) else from_json(part["term"]) for part in data)


def _graph(g: Graph) -> dict[str, Any]:
    return {
        "definitions": [
            {"name": to_json(d.name), "term": to_json(d.term), "parameters": [to_json(p) for p in d.parameters],
             "anonymous": d.anonymous}
            for d in g.definitions
        ],
        "outputs": [to_json(o) for o in g.outputs],
        "equations": [to_json(e) for e in g.equations],
        "domain": [_constraint(key, c) for key, c in g.domain.entries],
        "notes": list(g.notes),
        "typed": [to_json(t) for t in g.typed],
        "chosen": g.chosen,
    }  # fmt: skip


def _constraint(key: str, c: Constraint) -> dict[str, Any]:
    ends = [None if end is None else to_json(end) for end in (c.lower, c.upper)]
    return {"name": key, "words": list(c.words), "lower": ends[0], "upper": ends[1]}


def _read_graph(data: Mapping[str, Any]) -> Graph:
    domain = tuple(
        (str(c["name"]), Constraint(tuple(str(w) for w in c["words"]), _maybe(c["lower"]), _maybe(c["upper"])))
        for c in data["domain"]
    )
    definitions = tuple(
        Definition(
            from_json(d["name"]),
            from_json(d["term"]),
            tuple(from_json(p) for p in d["parameters"]),
            bool(d["anonymous"]),
        )
        for d in data["definitions"]
    )
    return Graph(
        definitions,
        tuple(from_json(o) for o in data["outputs"]),
        tuple(from_json(e) for e in data["equations"]),
        Domain(domain),
        tuple(str(n) for n in data["notes"]),
        tuple(from_json(t) for t in data["typed"]),
        bool(data["chosen"]),
    )  # fmt: skip
