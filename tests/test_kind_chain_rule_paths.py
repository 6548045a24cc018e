"""Sums over paths, against dual numbers and against paths that are counted one by one."""

from __future__ import annotations

import re
from itertools import product

import pytest

from symnn.documents.blocks import Lines
from symnn.errors import InputError
from symnn.exercises.exercise import Exercise
from symnn.quantities import plain_name
from symnn.render.writer import plain
from tests.kind_checks import SEEDS, exercise_of, files_of, graded, some
from tests.plain_networks import evaluated, numbers, space

KIND = "chain-rule-paths"
SHAPES = ("{}", '{"layers": [2, 3, 1]}', '{"layers": [3, 2, 2, 1]}', '{"layers": [1, 2, 2, 1]}')


def derivative_in(prompt: tuple[object, ...]) -> str:
    """The entry by which a prompt asks for the derivative."""
    (found,) = (q for q in prompt if not isinstance(q, str))
    return plain_name(found.base)  # type: ignore[attr-defined]


@pytest.mark.parametrize("told", SHAPES)
def test_sums_are_the_derivative(told: str) -> None:
    for seed in SEEDS if told == "{}" else some(4):
        exercise = exercise_of(KIND, seed, told)
        file, key = files_of(exercise)
        widths = [int(width) for width in file["layers"]]
        for draw in (1, 2):
            named = numbers(widths, draw)
            by = derivative_in(exercise.content.questions[0].prompt)
            names = space(widths, named, by)
            assert evaluated(key["sum"], names) == names["dH"] != 0
            printed, by = printed_sum(exercise)
            names = space(widths, named, by)
            names["missing"] = evaluated(key["missing"], names)
            assert evaluated(printed, names) == names["dH"] != 0


def printed_sum(exercise: Exercise) -> tuple[str, str]:
    """The sum with a gap as it stands in the statement, and by what it is the derivative."""
    block = exercise.content.shown[-1]
    assert isinstance(block, Lines)
    (line,) = block.lines
    return plain(line.links[0].expression), plain_name(line.target.base)  # type: ignore[arg-type, union-attr]


def test_paths_are_counted_one_by_one() -> None:
    for seed in SEEDS:
        exercise = exercise_of(KIND, seed)
        question = exercise.content.questions[2]
        widths = [int(n) for n in re.findall(r"\d+", str(question.prompt[0]))]
        by = derivative_in(question.prompt)
        chosen = widths[2:] if by.startswith("W") else widths[1:]
        assert question.right == len(list(product(*map(range, chosen))))


def test_the_derivative_itself_is_no_answer(tmp_path_factory: pytest.TempPathFactory) -> None:
    exercise = exercise_of(KIND, 1)
    _, key = files_of(exercise)
    by = derivative_in(exercise.content.questions[0].prompt)
    layer, i, j = (int(n) for n in re.fullmatch(r"W(\d)_(\d)(\d)", by).groups())  # type: ignore[union-attr]
    assert layer == 1
    for text in (f"dH/d{by}", f"dH/dz1_{j}*x{i}", f"∂H/∂z{j}^(1) * x{i}"):
        result = graded(exercise, {**key, "sum": text}, tmp_path_factory)
        assert not result.is_right
        (mark,) = (a.mark for q, a in result.awards.items() if str(q) == "sum")
        assert mark.verdict == "unreadable"


def test_other_ways_to_write_a_sum_are_right(tmp_path_factory: pytest.TempPathFactory) -> None:
    exercise = exercise_of(KIND, 1)
    _, key = files_of(exercise)
    first, second = key["sum"].split(" + ")
    turned = "*".join(reversed(second.split("*"))) + " + 2*" + first + " - " + first
    spelled = re.sub(r"g_prime\(z(\d)_(\d)\)", r"g'(z_\2^{(\1)})", turned)
    assert graded(exercise, {**key, "sum": spelled}, tmp_path_factory).is_right


REFUSED = (
    ('{"layers": [2, 1]}', "without a derivative that suits"),
    ('{"layers": [9, 9, 9, 9, 1]}', "without a derivative that suits"),
    ('{"layers": [2, 2, 1], "x": [1, 2]}', "numbers in a network that is to be in symbols"),
)


@pytest.mark.parametrize(("told", "message"), REFUSED)
def test_networks_without_such_sums_are_refused(told: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        exercise_of(KIND, 1, told)
