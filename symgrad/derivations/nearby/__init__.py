"""A function near a point: tangents, small changes, Taylor polynomials and what they leave out."""
