"""The form of a document's JSON as a JSON Schema (draft 2020-12), made from the blocks' own fields."""

from typing import Any

from symgrad.notation.documents.as_json import FORMAT, KINDS, VERSION
from symgrad.notation.documents.blocks import Row

_TERM = {
    "type": "object",
    "properties": {"term": {"type": "array", "description": "subterms, children first; the last is the term"}},
    "required": ["term"],
}
_PROSE = {"anyOf": [{"type": "string"}, _TERM, {"type": "array", "items": {"anyOf": [{"type": "string"}, _TERM]}}]}
_PROSES = {"type": "array", "items": _PROSE}
_MAYBE_TERM = {"anyOf": [_TERM, {"type": "null"}]}

#: what each field of a block holds; the same name means the same in every block
_FIELDS: dict[str, dict[str, Any]] = {
    "text": _PROSE,
    "caption": _PROSE,
    "prompt": _PROSE,
    "reason": _PROSE,
    "header": _PROSES,
    "term": _TERM,
    "left": _MAYBE_TERM,
    "right": _MAYBE_TERM,
    "level": {"type": "integer", "minimum": 1},
    "sign": {"type": "string"},
    "path": {"type": "string"},
    "paths": {"type": "array", "items": {"type": "array", "items": _TERM, "minItems": 1}, "minItems": 1},
    "braces": _PROSES,
    "more": _PROSE,
    "svg": {"type": "string"},
    "alt": {"type": "string"},
    "marks": {"type": "array", "items": {"enum": ["box", "highlight"]}},
    "conditions": {"type": "array", "items": _TERM},
}


def document_schema() -> dict[str, Any]:
    """The JSON Schema of `document_json`."""
    blocks = [_block(kind, block) for kind, block in KINDS.items() if block is not Row]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "title": {"type": "string"},
            "blocks": {"type": "array", "items": {"anyOf": blocks}},
        },
        "required": ["format", "version", "title", "blocks"],
    }


def _block(kind: str, block: Any) -> dict[str, Any]:
    properties = {"kind": {"const": kind}, **{field: _field(kind, field) for field in block._fields}}
    return {"type": "object", "properties": properties, "required": ["kind"], "additionalProperties": False}


def _field(kind: str, field: str) -> dict[str, Any]:
    if field == "rows":
        return {"type": "array", "items": _block("row", Row) if kind == "align" else _PROSES}
    return _FIELDS[field]
