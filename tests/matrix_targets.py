"""All columns and matrices of a network, and their entries."""

from __future__ import annotations

from collections.abc import Iterator

from symnn.matrix_formula import Whole
from symnn.matrix_reading import member
from symnn.network import Network
from symnn.quantities import H, Quantity, R, W, a, b, d, d_a, d_z, new, slope, z


def targets(net: Network) -> Iterator[Quantity]:
    """The names of all columns and matrices that a network's laws give."""
    for layer in range(1, net.depth + 1):
        yield z(layer, 0)
        yield a(layer, 0)
        activation = net.activation(layer)
        if activation.entrywise:
            yield slope(activation.name, layer, 0)
        else:
            yield d(a(layer, 0), z(layer, 0))
        for of in net.differentiated:
            yield d_a(of, layer, 0)
            yield d_z(of, layer, 0)
            yield d(of, W(layer, 0, 0))
            if net.biased:
                yield d(of, b(layer, 0))
        if net.loss is not None:
            yield from of_the_whole(net, layer)
    for of in net.differentiated:
        yield d_a(of, 0, 0)
    if len(net.outputs) > 1:
        yield H()


def of_the_whole(net: Network, layer: int) -> Iterator[Quantity]:
    parameters = [W(layer, 0, 0), *[b(layer, 0)] * net.biased]
    for parameter in parameters:
        yield d(R, parameter)
        if net.learning_rate is not None:
            yield new(parameter)


def entries(target: Whole) -> Iterator[tuple[int, int, Quantity]]:
    rows, columns = target.shape
    for i in range(1, rows + 1):
        for j in range(1, columns + 1):
            yield i, j, member(target.name, i, j)
