"""The derivative of a formula by one of its quantities, which tells where its range is monotone."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache

from symnn.formula import (
    Apply,
    Constant,
    Formula,
    Number,
    Power,
    Product,
    Quotient,
    Reading,
    Sum,
    difference,
    minus,
    product,
    total,
)
from symnn.quantities import Quantity

_ELEMENTARY: dict[str, Callable[[Formula], Formula]] = {
    "exp": lambda u: Apply("exp", u),
    "ln": lambda u: Quotient(1, u),
    "sqrt": lambda u: Quotient(Fraction(1, 2), Power(u, Fraction(1, 2))),
    "tanh": lambda u: difference(1, Power(Apply("tanh", u), 2)),
    "erf": lambda u: Quotient(
        product(2, Apply("exp", minus(Power(u, 2)))), Power(Constant("pi"), Fraction(1, 2))
    ),
    "sin": lambda u: Apply("cos", u),
    "cos": lambda u: minus(Apply("sin", u)),
}
"""The derivatives of the elementary functions."""


@lru_cache(maxsize=1 << 12)
def derivative(formula: Formula, by: Quantity) -> Formula | None:
    """∂formula/∂by, not simplified beyond zeros and ones.

    None where the formula has a function that is given piece by piece: what is said of those is
    said of their pieces.
    """
    try:
        return _Derivative(by)(formula)
    except _Unknown:
        return None


class _Unknown(Exception):
    """A function of which no derivative is known here."""


class _Derivative(Reading[Formula]):
    def __init__(self, by: Quantity) -> None:
        self.by = by

    def number(self, number: Number) -> Formula:
        return 0

    def constant(self, constant: Constant) -> Formula:
        return 0

    def quantity(self, quantity: Quantity) -> Formula:
        return int(quantity == self.by)

    def sum(self, node: Sum) -> Formula:
        return total(term for term in map(self, node.terms) if term != 0)

    def product(self, node: Product) -> Formula:
        factors = node.factors
        terms = []
        for k, slope in enumerate(map(self, factors)):
            if slope != 0:
                terms.append(_times(*factors[:k], slope, *factors[k + 1 :]))
        return total(terms)

    def quotient(self, node: Quotient) -> Formula:
        over, under = self(node.over), self(node.under)
        if under == 0:
            return 0 if over == 0 else Quotient(over, node.under)
        cross = _times(node.over, under)
        upper = minus(cross) if over == 0 else difference(_times(over, node.under), cross)
        return Quotient(upper, Power(node.under, 2))

    def power(self, node: Power) -> Formula:
        inner = self(node.base)
        if inner == 0:
            return 0
        lowered = node.exponent - 1
        rest = node.base if lowered == 1 else Power(node.base, lowered)
        return _times(node.exponent, rest, inner)

    def apply(self, node: Apply) -> Formula:
        inner = self(node.argument)
        if inner == 0:
            return 0
        if node.function not in _ELEMENTARY:
            raise _Unknown
        return _times(_ELEMENTARY[node.function](node.argument), inner)


def _times(*factors: Formula) -> Formula:
    return product(*(factor for factor in factors if factor != 1))
