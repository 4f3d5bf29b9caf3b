"""The JSON Schema (draft 2020-12) of a saved derivation."""

from typing import Any

from symgrad.derivations.saved.saving import VERSION
from symgrad.derivations.state import RELATIONS
from symgrad.derivations.step import Weight

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
FLAG: Schema = {"type": "boolean"}
TERM: Schema = {"$ref": "#/$defs/term"}


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


def _maybe(what: Schema) -> Schema:
    return {"anyOf": [what, {"type": "null"}]}


def _record(**fields: Schema) -> Schema:
    """An object with exactly these fields, all of them there."""
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


def _definitions() -> Schema:
    reason = _list({"anyOf": [TEXT, _record(term=TERM)]})
    step = _record(
        rule=TEXT, weight={"enum": [int(w) for w in Weight]}, before=TERM, after=TERM, reason=reason,
        target=_maybe(TERM), result=_maybe(TERM), conditions=_list(TERM),
    )  # fmt: skip
    state = _record(
        statement=TERM, relation={"enum": list(RELATIONS)}, rule=TEXT, reason=reason, conditions=_list(TERM),
        left=_maybe(TERM), steps=_list({"$ref": "#/$defs/step"}), marks=_list(TEXT), braces=_list(reason),
    )  # fmt: skip
    state["properties"]["children"] = _list({"$ref": "#/$defs/state"})  # only where lines were folded
    definition = _record(name=TERM, term=TERM, parameters=_list(TERM), anonymous=FLAG)
    constraint = _record(name=TEXT, words=_list(TEXT), lower=_maybe(TERM), upper=_maybe(TERM))
    graph = _record(
        definitions=_list(definition), outputs=_list(TERM), equations=_list(TERM), domain=_list(constraint),
        notes=_list(TEXT), typed=_list(TERM), chosen=FLAG,
    )  # fmt: skip
    term: Schema = {"description": "a term as symgrad.terms.codec writes it: a table of its distinct parts"}
    return {"term": term, "step": step, "state": state, "graph": graph, "derivation": _derivation()}


def _derivation() -> Schema:
    return _record(
        goal=TEXT, title=TEXT, detail=TEXT, notes=_list(TEXT), source={"$ref": "#/$defs/graph"},
        states=_list({"$ref": "#/$defs/state"}), result=TERM, children=_list({"$ref": "#/$defs/derivation"}),
        graph={"$ref": "#/$defs/graph"},
    )  # fmt: skip


def json_schema() -> Schema:
    """What `Derivation.json` writes and `Derivation.from_json` reads."""
    top = _derivation()
    top["properties"] = {"symgrad": {"const": VERSION}, **top["properties"]}
    top["required"] = ["symgrad", *top["required"]]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **top, "$defs": _definitions()}
