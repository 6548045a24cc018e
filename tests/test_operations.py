"""Operation counts against a count by hand and against the formulas themselves."""

from __future__ import annotations

import pytest

from symnn.derive.chain_rule import chain_rule_formula
from symnn.derive.operations import Count, count, operations
from symnn.network import shape


def test_a_chain_of_single_nodes_by_hand() -> None:
    # dH/dW2 = a1, dH/db2 = 1; dH/da1 = 1·W2, dH/dz1 = dH/da1·g', dH/dW1 = dH/dz1·x, dH/db1.
    net = shape([1, 1, 1])
    found = operations(net, net.outputs[0])
    assert found.recursion == Count(4, 0)
    # Paths: dH/dW2 = a1 (0), dH/db2 (0), dH/dW1 = W2·g'·x (2), dH/db1 = W2·g' (1).
    assert found.chain_rule == Count(3, 0)
    assert found.paths == 4
    assert found.repeats == (2, 4)


@pytest.mark.parametrize("last", ["linear", "sigmoid", "softmax"])
@pytest.mark.parametrize("widths", [[2, 3, 1], [2, 2, 2, 1], [3, 2, 3, 2]])
def test_the_direct_count_is_that_of_its_formulas(widths: list[int], last: str) -> None:
    net = shape(widths, output_activation=last)
    of = net.outputs[0]
    written = Count()
    for parameter in (*net.weights(), *net.biases()):
        formula = chain_rule_formula(net, parameter._replace(of=of))
        assert formula is not None
        written += count(formula)
    assert operations(net, of).chain_rule == written


def test_backpropagation_is_linear_in_the_parameters() -> None:
    small, large = shape([20, 20, 20, 1]), shape([40, 40, 40, 1])
    work = [operations(net, net.outputs[0]).recursion.multiplications for net in (small, large)]
    parameters = [net.parameters or 0 for net in (small, large)]
    assert work[1] / work[0] < 1.05 * parameters[1] / parameters[0]


def test_the_direct_method_is_not() -> None:
    deep = shape([3] * 8 + [1])
    found = operations(deep, deep.outputs[0])
    assert found.chain_rule.multiplications > 100 * found.recursion.multiplications
    assert found.repeats[-1] == found.paths
