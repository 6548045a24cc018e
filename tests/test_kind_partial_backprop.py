"""A piece of backpropagation: right by the definition, and told no more than the piece."""

from __future__ import annotations

import math
from fractions import Fraction
from pathlib import Path

import pytest

from symnn.errors import InputError
from tests.kinds import answers, check_kind, drawn, named, told
from tests.oracles import PIECEWISE

KIND = "kind: partial-backprop"
SPECS = [
    (KIND, 2),
    (f"{KIND}, layer: 3, layers: [2, 2, 2, 2, 1], activation: leaky_relu", 3),
    (f"{KIND}, layers: [1, 4, 1], biases: false", 2),
]
SLOPES = {"relu": (0, 1), "leaky_relu": (Fraction(1, 100), 1)}


def dot(row: list[Fraction], column: list[Fraction]) -> Fraction:
    return Fraction(sum(a * b for a, b in zip(row, column, strict=True)))


@pytest.mark.parametrize(("text", "layer"), SPECS)
def test_right_and_whole(text: str, layer: int, tmp_path: Path) -> None:
    for exercise in check_kind(text, tmp_path):
        network = told(exercise)
        given, weights = network["given"], network["W"][layer - 1]
        assert [bool(matrix) for matrix in network["W"]].count(True) == 1
        assert "x" not in network
        assert "b" not in network
        rows, columns = range(1, len(weights) + 1), range(1, len(weights[0]) + 1)
        pre = [given[f"z{layer - 1}_{j}"] for j in rows]
        later = [given[f"dH/dz{layer}_{k}"] for k in columns]
        assert 0 not in pre + later
        name = network["activations"][layer - 2]
        expected = {}
        for j, (z, row) in enumerate(zip(pre, weights, strict=True), 1):
            slope = SLOPES[name][z > 0]
            expected[f"dH/dz{layer - 1}_{j}"] = slope * dot(row, later)
            for k, delta in enumerate(later, 1):
                expected[f"dH/dW{layer}_{j}{k}"] = delta * PIECEWISE[name](z)
        assert {key: Fraction(value) for key, value in answers(exercise).items()} == expected
        live = [expected[f"dH/dz{layer - 1}_{j}"] for j, z in enumerate(pre, 1) if z > 0]
        assert 0 not in live


def test_a_sigmoid_in_decimals(tmp_path: Path) -> None:
    for exercise in check_kind(f"{KIND}, layers: [2, 2, 1], activation: sigmoid", tmp_path):
        network, solution = told(exercise), exercise.solution
        right = {str(q): float(str(solution.decimal(q, 12))) for q in exercise.asked}
        for j, row in enumerate(network["W"][1], 1):
            value = 1 / (1 + math.exp(-network["given"][f"z1_{j}"]))
            weights = float(row[0]) * float(network["given"]["dH/dz2_1"])
            assert right[f"dH/dz1_{j}"] == pytest.approx(weights * value * (1 - value))
            assert right[f"dH/dW2_{j}1"] == pytest.approx(value)


def test_wrong_answers_are_named(tmp_path: Path) -> None:
    found = set()
    for exercise in drawn(KIND, 5):
        network, right = told(exercise), answers(exercise)
        for j, row in enumerate(network["W"][1], 1):
            later = [network["given"][f"dH/dz2_{k}"] for k in (1, 2)]
            wrong = str(dot(row, later))
            if network["given"][f"z1_{j}"] < 0 and wrong != "0":
                found |= named(exercise, {**right, f"dH/dz1_{j}": wrong}, tmp_path)
    assert found & {"relu-ignored-backward", "hidden-slope-left-out"}


@pytest.mark.parametrize("layer", [1, 4])
def test_what_cannot_be_set(layer: int) -> None:
    with pytest.raises(InputError, match="no hidden one before it"):
        drawn(f"{KIND}, layer: {layer}", 1)
