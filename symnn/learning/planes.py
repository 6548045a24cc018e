"""A plane between two sets of points in any number of dimensions: looked for, and then proven."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from symnn.evaluate.tensors import numpy

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROUNDS = 2_000
"""How often a plane is turned before it is given up."""


def finds_plane(
    positive: NDArray[Any], negative: NDArray[Any], first: Sequence[NDArray[Any]] = ()
) -> bool:
    """Whether a plane was found that separates them, for the doubles that they are.

    That none was found proves nothing. It is looked for by least squares and the perceptron, which
    adds to a plane's coefficients the points that it has on the wrong side; what they find in
    doubles is proven with fractions.

    Args:
        positive: points, n by k.
        negative: those of the other set, m by k.
        first: coefficients of planes, k and a constant, that are tried before.
    """
    np = numpy()
    rows = np.concatenate([_extended(positive), -_extended(negative)])
    with np.errstate(all="ignore"):
        fitted = np.linalg.lstsq(rows, np.ones(len(rows)), rcond=None)[0]
        turned = _turned(fitted, rows)
    return any(_proven(plane, rows) for plane in (*first, turned))


def _extended(points: NDArray[Any]) -> NDArray[Any]:
    """The points with a 1 behind their coordinates, which the constant is multiplied with."""
    extended: NDArray[Any] = numpy().column_stack([points, numpy().ones(len(points))])
    return extended


def _turned(plane: NDArray[Any], rows: NDArray[Any]) -> NDArray[Any]:
    for _ in range(ROUNDS):
        wrong = rows @ plane <= 0
        if not wrong.any():
            break
        plane = plane + rows[wrong].mean(axis=0)
    return plane


def _proven(plane: NDArray[Any], rows: NDArray[Any]) -> bool:
    """Whether all rows are on the plane's positive side, without rounding.

    A plane whose search left the range of doubles proves nothing.
    """
    if not numpy().isfinite(plane).all():
        return False
    coefficients = [Fraction(c) for c in plane.tolist()]
    return all(
        sum((c * Fraction(x) for c, x in zip(coefficients, row, strict=True)), Fraction(0)) > 0
        for row in rows.tolist()
    )
