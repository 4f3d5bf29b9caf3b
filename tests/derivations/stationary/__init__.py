"""Where gradients are zero: critical points, multipliers, systems, enclosures."""
