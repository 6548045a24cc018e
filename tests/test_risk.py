"""The risk, its gradient and a step, against a plain loop over the batch in exact fractions."""

from __future__ import annotations

import copy
from fractions import Fraction
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from symnn.evaluate.solution import Solution
from symnn.network import network
from symnn.quantities import R, d, new
from tests import strategies
from tests.oracles import entries, forward, loss

H = Fraction(1, 10**9)
OPTIONS = st.fixed_dictionaries(
    {
        "batch": st.lists(st.integers(1, 3), min_size=1, unique=True),
        "l2": st.sampled_from([Fraction(0), Fraction(1, 10), Fraction(2)]),
        "train_biases": st.sampled_from(["true", "false", "shared"]),
        "learning_rate": st.sampled_from([Fraction(1, 2), Fraction(1, 10)]),
    }
)


def risk(told: strategies.Keys) -> Fraction:
    """The mean loss over the batch, plus half of l2 times the squares of the weights."""
    losses = []
    for number in told["batch"]:
        point = told["data"][number - 1]
        losses.append(loss(told, forward(told, point["x"])[1], point["y"]))
    squares = sum(w * w for matrix in told["W"] for row in matrix for w in row)
    return sum(losses) / Fraction(len(losses)) + Fraction(told["l2"]) / 2 * squares


def signs(told: strategies.Keys) -> list[bool]:
    """The signs of everything that has a kink."""
    found = []
    for number in told["batch"]:
        point = told["data"][number - 1]
        pre, outputs = forward(told, point["x"])
        errors = [a - y for a, y in zip(outputs, point["y"], strict=True)]
        numbers = [z for layer in pre for z in layer] + errors * (told["loss"] == "absolute")
        assume(0 not in numbers)
        found += [z > 0 for z in numbers]
    return found


def moved(told: strategies.Keys, place: list[Any], indices: list[int], by: Fraction) -> Any:
    """Risk and signs with some entries of a list moved."""
    before = list(place)
    for index in indices:
        place[index] += by
    result = risk(told), signs(told)
    place[:] = before
    return result


@given(strategies.keys(hidden=["relu", "linear", "leaky_relu"], samples=3), OPTIONS)
def test_risk_gradient_and_step(told: strategies.Keys, options: strategies.Keys) -> None:
    told = copy.deepcopy(told | options)
    net = network(**told)
    whole, here = Solution(net).whole(), signs(told)
    assert whole[R] == risk(told)
    for name, place, index in entries(told):
        parameter = net.quantity(name)
        shared = name[0] == "b" and options["train_biases"] == "shared"
        indices = list(range(len(place))) if shared else [index]
        up, there = moved(told, place, indices, H)
        down, back = moved(told, place, indices, -H)
        if there == back == here:
            # Quadratic in one parameter, or in what biases share: the central difference is exact.
            slope = (up - down) / (2 * H)
            assert whole[d(R, parameter)] == slope
            if name[0] == "b" and options["train_biases"] == "false":
                assert new(parameter) not in whole
            else:
                assert whole[new(parameter)] == place[index] - options["learning_rate"] * slope


def test_one_sample_is_its_own_batch() -> None:
    keys: dict[str, Any] = {"W": [[[2]]], "x": [3], "y": [1], "loss": "square", "learning_rate": 1}
    whole = Solution(network(**keys)).whole()
    assert {str(q): value for q, value in whole.items()} == {
        "R": 25,
        "dR/dW1_11": 30,
        "new_W1_11": -28,
    }
