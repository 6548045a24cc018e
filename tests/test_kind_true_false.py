"""Statements about derivatives, against dual numbers: the true ones hold, the false ones don't."""

from __future__ import annotations

import pytest

from symnn.errors import InputError
from symnn.exercises.exercise import Exercise
from symnn.quantities import Quantity, plain_name
from symnn.render.writer import plain
from tests.kind_checks import SEEDS, exercise_of, files_of, graded, some
from tests.plain_networks import numbers, valued

KIND = "true-false"
SHAPES = (
    "{}",
    '{"layers": [2, 3, 1], "statements": 8}',
    '{"layers": [3, 2, 2, 1], "biases": false, "statements": 6}',
    '{"layers": [1, 2, 2, 1], "statements": 3}',
)


def stated(exercise: Exercise) -> list[tuple[str, str, str]]:
    """Of each statement the derivative, what is said of it, and the letter of the key."""
    found = []
    for question in exercise.content.questions[::2]:
        _, target, sign, formula, _ = question.prompt
        assert sign == " = "
        assert isinstance(target, Quantity)
        found.append((plain_name(target), plain(formula), question.text))  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize("told", SHAPES)
def test_true_statements_hold_and_false_ones_do_not(told: str) -> None:
    for seed in SEEDS if told == "{}" else some(4):
        exercise = exercise_of(KIND, seed, told)
        file, key = files_of(exercise)
        widths = [int(width) for width in file["layers"]]
        named = numbers(widths, seed)
        if file["biases"] == "false":
            named = {name: 0 * v if name[0] == "b" else v for name, v in named.items()}
        for number, (target, said, letter) in enumerate(stated(exercise), 1):
            right = valued(target, widths, named)
            assert (valued(said, widths, named) == right) == (letter == "a")
            assert valued(key[f"right{number}"], widths, named) == right
            assert (said == key[f"right{number}"]) == (letter == "a")


def test_all_versions_have_the_same_laws_and_as_many_that_are_false() -> None:
    kinds, truths = set(), set()
    for seed in SEEDS:
        statements = stated(exercise_of(KIND, seed))
        assert {letter for _, _, letter in statements} == {"a", "b"}
        kinds.add(tuple(sorted(name[4] for name, _, _ in statements)))
        truths.add("".join(letter for _, _, letter in statements))
    assert kinds == {("W", "a", "b", "z")}
    assert len(truths) > 3


def test_a_derivative_is_not_explained_by_itself(tmp_path_factory: pytest.TempPathFactory) -> None:
    exercise = exercise_of(KIND, 1)
    _, key = files_of(exercise)
    for number, (target, _, _) in enumerate(stated(exercise), 1):
        result = graded(exercise, {**key, f"right{number}": target}, tmp_path_factory)
        assert not result.is_right


REFUSED = (
    ('{"layers": [1, 1], "biases": false}', "too few lines"),
    ('{"layers": [1, 1, 1], "statements": 8}', "at most 7 for this network"),
    ('{"statements": 9}', "a number of statements"),
    ('{"layers": [2, 2, 1], "W": [[[1, 2], [3, 4]], [[5], [6]]]}', "that is to be in symbols"),
)


@pytest.mark.parametrize(("told", "message"), REFUSED)
def test_networks_without_statements_are_refused(told: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        _ = exercise_of(KIND, 1, told).content
