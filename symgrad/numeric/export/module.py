"""A function of the inputs, with what it needs before it: a file that runs by itself."""

from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from symgrad.numeric.export.language import Language
from symgrad.numeric.export.lines import Definitions, Lines
from symgrad.numeric.export.templates import filled
from symgrad.numeric.spelling import Text
from symgrad.terms import Term
from symgrad.terms.shapes import Shape

WIDTH = 100
"""Characters in a line of text."""


def write_function(
    language: Language,
    title: str,
    inputs: Sequence[Term],
    definitions: Definitions,
    outputs: Sequence[Term],
    layout: str,
    about: str,
) -> str:
    """`def title(inputs)` that computes the definitions and returns the outputs.

    `layout` is the operation that puts them together (`components`, `broadcast_components`); by "" they are a tuple.
    """
    terms = [*(term for _, term in definitions), *outputs]
    lines = Lines(language, inputs, terms)
    body = list(lines.definitions(definitions))
    for output in outputs:
        body += lines.shared(output)
    texts = [lines.expressions.text(output) for output in outputs]
    together = filled(language.operations[layout], list(map(Text, texts))).text if layout else ", ".join(texts)
    body.append(f"return {together}")
    parameters = ", ".join(lines.names[one] for one in inputs)
    whole = [*docstring(about, inputs, lines), *lines.with_sizes(body)]
    code = "\n".join([f"def {title}({parameters}):", *indented(whole, 1), ""])
    return f"{lines.head(code)}\n\n{code}"


def docstring(about: str, inputs: Sequence[Term], lines: Lines) -> list[str]:
    """What the code computes, and the shapes of its arguments."""
    shaped = [f"{lines.names[one]} {_shape(one.shape)}" for one in inputs if one.shape]
    if not shaped:
        return [f'"""{about}"""']
    listed = wrap(f"Shapes: {', '.join(shaped)}.", WIDTH, break_long_words=False)
    return [f'"""{about}', "", *listed, '"""']


def _shape(shape: Shape) -> str:
    return f"({shape[0]},)" if len(shape) == 1 else f"({', '.join(map(str, shape))})"


def indented(lines: Iterable[str], depth: int) -> Iterator[str]:
    """The lines so many levels deep; empty lines stay empty."""
    for line in lines:
        yield f"{'    ' * depth}{line}" if line else ""
