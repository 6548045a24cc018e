"""Decimals with every printed digit right.

Rounding happens here and nowhere earlier, half away from zero, to significant digits. A decimal
with fewer digits than asked for is exact.
"""

from __future__ import annotations

from fractions import Fraction

from symnn.errors import UndecidedError
from symnn.numbers.real import MOST_BITS, Irrational, MorePrecision, Real

LOWEST_PLAIN_EXPONENT = -6
"""Below 10**-6 a number is written with an exponent."""


def decimal(number: Real, digits: int, bits: int) -> str:
    """The number with that many significant digits, such as `0.000012`, `1.2e-7` or `1.5e9`.

    Raises:
        MorePrecision: if the enclosure of an irrational number leaves a digit open.
        UndecidedError: if it still does at the largest precision.
    """
    if not isinstance(number, Irrational):
        return _written(*rounded(Fraction(number), digits), exact_for=Fraction(number))
    from symnn.numbers.balls import ends, near_one

    near, shift = near_one(number.ball, bits)
    low, high = (rounded(end, digits) for end in ends(near))
    if low == high and low[0]:
        return _written(low[0], low[1] + shift, exact_for=None)
    if bits >= MOST_BITS:
        raise UndecidedError(f"{digits} digits of a number could not be decided")
    raise MorePrecision


def rounded(number: Fraction, digits: int) -> tuple[int, int]:
    """m and e with number ≈ m·10**e, where m has `digits` digits; half away from zero.

    >>> rounded(Fraction(-25, 1000), 1)
    (-3, -2)
    """
    if number == 0:
        return 0, 0
    size = abs(number)
    # A guess from the bit lengths (log10 2 = 0.30103), put right by the two loops.
    bits = size.numerator.bit_length() - size.denominator.bit_length()
    exponent = bits * 30103 // 100000 - digits
    scaled = size / Fraction(10) ** exponent
    while scaled < 10 ** (digits - 1):
        exponent, scaled = exponent - 1, scaled * 10
    while scaled >= 10**digits:
        exponent, scaled = exponent + 1, scaled / 10
    mantissa = int(scaled + Fraction(1, 2))
    if mantissa == 10**digits:
        mantissa, exponent = mantissa // 10, exponent + 1
    return (mantissa if number > 0 else -mantissa), exponent


def _written(mantissa: int, exponent: int, exact_for: Fraction | None) -> str:
    """The decimal of mantissa·10**exponent, without trailing zeros where it is exact."""
    if mantissa == 0:
        return "0"
    sign, figures = ("-" if mantissa < 0 else ""), str(abs(mantissa))
    digits = len(figures)
    point = digits + exponent
    if exact_for is not None and mantissa * Fraction(10) ** exponent == exact_for:
        figures = figures.rstrip("0")
    if point > digits or point <= LOWEST_PLAIN_EXPONENT:
        tail = "." + figures[1:] if len(figures) > 1 else ""
        return f"{sign}{figures[0]}{tail}e{point - 1}"
    if point >= len(figures):
        return sign + figures + "0" * (point - len(figures))
    if point <= 0:
        return f"{sign}0.{'0' * -point}{figures}"
    return f"{sign}{figures[:point]}.{figures[point:]}"
