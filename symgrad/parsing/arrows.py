"""Functions written with an arrow or a colon: `f: x -> x^2` is f(x) = x^2, `x -> x^2` and `lambda x: x^2` have no name.

Rows with a sign that stands for two: x = 2 ± 1 is x = 2 + 1 or x = 2 - 1.
"""

from symgrad.parsing.tokens import Token
from symgrad.parsing.trouble import Source

_NAMES = frozenset(["word", "name"])
_TURNED = {"±": ("+", "-"), "∓": ("-", "+")}


def with_arrow_read(row: list[Token], source: Source) -> list[Token]:
    """The row with an arrow between a variable and its formula as the definition it means; any other row as it is.

    Raises ParseError for an arrow that says something else, such as f: R -> R or x -> 0.
    """
    begin = 2 if row[0].kind in _NAMES and len(row) > 2 and row[1].same("op", ":") else 0
    arrow = _parameters(row, begin)
    if begin and not arrow:
        hint = f"write {row[0].value}(x) = ..."
        raise source.error("behind this colon a variable, an arrow and a formula should stand", row[1].start, hint)
    if not arrow or sum(token.same("op", "->") for token in row) > 1:  # w -> z -> L says what leads to what
        return row
    body = {token.value for token in row[arrow + 1 :] if token.kind in _NAMES}
    inside = [token for token in row[begin:arrow] if token.kind in _NAMES]
    is_set = [token.value for token in row[arrow + 1 : -1]] in [[one] for one in "RQZNC"]
    if is_set or not any(one.value in text for one in inside for text in body):
        if not begin and len(row) == arrow + 3 and row[arrow + 1].kind in ("number", "constant"):
            hint = f"write lim_({inside[0].value} -> {row[arrow + 1].value}) in front of a formula"
            raise source.error("this arrow leads to a number: the point of a limit", row[arrow].start, hint)
        name = row[0].value if begin else "f"
        raise source.error("behind this arrow a formula should stand", row[arrow].start, f"write {name}(x) = ...")
    if not begin:
        colon = row[arrow]._replace(kind="op", value=":")
        return [row[arrow]._replace(kind="word", value="lambda"), *inside, colon, *row[arrow + 1 :]]
    opening, closing = row[1]._replace(kind="open", value="("), row[arrow]._replace(kind="close", value=")")
    bracket = row[2:arrow] if row[2].kind == "open" else [opening, *row[2:arrow], closing]
    return [row[0], *bracket, row[arrow]._replace(value="="), *row[arrow + 1 :]]


def _parameters(row: list[Token], begin: int) -> int:
    """Where the arrow stands behind one name, or names in a bracket, that begin at this place; 0 if there is none."""
    end = begin
    if row[end].same("open", "("):
        end += 1
        while row[end].kind in _NAMES or row[end].kind == "comma":
            end += 1
        end += row[end].same("close", ")")
    else:
        end += row[end].kind in _NAMES
    return end if end > begin and end < len(row) - 1 and row[end].same("op", "->") else 0


def lambda_colon(row: list[Token]) -> int:
    """Where the colon of `lambda x, y: ...` stands; 0 for any other row."""
    i = 1
    while row[0].same("word", "lambda") and i < len(row) - 2 and row[i].kind in ("word", "name", "comma"):
        i += 1
    return i if i > 1 and row[i].same("op", ":") else 0


def both_signs(row: list[Token]) -> tuple[list[Token], ...]:
    """The row with the upper signs and the row with the lower ones, where ± stands in it; nothing for another row."""
    if not any(token.kind == "op" and token.value in _TURNED for token in row):
        return ()
    return tuple([_turned(token, side) for token in row] for side in (0, 1))


def _turned(token: Token, side: int) -> Token:
    return token._replace(value=_TURNED[token.value][side]) if token.value in _TURNED else token
