"""How many paths the chain rule sums over, without walking them."""

from __future__ import annotations

from collections.abc import Iterable

from symnn.derive.path_ends import nodes, output_factor, stops
from symnn.network.model import Network
from symnn.quantities import Quantity, a, d, z

Counts = list[int | None]
"""One a node; None where a layer of unknown width lies beyond."""


def count_paths(net: Network, gradient: Quantity) -> int | None:
    """The number of paths from the output to what the gradient is taken by.

    >>> from symnn.network import shape
    >>> net = shape([3, 3, 3, 3, 1])
    >>> count_paths(net, net.quantity("dH/dW1_11"))
    9

    None where a width on the way is unknown.
    """
    layer, _, j = gradient.indices
    of = gradient.top
    # Only a gradient that is itself given has counts of its own: its paths do not stop there.
    asked = gradient if gradient in net.given else of
    through_z, through_a = net.memo(
        ("paths", of, layer, asked), lambda: _counts(net, of, layer, asked)
    )
    return (through_a if gradient.kind in "ax" else through_z)[j - 1]


def leading_nodes(net: Network, of: Quantity, layer: int) -> list[int]:
    """The nodes of a layer from whose z a path leads to the output: of several outputs, to this.

    Raises:
        UnknownWidth: if nobody knows how many nodes the layer has.
    """

    def found() -> list[int]:
        counts, _ = _counts(net, of, layer, of)
        return [j for j in nodes(net, layer) if counts[j - 1] != 0]

    return net.memo(("leading", of, layer), found)


def _counts(net: Network, of: Quantity, first: int, asked: Quantity) -> tuple[Counts, Counts]:
    """The numbers of paths from the output to each z and to each a of layer `first`."""
    through_z: Counts = [None]
    through_a: Counts = [None]
    for layer in range(net.depth, first - 1, -1):
        onward = _sum(through_z)
        width = net.widths[layer]
        if width is None:
            through_z = through_a = [None]
            continue
        through_a = [_from_a(net, of, asked, layer, j, onward) for j in range(1, width + 1)]
        if layer:
            through_z = _from_z(net, of, asked, layer, through_a)
    return through_z, through_a


def _from_a(
    net: Network, of: Quantity, asked: Quantity, layer: int, j: int, onward: int | None
) -> int | None:
    if stops(net, d(of, a(layer, j)), asked):
        return 1
    if layer == net.depth:
        return int(output_factor(net, of, j) is not None)
    return onward


def _from_z(net: Network, of: Quantity, asked: Quantity, layer: int, through_a: Counts) -> Counts:
    activation = net.activation(layer)
    everywhere = None if activation.entrywise else _sum(through_a)
    ways = through_a if activation.entrywise else [everywhere] * len(through_a)
    return [
        1 if stops(net, d(of, z(layer, j)), asked) else count for j, count in enumerate(ways, 1)
    ]


def _sum(counts: Iterable[int | None]) -> int | None:
    total = 0
    for count in counts:
        if count is None:
            return None
        total += count
    return total
