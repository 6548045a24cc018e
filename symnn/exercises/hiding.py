"""Numbers made unknown, so that an exercise tells no more than its answer needs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from symnn.evaluate.solution import Solution
from symnn.evaluate.value import Missing
from symnn.formula import Formula
from symnn.network.model import Entry, Network
from symnn.quantities import Quantity, W, b, plain_name


def needed_only(net: Network, quantities: Sequence[Quantity]) -> Network:
    """The network without the weights and biases that the values of quantities do not depend on.

    They are taken away one after the other, from the last layer to the first, as long as all
    values are still determined: what is multiplied by 0 may be anything.

    Args:
        net: a network with numbers and one sample.
        quantities: of which the values are to stay what they are.
    """
    parameters, hidden = [*net.weights(), *net.biases()], list[Quantity]()
    names = [plain_name(quantity) for quantity in quantities]
    for parameter in sorted(parameters, key=lambda q: q.indices, reverse=True):
        solution = Solution(without(net, [*hidden, parameter]), names)
        if not any(isinstance(solution.of_quantity(q), Missing) for q in quantities):
            hidden.append(parameter)
    return without(net, hidden)


def without(net: Network, hidden: Collection[Quantity]) -> Network:
    """The network with some of its weights and biases unknown."""

    def left(quantity: Quantity, entry: Entry) -> Entry:
        return None if quantity in hidden else entry

    matrices, vectors = [], []
    for layer, (matrix, vector) in enumerate(zip(net.W, net.b, strict=True), 1):
        rows = tuple(
            tuple(left(W(layer, i, j), entry) for j, entry in enumerate(row, 1))
            for i, row in enumerate(matrix or (), 1)
        )
        entries = tuple(left(b(layer, j), entry) for j, entry in enumerate(vector or (), 1))
        matrices.append(rows if any(map(_any_known, rows)) else None)
        vectors.append(entries if _any_known(entries) else None)
    return replace(net, W=tuple(matrices), b=tuple(vectors))


def _any_known(entries: tuple[Formula | None, ...]) -> bool:
    return any(entry is not None for entry in entries)
