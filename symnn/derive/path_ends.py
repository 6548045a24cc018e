"""Where a path of the chain rule begins and ends."""

from __future__ import annotations

from symnn.formula import Formula
from symnn.network.model import Network
from symnn.quantities import Quantity, a, d, y


class UnknownWidth(Exception):
    """A path leads through a layer of unknown width."""


def output_factor(net: Network, of: Quantity, j: int) -> Formula | None:
    """The derivative of what is differentiated by output j; None if it does not depend on it."""
    if of.kind == "H":
        return 1 if j == (of.j or 1) else None
    if net.loss is None:
        return d(of, a(net.depth, j))
    return net.loss.slope(a(net.depth, j), y(j))


def stops(net: Network, here: Quantity, asked: Quantity) -> bool:
    """Whether a path to `asked` ends at the gradient `here`, because that is given."""
    return here in net.given and here != asked


def nodes(net: Network, layer: int) -> range:
    """The nodes of a layer.

    Raises:
        UnknownWidth: if nobody knows how many.
    """
    width = net.widths[layer]
    if width is None:
        raise UnknownWidth
    return range(1, width + 1)
