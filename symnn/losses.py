"""The losses of one sample: each is one entry of this table.

A loss is a sum over the outputs of a term in a = a_k (the output) and y = y_k (its target);
logarithms are natural.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from symnn.formula import (
    Apply,
    Formula,
    Power,
    Product,
    Quotient,
    Sum,
    difference,
    minus,
    replace,
)
from symnn.quantities import Quantity, symbol
from symnn.registry import Registry

A = symbol("a")
"""The output, as definitions write it."""
Y = symbol("y")
"""The target."""


@dataclass(frozen=True)
class Loss:
    """The loss of one sample, L = Σ_k ℓ(a_k, y_k).

    Args:
        name: its name in files.
        summary: one line about it.
        value: ℓ in A and Y.
        derivative: ∂ℓ/∂a in A and Y.
    """

    name: str
    summary: str
    value: Formula
    derivative: Formula

    def term(self, output: Quantity, target: Quantity) -> Formula:
        """ℓ for one output and its target."""
        return replace(self.value, lambda q: output if q == A else target)

    def slope(self, output: Quantity, target: Quantity) -> Formula:
        """∂ℓ/∂a for one output and its target."""
        return replace(self.derivative, lambda q: output if q == A else target)


LOSSES: Registry[Loss] = Registry("loss", "symnn.losses")
"""All losses by name."""

_ERROR = difference(A, Y)
_ELSE = difference(1, Y)
_COMPLEMENT = difference(1, A)
_LIKELIHOOD = minus(Product((Y, Apply("ln", A))))

LOSSES.add(
    Loss("square", "(a - y)²", Power(_ERROR, 2), Product((2, _ERROR))),
    Loss("half_square", "½(a - y)²", Product((Fraction(1, 2), Power(_ERROR, 2))), _ERROR),
    Loss("absolute", "|a - y|; kink at a = y", Apply("abs", _ERROR), Apply("sign", _ERROR)),
    Loss(
        "binary_cross_entropy",
        "-(y ln a + (1 - y) ln(1 - a))",
        Sum((_LIKELIHOOD, minus(Product((_ELSE, Apply("ln", _COMPLEMENT)))))),
        Sum((minus(Quotient(Y, A)), Quotient(_ELSE, _COMPLEMENT))),
    ),
    Loss("cross_entropy", "-y ln a", _LIKELIHOOD, minus(Quotient(Y, A))),
)  # fmt: skip
