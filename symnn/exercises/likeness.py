"""How much two versions have in common: their statements, and the answers that are not zero."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from symnn.evaluate.program import compiled
from symnn.exercises.exercise import Exercise
from symnn.exercises.fairness import computed
from symnn.exercises.sheets import Version


def is_too_like(one: Version, other: Version, most: Fraction) -> bool:
    """Whether two versions are the same, or share more of their answers than they may.

    Args:
        one: a version.
        other: another version of the same set.
        most: the largest share of answers other than zero that an exercise may have in common.
    """
    pairs = list(zip(one.exercises, other.exercises, strict=True))
    if all(mine.signature == theirs.signature for mine, theirs in pairs):
        return True
    return any(shared(mine, theirs) > most for mine, theirs in pairs if _is_drawn(mine))


def shared(mine: Exercise, theirs: Exercise) -> Fraction:
    """The share of an exercise's answers other than zero that another version has as well."""
    pairs = [(a, b) for a, b in zip(_answers(mine), _answers(theirs), strict=False) if a != 0]
    return Fraction(sum(a == b for a, b in pairs), len(pairs)) if pairs else Fraction(0)


def _is_drawn(exercise: Exercise) -> bool:
    """Whether its answers are numbers that were drawn, and may so be kept apart."""
    return exercise.fair.difficulty is not None


def _answers(exercise: Exercise) -> Iterator[Any]:
    memory, net = exercise.drawn.memories[0], exercise.setting.net
    return (memory[compiled(net).places[q]] for q in computed(net, exercise.asked))
