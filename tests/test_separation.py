"""Separating two classes: every answer comes with what proves it, which is checked here."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symnn.learning.separation import Common, Point, Separating, separate

NUMBERS = st.fractions(-5, 5, max_denominator=3)


@st.composite
def two_classes(draw: st.DrawFn) -> tuple[list[Point], list[int]]:
    coordinates = draw(st.integers(1, 3))
    points = draw(st.lists(st.tuples(*[NUMBERS] * coordinates), min_size=2, max_size=6))
    classes = draw(st.lists(st.integers(0, 1), min_size=len(points), max_size=len(points)))
    return points, [*classes[:-1], 1 - classes[0]]


def proves(found: Separating | Common, points: list[Point], classes: list[int]) -> None:
    if isinstance(found, Separating):
        for point, label in zip(points, classes, strict=True):
            side = sum(w * p for w, p in zip(found.w, point, strict=True)) + found.b
            assert side > 0 if label else side < 0
        return
    for label in (0, 1):
        of_class = [
            (share, point)
            for share, point, own in zip(found.shares, points, classes, strict=True)
            if own == label
        ]
        assert all(share >= 0 for share, _ in of_class)
        assert sum(share for share, _ in of_class) == 1
        for k, coordinate in enumerate(found.point):
            assert sum(share * point[k] for share, point in of_class) == coordinate


@settings(max_examples=300, deadline=None)
@given(two_classes())
def test_either_answer_is_proven(told: tuple[list[Point], list[int]]) -> None:
    proves(separate(*told), *told)


def points(*listed: tuple[int, int]) -> list[Point]:
    return [(Fraction(x), Fraction(y)) for x, y in listed]


SQUARE = points((0, 0), (1, 1), (0, 1), (1, 0))
CASES = [
    (SQUARE, [0, 0, 1, 1], Common),
    (SQUARE, [0, 1, 1, 0], Separating),
    (SQUARE, [0, 1, 1, 1], Separating),
    (points((0, 0), (1, 0), (2, 0)), [1, 0, 1], Common),
    (points((1, 2), (1, 2)), [0, 1], Common),
    (points((0, 0), (2, 0), (0, 2), (1, 1)), [1, 1, 1, 0], Common),
    (points((0, 0), (2, 0), (0, 2), (2, 2)), [1, 1, 1, 0], Separating),
]


@pytest.mark.parametrize(("where", "classes", "kind"), CASES)
def test_cases(where: list[Point], classes: list[int], kind: type) -> None:
    found = separate(where, classes)
    assert isinstance(found, kind)
    proves(found, where, classes)
