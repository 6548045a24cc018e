"""The matrix laws: the scalar laws again in every entry."""

from __future__ import annotations

import pytest

from symnn.activations import ACTIVATIONS
from symnn.api import build
from symnn.formula import Formula, Product, with_parts
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
from symnn.matrix_reading import entry, wholes
from symnn.matrix_rules import BY_RULE, matrix_rule_for, whole
from symnn.network import Network
from symnn.quantities import H, L, Letter, Quantity, W, a, b, d, d_a, d_z, y, z
from symnn.rules import RULES, rule_for
from tests.matrix_targets import entries, targets


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
