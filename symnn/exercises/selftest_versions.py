"""Many versions of one exercise: whether they are equally hard, and what they have in common."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction

from symnn.errors import SymnnError
from symnn.exercises.asked import asked_of, difficulty_of
from symnn.exercises.exercise import Exercise
from symnn.exercises.problem_set import each_version
from symnn.exercises.selftest import Spread, widen
from symnn.exercises.spec import Spec


@dataclass
class Versions:
    """What came of drawing many versions of an exercise.

    Attributes:
        number: which exercise of the set, from 1.
        kind: the name of its kind.
        count: how many versions were drawn.
        seconds: how long it took.
        shared: the largest share of its answers that a version has in common with one before.
        close: how many share more than the set allows without a word.
        mistakes: how many different sets of mistakes they show; 1 if they agree.
        spread: the least and greatest of every figure.
        refusal: why there are no more, if there are not.
    """

    number: int
    kind: str
    count: int = 0
    seconds: float = 0.0
    shared: Fraction = Fraction(0)
    close: int = 0
    mistakes: int = 0
    spread: Spread = field(default_factory=dict)
    refusal: str = ""


def versions_of(spec: Spec, count: int) -> Iterator[Versions]:
    """Draw many versions of every exercise of a set, each by itself.

    Args:
        spec: the set.
        count: how many versions.
    """
    for number, setting in enumerate(spec.settings, 1):
        one = replace(spec, settings=(setting,), versions=count, students=())
        yield _drawn(one, Versions(number, setting.kind.name))


def _drawn(spec: Spec, found: Versions) -> Versions:
    start, shown = time.process_time(), set()
    try:
        for version in each_version(spec):
            (exercise,) = version.exercises
            found.count += 1
            found.shared = max(found.shared, version.alike)
            found.close += version.alike > spec.alike
            shown.add(_mistakes(exercise))
            widen(found.spread, exercise)
    except SymnnError as error:
        found.refusal = str(error).splitlines()[0]
    found.mistakes, found.seconds = len(shown), time.process_time() - start
    return found


def _mistakes(exercise: Exercise) -> tuple[frozenset[str], frozenset[str]]:
    """The mistakes that show: in values of the network, and in questions that are no choices."""
    drawn = exercise.fair.difficulty
    shown = frozenset(() if drawn is None else difficulty_of(exercise).shown)
    return shown, asked_of(exercise).recognised
