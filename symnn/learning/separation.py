"""Whether two classes of points can be separated by a line or plane, exactly, with the proof.

The unknowns are the coefficients w and b of w·p + b, which has to be at least 1 at the points of
one class and at most -1 at those of the other. They are eliminated one after the other by adding
positive multiples of these conditions (Fourier and Motzkin): either values are left for all of
them, or the conditions add up to a contradiction, and the factors tell a point that both classes
have between their points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, lcm

Point = tuple[Fraction, ...]


@dataclass(frozen=True)
class Separating:
    """w·p + b is positive at all points of class 1, and negative at those of class 0.

    Attributes:
        w: its coefficients, integers.
        b: its constant, an integer.
    """

    w: tuple[int, ...]
    b: int


@dataclass(frozen=True)
class Common:
    """A point between the points of either class: no line has it on both its sides.

    Attributes:
        shares: for each point its share, not negative; those of either class sum to 1.
        point: the mean of either class with these shares.
    """

    shares: tuple[Fraction, ...]
    point: Point


@dataclass(frozen=True)
class _Condition:
    """factors · unknowns ≥ least, the sum of the original conditions with these multiples."""

    factors: tuple[Fraction, ...]
    least: Fraction
    multiples: tuple[Fraction, ...]

    def plus(self, other: _Condition, mine: Fraction, theirs: Fraction) -> _Condition:
        def added(left: Sequence[Fraction], right: Sequence[Fraction]) -> tuple[Fraction, ...]:
            return tuple(mine * a + theirs * b for a, b in zip(left, right, strict=True))

        return _Condition(
            added(self.factors, other.factors),
            mine * self.least + theirs * other.least,
            added(self.multiples, other.multiples),
        )


def separate(points: Sequence[Point], classes: Sequence[int]) -> Separating | Common:
    """What separates two classes, or a point that shows that nothing does.

    Args:
        points: the points, all with as many coordinates; few of them, for the conditions multiply.
        classes: for each point 0 or 1; both occur.
    """
    conditions = _conditions(points, classes)
    stages = []
    for unknown in range(len(points[0]) + 1):
        stages.append(conditions)
        conditions = _without(conditions, unknown)
    broken = next((c for c in conditions if c.least > 0), None)
    if broken is not None:
        return _common(broken.multiples, points, classes)
    return _scaled(_values(stages))


def _conditions(points: Sequence[Point], classes: Sequence[int]) -> list[_Condition]:
    one, count = Fraction(1), len(points)
    units = [tuple(Fraction(i == k) for i in range(count)) for k in range(count)]
    return [
        _Condition(tuple((c if label else -c) for c in (*point, one)), one, unit)
        for point, label, unit in zip(points, classes, units, strict=True)
    ]


def _without(conditions: list[_Condition], unknown: int) -> list[_Condition]:
    """What the conditions say of the other unknowns."""
    above = [c for c in conditions if c.factors[unknown] > 0]
    below = [c for c in conditions if c.factors[unknown] < 0]
    rest = [c for c in conditions if c.factors[unknown] == 0]
    pairs = [
        one.plus(other, -other.factors[unknown], one.factors[unknown])
        for one in above
        for other in below
    ]
    return rest + pairs


def _values(stages: Sequence[list[_Condition]]) -> list[Fraction]:
    """Values of all unknowns, the last eliminated first, each as simple as it can be."""
    values = [Fraction(0)] * len(stages)
    for unknown in reversed(range(len(stages))):
        least: Fraction | None = None
        most: Fraction | None = None
        for condition in stages[unknown]:
            factor = condition.factors[unknown]
            others = sum(
                f * v
                for k, (f, v) in enumerate(zip(condition.factors, values, strict=True))
                if k > unknown
            )
            if factor:
                bound = (condition.least - others) / factor
                if factor > 0:
                    least = bound if least is None else max(least, bound)
                else:
                    most = bound if most is None else min(most, bound)
        values[unknown] = _between(least, most)
    return values


def _between(least: Fraction | None, most: Fraction | None) -> Fraction:
    """The integer nearest to 0 between two bounds, or their middle where there is none."""
    low = None if least is None else ceil(least)
    high = None if most is None else floor(most)
    if low is not None and low > 0:
        return Fraction(low) if most is None or low <= most else (Fraction(least or 0) + most) / 2
    if high is not None and high < 0:
        return (
            Fraction(high) if least is None or high >= least else (least + Fraction(most or 0)) / 2
        )
    return Fraction(0)


def _scaled(values: Sequence[Fraction]) -> Separating:
    common = lcm(*(value.denominator for value in values))
    *w, b = (int(value * common) for value in values)
    return Separating(tuple(w), b)


def _common(
    multiples: Sequence[Fraction], points: Sequence[Point], classes: Sequence[int]
) -> Common:
    whole = sum(m for m, label in zip(multiples, classes, strict=True) if label)
    shares = tuple(m / whole for m in multiples)
    point = tuple(
        sum(
            (s * p[k] for s, p, label in zip(shares, points, classes, strict=True) if label),
            Fraction(0),
        )
        for k in range(len(points[0]))
    )
    return Common(shares, point)
