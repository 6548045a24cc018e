"""The value of a typed expression, in bounded time whatever was typed."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from symnn.activations import ACTIVATIONS, Entrywise
from symnn.errors import UndecidedError
from symnn.evaluate.value import ELEMENTARY, UNDETERMINED, Valuation, Value, with_alpha
from symnn.formula import Apply, Formula, parts
from symnn.functions import ABSOLUTE, Definition
from symnn.network.model import AtZero, Network
from symnn.numbers.real import Arithmetic, Irrational, MorePrecision, Real
from symnn.numbers.value import FIRST_BITS

MOST_DIGITS_IN_BITS = 12_000
"""The size of rational numbers above which nothing is worked out: nobody can have computed them."""
MOST_PRECISION = 1 << 11
"""The precision at which a question about a typed number is given up."""


class BoundedArithmetic(Arithmetic):
    """Exact arithmetic that gives up on numbers that nobody can have computed."""

    def add(self, numbers: Sequence[Real]) -> Real:
        """The sum.

        Raises:
            UndecidedError: if it is too large.
        """
        _check_size(numbers)
        return super().add(numbers)

    def multiply(self, numbers: Sequence[Real]) -> Real:
        """The product.

        Raises:
            UndecidedError: if it is too large.
        """
        _check_size(numbers)
        return super().multiply(numbers)

    def power(self, base: Real, exponent: int | Fraction) -> Real:
        """The power.

        Raises:
            UndecidedError: if it is too large.
        """
        bits = 0 if isinstance(base, Irrational) else _bits(base)
        if bits * abs(Fraction(exponent)) > MOST_DIGITS_IN_BITS:
            raise UndecidedError("it is too large to be written")
        return super().power(base, exponent)


def value_of(formula: Formula, net: Network) -> Value:
    """The value of a formula without quantities; activations by their definitions.

    Raises:
        UndecidedError: if a number becomes too large, or a sign can't be told.
    """
    return _value(formula, net.alpha, net.relu_at_zero)


@lru_cache(maxsize=1 << 12)
def _value(formula: Formula, alpha: Formula, at_zero: AtZero) -> Value:
    # A class gives the same expressions over and over.
    functions = definitions(formula, alpha)
    bits = FIRST_BITS
    while bits <= MOST_PRECISION:
        arithmetic = BoundedArithmetic(bits)
        try:
            return Valuation(arithmetic, lambda _: UNDETERMINED, functions, at_zero)(formula)
        except MorePrecision:
            bits *= 2
    raise UndecidedError(f"{MOST_PRECISION} bits could not tell a part of it from zero")


def definitions(formula: Formula, alpha: Formula) -> dict[str, Definition]:
    """The definitions of the functions in a formula that are not elementary.

    Args:
        formula: any formula.
        alpha: the slope of leaky ReLUs below zero.
    """
    functions: dict[str, Definition] = {}
    waiting = [formula]
    while waiting:
        node = waiting.pop()
        waiting.extend(parts(node))
        if not isinstance(node, Apply) or node.function in ELEMENTARY:
            continue
        definition = ABSOLUTE.get(node.function) or _definition(node.function)
        if definition is not None:
            functions[node.function] = with_alpha(definition, alpha)
    return functions


def _definition(function: str) -> Definition | None:
    entry = ACTIVATIONS[function.removesuffix("_prime")]
    assert isinstance(entry, Entrywise)
    return entry.derivative if function.endswith("_prime") else entry.value


def _check_size(numbers: Sequence[Real]) -> None:
    if sum(_bits(n) for n in numbers if not isinstance(n, Irrational)) > 4 * MOST_DIGITS_IN_BITS:
        raise UndecidedError("it is too large to be written")


def _bits(number: int | Fraction) -> int:
    return max(number.numerator.bit_length(), number.denominator.bit_length())
