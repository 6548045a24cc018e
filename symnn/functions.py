"""Functions of one real argument, defined by a formula or piece by piece.

Activations, their derivatives and the pieces of losses are such functions. A definition is data:
its value over exact numbers, enclosures, arrays or SymPy symbols is a reading of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from symnn.formula import Formula, Product
from symnn.quantities import symbol

Z = symbol("z")
"""The argument, as definitions write it."""
ALPHA = symbol("alpha")
"""The slope of a leaky ReLU below zero, the only parameter a definition may have."""


@dataclass(frozen=True)
class Pieces:
    """A function with a special point at 0.

    Args:
        below: its formula for z < 0.
        above: its formula for z > 0.
        at: its value at 0, or None at a kink, where the derivative does not exist.
        conventions: at a kink, what the conventions `relu_at_zero: 0` and `1` make of it.
    """

    below: Formula
    above: Formula
    at: Formula | None = None
    conventions: tuple[Formula, Formula] = (0, 1)


Definition = Formula | Pieces

ABSOLUTE: dict[str, Definition] = {
    "abs": Pieces(Product((-1, Z)), Z, at=0),
    "sign": Pieces(-1, 1),
}
"""The absolute value and its derivative, of which the absolute loss is made."""
