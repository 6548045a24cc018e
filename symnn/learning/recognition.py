"""Rational numbers whose closed form hides it: (2 sqrt(2) − 2)/(sqrt(2) − 1) is 2."""

from __future__ import annotations

from fractions import Fraction

from symnn.numbers.real import Irrational, Real

LARGEST_DENOMINATOR = 10_000


def recognised(number: Real) -> Real:
    """The rational number that this is, where its denominator is small and a proof succeeds.

    Otherwise the number itself. A rational number is guessed from the enclosure, which is so narrow
    that there is hardly ever one to guess, and then proven from the closed form.
    """
    if not isinstance(number, Irrational) or number.closed is None:
        return number
    from symnn.numbers import closed
    from symnn.numbers.zero import is_proven_zero

    guess = _guess(number)
    if guess is None or not is_proven_zero(closed.add((number.closed, -guess))):
        return number
    return guess


def _guess(number: Irrational) -> int | Fraction | None:
    """The rational number with a small denominator in the enclosure, if there is one."""
    from symnn.numbers import balls

    if balls.sign(number.ball) is None:
        return 0
    near, shift = balls.near_one(number.ball, 64)
    if shift:  # its ends are too far from 1 for any memory
        return None
    low, high = balls.ends(near)
    middle = ((low + high) / 2).limit_denominator(LARGEST_DENOMINATOR)
    return middle if low <= middle <= high else None
