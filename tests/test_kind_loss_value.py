"""Losses and risk: by the definitions in plain Python, exact and as floats."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from symnn.errors import InputError
from symnn.quantities import L, R
from tests.kinds import answers, check_kind, drawn, named, sheets, spec, told
from tests.test_kind_activation_values import ratio

KIND = "kind: loss-value"


def binary(a: Any, y: Any) -> float:
    return -math.log(a if y == 1 else 1 - a)


LOSSES: dict[str, Callable[[Any, Any], Any]] = {
    "square": lambda a, y: (a - y) ** 2,
    "half_square": lambda a, y: (a - y) ** 2 / 2,
    "absolute": lambda a, y: abs(a - y),
    "binary_cross_entropy": binary,
    "cross_entropy": lambda a, y: -math.log(a) if y == 1 else 0,
}
SPECS = [
    (KIND, 1, 20),
    (f"{KIND}, loss: half_square, layers: [1, 2], samples: 2", 2, 6),
    (f"{KIND}, loss: absolute, formula: false", 1, 6),
    (f"{KIND}, loss: binary_cross_entropy", 1, 20),
    (f"{KIND}, loss: binary_cross_entropy, known: z, numbers: {{decimals: 3}}", 1, 6),
    (f"{KIND}, loss: cross_entropy, samples: 4", 3, 20),
    (f"{KIND}, loss: cross_entropy, known: z", 3, 6),
]


def outputs(network: dict[str, Any], sample: int, width: int) -> list[Any]:
    """What the last layer gives in a sample, told or worked out from its z."""
    given = network["given"]
    if f"a1_1@{sample}" in given:
        return [given[f"a1_{k}@{sample}"] for k in range(1, width + 1)]
    ratios = [ratio(given[f"z1_{k}@{sample}"]) for k in range(1, width + 1)]
    return [r / (1 + r) for r in ratios] if width == 1 else [r / sum(ratios) for r in ratios]


@pytest.mark.parametrize(("text", "width", "count"), SPECS)
def test_right_and_whole(text: str, width: int, count: int, tmp_path: Path) -> None:
    for exercise in check_kind(text, tmp_path, count):
        network, solution = told(exercise), exercise.solution
        term, losses = LOSSES[network["loss"]], []
        for sample, point in enumerate(network["data"], 1):
            values = outputs(network, sample, width)
            losses.append(sum(term(a, y) for a, y in zip(values, point["y"], strict=True)))
            assert float(str(solution.decimal(L, 12, sample))) == pytest.approx(float(losses[-1]))
            assert losses[-1] != 0
        assert float(str(solution.decimal(R, 12))) == pytest.approx(
            float(sum(losses)) / len(losses)
        )
        assert len({tuple(point["y"]) for point in network["data"]}) > 1


def test_the_formula_can_be_left_out() -> None:
    from symnn.exercises.problem_set import version

    problems = [
        sheets(version(spec(f"{KIND}, loss: absolute, formula: {said}", 1), 1), "text")[0]
        for said in ("true", "false")
    ]
    assert ["L = |" in problem for problem in problems] == [True, False]


def test_wrong_answers_are_named(tmp_path: Path) -> None:
    (exercise,) = drawn(KIND, 1)
    network, right = told(exercise), answers(exercise)
    total = sum(
        (network["given"][f"a1_1@{s}"] - p["y"][0]) ** 2 for s, p in enumerate(network["data"], 1)
    )
    assert "sum-instead-of-mean" in named(exercise, {**right, "R": str(total)}, tmp_path)
    error = network["given"]["a1_1@1"] - network["data"][0]["y"][0]
    assert "square-forgotten" in named(exercise, {**right, "L@1": str(error)}, tmp_path)
    (exercise,) = drawn(f"{KIND}, loss: binary_cross_entropy", 1)
    right = answers(exercise)
    wrong = f"({right['L@1']})/ln(10)"
    assert "log-base" in named(exercise, {**right, "L@1": wrong}, tmp_path)


def test_numbers_of_an_author_are_not_left_unheard() -> None:
    with pytest.raises(InputError, match="draws all of them by itself"):
        drawn(f"{KIND}, W: [[[1]]], activations: [sigmoid]", 1)
