"""The tests of symgrad (this package must exist: latex2sympy2 installs a top-level `tests` of its own)."""
