"""The passes in matrix form: layer by layer, with columns and matrices."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from symnn.documents.backward import ORDER, by_law, start
from symnn.documents.blocks import Block, Heading, MatrixLines, Paragraph
from symnn.documents.matrix_line import matrix_lines
from symnn.documents.reasons import spoken_name
from symnn.documents.worked import Worked
from symnn.network.model import Network
from symnn.quantities import H, Quantity, W, a, b, d, d_a, d_z, slope, z

OVERVIEW = (
    "Too large for its entries to be written here: the laws follow, layer by layer, with their "
    "shapes. Any entry can be asked for with --only, and --format json has all of them."
)
ASKED_FOR = "Entries that were not asked for, nor needed for what was, keep their names."


def matrix_overview(worked: Worked) -> Iterator[Block]:
    """What is left out of a large network."""
    if worked.overview:
        yield Paragraph((OVERVIEW,))


def asked_for(worked: Worked) -> Iterator[Block]:
    """What the names in matrices mean where only a part was asked for."""
    if worked.shown is not None:
        yield Paragraph((ASKED_FOR,))


def matrix_forward(worked: Worked) -> Iterator[Block]:
    """z and a of every layer, and the outputs."""
    net, blocks = worked.net, list[Block]()
    for layer in range(1, net.depth + 1):
        title = Heading(3, (f"Layer {layer}, {spoken_name(net.activation(layer))}",))
        lines = matrix_lines(worked, [z(layer, 0), a(layer, 0)])
        blocks += [title, *lines] if lines else []
    outputs = worked.group(net.outputs) if net.widths[-1] == 1 else matrix_lines(worked, [H()])
    blocks += [Heading(3, ("Output",)), *outputs] if outputs else []
    if blocks:
        yield Heading(2, ("Forward pass in matrix form",))
        yield from blocks


def matrix_backward(worked: Worked, of: Quantity) -> Iterator[Block]:
    """All gradients of `of`, from the last layer to the first."""
    net = worked.net
    blocks = [block for layer in range(net.depth, 0, -1) for block in _layer(worked, of, layer)]
    by_inputs = matrix_lines(worked, [d_a(of, 0, 0)], by_law([d_a(of, 0, 0)]))
    blocks += [Heading(3, ("The inputs",)), *by_inputs] if by_inputs else []
    if blocks:
        yield Heading(2, ("Backward pass in matrix form: the gradient of ", of))
        if worked.is_first(of):
            yield Paragraph((ORDER,))
        yield from blocks


def _layer(worked: Worked, of: Quantity, layer: int) -> list[Block]:
    net = worked.net
    by_a, by_z = d_a(of, layer, 0), d_z(of, layer, 0)
    lead = start(of, layer) if layer == net.depth else by_law([by_a])
    parameters = [d(of, q) for q in _parameters(net, layer)]
    blocks: list[Block] = [
        *matrix_lines(worked, [by_a], lead),
        *(_slopes(worked, layer) if of == worked.tops[0] else ()),
        *matrix_lines(worked, [by_z], by_law([by_z])),
        *(block for q in parameters for block in matrix_lines(worked, [q], by_law([q]))),
    ]
    return [Heading(3, (f"Layer {layer}",)), *blocks] if blocks else []


def _slopes(worked: Worked, layer: int) -> list[MatrixLines]:
    activation = worked.net.activation(layer)
    if activation.is_identity:
        return []
    if activation.entrywise:
        lead = f"Slopes in layer {layer}:"
        return matrix_lines(worked, [slope(activation.name, layer, 0)], (lead,))
    lead = f"Derivatives of the activation of layer {layer}, a row for each a, a column for each z:"
    return matrix_lines(worked, [d(a(layer, 0), z(layer, 0))], (lead,))


def _parameters(net: Network, layer: int) -> list[Quantity]:
    return [W(layer, 0, 0), *[b(layer, 0)] * net.biased]


def by_layers(
    worked: Worked, make: Callable[[Quantity], Quantity], biases: bool
) -> list[MatrixLines]:
    """The lines of a quantity for the weights and, if these are wanted, the biases of a layer."""
    net, found = worked.net, []
    for layer in range(1, net.depth + 1):
        parameters = _parameters(net, layer)[: 1 + biases]
        found += matrix_lines(worked, list(map(make, parameters)))
    return found
