"""Documents: every writer writes every block, and words stay words."""

import json
import re
from html.parser import HTMLParser

import pytest

from symgrad.errors import DataError
from symgrad.notation import (
    Align,
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
    align_latex,
    align_text,
    cell_html,
    document_from_json,
    document_html,
    document_json,
    document_latex,
    document_markdown,
    document_schema,
    document_text,
    reason_latex,
    row_latex,
    row_text,
)
from symgrad.terms.build import (
    ONE,
    TWO,
    ZERO,
    add,
    call,
    decimal,
    derivative,
    div,
    equation,
    integer,
    mul,
    name,
    power,
    relation,
)
from symgrad.terms.node import Term
from tests.notation.samples import EVERY_HEAD, X, Y

HOSTILE = "<script>alert(1)</script> & 50% of $x_1$ {#} ~ ^ \\ | `a` *b* “q” ≤ ∂ α ŷ x² Ж"

SLOPE = derivative(power(X, TWO), X)
RESULT = mul(TWO, X)
PRODUCT_RULE = Align(
    (
        Row(SLOPE, "=", RESULT, "power rule", ("box",)),
        Row(None, "=", None, ("chain rule, ", equation(name("u"), power(X, TWO))), (), (relation(X, "!=", ZERO),)),
        Row(None, "⇔", Y, (), ("highlight",)),
    )
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

BLOCKS = (
    Heading("Slopes & kinks"),
    Heading(("of ", X), 3),
    Say((HOSTILE, RESULT)),
    Show(RESULT),
    PRODUCT_RULE,
    Table(("h", "slope"), (("a|b", call("abs", X)), (decimal("0.1"), ("about ", decimal("6.1")))), "measured"),
    Table((), (("1", "2"),)),
    Tree(((Y, SLOPE, X), (Y, RESULT, ONE))),
    Align((Row(None, "=", add(X, Y), braces=(("by ", X), HOSTILE)),)),
    Figure(svg=SVG, caption="a circle", alt='round "thing"'),
    Figure("plot.png", caption="a plot", alt="plot"),
    Hint(("try ", X)),
    Hole("The slope is"),
)
PAGE = Document(BLOCKS, "A <page>")


def _long_sum(terms: int = 30) -> Term:
    return add(*(mul(integer(k), power(X, integer(k)), call("sin", Y)) for k in range(2, terms)))


@pytest.mark.parametrize("writer", [document_latex, document_text, document_markdown, document_html])
@pytest.mark.parametrize("block", BLOCKS)
def test_every_writer_writes_every_block(writer, block) -> None:
    assert len(writer(Document((block,)))) > len(writer(Document(())))


@pytest.mark.parametrize("term", EVERY_HEAD)
@pytest.mark.parametrize("writer", [document_latex, document_text, document_markdown, document_html])
def test_every_term_can_stand_in_a_document(writer, term) -> None:
    assert writer(Document((Show(term), Say(("so ", term)), Align((Row(term, "=", term, term),)))))


def test_json_round_trip() -> None:
    page = Document((*BLOCKS, *(Show(term) for term in EVERY_HEAD)), "page")
    assert document_from_json(json.loads(json.dumps(document_json(page)))) == page


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"format": "symgrad-document", "version": 2, "title": "", "blocks": []},
        {"format": "symgrad-document", "version": 1, "title": "", "blocks": [{"kind": "script"}]},
        {"format": "symgrad-document", "version": 1, "title": "", "blocks": [{"kind": "say", "words": "a"}]},
        {"format": "symgrad-document", "version": 1, "title": "", "blocks": [{"kind": "row", "sign": ""}]},
        {"format": "symgrad-document", "version": 1, "title": "", "blocks": ["say"]},
        [],
    ],
)
def test_other_json_is_refused(data: object) -> None:
    with pytest.raises(DataError):
        document_from_json(data)


