"""Feature maps against plain arithmetic, and classes against every threshold."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from symnn.documents.blocks import Inline
from symnn.errors import InputError
from symnn.exercises.exercise import Exercise
from symnn.render.terminal import inline_text
from tests.kind_checks import SEEDS, exercise_of, files_of, some

PLAIN: dict[str, Callable[[int, int], int]] = {
    "x₁": lambda p, q: p,
    "x₂": lambda p, q: q,
    "x₁ + x₂": lambda p, q: p + q,
    "x₁ − x₂": lambda p, q: p - q,
    "x₁ x₂": lambda p, q: p * q,
    "x₁² + x₂²": lambda p, q: p * p + q * q,
    "(x₁ − x₂)²": lambda p, q: p * p - 2 * p * q + q * q,
    "x₁²": lambda p, q: p * p,
    "x₂²": lambda p, q: q * q,
}
"""What the formulas say, by how they are written."""
MAPS = ("{}", '{"layers": [2, 1]}', '{"layers": [5, 1]}')


def written(formula: Inline) -> str:
    """A formula as it is written in a line of text."""
    return inline_text((formula,)).replace("\xa0", " ")


@pytest.mark.parametrize("told", MAPS)
def test_features_and_predictions(told: str) -> None:
    for seed in some(8):
        exercise = exercise_of("feature-map", seed, told)
        file, key = files_of(exercise)
        *features, _, point = exercise.content.task[1].lines  # type: ignore[union-attr]
        p, q = point.links[0].expression.entries
        prediction = int(file["b"][0][0])
        for k, line in enumerate(features, 1):
            value = PLAIN[written(line.links[0].expression)](p, q)
            assert int(key[f"phi{k}"]) == value
            prediction += int(file["W"][0][k - 1][0]) * value
        assert int(key["prediction"]) == prediction != 0


def separated(exercise: Exercise) -> dict[str, bool]:
    """For each option whether some threshold has all of one class below and the other above it."""
    table = exercise.content.shown[1]
    points = [(row[0][0], row[1][0], row[2][0]) for row in table.rows]  # type: ignore[attr-defined]
    found = {}
    for letter, option in zip("abcd", exercise.content.questions[-1].options, strict=False):
        function = PLAIN[written(*option)]
        values = sorted((function(p, q), of_class) for p, q, of_class in points)
        changes = [(v, w) for (v, c), (w, e) in pairwise(values) if c != e]
        found[letter] = len(changes) == 1 and changes[0][0] < changes[0][1]
    return found


def test_one_option_separates_the_classes() -> None:
    for seed in SEEDS:
        exercise = exercise_of("feature-map", seed)
        right = exercise.content.questions[-1].text
        assert separated(exercise) == {letter: letter == right for letter in "abcd"}


REFUSED = (
    ('{"layers": [3, 2, 1]}', "one linear layer"),
    ('{"layers": [6, 1]}', "from 1 to 5"),
    ('{"x": [1, 2, 3]}', "known already"),
)


@pytest.mark.parametrize(("told", "expected"), REFUSED)
def test_other_models_are_refused(told: str, expected: str) -> None:
    with pytest.raises(InputError, match=expected):
        exercise_of("feature-map", 1, told)
