"""How the numbers of a solution are shown: exact, as closed forms, as decimals."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import chain, islice

from symnn.documents.blocks import Number
from symnn.errors import UndecidedError
from symnn.evaluate.solution import Solution
from symnn.evaluate.value import Missing, Value
from symnn.formula import Apply, Constant, Formula, Power, parts
from symnn.network.model import Network
from symnn.numbers.digits import Digits, decimal
from symnn.numbers.real import Irrational, Real
from symnn.numbers.value import FIRST_BITS, ClosedValue, with_enough_bits
from symnn.quantities import Quantity

DIGITS = 6
"""Significant digits of the decimals beside exact forms."""
LONGEST_DECIMAL = 12
"""Digits up to which a decimal that ends is written to its end."""
LONGEST_FRACTION = 16
"""Digits of numerator and denominator above which only a decimal is shown."""
LONGEST_CLOSED_FORM = 30
"""Characters above which only the decimal of an irrational number is shown."""
LONGEST_PUT_IN = 10
"""Characters up to which a closed form is put into a formula as it is."""
TINY = Fraction(1, 10**12)
"""Below this, a number of which no digit is sure is written as 0."""
MOST_ENTRIES_LOOKED_AT = 10_000


@dataclass(frozen=True)
class Figures:
    """The numbers of a solution as they are to be shown.

    Args:
        solution: the network solved.
        digits: significant digits, or places, if decimals are wanted throughout; None for exact
            numbers, with decimals beside the irrational ones.
        written: the network in whose manner numbers are written, if not the one that is solved.
        longest_fraction: digits of numerator and denominator above which only a decimal is shown.
        longest_decimal: digits up to which a decimal that ends is written to its end.
    """

    solution: Solution
    digits: Digits | None = None
    written: Network | None = None
    longest_fraction: int = LONGEST_FRACTION
    longest_decimal: int = LONGEST_DECIMAL

    @cached_property
    def decimals(self) -> bool:
        """Whether fractions are decimals: as asked, or because the network is written in them."""
        return self.digits is not None or _is_written_in_decimals(self.written or self.solution.net)

    def of(self, quantity: Quantity, value: Value, sample: int) -> Number | Missing:
        """The number of a quantity whose value is known to be this one."""
        if isinstance(value, Missing):
            return value
        return self._shown(value, lambda d: str(self.solution.decimal(quantity, d, sample)))

    def closed(self, form: Formula) -> Number:
        """The number of a closed form that the author wrote; an author's symbol is itself."""
        if type(form) is Quantity:
            return Number(form)

        def decimal_of(digits: Digits) -> str:
            def written(real: Real, bits: int) -> str:
                return decimal(real, digits, bits)

            return with_enough_bits(lambda a: written(ClosedValue(a)(form), a.bits))

        return self._shown(with_enough_bits(lambda a: ClosedValue(a)(form)), decimal_of)

    def _shown(self, value: Real, decimal_of: Callable[[Digits], str]) -> Number:
        if isinstance(value, Irrational):
            return self._irrational(value, decimal_of)
        exact = Fraction(value)
        size = _digits(exact)
        longest = self.digits if isinstance(self.digits, int) else LONGEST_DECIMAL
        if exact.denominator == 1 and size <= longest:
            return Number(exact.numerator)
        if self.decimals:
            text = decimal(exact, self.digits or self.longest_decimal, 0)
            if Fraction(text) == exact:
                return Number(decimal=text)
        rounded = decimal(exact, self.digits or DIGITS, 0)
        if self.digits is not None or size > self.longest_fraction:
            return Number(decimal=rounded, rounded=True)
        return Number(value, rounded, rounded=True) if self.decimals else Number(value)

    def _irrational(self, value: Irrational, decimal_of: Callable[[Digits], str]) -> Number:
        form = value.closed
        if form is not None and (self.digits is not None or _length(form) > LONGEST_CLOSED_FORM):
            form = None
        try:
            return Number(form, decimal_of(self.digits or DIGITS), rounded=True)
        except UndecidedError:
            # A form that may be exactly zero has no digits that could be sure; it has itself.
            if form is None and not _is_tiny(value):
                raise
            return Number(form) if form is not None else Number(decimal="0", rounded=True)


def _is_tiny(value: Irrational) -> bool:
    """Whether a number is so close to 0 that it may be 0 itself, and is to be shown so."""
    from symnn.numbers.balls import ends, near_one

    near, shift = near_one(value.ball, FIRST_BITS)
    return shift < -DIGITS or all(abs(end) < TINY for end in ends(near))


def brief(number: Number) -> Number:
    """The number in one of its forms, for formulas and tables: exact if short, else the decimal."""
    if number.exact is None or not number.decimal:
        return number
    if _length(number.exact) <= LONGEST_PUT_IN:
        return Number(number.exact)
    return Number(decimal=number.decimal, rounded=number.rounded)


def _digits(number: Fraction) -> int:
    below = 0 if number.denominator == 1 else len(str(number.denominator))
    return len(str(abs(number.numerator))) + below


def _length(form: Formula) -> int:
    """About how many characters the form takes."""
    inside = sum(_length(part) for part in parts(form))
    match form:
        case int() | Fraction():
            return len(str(form))
        case Apply(function, _):
            return len(function) + 2 + inside
        case Power(_, exponent):
            return inside + (1 if exponent == Fraction(1, 2) else len(str(exponent)))
        case Constant():
            return 1
        case _:
            return inside + 2 * (len(parts(form)) - 1)


def _is_written_in_decimals(net: Network) -> bool:
    """Whether the network's fractions all end as decimals, and one is not just halves.

    Files of the first kind say 0.05; of the other kind, 1/2 and 3/4. What does not end, 1/3, was
    written as a fraction for certain.
    """
    denominators = {
        Fraction(entry).denominator
        for entry in islice(_entries(net), MOST_ENTRIES_LOOKED_AT)
        if isinstance(entry, (int, Fraction))
    }
    ends = all(_without(_without(n, 2), 5) == 1 for n in denominators)
    return ends and any(n % 5 == 0 for n in denominators)


def _entries(net: Network) -> Iterator[Formula | None]:
    rows = chain.from_iterable(matrix for matrix in net.W if matrix)
    points = chain.from_iterable((sample.x, sample.y) for sample in net.data)
    vectors = (vector for vector in chain(rows, net.b, points) if vector)
    return chain(chain.from_iterable(vectors), [net.learning_rate], net.given.values())


def _without(number: int, factor: int) -> int:
    while number % factor == 0:
        number //= factor
    return number
