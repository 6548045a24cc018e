"""The parameter vector and the gradient of a linear model, against plain Python."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest

from symnn.documents.blocks import Lines, Vector
from symnn.errors import InputError
from symnn.exercises.exercise import Exercise
from symnn.quantities import Quantity, plain_name
from tests.kind_checks import SEEDS, exercise_of, files_of, graded

SHAPES = (
    "{}",
    '{"order": "columns"}',
    '{"layers": [2, 3, 2], "biases": false}',
    '{"layers": [1, 2, 1], "order": "columns"}',
)


def vectors(exercise: Exercise) -> list[list[int]]:
    """The vectors of numbers that a statement shows."""
    lines = [line for b in exercise.content.shown if isinstance(b, Lines) for line in b.lines]
    shown = [line.links[-1].expression for line in lines]
    found = [list(v.entries) for v in shown if isinstance(v, Vector)]
    return [v for v in found if all(isinstance(entry, int) for entry in v)]  # type: ignore[misc]


def listed(widths: list[int], biased: bool, by_columns: bool) -> list[str]:
    """The names of all parameters, packed by loops."""
    names = []
    for layer, (rows, columns) in enumerate(pairwise(widths), 1):
        outer, inner = (columns, rows) if by_columns else (rows, columns)
        for one in range(1, outer + 1):
            for other in range(1, inner + 1):
                i, j = (other, one) if by_columns else (one, other)
                names.append(f"W{layer}_{i}{j}")
        names += [f"b{layer}_{j}" for j in range(1, columns + 1)] if biased else []
    return names


@pytest.mark.parametrize("told", SHAPES)
def test_entries_stand_where_loops_put_them(told: str) -> None:
    for seed in SEEDS:
        exercise = exercise_of("parameter-vector", seed, told)
        file, key = files_of(exercise)
        widths = [int(width) for width in file["layers"]]
        names = listed(widths, file["biases"] == "true", "columns" in told)
        (numbers,) = vectors(exercise)
        index, entry, value = exercise.content.questions
        assert len(numbers) == len(names) == len(set(numbers))
        assert isinstance(index.prompt[1], Quantity)
        assert isinstance(value.prompt[1], Quantity)
        assert names[int(key["index"]) - 1] == plain_name(index.prompt[1])
        (place,) = (int(word) for word in str(entry.prompt[0]).strip("?").split() if word.isdigit())
        assert key["entry"] == names[place - 1]
        assert int(key["value"]) == numbers[names.index(plain_name(value.prompt[1]))]


def test_a_parameter_may_be_named_in_any_spelling(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    exercise = exercise_of("parameter-vector", 1)
    _, key = files_of(exercise)
    layer, ij = key["entry"][1:].split("_")
    text = f"W_{{{ij}}}^{{({layer})}}" if key["entry"][0] == "W" else f"b_{ij}^({layer})"
    assert graded(exercise, {**key, "entry": text}, tmp_path_factory).is_right
    assert not graded(exercise, {**key, "entry": f"2*{text}"}, tmp_path_factory).is_right


@pytest.mark.parametrize("told", ["{}", '{"layers": [1, 1]}', '{"layers": [6, 1]}'])
def test_gradients_are_differences_of_the_model(told: str) -> None:
    for seed in SEEDS:
        exercise = exercise_of("linear-gradient", seed, told)
        _, key = files_of(exercise)
        w, x = vectors(exercise)

        def model(w: list[int], x: list[int] = x) -> int:
            return w[0] + sum(weight * entry for weight, entry in zip(w[1:], x, strict=True))

        for k in range(len(w)):
            moved = [*w[:k], w[k] + 1, *w[k + 1 :]]
            assert int(key[f"g{k}"]) == model(moved) - model(w)
        symbolic = [name for name in key if name[0] == "d" and name[1:].isdigit()]
        assert symbolic[0] == "d0"
        assert key["d0"] == "1"
        assert key[symbolic[1]] == f"x{symbolic[1][1:]}"
        _, weight, _, step, *_ = exercise.content.questions[-2].prompt
        k = "₀₁₂₃₄₅₆".index(str(weight)[-1])
        there: list[Fraction] = [Fraction(entry) for entry in w]
        there[k] += Fraction(str(step))
        change = model(there) - model(w)  # type: ignore[arg-type]
        assert Fraction(key["change"]) == change
        options = exercise.content.questions[-1].options
        assert str(options["abcd".index(key["doubled"])][0]) == "It stays the same."


REFUSED = (
    ("linear-gradient", '{"layers": [3, 2, 1]}', "not a linear model"),
    ("linear-gradient", '{"layers": [7, 1]}', "not a linear model"),
    ("linear-gradient", '{"output_activation": "sigmoid"}', "not a linear model"),
    ("linear-gradient", '{"x": [1, 2, 3]}', "not a linear model"),
    ("parameter-vector", '{"layers": [9, 9, 1]}', "too long to be printed"),
    ("parameter-vector", '{"order": "diagonals"}', "not a choice here"),
)


@pytest.mark.parametrize(("kind", "told", "message"), REFUSED)
def test_other_networks_are_refused(kind: str, told: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        exercise_of(kind, 1, told)
