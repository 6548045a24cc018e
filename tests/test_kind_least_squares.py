"""Least squares by hand against Cramer's rule and differences of the risk."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import permutations
from math import prod

import pytest

from symnn.errors import InputError
from tests.kind_checks import SEEDS, exercise_of, files_of, some

SHAPES = ("{}", '{"samples": 5}', '{"layers": [2, 1]}', '{"biases": false, "layers": [2, 1]}')
Rows = list[list[Fraction]]


def determinant(rows: Rows) -> Fraction:
    """By the formula of Leibniz."""
    size = range(len(rows))
    total = Fraction(0)
    for order in permutations(size):
        swaps = sum(order[i] > order[j] for j in size for i in range(j))
        total += (-1) ** swaps * prod((rows[i][order[i]] for i in size), start=Fraction(1))
    return total


def dot(left: Sequence[Fraction], right: Sequence[Fraction]) -> Fraction:
    """The sum of products."""
    return sum(map(prod, zip(left, right, strict=True)), Fraction(0))


def data(file: dict[str, object]) -> tuple[Rows, list[Fraction]]:
    """X with its column of ones, if there is one, and y."""
    points: list[dict[str, list[str]]] = file["data"]  # type: ignore[assignment]
    ones = [Fraction(1)] if file["biases"] == "true" else []
    rows = [[*ones, *(Fraction(e) for e in point["x"])] for point in points]
    return rows, [Fraction(point["y"][0]) for point in points]


@pytest.mark.parametrize("told", SHAPES)
def test_weights_are_those_of_cramer_s_rule(told: str) -> None:
    for seed in some(8):
        file, key = files_of(exercise_of("least-squares", seed, told))
        rows, y = data(file)
        columns = list(zip(*rows, strict=True))
        gram = [
            [sum(map(prod, zip(u, v, strict=True)), Fraction(0)) for v in columns] for u in columns
        ]
        moment = [sum(map(prod, zip(u, y, strict=True)), Fraction(0)) for u in columns]
        below = determinant(gram)
        assert 0 < below <= 20
        first = 0 if file["biases"] == "true" else 1
        for k in range(len(gram)):
            replaced = [
                [m if j == k else e for j, e in enumerate(row)]
                for row, m in zip(gram, moment, strict=True)
            ]
            assert Fraction(key[f"w{k + first}"]) == determinant(replaced) / below


def test_no_other_weights_have_a_smaller_risk() -> None:
    for seed in some(8):
        file, key = files_of(exercise_of("least-squares", seed))
        rows, y = data(file)
        w = [Fraction(key["w0"]), Fraction(key["w1"])]

        def risk(w: list[Fraction], rows: Rows = rows, y: list[Fraction] = y) -> Fraction:
            return sum(
                ((w[0] * r[0] + w[1] * r[1] - t) ** 2 for r, t in zip(rows, y, strict=True)),
                Fraction(0),
            )

        step = Fraction(1, 100)
        for moved in ([step, 0], [-step, 0], [0, step], [0, -step], [step, -step]):
            assert risk([a + b for a, b in zip(w, moved, strict=True)]) > risk(w)


def test_predictions_and_residuals_are_those_of_the_line() -> None:
    for seed in SEEDS:
        exercise = exercise_of("least-squares", seed)
        file, key = files_of(exercise)
        rows, y = data(file)
        w0, w1 = Fraction(key["w0"]), Fraction(key["w1"])
        prompts = {q.name: q.prompt for q in exercise.content.questions}
        at = prompts["prediction"][3]
        assert Fraction(key["prediction"]) == w0 + w1 * at
        assert at not in [row[1] for row in rows]
        sample = int(str(prompts["residual"][0]).split()[4].strip(","))
        residual = y[sample - 1] - (w0 + w1 * rows[sample - 1][1])
        assert Fraction(key["residual"]) == residual != 0


def test_an_author_s_own_data_are_kept() -> None:
    points = '[{"x": [0], "y": [1]}, {"x": [1], "y": [2]}, {"x": [2], "y": [6]}]'
    _, key = files_of(exercise_of("least-squares", 1, f'{{"data": {points}}}'))
    assert (key["w0"], key["w1"]) == ("1/2", "5/2")


REFUSED = (
    ('{"layers": [1, 2, 1]}', "one linear layer"),
    ('{"layers": [4, 1]}', "more inputs"),
    ('{"loss": "absolute"}', "another loss"),
    ('{"W": [[[1]]]}', "known already"),
    ('{"samples": 2}', "few of both"),
    ('{"samples": 99}', "a number of samples"),
    ('{"data": [{"x": [1], "y": [2]}, {"x": [1], "y": [3]}]}', "more than one model"),
    ('{"data": [{"x": [1], "y": [2]}, {"x": ["?"], "y": [3]}]}', "not all known"),
)


@pytest.mark.parametrize(("told", "expected"), REFUSED)
def test_other_problems_are_refused(told: str, expected: str) -> None:
    with pytest.raises(InputError, match=expected):
        _ = exercise_of("least-squares", 1, told).content
