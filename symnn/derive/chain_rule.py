"""The direct chain rule: a gradient as the sum over all paths from a parameter to the output.

Along a path the local derivatives are multiplied: g′ where it passes a node, W where it passes an
edge (`lecture22.md`, part 3). A vector-valued activation has a way from every z to every a of its
layer. A gradient that is given ends a path: what lies beyond it is not asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from symnn.derive.path_counts import count_paths, leading_nodes
from symnn.derive.path_ends import output_factor, stops
from symnn.formula import Formula, product, total
from symnn.network.model import Network
from symnn.quantities import Quantity, W, a, d, z

MOST_PATHS = 10_000
"""Paths above which a sum is not written out."""

Factors = tuple[Formula, ...]


def chain_rule_formula(net: Network, gradient: Quantity, most: int = MOST_PATHS) -> Formula | None:
    """The gradient as a sum over all paths; None where it can't be written out.

    That is so if there are more than `most`, or if a width on the way is unknown.
    """
    count = count_paths(net, gradient)
    if count is None or count > most:
        return None
    return total(product(*path) if path else 1 for path in paths(net, gradient))


def paths(net: Network, gradient: Quantity) -> Iterator[Factors]:
    """The factors of each path, from the output to the parameter, as the lecture writes them."""
    return _Paths(net, gradient, gradient.top).all()


@dataclass(frozen=True)
class _Paths:
    net: Network
    gradient: Quantity
    of: Quantity

    def all(self) -> Iterator[Factors]:
        layer, i, j = self.gradient.indices
        if self.gradient.kind in "ax":
            yield from self.from_a(layer, j)
        else:
            last = (a(layer - 1, i),) if self.gradient.kind == "W" else ()
            for path in self.from_z(layer, j):
                yield path + last

    def from_a(self, layer: int, j: int) -> Iterator[Factors]:
        """The paths from activation j of the layer to the output."""
        here = d(self.of, a(layer, j))
        if stops(self.net, here, self.gradient):
            yield (here,)
        elif layer == self.net.depth:
            yield from self.at_the_output(j)
        else:
            for k in leading_nodes(self.net, self.of, layer + 1):
                for path in self.from_z(layer + 1, k):
                    yield (*path, W(layer + 1, j, k))

    def from_z(self, layer: int, j: int) -> Iterator[Factors]:
        """The paths from pre-activation j of the layer to the output."""
        here = d(self.of, z(layer, j))
        if stops(self.net, here, self.gradient):
            yield (here,)
            return
        activation = self.net.activation(layer)
        for k, local in activation.edges(self.net.width(layer) or 0, layer, j):
            assert isinstance(k, int)
            for path in self.from_a(layer, k):
                yield path if local == 1 else (*path, local)

    def at_the_output(self, j: int) -> Iterator[Factors]:
        """The end of a path: nothing if it is the output asked for, the loss's slope for a loss."""
        start = output_factor(self.net, self.of, j)
        if start is not None:
            yield () if start == 1 else (start,)
