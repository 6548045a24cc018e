"""The forward pass: z and a of every layer, the outputs, the loss of a sample."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symnn.documents.blocks import Block, Heading, Lines, Paragraph
from symnn.documents.reasons import spoken_name
from symnn.documents.targets import by_nodes
from symnn.documents.worked import Worked
from symnn.quantities import L, Quantity, a, z


def forward(worked: Worked) -> Iterator[Block]:
    """The pre-activations and activations, layer by layer, and the outputs."""
    net = worked.net
    blocks = [block for layer in range(1, net.depth + 1) for block in _layer(worked, layer)]
    outputs = worked.group(net.outputs)
    if outputs:
        blocks += [Heading(3, ("Output",)), *outputs]
    if blocks:
        yield Heading(2, ("Forward pass",))
        yield from blocks


def loss(worked: Worked) -> Iterator[Block]:
    """The loss of the sample."""
    net = worked.net
    lines = worked.group([L]) if net.loss is not None else []
    if lines and net.loss is not None:
        yield Heading(3, (f"Loss, {net.loss.name.replace('_', ' ')}",))
        yield from lines


def _layer(worked: Worked, layer: int) -> Iterator[Block]:
    title = Heading(3, (f"Layer {layer}, {spoken_name(worked.net.activation(layer))}",))
    if worked.net.widths[layer] is None:
        yield title
        yield Paragraph(("The number of nodes is not known, so nothing can be said here.",))
        return
    lines = _lines(worked, layer)
    if lines:
        yield title
        yield from lines


def _lines(worked: Worked, layer: int) -> list[Lines]:
    """z and a of node after node; all z before the first a where each a needs them all."""
    by_z = by_nodes(worked.net, layer, lambda j: z(layer, j))
    by_a = by_nodes(worked.net, layer, lambda j: a(layer, j))
    groups: list[Sequence[Quantity]] = [by_z, by_a]
    if worked.net.activation(layer).entrywise and 2 * len(by_z) <= worked.most:
        groups = [[q for pair in zip(by_z, by_a, strict=True) for q in pair]]
    return [lines for targets in groups for lines in worked.group(targets)]
