"""The whole gradient at a glance: a matrix and a vector a layer."""

from __future__ import annotations

from collections.abc import Iterator

from symnn.documents.blocks import Block, Heading, Lines, Paragraph
from symnn.documents.network import MOST_IN_A_VECTOR, drawn, row
from symnn.documents.targets import by_biases
from symnn.documents.worked import Worked
from symnn.quantities import Quantity, W, d


def gradient(worked: Worked, of: Quantity) -> Iterator[Block]:
    """The gradient of `of` by all weights and biases; nothing if only some were asked for."""
    net = worked.net
    layers = range(1, net.depth + 1)
    if None in net.widths or not _all_known(worked, of):
        return
    yield Heading(2, ("The whole gradient of ", of))
    yield from drawn(worked, layers, lambda n, i, j: d(of, W(n, i, j)), d(of, Quantity("W")))
    biases = {n: [*by_biases(net, n, lambda q: d(of, q))] for n in layers}
    lines = [
        row(worked, d(of, Quantity("b", n)), targets)
        for n, targets in biases.items()
        if 0 < len(targets) <= MOST_IN_A_VECTOR
    ]
    if lines:
        yield Lines(tuple(lines))
    if worked.is_first(of):
        yield Paragraph((f"{net.parameters} entries, one for every parameter.",))


def _all_known(worked: Worked, of: Quantity) -> bool:
    """Whether all entries were worked out and are to be shown."""
    if worked.shown is not None:
        parameters = (*worked.net.weights(), *worked.net.biases())
        return all(worked.wanted(d(of, q)) for q in parameters)
    return worked.solution.goals.sample is None
