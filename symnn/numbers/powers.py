"""Powers of rational numbers: which are worked out, and which are too large to be written."""

from __future__ import annotations

from fractions import Fraction
from math import isqrt

from symnn.formula import Number

MOST_BITS_OF_AN_EXPONENTIAL = 1 << 12
"""The size of a power of a rational number above which e to a logarithm stays as it is."""
MOST_BITS_OF_A_POWER = 1 << 16
"""The size of a rational power above which it is not worked out."""


class TooLarge(ArithmeticError):
    """A closed form would have numbers that nobody wants to read."""


def may_be_written(base: Number, exponent: int) -> bool:
    """Whether the power of a rational number is of a reasonable size; squares always are."""
    size = abs(exponent) * max(base.numerator.bit_length(), base.denominator.bit_length())
    return abs(exponent) <= 2 or size <= MOST_BITS_OF_A_POWER


def is_worked_out(base: Number, exponent: Number) -> bool:
    """Whether a power of a rational number is one we take, and not too large to be written."""
    bits = max(base.numerator.bit_length(), base.denominator.bit_length())
    return is_half(exponent) and abs(Fraction(exponent)) * bits <= MOST_BITS_OF_AN_EXPONENTIAL


def is_half(number: Number) -> bool:
    """Whether the number is an integer or a half."""
    return (2 * number) % 1 == 0


def rational_power(base: Number, exponent: int) -> Number:
    """The power; raises TooLarge if nobody would read it."""
    if exponent == 1:
        return base
    if not may_be_written(base, exponent):
        raise TooLarge
    return Fraction(base) ** exponent


def square_part(n: int) -> tuple[int, int]:
    """s and r with n = s²·r, where r has no small square factor and is no square itself."""
    if isqrt(n) ** 2 == n:
        return isqrt(n), 1
    square, factor = 1, 2
    while factor < 1000 and factor * factor <= n:
        while n % (factor * factor) == 0:
            n //= factor * factor
            square *= factor
        factor += 1
    return square, n
