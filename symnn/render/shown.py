"""Writing formulas for people: with numbers put in, and numbers as a document wants them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from symnn.documents.blocks import Number as Shown
from symnn.formula import Formula, Number, Product, product
from symnn.quantities import Quantity
from symnn.render.writer import Hold, Piece, PlainWriter

LONGEST_DECIMAL = 12
"""Digits behind the point up to which a fraction is written as a decimal."""


class ShownWriter(PlainWriter):
    """Formulas whose quantities may have a number in their place.

    A formula and the same with numbers put in are one expression, written twice; so their terms
    always stand in the same order. A number put in that is negative or a fraction has brackets
    wherever it is a factor.

    Args:
        values: numbers that are written in the place of quantities.
        decimals: whether fractions are written as decimals where these end.
    """

    def __init__(
        self, values: Mapping[Quantity, Shown] | None = None, decimals: bool = False
    ) -> None:
        self.values = values or {}
        self.decimals = decimals

    def name(self, quantity: Quantity) -> str:
        """The name of a quantity."""
        return super().quantity(quantity).text

    def power_of_ten(self, mantissa: str, exponent: str) -> Piece:
        """A decimal with an exponent."""
        return Piece(f"{mantissa}e{exponent}", Hold.ATOM)

    def between(self, factors: tuple[Formula, ...]) -> str:
        """What is written between the factors of a product."""
        return self.times

    def shown(self, number: Shown) -> Piece:
        """A number in the first of its forms."""
        return self.decimal(number.decimal) if number.exact is None else self(number.exact)

    def decimal(self, text: str) -> Piece:
        """A decimal such as `-0.25` or `1.2e-7`."""
        mantissa, _, exponent = text.lstrip("-").partition("e")
        piece = self.power_of_ten(mantissa, exponent) if exponent else Piece(mantissa, Hold.ATOM)
        return Piece(self.sign + piece.text, Hold.SIGNED) if text.startswith("-") else piece

    def number(self, number: Number) -> Piece:
        """An integer, a fraction, or the decimal that a fraction is."""
        ending = as_decimal(Fraction(number)) if self.decimals else None
        return super().number(number) if ending is None else self.decimal(ending)

    def quantity(self, quantity: Quantity) -> Piece:
        """A quantity by its number if it has one, else by its name."""
        value = self.values.get(quantity)
        return Piece(self.name(quantity), Hold.ATOM) if value is None else self.shown(value)

    def product(self, node: Product) -> Piece:
        """The factors; a leading number of the formula keeps its sign, one put in has brackets."""
        first, *rest = node.factors
        if first == -1 and rest:
            return Piece(self.sign + self.within(product(*rest), Hold.QUOTIENT), Hold.SIGNED)
        is_coefficient = isinstance(first, (int, Fraction))
        head = self(first).text if is_coefficient else self.within(first, Hold.PRODUCT)
        texts = [head, *(self.within(factor, Hold.PRODUCT) for factor in rest)]
        hold = Hold.SIGNED if is_coefficient and first < 0 else Hold.PRODUCT  # type: ignore[operator]
        return Piece(self.between(node.factors).join(texts), hold)


def as_decimal(number: Fraction) -> str | None:
    """The decimal that a fraction is; None if it does not end, or not soon enough.

    >>> as_decimal(Fraction(-3, 8))
    '-0.375'
    """
    if number.denominator == 1 or 10**LONGEST_DECIMAL % number.denominator:
        return None
    places = next(k for k in range(1, LONGEST_DECIMAL + 1) if 10**k % number.denominator == 0)
    digits = str(abs(number.numerator) * 10**places // number.denominator).zfill(places + 1)
    return f"{'-' if number < 0 else ''}{digits[:-places]}.{digits[-places:]}"
