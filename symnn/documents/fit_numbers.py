"""How the numbers of a least-squares fit are shown: exact, as closed forms, as decimals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from symnn.documents.blocks import Link, Number, PutIn
from symnn.documents.figures import (
    DIGITS,
    LONGEST_CLOSED_FORM,
    LONGEST_DECIMAL,
    LONGEST_FRACTION,
    brief,
)
from symnn.formula import Formula, leaves, parts
from symnn.learning import FitProblem
from symnn.learning.fit import decimal_factor
from symnn.numbers.closed import size
from symnn.numbers.digits import decimal
from symnn.numbers.real import Arithmetic, Irrational, Real

BITS_PER_DIGIT = 3.33
LONGEST_ANSWER = 50
"""Digits of numerator and denominator above which even an answer is a decimal only."""
LARGEST_CLOSED_FORM = LONGEST_CLOSED_FORM // 2
"""Nodes above which only the decimal of an irrational number is shown."""
LONGEST_INSIDE = 30
"""Digits of a rational number in a closed form above which only its decimal is shown, too."""


@dataclass(frozen=True)
class FitNumbers:
    """The numbers of a fit as they are to be shown.

    Args:
        problem: what was fitted.
        arithmetic: the precision at which it was.
        digits: significant digits if decimals are wanted throughout; 0 for exact numbers, with
            decimals beside the irrational ones.
    """

    problem: FitProblem
    arithmetic: Arithmetic
    digits: int = 0

    @cached_property
    def decimals(self) -> bool:
        """Whether fractions are decimals: as asked, or because the data are written in them."""
        below = {n.denominator for n in self.problem.numbers() if isinstance(n, (int, Fraction))}
        ends = not any(10**LONGEST_DECIMAL % denominator for denominator in below)
        return self.digits > 0 or (ends and any(denominator % 5 == 0 for denominator in below))

    def full(self, value: Real) -> Number:
        """A number in all its forms.

        Raises:
            MorePrecision: if its digits can't be told at this precision.
        """
        if isinstance(value, Irrational):
            return self._irrational(value)
        exact = Fraction(value)
        bits = exact.numerator.bit_length() + exact.denominator.bit_length()
        if exact.denominator == 1 and bits <= BITS_PER_DIGIT * (self.digits or LONGEST_DECIMAL):
            return Number(exact.numerator)
        ending = decimal(exact, self.digits or LONGEST_DECIMAL, 0)
        if self.decimals and Fraction(ending) == exact:
            return Number(decimal=ending)
        rounded = decimal(exact, self.digits or DIGITS, 0)
        if self.digits or bits > BITS_PER_DIGIT * LONGEST_FRACTION:
            return Number(decimal=rounded, rounded=Fraction(rounded) != exact)
        return Number(exact, rounded, rounded=True) if self.decimals else Number(exact)

    def answer(self, value: Real) -> Number:
        """A number that is an answer: also where nobody wants to go on with its fraction."""
        full = self.full(value)
        if isinstance(value, Irrational) or self.digits or full.exact is not None:
            return full
        bits = value.numerator.bit_length() + value.denominator.bit_length()
        is_long = not full.rounded or bits > BITS_PER_DIGIT * LONGEST_ANSWER
        return full if is_long else Number(value, full.decimal, rounded=True)

    def short(self, value: Real) -> Number:
        """A number in one of its forms, for matrices and tables."""
        return brief(self.full(value))

    def decimal(self, value: Real) -> Number:
        """A number as a decimal, for tables whose columns are compared."""
        bits = self.arithmetic.bits
        if isinstance(value, Irrational):
            is_zero = self.arithmetic.sign(value) == 0
            digits = "0" if is_zero else decimal(value, self.digits or DIGITS, bits)
            return Number(decimal=digits, rounded=not is_zero)
        digits = decimal(value, self.digits or DIGITS, bits)
        return Number(decimal=digits, rounded=Fraction(digits) != value)

    def column(self, values: Iterable[Real]) -> list[Number]:
        """The numbers of a column in one of their forms; decimals where one of them is rounded."""
        return [number for (number,) in self.rows([(value,) for value in values])]

    def rows(self, rows: Iterable[Iterable[Real]]) -> tuple[tuple[Number, ...], ...]:
        """The numbers of a matrix, likewise."""
        listed = [tuple(row) for row in rows]
        shown = tuple(tuple(map(self.short, row)) for row in listed)
        if not any(number.rounded for row in shown for number in row):
            return shown
        return tuple(tuple(map(self.decimal, row)) for row in listed)

    def factor(self, value: Real) -> Formula:
        """A number in one of its forms, as a factor in a formula."""
        number = self.short(value)
        return decimal_factor(number.decimal) if number.exact is None else number.exact

    def link(self, formula: Formula, factors: Iterable[Real], relation: str = "=") -> Link:
        """A link to a formula with these factors; `=` becomes `≈` where one of them is rounded."""
        names = [q for q in leaves(formula) if q.kind == "symbol" and str(q.of)[0].isdigit()]
        values = {name: Number(decimal=str(name.of)) for name in names}
        rounded = any(self.short(factor).rounded for factor in factors)
        relation = "≈" if rounded and relation == "=" else relation
        return Link(relation, PutIn(formula, values) if values else formula)

    def _irrational(self, value: Irrational) -> Number:
        # What may be 0 is proven to be: no enclosure of 0 would show its digits.
        if self.arithmetic.sign(value) == 0:
            return Number(0)
        digits = decimal(value, self.digits or DIGITS, self.arithmetic.bits)
        form = value.closed
        if form is None or self.digits or _is_long(form):
            return Number(decimal=digits, rounded=True)
        return Number(form, digits, rounded=True)


def _is_long(form: Formula) -> bool:
    """Whether a closed form has too many parts, or one that has too many digits."""
    if size(form, LARGEST_CLOSED_FORM + 1) > LARGEST_CLOSED_FORM:
        return True
    return _most_bits(form) > BITS_PER_DIGIT * LONGEST_INSIDE


def _most_bits(form: Formula) -> int:
    if isinstance(form, (int, Fraction)):
        return form.numerator.bit_length() + form.denominator.bit_length()
    return max(map(_most_bits, parts(form)), default=0)
