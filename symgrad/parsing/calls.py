"""Names and functions: which brackets are arguments, how far a bare argument reaches, unknown functions."""

from symgrad.parsing import blocks, derivatives, forms, scripts
from symgrad.parsing.atoms import listed
from symgrad.parsing.commands import ACCENT_COMMANDS, BLOCKS
from symgrad.parsing.cursor import Cursor
from symgrad.parsing.known import FUNCTION_LETTERS
from symgrad.parsing.levels import POWER
from symgrad.parsing.spellings import BARE, FORM_NAMES, LATEX_NAMES
from symgrad.parsing.tokens import Token
from symgrad.parsing.trouble import closest
from symgrad.parsing.words import spellings_called
from symgrad.terms.build import TWO, ONE, apply, call, indexed, integer, mul, neg, power, root
from symgrad.terms.functions import Function, spelled
from symgrad.terms.heads import Head
from symgrad.terms.names import GREEK, Applied, Name
from symgrad.terms.node import Term

_BRACKETS = frozenset(["(", "[", "\\{"])

#: functions whose superscript -1 means the inverse function
_INVERSES = {
    name: f"a{name}" for name in "sin cos tan sec csc cot sinh cosh tanh sech csch coth".split()
}  # fmt: skip


def named(r: Cursor, token: Token) -> Term:
    """A name, or an unknown function called by that name."""
    leibniz = derivatives.try_leibniz(r, token)
    if leibniz is not None:
        return leibniz
    if token is not r.peek:
        r.tokens[r.i] = r.peek = token
    data, terms = scripts.full_name(r)
    return with_arguments(r, token, data, terms)


def with_arguments(r: Cursor, token: Token, data: Name, indices: tuple[Term, ...] = ()) -> Term:
    """The name just read, with primes and arguments if it is a function."""
    if indices:
        return indexed(r.name_term(token, data), *indices)
    following = r.peek
    order = derivatives.order_of_sup(data)
    if order and following.same("open", "(") and _is_function_letter(r, data._replace(sup="")):
        return derivatives.differentiated(r, token, data._replace(sup=""), order)
    if following.kind == "op" and (following.value[0] == "'" or following.value == "^"):
        marked = derivatives.marked(r, token, data)
        if marked is not None:
            return marked
    if following.kind == "open" and following.value in ("(", "[") and _is_call(r, token, data, following):
        return _applied(r, token, data)
    if following.kind != "open" or following.value != "(":
        r.plain.add(data.key)
    if data.key == "d" and following.kind == "name" and not following.spaced and not r.python and not r.known.has("d"):
        r.note(token, f"d{following.value} is read as the product of d and {following.value}")
    return r.name_term(token, data)


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
    r.fail(f"{data.plain} is not a known function", token, hint)


def _refuse_index(r: Cursor, token: Token, opening: Token) -> bool:
    if not r.latex and not opening.spaced:
        r.fail("an index in square brackets is not read", opening, f"write {r.shown(token)}_1")
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
        r.fail(f"{data.plain} is not a known function of several arguments", token, f'declare functions=["{data.plain}"]')
    r.note(token, f"{data.plain}(...) is read as {data.plain} times the bracket; for a function declare functions=[\"{data.plain}\"]",
           f"a function {data.plain}", data.key)
    return False


#: special functions that LaTeX writes with a Greek letter or a capital
_GREEK_CALLS = {"Gamma": "gamma", "zeta": "zeta", "gamma": "gamma", "beta": "beta"}
_BESSEL = {"J": "besselj", "Y": "bessely", "I": "besseli", "K": "besselk"}


def _has_comma(r: Cursor) -> bool:
    depth = 0
    for token in r.tokens[r.i :]:
        depth += (token.kind == "open") - (token.kind == "close")
        if depth == 1 and token.kind == "comma":
            return True
        if depth == 0:
            return False
    return False


def arguments(r: Cursor, what: str) -> list[Term]:
    """The arguments in the bracket that opens here."""
    opening = r.advance()
    if r.peek.kind in ("close", "comma"):
        r.fail(f"an argument of {what} is missing", r.peek)
    return listed(r, opening)


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
        r.note(token, f"{r.shown(token)}(...) is read as the sigmoid 1/(1+e^(-z)); for another function declare functions=[\"sigma\"]")
        return checked_call(r, token, spelled("sigmoid"), args)
    if data.key in _GREEK_CALLS:
        name = _GREEK_CALLS[data.key]
        name = {"Gamma": "uppergamma", "gamma": "lowergamma"}.get(data.key, name) if len(args) == 2 else name
        return checked_call(r, token, spelled(name), args)
    if data.base in _BESSEL and not data.sub and len(args) == 2 and not r.python:
        return checked_call(r, token, spelled(_BESSEL[data.base]), args)
    return None


