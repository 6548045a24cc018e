"""The matrix laws: the scalar laws again in every entry, and what NumPy makes of them."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings

from symnn.activations import ACTIVATIONS
from symnn.api import build, solve
from symnn.evaluate.value import Missing
from symnn.formula import Formula, Product, leaves, with_parts
from symnn.losses import LOSSES
from symnn.matrix_formula import (
    Hadamard,
    Mapped,
    MatrixProduct,
    MatrixSum,
    Scaled,
    ShapeError,
    Transposed,
    Whole,
    Written,
)
from symnn.matrix_reading import MatrixReading, entry, member, wholes
from symnn.matrix_rules import BY_RULE, matrix_rule_for, whole
from symnn.network import Network
from symnn.quantities import H, L, Letter, Quantity, R, W, a, b, d, d_a, d_z, new, slope, y, z
from symnn.rules import RULES, rule_for
from tests.strategies import PIECEWISE_LINEAR, keys


def targets(net: Network) -> Iterator[Quantity]:
    """The names of all columns and matrices that a network's laws give."""
    for layer in range(1, net.depth + 1):
        yield z(layer, 0)
        yield a(layer, 0)
        activation = net.activation(layer)
        if activation.entrywise:
            yield slope(activation.name, layer, 0)
        else:
            yield d(a(layer, 0), z(layer, 0))
        for of in net.differentiated:
            yield d_a(of, layer, 0)
            yield d_z(of, layer, 0)
            yield d(of, W(layer, 0, 0))
            if net.biased:
                yield d(of, b(layer, 0))
        if net.loss is not None:
            yield from of_the_whole(net, layer)
    for of in net.differentiated:
        yield d_a(of, 0, 0)
    if len(net.outputs) > 1:
        yield H()


def of_the_whole(net: Network, layer: int) -> Iterator[Quantity]:
    parameters = [W(layer, 0, 0), *[b(layer, 0)] * net.biased]
    for parameter in parameters:
        yield d(R, parameter)
        if net.learning_rate is not None:
            yield new(parameter)


def entries(target: Whole) -> Iterator[tuple[int, int, Quantity]]:
    rows, columns = target.shape
    for i in range(1, rows + 1):
        for j in range(1, columns + 1):
            yield i, j, member(target.name, i, j)


def sorted_factors(formula: Formula) -> Formula:
    """The formula with the factors of every product in one order."""
    inside = with_parts(formula, sorted_factors)
    return Product(sorted(inside, key=repr)) if isinstance(inside, Product) else inside


def check_every_entry(net: Network) -> int:
    """Every entry of every matrix law is the scalar law; the number of entries."""
    count = 0
    for target in targets(net):
        law = matrix_rule_for(target).law(net, target)
        assert law.shape == whole(net, target).shape
        for i, j, quantity in entries(whole(net, target)):
            scalar = rule_for(quantity).law(net, quantity)
            assert sorted_factors(entry(law, i, j)) == sorted_factors(scalar)
            count += 1
    return count


@pytest.mark.parametrize("biases", [True, False])
@pytest.mark.parametrize("widths", [[1, 1], [2, 3, 1], [1, 1, 1], [3, 4, 4, 2], [2, 2, 2, 1]])
@pytest.mark.parametrize("activation", [entry.name for entry in ACTIVATIONS])
def test_every_entry_of_a_matrix_law_is_the_scalar_law(activation, widths, biases):
    net = build(widths, activation=activation, output_activation=activation, biases=biases)
    assert check_every_entry(net) > (net.parameters or 0)


@pytest.mark.parametrize("training", ["true", "shared"])
@pytest.mark.parametrize("loss", [entry.name for entry in LOSSES])
def test_so_it_is_of_losses_risks_and_steps(loss, training):
    net = build(
        [2, 3, 2], activation="sigmoid", output_activation="softmax", loss=loss,
        data=[{"x": [1, 2], "y": [0, 1]}, {"x": [3, 4], "y": [1, 0]}], l2="1/10",
        learning_rate="1/2", train_biases=training,
    )  # fmt: skip
    assert check_every_entry(net) > (net.parameters or 0)


def test_every_rule_of_a_layer_has_its_matrix_law():
    without = {rule.name for rule in RULES.values()} - set(BY_RULE)
    assert without == {"loss", "risk"}
    for rule in BY_RULE.values():
        assert rule.summary
        assert rule.source == rule.rule.source


@pytest.mark.parametrize(
    ("loss", "law"),
    [
        ("square", lambda a, y: Scaled(2, MatrixSum((a, Scaled(-1, y))))),
        ("half_square", lambda a, y: MatrixSum((a, Scaled(-1, y)))),
        ("absolute", lambda a, y: Mapped("sign", MatrixSum((a, Scaled(-1, y))))),
    ],
)
def test_a_loss_without_quotients_starts_with_whole_columns(loss, law):
    net = build([2, 3], loss=loss)
    found = matrix_rule_for(d_a(L, 1, 0)).law(net, d_a(L, 1, 0))
    assert found == law(Whole(a(1, 0), (3, 1)), Whole(y(0), (3, 1)))


def test_other_losses_start_entry_by_entry():
    net = build([2, 2], loss="cross_entropy")
    assert isinstance(matrix_rule_for(d_a(L, 1, 0)).law(net, d_a(L, 1, 0)), Written)


ell = Letter("ℓ")
n, before, after = (Letter("n", sub=ell + shift) for shift in (0, -1, 1))


@pytest.mark.parametrize(
    ("target", "shapes"),
    [
        (z(ell, 0), [(before, n), (before, 1), (n, 1)]),
        (d_a(H(), ell, 0), [(n, after), (after, 1)]),
        (d_z(H(), ell, 0), [(n, 1), (n, 1)]),
        (d(H(), W(ell, 0, 0)), [(before, 1), (n, 1)]),
        (d(H(), b(ell, 0)), [(n, 1)]),
    ],
)
def test_laws_in_letters_have_shapes_in_letters(target, shapes):
    law = matrix_rule_for(target).general(target)
    assert [one.shape for one in wholes(law)] == shapes


def test_a_width_that_is_not_known_is_a_letter():
    net = build([2, None, 1], activation="relu")
    law = matrix_rule_for(z(2, 0)).law(net, z(2, 0))
    unknown = Letter("n", sub=Letter("1"))
    assert [one.shape for one in wholes(law)] == [(unknown, 1), (unknown, 1), (1, 1)]


two, three, tall = (Whole(Quantity(name, 1), (2, 1)) for name in "zab"[:3])
wide = Whole(W(1, 0, 0), (2, 3))


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: MatrixProduct(wide, two), "a product of .*: 2 by 3 and 2 by 1"),
        (lambda: MatrixProduct(two, two), "a product of .*: 2 by 1 and 2 by 1"),
        (lambda: Hadamard(wide, two), "an entrywise product of .*: 2 by 3 and 2 by 1"),
        (lambda: MatrixSum((two, Transposed(two))), "a sum of .*: 2 by 1 and 1 by 2"),
        (lambda: MatrixSum((two, Whole(z(ell, 0), (n, 1)))), "a sum of .*: 2 by 1 and nℓ by 1"),
        (lambda: Written(((1, 2), (3,))), "rows of a matrix have different lengths"),
    ],
)
def test_what_does_not_fit_can_not_be_made(make, message):
    with pytest.raises(ShapeError, match=message):
        make()


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
