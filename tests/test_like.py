"""Siblings of an exercise: other numbers, the same profile."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from symnn.errors import InputError
from symnn.exercises.difficulty import difficulty
from symnn.exercises.like import like_spec
from symnn.exercises.problem_set import drawn_versions
from symnn.files import parse, read
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
        model = difficulty(setting.net, setting.model.memory, one.asked)
        found = one.fair.difficulty
        assert found is not None
        assert found.is_like(model)
        assert one.net.W != setting.net.W


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
    ("W: [[[-1]], [[2]]]\nx: [1]\n", "a z of 0, or a dead layer 1"),
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
