"""Real numbers enclosed between two others: interval arithmetic at any precision, by mpmath.

A ball is a pair of mpmath's raw floating-point numbers with the true value between them; every
operation rounds outwards. mpmath's low-level functions take the precision (in bits) as an argument,
so that nothing here depends on a global state.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from mpmath.libmp import (
    fnone,
    fone,
    from_int,
    from_man_exp,
    from_rational,
    fzero,
    mpf_cmp,
    mpf_erf,
    mpf_pi,
    mpf_sign,
    mpi_add,
    mpi_cos,
    mpi_div,
    mpi_exp,
    mpi_log,
    mpi_mul,
    mpi_neg,
    mpi_pow_int,
    mpi_sin,
    mpi_sqrt,
    round_ceiling,
    round_floor,
    to_rational,
)

Ball = tuple[Any, Any]
"""Lower and upper end."""

_LARGEST_EXPONENT = from_int(1 << 40)
_FAR = 1 << 12
"""Binary digits before or behind the point above which an end counts as far from 1."""
ONE: Ball = (fone, fone)


class OutOfRange(ArithmeticError):
    """The argument of exp is too large for its value to be written."""


class MaybeOutOfRange(OutOfRange):
    """It may be: one end of its ball is, the other is not."""


def ball(number: int | Fraction, bits: int) -> Ball:
    """The tightest ball around a rational number."""
    if isinstance(number, int):
        return from_int(number, bits, round_floor), from_int(number, bits, round_ceiling)
    over, under = number.numerator, number.denominator
    return (
        from_rational(over, under, bits, round_floor),
        from_rational(over, under, bits, round_ceiling),
    )


def hull(low: int | Fraction, high: int | Fraction, bits: int) -> Ball:
    """The ball from one rational number to another."""
    return ball(low, bits)[0], ball(high, bits)[1]


def _pair(value: Any) -> Ball:
    """What mpmath, which has no types, gives back."""
    low, high = value
    return low, high


def sign(value: Ball) -> int | None:
    """-1, 0 or 1 where the ball leaves no doubt, otherwise None."""
    low, high = mpf_sign(value[0]), mpf_sign(value[1])
    return int(low) if low == high else None


def ends(value: Ball) -> tuple[Fraction, Fraction]:
    """The two ends as rational numbers."""
    low, high = to_rational(value[0]), to_rational(value[1])
    return Fraction(int(low[0]), int(low[1])), Fraction(int(high[0]), int(high[1]))


def exponent(value: Ball) -> int:
    """The least e for which the ball lies between -2**e and 2**e; 0 of the ball that is 0."""
    return max((end[2] + end[3] for end in value if end != fzero), default=0)


def near_one(value: Ball, bits: int) -> tuple[Ball, int]:
    """A ball and a shift: value = ball·10**shift; the shift is 0 unless the ends are far from 1.

    As rational numbers, ends such as exp(-10**9) would not fit into any memory.
    """
    size = exponent(value)
    if abs(size) < _FAR:
        return value, 0
    shift = size * 30103 // 100000  # log10 2 = 0.30103
    return multiply(value, power(ball(10, bits), -shift, bits), bits), shift


def add(left: Ball, right: Ball, bits: int) -> Ball:
    """The sum."""
    return _pair(mpi_add(left, right, bits))


def multiply(left: Ball, right: Ball, bits: int) -> Ball:
    """The product."""
    return _pair(mpi_mul(left, right, bits))


def divide(left: Ball, right: Ball, bits: int) -> Ball:
    """The quotient; the divisor must not touch zero."""
    return _pair(mpi_div(left, right, bits))


def power(base: Ball, exponent: int, bits: int) -> Ball:
    """A power with an integer exponent; with a negative one, the base must not touch zero."""
    return _pair(mpi_pow_int(base, exponent, bits))


def _exp(value: Ball, bits: int) -> Ball:
    if mpf_cmp(value[0], _LARGEST_EXPONENT) > 0:
        raise OutOfRange("the exponential of a number above 2**40")
    if mpf_cmp(value[1], _LARGEST_EXPONENT) > 0:
        raise MaybeOutOfRange("the exponential of one that may be above 2**40")
    low = mpf_cmp(value[0], from_int(-(1 << 40))) < 0
    # Far below, exp is less than any number we could print: between 0 and a tiny bound.
    lower = fzero if low else mpi_exp((value[0], value[0]), bits)[0]
    far = mpf_cmp(value[1], from_int(-(1 << 40))) < 0
    upper = from_man_exp(1, -(1 << 40)) if far else mpi_exp((value[1], value[1]), bits)[1]
    return lower, upper


def _tanh(value: Ball, bits: int) -> Ball:
    """tanh z = 1 - 2/(exp(2z) + 1), which has z only once and so stays tight on wide balls.

    Of |z| so small that the subtraction cancels, more bits are spent.
    """
    size = max(0, *(-(end[2] + end[3]) for end in value if end != fzero), 0)
    bits += 2 * min(size, 1 << 14)
    double = _exp(multiply(value, ball(2, bits), bits), bits)
    quotient = divide(ball(2, bits), add(double, ONE, bits), bits)
    return add(ONE, mpi_neg(quotient, bits), bits)


def _erf(value: Ball, bits: int) -> Ball:
    """erf by its ends; mpmath's own error there is far below the eight bits of slack."""
    wide = bits + 8
    low = mpf_erf(value[0], wide, round_floor)
    high = mpf_erf(value[1], wide, round_ceiling)
    slack = (from_man_exp(-1, -bits - 4), from_man_exp(1, -bits - 4))
    relative = mpi_add(multiply((low, high), slack, wide), (low, high), wide)
    return _pair(relative)


def _ln(value: Ball, bits: int) -> Ball:
    return _pair(mpi_log(value, bits))


def _sqrt(value: Ball, bits: int) -> Ball:
    return _pair(mpi_sqrt(value, bits))


def _periodic(function: Callable[[Ball, int], Any]) -> Callable[[Ball, int], Ball]:
    """Sine or cosine; of a ball so far out that it is wider than a period, all from -1 to 1."""

    def enclosure(value: Ball, bits: int) -> Ball:
        return (fnone, fone) if exponent(value) > bits else _pair(function(value, bits))

    return enclosure


FUNCTIONS: dict[str, Callable[[Ball, int], Ball]] = {
    "exp": _exp,
    "ln": _ln,
    "sqrt": _sqrt,
    "tanh": _tanh,
    "erf": _erf,
    "sin": _periodic(mpi_sin),
    "cos": _periodic(mpi_cos),
}
"""The elementary functions; ln and sqrt of balls that are positive."""

CONSTANTS: dict[str, Callable[[int], Ball]] = {
    "pi": lambda bits: (mpf_pi(bits, round_floor), mpf_pi(bits, round_ceiling)),
}
