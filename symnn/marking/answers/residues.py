"""Formulas modulo a prime, with unknown numbers in the place of unknowns and of functions.

Two formulas that agree there agree as rational functions, but for a chance of at most degree/prime
(the Schwartz-Zippel lemma). A function's value is an unknown for each argument, so agreement holds
whatever the functions are; disagreement shows a difference only where nothing else is known of
them.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from hashlib import blake2b
from typing import NamedTuple

from symnn.formula import Apply, Constant, Number, Power, Product, Quotient, Reading, Sum
from symnn.quantities import Quantity

PRIME = (1 << 127) - 1


class UnluckyPoint(ArithmeticError):
    """Something is divided by zero at this point: another one may do."""


class Source:
    """Numbers that look random and follow from a key.

    Args:
        key: what they depend on.
    """

    def __init__(self, key: str) -> None:
        self.key = key.encode("utf-8", "surrogatepass")

    def number(self, name: str, below: int) -> int:
        """The number of that name, from 0 to `below` - 1."""
        digest = blake2b(name.encode("utf-8", "surrogatepass"), key=self._short())
        return int.from_bytes(digest.digest(), "big") % below

    def _short(self) -> bytes:
        return blake2b(self.key, digest_size=32).digest()


class Residues(Reading[int]):
    """The value of a formula modulo the prime.

    Args:
        source: where unknowns get their numbers from.
        of: the residue of a quantity.
        abstract: functions of which nothing is known but that equal arguments give equal values.
    """

    def __init__(
        self,
        source: Source,
        of: Callable[[Quantity], int],
        abstract: Callable[[str], bool] = lambda _: False,
    ) -> None:
        self.source = source
        self.of = of
        self.abstract = abstract
        self.functions: set[tuple[str, int]] = set()
        self.is_whole_truth = True

    def unknown(self, name: str) -> int:
        """The residue of an unknown."""
        return self.source.number(name, PRIME)

    def number(self, number: Number) -> int:
        """Of an integer or a fraction."""
        return number.numerator * self._inverse(number.denominator % PRIME) % PRIME

    def constant(self, constant: Constant) -> int:
        """An unknown, which no rational relation can hold for."""
        return self.unknown(f"constant {constant.name}")

    def quantity(self, quantity: Quantity) -> int:
        """As it was given."""
        return self.of(quantity)

    def sum(self, node: Sum) -> int:
        """The sum."""
        return sum(map(self, node.terms)) % PRIME

    def product(self, node: Product) -> int:
        """The product."""
        result = 1
        for factor in node.factors:
            result = result * self(factor) % PRIME
        return result

    def quotient(self, node: Quotient) -> int:
        """The quotient."""
        return self(node.over) * self._inverse(self(node.under)) % PRIME

    def power(self, node: Power) -> int:
        """The power; of a root, that of an unknown."""
        base, exponent = self(node.base), Fraction(node.exponent)
        if exponent.denominator != 1:
            base, exponent = self._function("sqrt", base), 2 * exponent
        if exponent < 0:
            base = self._inverse(base)
        return pow(base, abs(int(exponent)), PRIME)

    def apply(self, node: Apply) -> int:
        """An unknown for each function and argument."""
        return self._function(node.function, self(node.argument))

    def _function(self, name: str, argument: int) -> int:
        self.is_whole_truth &= self.abstract(name)
        self.functions.add((name, argument))
        return self.unknown(f"{name} of {argument}")

    def _inverse(self, number: int) -> int:
        if not number:
            raise UnluckyPoint
        return pow(number, -1, PRIME)


class Degree(NamedTuple):
    """Bounds of the degrees of numerator and denominator."""

    over: int = 0
    under: int = 0


class Degrees(Reading[Degree]):
    """How high the degree of a formula as a rational function can be, functions as unknowns.

    Args:
        of: the degree of a quantity.
    """

    def __init__(self, of: Callable[[Quantity], Degree]) -> None:
        self.of = of
        self.arguments = 0

    def number(self, number: Number) -> Degree:
        """None."""
        return Degree()

    def constant(self, constant: Constant) -> Degree:
        """That of an unknown."""
        return Degree(1)

    def quantity(self, quantity: Quantity) -> Degree:
        """As it was given."""
        return self.of(quantity)

    def sum(self, node: Sum) -> Degree:
        """Over the common denominator."""
        degrees = [self(term) for term in node.terms]
        under = sum(degree.under for degree in degrees)
        return Degree(max(degree.over + under - degree.under for degree in degrees), under)

    def product(self, node: Product) -> Degree:
        """The degrees added."""
        degrees = [self(factor) for factor in node.factors]
        return Degree(sum(d.over for d in degrees), sum(d.under for d in degrees))

    def quotient(self, node: Quotient) -> Degree:
        """Each with the other's other."""
        over, under = self(node.over), self(node.under)
        return Degree(over.over + under.under, over.under + under.over)

    def power(self, node: Power) -> Degree:
        """The degrees times the exponent; a root is an unknown."""
        base, size = self(node.base), abs(Fraction(node.exponent))
        if size.denominator != 1:
            self.arguments = max(self.arguments, sum(base))
            base, size = Degree(1), 2 * size
        scaled = Degree(base.over * int(size), base.under * int(size))
        return scaled if node.exponent > 0 else Degree(scaled.under, scaled.over)

    def apply(self, node: Apply) -> Degree:
        """That of an unknown."""
        self.arguments = max(self.arguments, sum(self(node.argument)))
        return Degree(1)
