"""Documents as JSON and back: every block is an object with its kind and fields, every term a table of subterms.

The form: `{"format": "symgrad-document", "version": 1, "title": ..., "blocks": [{"kind": "say", "text": [...]}, ...]}`.
Words are strings, terms `{"term": table}`, sequences lists.
"""

from typing import Any

from symgrad.errors import DataError
from symgrad.notation.documents.blocks import (
    Align,
    Block,
    Document,
    Figure,
    Heading,
    Hint,
    Hole,
    Row,
    Say,
    Show,
    Table,
    Tree,
)
from symgrad.terms.codec import from_json, to_json
from symgrad.terms.node import Term

FORMAT = "symgrad-document"
VERSION = 1

#: what a block is called in JSON
KINDS: dict[str, type] = {
    "say": Say,
    "heading": Heading,
    "show": Show,
    "align": Align,
    "row": Row,
    "table": Table,
    "tree": Tree,
    "figure": Figure,
    "hint": Hint,
    "hole": Hole,
}
_NAMES = {kind: name for name, kind in KINDS.items()}


def document_json(document: Document) -> dict[str, Any]:
    """The document as data for `json.dumps`."""
    blocks = [_encoded(block) for block in document.blocks]
    return {"format": FORMAT, "version": VERSION, "title": document.title, "blocks": blocks}


def document_from_json(data: dict[str, Any]) -> Document:
    """The document of such data. Raises DataError for anything else."""
    try:
        if data["format"] != FORMAT or data["version"] != VERSION:
            raise DataError(f"this is not a document of {FORMAT}, version {VERSION}")
        return Document(tuple(_block(block) for block in data["blocks"]), data["title"])
    except (AttributeError, LookupError, TypeError) as error:
        raise DataError("this is not a document: a block cannot be read") from error


def _block(data: dict[str, Any]) -> Block:
    block: Block = _decoded(data)
    if not isinstance(block, Block):
        raise TypeError(f"{type(block).__name__} is not a block")
    return block


def _encoded(value: Any) -> Any:
    if isinstance(value, Term):
        return {"term": to_json(value)}
    if type(value) in _NAMES:
        return {"kind": _NAMES[type(value)], **{field: _encoded(part) for field, part in value._asdict().items()}}
    return [_encoded(part) for part in value] if isinstance(value, tuple) else value


def _decoded(data: Any) -> Any:
    if isinstance(data, list):
        return tuple(_decoded(part) for part in data)
    if not isinstance(data, dict):
        return data
    if "term" in data and "kind" not in data:
        return from_json(data["term"])
    fields = {field: _decoded(part) for field, part in data.items() if field != "kind"}
    return KINDS[data["kind"]](**fields)
