"""Keys of networks worked out again from the exercise files: forward in plain Python, derivatives
by moving a number and looking at what becomes of the output, which is exact on straight pieces.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest

from symnn.exercises.exercise import Exercise
from tests.kind_checks import exercise_of, files_of, some
from tests.kinds import told
from tests.oracles import LOSSES, PIECEWISE

H = Fraction(1, 10**9)
KINDS = (
    "backprop", "forward", "gradient-step", "input-gradient", "matrix-form", "risk-gradient",
    "single-derivative", "zero-gradient",
)  # fmt: skip
Moved = Mapping[str, Fraction]
"""By how much numbers are moved, by plain name."""


def values(net: dict[str, Any], x: list[Fraction], moved: Moved) -> dict[str, Fraction]:
    """Everything of a forward pass by plain name."""
    at = [v + moved.get(f"x{i}", 0) for i, v in enumerate(x, 1)]
    found = {f"x{i}": v for i, v in enumerate(at, 1)}
    for layer, matrix in enumerate(net["W"], 1):
        after = []
        for j in range(1, len(matrix[0]) + 1):
            bias = net["b"][layer - 1][j - 1] if "b" in net else Fraction(0)
            z = bias + moved.get(f"b{layer}_{j}", 0) + moved.get(f"z{layer}_{j}", 0)
            for i, v in enumerate(at, 1):
                z += (matrix[i - 1][j - 1] + moved.get(f"W{layer}_{i}{j}", 0)) * v
            a = PIECEWISE[net["activations"][layer - 1]](z) + moved.get(f"a{layer}_{j}", 0)
            found |= {f"z{layer}_{j}": z, f"a{layer}_{j}": a}
            after.append(a)
        at = after
    return found | {"H": at[0]}


def risk(net: dict[str, Any], moved: Moved) -> Fraction:
    """The mean of the losses over all samples."""
    loss, data = LOSSES[net["loss"]], net["data"]
    each = (loss(values(net, p["x"], moved)["H"], p["y"][0]) for p in data)
    return Fraction(sum(each)) / len(data)


def difference(net: dict[str, Any], top: str, base: str) -> Fraction:
    """The central difference of H or R in one number."""

    def value(step: Fraction) -> Fraction:
        if top == "R":
            return risk(net, {base: step})
        return values(net, net["x"], {base: step})["H"]

    return (value(H) - value(-H)) / (2 * H)


def recomputed(net: dict[str, Any], name: str) -> Fraction:
    """The value of a quantity by its plain name."""
    if found := re.fullmatch(r"d(H|R)/d(\w+)", name):
        return difference(net, *found.groups())
    if found := re.fullmatch(r"new_([Wb])(\d)_(\d+)", name):
        kind, layer, indices = found.groups()
        at = [int(index) - 1 for index in indices]
        entry = net[kind][int(layer) - 1][at[0]]
        before: Fraction = entry[at[1]] if kind == "W" else entry
        return before - net["learning_rate"] * difference(net, "R", f"{kind}{layer}_{indices}")
    return risk(net, {}) if name == "R" else values(net, net["x"], {})[name]


def quantities(exercise: Exercise) -> dict[str, Fraction]:
    """The key of what is asked of the network itself."""
    _, key = files_of(exercise)
    questions = {question.name for question in exercise.content.questions}
    return {name: Fraction(text) for name, text in key.items() if name not in questions}


@pytest.mark.parametrize("kind", KINDS)
def test_keys_are_what_plain_python_finds(kind: str) -> None:
    for seed in some(6):
        exercise = exercise_of(kind, seed)
        key, net = quantities(exercise), told(exercise)
        assert key
        assert {name: recomputed(net, name) for name in key} == key


def test_parameters_are_counted_one_by_one() -> None:
    for seed in some(20):
        file, key = files_of(exercise_of("parameter-count", seed))
        widths = [int(width) for width in file["layers"]]
        weights = [(i, j) for m, n in pairwise(widths) for i in range(m) for j in range(n)]
        biases = [j for n in widths[1:] for j in range(n)]
        counted = (len(weights), len(biases), len(weights) + len(biases))
        assert tuple(int(key[name]) for name in ("weights", "biases", "gradient")) == counted