class _Reader(HTMLParser):
    """Collects the elements and the attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes += attrs


def test_html_has_no_script_and_loads_nothing() -> None:
    reader = _Reader()
    reader.feed(document_html(PAGE))
    assert "script" not in reader.elements
    assert {"math", "table", "details", "figure", "h1"} <= set(reader.elements)
    loaded = [value or "" for key, value in reader.attributes if key in ("src", "href")]
    assert all(value.startswith("data:") for value in loaded)
    assert not [key for key, _ in reader.attributes if key.startswith("on")]


def test_html_for_a_notebook_leaves_the_notebook_alone() -> None:
    styles = re.search("<style>(.*?)</style>", cell_html(PAGE), re.DOTALL)
    assert styles is not None
    selectors = [one.strip() for rule in re.findall(r"^(.*?)\{", styles[1], re.MULTILINE) for one in rule.split(",")]
    assert selectors
    assert all(selector.startswith(".symgrad ") for selector in selectors)
    assert "<body" not in cell_html(PAGE)


def test_latex_words_are_harmless() -> None:
    body = document_latex(Document((Say(HOSTILE),)), standalone=False)
    assert body.isascii() or set(body) - set(map(chr, range(128))) == set()
    without_escapes = re.sub(r"\\[a-zA-Z]+\{?\}?|\\[%#$&_{}]|\$[^$]*\$", "", body)
    assert not set(without_escapes) & set("%#$&_{}^~\\<>|")


def test_standalone_latex_is_a_whole_file() -> None:
    source = document_latex(PAGE)
    assert source.startswith("\\documentclass") and source.rstrip().endswith("\\end{document}")
    packages = set(",".join(re.findall(r"\\usepackage(?:\[.*?\])?\{(.*?)\}", source)).split(","))
    assert packages <= {"inputenc", "amsmath", "amssymb", "geometry", "graphicx"}


def test_rows_in_latex() -> None:
    first, second, third = align_latex(PRODUCT_RULE).split("\n")[1:-1]
    assert first == r"\frac{d}{dx}\left[x^{2}\right] &= \boxed{2x} && \text{power rule} \\"
    assert r"\text{chain rule, }u = x^{2}\text{, }x \ne 0" in second
    assert third == r"&\Leftrightarrow \underline{y}"


def test_one_row_alone() -> None:
    row = Row(Y, "=", RESULT, "collect", (), (relation(X, ">", ZERO),))
    assert row_latex(row) == "y = 2x"
    assert row_text(row) == "y = 2*x"
    assert reason_latex(row) == r"\text{collect, }x > 0"


def test_signs_of_a_text_alignment_stand_under_each_other() -> None:
    lines = align_text(Align((Row(Y, "=", RESULT), Row(None, "=", ONE)))).split("\n")
    assert lines == ["y = 2⋅x", "  = 1"]


def test_a_long_sum_is_broken() -> None:
    page = Document((Align((Row(Y, "=", _long_sum(), "expand"),)), Show(_long_sum())))
    assert max(len(line) for line in document_text(page, 80).split("\n")) <= 80
    assert document_latex(page, standalone=False).count(r"&\quad {} +") >= 4


def test_a_long_left_side_stands_above() -> None:
    align = Align((Row(_long_sum(9), "=", _long_sum(12), "a reason"), Row(None, "=", Y)))
    lines = align_text(align, 80).split("\n")
    assert lines[0].startswith("2⋅x²")
    assert lines[1].startswith(" = 2⋅x²") and max(map(len, lines[1:])) <= 80
    latex_lines = align_latex(align).split("\n")
    assert latex_lines[1].startswith("&2x^{2}")
    assert latex_lines[2].startswith("&\\quad = 2x^{2}")
    assert latex_lines[-2] == "&= y"


def test_a_long_result_is_boxed_as_a_whole() -> None:
    align = Align((Row(Y, "=", _long_sum(12), (), ("box",)),))
    first, second, *_ = align_text(align, 80).split("\n")
    assert first.startswith("y = ║ 2⋅x²") and second.startswith("    ║ + ")
    assert align_latex(align).count(r"\boxed{\begin{aligned}&2x^{2}") == 1


def test_an_empty_alignment_is_empty() -> None:
    assert align_text(Align(())) == ""
    assert document_latex(Document((Align(()),)))


def test_a_wide_fraction_is_set_in_smaller_type_on_a_page() -> None:
    wide = Align((Row(Y, "=", div(_long_sum(12), X)),))
    assert "\\tiny" in document_latex(Document((wide,)))
    assert "\\tiny" not in document_latex(Document((wide,)), standalone=False)
    assert "size" not in document_latex(Document((PRODUCT_RULE,)))


def test_a_bar_in_a_table_cell_does_not_end_it() -> None:
    table = document_markdown(Document((Table(("a", "b"), (("p|q", call("abs", X)),)),)))
    assert all(len(re.findall(r"(?<!\\)\|", line)) == 3 for line in table.strip().split("\n"))


def test_markdown_paragraphs_are_no_lists() -> None:
    text = document_markdown(Document((Say("1. first"), Say("- second"), Say("# third"))))
    assert text == "1\\. first\n\n\\- second\n\n\\# third\n"


def test_json_keeps_to_its_schema() -> None:
    _check(json.loads(json.dumps(document_json(PAGE))), document_schema())


def _check(data, schema) -> None:
    """The part of JSON Schema that the schema uses."""
    if "anyOf" in schema:
        assert any(_fits(data, one) for one in schema["anyOf"])
    if "const" in schema or "enum" in schema:
        assert data in schema.get("enum", [schema.get("const")])
    kinds = {"object": dict, "array": list, "string": str, "integer": int, "null": type(None)}
    assert isinstance(data, kinds.get(schema.get("type"), object))
    if isinstance(data, dict):
        assert set(schema.get("required", ())) <= set(data)
        assert schema.get("additionalProperties", True) or set(data) <= set(schema["properties"])
        for key, value in data.items():
            _check(value, schema.get("properties", {}).get(key, {}))
    if isinstance(data, list):
        for value in data:
            _check(value, schema.get("items", {}))


def _fits(data, schema) -> bool:
    try:
        _check(data, schema)
    except AssertionError:
        return False
    return True
