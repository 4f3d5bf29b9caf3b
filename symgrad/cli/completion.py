"""`symgrad completion`: the completion script of a shell, made from the table of commands."""

import argparse
from collections.abc import Callable

from symgrad.cli.command import Command, Option
from symgrad.cli.commands import COMMANDS
from symgrad.cli.screen import say

_NAMES = " ".join(command.name for command in COMMANDS)


def run(options: argparse.Namespace) -> int:
    """Print the script."""
    say(_SHELLS[options.shell]().rstrip("\n"))
    return 0


def _flags(command: Command) -> list[Option]:
    return [one for one in command.options if one.is_flag]


def _long(one: Option) -> str:
    return one.names[-1]


def _words(command: Command) -> str:
    """The flags of a command and what its positional arguments may be."""
    words = [name for one in _flags(command) for name in one.names] + ["--help"]
    words += [choice for one in command.options if not one.is_flag for choice in one.choices]
    return " ".join(words)


# bash ----------------------------------------------------------------------------------------------------------------

_BASH = """\
# completion of symgrad for bash: put this into ~/.bashrc
_symgrad() {{
    local word="${{COMP_WORDS[COMP_CWORD]}}" before="${{COMP_WORDS[COMP_CWORD-1]}}"
    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ]; then
        COMPREPLY=($(compgen -W "{names} --help --version" -- "$word"))
        return
    fi
    case "${{COMP_WORDS[1]}} $before" in
{values}
    esac
    case "${{COMP_WORDS[1]}}" in
{commands}
    esac
}}
complete -o default -F _symgrad symgrad
"""


def _bash() -> str:
    values = [line for command in COMMANDS for one in _flags(command) for line in _bash_value(command, one)]
    commands = [
        f'        {command.name}) COMPREPLY=($(compgen -W "{_words(command)}" -- "$word")) ;;' for command in COMMANDS
    ]
    return _BASH.format(names=_NAMES, values="\n".join(values), commands="\n".join(commands))


def _bash_value(command: Command, one: Option) -> list[str]:
    """What may follow a flag: one of its choices, or a file (which is what bash does without a word from us)."""
    pattern = "|".join(f'"{command.name} {name}"' for name in one.names)
    if one.choices:
        return [f'        {pattern}) COMPREPLY=($(compgen -W "{" ".join(one.choices)}" -- "$word")); return ;;']
    return [f"        {pattern}) return ;;"] if one.takes_value else []


# zsh -----------------------------------------------------------------------------------------------------------------

_ZSH = """\
#compdef symgrad
# completion of symgrad for zsh: save as _symgrad in a folder of $fpath
_symgrad() {{
    local -a commands
    commands=(
{commands}
    )
    if (( CURRENT == 2 )); then
        _describe 'command' commands
        return
    fi
    local name=$words[2]
    shift words
    (( CURRENT-- ))
    case $name in
{cases}
    esac
}}
compdef _symgrad symgrad
"""


def _zsh() -> str:
    commands = [f"        {_quoted(f'{command.name}:{command.summary}')}" for command in COMMANDS]
    cases = [f"        {command.name}) _arguments {' '.join(_zsh_options(command))} ;;" for command in COMMANDS]
    return _ZSH.format(commands="\n".join(commands), cases="\n".join(cases))


def _zsh_options(command: Command) -> list[str]:
    shown = [_quoted(f"{name}[{_plain(one.help)}]{_zsh_value(one)}") for one in _flags(command) for name in one.names]
    positional = [one for one in command.options if not one.is_flag]
    return [*shown, *(_quoted(f"{_zsh_place(i, one)}:{one.names[0].lower()}:{_zsh_choices(one)}")
                      for i, one in enumerate(positional, 1))]  # fmt: skip


def _zsh_place(number: int, one: Option) -> str:
    return "*" if one.told.get("nargs") == "*" else str(number)


def _zsh_value(one: Option) -> str:
    return f":{_long(one).lstrip('-')}:{_zsh_choices(one)}" if one.takes_value else ""


def _zsh_choices(one: Option) -> str:
    return f"({' '.join(one.choices)})" if one.choices else "_files" if one.is_file else ""


def _plain(words: str) -> str:
    """Words without the signs that zsh reads in a description."""
    return words.replace("[", "(").replace("]", ")").replace(":", ";")


def _quoted(text: str) -> str:
    """The text in single quotes for a shell."""
    return "'" + text.replace("'", "'\\''") + "'"


# fish ----------------------------------------------------------------------------------------------------------------


def _fish() -> str:
    lines = ["# completion of symgrad for fish: save as ~/.config/fish/completions/symgrad.fish"]
    for command in COMMANDS:
        first = f"complete -c symgrad -n __fish_use_subcommand -f -a {command.name} -d {_fish_quoted(command.summary)}"
        lines += [first, *(_fish_flag(command, one) for one in _flags(command))]
    return "\n".join(lines)


def _fish_flag(command: Command, one: Option) -> str:
    names = [f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in one.names]
    follows = ["-r" if one.is_file else "-x"] if one.takes_value else []
    follows += [f"-a {_fish_quoted(' '.join(one.choices))}"] if one.choices else []
    seen = f"-n '__fish_seen_subcommand_from {command.name}'"
    return " ".join(["complete -c symgrad", seen, *names, *follows, "-d", _fish_quoted(one.help)])


def _fish_quoted(text: str) -> str:
    """The text in single quotes for fish, which has its own way of escaping them."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


_SHELLS: dict[str, Callable[[], str]] = {"bash": _bash, "zsh": _zsh, "fish": _fish}
