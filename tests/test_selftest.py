"""The self-test finds nothing wrong with sound sets, and what is wrong with others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from symnn.exercises import selftest as rooms
from symnn.exercises.kinds import KINDS
from symnn.exercises.selftest import selftest
from symnn.exercises.selftest_report import selftest_document
from symnn.exercises.spec import one_exercise
from symnn.render.terminal import to_text
from tests.command import Program

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


def test_a_spec_or_a_kind(program: Program) -> None:
    assert program("selftest").status == 2
    assert program("selftest", "--kind", "frontprop").status == 2


def test_the_example_has_every_kind() -> None:
    spec = yaml.safe_load((EXAMPLES / "every-kind.yaml").read_text())
    assert [e["kind"] for e in spec["exercises"]] == sorted(kind.name for kind in KINDS)
