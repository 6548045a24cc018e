"""Kinks of prediction functions against the network evaluated in between, and what else is so."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pytest

from symnn.errors import InputError
from symnn.exercises.exercise import Exercise
from symnn.render.terminal import inline_text
from tests.kind_checks import SEEDS, exercise_of, files_of, some
from tests.oracles import forward

FINE = [Fraction(k, 4) for k in range(-24, 25)]


def predictions(exercise: Exercise, points: Sequence[Fraction]) -> list[Fraction]:
    """What the network of the exercise file predicts at points."""
    told, _ = files_of(exercise)
    net = {
        "W": [[[Fraction(e) for e in row] for row in matrix] for matrix in told["W"]],
        "b": [[Fraction(e) for e in vector] for vector in told["b"]],
        "activations": told["activations"],
    }
    return [forward(net, [point])[1][0] for point in points]


@pytest.mark.parametrize("told", ["{}", '{"layers": [1, 2, 1]}', '{"layers": [1, 4, 1]}'])
def test_kinks_are_where_second_differences_are_not_zero(told: str) -> None:
    for seed in some(6):
        exercise = exercise_of("network-shape", seed, told)
        _, key = files_of(exercise)
        values = predictions(exercise, FINE)
        seconds = [values[k + 1] - 2 * values[k] + values[k - 1] for k in range(1, len(values) - 1)]
        kinks = [4 * change for change in seconds if change]
        assert int(key["kinks"]) == int(key["nodes"]) == len(kinks)
        assert Fraction(key["change"]) == kinks[0]


def test_what_is_told_are_the_predictions() -> None:
    for seed in some(6):
        exercise = exercise_of("network-shape", seed)
        (_, table) = exercise.content.shown
        points, values = table.header[1:], table.rows[0][1:]  # type: ignore[attr-defined]
        told = [Fraction(point) for (point,) in points]
        assert [value for (value,) in values] == predictions(exercise, told)
        assert min(v for (v,) in values) < 0


def test_every_option_but_the_right_one_is_impossible() -> None:
    seen = set()
    for seed in SEEDS:
        which = exercise_of("network-shape", seed).content.questions[-1]
        right = inline_text(which.options["abcdef".index(which.text)])
        assert right == "1 input, 3 hidden nodes (ReLU), 1 output (linear)"
        others = {inline_text(option) for option in which.options} - {right}
        assert len(others) == 4
        assert {"1 input, 2 hidden nodes (ReLU), 1 output (linear)"} < others
        seen |= {wrong.name for wrong in which.wrong}
    assert len(seen) == 7


REFUSED = (
    ('{"layers": [1, 3, 3, 1]}', "one hidden layer"),
    ('{"layers": [1, 1, 1]}', "2 to 4 hidden nodes"),
    ('{"activation": "sigmoid"}', "ReLU, and a linear output"),
    ('{"x": [1]}', "known already"),
)


@pytest.mark.parametrize(("told", "expected"), REFUSED)
def test_other_networks_are_refused(told: str, expected: str) -> None:
    with pytest.raises(InputError, match=expected):
        exercise_of("network-shape", 1, told)
