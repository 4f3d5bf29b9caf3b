"""The first updates of a descent written out with numbers, in LaTeX and in words."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from symgrad.descent.numbers import bracketed, latex_number, short
from symgrad.descent.updates import METHOD
from symgrad.notation import latex as term_latex
from symgrad.terms import Term

if TYPE_CHECKING:
    from symgrad.descent.trace import Trace


class _Row(NamedTuple):
    """One variable in one step: how it is written, and its slope there."""

    trace: "Trace"
    step: int
    variable: Term

    @property
    def name(self) -> str:
        return term_latex(self.variable)

    @property
    def key(self) -> str:
        return str(self.variable.data.plain)

    @property
    def slope(self) -> str:
        objective = self.trace.objective
        d = "\\partial" if objective.several else "d"
        label = term_latex(objective.label)
        return f"\\frac{{{_d(d, label)}}}{{{_d(d, self.name)}}}"

    def at(self, step: int) -> float:
        return float(self.trace.entries[step][self.key])

    def slope_at(self, step: int) -> float:
        return float(self.trace.slopes[step][self.key])

    @property
    def move(self) -> float:
        return self.at(self.step + 1) - self.at(self.step)


def _d(sign: str, name: str) -> str:
    return f"{sign} {name}" if sign.startswith("\\") or name.startswith("\\") else f"{sign}{name}"


def latex(trace: "Trace", first: int) -> str:
    """One row a variable and step; several as an aligned block."""
    write = _METHODS.get(trace.method, _any_method)
    rows = [line for step in range(min(first, len(trace))) for variable in trace.objective.variables
            for line in write(_Row(trace, step, variable))]  # fmt: skip
    if len(rows) <= 1:
        return "".join(rows).replace("&", "")
    return "\\begin{aligned}\n" + " \\\\\n".join(rows) + "\n\\end{aligned}"


def _gradient_descent(row: _Row) -> list[str]:
    eta, slope = latex_number(row.trace.learning_rate), bracketed(row.slope_at(row.step))
    before, after = latex_number(row.at(row.step)), latex_number(row.at(row.step + 1))
    rule = f"{row.name} &\\leftarrow {row.name}-\\eta\\,{row.slope}"
    return [f"{rule} = {before}-{eta}\\cdot {slope}={after}"]


def _momentum(row: _Row) -> list[str]:
    """Two lines: the velocity, which is the step itself, and the point."""
    velocity = row.at(row.step) - row.at(row.step - 1) if row.step else 0.0
    v = f"v_{{{row.name}}}"
    beta, eta = latex_number(row.trace.momentum), latex_number(row.trace.learning_rate)
    numbers = f"{beta}\\cdot {bracketed(velocity)}-{eta}\\cdot {bracketed(row.slope_at(row.step))}"
    return [f"{v} &\\leftarrow \\beta\\,{v}-\\eta\\,{row.slope} = {numbers}={latex_number(row.move)}", _moved(row, v)]


def _moved(row: _Row, by: str) -> str:
    before, after = latex_number(row.at(row.step)), latex_number(row.at(row.step + 1))
    return f"{row.name} &\\leftarrow {row.name}+{by} = {before}+{bracketed(row.move)}={after}"


def _adam(row: _Row) -> list[str]:
    """Three lines: both running means, corrected for their start at 0, and the point."""
    slopes = [row.slope_at(step) for step in range(row.step + 1)]
    mean, square = _corrected(slopes, 0.9), _corrected([slope**2 for slope in slopes], 0.999)
    m, s, t = f"\\hat m_{{{row.name}}}", f"\\hat s_{{{row.name}}}", row.step + 1
    before, after = latex_number(row.at(row.step)), latex_number(row.at(row.step + 1))
    tiny = "+\\varepsilon" if square < 1e-10 else ""  # elsewhere epsilon = 1e-8 does not show in six figures
    eta, root = latex_number(row.trace.learning_rate), f"\\sqrt{{{latex_number(square)}}}{tiny}"
    rule = f"{row.name} &\\leftarrow {row.name}-\\eta\\,\\frac{{{m}}}{{\\sqrt{{{s}}}+\\varepsilon}}"
    return [
        f"{m} &= \\frac{{m_{{{row.name}}}}}{{1-\\beta_1^{{{t}}}}}={latex_number(mean)},\\qquad "
        f"{s} = \\frac{{s_{{{row.name}}}}}{{1-\\beta_2^{{{t}}}}}={latex_number(square)}",
        f"{rule} = {before}-{eta}\\cdot\\frac{{{latex_number(mean)}}}{{{root}}}={after}",
    ]


def _corrected(values: list[float], beta: float) -> float:
    """The running mean of the values after the last one, divided by the weight it has gathered."""
    mean = 0.0
    for value in values:
        mean = beta * mean + (1 - beta) * value
    return mean / (1 - beta ** len(values))


def _any_method(row: _Row) -> list[str]:
    return [_moved(row, f"\\Delta {row.name}")]


_METHODS: dict[str, Callable[[_Row], list[str]]] = {
    "gradient_descent": _gradient_descent,
    "sgd": _gradient_descent,
    "momentum": _momentum,
    "adam": _adam,
}


def sentence(trace: "Trace", step: int) -> str:
    """What one update does: which way each slope points, how far the variable goes, and the value before and after."""
    label = trace.objective.label.data.plain
    rows = [_Row(trace, step, variable) for variable in trace.objective.variables]
    if trace.method == METHOD:
        return " ".join(f"{row.key} goes from {short(row.at(step))} to {short(row.at(step + 1))}." for row in rows)
    clauses = [_clause(row, label, len(rows) > 1) for row in rows]
    before, after = trace.values[step], trace.values[step + 1]
    if before == after:
        return " ".join(clauses) + f" {label} stays {short(before)}."
    verb = "falls" if after < before else "rises"
    return " ".join(clauses) + f" {label} {verb} from {_digits(before, after)} (measured)."


def _clause(row: _Row, label: str, several: bool) -> str:
    slope, move = row.slope_at(row.step), row.move
    where = f" in {row.key}" if several else ""
    if slope == 0:
        return f"The slope{where} is 0, so a small change of {row.key} does not change {label}."
    sign, verb = ("negative", "lowers") if slope < 0 else ("positive", "raises")
    way = f"{row.key} goes {'up' if move > 0 else 'down'} by {abs(move):.3g}" if move else f"{row.key} stays"
    return f"The slope{where} is {sign}, so raising {row.key} {verb} {label}: {way}."


def _digits(before: float, after: float) -> str:
    """Two numbers to five figures, with the same number of decimals; more figures where that hides the difference."""
    texts = [f"{value:.5g}" for value in (before, after)]
    if texts[0] == texts[1]:
        texts = [f"{value:.10g}" for value in (before, after)]
    if not any("e" in text or "n" in text for text in texts):
        decimals = max(len(text.partition(".")[2]) for text in texts)
        texts = [f"{value:.{decimals}f}" for value in (before, after)]
    return " to ".join(texts)
