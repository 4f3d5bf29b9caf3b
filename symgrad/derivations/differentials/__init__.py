"""Derivatives in vectors and matrices by differentials: dL = sum <G, dU>, one rule a line."""
