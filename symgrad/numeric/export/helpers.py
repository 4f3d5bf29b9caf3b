"""What stands before pasted code: import lines, and functions that the language does not have."""

import re
from collections.abc import Iterable, Iterator

from symgrad.errors import UnsupportedError
from symgrad.numeric.export.language import Language
from symgrad.numeric.flatten import expanded, flatten
from symgrad.numeric.reading import read
from symgrad.numeric.source import write_source
from symgrad.terms import Head
from symgrad.terms.build import call
from symgrad.terms.build import name as name_term

_ONE_LINE = re.compile(r"    (\w+) = (.*)\n    return \1\n")


def helpers_of(body: str, called: Iterable[tuple[str, int]], language: Language) -> list[str]:
    """The functions that the code calls, each before what calls it. Raises UnsupportedError for one not known."""
    written = [_entrywise(identity, count, language) for identity, count in called]
    wanted = dict.fromkeys(_used("\n".join([body, *written]), language))
    return [*(language.helpers[one].source for one in wanted), *written]


def _used(code: str, language: Language) -> Iterator[str]:
    for title, helper in language.helpers.items():
        if re.search(rf"(?<![\w.]){title}\(", code):
            yield from reversed(helper.calls)
            yield title


def _entrywise(identity: str, count: int, language: Language) -> str:
    """A function of numbers by its definition."""
    inputs = tuple(name_term(f"u{i + 1}" if count > 1 else "u") for i in range(count))
    program = flatten(read(call(identity, *inputs))).program._replace(inputs=inputs)
    program = expanded(program, language.backend)
    if any(step.term.head is Head.CALL and language.function(step.term.data) is None for step in program.steps):
        raise UnsupportedError(f"{identity} is not written as {language.name} code")
    source = write_source(program, language.backend, identity, ", ".join)
    return _ONE_LINE.sub(r"    return \2\n", source)


def modules_of(code: str, language: Language) -> str:
    """The import lines of what the code calls."""
    first, *_ = language.modules
    modules = language.modules.items()
    used = [line for word, line in modules if word == first or re.search(rf"(?<![\w.]){word}\b", code)]
    further = (line for title, one in language.helpers.items() if f"def {title}(" in code for line in one.imports)
    return "\n".join([*used, *dict.fromkeys(further)]) + "\n"
