"""What every kind of exercise has to keep: whole sheets, a key that is right, named mistakes."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import pytest
import yaml

from symnn.exercises.exercise import Exercise
from symnn.exercises.keys import answers_yaml, exercise_yaml
from symnn.exercises.problem_set import drawn_versions, version, version_files
from symnn.exercises.production import writers
from symnn.exercises.sheets import Version, problems
from symnn.exercises.spec import read_spec
from symnn.marking.check import check, read_answers
from symnn.marking.credit import Result
from symnn.marking.marks import WRONG, Marking
from symnn.marking.questions import marked, written
from symnn.marking.task import Task, read_task
from symnn.network.build import tree_of
from symnn.quantities import symbol
from symnn.render.terminal import to_text

SEEDS = range(int(os.environ.get("SYMNN_SEEDS", "20")))
"""Seeds of every kind; `SYMNN_SEEDS=1000` tries more of them."""
TEXTS = ("txt", "tex", "html", "md")


def some(count: int) -> range:
    """The first seeds, for what takes longer; all of them where more than usual are tried."""
    return SEEDS if "SYMNN_SEEDS" in os.environ else SEEDS[:count]


@lru_cache(maxsize=256)
def drawn(kind: str, seed: int, told: str = "{}") -> Version:
    """A version with one exercise of a kind.

    Args:
        kind: its name.
        seed: of the set.
        told: what its spec says beside the kind, as JSON.
    """
    exercise = {"kind": kind, **json.loads(told)}
    spec = read_spec(tree_of({"seed": seed, "exercises": [exercise]}), ".")
    return version(spec, 1)


def exercise_of(kind: str, seed: int, told: str = "{}") -> Exercise:
    """Its exercise."""
    return drawn(kind, seed, told).exercises[0]


def files_of(exercise: Exercise) -> tuple[dict[str, Any], dict[str, str]]:
    """The exercise file and the key, as YAML reads them."""
    key = yaml.load(answers_yaml(exercise), yaml.BaseLoader)
    return yaml.load(exercise_yaml(exercise), yaml.BaseLoader), key


def task_of(exercise: Exercise, folder: pytest.TempPathFactory) -> Task:
    """What is set, by way of the exercise file."""
    at = folder.mktemp("paper")
    (at / "exercise.yaml").write_text(exercise_yaml(exercise))
    return read_task(str(at / "exercise.yaml"))


def graded(
    exercise: Exercise,
    answers: Mapping[str, str],
    folder: pytest.TempPathFactory,
    task: Task | None = None,
) -> Result:
    """Answers marked by way of files, as `symnn check` does it; a task may be read already."""
    at = folder.mktemp("paper")
    (at / "answers.yaml").write_text(yaml.safe_dump(dict(answers)))
    task = task or task_of(exercise, folder)
    return check(task, read_answers(str(at / "answers.yaml"), task))


def check_key(exercise: Exercise, folder: pytest.TempPathFactory) -> None:
    """The own key gets full marks, line by line."""
    _, key = files_of(exercise)
    result = graded(exercise, key, folder)
    assert result.is_right
    assert all(award.points == award.of for award in result.awards.values())
    assert {str(q) for q in result.awards} == set(key)


def check_mistakes(exercise: Exercise, folder: pytest.TempPathFactory) -> None:
    """Every wrong answer that can be recognised is refused and named, and none is the right one."""
    task = task_of(exercise, folder)
    marking = Marking(task.net, {}, task.asked, task.decimals)
    for question, read in zip(exercise.content.questions, task.questions, strict=True):
        told = [written(w.answer) for w in question.wrong]
        assert question.text not in told
        assert len(set(told)) == len(told)
        for wrong, text in zip(question.wrong, told, strict=True):
            mark = marked(read, text, marking)
            assert mark.verdict == WRONG
            assert mark.explanation is not None
            assert mark.explanation.name == wrong.name


def mistake_of(result: Result, name: str) -> str | None:
    """The mistake that explains the answer to a question."""
    explanation = result.awards[symbol(name)].mark.explanation
    return None if explanation is None else explanation.name


def check_sheets(kind: str, seed: int) -> None:
    """Problem and solution can be written in every text format, twice the same."""
    made_by = writers(TEXTS)
    once = version_files(drawn(kind, seed), made_by)
    drawn.cache_clear()
    assert once == version_files(drawn(kind, seed), made_by)


def check_statement(one: Version) -> None:
    """What a question asks stands on the sheet, with room for its answer."""
    sheet = " ".join(to_text(problems(one), 400).split())
    for question in one.exercises[0].content.questions:
        assert f"{question.name} = ____" in sheet


def check_versions(kind: str, count: int = 12) -> None:
    """That many versions of one set are distinct, ask the same things, and are each sound."""
    spec = read_spec(tree_of({"seed": 1, "versions": count, "exercises": [{"kind": kind}]}), ".")
    versions = drawn_versions(spec)
    assert len({v.numbers for v in versions}) == count
    names = {tuple(q.name for q in v.exercises[0].content.questions) for v in versions}
    assert len(names) == 1
