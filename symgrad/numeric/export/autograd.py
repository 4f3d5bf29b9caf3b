"""A `torch.autograd.Function` with its forward and backward pass, as text to paste. PyTorch is not imported here.

What the backward pass uses of the forward pass is saved, every input gets its slope where it is asked for, and
differentiating twice is refused, since saved intermediate values are constants to PyTorch ("Extending PyTorch").
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from symgrad.numeric.export.lines import Definitions, Lines
from symgrad.numeric.export.module import docstring, indented
from symgrad.numeric.export.torch_language import TORCH_LANGUAGE
from symgrad.numeric.identifiers import identifier
from symgrad.terms import Term


class Backward(NamedTuple):
    """The backward pass: what comes in, the slopes in between, and the slope in each input (None: it is 0)."""

    upstream: Term
    definitions: Definitions
    slopes: Mapping[Term, Term | None]


def write_autograd(
    title: str, inputs: Sequence[Term], forward: Definitions, output: Term, backward: Backward, about: str
) -> str:
    """The class; `output` is the last name that `forward` defines. Numbers are taken entry by entry with broadcasting,
    as long as no input has a shape."""
    return _Writer(title, inputs, forward, output, backward).written(about)


class _Writer:
    """The state of writing one class."""

    def __init__(
        self, title: str, inputs: Sequence[Term], forward: Definitions, output: Term, backward: Backward
    ) -> None:
        self.title, self.inputs, self.forward, self.output, self.backward = title, inputs, forward, output, backward
        self.slopes = [slope for slope in backward.slopes.values() if slope is not None]
        self.terms = [term for _, term in forward]
        self.returned = [*(term for _, term in backward.definitions), *self.slopes]
        self.lines = Lines(TORCH_LANGUAGE, inputs, [*self.terms, *self.returned])
        self.broadcasts = not any(one.shape for one in inputs)

    def written(self, about: str) -> str:
        """The file."""
        forward = self.lines.with_sizes(list(self.lines.definitions(self.forward)))
        spelled = dict.fromkeys(self.lines.names.values())
        result = self.lines.names[self.output]
        backward = self.lines.with_sizes(list(self._backward()))
        saved = [one for one in spelled if re.search(rf"(?<![\w.]){one}\b", "\n".join(backward))]
        saved = [one for one in saved if not self._is_size(one)]
        code = "\n".join(self._class(about, forward, backward, saved, result))
        return f"{self.lines.head(code)}\n\n{code}"

    def _is_size(self, spelled: str) -> bool:
        return any(self.lines.names.get(one) == spelled for one in self.lines.expressions.numbers)

    def _class(
        self, about: str, forward: Sequence[str], backward: Sequence[str], saved: Sequence[str], result: str
    ) -> Iterator[str]:
        parameters = ", ".join(self.lines.names[one] for one in self.inputs)
        kept = [f"ctx.save_for_backward({', '.join(saved)})"] if saved else []
        opened = f"{', '.join(saved)}{',' if len(saved) == 1 else ''}"
        taken = [f"{f'({opened})' if len(saved) == 1 else opened} = ctx.saved_tensors"] if saved else []
        yield f"class {self.title}(torch.autograd.Function):"
        yield from indented(docstring(about, self.inputs, self.lines), 1)
        yield ""
        yield "    @staticmethod"
        yield f"    def forward(ctx, {parameters}):"
        yield from indented([*forward, *kept, f"return {result}"], 2)
        yield ""
        yield "    @staticmethod"
        yield "    @once_differentiable"
        yield f"    def backward(ctx, {self.lines.names[self.backward.upstream]}):"
        yield from indented([*taken, *backward], 2)
        yield ""

    def _backward(self) -> Iterator[str]:
        self.lines.claim(self.backward.upstream)
        yield from self.lines.definitions(self.backward.definitions)
        for slope in self.slopes:
            yield from self.lines.shared(slope)
        names = [self.lines.identifiers.claim(f"grad_{identifier(one.data)}") for one in self.inputs]
        yield f"{' = '.join(names)} = None"
        for place, (one, name) in enumerate(zip(self.inputs, names, strict=True)):
            yield f"if ctx.needs_input_grad[{place}]:"
            yield f"    {name} = {self._slope(one)}"
        yield f"return {', '.join(names)}"

    def _slope(self, one: Term) -> str:
        """The slope in an input; of one that was broadcast it is summed to the shape that the input had."""
        spelled, slope = self.lines.names[one], self.backward.slopes[one]
        if slope is None:
            return f"torch.zeros_like({spelled})"
        text = self.lines.expressions.text(slope)
        if not self.broadcasts or len(self.inputs) == 1:
            return text
        return f"{text if text.isidentifier() else f'({text})'}.sum_to_size({spelled}.shape)"
