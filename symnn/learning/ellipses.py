"""Where the risk of a linear model with two weights is as large as at a given point: an ellipse.

R(w) − R(w*) = 1/n u · XᵀX u, where u = w − w*. With XᵀX = G Gᵀ for a lower triangular G (Cholesky),
this is the same for all u with Gᵀ u on a circle. If XᵀX has rank 1, it is the same along two
straight lines. All in floating point: this is for drawing only.
"""

from __future__ import annotations

from math import cos, hypot, pi, sin, sqrt

from symnn.learning.matrices import Matrix, Vector
from symnn.numbers.real import Arithmetic, Irrational, Real

Place = tuple[float, float]
CORNERS = 96
"""Points of an ellipse; an even number."""


def contour(gram: Matrix, lowest: Vector, through: Vector, far: float) -> tuple[Place | None, ...]:
    """The points with the risk that a point has, as a closed curve, or as two lines.

    Args:
        gram: XᵀX, 2 by 2 and not 0.
        lowest: a point of least risk.
        through: the point.
        far: how far the lines reach to both sides.
    """
    a, b = map(real_to_float, gram[0])
    x, y = map(real_to_float, lowest)
    u, v = (real_to_float(p) - q for p, q in zip(through, (x, y), strict=True))
    determinant = real_to_float(_determinant(gram))
    if determinant <= 0:
        return _lines((b, -a) if a else (1.0, 0.0), (x, y), (u, v), far)
    g11, g21 = sqrt(a), b / sqrt(a)
    g22 = sqrt(determinant / a)
    radius = hypot(g11 * u + g21 * v, g22 * v)
    turns = (2 * pi * k / CORNERS for k in range(CORNERS + 1))
    ends = ((radius * cos(turn), radius * sin(turn) / g22) for turn in turns)
    return tuple((x + (first - g21 * second) / g11, y + second) for first, second in ends)


def _lines(along: Place, lowest: Place, off: Place, far: float) -> tuple[Place | None, ...]:
    """Two parallel lines, one on each side of the line of least risk."""
    scale = far / hypot(*along)
    dx, dy = along[0] * scale, along[1] * scale
    found: list[Place | None] = []
    for side in (1, -1):
        x, y = lowest[0] + side * off[0], lowest[1] + side * off[1]
        found += [(x - dx, y - dy), (x + dx, y + dy), None]
    return tuple(found[:-1])


def _determinant(gram: Matrix) -> Real:
    arithmetic, ((a, b), (_, c)) = Arithmetic(), gram
    return arithmetic.add((arithmetic.multiply((a, c)), arithmetic.multiply((-1, b, b))))


def real_to_float(number: Real) -> float:
    """About that number; infinite where it is too large."""
    if isinstance(number, Irrational):
        from symnn.numbers.balls import ends

        low, high = ends(number.ball)
        number = (low + high) / 2
    try:
        return float(number)
    except OverflowError:
        return float("inf") if number > 0 else float("-inf")
