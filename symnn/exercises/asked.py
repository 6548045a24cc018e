"""What an exercise asks for beside a network's quantities, and how hard its worked solution is.

Kinds that ask questions draw no figures of difficulty with their numbers: these are counted in the
worked solution, and versions are drawn until they have those of the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import count, islice
from typing import TYPE_CHECKING, Any

from symnn.exercises.counted import counted
from symnn.exercises.difficulty import SCORE_WITHIN, Difficulty, expected_score
from symnn.exercises.fairness import MOST_UNSUITED, no_version
from symnn.exercises.measure import Measure, chosen, loosest
from symnn.formula import Formula

if TYPE_CHECKING:
    from symnn.exercises.exercise import Exercise

TRIED_AS_MEASURE = {False: 8, True: 20}
"""Draws among which the measure is chosen, the one that most of the others are like.

More where every version is about a mistake of its own: these are so unlike each other that a few
may happen to be alike in what is rare.
"""
FEWEST_ALIKE = {False: 3, True: 6}
"""How many of them have to be alike."""
MOST_ROUNDS = 5
"""How often so many more are drawn while too few are alike."""


@dataclass(frozen=True)
class Asked:
    """What is asked, as far as versions have to agree in it.

    Attributes:
        answers: how many there are.
        options: of each choice, how many there are to choose from; ascending.
        recognised: the mistakes that can be recognised in answers that are worked out.
        difficulty: the figures of the worked solution; None where numbers are drawn by figures.
        plants: whether versions are about different mistakes, and agree in their number only.
    """

    answers: int
    options: tuple[int, ...]
    recognised: frozenset[str]
    difficulty: Difficulty | None
    plants: bool = False

    @property
    def by_chance(self) -> Fraction:
        """The share of the answers that one gets right by guessing every choice."""
        right = sum((Fraction(1, count) for count in self.options), start=Fraction(0))
        return right / self.answers if self.answers else right

    def is_like(self, other: Asked, within: int = 1) -> bool:
        """Whether two versions ask for the same, with as much to be computed."""
        if self.options != other.options or self.answers != other.answers:
            return False
        if self.plants:
            agrees = abs(len(self.recognised) - len(other.recognised)) <= 1
        else:
            agrees = self.recognised == other.recognised
        if self.difficulty is None or other.difficulty is None:
            return agrees
        scores = self.difficulty.expected_score, other.difficulty.expected_score
        near = self.difficulty.counts.is_like(other.difficulty.counts, within)
        return agrees and near and abs(scores[0] - scores[1]) <= SCORE_WITHIN


def asked_of(exercise: Exercise, with_figures: bool = False) -> Asked:
    """What an exercise asks.

    Args:
        exercise: the exercise.
        with_figures: whether the figures of its worked solution belong to it.
    """
    questions = exercise.made.questions
    worked_out = [question for question in questions if not question.options]
    return Asked(
        answers=len(exercise.made.asks),
        options=tuple(sorted(len(q.options) for q in questions if q.options)),
        recognised=frozenset(wrong.name for q in worked_out for wrong in q.wrong),
        difficulty=difficulty_of(exercise) if with_figures else None,
        plants=exercise.setting.kind.plants,
    )


def difficulty_of(exercise: Exercise) -> Difficulty:
    """The figures of an exercise: those it was drawn by, else those of its worked solution."""
    if exercise.fair.difficulty is not None:
        return exercise.fair.difficulty
    content = exercise.made
    made: dict[str, set[tuple[str, Formula | str]]] = {}
    for question in content.questions:
        # Options stand in a drawn order: by name, versions list them alike.
        of = sorted(question.wrong, key=lambda w: w.name) if question.options else question.wrong
        for wrong in of:
            made.setdefault(wrong.name, set()).add((question.name, wrong.answer))
    counts = counted(content.worked)
    return Difficulty(
        counts,
        shown=tuple(made),
        told_apart=len({frozenset(answers) for answers in made.values()}),
        expected_score=expected_score(counts, tuple(made), len(content.asks)),
    )


def figures_of(exercise: Exercise) -> dict[str, Any]:
    """All figures of an exercise, as they stand in a manifest."""
    asked, measure = asked_of(exercise), measure_of(exercise)
    return {
        "draws": exercise.fair.tries,
        "within": max(exercise.fair.within, 1 if measure is None else measure.within),
        **difficulty_of(exercise).figures(),
        "asked": asked.answers,
        "choices": len(asked.options),
        "by_chance": round(float(asked.by_chance), 4),
    }


def asks_as_much(exercise: Exercise) -> bool:
    """Whether its questions and its solution are as hard as those of the other versions."""
    like = measure_of(exercise)
    if like is None:
        return True
    asked = asked_of(exercise, with_figures=exercise.fair.difficulty is None)
    return asked.is_like(like.figures, like.within)


def measure_of(exercise: Exercise) -> Measure[Asked] | None:
    """What all versions have to ask for.

    None where an author has fixed all numbers, or the figures they are drawn by say all.
    """
    setting = exercise.setting
    says_all = exercise.fair.difficulty is not None and not exercise.made.questions
    if exercise.is_fixed or not setting.fair or says_all:
        return None
    return setting.net.memo(("asked", exercise.shared), lambda: _measure(exercise))


def _measure(exercise: Exercise) -> Measure[Asked]:
    """The measure among shared draws; more of them are made as long as too few are alike."""
    plants = exercise.setting.kind.plants
    draws, found = _measures(exercise), list[Asked]()
    for _ in range(MOST_ROUNDS):
        found += islice(draws, TRIED_AS_MEASURE[plants])
        measure = chosen(found, Asked.is_like, FEWEST_ALIKE[plants])
        if measure is not None:
            return measure
    return loosest(found, Asked.is_like)


def _measures(exercise: Exercise) -> Iterator[Asked]:
    """What draws that all versions share ask for; numbers drawn by figures have their own."""
    is_counted = exercise.fair.difficulty is not None
    anyhow = replace(exercise.setting, fair=False)
    for k in count():
        draws = anyhow.draws(exercise.shared[:-2], exercise.number, ("measure", k))
        suited = next((one for one in draws if anyhow.kind.suits(one)), None)
        if suited is None:
            raise no_version(anyhow.kind.name, MOST_UNSUITED, suited=0)
        yield asked_of(suited, with_figures=not is_counted)
