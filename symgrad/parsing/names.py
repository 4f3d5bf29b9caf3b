"""Names where they stand in a formula: variables, unknown functions with their arguments, upright words."""

from symgrad.notation.linear import text
from symgrad.parsing import blocks, forms
from symgrad.parsing.arguments import arguments, checked_call, unwrap
from symgrad.parsing.arrays import array_call, array_constant, identity
from symgrad.parsing.brackets import closed
from symgrad.parsing.commands import ACCENT_COMMANDS
from symgrad.parsing.cursor import Cursor
from symgrad.parsing.differentials import differential, is_differential
from symgrad.parsing.functions import logarithm, raised_call
from symgrad.parsing.known import FUNCTION_LETTERS
from symgrad.parsing.leibniz import try_leibniz, upright_d
from symgrad.parsing.naming import full_name
from symgrad.parsing.numbers import CONSTANTS
from symgrad.parsing.operators import try_operator
from symgrad.parsing.primes import differentiated, marked, order_of_sup
from symgrad.parsing.spellings import ARRAY_NAMES, BARE, FORM_NAMES, LATEX_NAMES
from symgrad.parsing.tokens import Token
from symgrad.parsing.trouble import closest
from symgrad.parsing.words import spellings_called
from symgrad.terms.build import IMAGINARY, E, apply, indexed, unary
from symgrad.terms.functions import function as known
from symgrad.terms.functions import spelled
from symgrad.terms.heads import Head
from symgrad.terms.names import GREEK, Applied, Name
from symgrad.terms.node import Term

#: special functions that LaTeX writes with a Greek letter or a capital
_GREEK_CALLS = {"Gamma": "gamma", "zeta": "zeta", "gamma": "gamma", "beta": "beta"}
_BESSEL = {"J": "besselj", "Y": "bessely", "I": "besseli", "K": "besselk"}
#: operators that are understood and not read
_NOT_READ = frozenset(
    ["argmin", "argmax", "arg min", "arg max", "sup", "inf", "Var", "Cov", "rank", "mod", "lcm", "gcd"]
)
#: upright letters that are constants
UPRIGHT = {"e": E, "i": IMAGINARY}


def named(r: Cursor, token: Token) -> Term:
    """A name, or an unknown function called by that name."""
    derived = try_operator(r, token) if token.value == "D" else try_leibniz(r, token)
    if derived is not None:
        return derived
    if is_differential(r, token):
        return differential(r)
    if token is not r.peek:
        r.tokens[r.i] = r.peek = token
    data, terms = full_name(r)
    return with_arguments(r, token, data, terms)


def with_arguments(r: Cursor, token: Token, data: Name, indices: tuple[Term, ...] = ()) -> Term:
    """The name just read, with primes and arguments if it is a function."""
    if indices:
        return _entry(r, token, data, indices)
    if data.base == "I" and (found := identity(r, token, data)) is not None:
        return found
    unwrap(r)
    following = r.peek
    order = order_of_sup(data)
    if order and following.same("open", "(") and _is_function_letter(r, data._replace(sup="")):
        return differentiated(r, token, data._replace(sup=""), order)
    if data.sup[:1] == "(" and following.same("open", "(") and data.base in FUNCTION_LETTERS:
        raise r.unsupported("the order of a derivative is a whole number", token)
    if following.kind == "op" and (following.value[0] == "'" or following.value == "^"):
        derived = marked(r, token, data)
        if derived is not None:
            return derived
    if following.kind == "open" and following.value in ("(", "[") and _is_call(r, token, data, following):
        return _applied(r, token, data)
    if following.kind != "open" or following.value != "(":
        r.plain.add(data.key)
    if data.key == "d" and following.kind == "name" and not following.spaced and not r.python and not r.known.has("d"):
        r.note(token, f"d{following.value} is read as the product of d and {following.value}")
    if not r.python and following.kind in ("name", "constant"):
        _note_operator(r, token, data, following)
    return r.name_term(token, data)


