"""Solutions with a mistake, in plain Python: one line breaks its law, no other does."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from symnn.documents.blocks import Number, TableBlock
from symnn.errors import InputError
from symnn.exercises.exercise import Exercise
from symnn.quantities import Quantity, plain_name
from tests.kind_checks import SEEDS, exercise_of, files_of, graded, some

KIND = "find-the-mistake"
SETS = (
    "{}",
    '{"layers": [2, 3, 1], "ask": ["H", "dH/dW*", "dH/db*"]}',
    '{"layers": [3, 2, 2, 1], "shows": "formulas"}',
    '{"layers": [2, 2, 2, 1], "activation": "leaky_relu", "numbers": "exact"}',
    '{"layers": [2, 2, 1], "biases": false}',
)
Printed = dict[str, Fraction]


def printed(exercise: Exercise) -> Printed:
    """The values of the lines as they stand in the statement, by plain names, in order."""
    table = exercise.content.shown[-1]
    assert isinstance(table, TableBlock)
    found = {}
    for _, line in table.rows:
        target, *_, last = line
        assert isinstance(target, Quantity)
        exact = last.exact if isinstance(last, Number) else last
        found[plain_name(target)] = Fraction(exact)  # type: ignore[arg-type]
    return found


def by_law(name: str, file: dict[str, Any], known: Printed) -> Fraction:
    """What the law of a line gives, from the numbers of the file and the lines as printed."""
    widths = [int(width) for width in file["layers"]]
    W = [[[Fraction(entry) for entry in row] for row in matrix] for matrix in file["W"]]
    alpha = Fraction(file.get("alpha", "1/100"))
    depth = len(widths) - 1

    def a(layer: int, j: int) -> Fraction:
        return known[f"a{layer}_{j}"] if layer else Fraction(file["x"][j - 1])

    def branch(layer: int, j: int, above: Fraction, below: Fraction) -> Fraction:
        kind = file["activations"][layer - 1]
        if kind == "linear" or known[f"z{layer}_{j}"] > 0:
            return above
        return below * alpha if kind == "leaky_relu" else Fraction(0)

    def z_law(layer: int, j: int) -> Fraction:
        bias = Fraction(file["b"][layer - 1][j - 1]) if "b" in file else Fraction(0)
        return bias + sum(W[layer - 1][i][j - 1] * a(layer - 1, i + 1)
                          for i in range(widths[layer - 1]))  # fmt: skip

    def a_law(layer: int, j: int) -> Fraction:
        z = known[f"z{layer}_{j}"]
        return branch(layer, j, z, z)

    def da_law(layer: int, j: int) -> Fraction:
        if layer == depth:
            return Fraction(1)
        row = W[layer][j - 1]
        return sum((known[f"dH/dz{layer + 1}_{k}"] * w for k, w in enumerate(row, 1)), Fraction(0))

    def dz_law(layer: int, j: int) -> Fraction:
        one = Fraction(1)
        return known[f"dH/da{layer}_{j}"] * branch(layer, j, one, one)

    laws: dict[str, Callable[..., Fraction]] = {
        r"z(\d)_(\d)": z_law,
        r"a(\d)_(\d)": a_law,
        r"H()": lambda _: a(depth, 1),
        r"dH/da(\d)_(\d)": da_law,
        r"dH/dz(\d)_(\d)": dz_law,
        r"dH/dW(\d)_(\d)(\d)": lambda n, i, j: known[f"dH/dz{n}_{j}"] * a(n - 1, i),
        r"dH/db(\d)_(\d)": lambda n, j: known[f"dH/dz{n}_{j}"],
    }
    for pattern, law in laws.items():
        if match := re.fullmatch(pattern, name):
            return Fraction(law(*(int(text or 0) for text in match.groups())))
    raise AssertionError(name)


@pytest.mark.parametrize("told", SETS)
def test_one_line_breaks_its_law_and_all_others_follow(told: str) -> None:
    for seed in SEEDS if told == "{}" else some(6):
        exercise = exercise_of(KIND, seed, told)
        file, key = files_of(exercise)
        known = printed(exercise)
        broken = [name for name in known if by_law(name, file, known) != known[name]]
        assert [list(known).index(name) + 1 for name in broken] == [int(key["line"])]
        assert Fraction(key["value"]) == by_law(broken[0], file, known)
        assert known[broken[0]] != 0


SAYS: dict[str, Callable[[str, dict[str, Any], Printed, Fraction], set[Fraction]]] = {
    "The input of the weight was left out.": lambda name, file, known, right: {
        known[f"dH/dz{name[5]}_{name[8]}"]
    },
    "The ReLU was ignored going back.": lambda name, file, known, right: {
        known[name.replace("dz", "da")]
    },
    "The bias was left out.": lambda name, file, known, right: {
        right - Fraction(file["b"][int(name[1]) - 1][int(name[3]) - 1])
    },
    "The activation function was not applied.": lambda name, file, known, right: (
        {known[name.replace("a", "z")]} if name[0] == "a" else {known[name]}
    ),
}
"""What some mistakes give, worked out once more."""


def test_mistakes_are_what_they_are_called() -> None:
    seen = set()
    for seed in range(60):
        exercise = exercise_of(KIND, seed)
        file, key = files_of(exercise)
        question = exercise.content.questions[1]
        said = str(question.options["abcd".index(question.text)][0])
        known = printed(exercise)
        name = list(known)[int(key["line"]) - 1]
        if said in SAYS:
            seen.add(said)
            assert known[name] in SAYS[said](name, file, known, Fraction(key["value"]))
    assert len(seen) >= 3


def test_the_printed_value_and_lines_that_follow_are_named(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    exercise = exercise_of(KIND, 3)
    _, key = files_of(exercise)
    lines = list(printed(exercise).values())
    result = graded(exercise, {**key, "value": str(lines[int(key["line"]) - 1])}, tmp_path_factory)
    assert not result.is_right
    (mark,) = (a.mark for q, a in result.awards.items() if str(q) == "value")
    assert mark.explanation is not None


REFUSED = (
    ('{"activation": "sigmoid"}', "no such solution is written"),
    ('{"loss": "square"}', "no such solution is written"),
    ('{"shows": "words"}', "not a choice here"),
)


@pytest.mark.parametrize(("told", "message"), REFUSED)
def test_other_networks_are_refused(told: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        exercise_of(KIND, 1, told)
