"""How large an input may be. Each limit is far above what a person types and keeps reading linear and safe."""

MAX_LENGTH = 100_000
"""Characters of one input: a network of a thousand neurons written out has about 40,000."""

MAX_DEPTH = 100
"""Brackets, calls and exponents inside one another; reading needs at most seven Python frames for each."""

MAX_DIGITS = 1_000
"""Digits of one number."""

MAX_EXPONENT = 1_000
"""Power of ten in a number such as 1e-3; the number is written out, so the power is never large."""

MAX_NAMES = 5_000
"""Different names in one input."""

MAX_NAME = 100
"""Characters of one name."""

MAX_SIDE = 1_000_000
"""Rows or columns of a declared vector or matrix; one that is typed is bounded by the length of the input."""

MAX_ORDER = 50
"""Order of one derivative."""
