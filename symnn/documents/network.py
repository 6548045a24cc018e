"""The network itself: its layers, and the numbers it was given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from symnn.documents.blocks import (
    Block,
    Heading,
    Inline,
    Line,
    Lines,
    Link,
    Matrices,
    Matrix,
    TableBlock,
    Vector,
)
from symnn.documents.figures import brief
from symnn.documents.reasons import spoken_name
from symnn.documents.worked import Worked
from symnn.evaluate.value import Missing
from symnn.network.model import Network
from symnn.quantities import Quantity, W, b, x, y

MOST_ROWS = 16
"""Rows and columns above which a matrix is not drawn."""
MOST_IN_A_VECTOR = 24
"""Entries above which a vector is not written."""


def network(worked: Worked, drawn: bool = True) -> Iterator[Block]:
    """The drawing, the layers, then W, b, x, y as far as somebody said something about them."""
    yield Heading(2, ("The network",))
    yield from overall(worked, drawn)
    yield from parameters(worked)


def overall(worked: Worked, drawn: bool = True) -> Iterator[Block]:
    """The drawing if it is wanted, and the layers."""
    if drawn:
        from symnn.documents.drawing import drawing  # a tenth of what a run in a terminal costs

        yield drawing(worked)
    yield layers(worked.net)


def layers(net: Network) -> TableBlock:
    """The layers with their shapes, activations and numbers of parameters."""
    header = ("layer", "nodes", "g", "W", *["b"] * net.biased, "parameters")
    empty = ("",) * (len(header) - 2)
    rows: list[tuple[object, ...]] = [("input", _count(net.widths[0]), *empty)]
    pairs = zip(net.widths[:-1], net.widths[1:], strict=True)
    for layer, (n_in, n_out) in enumerate(pairs, 1):
        bias = [_count(n_out)] * net.biased
        shape = f"{_count(n_in)} × {_count(n_out)}"
        count = _count(net.parameters_per_layer[layer - 1])
        name = spoken_name(net.activation(layer))
        rows.append((layer, _count(n_out), name, shape, *bias, count))
    rows.append(("total", "", *empty[:-1], _count(net.parameters)))
    cells = tuple(tuple((str(cell),) for cell in row) for row in rows)
    last = len(header) - 1
    numeric = frozenset([1, last - 1, last] if net.biased else [1, last])
    return TableBlock(tuple((name,) for name in header), cells, numeric)


def parameters(worked: Worked) -> Iterator[Block]:
    """W as matrices, b and the data of a single sample as vectors; unknown entries by name."""
    net = worked.net
    known = [layer for layer in range(1, net.depth + 1) if net.W[layer - 1]]
    yield from drawn(worked, known, lambda layer, i, j: W(layer, i, j), Quantity("W"))
    lines = [
        _vector(worked, Quantity("b", layer), partial(b, layer), net.widths[layer])
        for layer in range(1, net.depth + 1)
        if net.b[layer - 1]
    ]
    lines += _data_vectors(worked) if len(net.data) == 1 else []
    if lines:
        yield Lines(tuple(lines))


def data_point(worked: Worked) -> Iterator[Block]:
    """The input and the targets of the sample, as far as there are any."""
    lines = _data_vectors(worked)
    if lines:
        yield Lines(tuple(lines))


def drawn(
    worked: Worked,
    layers: Iterable[int],
    entry: Callable[[int, int, int], Quantity],
    name: Quantity,
) -> Iterator[Block]:
    """Matrices of n_(l-1) rows by n_l columns, one a layer, of those that are not too large."""
    matrices = []
    for layer in layers:
        rows, columns = worked.net.widths[layer - 1] or 0, worked.net.widths[layer] or 0
        if max(rows, columns) > MOST_ROWS:
            continue
        cells = tuple(
            tuple(cell(worked, entry(layer, i, j)) for j in range(1, columns + 1))
            for i in range(1, rows + 1)
        )
        matrices.append(Matrix(name._replace(layer=layer), cells))
    if matrices:
        yield Matrices(tuple(matrices))


def cell(worked: Worked, quantity: Quantity) -> Inline:
    """A quantity in a table: its number in short; an unknown entry by its name."""
    number = worked.number(quantity)
    if isinstance(number, Missing):
        return quantity if quantity.kind in "Wbxy" and not quantity.of else number
    return brief(number)


def row(worked: Worked, name: Quantity, quantities: list[Quantity]) -> Line:
    """A line with a vector of numbers."""
    return Line(name, (Link("=", Vector(tuple(cell(worked, q) for q in quantities))),))


def _data_vectors(worked: Worked) -> list[Line]:
    net, point = worked.net, worked.net.data[worked.sample - 1]
    inputs = [_vector(worked, Quantity("x"), x, net.widths[0])] if point.x else []
    targets = [_vector(worked, Quantity("y"), y, net.widths[-1])] if point.y else []
    return inputs + targets


def _vector(
    worked: Worked, name: Quantity, entry: Callable[[int], Quantity], width: int | None
) -> Line:
    if (width or 0) > MOST_IN_A_VECTOR:
        return Line(name, (Link("=", "..."),), (f"{width} numbers",))
    return row(worked, name, [entry(j) for j in range(1, (width or 0) + 1)])


def _count(number: int | None) -> str:
    return "?" if number is None else f"{number:,}"
