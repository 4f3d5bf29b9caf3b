"""What a command is: its options, its examples. The parser, the help and the shell completion are made from this."""

from typing import Any, NamedTuple


class Option(NamedTuple):
    """A flag (`--wrt`) or a positional argument (`EXPR`); `told` goes to argparse as it is."""

    names: tuple[str, ...]
    help: str
    told: dict[str, Any]

    @property
    def is_flag(self) -> bool:
        """Whether it begins with a hyphen."""
        return self.names[0].startswith("-")

    @property
    def takes_value(self) -> bool:
        """Whether something follows it on the command line."""
        return self.told.get("action") != "store_true"

    @property
    def choices(self) -> tuple[str, ...]:
        """The values it may have; empty where anything may stand."""
        return tuple(self.told.get("choices", ()))

    @property
    def is_file(self) -> bool:
        """Whether its value is the name of a file."""
        return self.told.get("metavar") == "FILE"


class Command(NamedTuple):
    """A command; `symgrad.cli.<module>` has its `run(options) -> int`."""

    name: str
    module: str
    summary: str
    options: tuple[Option, ...]
    examples: tuple[str, ...]
    details: str = ""


def option(*names: str, help: str, **told: Any) -> Option:
    """An option in the order it is read: names, what it does, what argparse is told."""
    return Option(names, help, told)
