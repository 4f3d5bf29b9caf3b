"""Every layer and loss: its gradient is that of differences, every line of its derivation is settled."""

import numpy as np
import pytest

import symgrad as sg
from tests.networks.cases import CASES, parameters, values

NAMES = [case.name for case in CASES]


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_the_gradient_is_that_of_differences(case):
    network = case.network
    names = parameters(network)
    at = values(network)
    run = sg.value_and_grad(network, names)
    slopes = dict(zip(names, run(**at)[1], strict=True))
    for name in names:
        for place in list(np.ndindex(np.shape(at[name])))[:4]:
            step = np.zeros(np.shape(at[name]))
            step[place] = 1e-5
            ends = [run(**{**at, name: at[name] + sign * step})[0] for sign in (1, -1)]
            assert np.asarray(slopes[name])[place] == pytest.approx((ends[0] - ends[1]) / 2e-5, rel=1e-5, abs=1e-7)


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_every_line_is_settled(case):
    made = sg.gradient(case.network, parameters(case.network))
    assert {row.status for row in made.prove().rows} <= {"proved", "checked"}


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_the_network_reads_back_as_text(case):
    network = case.network
    shapes = {one.data.plain: one.shape for one in network.inputs}
    assert sg.parse(network.text(), syntax="text", shapes=shapes).text() == network.text()
