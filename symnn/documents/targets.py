"""Quantities of one kind and layer, made one by one: of a large network few are looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar, overload

from symnn.derive import Family, families
from symnn.network.model import Network
from symnn.quantities import Quantity, W, b

Item = TypeVar("Item")
Make = Callable[[Quantity], Quantity]


class Many(Sequence[Quantity]):
    """So many quantities, each made from its position when it is asked for."""

    def __init__(self, count: int, member: Callable[[int], Quantity]) -> None:
        self._count = count
        self._member = member

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> Quantity: ...
    @overload
    def __getitem__(self, at: slice) -> list[Quantity]: ...

    def __getitem__(self, at: int | slice) -> Quantity | list[Quantity]:
        positions = range(self._count)[at]
        if isinstance(positions, range):
            return [self._member(k) for k in positions]
        return self._member(positions)


def by_nodes(net: Network, layer: int, make: Callable[[int], Quantity]) -> Many:
    """A quantity a node of the layer; none where its width is unknown."""
    return Many(net.widths[layer] or 0, lambda k: make(k + 1))


def by_weights(net: Network, layer: int, make: Make, columns: Sequence[int] | None = None) -> Many:
    """A quantity a weight of the layer, by rows; with `columns`, for weights into these nodes."""
    n_in, n_out = net.widths[layer - 1] or 0, net.widths[layer] or 0
    into = range(1, n_out + 1) if columns is None else columns
    return Many(
        n_in * len(into),
        lambda k: make(W(layer, k // len(into) + 1, into[k % len(into)])),
    )


def by_biases(net: Network, layer: int, make: Make, columns: Sequence[int] | None = None) -> Many:
    """A quantity a bias of the layer; with `columns`, for these nodes."""
    nodes = range(1, (net.widths[layer] or 0) + 1) if columns is None else columns
    return Many(len(nodes) * net.biased, lambda k: make(b(layer, nodes[k])))


def local_derivatives(net: Network, layer: int) -> Sequence[Quantity]:
    """The slopes of the layer's activation, or its Jacobian; none where the slope is 1."""
    activation, width = net.activation(layer), net.widths[layer] or 0
    return [] if activation.is_identity else activation.locals(width, layer)


def some(targets: Sequence[Item], most: int) -> list[Item]:
    """The targets, or of more than `most` the first two and the last."""
    if len(targets) <= most:
        return list(targets)
    return [targets[0], targets[1], targets[-1]]


def counted(net: Network, tops: Sequence[Quantity]) -> int:
    """The number of lines that one sample takes with the gradients of `tops`."""

    def shows(family: Family) -> bool:
        is_gradient = family.prefix.startswith("d") and not family.prefix.startswith("da")
        return not is_gradient or any(family.prefix.startswith(f"d{top}/") for top in tops)

    return sum(family.size for family in families(net) if shows(family))
