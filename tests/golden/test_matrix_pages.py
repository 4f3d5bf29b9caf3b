"""Matrix derivations read as written, are proved line by line, and their LaTeX reads back."""

import pytest

import symgrad as sg
from symgrad.notation import latex, text
from symgrad.terms import Term
from tests.golden.matrix_pages import PAGES as FORMULAS
from tests.golden.matrix_pages import MatrixPage
from tests.golden.network_pages import PAGES as NETWORKS

PAGES = {**FORMULAS, **NETWORKS}

UNKNOWN = ["l"]


def derived(page: MatrixPage) -> sg.Derivation:
    graph = sg.parse(page.formula, "python", shapes=page.shapes, domain=dict(page.facts), functions=UNKNOWN)
    with sg.settings(detail=page.detail):
        made: sg.Derivation = getattr(sg, page.kind)(graph, page.wrt)
        return made


def lines(derivation: sg.Derivation) -> str:
    """The lines as they stand in the table of pages."""
    rows = []
    for state in derivation.own_states[1:]:
        left = f"{text(state.left)} " if state.left is not None else ""
        conditions = "".join(f", {text(one)}" for one in state.conditions)
        rows.append(f"{left}= {state.text}\n    [{state.why}{conditions}]")
    return "\n".join(rows)


def read_back(term: Term, made: sg.Derivation) -> str:
    """The LaTeX of what the term's LaTeX is read as, by someone who knows the shapes of all names."""
    names = (*made.source.inputs, *(one.name for one in made.source.definitions))
    shapes = {one.data.plain: one.shape for one in names}
    return latex(sg.parse(latex(term), syntax="latex", shapes=shapes, functions=UNKNOWN).output.term)


@pytest.mark.parametrize("title", PAGES)
def test_a_page_reads_as_written(title: str) -> None:
    assert lines(derived(PAGES[title])) == PAGES[title].lines.strip()


@pytest.mark.parametrize("title", PAGES)
def test_every_line_is_proved(title: str) -> None:
    report = derived(PAGES[title]).prove()
    assert report.status == PAGES[title].status, str(report)


@pytest.mark.parametrize("title", PAGES)
def test_its_latex_reads_back(title: str) -> None:
    made = derived(PAGES[title])
    for state in made.own_states[1:]:
        for term in (state.left, state.statement):
            if term is not None:
                assert read_back(term, made) == latex(term)


@pytest.mark.parametrize("way", ["trace", "components"])
@pytest.mark.parametrize("title", PAGES)
def test_every_way_of_writing_it_is_proved_and_reads_back(title: str, way: str) -> None:
    page = PAGES[title]
    with sg.settings(differentials=way):
        made = derived(page)
    assert made.prove().status == page.status, str(made.prove())
    for state in made.own_states[1:]:
        assert read_back(state.statement, made) == latex(state.statement)


def test_a_saved_derivation_is_the_same() -> None:
    made = derived(PAGES["least squares"])
    assert sg.Derivation.from_json(made.json()).text() == made.text()
