"""Networks in general lines: for every j at once, with sums to a general n. The results are the textbook's."""

from dataclasses import replace

import pytest

import symgrad as sg
from symgrad.terms.build import mul, name

PERCEPTRON = (
    r"z_j = \sum_{k=1}^n w_{jk} x_k + b_j; h_j = \tanh(z_j); \hat y = \sum_{j=1}^m v_j h_j + c;"
    r"L = \frac12 (\hat y - y)^2"
)
SOFTMAX = r"p_i = \frac{e^{z_i}}{\sum_{k=1}^n e^{z_k}}; L = -\sum_{i=1}^n y_i \ln p_i"
RECURRENT = r"z_t = w h_{t-1} + u x_t + b; h_t = \tanh(z_t); o_t = v h_t; L = \sum_{t=1}^T \frac12 (o_t - y_t)^2"
CONVOLUTION = r"y_i = \sum_{k=0}^{K-1} w_k x_{i+k} + b; L = \sum_{i=0}^{O-1} \delta_i y_i"
BATCH_NORM = (
    r"\mu = \frac1m \sum_{i=1}^m x_i; v = \frac1m \sum_{i=1}^m (x_i-\mu)^2; s = \sqrt{v + \epsilon};"
    r"\hat x_i = \frac{x_i - \mu}{s}; y_i = \gamma \hat x_i + \beta; L = \sum_{i=1}^m g_i y_i"
)
CHANNELS = (
    r"Y_{fij} = b_f + \sum_{c=1}^C \sum_{u=0}^{k-1} \sum_{v=0}^{k-1} K_{fcuv} X_{c,i+u,j+v};"
    r"L = \sum_{f=1}^F \sum_{i=1}^M \sum_{j=1}^N D_{fij} Y_{fij}"
)
LAYERS = (
    r"z_{l,j} = \sum_{k=1}^n W_{l,j,k} a_{l-1,k} + b_{l,j}; a_{l,j} = \tanh(z_{l,j});"
    r"C = \sum_{j=1}^n \frac12 (a_{L,j} - y_j)^2; 1 \le l \le L"
)

STRIDED = r"y_i = \sum_{k=0}^{K-1} w_k x_{i \cdot s + k} + b; L = \sum_{i=0}^{O-1} \delta_i y_i"
POOLED = r"y_q = \frac1k \sum_{p=0}^{k-1} x_{q \cdot k + p}; L = \sum_{q=0}^{Q-1} \delta_q y_q"

