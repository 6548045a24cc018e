"""Real numbers known to lie between two others, as typed decimals are."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from symnn.evaluate.value import Missing, Value
from symnn.formula import Formula
from symnn.numbers import balls
from symnn.numbers.real import Arithmetic, Irrational, Real

BITS = 128
NARROW = Fraction(1, 1 << 64)
"""The width, relative to its size, up to which an enclosure counts as one number."""


class Enclosures(Arithmetic):
    """Arithmetic without closed forms, which nobody reads here: what is irrational is enclosed."""

    def __init__(self) -> None:
        super().__init__(BITS)

    def constant(self, name: str) -> Real:
        """A named constant."""
        return Irrational(None, balls.CONSTANTS[name](self.bits))

    def _real(self, form: Formula | None, enclosure: balls.Ball) -> Real:
        return form if isinstance(form, (int, Fraction)) else Irrational(None, enclosure)


def is_wide(value: Value) -> bool:
    """Whether a value is known to be between two numbers only."""
    return isinstance(value, Irrational) and width(value) > NARROW * size(value)


def bounds(value: Real) -> tuple[Fraction, Fraction]:
    """The two numbers that a value lies between."""
    if isinstance(value, Irrational):
        return balls.ends(value.ball)
    return Fraction(value), Fraction(value)


def between(low: Fraction, high: Fraction) -> Real:
    """Any number from `low` to `high`; the number itself if they are one."""
    if low == high:
        return low.numerator if low.denominator == 1 else low
    return Irrational(None, balls.hull(low, high, BITS))


def widened(value: Real, by: Fraction) -> Real:
    """Any number no further away than that."""
    if not by:
        return value
    low, high = bounds(value)
    return between(low - by, high + by)


def hull(values: Iterable[Value]) -> Value:
    """The least interval with all values; missing if one is."""
    found = list(values)
    for value in found:
        if isinstance(value, Missing):
            return value
    ends = [bounds(real(value)) for value in found]
    return between(min(low for low, _ in ends), max(high for _, high in ends))


def narrower(left: Real, right: Real) -> Real:
    """What two enclosures of one value have in common."""
    (low, high), (bottom, top) = bounds(left), bounds(right)
    return between(max(low, bottom), min(high, top))


def meet(left: Real, right: Real) -> bool:
    """Whether two values may be the same number."""
    (low, high), (bottom, top) = bounds(left), bounds(right)
    return low <= top and bottom <= high


def real(value: Value) -> Real:
    """A value that is known to be a number."""
    assert not isinstance(value, Missing)
    return value


def width(value: Real) -> Fraction:
    """How far apart the two numbers are."""
    low, high = bounds(value)
    return high - low


def size(value: Value) -> Fraction:
    """The larger of their absolute values."""
    low, high = bounds(real(value))
    return max(abs(low), abs(high))


def middle(value: Value) -> Fraction:
    """The number halfway between the two."""
    low, high = bounds(real(value))
    return (low + high) / 2


def may_be_zero(value: Real) -> bool:
    """Whether the value may be 0."""
    low, high = bounds(value)
    return low <= 0 <= high
