"""Writing formulas: signs and brackets once for all formats, the rest a format's own.

A writer makes of every formula a piece of text and how tightly it holds together; a node puts
brackets around a piece that would otherwise be torn apart. Formats override how a node is put
together, never when it needs brackets.
"""

from __future__ import annotations

from enum import IntEnum
from fractions import Fraction
from typing import NamedTuple

from symnn.formula import (
    Apply,
    Constant,
    Formula,
    IndexedSum,
    Number,
    Power,
    Product,
    Quotient,
    Reading,
    Sum,
    minus,
)
from symnn.quantities import Quantity, plain_name


class Hold(IntEnum):
    """How tightly a piece of text holds together, loosest first."""

    SUM = 1
    SIGNED = 2
    QUOTIENT = 3
    PRODUCT = 4
    POWER = 5
    ATOM = 6


class Piece(NamedTuple):
    """A piece of written formula."""

    text: str
    hold: Hold


class PlainWriter(Reading[Piece]):
    """Formulas in plain names, as programs read them: `W1_11*x1 + b1_1`.

    Other formats derive from this and override the symbols and the ways nodes are put together.
    """

    plus = " + "
    less = " - "
    sign = "-"
    times = "*"

    def text(self, formula: Formula) -> str:
        """The formula as text."""
        return self(formula).text

    def bracketed(self, text: str) -> str:
        """The text in brackets."""
        return f"({text})"

    def within(self, formula: Formula, least: Hold) -> str:
        """The formula's text, in brackets if it holds together less tightly than `least`."""
        piece = self(formula)
        return piece.text if piece.hold >= least else self.bracketed(piece.text)

    def number(self, number: Number) -> Piece:
        """An integer or a fraction, with its sign."""
        text = self.unsigned(-number if number < 0 else number)
        if number < 0:
            return Piece(self.sign + text, Hold.SIGNED)
        return Piece(text, Hold.ATOM if number.denominator == 1 else Hold.QUOTIENT)

    def unsigned(self, number: Number) -> str:
        """A number that is not negative."""
        return str(Fraction(number))

    def quantity(self, quantity: Quantity) -> Piece:
        """A quantity by its name."""
        return Piece(plain_name(quantity), Hold.ATOM)

    def constant(self, constant: Constant) -> Piece:
        """A constant by its name."""
        return Piece(constant.name, Hold.ATOM)

    def sum(self, node: Sum) -> Piece:
        """The terms with their signs between them."""
        text = self(node.terms[0]).text
        for term in node.terms[1:]:
            if is_negative(term):
                text += self.less + self.within(minus(term), Hold.QUOTIENT)
            else:
                text += self.plus + self.within(term, Hold.QUOTIENT)
        return Piece(text, Hold.SUM)

    def product(self, node: Product) -> Piece:
        """The factors; a leading -1 is a sign."""
        if set(map(type, node)) == {Quantity}:  # most products are, and need no brackets
            return Piece(self.times.join([self(factor).text for factor in node]), Hold.PRODUCT)
        first, *rest = node.factors
        if first == -1 and rest:
            unsigned = rest[0] if len(rest) == 1 else Product(tuple(rest))
            return Piece(self.sign + self.within(unsigned, Hold.QUOTIENT), Hold.SIGNED)
        begin = self(first)
        head = begin.text if begin.hold >= Hold.SIGNED else self.bracketed(begin.text)
        texts = [head, *(self.within(factor, Hold.PRODUCT) for factor in rest)]
        hold = Hold.SIGNED if begin.hold == Hold.SIGNED else Hold.PRODUCT
        return Piece(self.times.join(texts), hold)

    def quotient(self, node: Quotient) -> Piece:
        """Numerator over denominator."""
        over, under = node.over, node.under
        if is_negative(over):
            positive = self.quotient(Quotient(minus(over), under))
            return Piece(self.sign + positive.text, Hold.SIGNED)
        return self.fraction(over, under)

    def fraction(self, over: Formula, under: Formula) -> Piece:
        """A quotient with its sign taken off."""
        text = f"{self.within(over, Hold.QUOTIENT)}/{self.within(under, Hold.POWER)}"
        return Piece(text, Hold.QUOTIENT)

    def power(self, node: Power) -> Piece:
        """A power; one half is a square root."""
        if node.exponent == Fraction(1, 2):
            return Piece(f"sqrt({self.text(node.base)})", Hold.ATOM)
        exponent = str(node.exponent) if isinstance(node.exponent, int) else f"({node.exponent})"
        return Piece(f"{self.within(node.base, Hold.ATOM)}**{exponent}", Hold.POWER)

    def apply(self, node: Apply) -> Piece:
        """A function's value."""
        return Piece(f"{node.function}({self.text(node.argument)})", Hold.ATOM)

    def indexed_sum(self, node: IndexedSum) -> Piece:
        """Plain text has no Σ: general laws are for the formats of people."""
        raise NotImplementedError("a general law has no plain form")


def is_negative(formula: Formula) -> bool:
    """Whether the formula begins with a minus sign of its own."""
    if isinstance(formula, (int, Fraction)):
        return formula < 0
    if isinstance(formula, Product):
        first = formula.factors[0]
        return isinstance(first, (int, Fraction)) and first < 0
    return isinstance(formula, Quotient) and is_negative(formula.over)


plain = PlainWriter().text
"""A formula in plain names."""
