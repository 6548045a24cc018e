"""Siblings of an exercise: other numbers, the same profile."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from symnn.errors import InputError
from symnn.evaluate.solution import Solution
from symnn.evaluate.whole_program import memory_for
from symnn.exercises.difficulty import difficulty
from symnn.exercises.fairness import computed
from symnn.exercises.like import like_spec
from symnn.exercises.problem_set import drawn_versions
from symnn.files import parse, read
from symnn.network.reader import read_network
from symnn.quantities import z
from tests.command import Program

EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.mark.parametrize("name", ["lecture22-forward", "lecture22-backprop", "mazur"])
def test_siblings_match_the_profile_of_the_model(name: str) -> None:
    spec = like_spec(read(str(EXAMPLES / f"{name}.yaml")), 3, "1")
    (setting,) = spec.settings
    versions = drawn_versions(spec)
    assert setting.model is not None
    for version in versions:
        one = version.exercises[0]
        model = difficulty(setting.net, setting.model.memories[0], one.asked)
        found = one.fair.difficulty
        assert found is not None
        assert found.is_like(model)
        assert one.net.W != setting.net.W


XOR = """
W: [[[1, 1], [1, 1]], [[1], [-2]]]
b: [[0, -1], [0]]
data: [{x: [0, 0], y: [0]}, {x: [0, 1], y: [1]}, {x: [1, 0], y: [1]}, {x: [1, 1], y: [0]}]
relu_at_zero: 0
"""
"""The network that computes XOR: units at their kinks, inputs that are 0."""
LINEAR = """
activations: [linear, linear, linear]
W: [[[3, 2], [-1, 2], [-1, 4]], [[5, 1], [1, 2]], [[2], [-3]]]
b: [[0, 0], [0, 0], [0]]
x: [2, 0, -2]
"""
"""A linear network in which the z of a hidden node happens to be 0."""
FIRST_STEP = """
activations: [linear]
W: [[[0]]]
b: [[0]]
data: [{x: [1], y: [3]}, {x: [2], y: [3]}, {x: [3], y: [6]}]
loss: square
learning_rate: 1/2
"""
"""A step of gradient descent from 0, where every z is 0."""


@pytest.mark.parametrize("text", [XOR, LINEAR, FIRST_STEP])
def test_a_z_of_0_has_siblings(text: str) -> None:
    """Zeros of the model stay where they are forced, or where a convention is what matters."""
    model = Solution(read_network(parse(text, "network.yaml")))
    spec = like_spec(parse(text, "network.yaml"), 8, "1")
    (setting,) = spec.settings
    assert setting.model is not None
    for version in drawn_versions(spec):
        one = version.exercises[0]
        asked = computed(setting.net, one.asked)
        found = one.fair.difficulty
        assert found is not None
        memory = memory_for(setting.net, setting.model.memories, asked)
        assert found.is_like(difficulty(setting.net, memory, asked), one.fair.within)
        for sample, point in enumerate(one.net.data, 1):
            assert point.y is None or one.net.loss
            for j in range(1, one.net.width(1) + 1):  # type: ignore[operator]
                known, drawn = (s.of_quantity(z(1, j), sample) for s in (model, one.solution))
                assert (known == 0) == (drawn == 0)


def test_entries_are_multiples_of_the_same_grain_and_no_larger() -> None:
    spec = like_spec(read(str(EXAMPLES / "mazur.yaml")), 2, "1")
    for version in drawn_versions(spec):
        net = version.exercises[0].net
        for quantity in (*net.weights(), *net.biases()):
            entry = net.entry(quantity)
            assert (entry * 20) % 1 == 0  # type: ignore[operator]
            assert abs(entry) <= Fraction(3, 5)  # type: ignore[arg-type]


@pytest.mark.parametrize(("text", "said"), [
    ("W: [[[1, '?'], [2, 3]]]\nx: [1, 2]\n", "no exercise to be like"),
    ("W: [[[1], [1]], [[2]]]\nx: [1, -1]\n", "a value that is undefined"),
    ("W: [[[-1]], [[2]]]\nx: [1]\n", "a dead layer 1"),
    ("kind: parameter-count\nlayers: [2, 2, 1]\n", "without siblings"),
    ("W: [[[0]]]\nb: [[0]]\nx: [0]\n", "nothing to be drawn"),
])  # fmt: skip
def test_what_has_no_siblings_says_so(text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        like_spec(parse(text, "exercise.yaml"), 2, "1")


def test_the_command_writes_a_set(program: Program, tmp_path: Path) -> None:
    exercise = str(EXAMPLES / "lecture22-backprop.yaml")
    status, out, err = program("like", exercise, "-n", "2", "--to", "txt", "-o", str(tmp_path))
    assert (status, out) == (0, "")
    assert "files in" in err
    for version in ("01", "02"):
        stem = tmp_path / "staff" / version / "exercise-1"
        checked = program("check", f"{stem}.yaml", f"{stem}.answers.yaml")
        assert checked.status == 0
