"""The command line and the terminal session: the only room that prints."""

from symgrad.cli.entry import main

__all__ = ["main"]
