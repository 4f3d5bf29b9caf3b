"""How long the main jobs take, in CPU time: `python -m tests.benchmarks`.

Figures are medians over several runs in one process; compare ratios within one run, machines differ and are noisy.
Nothing here is a test: no figure passes or fails.
"""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial

import sympy

import symgrad as sg
from tests.problems import problems

RUNS = 5

#: the project's own list, as text
FUNCTIONS = [problem.function for problem in problems()]


def cpu(job: Callable[[], object], runs: int = RUNS) -> float:
    """Median CPU seconds of the job."""
    seconds = []
    for _ in range(runs):
        began = time.process_time()
        job()
        seconds.append(time.process_time() - began)
    return statistics.median(seconds)


def shown(what: str, seconds: float, note: str = "") -> None:
    print(f"{what:58} {seconds * 1000:10.2f} ms  {note}".rstrip())


def start_up() -> None:
    """The command line's help and a first derivation, as whole processes."""
    for what, arguments in (("symgrad --help", ["--help"]), ("symgrad 'x^2 sin(x)'", ["x^2 sin(x)"])):
        command = [sys.executable, "-m", "symgrad", *arguments]
        walls = []
        for _ in range(RUNS):
            began = time.perf_counter()
            subprocess.run(command, capture_output=True, check=True, stdin=subprocess.DEVNULL)
            walls.append(time.perf_counter() - began)
        shown(what, statistics.median(walls), "wall, a whole process")


def reading() -> None:
    """Reading each function of the project's list."""
    times = sorted(cpu(lambda text=text: sg.parse(text), 3) for text in FUNCTIONS)
    shown("reading a function, median", statistics.median(times), f"{len(times)} functions")
    shown("reading a function, 95% are under", times[int(0.95 * len(times))])


def deriving() -> None:
    """Deriving and proving each function, the first variable."""
    graphs = [sg.parse(text) for text in FUNCTIONS]
    derived = [(graph, graph.inputs[0].data.plain) for graph in graphs if graph.inputs and graph.definitions]
    times = [cpu(lambda g=g, x=x: sg.derivative(g, x), 1) for g, x in derived]
    shown("deriving a function, median (this process)", statistics.median(times))
    proofs = [cpu(sg.derivative(g, x).prove, 1) for g, x in derived]
    shown("proving its lines, median", statistics.median(proofs))


def network(depth: int, width: int) -> str:
    """A tanh network as named formulas: depth*(width^2 + width) + width + 1 weights."""
    rows, before = [], [f"x_{j}" for j in range(width)]
    for layer in range(depth):
        for i in range(width):
            terms = " + ".join(f"w_{layer}_{i}_{j}*{name}" for j, name in enumerate(before))
            rows += [f"z_{layer}_{i} = {terms} + b_{layer}_{i}", f"h_{layer}_{i} = tanh(z_{layer}_{i})"]
        before = [f"h_{layer}_{i}" for i in range(width)]
    total = " + ".join(f"v_{j}*{name}" for j, name in enumerate(before))
    return "\n".join([*rows, f"yhat = {total} + c", "L = (yhat - y)^2"])


def networks() -> None:
    """All weights of tanh networks of width 4: time grows with the number of layers, not faster."""
    for depth in (10, 50):
        _one_network(depth)


def _one_network(depth: int) -> None:
    graph = sg.parse(network(depth, 4), syntax="python", output="L")
    weights = [n.data.plain for n in graph.inputs if n.data.plain[0] in "wbvc"]
    title = f"gradient of a {depth}-layer network, {len(weights)} weights"
    shown(title, cpu(lambda: sg.gradient(graph, weights), 3))
    shown("  the same by backpropagate", cpu(lambda: sg.backpropagate(graph, weights), 3))
    shown("  the same compiled (value_and_grad)", cpu(lambda: sg.value_and_grad(graph, weights), 1))


def matrix_network(depth: int, width: int) -> sg.Graph:
    """The same network with a matrix and a vector for each layer."""
    made = [sg.layers.linear(width), sg.layers.tanh()] * depth
    return sg.network([*made, sg.layers.linear(1)], input_shape=width)


def growth() -> None:
    """Gradients of all weights, 50 and 200 layers of width 4: 4 times is linear, 5 times is allowed."""
    for what, build in (("scalars", _scalars), ("matrices", lambda depth: matrix_network(depth, 4))):
        seconds = {}
        for depth in (50, 200):
            graph = build(depth)
            weights = [n.data.plain for n in graph.inputs if n.data.plain[0] in "wWbvc"]
            seconds[depth] = cpu(partial(sg.gradient, graph, weights), 2)
            shown(f"gradient of {depth} layers in {what}, {len(weights)} names", seconds[depth])
        print(f"{f'  200 layers over 50 layers in {what}':58} {seconds[200] / seconds[50]:10.2f} times")


def _scalars(depth: int) -> sg.Graph:
    return sg.network([4] * (depth + 1) + [1], activation="tanh")


def layers() -> None:
    """Attention, and a recurrent network over three steps: built, derived and proved."""
    one = sg.layers
    for what, made, shape in (
        ("attention on 5 rows", [one.attention(4)], (5, 4)),
        ("a recurrent network, 3 steps", [one.rnn(4), one.last(), one.linear(2)], (3, 4)),
    ):
        graph = sg.network(made, input_shape=shape)
        weights = [n.data.plain for n in graph.inputs if n.data.base in "WbV"]
        shown(f"gradients of {what}", cpu(partial(sg.gradient, graph, weights)))
        shown("  proved", cpu(sg.gradient(graph, weights).prove, 1))


def numbers() -> None:
    """A compiled gradient beside sympy.diff with lambdify(cse=True), per call."""
    x, y = sympy.symbols("x y")
    f = (1 - x) ** 2 + 100 * (y - x**2) ** 2
    ours = sg.value_and_grad("(1 - x)^2 + 100(y - x^2)^2")
    theirs = sympy.lambdify((x, y), [f, f.diff(x), f.diff(y)], "math", cse=True)
    a = cpu(lambda: [ours(0.3, 0.7) for _ in range(10_000)]) / 10_000
    b = cpu(lambda: [theirs(0.3, 0.7) for _ in range(10_000)]) / 10_000
    shown("value and gradient, two variables, a call", a, f"{a / b:.2f} times sympy.lambdify(cse=True)")


def verdicts() -> None:
    """Equality and a gradient check after warm-up."""
    sg.equal("(x+1)^2", "x^2+2x+1")
    shown("equal", cpu(lambda: sg.equal("sin(x)^2 + y", "1 - cos(x)^2 + y")))
    shown("check at a point", cpu(lambda: sg.check("x^2 y + sin(x y)", ["2x y + y cos(x y)", "x^2 + x cos(x y)"],
                                                   ["x", "y"], {"x": 3, "y": 1})))  # fmt: skip


def main() -> None:
    for job in (start_up, reading, deriving, networks, growth, layers, numbers, verdicts):
        job()


if __name__ == "__main__":
    main()
