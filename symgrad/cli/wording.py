"""Hints and notes speak of Python's arguments; on the command line those are options."""

import re

_OPTIONS = {name: f"--{name}" for name in ("functions", "symbols", "wrt", "domain", "syntax", "shapes")} | {
    "output": "--result"
}
_ARGUMENT = re.compile(rf"(?:declare )?\b({'|'.join(_OPTIONS)})=(?:\[?[\"']([^\"']*)[\"']\]?|\.\.\.)?")


def for_shell(text: str) -> str:
    """The text with `functions=["L"]` as `--functions L`, and so on."""
    return _ARGUMENT.sub(_option, text)


def _option(found: re.Match[str]) -> str:
    said = "give " if found[0].startswith("declare ") else ""
    return f"{said}{_OPTIONS[found[1]]} {found[2] or ''}".rstrip()
