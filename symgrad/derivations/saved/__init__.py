"""Derivations as plain data: written, read back, and described by a schema."""