def _entry(r: Cursor, token: Token, data: Name, indices: tuple[Term, ...]) -> Term:
    """x_i under a sum over i; f_i(x) there is f(i, x): a function whose first argument is the index.

    Of vectors that were declared with a running index, h_t is a name of its own under a sum over t too.
    """
    whole = data._replace(sub=",".join(text(index).replace(" ", "") for index in indices), typed="")
    if r.known.shape_in_family(whole):
        return r.name_term(token, whole)
    if r.python or not r.at("open", "(") or not _is_function_letter(r, data):
        if r.at("open", "(") and not r.peek.spaced and not r.python:
            r.note(token, f"{data.plain} with an index before a bracket is read as a factor of a product", "a call")
        return indexed(r.name_term(token, data), *indices)
    args = arguments(r, data.plain)
    shown = f"{data.plain}({', '.join(['i'] * len(indices))}, ...)"
    r.note(token, f"{data.plain} with a running index is read as a function of the index too: {shown}", "a product")
    return apply_to(r, token, Applied(data), [*indices, *args])


def _note_operator(r: Cursor, token: Token, data: Name, following: Token) -> None:
    """Δ x and D_x f are products here."""
    letter = following.value
    if data.key == "Delta" and not r.known.has("Delta"):
        shown = f"{r.shown(token)} {letter}"
        r.note(token, f"{shown} is read as a product; for a difference write {r.shown(token)}_{letter}", "a difference")
    elif data.base == "D" and len(data.sub) == 1 and data.sub.isalpha() and letter in FUNCTION_LETTERS:
        shown = f"{data.plain} {letter}"
        r.note(token, f"{shown} is read as a product; for a derivative write d/d{data.sub} {letter}", "a derivative")


def constant(r: Cursor, token: Token) -> Term:
    """e, pi, infinity; a letter e with an index is a name after all."""
    if token.value in ("e", "pi") and _has_index(r):
        return named(r, token._replace(kind="name"))
    r.advance()
    return CONSTANTS[token.value]


def _has_index(r: Cursor) -> bool:
    after = r.ahead()
    return after.kind == "op" and (after.value == "_" or after.value[0] == "'")


def _is_function_letter(r: Cursor, data: Name) -> bool:
    return r.known.is_function(data.key) or data.base in FUNCTION_LETTERS


def _is_call(r: Cursor, token: Token, data: Name, opening: Token) -> bool:
    """Whether the bracket behind a name holds its arguments."""
    if opening.value == "[":
        return _refuse_index(r, token, opening)
    if r.known.is_function(data.key):
        return True
    if not r.python and (data.key in r.known.declared or data.key in r.known.defined):
        return False
    if data.base in FUNCTION_LETTERS and not data.accents and not data.sup:
        return True
    if data.base in GREEK or len(data.base) == 1:
        return _letter_call(r, token, data)
    meant = closest(data.plain, spellings_called())
    hint = f"did you mean {meant}?" if meant else f'declare functions=["{data.plain}"], or write a product with *'
    raise r.error(f"{data.plain} is not a known function", token, hint)


def _refuse_index(r: Cursor, token: Token, opening: Token) -> bool:
    if not r.latex and not opening.spaced:
        end = r.source.text.find("]", opening.end)
        index = r.source.text[opening.end : end].replace(" ", "")
        stepped = f"{{{index}}}" if len(index) > 1 and not index.isdigit() else index
        readable = index.replace("+", "").replace(",", "").isalnum()
        hint = f"write {r.shown(token)}_{stepped if readable else 1}"
        raise r.error("an index in square brackets is not read in text", opening, hint)
    return False


def _letter_call(r: Cursor, token: Token, data: Name) -> bool:
    """sigma(z) is the sigmoid; any other letter a product, with a note; in Python every bracket is a call."""
    if data.key == "sigma" or data.key in _GREEK_CALLS:
        return True
    if r.python:
        return True
    if _has_comma(r):
        if data.base in _BESSEL and not data.sub:
            return True
        raise r.error(
            f"{data.plain} is not a known function of several arguments", token, f'declare functions=["{data.plain}"]'
        )
    r.note(
        token,
        f'{data.plain}(...) is read as a product; for a function declare functions=["{data.plain}"]',
        f"a function {data.plain}",
        data.key,
    )
    return False


def _has_comma(r: Cursor) -> bool:
    depth = 0
    for token in r.tokens[r.i :]:
        depth += (token.kind == "open") - (token.kind == "close")
        if depth == 1 and token.kind == "comma":
            return True
        if depth == 0:
            return False
    return False


def _applied(r: Cursor, token: Token, data: Name) -> Term:
    """A call of an unknown function, of the sigmoid, or of a special function named by a letter."""
    args = arguments(r, data.plain)
    if not r.known.is_function(data.key):
        special = _special_letter(r, token, data, args)
        if special is not None:
            return special
    return apply_to(r, token, Applied(data), args)


