"""The backward pass: the recursion from the last layer to the first, law by law."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symnn.documents.blocks import Block, Heading, Lines, Paragraph, Text
from symnn.documents.laws import LECTURE
from symnn.documents.targets import by_biases, by_nodes, by_weights, local_derivatives
from symnn.documents.worked import Worked, equal
from symnn.quantities import Quantity, a, d, x, z
from symnn.rules import rule_for

ORDER = "From the last layer to the first: every line uses only what stands above it."
ZEROS: Text = ("Zero with their unit:",)
"""What stands above lines that say which derivatives are 0 together."""
MOST_ZEROS = 40
"""Gradients of one unit above which they are not gathered in a line of zeros."""


def backward(worked: Worked, of: Quantity) -> Iterator[Block]:
    """All gradients of `of`, each from those before it; the slopes stand with the first `of`."""
    net = worked.net
    blocks = [block for layer in range(net.depth, 0, -1) for block in _layer(worked, of, layer)]
    inputs = by_nodes(net, 0, lambda j: d(of, x(j)))
    by_inputs = worked.group(inputs, by_law(inputs))
    if by_inputs:
        blocks += [Heading(3, ("The inputs",)), *by_inputs]
    if blocks:
        yield Heading(2, ("Backward pass: the gradient of ", of))
        if worked.is_first(of):
            yield Paragraph((ORDER,))
        yield from blocks


def _layer(worked: Worked, of: Quantity, layer: int) -> list[Block]:
    net = worked.net
    by_a = by_nodes(net, layer, lambda j: d(of, a(layer, j)))
    by_z = by_nodes(net, layer, lambda j: d(of, z(layer, j)))
    blocks: list[Block] = [
        *worked.group(by_a, start(of, layer) if layer == net.depth else by_law(by_a)),
        *(_slopes(worked, layer) if of == worked.tops[0] else ()),
        *worked.group(by_z, by_law(by_z)),
        *_parameters(worked, of, layer),
    ]
    return [Heading(3, (f"Layer {layer}",)), *blocks] if blocks else []


def slopes(worked: Worked, of: Quantity) -> Iterator[Block]:
    """The local derivatives alone, for those who multiply them along paths."""
    layers = range(worked.net.depth, 0, -1)
    found = [lines for layer in layers for lines in _slopes(worked, layer)]
    if found and of == worked.tops[0]:
        yield Heading(2, ("Slopes of the activations",))
        yield from found


def _slopes(worked: Worked, layer: int) -> list[Lines]:
    entrywise = worked.net.activation(layer).entrywise
    lead: Text = (f"Slopes in layer {layer}:",)
    if not entrywise:
        lead = (f"Derivatives of the activation of layer {layer}:",)
    return worked.group(local_derivatives(worked.net, layer), lead)


def _parameters(worked: Worked, of: Quantity, layer: int) -> Iterator[Lines]:
    """Claim #1 and the biases; what vanishes with its unit stands in one line a unit."""
    net = worked.net
    nodes = range(1, (net.widths[layer] or 0) + 1)
    gather = not worked.overview and (net.widths[layer - 1] or 0) <= MOST_ZEROS
    zero = [j for j in nodes if gather and worked.value(d(of, z(layer, j))) == 0]
    rest = [j for j in nodes if j not in zero] if zero else nodes
    weights = by_weights(net, layer, lambda q: d(of, q), rest)
    biases = by_biases(net, layer, lambda q: d(of, q), rest)
    yield from worked.group(weights, by_law(weights))
    yield from worked.group(biases, by_law(biases))
    yield from _zeros(worked, of, layer, zero)


def _zeros(worked: Worked, of: Quantity, layer: int, units: list[int]) -> Iterator[Lines]:
    """One line for each unit whose ∂/∂z is 0: all that it is a factor of."""
    net, lines = worked.net, []
    for j in units:
        targets = [*by_weights(net, layer, lambda q: d(of, q), [j])]
        targets += by_biases(net, layer, lambda q: d(of, q), [j])
        wanted = [target for target in targets if worked.wanted(target)]
        if wanted:
            lines.append(equal(wanted, 0, ("since ", d(of, z(layer, j)), " = ", 0)))
    if lines:
        yield Lines(tuple(lines), ZEROS)


def by_law(targets: Sequence[Quantity]) -> Text:
    """The law above its lines."""
    rule = rule_for(targets[0]) if targets else None
    if rule is None or rule.name not in LECTURE:
        return ("Biases:",)
    return (f"By {LECTURE[rule.name]}:",)


def start(of: Quantity, layer: int) -> Text:
    """What the recursion starts with, above its lines."""
    if of.kind == "L":
        return ("Start, the slope of the loss:",)
    return ("Start, as ", of, " is ", a(layer, of.j or 1), ":")
