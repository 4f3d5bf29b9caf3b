"""Shapes of terms: () a scalar, (n,) a column vector, (m, n) a matrix; sizes are integers or names such as "n".

A vector counts as a matrix of one column in products. How the shape of a term follows from its parts: `inference`.
"""

Size = int | str
Shape = tuple[Size, ...]


def shape_text(shape: Shape) -> str:
    """A shape in words: `scalar`, `vector of length n`, `m x n matrix`."""
    if not shape:
        return "scalar"
    return f"vector of length {shape[0]}" if len(shape) == 1 else f"{shape[0]} x {shape[1]} matrix"


def as_matrix(shape: Shape) -> tuple[Size, Size]:
    """The shape as (rows, columns)."""
    return (1, 1) if not shape else (shape[0], 1) if len(shape) == 1 else (shape[0], shape[1])


def from_matrix(rows: Size, columns: Size) -> Shape:
    """The shape of a matrix with these sides: one column is a vector, 1 x 1 a scalar."""
    if columns == 1:
        return () if rows == 1 else (rows,)
    return (rows, columns)
