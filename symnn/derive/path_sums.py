"""The chain rule's sum over all paths, in numbers, for networks with more paths than paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from symnn.derive.path_ends import nodes, output_factor, stops
from symnn.formula import Formula
from symnn.network.model import Network
from symnn.quantities import Quantity, W, a, d, z

T = TypeVar("T")


@dataclass(frozen=True)
class PathSums(Generic[T]):
    """The sum over all paths without writing them out: forward, layer by layer.

    What reaches a node is summed before it goes on (distributivity), so the cost is that of one
    forward pass per gradient. This runs the other way round than backpropagation and shares
    nothing with it but the local derivatives.

    Args:
        net: the network.
        value: of a factor: a weight, a slope, a loss's slope, 1.
        add: the sum of many.
        multiply: the product of two.
    """

    net: Network
    value: Callable[[Formula], T]
    add: Callable[[list[T]], T]
    multiply: Callable[[tuple[T, T]], T]

    def at_node(self, gradient: Quantity, known: Mapping[Quantity, T] | None = None) -> T:
        """The gradient by a z, an a or an x.

        Args:
            gradient: which one.
            known: gradients by z of the layer that follows an a or x, from earlier calls: its
                paths are theirs with one edge more.

        Raises:
            UnknownWidth: if the width of a layer on the way is unknown.
        """
        layer, _, j = gradient.indices
        of = gradient.top
        if known and gradient.kind != "z" and layer < self.net.depth:
            ways = [
                (W(layer + 1, j, k), d(of, z(layer + 1, k))) for k in nodes(self.net, layer + 1)
            ]
            return self.add([self._times(weight, known[by_z]) for weight, by_z in ways])
        ends: list[T] = []
        reached = {j: self.value(1)}
        if gradient.kind == "z":
            reached = self._through(gradient, layer, reached, ends)
        while layer < self.net.depth:
            reached = self._along(layer + 1, self._stopped(gradient, a, layer, reached, ends))
            layer += 1
            reached = self._through(gradient, layer, reached, ends)
        return self._ended(gradient, self._stopped(gradient, a, layer, reached, ends), ends)

    def _ended(self, gradient: Quantity, reached: dict[int, T], ends: list[T]) -> T:
        """All paths summed, those that reach the output times their factor there."""
        for k, value in reached.items():
            factor = output_factor(self.net, gradient.top, k)
            if factor is not None:
                ends.append(self._times(factor, value))
        return self.add(ends) if ends else self.value(0)

    def _along(self, layer: int, reached: dict[int, T]) -> dict[int, T]:
        """Along the edges into a layer."""
        if not reached:
            return {}
        return {
            k: self.add([self._times(W(layer, j, k), value) for j, value in reached.items()])
            for k in nodes(self.net, layer)
        }

    def _through(
        self, gradient: Quantity, layer: int, reached: dict[int, T], ends: list[T]
    ) -> dict[int, T]:
        """Through the activation of a layer."""
        arriving: dict[int, list[T]] = {}
        for j, value in self._stopped(gradient, z, layer, reached, ends).items():
            for k, local in self.net.activation(layer).edges(self.net.width(layer) or 0, layer, j):
                assert isinstance(k, int)
                arriving.setdefault(k, []).append(self._times(local, value))
        return {k: self.add(values) for k, values in arriving.items()}

    def _stopped(
        self,
        gradient: Quantity,
        node: Callable[[int, int], Quantity],
        layer: int,
        reached: dict[int, T],
        ends: list[T],
    ) -> dict[int, T]:
        """What goes on, after the nodes whose gradient is given have ended their paths."""
        going: dict[int, T] = {}
        for j, value in reached.items():
            here = d(gradient.top, node(layer, j))
            if stops(self.net, here, gradient):
                ends.append(self._times(here, value))
            else:
                going[j] = value
        return going

    def _times(self, factor: Formula, value: T) -> T:
        return value if factor == 1 else self.multiply((self.value(factor), value))
