"""Exact real numbers: integers and fractions, and irrational ones as closed form and enclosure.

An irrational number keeps its closed form while that is of readable size, and always an enclosure
at the precision in force. Whoever needs more (a sign, a digit) raises `MorePrecision`, and the
computation is done again with twice the bits; that is how every printed digit gets to be right.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial, reduce
from math import lcm, prod
from typing import TYPE_CHECKING, Any, cast

from symnn.errors import UndecidedError
from symnn.formula import Formula

if TYPE_CHECKING:
    from symnn.numbers.balls import Ball

LARGEST_CLOSED_FORM = 250
"""Nodes above which a closed form is given up; its decimals remain."""
MOST_BITS = 1 << 13
"""The precision at which a question is called undecided."""


class MorePrecision(Exception):
    """The enclosures are too wide to tell: compute again with more bits."""


class NotReal(ArithmeticError):
    """There is no such real number: a division by zero, the logarithm of a negative number."""


@dataclass(frozen=True, slots=True)
class Irrational:
    """A real number that is not known to be rational.

    Attributes:
        closed: its closed form, or None where that has grown too large to be read.
        ball: two numbers that enclose it.
    """

    closed: Formula | None
    ball: Ball


Real = int | Fraction | Irrational


class Arithmetic:
    """Arithmetic on real numbers: exact on rational ones, enclosing at `bits` on the others."""

    def __init__(self, bits: int = 128) -> None:
        self.bits = bits

    def add(self, numbers: Sequence[Real]) -> Real:
        """The sum."""
        if Irrational not in map(type, numbers):
            return rational_sum(cast(Sequence[int | Fraction], numbers))
        from symnn.numbers import balls, closed

        form = _tidied(closed.add, _closed_forms(numbers))
        enclosures = [self.ball(number) for number in numbers if number != 0]
        return self._real(form, reduce(lambda s, t: balls.add(s, t, self.bits), enclosures))

    def multiply(self, numbers: Sequence[Real]) -> Real:
        """The product."""
        if not all(numbers):
            return 0
        if Irrational not in map(type, numbers):
            return prod(cast(Sequence[int | Fraction], numbers))
        from symnn.numbers import balls, closed

        form = _tidied(closed.multiply, _closed_forms(numbers))
        enclosures = [self.ball(number) for number in numbers]
        return self._real(form, reduce(lambda s, t: balls.multiply(s, t, self.bits), enclosures))

    def divide(self, over: Real, under: Real) -> Real:
        """The quotient.

        Raises:
            NotReal: if the divisor is zero.
        """
        return self.multiply((over, self.power(under, -1)))

    def power(self, base: Real, exponent: int | Fraction) -> Real:
        """The power with an integer or half-integer exponent.

        Raises:
            NotReal: for a root of a negative number or a negative power of zero.
            UndecidedError: for a power of a rational number that has too many digits.
        """
        if exponent != int(exponent):
            root = self.apply("sqrt", base)
            return self.power(root, int(2 * exponent))
        whole = int(exponent)
        if whole < 0 and self.sign(base) == 0:
            raise NotReal("division by zero")
        if not isinstance(base, Irrational):
            from symnn.numbers.powers import may_be_written

            if not may_be_written(base, whole):
                raise UndecidedError("a power is too large to be written")
            return _normal(Fraction(base) ** whole)
        from symnn.numbers import balls, closed

        form = _tidied(closed.power, base.closed, whole)
        positive = balls.power(base.ball, abs(whole), self.bits)
        if whole < 0:
            positive = balls.divide(balls.ONE, positive, self.bits)
        return self._real(form, positive)

    def apply(self, function: str, argument: Real) -> Real:
        """The value of an elementary function (a name in `balls.FUNCTIONS`).

        Raises:
            NotReal: outside the function's domain.
            MorePrecision: if the enclosure is so wide that the value may be too large.
            UndecidedError: if the value is too large to be written.
        """
        from symnn.numbers import balls, closed

        if function in ("ln", "sqrt"):
            sign = self.sign(argument)
            if sign < 0 or (sign == 0 and function == "ln"):
                raise NotReal(f"{function} of a number that is not positive")
            if sign == 0:
                return 0
        form = _tidied(partial(closed.apply, function), _closed(argument))
        if isinstance(form, (int, Fraction)):
            return form
        try:
            enclosure = balls.FUNCTIONS[function](self.ball(argument), self.bits)
        except balls.OutOfRange as error:
            if isinstance(error, balls.MaybeOutOfRange) and self.bits < MOST_BITS:
                raise MorePrecision from error
            # Not undefined: the number exists, but no computer could write its exponent.
            raise UndecidedError(f"a number is too large: {error}") from error
        return self._real(form, enclosure)

    def constant(self, name: str) -> Real:
        """A named constant: `pi`."""
        from symnn.formula import Constant
        from symnn.numbers import balls

        return Irrational(Constant(name), balls.CONSTANTS[name](self.bits))

    def sign(self, number: Real) -> int:
        """-1, 0 or 1.

        Raises:
            MorePrecision: if the enclosure reaches over zero.
            UndecidedError: if it still does at the largest precision and no proof is found.
        """
        if not isinstance(number, Irrational):
            return (number > 0) - (number < 0)
        from symnn.numbers import balls

        sign = balls.sign(number.ball)
        if sign is not None:
            return sign
        if self.bits < MOST_BITS:
            raise MorePrecision
        # Only of what is tiny is it worth while to ask whether it is zero.
        if balls.exponent(number.ball) > -MOST_BITS // 2:
            raise UndecidedError(f"a number could not be told from zero with {MOST_BITS} bits")
        from symnn.numbers.zero import is_proven_zero

        if number.closed is not None and is_proven_zero(number.closed):
            return 0
        raise UndecidedError(
            f"a number is smaller than 2**-{MOST_BITS // 2}, and whether it is zero "
            "could not be decided"
        )

    def ball(self, number: Real) -> Ball:
        """The enclosure of a number."""
        if isinstance(number, Irrational):
            return number.ball
        from symnn.numbers import balls

        return balls.ball(number, self.bits)

    def _real(self, form: Formula | None, enclosure: Ball) -> Real:
        """The number of that form and enclosure: rational if the form is, and never too large."""
        from symnn.numbers import balls, closed

        if form is None:
            return Irrational(None, enclosure)
        if isinstance(form, (int, Fraction)):
            return form
        if balls.sign(enclosure) is None and balls.exponent(enclosure) < -self.bits // 2:
            from symnn.numbers.zero import is_proven_zero

            if is_proven_zero(form):
                return 0
        small = closed.size(form, LARGEST_CLOSED_FORM + 1) <= LARGEST_CLOSED_FORM
        return Irrational(form if small else None, enclosure)


def rational_sum(numbers: Sequence[int | Fraction]) -> int | Fraction:
    """The sum of rational numbers over one common denominator: one reduction, not one a term."""
    if Fraction not in map(type, numbers):
        return sum(numbers)
    common = lcm(*[number.denominator for number in numbers])
    return Fraction(sum(n.numerator * (common // n.denominator) for n in numbers), common)


def _tidied(combine: Callable[..., Formula], form: Any, *rest: Any) -> Formula | None:
    """The closed form that `combine` makes of closed forms; None without them, or if it is huge."""
    from symnn.numbers.powers import TooLarge

    try:
        return None if form is None else combine(form, *rest)
    except TooLarge:
        return None


def _closed(number: Real) -> Formula | None:
    return number.closed if isinstance(number, Irrational) else number


def _closed_forms(numbers: Sequence[Real]) -> list[Formula] | None:
    forms = [_closed(number) for number in numbers]
    return None if None in forms else [form for form in forms if form is not None]


def _normal(number: Fraction) -> int | Fraction:
    return number.numerator if number.denominator == 1 else number
