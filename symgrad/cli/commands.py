"""The table of all commands."""

from symgrad.cli.command import Command, option

_EXPR = option("EXPR", help="the function, in LaTeX, text or Python; - reads it from standard input", metavar="EXPR")
_F = option("F", help="the function; - reads it from standard input", metavar="F")
_WRT = option("--wrt", help="the variables, such as x or x,y", metavar="NAMES")
_AT = option("--at", help="a point, such as x=3,y=1 or x=pi/4", metavar="POINT")
_OUT = option("-o", "--output", help="write this file instead of the screen", metavar="FILE")
_FUNCTIONS = option("--functions", help="names that are functions, such as L,g", metavar="NAMES")
_SYMBOLS = option(
    "--symbols", help="names of several letters that are one variable, such as loss,rate", metavar="NAMES"
)
_READING = (
    option(
        "--syntax",
        help="how the input is written",
        choices=("auto", "latex", "text", "python", "matrixcalculus"),
        default="auto",
    ),
    _FUNCTIONS,
    _SYMBOLS,
    option("--result", help="which definition is the result, where several are possible", metavar="NAME"),
    option("--domain", help="what is known of a variable, such as x=positive", metavar="DOMAIN"),
    option("--shapes", help="the shapes of vectors and matrices, such as A=(m,n),x=(n)", metavar="SHAPES"),
    option("--strict", help="refuse input that can be read in two ways", action="store_true"),
)
_DETAIL = option("--detail", help="how much is written out", choices=("beginner", "course", "brief"), default="course")

_NOTATION = option(
    "--notation", help="how derivatives are written", choices=("leibniz", "prime", "subscript", "operator"),
    default="leibniz",
)  # fmt: skip

_WITH_CODE = ("text", "latex", "markdown", "html", "json", "numpy", "torch")

METHODS = ("textbook", "product", "quotient", "power", "expand", "simplify", "logarithmic", "limit")
"""The ways that `derivative` offers; that they are the same is tested."""