def apply_to(r: Cursor, token: Token, applied: Applied, args: list[Term]) -> Term:
    """The unknown function of these arguments, in the first spelling of its name."""
    known = r.name_term(token, applied.name)
    return apply(Applied(known.data, applied.orders), *args)


def checked_call(r: Cursor, token: Token, record: Function | None, args: list[Term]) -> Term:
    """A known function of these arguments, if their number is right."""
    assert record is not None
    fewest, most = record.arity
    if not fewest <= len(args) <= most:
        wanted = str(fewest) if fewest == most else f"{fewest} to {most}" if most < 99 else f"at least {fewest}"
        r.fail(f"{r.shown(token)} takes {wanted} argument{'s' * (most > 1)}, not {len(args)}", token)
    for arg in args:
        if arg.head in (Head.RELATION, Head.LOGIC, Head.TUPLE):
            r.fail(f"a condition or a list is no argument of {r.shown(token)}", token)
    return r.make(token, call, record.id, *args)


def function(r: Cursor, token: Token) -> Term:
    """A known function: its power, index and argument."""
    r.advance()
    word = token.value
    if word in FORM_NAMES or word in forms.FORMS:
        return forms.form(r, token, word)
    record = spelled(word)
    if record is None:
        raise r.unsupported(f"{word} is not read yet", token)
    if record.id == "log":
        return _log(r, token)
    return raised_call(r, token, record)


def raised_call(r: Cursor, token: Token, record: Function) -> Term:
    """f(u), f^2 u as (f(u))^2, and f^{-1} u as the inverse function."""
    order = scripts.primes(r) if record.arity[0] == 1 and not r.python else 0
    if order:
        (argument,) = function_arguments(r, token, record)
        return derivatives.of_function(record.id, argument, order)
    exponent = function_exponent(r)
    if exponent is not None and _is_minus_one(exponent):
        inverse = spelled(_INVERSES.get(record.id, ""))
        if inverse is None:
            r.fail(f"{r.shown(token)}^-1 can mean the inverse or 1/{r.shown(token)}", token, "write out which")
        r.note(token, f"{r.shown(token)}^-1 is read as the inverse function {inverse.id}", f"1/{record.id}")
        return checked_call(r, token, inverse, function_arguments(r, token, inverse))
    term = checked_call(r, token, record, function_arguments(r, token, record))
    return term if exponent is None else power(term, exponent)


def function_exponent(r: Cursor) -> Term | None:
    """The exponent between a function and its argument."""
    if not r.at("op", "^"):
        return None
    r.advance()
    if r.latex or r.at("open", "{"):
        return scripts.exponent_argument(r)
    minus = r.accept("op", "-")
    token = r.peek
    if token.kind not in ("number", "name") and not token.same("open", "("):
        r.fail_here("an exponent")
    term = r.expr(POWER) if token.kind != "name" else r.name_term(token, scripts.base_name(r))
    return neg(term) if minus else term


def _is_minus_one(term: Term) -> bool:
    return term.head is Head.NEGATION and term.args[0] is ONE


def function_arguments(r: Cursor, token: Token, record: Function | None) -> list[Term]:
    """Arguments in brackets, or a bare argument where the function allows one."""
    opening = r.peek
    if opening.kind == "open" and opening.value in _BRACKETS and not (opening.value == "{" ):
        return arguments(r, r.shown(token))
    if opening.same("open", "{"):
        return arguments(r, r.shown(token))
    if r.python or (record is not None and not (record.bare or r.latex)) or (record is not None and record.arity[0] > 1):
        r.fail(f"{r.shown(token)} needs its argument in brackets", token, f"write {r.shown(token)}(x)")
    return [bare_argument(r, token)]


def bare_argument(r: Cursor, token: Token) -> Term:
    """The run of names, numbers and powers up to the next function, +, -, / or dot."""
    if not r.starts_factor() and r.peek.kind != "styled":
        if r.peek.kind == "op" and r.peek.value == "-":
            r.fail(f"{r.shown(token)} needs brackets around a negative argument", r.peek, f"write {r.shown(token)}(-...)")
        r.fail(f"the argument of {r.shown(token)} is missing", token)
    factors: list[Term] = []
    while True:
        first = r.peek
        r.enter(token, r.bars[-1])
        factors.append(r.expr(POWER - 1))
        r.leave()
        if not _runs_on(r, first, factors):
            break
    if r.at("op", "/"):
        r.note(r.peek, f"{r.typed(token)}/... is read as ({r.typed(token)})/...; write brackets around a longer argument",
               "the quotient as the argument")
    return r.make(token, mul, *factors)


