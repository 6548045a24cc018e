"""Steps of gradient descent and gradients of the risk, by differences of the risk itself."""

from __future__ import annotations

import copy
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from symnn.errors import InputError
from symnn.exercises.exercise import Exercise
from tests.kinds import answers, check_kind, drawn, named, told
from tests.oracles import entries, forward, loss

STEP_KIND, RISK_KIND = "kind: gradient-step", "kind: risk-gradient"
STEP = Fraction(1, 10**6)
POINTS = "data: [{x: [null, null], y: [null]}, {x: [null, null], y: [null]}, {x: ['?', 1], y: [2]}]"
STEPS = [
    (STEP_KIND, 20),
    (f"{STEP_KIND}, layers: [2, 2, 1], {POINTS}, batch: [1, 3], learning_rate: 1/2", 6),
    (f"{STEP_KIND}, layers: [2, 1], {POINTS}, loss: half_square, train_biases: false", 6),
    (f"{STEP_KIND}, layers: [2, 1], {POINTS}, l2: 1/5, train_biases: shared", 6),
]
RISKS = [
    (RISK_KIND, 20),
    (f"{RISK_KIND}, layers: [2, 2, 1], {POINTS}, activation: leaky_relu", 6),
    (f"{RISK_KIND}, layers: [2, 1], {POINTS}, batch: [2, 3], biases: false", 6),
]


def plain(exercise: Exercise) -> dict[str, Any]:
    network = told(exercise)
    network.setdefault("b", [[Fraction(0)] * len(matrix[0]) for matrix in network["W"]])
    network.setdefault("batch", list(range(1, len(network["data"]) + 1)))
    return network


def risk(network: dict[str, Any], samples: list[int]) -> Fraction:
    """The mean loss of some samples, plus the penalty."""
    total = Fraction(0)
    for sample in samples:
        point = network["data"][int(sample) - 1]
        total += loss(network, forward(network, point["x"])[1], point["y"])
    squares = sum(w * w for matrix in network["W"] for row in matrix for w in row)
    return total / len(samples) + network.get("l2", Fraction(0)) / 2 * squares


def slope(network: dict[str, Any], name: str, samples: list[int]) -> Fraction:
    """A derivative of the risk: it is quadratic where no unit changes sides."""
    found = []
    for step in (STEP, -STEP):
        moved = copy.deepcopy(network)
        row, at = next((row, at) for entry, row, at in entries({**moved, "x": []}) if entry == name)
        row[at] += step
        found.append(risk(moved, samples))
    return (found[0] - found[1]) / (2 * STEP)


@pytest.mark.parametrize(("text", "count"), STEPS)
def test_steps(text: str, count: int, tmp_path: Path) -> None:
    for exercise in check_kind(text, tmp_path, count):
        network = plain(exercise)
        before = {name: row[at] for name, row, at in entries({**network, "x": []})}
        expected = {
            f"new_{name}": value - network["learning_rate"] * slope(network, name, network["batch"])
            for name, value in before.items()
            if name[0] == "W" or ("train_biases: false" not in text and network["biases"] == "true")
        }
        right = {name: Fraction(value) for name, value in answers(exercise).items()}
        assert right == expected
        assert any(
            right[f"new_{name}"] != value for name, value in before.items() if name[0] == "W"
        )


@pytest.mark.parametrize(("text", "count"), RISKS)
def test_risks(text: str, count: int, tmp_path: Path) -> None:
    for exercise in check_kind(text, tmp_path, count):
        network, right = plain(exercise), answers(exercise)
        assert Fraction(right["R"]) == risk(network, network["batch"])
        for name, value in right.items():
            if name.startswith("dR/d"):
                assert Fraction(value) == slope(network, name[4:], network["batch"])
        (question,) = exercise.content.questions
        sample, weight = int(str(question.prompt[0]).split()[-2]), str(question.prompt[1])
        share = slope(network, weight.removeprefix("dR/d"), [sample]) / len(network["batch"])
        assert Fraction(right["share"]) == share


def test_wrong_steps_are_named(tmp_path: Path) -> None:
    (exercise,) = drawn(STEP_KIND, 1)
    network, right = plain(exercise), answers(exercise)
    old, gradient = network["W"][0][0][0], slope(network, "W1_11", network["batch"])
    rate = network["learning_rate"]
    wrong = {
        "step-added": old + rate * gradient,
        "learning-rate-left-out": old - gradient,
        "sum-instead-of-mean": old - rate * 2 * gradient,
    }
    for name, value in wrong.items():
        assert name in named(exercise, {**right, "new_W1_11": str(value)}, tmp_path)
    bias = {**right, "new_b1_1": str(network["b"][0][0])}
    assert "bias-not-updated" in named(exercise, bias, tmp_path)


def test_wrong_shares_are_named(tmp_path: Path) -> None:
    (exercise,) = drawn(RISK_KIND, 1)
    right = answers(exercise)
    (question,) = exercise.content.questions
    found = set()
    for wrong in question.wrong:
        found |= named(exercise, {**right, "share": str(wrong.answer)}, tmp_path)
    assert found == {"mean-forgotten", "another-sample", "all-samples"}


BAD = [
    (f"{STEP_KIND}, network: lecture22-forward.yaml", "no step can be made"),
    (f"{RISK_KIND}, network: lecture22-forward.yaml", "without a mean over samples"),
    (f"{RISK_KIND}, x: [1], y: [2]", "without a mean over samples"),
]


@pytest.mark.parametrize(("text", "message"), BAD)
def test_what_cannot_be_set(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        answers(drawn(text, 1)[0])
