"""The matrix laws read with NumPy's own matrices: the same numbers."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings

from symnn.api import build, solve
from symnn.evaluate.value import Missing
from symnn.formula import Formula, leaves
from symnn.matrix_formula import (
    Whole,
    Written,
)
from symnn.matrix_reading import MatrixReading
from symnn.matrix_rules import matrix_rule_for, whole
from symnn.network import Network
from symnn.quantities import H, Quantity, W, a, d, d_a, d_z, z
from tests.matrix_targets import entries, targets
from tests.strategies import PIECEWISE_LINEAR, keys


class InNumpy(MatrixReading[np.ndarray]):
    """Formulas of matrices, computed by NumPy from the values of their parts."""

    def __init__(self, value, functions):
        self.value = value
        self.functions = functions

    def whole(self, node):
        return self.value(node)

    def written(self, node):
        return np.array([[self.functions["number"](cell) for cell in row] for row in node.rows])

    def transposed(self, node):
        return self(node.of).T

    def product(self, node):
        return self(node.left) @ self(node.right)

    def hadamard(self, node):
        return self(node.left) * self(node.right)

    def sum(self, node):
        return sum(map(self, node.terms))

    def scaled(self, node):
        return self.functions["number"](node.factor) * self(node.of)

    def mapped(self, node):
        return self.functions[node.function](self(node.argument))

    def of_column(self, node):
        powers = np.exp(self(node.argument) - self(node.argument).max())
        return powers / powers.sum()


FUNCTIONS = {
    "relu": lambda z: np.maximum(z, 0),
    "relu_prime": lambda z: np.where(z > 0, 1.0, np.where(z < 0, 0.0, np.nan)),
    "leaky_relu": lambda z: np.where(z > 0, z, z / 100),
    "leaky_relu_prime": lambda z: np.where(z > 0, 1.0, np.where(z < 0, 0.01, np.nan)),
    "step": lambda z: (z >= 0).astype(float),
    "step_prime": lambda z: np.where(z != 0, 0.0, np.nan),
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "tanh": np.tanh,
    "softplus": lambda z: np.log1p(np.exp(z)),
    "softplus_prime": lambda z: 1 / (1 + np.exp(-z)),
    "sign": lambda z: np.where(z == 0, np.nan, np.sign(z)),
}


def array(solution, target: Whole) -> np.ndarray:
    """The values of a column or matrix, as the solution has them; nan where there is none."""
    found = np.empty(target.shape)
    for i, j, quantity in entries(target):
        found[i - 1, j - 1] = as_float(solution, quantity)
    return found


def as_float(solution, quantity: Quantity) -> float:
    entry = solution.net.entry(quantity.at(0), quantity.sample or 1)
    if entry is not None:
        return float(entry)
    text = solution.decimal(quantity, 15, quantity.sample or 1)
    return math.nan if isinstance(text, Missing) else float(text)


def number(solution):
    """A single formula's value, from those of its quantities, by SymPy."""
    from symnn.api import to_sympy

    def value(formula: Formula) -> float:
        known = {q: as_float(solution, q) for q in leaves(formula)}
        if any(map(math.isnan, known.values())):
            return math.nan
        made = to_sympy(formula, solution.net)
        return float(made.subs({to_sympy(q, solution.net): v for q, v in known.items()}))

    return value


def check_in_numpy(net: Network) -> int:
    """NumPy and the solution have the same numbers; how many there are in both."""
    solution = solve(net)
    reading = InNumpy(lambda one: array(solution, one), FUNCTIONS | {"number": number(solution)})
    compared = 0
    for target in targets(net):
        law = matrix_rule_for(target).law(net, target)
        if law is None or isinstance(law, Written):
            continue
        by_hand, ours = reading(law), array(solution, whole(net, target))
        known = ~np.isnan(by_hand) & ~np.isnan(ours)
        np.testing.assert_allclose(by_hand[known], ours[known], rtol=1e-9, atol=1e-9)
        compared += known.sum()
    return compared


@settings(max_examples=60, deadline=None)
@given(keys(hidden=PIECEWISE_LINEAR))
def test_numpy_gets_the_same_numbers_from_the_matrix_laws(told):
    assert check_in_numpy(build(**told)) > 0


@pytest.mark.parametrize("loss", ["square", "half_square", "absolute", "cross_entropy"])
@pytest.mark.parametrize("hidden", ["sigmoid", "tanh", "softplus", "softmax"])
@pytest.mark.parametrize("last", ["linear", "softmax"])
def test_so_it_does_with_smooth_activations_losses_and_several_samples(hidden, last, loss):
    net = build(
        activations=[hidden, last],
        W=[[[1, -2, "1/2"], ["1/3", 1, -1]], [[1, 2], [-1, "3/4"], [2, 1]]],
        b=[[1, 0, -1], ["1/2", 1]], data=[{"x": [1, 2], "y": [0, 1]}, {"x": [-1, 1], "y": [1, 0]}],
        loss=loss, l2="1/10", learning_rate="1/2",
    )  # fmt: skip
    assert check_in_numpy(net) > 2 * (net.parameters or 0)


def test_the_lecture_s_example_in_numpy_by_hand():
    """The numbers of the lecture, worked out here as its letters say, without any law of ours."""
    net = build(W=[[[2, -3], [2, 1]], [[2, 1], [0, 1]], [[3], [-2]]], x=[2, 1])
    solution = solve(net)
    W1, W2, W3 = (
        np.array(rows, float) for rows in ([[2, -3], [2, 1]], [[2, 1], [0, 1]], [[3], [-2]])
    )
    a0 = np.array([[2.0], [1.0]])
    z1 = W1.T @ a0
    a1 = np.maximum(z1, 0)
    z2 = W2.T @ a1
    a2 = np.maximum(z2, 0)
    dz3 = np.ones((1, 1))
    dz2 = (W3 @ dz3) * (z2 > 0)
    dz1 = (W2 @ dz2) * (z1 > 0)
    expected = {
        z(1, 0): z1, a(1, 0): a1, z(2, 0): z2, a(2, 0): a2, z(3, 0): W3.T @ a2,
        d_z(H(), 2, 0): dz2, d_z(H(), 1, 0): dz1, d_a(H(), 1, 0): W2 @ dz2,
        d(H(), W(1, 0, 0)): a0 @ dz1.T, d(H(), W(2, 0, 0)): a1 @ dz2.T,
        d(H(), W(3, 0, 0)): a2 @ dz3.T,
    }  # fmt: skip
    for name, values in expected.items():
        np.testing.assert_array_equal(array(solution, whole(net, name)), values)
