"""Pages with several statements on a row: row for row, every line behind them proved, written by every writer."""

import pytest

import symgrad as sg
from symgrad.notation import Align, document_from_json, document_html, document_json, document_latex, row_text
from symgrad.notation.documents.blocks import row_reason
from symgrad.terms.node import Term
from tests.golden.course_pages import PAGES


def told(made: sg.Derivation) -> list[str]:
    """The rows of the page with their reasons; a gradient's without those of its components."""
    from symgrad.notation import text

    rows = [row for block in made.document().blocks if isinstance(block, Align) for row in block.rows]
    lines = []
    for row in rows:
        why = "".join(text(part) if isinstance(part, Term) else part for part in row_reason(row))
        lines.append(row_text(row) + (f"    [{why}]" if why else ""))
    return lines


@pytest.mark.parametrize("name", PAGES)
def test_the_page_reads_as_a_textbook_sets_it(name: str) -> None:
    make, page = PAGES[name]
    expected = page.strip().split("\n")
    found = told(make())
    start = found.index(expected[0])
    assert found[start : start + len(expected)] == expected


@pytest.mark.parametrize("name", PAGES)
def test_every_line_behind_the_rows_is_proved(name: str) -> None:
    assert PAGES[name][0]().prove().status == "proved"


@pytest.mark.parametrize("name", PAGES)
def test_every_writer_writes_such_rows(name: str) -> None:
    document = PAGES[name][0]().document()
    assert document_from_json(document_json(document)) == document
    assert "\\begin{align" in document_latex(document, False)
    assert document_html(document).count("<tr>") >= 2


def test_beginners_get_a_line_a_statement() -> None:
    with sg.settings(detail="beginner"):
        found = told(sg.critical_points("x^3-3x+y^2"))
    assert "x = -1 or x = 1    [3*x^2 - 3 = 0; factor: (x - 1)*(x + 1) = 0]" in found


def test_rows_stay_within_the_width_of_a_page() -> None:
    for made in (sg.lagrange("x^2 + y^2 + z^2", ["x*y*z = 1"]), sg.critical_points("x^2 y - x y^2 + 3x y")):
        widest = max(len(line) for line in made.text().split("\n\n")[0].split("\n") if not line.strip().startswith("("))
        assert widest <= 124
