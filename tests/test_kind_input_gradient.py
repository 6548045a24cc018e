"""The gradient by the input: right by difference quotients, and by the chain rule by hand."""

from __future__ import annotations

import copy
from fractions import Fraction
from pathlib import Path

import pytest

from tests.kinds import answers, check_kind, drawn, named, told
from tests.oracles import forward

KIND = "kind: input-gradient"
STEP = Fraction(1, 10**6)
SPECS = [KIND, f"{KIND}, layers: [3, 2, 2, 2], activation: leaky_relu", f"{KIND}, biases: false"]


@pytest.mark.parametrize("text", SPECS)
def test_right_and_whole(text: str, tmp_path: Path) -> None:
    for exercise in check_kind(text, tmp_path):
        network = told(exercise)
        network.setdefault("b", [[0] * len(matrix[0]) for matrix in network["W"]])
        for name, answer in answers(exercise).items():
            of, by = name.removeprefix("d").split("/dx")
            found = []
            for step in (STEP, -STEP):
                moved = copy.deepcopy(network)
                moved["x"][int(by) - 1] += step
                found.append(forward(moved, moved["x"])[1][int(of[1:] or 1) - 1])
            assert Fraction(answer) == Fraction(found[0] - found[1]) / (2 * STEP) != 0


def test_one_path_is_named(tmp_path: Path) -> None:
    found = set()
    for exercise in drawn(KIND, 10):
        network = told(exercise)
        pre, _ = forward(network, network["x"])
        first = network["W"][0][0][0] * network["W"][1][0][0] * (pre[0][0] > 0)
        right = answers(exercise)
        if Fraction(right["dH/dx1"]) != first:
            found |= named(exercise, {**right, "dH/dx1": str(first)}, tmp_path)
    assert "one-path-only" in found
