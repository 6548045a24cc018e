"""Kinds that ask questions: which of them a spec asks, worked, and as multiple choice."""

from __future__ import annotations

import json

import pytest

from symnn.errors import InputError
from symnn.exercises.exercise import Exercise
from symnn.exercises.sheets import problems
from symnn.render.terminal import to_text
from tests.kind_checks import check_key, check_mistakes, drawn, exercise_of, files_of

KINDS = {
    "feature-map": ("phi2", "separates"),
    "least-squares": ("w1", "residual"),
    "linear-collapse": ("w*",),
    "matrix-form": ("product", "dH/dz1_*"),
    "network-shape": ("kinks",),
    "operation-count": ("direct", "backprop"),
    "parameter-count": ("weights",),
    "vanishing-gradient": ("slopes", "dH/dz1_1"),
}
"""What a spec may ask of a kind."""


def told(**keys: object) -> str:
    return json.dumps(keys)


@pytest.mark.parametrize("kind", KINDS)
def test_a_spec_says_what_is_asked(kind: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    exercise = exercise_of(kind, 3, told(ask=KINDS[kind]))
    _, key = files_of(exercise)
    for glob in KINDS[kind]:
        assert any(name.startswith(glob.rstrip("*")) for name in key)
    assert all(any(name.startswith(g.rstrip("*")) for g in KINDS[kind]) for name in key)
    check_key(exercise, tmp_path_factory)
    assert exercise.content.solution()


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_asked_is_refused(kind: str) -> None:
    with pytest.raises(InputError) as refused:
        _ = exercise_of(kind, 3, told(ask=["nonsense"])).content
    assert refused.value.found == "nonsense"


@pytest.mark.parametrize("kind", KINDS)
def test_worked_examples_ask_nothing(kind: str) -> None:
    exercise = exercise_of(kind, 3, told(form="worked"))
    assert not exercise.content.asks
    assert len(to_text(problems(drawn(kind, 3, told(form="worked"))), 100)) > 500


def is_choice(exercise: Exercise) -> bool:
    return all(question.options for question in exercise.content.questions)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "parameter-count"])
def test_multiple_choice(kind: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    exercise = exercise_of(kind, 3, told(choices=True))
    blank = exercise_of(kind, 3)
    assert is_choice(exercise)
    assert not exercise.content.quantities
    check_key(exercise, tmp_path_factory)
    check_mistakes(exercise, tmp_path_factory)
    rights = {q.name: q.right for q in blank.content.questions}
    for question in exercise.content.questions:
        if question.name in rights and not isinstance(rights[question.name], str):
            (option,) = question.options["abcdef".index(question.text)]
            assert option == rights[question.name]


def test_too_few_wrong_answers_are_no_choice() -> None:
    asks = told(choices=True, biases="false", ask="gradient")
    with pytest.raises(InputError, match="can't be multiple choice"):
        _ = exercise_of("parameter-count", 3, asks).content
