"""The linear model of a network with linear activations, against plain matrix products."""

from __future__ import annotations

from fractions import Fraction

import pytest

from symnn.documents.blocks import MatrixLines
from symnn.documents.plot import Plot, PlotRow
from symnn.errors import InputError
from symnn.exercises.exercise import Exercise
from tests.kind_checks import SEEDS, exercise_of, files_of, some
from tests.oracles import forward

SHAPES = ("{}", '{"layers": [3, 2, 1]}', '{"layers": [2, 3, 2, 1]}', '{"biases": false}')


def predicted(exercise: Exercise, x: list[Fraction]) -> Fraction:
    """What the network of the exercise file predicts, layer by layer."""
    told, _ = files_of(exercise)
    net = {
        "W": [[[Fraction(e) for e in row] for row in matrix] for matrix in told["W"]],
        "activations": told["activations"],
    }
    if "b" in told:
        net["b"] = [[Fraction(e) for e in vector] for vector in told["b"]]
    _, outputs = forward(net, x)
    return outputs[0]


@pytest.mark.parametrize("told", SHAPES)
def test_weights_and_constant_are_differences_of_predictions(told: str) -> None:
    for seed in some(8):
        exercise = exercise_of("linear-collapse", seed, told)
        file, key = files_of(exercise)
        width = len(file["x"])
        at_zero = predicted(exercise, [Fraction(0)] * width)
        assert Fraction(key.get("w0", 0)) == at_zero
        for i in range(width):
            there = predicted(exercise, [Fraction(k == i) for k in range(width)])
            assert Fraction(key[f"w{i + 1}"]) == there - at_zero != 0
        x = [Fraction(entry) for entry in file["x"]]
        assert Fraction(key["prediction"]) == predicted(exercise, x)


@pytest.mark.parametrize("told", [*SHAPES, '{"layers": [1, 3, 1]}', '{"given": ["z1_*"]}'])
def test_the_solution_has_the_model_as_products_of_matrices(told: str) -> None:
    for seed in SEEDS[:4]:
        exercise = exercise_of("linear-collapse", seed, told)
        _, key = files_of(exercise)
        blocks = exercise.content.solution()
        (laws,) = [block for block in blocks if isinstance(block, MatrixLines)]
        found = {str(line.target): line.links[-1].expression for line in laws.lines}
        asked = sorted(name for name in key if name[0] == "w" and name[1:].isdigit())
        grids = [found["w"], *([found["w0"]] if "w0" in asked else [])]
        numbers = [str(cell.exact) for grid in grids for (cell,) in grid.rows]  # type: ignore[union-attr]
        assert numbers == [key[name] for name in asked if name != "w0"] + [
            key[name] for name in asked if name == "w0"
        ]
        drawn = [block for block in blocks if isinstance(block, Plot | PlotRow)]
        width = exercise.net.widths[0]
        assert [type(block) for block in drawn] == {1: [Plot], 2: [PlotRow]}.get(width or 0, [])


def test_the_right_reason_is_the_one_that_adds_nothing() -> None:
    letters = set()
    for seed in SEEDS:
        (*_, why) = exercise_of("linear-collapse", seed).content.questions
        right = "abcd".index(why.text)
        assert [str(option[0])[:7] for option in why.options].index("Nothing") == right
        letters.add(why.text)
    assert len(letters) > 1


REFUSED = (
    ('{"activation": "relu"}', "activations that are not linear"),
    ('{"layers": [2, 1]}', "hidden layers, and one output"),
    ('{"layers": [2, 2, 2]}', "hidden layers, and one output"),
    ('{"layers": [2, 5, 5, 1]}', "at most 12 paths"),
)


@pytest.mark.parametrize(("told", "expected"), REFUSED)
def test_other_networks_are_refused(told: str, expected: str) -> None:
    with pytest.raises(InputError, match=expected):
        exercise_of("linear-collapse", 1, told)


def test_an_author_s_own_network_is_set_as_it_is() -> None:
    told = '{"W": [[[1, 2]], [[2], [-1]]], "b": [[0, 0], [0]], "x": [3]}'
    _, key = files_of(exercise_of("linear-collapse", 1, told))
    assert (key["w1"], key["w0"], key["prediction"]) == ("0", "0", "0")


def test_numbers_suit_hands() -> None:
    for seed in SEEDS:
        _, key = files_of(exercise_of("linear-collapse", seed))
        sizes = [abs(int(key[name])) for name in ("w0", "w1", "w2", "prediction")]
        assert all(0 < size <= 99 for size in sizes)
