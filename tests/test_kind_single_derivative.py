"""One derivative: right by difference quotients, 0 where its unit is off, whatever is unknown."""

from __future__ import annotations

import copy
import random
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from symnn.errors import InputError
from symnn.exercises.exercise import Exercise
from symnn.quantities import plain_name
from tests.kinds import answers, check_kind, drawn, marked, named, told
from tests.oracles import entries, forward

KIND = "kind: single-derivative"
ALIVE = {"relu-ignored-backward", "hidden-slope-left-out", "relu-slope-on-nonnegative-a"}
STEP = Fraction(1, 10**6)
SPECS = [
    KIND,
    f"{KIND}, parameter: b, biases: true, layers: [3, 3, 2, 1]",
    f"{KIND}, dead: true, layers: [3, 2, 2, 1]",
    f"{KIND}, unknown: true",
    f"{KIND}, dead: true, unknown: true, layer: 2, layers: [2, 2, 3, 1]",
    f"{KIND}, layer: 2, activation: leaky_relu",
]


def by_differences(network: dict[str, Any], name: str) -> Fraction:
    """A derivative of H by a parameter, as a symmetric difference quotient."""
    found = []
    for step in (STEP, -STEP):
        moved = copy.deepcopy(network)
        row, at = next((row, at) for entry, row, at in entries(moved) if entry == name)
        row[at] += step
        found.append(forward(moved, moved["x"])[1][0])
    return Fraction(found[0] - found[1]) / (2 * STEP)


def filled(network: dict[str, Any], seed: int) -> dict[str, Any]:
    """The network with any numbers in the place of unknown ones."""
    chance, widths = random.Random(seed), [int(n) for n in network["layers"]]

    def entry(known: Any) -> Any:
        return chance.randint(-9, 9) if known is None else known

    shapes = list(pairwise(widths))
    matrices = network.get("W") or [None] * len(shapes)
    vectors = network.get("b") or [None] * len(shapes)
    full = {**network, "W": [], "b": []}
    for (m, n), matrix, vector in zip(shapes, matrices, vectors, strict=True):
        full["W"].append([[*map(entry, row)] for row in matrix or [[None] * n] * m])
        biased = network["biases"] == "true"
        full["b"].append([*map(entry, vector or [None] * n)] if biased else [Fraction(0)] * n)
    return full


@pytest.mark.parametrize("text", SPECS)
def test_right_and_whole(text: str, tmp_path: Path) -> None:
    for exercise in check_kind(text, tmp_path):
        _check(exercise)


def _check(exercise: Exercise) -> None:
    ((name, answer),) = answers(exercise).items()
    setting, network = exercise.setting, told(exercise)
    assert (Fraction(answer) == 0) == setting.option("dead")
    for seed in range(4 if setting.option("unknown") else 1):
        full = filled(network, seed)
        pre, _ = forward(full, full["x"])
        if all(abs(z) > 1 for layer in pre for z in layer):
            assert by_differences(full, name.removeprefix("dH/d")) == Fraction(answer)


def test_the_exercise_of_the_lecture(tmp_path: Path) -> None:
    fixed = "W: [[[-2, null, null], [-5, null, null], [2, null, null]], null, null, null]"
    text = f"{KIND}, dead: true, unknown: true, layers: [3, 3, 3, 2, 1], {fixed}, x: [3, 2, -2]"
    (exercise,) = drawn(f"{text}, ask: dH/dW1_11, biases: false", 1)
    assert answers(exercise) == {"dH/dW1_11": "0"}
    network = told(exercise)
    assert network["W"] == [[[-2, None, None], [-5, None, None], [2, None, None]], None, None, None]
    assert marked(exercise, {"dH/dW1_11": "0"}, tmp_path).is_right


def test_versions_ask_the_same_where_they_can() -> None:
    asked = [plain_name(e.asked[0]) for e in drawn(KIND)]
    assert max(map(asked.count, asked)) > len(asked) / 2


def test_wrong_answers_are_named(tmp_path: Path) -> None:
    found = set()
    for exercise in drawn(f"{KIND}, layers: [2, 2, 1]", 5):
        ((name, right),) = answers(exercise).items()
        into = int(name[-1]) - 1
        factor = told(exercise)["x"][int(name[-2]) - 1]
        if factor != 1:
            weight = told(exercise)["W"][1][into][0]
            assert weight * factor == Fraction(right)
            found |= named(exercise, {name: str(weight)}, tmp_path)
        assert not marked(exercise, {name: "7919"}, tmp_path).is_right
    assert "input-left-out" in found


def test_a_unit_that_is_taken_for_live_is_named(tmp_path: Path) -> None:
    for exercise in drawn(f"{KIND}, dead: true, layers: [2, 2, 1]", 5):
        ((name, _),) = answers(exercise).items()
        network = told(exercise)
        alive = network["W"][1][int(name[-1]) - 1][0] * network["x"][int(name[-2]) - 1]
        assert named(exercise, {name: str(alive)}, tmp_path) & ALIVE


BAD = [
    (f"{KIND}, layer: 4", "a layer that the network does not have"),
    (f"{KIND}, layers: [2, 1, 1], dead: true", "no unit can be off"),
    (f"{KIND}, dead: perhaps", "not a choice here"),
    (f"{KIND}, layer: 0", "not a layer"),
    (f"{KIND}, parameter: b", "no derivative of that layer"),
    (f"{KIND}, ask: 'dH/dW7*'", "nothing here has such a name"),
]


@pytest.mark.parametrize(("text", "message"), BAD)
def test_what_cannot_be_set(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        answers(drawn(text, 1)[0])


@pytest.mark.parametrize("spec", SPECS)
def test_all_versions_ask_for_the_same_and_are_as_hard(spec: str) -> None:
    """The measure and every version are drawn among numbers in which that entry is asked for."""
    exercises = drawn(spec)
    assert len({exercise.asked for exercise in exercises}) == 1
    figures = [exercise.fair.difficulty for exercise in exercises]
    assert None not in figures
    assert len({figure.shown for figure in figures if figure}) == 1
    products = [figure.counts.products for figure in figures if figure]
    assert max(products) - min(products) <= 2
