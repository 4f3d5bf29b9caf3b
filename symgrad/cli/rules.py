"""`symgrad rules`: the list of all rules, or the page of one: its law, its words, an example, the slips people make."""

import argparse

from symgrad.cli.screen import indented, say, width
from symgrad.errors import SymgradError
from symgrad.notation import Align, Block, Document, Row, Say, document_text
from symgrad.parsing.trouble import closest
from symgrad.rules import Rule, drop_units, rules
from symgrad.terms.build import TWO, ZERO, add, call, derivative, div, mul, name, neg, power, root
from symgrad.terms.functions import spelled
from symgrad.terms.node import Term

_U, _V, _N, _X = (name(letter) for letter in "uvnx")

_STRUCTURES: dict[str, tuple[Term, tuple[Term, ...]]] = {
    "sum": (add(_U, _V), (_U, _V)),
    "negation": (neg(_U), (_U,)),
    "product": (mul(_U, _V), (_U, _V)),
    "quotient": (div(_U, _V), (_U, _V)),
    "power": (power(_U, _N), (_U, _N)),
    "root": (root(_U), (_U, TWO)),
    "log": (call("log", _U), (_U,)),
}
"""What the law of a rule is shown on, where that is not a function of one letter for each argument."""

_CONSTANTS = (_N, TWO)
"""What does not depend on x in them."""

_OTHER_NAMES = {"sqrt": "root", "exp": "power", "exponential": "power"}
"""What else a rule is called."""

_NO_LAW = ("piecewise", "bigsum")
"""Rules whose law says no more than their sentence."""


def run(options: argparse.Namespace) -> int:
    """Print the list or the page."""
    say(_page(_found(options.name)) if options.name else _list())
    return 0


def _list() -> str:
    everything = list(rules())
    structures = [rule for rule in everything if not rule.id.startswith("derivative.")]
    functions = [rule for rule in everything if rule.id.startswith("derivative.")]
    parts = ["How functions are put together", *map(_entry, structures), ""]
    parts += ["Functions", *map(_entry, functions), "", "symgrad rules NAME explains one of them."]
    return "\n".join(parts)


def _entry(rule: Rule) -> str:
    return f"  {rule.head:<12}{rule.says.removeprefix('derivative of '):<36}{rule.example}".rstrip()


def _found(word: str) -> Rule:
    """The rule that a word names: by id, by function in any spelling, by what pages call it. Raises SymgradError."""
    wanted = word.strip().lower().removeprefix("\\")
    wanted = _OTHER_NAMES.get(wanted, wanted)
    named = {key: rule for rule in rules() for key in (rule.says.lower(), rule.id.lower(), rule.head.lower())}
    record = spelled(wanted)
    found = named.get(wanted) or named.get(f"{wanted} rule") or (named.get(record.id) if record else None)
    if found is None:
        near = closest(wanted, named)
        hint = f"did you mean: symgrad rules {named[near].head}" if near else "symgrad rules lists them all"
        raise SymgradError(f"there is no rule {word!r}", hint=hint)
    return found


def _page(rule: Rule) -> str:
    """The page of a rule."""
    from symgrad.derivations import derivative as derived
    from symgrad.derivations.pages import blocks
    from symgrad.settings import settings

    title = rule.says[0].upper() + rule.says[1:]
    parts = [title, "=" * len(title), "", _written((Say(rule.sentence),))]
    if rule.head not in _NO_LAW:
        parts += ["", _law(rule)]
    with settings(detail="course"):
        example = derived(rule.example, "x")
    parts += ["", "Example:", "", indented(_written(blocks(example)))]
    if rule.slips and rule.head not in _NO_LAW:
        parts += ["", "A mistake that is often made:" if len(rule.slips) == 1 else "Mistakes that are often made:"]
        parts += [line for slip in rule.slips for line in ("", f"  {slip.says}:", "", _law(rule, slip.law, "≠"))]
    return "\n".join(parts)


def _law(rule: Rule, law: object = None, sign: str = "=") -> str:
    """d/dx of the head on letters, and what the law, or a slip of it, makes of that."""
    value, inputs = _STRUCTURES.get(rule.head) or _called(rule)
    slopes = tuple(ZERO if one in _CONSTANTS else derivative(one, _X) for one in inputs)
    right = drop_units((law if callable(law) else rule.law)(inputs, slopes, value))
    return indented(_written((Align((Row(derivative(value, _X), sign, right),)),)))


def _called(rule: Rule) -> tuple[Term, tuple[Term, ...]]:
    letters = (_U, _V, _N)[: rule.arity]
    return call(rule.head, *letters), letters


def _written(blocks: tuple[Block, ...]) -> str:
    return document_text(Document(blocks), width() - 2).strip("\n")
