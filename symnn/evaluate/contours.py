"""Where a function of two inputs has a value: lines through the squares of a grid.

In every square the function is taken to change evenly along the sides. That is exact for a linear
function, and finer than a picture shows for others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from symnn.evaluate.curves import Function

NEARLY = 1e-9
"""Lines that turn by less go straight on."""
Place = tuple[float, float]
Side = tuple[int, int, bool]
"""The side of a square that begins at a point of the grid and goes to the right, or else up."""
Sampled = Sequence[Sequence[float]]
"""The values of a function: a row for each x, in it one for each y."""


def sampled(of: Function, xs: Sequence[Fraction], ys: Sequence[Fraction]) -> Sampled:
    """The values of a function at the points of a grid."""
    places = [float(x) for x in xs], [float(y) for y in ys]
    return [[float(of((x, y))) for y in places[1]] for x in places[0]]


def contour(
    values: Sampled, xs: Sequence[Fraction], ys: Sequence[Fraction], level: float
) -> tuple[tuple[Place, ...], ...]:
    """The lines along which a function has a value, each as its points.

    Args:
        values: what it is at the points of the grid.
        xs: the places of the grid in one direction, ascending.
        ys: those in the other.
        level: the value.
    """
    met = _joined(list(_pieces(values, level)))
    places = [float(x) for x in xs], [float(y) for y in ys]
    lines = ([_place(values, *places, level, side) for side in line] for line in met)
    return tuple(tuple(_without_straight(line)) for line in lines)


def _pieces(values: Sampled, level: float) -> Iterator[tuple[Side, Side]]:
    """In each square the pairs of sides between which the function has the value."""
    for i in range(len(values) - 1):
        for j in range(len(values[0]) - 1):
            corners = [values[i][j], values[i + 1][j], values[i + 1][j + 1], values[i][j + 1]]
            sides = [(i, j, True), (i + 1, j, False), (i, j + 1, True), (i, j, False)]
            above = [value >= level for value in corners]
            met = [side for k, side in enumerate(sides) if above[k] != above[(k + 1) % 4]]
            if len(met) == 4 and (sum(corners) / 4 >= level) != above[0]:
                met = [*met[1:], met[0]]  # the corners that differ from the middle are cut off
            yield from zip(met[::2], met[1::2], strict=True)


def _joined(pieces: Sequence[tuple[Side, Side]]) -> Iterator[list[Side]]:
    """Lines through as many squares as they go."""
    beside: dict[Side, list[Side]] = {}
    for one, other in pieces:
        beside.setdefault(one, []).append(other)
        beside.setdefault(other, []).append(one)
    ends = [side for side, others in beside.items() if len(others) == 1]
    for start in [*ends, *beside]:
        line = [start]
        while beside[line[-1]]:
            onward = beside[line[-1]].pop()
            beside[onward].remove(line[-1])
            line.append(onward)
        if len(line) > 1:
            yield line


def _without_straight(line: Sequence[Place]) -> Iterator[Place]:
    """A line without the points between which it goes straight on."""
    yield line[0]
    before = line[0]
    for here, after in pairwise(line[1:]):
        (x1, y1), (x2, y2) = (
            (here[0] - before[0], here[1] - before[1]),
            (after[0] - here[0], after[1] - here[1]),
        )
        if abs(x1 * y2 - y1 * x2) > NEARLY * (abs(x1) + abs(y1)) * (abs(x2) + abs(y2)):
            yield here
            before = here
    yield line[-1]


def _place(
    values: Sampled, xs: Sequence[float], ys: Sequence[float], level: float, side: Side
) -> Place:
    """Where on a side of a square the function has the value."""
    i, j, is_level = side
    k, m = (i + 1, j) if is_level else (i, j + 1)
    part = (level - values[i][j]) / (values[k][m] - values[i][j])
    return xs[i] + part * (xs[k] - xs[i]), ys[j] + part * (ys[m] - ys[j])
