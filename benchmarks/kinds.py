"""Goal 2, kind by kind: exercises a second, against quizgenerator where it has the kind."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import count
from typing import Any

from benchmarks.exercises import questions_of_quizgenerator
from benchmarks.timing import in_turn

KINDS = ("forward", "backprop", "gradient-step", "activation-values", "parameter-count",
         "loss-value")  # fmt: skip
"""Those that quizgenerator has questions about."""


def report() -> Iterator[str]:
    """The lines of a table."""
    runs: dict[str, Callable[[], Any]] = {}
    for kind in KINDS:
        runs[kind] = partial(_drawn, kind, count(1))
        runs[f"{kind} in LaTeX"] = partial(_written, kind, count(1))
    times = in_turn(runs, seconds=1.0, clock=time.process_time)
    rival = questions_of_quizgenerator(KINDS)
    yield "| kind | exercise and key files | problem and solution | quizgenerator | ratio |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for kind in KINDS:
        drawn, written = 1 / times[kind], 1 / times[f"{kind} in LaTeX"]
        theirs = rival[kind] if isinstance(rival, dict) else None
        told = ("not here", "") if theirs is None else (f"{theirs:,.1f}", f"{written / theirs:.1f}")
        yield f"| {kind} | {drawn:,.0f} | {written:,.1f} | {told[0]} | {told[1]} |"
    yield ""
    yield rival if isinstance(rival, str) else "A second of one processor, at each kind's defaults."


@cache
def _spec(kind: str) -> Any:
    from symnn.exercises.spec import one_exercise

    return one_exercise({"kind": kind})


def _version(kind: str, number: int) -> Any:
    from symnn.exercises.problem_set import version

    return version(_spec(kind), number)


def _drawn(kind: str, numbers: Iterator[int]) -> str:
    """The files that programs read: the exercise with its numbers, and its key."""
    from symnn.exercises.keys import answers_yaml, exercise_yaml

    (exercise,) = _version(kind, next(numbers)).exercises
    return exercise_yaml(exercise) + answers_yaml(exercise)


def _written(kind: str, numbers: Iterator[int]) -> str:
    """The two pages that people read: laws, reasons, drawings, agreement of two methods."""
    from symnn.exercises.sheets import problems, solutions
    from symnn.render.latex import latex

    one = _version(kind, next(numbers))
    return latex(problems(one)) + latex(solutions(one))
