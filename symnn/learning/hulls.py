"""Whether a line separates two sets of points in the plane: exactly, for as many as there are.

Finite sets are separated by a line if and only if their convex hulls have no point in common. Then
a line does it that is parallel to an edge of either hull (the hulls' difference is a polygon that
leaves out 0, and its edges are theirs) or, where all lies on one line, square to it.
`separation` proves the same for a few points in any number of dimensions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import lcm

from symnn.learning.separation import Separating

Whole = tuple[int, int]


def separating_line(
    positive: Sequence[Sequence[float]], negative: Sequence[Sequence[float]]
) -> Separating | None:
    """A line with the points of either set on a side of its own; None if there is none.

    Args:
        positive: points, at least one, each two doubles, which count as the fractions they are.
        negative: points of the other set, likewise.
    """
    ratios = [[float(c).as_integer_ratio() for c in point] for point in (*positive, *negative)]
    scale = lcm(*(under for point in ratios for _, under in point))
    x, y = zip(
        *[[over * (scale // under) for over, under in point] for point in ratios], strict=True
    )
    points = list(zip(x, y, strict=True))
    here, there = hull(points[: len(positive)]), hull(points[len(positive) :])
    for w in _directions(here, there):
        least = min(_dot(w, point) for point in here)
        most = max(_dot(w, point) for point in there)
        if least > most:
            return Separating((2 * scale * w[0], 2 * scale * w[1]), -(least + most))
    return None


def hull(points: Sequence[Whole]) -> list[Whole]:
    """The corners of the convex hull, counterclockwise; of points on a line its two ends.

    By Andrew's monotone chain: the lower side from left to right, then the upper one back.
    """
    listed = sorted(set(points))
    if len(listed) == 1:
        return listed
    lower, upper = _chain(listed), _chain(listed[::-1])
    return lower[:-1] + upper[:-1]


def _chain(points: Sequence[Whole]) -> list[Whole]:
    chain: list[Whole] = []
    for point in points:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return chain


def _turn(a: Whole, b: Whole, c: Whole) -> int:
    """Positive where the way from a over b to c turns left, 0 where it goes straight on."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _dot(w: Whole, point: Whole) -> int:
    return w[0] * point[0] + w[1] * point[1]


def _directions(here: Sequence[Whole], there: Sequence[Whole]) -> Iterator[Whole]:
    """The directions in which the hulls are looked at, each with its opposite."""
    pairs = [(here[0], there[0])]
    for corners in (here, there):
        pairs += zip(corners, [*corners[1:], corners[0]], strict=True)
    for (a, b), (c, d) in pairs:
        along = (c - a, d - b)
        for w in (along, (-along[1], along[0])):
            yield w
            yield (-w[0], -w[1])
