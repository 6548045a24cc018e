"""The value of a closed formula, and the precision it takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from symnn.formula import Apply, Constant, Number, Power, Product, Quotient, Reading, Sum
from symnn.numbers.real import Arithmetic, MorePrecision, Real

FIRST_BITS = 128

Out = TypeVar("Out")


class ClosedValue(Reading[Real]):
    """The real number that a formula without quantities is.

    Raises, when called:
        NotReal: if there is no such number.
        MorePrecision: if a sign could not be told at this precision.
    """

    def __init__(self, arithmetic: Arithmetic) -> None:
        self.arithmetic = arithmetic

    def number(self, number: Number) -> Real:
        """Itself."""
        return number

    def constant(self, constant: Constant) -> Real:
        """Of pi."""
        return self.arithmetic.constant(constant.name)

    def sum(self, node: Sum) -> Real:
        """The sum of the terms."""
        return self.arithmetic.add([self(term) for term in node.terms])

    def product(self, node: Product) -> Real:
        """The product of the factors."""
        return self.arithmetic.multiply([self(factor) for factor in node.factors])

    def quotient(self, node: Quotient) -> Real:
        """The quotient."""
        return self.arithmetic.divide(self(node.over), self(node.under))

    def power(self, node: Power) -> Real:
        """The power."""
        return self.arithmetic.power(self(node.base), node.exponent)

    def apply(self, node: Apply) -> Real:
        """The elementary function's value."""
        return self.arithmetic.apply(node.function, self(node.argument))


def with_enough_bits(compute: Callable[[Arithmetic], Out], bits: int = FIRST_BITS) -> Out:
    """What `compute` gives at the first precision that is enough, doubled from `bits`."""
    while True:
        try:
            return compute(Arithmetic(bits))
        except MorePrecision:
            bits *= 2