#: network, variable, what the slope is
RESULTS = [
    (PERCEPTRON, "w_{jk}", "∂/∂z_{j}[L]*x_{k}"),
    (PERCEPTRON, "b_j", "∂/∂z_{j}[L]"),
    (PERCEPTRON, "z_j", "(y_hat - y)*v_{j}*(1 - h_{j}^2)"),
    (PERCEPTRON, "x_k", "∑_(j=1)^m ∂/∂z_{j}[L]*w_{j,k}"),
    (SOFTMAX, "z_j", "-y_{j} + p_{j}*∑_(i=1)^n y_{i}"),
    (SOFTMAX + r"; \sum_{i=1}^n y_i = 1", "z_j", "p_{j} - y_{j}"),
    (RECURRENT, "h_t", "∂/∂z_{t + 1}[L]*w*[1 <= t + 1 <= T] + (o_{t} - y_{t})*v"),
    (RECURRENT, "w", "∑_(t=1)^T ∂/∂z_{t}[L]*h_{t - 1}"),
    (CONVOLUTION, "w_n", "∑_(i=0)^(O - 1) delta_{i}*x_{i + n}"),
    (CONVOLUTION, "x_n", "∑_(i=0)^(O - 1) delta_{i}*w_{n - i}*[0 <= n - i <= K - 1]"),
    (STRIDED, "w_n", "∑_(i=0)^(O - 1) delta_{i}*x_{i*s + n}"),
    (STRIDED, "x_n", "∑_(i=0)^(O - 1) delta_{i}*w_{n - i*s}*[0 <= n - i*s <= K - 1]"),
    (POOLED, "x_n", "(∑_(q=0)^(Q - 1) delta_{q}*[0 <= n - k*q <= k - 1])/k"),
    (
        CHANNELS,
        "X_{cmn}",
        "∑_(f=1)^F ∑_(i=1)^M [0 <= m - i <= k - 1]*∑_(j=1)^N D_{f,i,j}*K_{f,c,m - i,n - j}*[0 <= n - j <= k - 1]",
    ),
    (BATCH_NORM, "gamma", "∑_(i=1)^m g_{i}*x_hat_{i}"),
    (BATCH_NORM, "x_j", "∂L/∂mu/m + 2*∂L/∂v*(x_{j} - mu)/m + g_{j}*gamma/s"),
    (LAYERS, "W_{l,j,k}", "∂/∂z_{l,j}[C]*a_{l - 1,k}"),
    (LAYERS, "z_{l,j}", "∂/∂a_{l,j}[C]*(1 - a_{l,j}^2)"),
    (LAYERS, "a_{l,j}", "(∑_(i=1)^n ∂/∂z_{l + 1,i}[C]*W_{l + 1,i,j})*[1 <= l + 1 <= L] + (a_{L,j} - y_{j})*[L = l]"),
    (CHANNELS, "K_{fcuv}", "∑_(i=1)^M ∑_(j=1)^N D_{f,i,j}*X_{c,i + u,j + v}"),
]
IDS = [f"{network[:12]} by {wrt}" for network, wrt, _ in RESULTS]


def test_a_product_in_an_index_needs_its_sign():
    with pytest.raises(sg.UnsupportedError) as caught:
        sg.derivative(STRIDED.replace(r"i \cdot s", "is"), "x_n")
    assert r"x_{s \cdot i + k}" in caught.value.hint


@pytest.mark.parametrize(("network", "wrt", "expected"), RESULTS, ids=IDS)
def test_the_slope_is_the_textbooks(network, wrt, expected):
    made = sg.derivative(network, wrt)
    assert made.own_states[-1].text == expected


@pytest.mark.parametrize(("network", "wrt", "expected"), RESULTS, ids=IDS)
def test_every_line_is_settled_and_reads_back(network, wrt, expected):
    made = sg.derivative(network, wrt)
    assert {row.status for row in made.prove().rows} <= {"proved", "checked"}
    for one in (made, *made.children):
        for state in one.own_states:
            assert sg.parse(state.latex, syntax="latex").latex() == state.latex


def test_a_wrong_line_is_found_out():
    made = sg.derivative(RECURRENT, "w")
    last = made.own_states[-1]
    wrong = last._replace(statement=mul(name("x_t"), last.statement), steps=())
    report = replace(made, own_states=(*made.own_states[:-1], wrong)).prove()
    assert report.status == "failed"


def test_a_gradient_derives_what_is_shared_once():
    made = sg.gradient(PERCEPTRON, ["w_{jk}", "b_j", "v_j"])
    assert [child.title for child in made.children] == ["y_hat", "h_j", "z_j", "w_jk", "b_j", "v_j"]
    assert [state.text for state in made.own_states[1:]] == [
        "∂/∂z_{j}[L]*x_{k}", "∂/∂z_{j}[L]", "(y_hat - y)*h_{j}",
    ]  # fmt: skip


def test_saved_and_loaded_it_is_the_same():
    made = sg.gradient(SOFTMAX, ["z_j"])
    assert sg.Derivation.from_json(made.json()).text() == made.text()


def test_what_cannot_be_done_is_said():
    with pytest.raises(sg.SymgradError, match="variables named"):
        sg.gradient(PERCEPTRON)
    with pytest.raises(sg.SymgradError, match="first derivatives"):
        sg.derivative(PERCEPTRON, ["x_k", "x_k"])


def test_labels_are_no_indices():
    assert sg.derivative("E_x = w_x*x; L = E_x^2", "w_x").prove().status == "proved"
