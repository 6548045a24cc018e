"""Whether a network of rational numbers has rational values only."""

from __future__ import annotations

from collections.abc import Iterator

from symnn.activations import Activation, Entrywise
from symnn.formula import Apply, Constant, Formula, Power, parts
from symnn.functions import ABSOLUTE, Definition, Pieces
from symnn.network.model import Network


def stays_rational(net: Network) -> bool:
    """Whether all values are rational where all numbers of the network are.

    >>> from symnn.network import network
    >>> [stays_rational(network([2, 1], activations=[g])) for g in ("relu", "tanh", "softmax")]
    [True, False, False]
    """
    formulas = [formula for g in net.activations for formula in _of_activation(g)]
    formulas += [net.loss.value, net.loss.derivative] if net.loss else []
    return all(map(_is_rational, formulas))


def _of_activation(activation: Activation) -> Iterator[Formula]:
    """The formulas of an activation and its derivative."""
    if not isinstance(activation, Entrywise):
        yield activation.output(2, 1, 1)
        return
    for definition in (activation.value, activation.derivative):
        if definition is not None:
            yield from _pieces(definition)


def _pieces(definition: Definition) -> Iterator[Formula]:
    if isinstance(definition, Pieces):
        yield from (definition.below, definition.above)
    else:
        yield definition


def _is_rational(formula: Formula) -> bool:
    match formula:
        case Constant():
            return False
        case Power(_, exponent) if not isinstance(exponent, int):
            return False
        case Apply(function, _) if function not in ABSOLUTE:
            return False
    return all(map(_is_rational, parts(formula)))
