"""What is saved keeps to the published schema and reads back as the same derivation."""

import json

import jsonschema
import pytest

import symgrad as sg
from tests.golden.pages import PAGES
from tests.golden.test_pages import derived


@pytest.mark.parametrize("title", PAGES)
def test_a_saved_page_keeps_to_the_schema_and_reads_back(title: str) -> None:
    made = derived(PAGES[title])
    data = json.loads(json.dumps(made.json()))
    jsonschema.validate(data, sg.Derivation.json_schema())
    assert sg.Derivation.from_json(data) == made


def test_a_gradient_at_a_point_reads_back_too() -> None:
    made = sg.gradient("x^2*y + sin(x*y)", at=(3, 1))
    data = json.loads(json.dumps(made.json()))
    jsonschema.validate(data, sg.Derivation.json_schema())
    assert sg.Derivation.from_json(data).text() == made.text()


@pytest.mark.parametrize("data", [{}, [], {"symgrad": 1}, {"symgrad": 2}, {"symgrad": 1, "goal": "x"}, "text", None])
def test_what_is_not_a_derivation_is_refused(data: object) -> None:
    with pytest.raises(sg.DataError):
        sg.Derivation.from_json(data)  # type: ignore[arg-type]
