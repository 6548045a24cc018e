"""Points of two classes that one feature separates, among others that do not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from symnn.errors import InputError
from symnn.exercises.kinds.feature_functions import CANDIDATES, INPUTS, X1, X2, Feature
from symnn.exercises.lines import valued
from symnn.exercises.source import Source
from symnn.formula import Formula
from symnn.quantities import x

LARGEST_POINT, POINTS_OF_A_CLASS = 4, 3
OPTIONS = 4
MOST_DRAWN = 2_000

Point = tuple[int, ...]


@dataclass(frozen=True)
class Classes:
    """Two classes of points.

    Attributes:
        points: each with the letter of its class, in the order in which they are told.
        right: the feature that separates them by a threshold.
        others: features that do not.
    """

    points: tuple[tuple[Point, str], ...]
    right: Formula
    others: tuple[Formula, ...]

    def values(self, of_class: str) -> list[Fraction]:
        """The values of the right feature in a class, ascending."""
        return sorted(at(self.right, point) for point, letter in self.points if letter == of_class)


def drawn_classes(feature: Feature, source: Source) -> Classes:
    """Points that the feature separates, and neither input does.

    Raises:
        InputError: if none are found.
    """
    right = feature.formula
    for _ in range(MOST_DRAWN):
        points = _points(source)
        ordered = sorted(points, key=lambda point: (at(right, point), point))
        low, high = ordered[:POINTS_OF_A_CLASS], ordered[POINTS_OF_A_CLASS:]
        failing = [f for f in CANDIDATES if f != right and not separates(f, low, high)]
        if X1 in failing and X2 in failing and separates(right, low, high):
            others = [X1, X2, *source.shuffled([f for f in failing if f not in (X1, X2)])]
            above = source.choice("AB")
            letters = {point: "AB".replace(above, "") for point in low} | dict.fromkeys(high, above)
            told = tuple((point, letters[point]) for point in points)
            return Classes(told, right, tuple(others[: OPTIONS - 1]))
    raise InputError("no points for this feature", expected="a feature that is no straight line")


def separates(feature: Formula, low: Iterable[Point], high: Iterable[Point]) -> bool:
    """Whether there is a threshold between the feature's values in two classes, either way."""
    first, second = ([at(feature, point) for point in points] for points in (low, high))
    return max(first) < min(second) or max(second) < min(first)


def at(feature: Formula, point: Point) -> Fraction:
    """A feature's value at a point."""
    value = valued(feature, {x(j): entry for j, entry in enumerate(point, 1)})
    assert isinstance(value, (int, Fraction))
    return Fraction(value)


def _points(source: Source) -> list[Point]:
    found: dict[Point, None] = {}
    while len(found) < 2 * POINTS_OF_A_CLASS:
        found[tuple(source.nonzero(LARGEST_POINT) for _ in range(INPUTS))] = None
    return list(found)
