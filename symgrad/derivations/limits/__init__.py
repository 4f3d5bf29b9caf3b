"""Derivatives from the definition: difference quotients worked out, their limits, and the two sides of a kink."""
