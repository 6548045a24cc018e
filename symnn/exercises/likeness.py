"""How much a version has in common with those before it: statements, answers that are not zero."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from symnn.evaluate.whole_program import memory_for, program_for
from symnn.exercises.exercise import Exercise
from symnn.exercises.fairness import computed
from symnn.exercises.sheets import Version

Answer = tuple[int, int, Any]
"""Which exercise of a sheet, which of its answers, and the answer."""


class Kept:
    """The versions so far, found by their answers: one look compares with all of them."""

    def __init__(self) -> None:
        self._numbers: set[object] = set()
        self._with: defaultdict[Answer, list[int]] = defaultdict(list)
        self._count = 0

    def __contains__(self, version: Version) -> bool:
        return version.numbers in self._numbers

    def add(self, version: Version) -> None:
        """Keep a version."""
        self._numbers.add(version.numbers)
        for answers in _answers(version):
            for answer in answers:
                self._with[answer].append(self._count)
        self._count += 1

    def share(self, version: Version) -> Fraction:
        """The largest share of an exercise's answers other than zero that another version has."""
        shares = [Fraction(0)]
        for answers in _answers(version):
            common: Counter[int] = Counter()
            for answer in answers:
                common.update(self._with.get(answer, ()))
            shares.append(Fraction(max(common.values(), default=0), len(answers) or 1))
        return max(shares)


def _answers(version: Version) -> Iterator[list[Answer]]:
    """The answers other than zero of each exercise whose numbers were drawn."""
    for number, exercise in enumerate(version.exercises):
        if exercise.fair.difficulty is not None:
            values = enumerate(_values(exercise))
            yield [(number, place, value) for place, value in values if value != 0]


def _values(exercise: Exercise) -> Iterator[Any]:
    net = exercise.setting.net
    asked = computed(net, exercise.asked)
    memory, places = memory_for(net, exercise.drawn.memories, asked), program_for(net, asked).places
    return (memory[places[q]] for q in asked)
