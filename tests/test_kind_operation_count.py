"""Counts of operations against a walk along every path and a loop over every line."""

from __future__ import annotations

from itertools import product

import pytest

from symnn.errors import InputError
from tests.kind_checks import SEEDS, exercise_of, files_of, some

SHAPES = ("{}", '{"layers": [2, 3, 1]}', '{"layers": [2, 2, 3, 2, 1], "biases": true}',
          '{"layers": [2, 3, 2, 1], "output_activation": "sigmoid"}')  # fmt: skip


def walked(widths: list[int], slopes: list[bool], biased: bool) -> dict[str, int]:
    """All paths of all parameters, one by one.

    Args:
        widths: n_0 ... n_L.
        slopes: for each layer whether its activation has a slope to multiply with.
        biased: whether there are biases.
    """
    last = len(widths) - 1
    direct = through = paths = one = 0
    for layer in range(1, last + 1):
        for node in range(widths[layer]):
            for i in range(widths[layer - 1] + biased):
                for onward in product(*(range(n) for n in widths[layer + 1 :])):
                    factors = len(onward) + sum(slopes[layer - 1 :])
                    factors += i < widths[layer - 1]
                    direct += max(factors - 1, 0)
                    nodes = (node, *onward)
                    through += layer < last and nodes[last - 1 - layer] == 0
                    first = layer == 1 and node == 0 and i == 0
                    paths += first
                    one += first * (factors - 1)
    return {"direct": direct, "through": through, "paths": paths, "one": one}


def carried_out(widths: list[int], slopes: list[bool]) -> int:
    """The multiplications of backpropagation, line by line."""
    done, last = 0, len(widths) - 1
    for layer in range(last, 0, -1):
        for _ in range(widths[layer]):
            done += widths[layer + 1] if layer < last else 0  # the gradient by a
            done += slopes[layer - 1]  # by z
            done += widths[layer - 1]  # by each weight
    return done


@pytest.mark.parametrize("told", SHAPES)
def test_counts_are_those_of_a_walk(told: str) -> None:
    for seed in some(5):
        file, key = files_of(exercise_of("operation-count", seed, told))
        widths = [int(width) for width in file["layers"]]
        slopes = [name != "linear" for name in file["activations"]]
        counts = walked(widths, slopes, file["biases"] == "true")
        assert {name: int(key[name]) for name in counts} == counts
        assert int(key["backprop"]) == carried_out(widths, slopes)


def test_backpropagation_is_never_dearer_where_paths_branch() -> None:
    for seed in SEEDS:
        _, key = files_of(exercise_of("operation-count", seed))
        assert int(key["backprop"]) < int(key["direct"])


REFUSED = (
    ('{"layers": [2, 1]}', "hidden layers, one output"),
    ('{"layers": [2, 2, 2]}', "hidden layers, one output"),
    ('{"layers": [9, 9, 9, 9, 9, 1]}', "at most 9,999"),
    ('{"activation": "softmax"}', "of a whole layer"),
)


@pytest.mark.parametrize(("told", "expected"), REFUSED)
def test_other_networks_are_refused(told: str, expected: str) -> None:
    with pytest.raises(InputError, match=expected):
        exercise_of("operation-count", 1, told)
