"""The backward pass with matrices against products of lists, and shapes against what comes out."""

from __future__ import annotations

from fractions import Fraction

import pytest

from symnn.errors import InputError
from symnn.exercises.exercise import Exercise
from symnn.render.terminal import inline_text
from tests.kind_checks import exercise_of, files_of, some

SHAPES = ("{}", '{"layers": [3, 2, 2, 1], "biases": true}', '{"layers": [2, 3, 1]}')
Rows = list[list[Fraction]]


def product(left: Rows, right: Rows) -> Rows:
    """The product of two matrices."""
    columns = list(zip(*right, strict=True))
    return [[sum((a * b for a, b in zip(r, c, strict=True)), Fraction(0)) for c in columns]
            for r in left]  # fmt: skip


def transposed(rows: Rows) -> Rows:
    """Rows as columns."""
    return [list(column) for column in zip(*rows, strict=True)]


def column(numbers: list[str]) -> Rows:
    """A column of numbers."""
    return [[Fraction(number)] for number in numbers]


def gradients(file: dict[str, list[list[list[str]]]]) -> dict[str, Rows]:
    """All gradients of a ReLU network with a linear output, by the names of matrices."""
    weights = [[[Fraction(e) for e in row] for row in matrix] for matrix in file["W"]]
    a, z = [column(file["x"])], []  # type: ignore[arg-type]
    for layer, matrix in enumerate(weights):
        z.append(product(transposed(matrix), a[-1]))
        if "b" in file:
            z[-1] = [[e + Fraction(b)] for (e,), b in zip(z[-1], file["b"][layer], strict=True)]  # type: ignore[arg-type]
        is_last = layer == len(weights) - 1
        a.append(z[-1] if is_last else [[max(e, Fraction(0))] for (e,) in z[-1]])
    found, through = {}, [[Fraction(1)]]
    for layer in range(len(weights), 0, -1):
        if layer < len(weights):
            through = product(weights[layer], through)
            found[f"da{layer}"] = through
            through = [[e * (p > 0)] for (e,), (p,) in zip(through, z[layer - 1], strict=True)]
        found[f"dz{layer}"] = through
        found[f"dW{layer}"] = product(a[layer - 1], transposed(through))
    return found


@pytest.mark.parametrize("told", SHAPES)
def test_entries_are_those_of_products_of_matrices(told: str) -> None:
    for seed in some(6):
        file, key = files_of(exercise_of("matrix-form", seed, told))
        found = gradients(file)
        for name, rows in found.items():
            for i, row in enumerate(rows, 1):
                for j, entry in enumerate(row, 1):
                    index = f"{i}{j}" if "W" in name else f"{i}"
                    if "a" not in name:
                        assert Fraction(key[f"dH/{name}_{index}"]) == entry


def right(exercise: Exercise, name: str) -> str:
    """The right option of a choice, as it is written."""
    (question,) = (q for q in exercise.content.questions if q.name == name)
    return inline_text(question.options["abcdef".index(question.text)])


@pytest.mark.parametrize("told", SHAPES[:2])
def test_shapes_are_those_of_what_comes_out(told: str) -> None:
    for seed in some(6):
        exercise = exercise_of("matrix-form", seed, told)
        found = gradients(files_of(exercise)[0])
        by_a, by_w = found["da1"], found["dW1"]
        assert right(exercise, "column") == f"{len(by_a)} × {len(by_a[0])}"
        assert right(exercise, "matrix") == f"{len(by_w)} × {len(by_w[0])}"
        assert "⊙" in right(exercise, "product")


REFUSED = (
    ('{"layers": [2, 1]}', "hidden layers, and one output"),
    ('{"layers": [2, 2, 2]}', "hidden layers, and one output"),
    ('{"activation": "softmax"}', "of a whole layer"),
)


@pytest.mark.parametrize(("told", "expected"), REFUSED)
def test_other_networks_are_refused(told: str, expected: str) -> None:
    with pytest.raises(InputError, match=expected):
        exercise_of("matrix-form", 1, told)
