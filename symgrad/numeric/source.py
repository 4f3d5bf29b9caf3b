"""Programs as Python source: one line an intermediate worth a name, the rest written where it is used."""

from collections import Counter
from collections.abc import Callable, Sequence

from symgrad.numeric.backends import Backend
from symgrad.numeric.guards import Guard, guards, scheduled
from symgrad.numeric.identifiers import Identifiers, identifier
from symgrad.numeric.operands import literal, signed
from symgrad.numeric.program import Program, Step, dependence, names_used
from symgrad.numeric.spelling import PRODUCT, SIGN, Text, needs_names, spell, spell_constant, spell_number
from symgrad.terms import Head, Term

Layout = Callable[[Sequence[str]], str]

#: names that generated code may use besides its own
NAMESPACE = ("math", "np", "mp", "special", "odd_root", "common_shape", "fit", "shape")

_INLINE = 60
"""Expressions longer than this get a line of their own."""
_CHEAP = (Head.SUM, Head.PRODUCT)
"""Operations that cannot warn about a piece that is not taken."""


def write_source(program: Program, backend: Backend, title: str, layout: Layout) -> str:
    """A Python function of the inputs; `layout` says how the outputs are put together after `return`."""
    return _Writer(program, backend).function(title, layout)


class _Writer:
    """The state of writing one program."""

    def __init__(self, program: Program, backend: Backend) -> None:
        self.guards = guards(program)
        self.program = program = scheduled(program, self.guards)
        self.dependence = dependence(program)
        self.backend = backend
        self.names = Identifiers(NAMESPACE)
        self.texts: dict[Term, Text] = {}
        for name in program.inputs:
            self.texts[name] = Text(self.names.claim(identifier(name.data)))
        labels = [step.label for step in program.steps if step.label is not None]
        self.claimed = {label: self.names.claim(identifier(label.data)) for label in dict.fromkeys(labels)}
        self.uses = Counter(name for step in program.steps for name in names_used(step.term))
        self.uses.update(signed(output)[1] for output in program.outputs)
        self.fixed = {n for s in program.steps if needs_names(s.term, backend) for n in names_used(s.term)}
        self.count = 0

    def function(self, title: str, layout: Layout) -> str:
        """The whole function."""
        parameters = [self.texts[name].text for name in self.program.inputs]
        body = self._body()
        outputs = [self._output(output) for output in self.program.outputs]
        if any(text.startswith("fit(") for text in outputs):
            body.insert(0, f"    shape = common_shape({', '.join(parameters)})")
        head = f"def {Identifiers(parameters).claim(title)}({', '.join(parameters)}):"
        return "\n".join([head, *body, f"    return {layout(outputs)}", ""])

    def _body(self) -> list[str]:
        needed = self.guards
        lines: list[str] = []
        current: Guard = ()
        for step in self.program.steps:
            guard = needed[step.name]
            line = self._line(step, guard)
            if line and guard and guard != current:
                lines.append("    " + self.backend.block.format(condition=self._condition(guard)))
            if line:
                lines.append(("        " if guard else "    ") + line)
                current = guard
        return lines

    def _line(self, step: Step, guard: Guard) -> str:
        """The assignment of this step, or nothing where it is written into the step that uses it."""
        text = spell(step.term, [self._operand(child) for child in step.term.args], self.backend)
        if self._inlined(step, text, guard):
            self.texts[step.name] = text
            return ""
        target = self.claimed.pop(step.label, "") if step.label is not None else ""
        target = target or self._numbered()
        self.texts[step.name] = Text(target)
        return f"{target} = {text.text}"

    def _inlined(self, step: Step, text: Text, guard: Guard) -> bool:
        if step.label is not None or self.uses[step.name] != 1 or step.name in self.fixed or len(text.text) > _INLINE:
            return False
        return self.backend.lazy or not guard or step.term.head in _CHEAP

    def _numbered(self) -> str:
        self.count += 1
        return self.names.claim(f"v{self.count}")

    def _operand(self, term: Term) -> Text:
        sign, core = signed(term)
        if core.head is Head.NAME:
            text = self.texts[core]
        elif core.head is Head.CONSTANT:
            text = spell_constant(core, self.backend)
        elif core.head is Head.TRUTH:
            text = Text(str(core.data))
        else:
            text = spell_number(core, self.backend)
        return text if sign > 0 else Text("-" + text.at(PRODUCT), min(max(text.level, PRODUCT), SIGN))

    def _condition(self, guard: Guard) -> str:
        parts = ((self._operand(condition).text, holds) for condition, holds in guard)
        return " and ".join(text if holds else f"not {text}" for text, holds in parts)

    def _output(self, output: Term) -> str:
        text = self._operand(output).text
        if literal(output) is not None:
            text = f"{text}.0" if text.removeprefix("-").isdigit() else text
        everything = (1 << len(self.program.inputs)) - 1
        if self.backend.lazy or self.dependence.get(signed(output)[1], 0) == everything:
            return text
        return f"fit({text}, shape)"
