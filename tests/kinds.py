"""What the tests of all kinds have in common: drawing, writing, and marking."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from symnn.exercises.exercise import Exercise
from symnn.exercises.keys import answers_yaml, exercise_yaml
from symnn.exercises.problem_set import drawn_versions
from symnn.exercises.sheets import Version, problems, solutions
from symnn.exercises.spec import Spec, read_spec
from symnn.files import parse
from symnn.marking.check import check, read_answers
from symnn.marking.credit import Result
from symnn.marking.task import read_task
from symnn.render.formats import FORMATS

TEXTS = ("latex", "html", "markdown", "typst", "notebook")
"""The formats that are text, but for plain text, which every version is written in."""
SEEDS = int(os.environ.get("SYMNN_SEEDS", "20"))
"""Versions of every kind; `SYMNN_SEEDS=1000` tries more of them."""


def spec(exercise: str, count: int = SEEDS, seed: int = 1) -> Spec:
    """The spec of a set with one exercise, which is the inside of a mapping of YAML."""
    text = f"seed: {seed}\nversions: {count}\nexercises: [{{{exercise}}}]\n"
    return read_spec(parse(text, "spec.yaml"), str(Path(__file__).parent.parent / "examples"))


def drawn(exercise: str, count: int = SEEDS, seed: int = 1) -> list[Exercise]:
    """The exercise in that many versions, distinct from each other."""
    return [version.exercises[0] for version in drawn_versions(spec(exercise, count, seed))]


def sheets(version: Version, form: str) -> tuple[str, str]:
    """Problem and solution in a format of text."""
    made = (FORMATS[form].make(page(version)).decode() for page in (problems, solutions))
    problem, solution = made
    return problem, solution


def check_kind(exercise: str, folder: Path, count: int = SEEDS) -> list[Exercise]:
    """Draw versions, write them, mark their keys; what holds for all kinds is asserted."""
    versions = drawn_versions(spec(exercise, count))
    again = drawn_versions(spec(exercise, min(count, 4)))
    assert [sheets(v, "text") for v in versions[:2]] == [sheets(v, "text") for v in again[:2]]
    for version, other in zip(versions, again, strict=False):
        one, same = version.exercises[0], other.exercises[0]
        assert (exercise_yaml(one), answers_yaml(one)) == (exercise_yaml(same), answers_yaml(same))
    for version in versions:
        one = version.exercises[0]
        assert all(sheets(version, "text"))
        assert answers(one), "nothing is asked"
        result = marked(one, answers(one), folder)
        assert result.is_right, answers(one)
        assert result.points == one.setting.points
    assert all(all(sheets(versions[0], form)) for form in TEXTS)
    return [version.exercises[0] for version in versions]


def answers(exercise: Exercise) -> dict[str, str]:
    """The key as texts."""
    return {name: str(text) for name, text in yaml.safe_load(answers_yaml(exercise)).items()}


def marked(exercise: Exercise, given: Mapping[str, str], folder: Path) -> Result:
    """What `symnn check` says of these answers."""
    task, sheet = folder / "exercise.yaml", folder / "answers.yaml"
    task.write_text(exercise_yaml(exercise))
    sheet.write_text(yaml.safe_dump(dict(given)))
    read = read_task(str(task))
    return check(read, read_answers(str(sheet), read))


def named(exercise: Exercise, given: Mapping[str, str], folder: Path) -> set[str]:
    """The names of the mistakes that explain wrong answers; there has to be a wrong one."""
    result = marked(exercise, given, folder)
    assert not result.is_right
    return set(_mistakes(result))


def _mistakes(result: Result) -> Iterator[str]:
    for award in result.awards.values():
        if award.mark.explanation is not None:
            yield from (mistake.name for mistake in award.mark.explanation.mistakes)


def told(exercise: Exercise) -> dict[str, Any]:
    """The exercise file as plain Python: what can be read as a fraction is one."""
    found: dict[str, Any] = _plain(yaml.safe_load(exercise_yaml(exercise)))
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    try:
        return Fraction(value) if isinstance(value, (int, str)) else value
    except ValueError:
        return value
