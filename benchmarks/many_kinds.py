"""Many versions of every kind: drawn, marked with their own keys, mistakes by their names.

`python -m benchmarks.many_kinds [VERSIONS [KIND ...]]`; 1,000 versions unless said otherwise.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from symnn.exercises.exercise import Exercise
from symnn.exercises.keys import answers_yaml, exercise_yaml
from symnn.exercises.kinds import KINDS
from symnn.exercises.problem_set import version
from symnn.exercises.spec import read_spec
from symnn.marking.check import check, read_answers
from symnn.marking.marks import WRONG, Marking
from symnn.marking.questions import marked, written
from symnn.marking.task import read_task
from symnn.network.build import tree_of


def report(versions: int, names: list[str]) -> Iterator[str]:
    """The lines of a table."""
    yield "| kind | versions | distinct | keys in full | mistakes named | of | ms each |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    with TemporaryDirectory() as folder:
        for name in names:
            yield _row(name, versions, Path(folder))


def _row(name: str, versions: int, folder: Path) -> str:
    spec = read_spec(tree_of({"seed": "many", "exercises": [{"kind": name}]}), ".")
    seen, full, named, of = set(), 0, 0, 0
    begin = time.process_time()
    for number in range(1, versions + 1):
        exercise = version(spec, number).exercises[0]
        seen.add(exercise.signature)
        full += _key_is_right(exercise, folder)
        right, all_of_them = _named(exercise, folder)
        named, of = named + right, of + all_of_them
    each = (time.process_time() - begin) / versions * 1e3
    cells = (name, versions, len(seen), full, named, of, f"{each:.0f}")
    return "| " + " | ".join(map(str, cells)) + " |"


def _key_is_right(exercise: Exercise, folder: Path) -> bool:
    """Whether the exercise's own key gets full marks."""
    (folder / "exercise.yaml").write_text(exercise_yaml(exercise))
    (folder / "answers.yaml").write_text(answers_yaml(exercise))
    task = read_task(str(folder / "exercise.yaml"))
    return check(task, read_answers(str(folder / "answers.yaml"), task)).is_right


def _named(exercise: Exercise, folder: Path) -> tuple[int, int]:
    """How many of the recognisable wrong answers are refused and named, and how many there are."""
    task = read_task(str(folder / "exercise.yaml"))
    marking = Marking(task.net, {}, task.asked, task.decimals)
    named = of = 0
    for question in task.questions:
        for wrong in question.wrong:
            mark = marked(question, written(wrong.answer), marking)
            hit = mark.explanation
            named += mark.verdict == WRONG and hit is not None and hit.name == wrong.name
            of += 1
    return named, of


if __name__ == "__main__":
    count, *chosen = sys.argv[1:] or ["1000"]
    for line in report(int(count), chosen or [kind.name for kind in KINDS]):
        print(line, flush=True)
