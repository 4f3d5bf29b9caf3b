"""What a language for pasted code is: a table of templates, one row an operation.

A vector of length n is an array of shape (n,), a matrix one of shape (m, n), a number an array of no shape or a float.
Templates take the operands as {0}, {1}..., the options of a function of whole arrays as {a}, {b}..., and {like}: the
name of an argument of the function, whose type and device new arrays get.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from symgrad.numeric.backends import Backend


class Helper(NamedTuple):
    """A function that is pasted in front, where code calls it. `calls` are the helpers it calls itself."""

    source: str
    calls: tuple[str, ...] = ()
    imports: tuple[str, ...] = ()


class Language(NamedTuple):
    """One language.

    `operations` are templates by operation: a head, `array.` with the id of a function of whole arrays, or an
    operation of its own (outer, broadcast); a key that ends in `.1` is for vectors. `function` gives the template of an
    entrywise function by its id, None where it is written out by its definition. `modules` are the import lines by the
    word that stands before the point in code. `constants` is the module that computes with plain numbers.
    """

    name: str
    backend: Backend
    constants: Backend
    operations: Mapping[str, str]
    function: Callable[[str], str | None]
    helpers: Mapping[str, Helper]
    modules: Mapping[str, str]
    reserved: tuple[str, ...] = ()
