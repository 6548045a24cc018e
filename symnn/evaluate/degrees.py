"""How an output and a loss depend on a single number of a network: the degree, piece by piece."""

from __future__ import annotations

from math import inf

from symnn.activations import Activation, Entrywise
from symnn.formula import Apply, Formula, Power, Product, Quotient, Sum, parts
from symnn.functions import ALPHA, Definition, Pieces
from symnn.losses import Y
from symnn.network.model import Network
from symnn.quantities import Quantity

CONSTANT = (ALPHA, Y)
"""Names in formulas whose numbers stay: the slope of a leaky ReLU, a target."""


def is_quadratic_by_pieces(net: Network) -> bool:
    """Whether outputs are linear, and losses at most quadratic, in each single number.

    That is so as long as no z changes its sign. The risk and its penalty are then quadratic, too.

    >>> from symnn.network import network
    >>> [is_quadratic_by_pieces(network([2, 1], activations=[g])) for g in ("relu", "tanh")]
    [True, False]
    """
    straight = all(_of_activation(g) <= 1 for g in net.activations)
    return straight and (net.loss is None or degree(net.loss.value) <= 2)


def _of_activation(activation: Activation) -> float:
    if not isinstance(activation, Entrywise) or activation.value is None:
        return inf
    return max(map(degree, _pieces(activation.value)))


def _pieces(definition: Definition) -> tuple[Formula, ...]:
    if isinstance(definition, Pieces):
        return definition.below, definition.above
    return (definition,)


def degree(formula: Formula) -> float:
    """The degree of a polynomial in the name that moves; of anything else, infinity."""
    match formula:
        case Quantity():
            return float(formula not in CONSTANT)
        case Sum():
            return max(map(degree, parts(formula)), default=0.0)
        case Product():
            return sum(map(degree, parts(formula)))
        case Power(base, exponent) if isinstance(exponent, int) and exponent >= 0:
            return exponent * degree(base)
        case Quotient() | Power() | Apply():
            return inf if any(map(degree, parts(formula))) else 0.0
    return 0.0
