"""Where a gradient is zero: systems solved case by case, critical points and their kinds, Lagrange multipliers."""