def _special_letter(r: Cursor, token: Token, data: Name, args: list[Term]) -> Term | None:
    if data.key == "sigma":
        r.note(
            token,
            f'{r.shown(token)}(...) is the sigmoid 1/(1+e^(-z)); for another function declare functions=["sigma"]',
        )
        return checked_call(r, token, known("sigmoid"), args)
    if data.key in _GREEK_CALLS:
        name = _GREEK_CALLS[data.key]
        name = {"Gamma": "uppergamma", "gamma": "lowergamma"}.get(data.key, name) if len(args) == 2 else name
        return checked_call(r, token, known(name), args)
    if data.base in _BESSEL and not data.sub and len(args) == 2 and not r.python:
        return checked_call(r, token, known(_BESSEL[data.base]), args)
    return None


def apply_to(r: Cursor, token: Token, applied: Applied, args: list[Term]) -> Term:
    """The unknown function of these arguments, in the first spelling of its name."""
    known = r.name_term(token, applied.name)
    return apply(Applied(known.data, applied.orders), *args)


def command(r: Cursor, token: Token) -> Term:
    """A LaTeX command with a form of its own."""
    if token.value in ACCENT_COMMANDS:
        data, terms = full_name(r)
        return with_arguments(r, token, data, terms)
    if token.value == "begin":
        return blocks.block(r, token)
    r.advance()
    return forms.form(r, token, token.value)


def styled(r: Cursor, token: Token) -> Term:
    """\\operatorname{ReLU}(z), \\text{loss}, \\mathbf{w}, \\mathrm{d}x, \\mathrm{e}^x."""
    if token.kind == "font" and r.ahead().kind == "number" and r.ahead().value in ("0", "1"):
        r.advance()
        r.tokens[r.i] = r.peek = token = r.peek._replace(kind="styled", style="mathbf")
    word = token.value.strip()
    if token.style in ("mathrm", "text", "operatorname", "textrm", "mathop", "mbox") or token.kind == "styled":
        special = _upright(r, token, word)
        if special is not None:
            return special
    data, terms = full_name(r)
    return with_arguments(r, token, data, terms)


def _upright(r: Cursor, token: Token, word: str) -> Term | None:
    """Upright letters that are constants, differentials or functions; None for names."""
    if token.kind == "font":
        return None
    if token.style == "mathbb" and word in ("E", "P", "V") and r.ahead().kind == "open" and r.ahead().value != "{":
        raise r.unsupported("expected values and probabilities are not read", token, "write a sum or an integral")
    if word in _NOT_READ and token.style == "operatorname":
        raise r.unsupported(f"{word} is not read", token, "type the function itself")
    if word == "d" and token.style != "text":
        return upright_d(r, token)
    if word in UPRIGHT and token.style == "mathrm" and not r.known.has(word):
        r.advance()
        return UPRIGHT[word]
    if r.known.has(word):
        return None
    if word == "1" and r.ahead().kind == "open" and r.ahead().value != "{":
        return _indicator(r)
    if word in ("0", "1"):
        r.advance()
        return array_constant(r, token)
    if r.ahead().same("op", "'") and word + "'" in LATEX_NAMES:
        r.advance()
        return raised_call(r, r.advance(), LATEX_NAMES[word + "'"])
    return _upright_function(r, token, word)


def _indicator(r: Cursor) -> Term:
    """\\mathbf{1}(x > 0) and \\mathbb{1}[x > 0]: 1 where the condition holds, else 0."""
    r.advance()
    opening = r.advance()
    condition = closed(r, opening)
    if condition.head not in (Head.RELATION, Head.LOGIC):
        raise r.error("a condition such as x > 0 should stand here", opening)
    return unary(Head.INDICATOR, condition)


def _upright_function(r: Cursor, token: Token, word: str) -> Term | None:
    if word in ARRAY_NAMES:
        r.advance()
        return array_call(r, token._replace(value=word))
    record = LATEX_NAMES.get(word) or spelled(word)
    is_form = word in FORM_NAMES or word in forms.FORMS
    if record is None and not is_form:
        return None
    following = r.ahead()
    called = following.kind == "open" or (following.same("op", "^") and (record is None or record.bare))
    if not called and word not in BARE and token.style != "operatorname":
        return None
    r.advance()
    if record is None:
        return forms.form(r, token, word)
    return logarithm(r, token._replace(value=word)) if record.id == "log" else raised_call(r, token, record)
