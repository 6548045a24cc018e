"""Decimals with every printed digit right.

Rounding happens here and nowhere earlier, half away from zero, to significant digits. A decimal
with fewer digits than asked for is exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import NoReturn

from symnn.errors import UndecidedError
from symnn.numbers.real import MOST_BITS, Irrational, MorePrecision, Real

LOWEST_PLAIN_EXPONENT = -6
"""Below 10**-6 a number is written with an exponent."""
BITS_PER_DIGIT = 3.33
DIGITS_OF_THE_LARGE = 15
"""What is added to the places where a number is too large for these to mean anything."""


@dataclass(frozen=True)
class Places:
    """Rounding to a number of digits behind the point, whatever stands before it."""

    count: int


Digits = int | Places
"""How numbers are rounded: to significant digits, or to places."""


def bits_for(digits: Digits) -> int:
    """Bits of a precision with which decimals are usually decided at once."""
    count = digits.count if isinstance(digits, Places) else digits
    return int(count * BITS_PER_DIGIT) + 64


def decimal(number: Real, digits: Digits, bits: int) -> str:
    """The number with that many significant digits, such as `0.000012`, `1.2e-7` or `1.5e9`.

    With `Places`, it has so many behind the point: `0.000` for 0.000012.

    Raises:
        MorePrecision: if the enclosure of an irrational number leaves a digit open.
        UndecidedError: if it still does at the largest precision.
    """
    if not isinstance(number, Irrational):
        return _exactly(Fraction(number), digits)
    from symnn.numbers.balls import ends, near_one

    near, shift = near_one(number.ball, bits)
    if isinstance(digits, Places) and shift <= 0:
        # A shift means that the number is smaller than any place that anyone asks for.
        texts = {to_places(0 if shift else end, digits.count) for end in ends(near)}
        if len(texts) == 1:
            return texts.pop()
        return _undecided(digits.count, bits)
    count = digits.count + DIGITS_OF_THE_LARGE if isinstance(digits, Places) else digits
    low, high = (rounded(end, count) for end in ends(near))
    if low == high and low[0]:
        return _written(low[0], low[1] + shift, exact_for=None)
    return _undecided(count, bits)


def to_places(number: int | Fraction, places: int) -> str:
    """The number rounded to so many digits behind the point, half away from zero, all written.

    >>> to_places(Fraction(-1, 16), 3), to_places(Fraction(-1, 6000), 3), to_places(2, 1)
    ('-0.063', '0.000', '2.0')
    """
    scaled = int(abs(number) * 10**places + Fraction(1, 2))
    figures = str(scaled).zfill(places + 1)
    sign = "-" if number < 0 and scaled else ""
    return f"{sign}{figures[:-places]}.{figures[-places:]}" if places else sign + figures


def _exactly(number: Fraction, digits: Digits) -> str:
    """The decimal of a rational number; what ends within its places is not filled up with zeros."""
    if not isinstance(digits, Places):
        return _written(*rounded(number, digits), exact_for=number)
    text = to_places(number, digits.count)
    return text.rstrip("0").rstrip(".") if digits.count and Fraction(text) == number else text


def _undecided(digits: int, bits: int) -> NoReturn:
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
