"""The self-test finds nothing wrong with sound sets, and what is wrong with others."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from symnn.exercises import probes as rooms
from symnn.exercises.kinds import KINDS
from symnn.exercises.selftest import selftest
from symnn.exercises.selftest_report import selftest_document
from symnn.exercises.selftest_versions import versions_of
from symnn.exercises.spec import one_exercise
from symnn.render.terminal import to_text
from tests.command import Program
from tests.kind_checks import exercise_of

EXAMPLES = Path(__file__).parent.parent / "examples"


def test_sound_kinds_pass_and_their_figures_are_told() -> None:
    (tested,) = selftest(one_exercise({"kind": "forward", "layers": "2,2,1"}), 4)
    assert tested.is_sound
    assert (tested.seeds, tested.alike) == (4, 0)
    assert tested.spread["lines"] == (7, 7)
    text = to_text(selftest_document([tested]), 80)
    assert "1. forward" in text
    assert "yes" in text


def test_a_wrong_key_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    right = rooms.answers_yaml
    monkeypatch.setattr(rooms, "answers_yaml", lambda e: right(e).replace("H: ", "H: 1"))
    (tested,) = selftest(one_exercise({"kind": "forward", "layers": "2,2,1"}), 3)
    assert not tested.is_sound
    assert len(tested.failures["own key"]) == 3
    assert "own key: 3 of 3" in to_text(selftest_document([tested]), 80)


def test_methods_that_disagree_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    class Disagreement:
        agree = False

    monkeypatch.setattr(rooms, "compare", lambda _: Disagreement())
    (tested,) = selftest(one_exercise({"kind": "backprop", "layers": "2,2,1"}), 2)
    assert len(tested.failures["both methods"]) == 2


def test_the_command_ends_with_1_if_something_fails(
    program: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    spec = tmp_path / "set.yaml"
    spec.write_text("exercises: [{kind: parameter-count}]\n")
    status, out, _ = program("selftest", str(spec), "--seeds", "3", "--format", "json")
    assert (status, json.loads(out)[0]["sound"]) == (0, True)
    monkeypatch.setattr(rooms, "NONSENSE", "12")
    status, out, _ = program("selftest", str(spec), "--seeds", "3", "--quiet")
    assert status == 1
    assert "is an answer to weights" in " ".join(out.split())


def test_several_processes_find_the_same(program: Program) -> None:
    told = ("selftest", "--kind", "parameter-count", "--seeds", "45", "--format", "json")
    alone, shared = program(*told), program(*told, "--jobs", "2")
    assert json.loads(alone.out)[0] == json.loads(shared.out)[0]
    assert json.loads(alone.out)[0]["seeds"] == 45


def test_a_derivative_that_differences_refute_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    right = rooms.differences
    monkeypatch.setattr(
        rooms, "differences", lambda e: replace(right(e), differing=right(e).compared[:1])
    )
    (tested,) = selftest(one_exercise({"kind": "input-gradient"}), 2)
    assert len(tested.failures["differences"]) == 2


@pytest.mark.parametrize(("layer", "what"), [(1, "a z of layer 1 is 0"), (2, "layer 2 is dead")])
def test_accidents_are_found(layer: int, what: str) -> None:
    exercise = exercise_of("forward", 1, '{"layers": [2, 2, 2, 1]}')
    vectors = [list(vector or ()) for vector in exercise.drawn.net.b]
    if layer == 1:  # by its bias one z becomes 0
        at = exercise.whole.value("z1_1")
        vectors[0][0] -= at  # type: ignore[operator]
    else:
        vectors[1] = [-1_000, -1_000]
    drawn = replace(exercise.drawn, net=replace(exercise.drawn.net, b=tuple(map(tuple, vectors))))
    spoilt = replace(exercise, fair=replace(exercise.fair, drawn=drawn))
    assert what in [*rooms.PROBES["accidents"](rooms.Trial(spoilt))]
    assert not [*rooms.PROBES["accidents"](rooms.Trial(exercise))]


def test_versions_are_compared(program: Program) -> None:
    (made,) = versions_of(one_exercise({"kind": "forward", "layers": "2,2,1"}), 12)
    assert (made.count, made.mistakes, made.refusal) == (12, 1, "")
    low, high = made.spread["products"]
    assert high - low <= 2
    told = ("selftest", "--kind", "forward", "--seeds", "1", "--versions", "5", "--plain")
    assert "Versions of one set" in program(*told).out


def test_versions_that_there_are_not_are_an_honest_refusal() -> None:
    (made,) = versions_of(one_exercise({"kind": "layer-function", "layers": "2,3,1"}), 300)
    assert 0 < made.count < 300
    assert "differs enough" in made.refusal
    assert f"after {made.count} versions" in to_text(selftest_document([], [made]), 200)


def test_a_spec_or_a_kind(program: Program) -> None:
    assert program("selftest").status == 2
    assert program("selftest", "--kind", "frontprop").status == 2


def test_the_example_has_every_kind() -> None:
    spec = yaml.safe_load((EXAMPLES / "every-kind.yaml").read_text())
    assert [e["kind"] for e in spec["exercises"]] == sorted(kind.name for kind in KINDS)
