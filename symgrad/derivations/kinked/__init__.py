"""What an activation does where its two sides meet."""

from symgrad.derivations.kinked.page import kinks

__all__ = ["kinks"]
