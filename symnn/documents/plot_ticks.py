"""The numbers beside an axis: multiples of 1, 2 or 5 times a power of ten."""

from __future__ import annotations

from fractions import Fraction
from itertools import count
from math import ceil, floor, log10

from symnn.documents.blocks import Number
from symnn.numbers.digits import decimal

DIGITS = 40
"""More than any of these numbers has."""
SMALLEST, LARGEST = -3, 5
"""Beyond these powers of ten, numbers are written with one."""
NEARLY = Fraction(1, 10**9)
"""So near the end of an axis, in steps, a number stands at it: no float is 0.3."""


def step(low: float, high: float, most: int, least: float = 0) -> Fraction:
    """The shortest nice step by which an axis has at most so many ticks, and none closer."""
    first = magnitude(Fraction(high) - Fraction(low)) - len(str(most)) - 1
    for power in count(first):
        for digit in (1, 2, 5):
            nice = digit * Fraction(10) ** power
            if nice >= least and len(multiples(low, high, nice)) <= most:
                return nice
    raise AssertionError("some step is longer than the axis")


def magnitude(number: Fraction) -> int:
    """The power of ten of the first digit of a positive number, whatever logarithms round to."""
    power = floor(log10(number))
    while Fraction(10) ** power > number:
        power -= 1
    while Fraction(10) ** (power + 1) <= number:
        power += 1
    return power


def multiples(low: float, high: float, of: Fraction) -> range:
    """Which multiples of a step lie on an axis, its ends included."""
    first, last = Fraction(low) / of, Fraction(high) / of
    return range(ceil(first - NEARLY), floor(last + NEARLY) + 1)


def ticks(low: float, high: float, most: int, least: float = 0) -> list[tuple[float, Number]]:
    """Where numbers stand beside an axis, and these numbers.

    Args:
        low: where it begins.
        high: where it ends.
        most: how many there are at most.
        least: how far apart they are at least.
    """
    nice = step(low, high, most, least)
    exact = [k * nice for k in multiples(low, high, nice)]
    power = _power(max(abs(exact[0]), abs(exact[-1])))
    return [(float(tick), Number(decimal=_written(tick, power))) for tick in exact]


def regular(low: float, high: float, apart: float) -> list[float]:
    """The multiples of a distance on an axis."""
    return [float(k * Fraction(apart)) for k in multiples(low, high, Fraction(apart))]


def _power(largest: Fraction) -> int:
    """The power of ten that all numbers of an axis are written with; 0 for none."""
    power = magnitude(largest) if largest else 0
    return power if power < SMALLEST or power > LARGEST else 0


def _written(tick: Fraction, power: int) -> str:
    written = decimal(tick / Fraction(10) ** power, DIGITS, 0)
    return f"{written}e{power}" if power and tick else written
