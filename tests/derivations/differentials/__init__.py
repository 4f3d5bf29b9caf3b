"""Derivatives in vectors and matrices."""
