"""Derivatives against differences of values: exact on straight pieces, enclosed elsewhere."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from symnn.activations import ACTIVATIONS, Entrywise
from symnn.evaluate.degrees import is_quadratic_by_pieces
from symnn.evaluate.differences import Differences, compare_differences
from symnn.evaluate.exact import Values, is_overall
from symnn.evaluate.solution import Solution
from symnn.exercises import verified
from symnn.exercises.keys import answers_yaml, exercise_yaml
from symnn.exercises.verified import WrongKeyError, verify
from symnn.formula import Product
from symnn.functions import Pieces
from symnn.network import network
from symnn.network.model import Network
from symnn.quantities import H, W, d
from tests.kind_checks import exercise_of

POINTS = [{"x": [1, -2], "y": [3]}, {"x": [2, 1], "y": [-1]}, {"x": [-1, 1], "y": [2]}]
NUMBERS = {
    "W": [[[1, -2], [3, 1]], [[2], [-1]]],
    "b": [[1, -1], [2]],
    "loss": "square",
    "learning_rate": "1/10",
}


def net_of(**keys: Any) -> Network:
    """A 2-2-1 network with three samples, and what else is said of it."""
    return network([2, 2, 1], **{"data": POINTS, **NUMBERS, **keys})


def every(net: Network) -> Values:
    """All values, each with its sample."""
    solution = Solution(net)
    many = len(net.data) > 1
    found = {
        q.at(sample if many else 0): value
        for sample, values in enumerate(solution.samples(), 1)
        for q, value in values.items()
    }
    return found | solution.whole()


def compared(net: Network) -> Differences:
    return compare_differences(net, every(net))


@pytest.mark.parametrize(
    "keys",
    [
        {"activation": "relu"},
        {"activation": "leaky_relu", "alpha": "1/7"},
        {"activation": "relu", "batch": [1, 3], "train_biases": "shared", "l2": "1/3"},
        {"activation": "relu", "loss": "absolute"},
        {"activation": "tanh"},
        {"activation": "sigmoid", "output_activation": "sigmoid", "loss": "binary_cross_entropy",
         "data": [{"x": [1, -2], "y": [1]}]},
    ],
)  # fmt: skip
def test_all_derivatives_are_what_differences_say(keys: dict[str, Any]) -> None:
    net = net_of(**keys)
    found = compared(net)
    assert found.agree
    assert not found.left_open
    assert any(q.kind == "slope" for q in found.compared) or net.activation(1).is_identity
    assert any(is_overall(q) for q in found.compared)


def test_softmax_and_its_jacobian_are_compared_too() -> None:
    net = network([2, 2], W=[[[1, 2], [-1, 1]]], b=[[0, 1]], x=[1, 3], y=[0, 1],
                  output_activation="softmax", loss="cross_entropy")  # fmt: skip
    found = compared(net)
    assert found.agree
    assert not found.left_open
    assert any(q.is_gradient and q.top.kind == "a" for q in found.compared)


@pytest.mark.parametrize("activation", ["relu", "tanh"])
def test_a_wrong_value_is_found_and_no_other(activation: str) -> None:
    net = net_of(activation=activation, data=POINTS[1:2])
    values, wrong = every(net), d(H(), W(1, 2, 1))
    values[wrong] = values[d(H(), W(2, 1, 1))]
    assert compare_differences(net, values).differing == (wrong,)


@pytest.mark.parametrize(("name", "by"), [("relu", 2), ("tanh", Fraction(1_000_001, 1_000_000))])
def test_a_wrong_derivative_in_the_table_is_found(name: str, by: Fraction) -> None:
    right = ACTIVATIONS[name]
    assert isinstance(right, Entrywise)
    if name == "relu":
        wrong = replace(right, derivative=Pieces(0, by, conventions=(0, 1)))
    else:
        assert right.derivative_by_value is not None
        wrong = replace(right, derivative_by_value=Product((by, right.derivative_by_value)))
    net = net_of(activation=name, data=POINTS[1:2])
    found = compared(replace(net, activations=(wrong, net.activations[1])))
    assert not found.agree


def test_what_lies_at_a_kink_is_left_open() -> None:
    net = network([1, 2, 1], W=[[[1, 1]], [[1], [2]]], b=[[-2, 1], [0]], x=[2], relu_at_zero=0,
                  activation="relu")  # fmt: skip
    found = compared(net)
    assert found.agree
    assert d(H(), W(1, 1, 1)) in found.left_open
    assert d(H(), W(1, 1, 2)) in found.compared


def test_steps_are_made_smaller_until_no_kink_is_crossed() -> None:
    near = Fraction(1, 10**12)
    net = network([1, 1, 1], W=[[[1]], [[3]]], b=[[near], [0]], x=[1 - 1], activation="relu")
    assert compared(net).agree
    assert not compared(net).left_open


def test_what_depends_on_the_unknown_is_left_open() -> None:
    net = network([1, 1, 1], W=[[["?"]], [[3]]], b=[[1], [0]], x=[2], activation="relu")
    found = compare_differences(net, {d(H(), W(1, 1, 1)): 6})
    assert found.left_open == (d(H(), W(1, 1, 1)),)


def test_degrees_of_activations_and_losses() -> None:
    straight = [is_quadratic_by_pieces(net_of(activation=g)) for g in ("relu", "leaky_relu")]
    curved = [is_quadratic_by_pieces(net_of(activation=g)) for g in ("softplus", "tanh")]
    assert (straight, curved) == ([True, True], [False, False])
    assert not is_quadratic_by_pieces(net_of(loss="absolute"))


def test_a_key_that_differences_refute_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    exercise = exercise_of("partial-backprop", 3)
    told, key = exercise_yaml(exercise), answers_yaml(exercise)
    verify(exercise, told, key)
    found = verified.differences(exercise)
    assert len(found.compared) == len(exercise.asked)
    refuted = replace(found, differing=found.compared[:1])
    monkeypatch.setattr(verified, "differences", lambda _: refuted)
    with pytest.raises(WrongKeyError, match="not what differences say"):
        verify(exercise, told, key)
