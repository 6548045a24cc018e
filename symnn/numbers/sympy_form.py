"""Closed forms as SymPy expressions."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from symnn.formula import Apply, Constant, Number, Power, Product, Quotient, Reading, Sum

ELEMENTARY: dict[str, Any] = {
    "exp": sympy.exp,
    "ln": sympy.log,
    "sqrt": sympy.sqrt,
    "tanh": sympy.tanh,
    "erf": sympy.erf,
    "sin": sympy.sin,
    "cos": sympy.cos,
}


class ClosedToSympy(Reading[Any]):
    """The SymPy expression of a formula without quantities."""

    def number(self, number: Number) -> Any:
        """An Integer or a Rational."""
        exact = Fraction(number)
        return sympy.Rational(exact.numerator, exact.denominator)

    def constant(self, constant: Constant) -> Any:
        """The constant of that name."""
        return {"pi": sympy.pi}[constant.name]

    def sum(self, node: Sum) -> Any:
        """An Add."""
        return sympy.Add(*[self(term) for term in node.terms])

    def product(self, node: Product) -> Any:
        """A Mul."""
        return sympy.Mul(*[self(factor) for factor in node.factors])

    def quotient(self, node: Quotient) -> Any:
        """A Mul with a power -1."""
        return self(node.over) / self(node.under)

    def power(self, node: Power) -> Any:
        """A Pow."""
        return self(node.base) ** self.number(node.exponent)

    def apply(self, node: Apply) -> Any:
        """The elementary function of the argument."""
        return ELEMENTARY[node.function](self(node.argument))
