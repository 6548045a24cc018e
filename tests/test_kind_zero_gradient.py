"""Where the gradient vanishes: values by differences, counts and reasons by plain Python."""

from __future__ import annotations

from fractions import Fraction
from math import exp
from pathlib import Path
from typing import Any

import pytest

from symnn.errors import InputError
from symnn.exercises.exercise import Exercise
from symnn.formula import leaves
from symnn.marking.questions import LETTERS
from symnn.quantities import Quantity
from tests.kind_checks import exercise_of
from tests.kinds import answers, check_kind, drawn, named, told
from tests.oracles import forward
from tests.test_kind_single_derivative import by_differences

KIND = "kind: zero-gradient"
KINK = f"{KIND}, kink: true, layer: 1, layers: [2, 3, 1]"
SATURATED = f"{KIND}, saturated: true, layer: 1, layers: [2, 3, 1]"
SPECS = [
    (KIND, 2, 20),
    (f"{KIND}, layer: 1, layers: [2, 3, 1], biases: false", 1, 6),
    (f"{KIND}, layer: 3, layers: [2, 3, 3, 1]", 3, 6),
    (f"{KIND}, layer: 2, layers: [2, 2, 1], output_activation: leaky_relu", 2, 3),
]


def plain(exercise: Exercise) -> dict[str, Any]:
    network = told(exercise)
    network.setdefault("b", [[Fraction(0)] * len(matrix[0]) for matrix in network["W"]])
    return network


def right_option(exercise: Exercise) -> tuple[Quantity, str]:
    """The entry that the question is about, and the right option in words."""
    (question,) = (q for q in exercise.content.questions if q.name == "why")
    entry = next(part for part in question.prompt if isinstance(part, Quantity))
    option = question.options[LETTERS.index(str(question.right))]
    return entry, "".join(part for part in option if isinstance(part, str))


@pytest.mark.parametrize(("text", "layer", "count"), SPECS)
def test_right_and_whole(text: str, layer: int, count: int, tmp_path: Path) -> None:
    for exercise in check_kind(text, tmp_path, count):
        network, right = plain(exercise), answers(exercise)
        entry, option = right_option(exercise)
        assert str(entry) not in right
        names = [*(name for name in right if name.startswith("dH")), str(entry)]
        slopes = {name: by_differences(network, name.removeprefix("dH/d")) for name in names}
        assert {n: Fraction(right[n]) for n in names[:-1]} == {n: slopes[n] for n in names[:-1]}
        zero = [name for name, value in slopes.items() if value == 0]
        assert int(right["zeros"]) == len(zero)
        assert 0 < len(zero) < len(names)
        assert str(entry) in zero
        pre, _ = forward(network, network["x"])
        comes_in = layer == 1 or pre[layer - 2][int(str(entry)[-2]) - 1] > 0
        is_on = layer == len(pre) or pre[layer - 1][int(str(entry)[-1]) - 1] > 0
        assert comes_in != is_on, "one reason"
        assert ("comes in" if not comes_in else "is off") in option


def test_a_narrow_layer_has_a_unit_at_the_kink_and_one_that_is_on() -> None:
    for seed in range(6):
        exercise = exercise_of("zero-gradient", seed, '{"kink": true}')
        assert exercise.net.widths == (2, 3, 2, 1)
        assert [exercise.solution.value(f"z2_{j}") == 0 for j in (1, 2)].count(True) == 1


@pytest.mark.parametrize("convention", [0, 1])
def test_at_the_kink(convention: int, tmp_path: Path) -> None:
    for exercise in check_kind(f"{KINK}, relu_at_zero: {convention}", tmp_path, 6):
        network, right = plain(exercise), answers(exercise)
        pre, _ = forward(network, network["x"])
        signs = [(z > 0) - (z < 0) for z in pre[0]]
        assert sorted(signs) == [-1, 0, 1]
        slope = {-1: 0, 0: convention, 1: 1}
        entry, option = right_option(exercise)
        assert ("convention" in option) == (convention == 0)
        for name, value in right.items():
            if name.startswith("dH"):
                i, j = int(name[-2]) - 1, int(name[-1]) - 1
                expected = network["W"][1][j][0] * slope[signs[j]] * network["x"][i]
                assert Fraction(value) == expected
        assert int(right["zeros"]) == 2 * (2 - convention)
        assert not any(q.kind == "H" for q in leaves(entry))


@pytest.mark.parametrize("activation", ["sigmoid", "tanh"])
def test_saturation(activation: str, tmp_path: Path) -> None:
    for exercise in check_kind(f"{SATURATED}, activation: {activation}", tmp_path, 6):
        network, right = told(exercise), answers(exercise)
        columns = zip(*network["W"][0], network["b"][0], strict=True)
        pre = [
            float(sum(w * v for w, v in zip(c, [*network["x"], 1], strict=True))) for c in columns
        ]
        slopes = [1 / (2 + exp(z) + exp(-z)) for z in pre]
        if activation == "tanh":
            slopes = [4 / (exp(z) + exp(-z)) ** 2 for z in pre]
        assert min(range(3), key=lambda k: slopes[k]) == int(right["node"]) - 1
        assert 0 < min(slopes) < 1e-4
        assert sorted(slopes)[1] > 1e-3
        assert right["zeros"] == "0"
        (size,) = (q for q in exercise.content.questions if q.name == "size")
        assert "hardly moves" in str(size.options[LETTERS.index(right["size"])])
        found = set()
        for letter in "abcd":
            if letter != right["size"]:
                found |= named(exercise, {**right, "size": letter}, tmp_path)
        assert found == {"tiny-taken-for-zero", "slope-grows-with-z", "slope-undefined"}
        assert named(exercise, {**right, "zeros": "2"}, tmp_path) == {"tiny-taken-for-zero"}


def test_wrong_answers_are_named(tmp_path: Path) -> None:
    found = set()
    for exercise in drawn(KIND, 4):
        right = answers(exercise)
        for letter in "abcd":
            if letter != right["why"]:
                found |= named(exercise, {**right, "why": letter}, tmp_path)
        for number in range(1, 7):
            if str(number) != right["zeros"]:
                found |= named(exercise, {**right, "zeros": str(number)}, tmp_path)
    assert found >= {"wrong-reason", "inputs-off-only", "units-off-only", "counted-twice"}


BAD = [
    (f"{KIND}, layer: 4", "a layer that the network does not have"),
    (f"{KIND}, activation: sigmoid", "no unit can be off"),
    (f"{KIND}, kink: true, layer: 1", "no unit can be put at the kink"),
    (f"{KINK}, biases: false", "no unit can be put at the kink"),
    (SATURATED, "does not saturate"),
    (f"{KIND}, data: [{{x: [1, 2]}}, {{x: [2, 1]}}]", "several points"),
]


@pytest.mark.parametrize(("text", "message"), BAD)
def test_what_cannot_be_set(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        answers(drawn(text, 1)[0])
