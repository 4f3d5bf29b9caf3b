"""Layers and steps in time with a running index, in vectors and matrices: z_l = W_l a_{l-1} + b_l for every l."""