COMMANDS: tuple[Command, ...] = (
    Command(
        "derive", "derive", "derive a derivative or a gradient, line by line",
        (
            _EXPR, _WRT, _AT,
            option("--order", help="differentiate N times by the one variable", metavar="N"),
            option("--mixed", help="differentiate by the variables of --wrt one after the other", action="store_true"),
            option("--method", help="the way to a derivative in one variable", metavar="WAY", choices=METHODS),
            option("--form", help="how the answer is written", choices=("factored", "expanded", "common denominator")),
            option("--known", help="rules that need no line, such as basics,powers,sin", metavar="NAMES"),
            _DETAIL, _NOTATION,
            option("--prove", help="also prove every line, and say how", action="store_true"),
            option("--format", help="how it is written (default: text, or by the ending of FILE)",
                   choices=_WITH_CODE),
            _OUT, *_READING,
        ),
        (
            r'symgrad derive "x^2 \sin x"',
            r'symgrad derive "x^2 y + \sin(xy)" --wrt x,y --at x=3,y=1 --prove',
            'symgrad derive "x^4" --wrt x --order 2',
            'symgrad derive "sqrt(x)" --method limit',
            'symgrad derive "x^3 - 3x" --form factored',
            'symgrad derive "y = w x; L = (y - 1)^2" --wrt w',
            'symgrad derive "norm(A@x - b)**2" --wrt x --shapes "A=(m,n),x=(n),b=(m)"',
            'symgrad derive "x^2 y" --format numpy',
            'symgrad derive "x**2*sin(x)" --detail beginner -o product.html',
            'echo "exp(-x^2/2)" | symgrad derive -',
        ),
        "One variable gives the derivative, several give the gradient. FILE.tex is a\n"
        "complete LaTeX document; --format latex on the screen is a fragment to paste.\n"
        "--format numpy and torch write code: the result as a NumPy function, the function\n"
        "with its slopes as a torch.autograd.Function.",
    ),
    Command(
        "critical", "critical", "find critical points, extremes on constraints and on regions",
        (
            _F,
            option("CONDITION", help="equations that must hold (Lagrange multipliers), or inequalities of a region",
                   metavar="CONDITION", nargs="*"),
            _WRT,
            option("--box", help="where to look, such as x=-1..1,y=0..2", metavar="BOX"),
            _DETAIL,
            option("--prove", help="also prove every line, and say how", action="store_true"),
            option("--format", help="how it is written (default: text, or by the ending of FILE)",
                   choices=("text", "latex", "markdown", "html", "json")),
            _OUT, *_READING,
        ),
        (
            'symgrad critical "x^3 - 3x + y^2"',
            'symgrad critical "sin x" --box x=-5..5',
            'symgrad critical "x y" "x^2 + y^2 = 8"',
            'symgrad critical "x^2 - y" "x^2 + y^2 <= 4"',
        ),
    ),
    Command(
        "read", "read", "show how an input is read",
        (
            _EXPR,
            option("--both", help="also show how latex2sympy2, an independent reader of LaTeX, reads it",
                   action="store_true"),
            *_READING,
        ),
        (
            r'symgrad read "\frac{1}{2}x \sin 2x"',
            'symgrad read "1/2x"',
            'symgrad read "y = w x; L = (y - 1)^2"',
            r'symgrad read --both "\sin x / x"',
        ),
        "With --both, exit status 0: both mean the same. 1: they do not, or it is not known\n"
        "because latex2sympy2 refused the input.",
    ),
    Command(
        "check", "check", "check a derivative or gradient by numbers",
        (_F, option("CLAIM", help="what is claimed: one formula or number for each variable (none: symgrad's own)",
                    metavar="CLAIM", nargs="*"),
         _WRT, _AT, *_READING),
        (
            'symgrad check "x^2 sin(x)" "2x sin(x) + x^2 cos(x)"',
            'symgrad check "x^2 y" "2x y" "x^2" --wrt x,y --at x=3,y=1',
            'symgrad check "x^2 y" --at x=3,y=1',
        ),
        "Exit status 0: the claim agrees. 1: it does not, or it could not be settled.",
    ),
    Command(
        "equal", "equal", "say whether two expressions are equal",
        (
            option("A", help="one expression", metavar="A"),
            option("B", help="the other", metavar="B"),
            option("--kind", help="what the two are, where their writing does not say it",
                   choices=("value", "equation", "set", "interval", "line", "plane", "antiderivative")),
            *_READING,
        ),
        (r'symgrad equal "\sin(x)^2" "1 - \cos(x)^2"', 'symgrad equal "(x + 1)^2" "x^2 + 1"',
         'symgrad equal --kind set "{1, 2}" "{2, 1}"'),
        "Exit status 0: equal. 1: different, or undecided.",
    ),
    Command(
        "descend", "descend", "go downhill along the gradient",
        (
            _F,
            option("--start", help="where to begin, such as x=3,y=1", metavar="POINT", required=True),
            option("--method", help="gradient_descent (the default), momentum, adam, ...", metavar="NAME",
                   default="gradient_descent"),
            option("--learning-rate", help="the size of a step (default: 0.1)", metavar="ETA", default="0.1"),
            option("--momentum", help="with --method momentum, what is kept of a step (default: 0.9)", metavar="BETA",
                   default="0.9"),
            option("--steps", help="how many steps at most (default: 100)", metavar="N", default="100"),
            option("--show", help="how many updates are written out (default: 3)", metavar="N", default="3"),
            *_READING,
        ),
        (
            'symgrad descend "x^2 + y^2" --start x=3,y=1',
            'symgrad descend "(x - 1)^4 + y^2" --start x=3,y=1 --method adam --learning-rate 0.2',
        ),
        "Exit status 0: done, 1: the values ran away.",
    ),
    Command(
        "plot", "plot", "draw the curve with tangents, or the level curves with the gradient",
        (
            _F, _AT,
            option("--descend", help="also draw the descent from this point", metavar="POINT"),
            option("--learning-rate", help="the size of a step of that descent (default: 0.1)", metavar="ETA",
                   default="0.1"),
            option("-o", "--output", help="the picture: .png, .svg or .pdf", metavar="FILE", required=True),
            *_READING,
        ),
        ('symgrad plot "x^2" --at x=3 -o tangent.png', 'symgrad plot "x^2 + y^2" --at x=3,y=1 -o bowl.svg',
         'symgrad plot "x^2 + 2y^2" --descend x=3,y=1 -o descent.png'),
    ),
    Command(
        "network", "network", "backpropagation through named formulas, forward and backward",
        (
            option("SYSTEM", help="the formulas, separated by semicolons, or sizes of layers such as 2,2,1; - reads "
                   "formulas from standard input", metavar="SYSTEM"),
            _WRT,
            option("--at", help="a number for every input, such as w=0.7,x=1.5,y=1", metavar="POINT"),
            option("--with", help="what an unknown function is, such as f=sigmoid", metavar="FUNCTION"),
            option("--activation", help="of the layers but the last, where sizes are given (default: sigmoid)",
                   default="sigmoid", metavar="NAME"),
            option("--loss", help="where sizes are given: mse (default), half_squared_error, binary_cross_entropy",
                   default="mse", metavar="NAME"),
            option("--learning-rate", help="also one step of gradient descent of this size", metavar="ETA"),
            option("--kink", help="the slope at a kink such as ReLU's at 0", choices=("usual", "left", "right", "mean"),
                   default="usual"),
            option("--picture", help="also draw the network into this file: .png, .svg or .pdf", metavar="FILE"),
            _DETAIL,
            option("--prove", help="also prove every line, and say how", action="store_true"),
            option("--format", help="how it is written (default: text, or by the ending of FILE)",
                   choices=_WITH_CODE),
            _OUT, *_READING,
        ),
        (
            r'symgrad network "z = w x + b; \hat y = f(z); L = (\hat y - y)^2"',
            'symgrad network "a = tanh(w x); L = (a - y)^2" --at w=0.5,x=2,y=1',
            'symgrad network "a = f(w x); L = (a - y)^2" --with f=sigmoid -o neuron.html',
            "symgrad network 2,2,1 --activation tanh --loss half_squared_error",
        ),
        "The slopes shown are those in what is called like a weight or a bias, or in all inputs;\n"
        "--wrt names others.",
    ),
    Command(
        "rules", "rules", "list the rules of differentiation, or explain one",
        (option("NAME", help="a rule, such as product or sin", metavar="NAME", nargs="?"),),
        ("symgrad rules", "symgrad rules product", "symgrad rules tanh"),
    ),
    Command(
        "tutor", "tutor", "work on a derivative in a dialogue",
        (option("PROBLEM", help="the function to differentiate", metavar="PROBLEM", nargs="?"), _WRT, _DETAIL),
        ('symgrad tutor "x^2 sin(x)"', 'symgrad tutor "x^2 y" --wrt x', "symgrad tutor"),
    ),
    Command(
        "homework", "homework", "write an answer key with full derivations, or audit one",
        (
            option("ACTION", help="key: write the answer key; audit: check a key that somebody wrote",
                   choices=("key", "audit"), metavar="ACTION"),
            option("FILE", help="one problem a line: question, variable, point (the point is optional); for audit a "
                   "CSV table: question, variable, answer, point", metavar="FILE"),
            option("-o", "--output", help="the file (default: the screen)", metavar="FILE"),
            option("--format", help="of an audit (default: text, or by the ending of the file)",
                   choices=("text", "markdown", "latex", "json")),
            option("--title", help="the title of the key (default: Answer key)", metavar="TEXT",
                   default="Answer key"),
            _DETAIL, _FUNCTIONS, _SYMBOLS,
        ),
        ("symgrad homework key problems.txt -o key.tex", "symgrad homework key -o key.tex - < problems.txt",
         "symgrad homework audit key.csv", "symgrad homework audit key.csv --format json -o report.json"),
        "A line of FILE is: question, variable, point. Commas inside brackets do not\n"
        "split, blank lines and comments (# ...) are skipped, several variables (x y)\n"
        "ask for the gradient, one named twice (x x) for the second derivative:\n\n"
        "  x^2 \\sin x, x\n"
        "  x^2 y + \\sin(xy), x y, x=3, y=1\n"
        "  x^4 \\ln x, x x\n\n"
        "Every line of every derivation is proved or checked first; where that fails,\n"
        "or a question can be read in two ways, the line is named and nothing is written.\n\n"
        "A row of an audited table is: question,variable,answer,point. What has a comma in it\n"
        "stands in quotes. Each row is right, wrong (with a point that shows it and the right\n"
        "answer), undecided, or unreadable; a bad row spoils no other. Exit status 0: all are\n"
        "right. 1: some are not. 2: the file is no such table.",
    ),
    Command(
        "completion", "completion", "print the completion script of a shell",
        (option("SHELL", help="bash, zsh or fish", choices=("bash", "zsh", "fish"), metavar="SHELL"),),
        ("symgrad completion bash >> ~/.bashrc", "symgrad completion fish > ~/.config/fish/completions/symgrad.fish"),
    ),
)  # fmt: skip

BY_NAME: dict[str, Command] = {command.name: command for command in COMMANDS}