def _runs_on(r: Cursor, first: Token, factors: list[Term]) -> bool:
    """Whether the next factor still belongs to the bare argument."""
    token = r.peek
    if first.kind not in ("number", "name", "constant", "styled", "font") and not _is_plain_command(first, factors[-1]):
        return False
    if token.kind == "constant" and token.value == "e" and r.ahead().same("op", "^"):
        return False
    if token.kind in ("name", "constant", "number", "font"):
        return not (token.kind == "name" and _begins_call(r, token))
    if token.kind == "styled":
        return spelled(token.value) is None and token.style != "text"
    is_form = token.kind == "command" and token.value not in BLOCKS
    numeric = all(f.head in (Head.INTEGER, Head.DECIMAL, Head.CONSTANT) for f in factors)
    return is_form and (token.value in ACCENT_COMMANDS or (numeric and token.value in ("frac", "sqrt", "dfrac", "tfrac")))


def _is_plain_command(first: Token, factor: Term) -> bool:
    if first.kind != "command":
        return False
    return first.value in ACCENT_COMMANDS or (
        factor.head is Head.QUOTIENT and all(a.head is Head.INTEGER for a in factor.args))


def _begins_call(r: Cursor, token: Token) -> bool:
    """Whether this name is a function with its bracket, which ends a bare argument."""
    return token.value in FUNCTION_LETTERS | {"sigma"} and r.ahead().same("open", "(") or r.known.is_function(token.value)


def _log(r: Cursor, token: Token) -> Term:
    """Logarithms: natural unless a base stands below, beside or in the name."""
    base = _log_base(r)
    exponent = function_exponent(r)
    base = base or _log_base(r)
    if exponent is not None and _is_minus_one(exponent):
        r.fail("log^-1 can mean the exponential or 1/log", token, "write out which")
    args = function_arguments(r, token, spelled("log"))
    if base is not None and len(args) == 1:
        args.append(base)
    elif base is None and len(args) == 1 and token.value == "log" and not r.python:
        r.note(token, "log is read as the natural logarithm; for another base write log_2, log10 or lg")
    term = checked_call(r, token, spelled("log"), args)
    return term if exponent is None else power(term, exponent)


def _log_base(r: Cursor) -> Term | None:
    if not r.accept("op", "_"):
        return None
    if r.at("open", "{") or r.latex:
        return scripts.tex_argument(r, whole_number=True)
    token = r.peek
    if token.kind == "number":
        return r.expr(POWER)
    return r.name_term(token, scripts.base_name(r))


def command(r: Cursor, token: Token) -> Term:
    """A LaTeX command with a form of its own."""
    if token.value in ACCENT_COMMANDS:
        data, terms = scripts.full_name(r)
        return with_arguments(r, token, data, terms)
    if token.value == "begin":
        return blocks.block(r, token)
    r.advance()
    return forms.form(r, token, token.value)


def styled(r: Cursor, token: Token) -> Term:
    """\\operatorname{ReLU}(z), \\text{loss}, \\mathbf{w}, \\mathrm{d}x, \\mathrm{e}^x."""
    word = token.value.strip()
    if token.style in ("mathrm", "text", "operatorname", "textrm", "mathop", "mbox") or token.kind == "styled":
        special = _upright(r, token, word)
        if special is not None:
            return special
    data, terms = scripts.full_name(r)
    return with_arguments(r, token, data, terms)


def _upright(r: Cursor, token: Token, word: str) -> Term | None:
    """Upright letters that are constants, differentials or functions."""
    if token.kind == "font":
        return None
    if word == "d" and token.style != "text":
        return derivatives.upright_d(r, token)
    if word in ("e", "i") and token.style == "mathrm" and not r.known.has(word):
        r.advance()
        return derivatives.UPRIGHT[word]
    record = LATEX_NAMES.get(word + "'") if r.ahead().same("op", "'") else None
    if record is not None:
        r.advance()
    record = record or LATEX_NAMES.get(word) or spelled(word)
    is_form = word in FORM_NAMES or word in forms.FORMS
    if (record is None and not is_form) or r.known.has(word):
        return None
    following = r.ahead()
    called = following.kind == "open" or (following.same("op", "^") and (record is None or record.bare))
    if not called and word not in BARE and token.style != "operatorname":
        return None
    r.advance()
    if is_form and record is None:
        return forms.form(r, token, word)
    if record is not None and record.id == "log":
        return _log(r, token._replace(value=word))
    return raised_call(r, token, record)


def root_sign(r: Cursor, token: Token, degree: int) -> Term:
    """√x and ∛x: the root of the next factor."""
    r.advance()
    if not r.starts_factor():
        r.fail("the root of what?", token, "write √(x)")
    return root(r.expr(POWER), integer(degree) if degree != 2 else TWO)
