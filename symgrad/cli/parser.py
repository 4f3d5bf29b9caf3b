"""From the words of the command line to a command and its options, by the table of commands."""

import argparse
from difflib import get_close_matches
from typing import Any, Never

from symgrad import __version__
from symgrad.cli.command import Command, Option
from symgrad.cli.commands import BY_NAME, COMMANDS
from symgrad.errors import SymgradError
from symgrad.terms.names import GREEK

OVERVIEW = r"""symgrad: derivatives worked out line by line, each line proved.

usage: symgrad                      open the terminal session
       symgrad EXPR [options]       derive the gradient (one variable: the derivative)
       symgrad COMMAND [options]    one of the commands below
       symgrad COMMAND --help       its options, with examples

commands:
{commands}

examples:
  symgrad "x^2 y + \sin(xy)"
  symgrad derive "x^2 y + \sin(xy)" --wrt x,y --at x=3,y=1 --prove
  symgrad check "x^2 sin(x)" "2x sin(x) + x^2 cos(x)"
  symgrad descend "x^2 + y^2" --start x=3,y=1

An expression may be LaTeX, text or Python; put it in quotes. - reads it from
standard input, and after -- nothing is taken for an option.
Exit status: 0 done; 1 the check failed or the answer is wrong; 2 the input was
not understood, and nothing was written; 3 a mistake in symgrad itself.
"""


class Parser(argparse.ArgumentParser):
    """argparse, with the mistakes raised as the errors of this project."""

    def error(self, message: str) -> Never:
        """Raise SymgradError with what argparse says."""
        raise SymgradError(message, hint=f"{self.prog} --help shows examples")


def overview() -> str:
    """What `symgrad --help` prints."""
    rows = [f"  {command.name:<12}{command.summary}" for command in COMMANDS]
    return OVERVIEW.format(commands="\n".join(rows))


def version() -> str:
    """What `symgrad --version` prints."""
    return f"symgrad {__version__}"


def parse(arguments: list[str]) -> tuple[Command, argparse.Namespace]:
    """The command and its options. Raises SymgradError where they do not make sense; `--help` raises SystemExit."""
    name, *rest = arguments
    command = BY_NAME.get(name)
    if command is None:
        command, rest = _implied(arguments), arguments
    parser = parser_of(command)
    words = [_guarded(word, command) for word in _before_dashes(rest)]
    options, extra = parser.parse_known_args([*words, *rest[len(words) :]])
    if extra:
        raise _unknown(extra[0].strip(), command, name if name not in BY_NAME else "")
    return command, options


def parser_of(command: Command) -> Parser:
    """The parser of one command."""
    parser = Parser(
        prog=f"symgrad {command.name}",
        description=command.summary[0].upper() + command.summary[1:] + ".",
        epilog=_epilog(command),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    for one in command.options:
        _add(parser, one)
    return parser


def _add(parser: Parser, one: Option) -> None:
    if one.is_flag:
        shown = f"{one.help}: {', '.join(one.choices)}" if one.choices else one.help
        parser.add_argument(*one.names, help=shown, **_with_metavar(one))
    else:
        parser.add_argument(one.names[0].lower(), help=one.help, **one.told)


def _with_metavar(one: Option) -> dict[str, Any]:
    return {"metavar": "WORD", **one.told} if one.choices else one.told


def _epilog(command: Command) -> str:
    examples = "\n".join(f"  {line}" for line in command.examples)
    return f"{command.details}\n\nexamples:\n{examples}".lstrip()


def _implied(arguments: list[str]) -> Command:
    """`symgrad EXPR` derives; a word that is nearly a command, with more after it, was meant to be that command."""
    name = arguments[0]
    near = get_close_matches(name, BY_NAME, 1, 0.75)
    if near and len(arguments) > 1 and name.isalpha():
        raise SymgradError(f"there is no command {name!r}", hint=f"did you mean: symgrad {near[0]}")
    if name.isascii() and name.isalpha() and len(name) > 3 and name not in GREEK:
        meant = f"did you mean: symgrad {near[0]}" if near else f"for a name with long letters: symgrad derive {name}"
        raise SymgradError(f"there is no command {name!r}, and one word is no formula", hint=meant)
    return BY_NAME["derive"]


def _before_dashes(words: list[str]) -> list[str]:
    return words[: words.index("--")] if "--" in words else words


def _guarded(word: str, command: Command) -> str:
    """An expression that begins with a minus sign gets a space in front, so that it is not taken for an option."""
    known = {name for one in command.options for name in one.names} | {"-h", "--help"}
    if not word.startswith("-") or word in ("-", *known) or word.split("=")[0] in known or _is_long(word):
        return word
    return f" {word}"


def _is_long(word: str) -> bool:
    """Whether the word looks like a long option: two hyphens and a word of two letters or more."""
    name = word[2:].split("=")[0].replace("-", "")
    return word.startswith("--") and name.isalpha() and len(name) > 1


def _unknown(word: str, command: Command, expression: str) -> SymgradError:
    flags = [name for one in command.options for name in one.names if name.startswith("--")]
    near = get_close_matches(word.split("=")[0], flags, 1, 0.6)
    if word.startswith("-") and near:
        return SymgradError(f"there is no option {word}", hint=f"did you mean {near[0]}?")
    if word.startswith("-"):
        return SymgradError(f"there is no option {word}", hint=f"symgrad {command.name} --help lists the options")
    reason = f"{word!r} was not expected here"
    quoted = f'put the whole expression in quotes: symgrad "{expression} {word} ..."' if expression else ""
    return SymgradError(reason, hint=quoted or f"symgrad {command.name} --help shows examples")
