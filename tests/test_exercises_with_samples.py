"""Exercises with several samples: what is asked and told of each, and kinds that take no `ask`."""

from __future__ import annotations

from pathlib import Path

import pytest

import symnn
from symnn.errors import InputError
from symnn.exercises.kinds import KINDS
from symnn.exercises.network_file import network_yaml
from symnn.exercises.spec import read_spec
from symnn.files import parse, read
from symnn.network import read_network
from tests.kinds import answers, check_kind, drawn, sheets, spec

POINTS = "data: [{x: [null, null], y: [null]}, {x: [null, null], y: [null]}], loss: square"


def test_quantities_are_asked_of_every_sample(tmp_path: Path) -> None:
    for exercise in check_kind(
        f"kind: backprop, layers: [2, 2, 1], {POINTS}, ask: [H, R]", tmp_path, 3
    ):
        assert list(answers(exercise)) == ["H@1", "H@2", "R"]
    (exercise,) = drawn(f"kind: forward, layers: [2, 1], {POINTS}, ask: 'H@2'", 1)
    assert list(answers(exercise)) == ["H@2"]


def test_values_are_told_of_every_sample(tmp_path: Path) -> None:
    text = f"kind: gradient-step, layers: [2, 2, 1], {POINTS}, given: 'z1_*'"
    for exercise in check_kind(text, tmp_path, 3):
        assert [str(q) for q in exercise.net.given] == ["z1_1@1", "z1_1@2", "z1_2@1", "z1_2@2"]


def test_statements_tell_what_a_step_is_made_with() -> None:
    from symnn.exercises.problem_set import version

    text = f"kind: gradient-step, layers: [2, 2, 1], {POINTS}, batch: [2], l2: 1/2, biases: false"
    problem, _ = sheets(version(spec(text, 1), 1), "text")
    for part in ("mean of the loss over sample 2", "1/4 times the sum of the squares", "λ = 0.1"):
        assert part in " ".join(problem.split())
    text = f"kind: gradient-step, layers: [2, 1], {POINTS}, train_biases: shared, relu_at_zero: 1"
    problem, _ = sheets(version(spec(text, 1), 1), "text")
    assert "one bias in common" in problem
    assert "By convention" not in problem


SAY_THEMSELVES = [kind.name for kind in KINDS if not kind.takes_ask]


def test_kinds_that_ask_for_quantities_take_ask() -> None:
    asking = {"forward", "backprop", "single-derivative", "input-gradient", "partial-backprop"}
    asking |= {"gradient-step", "risk-gradient", "loss-value", "activation-values"}
    assert not asking & {*SAY_THEMSELVES}
    assert {"zero-gradient", "layer-function", "representation"} <= {*SAY_THEMSELVES}


@pytest.mark.parametrize("kind", SAY_THEMSELVES)
def test_kinds_that_say_themselves_what_they_ask(kind: str) -> None:
    with pytest.raises(InputError, match="this one says itself what it asks"):
        spec(f"kind: {kind}, ask: H")


def test_an_exercise_has_one_step(tmp_path: Path) -> None:
    for more in ("steps: 2", "batch: [[1], [2]]"):
        text = f"layers: [1, 1]\n{POINTS.replace(', loss', chr(10) + 'loss')}\nlearning_rate: 1\n"
        (tmp_path / "net.yaml").write_text(text.replace("[null, null]", "[null]") + more)
        (tmp_path / "spec.yaml").write_text("exercises: [{kind: gradient-step, network: net.yaml}]")
        with pytest.raises(InputError, match=r"exercises\[1\].network: an exercise has one step"):
            read_spec(read(str(tmp_path / "spec.yaml")), str(tmp_path))


def test_a_network_with_steps_is_written_as_it_was_read() -> None:
    net = symnn.load("examples/mini-batches.yaml")
    assert read_network(parse(network_yaml(net), "net.yaml")) == net
