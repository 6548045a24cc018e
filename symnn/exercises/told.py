"""What a statement tells beside the drawing and its numbers: data, loss, step, conventions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from symnn.activations import Activation, Entrywise
from symnn.documents.blocks import Block, Inline, Line, Lines, Link, Paragraph, TableBlock, Text
from symnn.documents.blocks import Vector as Column
from symnn.documents.laws import LAMBDA
from symnn.documents.network import cell, row
from symnn.documents.overview import worked_of
from symnn.documents.reasons import is_piecewise_constant
from symnn.documents.worked import Worked
from symnn.evaluate.solution import Solution
from symnn.evaluate.value import with_alpha
from symnn.formula import Apply
from symnn.functions import Pieces
from symnn.network.model import Network
from symnn.quantities import L, Quantity, R
from symnn.rules import LOSS


def told(net: Network, solution: Solution) -> Iterator[Block]:
    """The data of several samples, the loss, the step and the conventions, as far as they are."""
    worked = worked_of(solution, None)
    if len(net.data) > 1:
        yield data_table(worked)
    yield from given(worked)
    yield from loss(net)
    yield from step(worked)
    yield from conventions(net)


def data_table(worked: Worked) -> TableBlock:
    """A row a sample: its x and y as far as they are known, and what else is given of it."""
    net, points = worked.net, worked.net.data
    each = [replace(worked, sample=number) for number in range(1, len(points) + 1)]
    columns: list[tuple[Text, list[Text]]] = [(("sample",), [(str(k),) for k in _numbers(net)])]
    for name, width, known in _vectors(net):
        if known:
            columns.append(((name,), [_entries(one, name, width) for one in each]))
    for quantity in dict.fromkeys(q.at(0) for q in net.given if q.sample):
        columns.append(((quantity,), [(cell(one, quantity),) for one in each]))
    header, cells = zip(*columns, strict=True)
    return TableBlock(header, tuple(zip(*cells, strict=True)), frozenset(range(len(header))))


def _numbers(net: Network) -> range:
    return range(1, len(net.data) + 1)


def _vectors(net: Network) -> Iterator[tuple[Quantity, int, bool]]:
    yield Quantity("x"), net.widths[0] or 0, all(_is_known(point.x) for point in net.data)
    yield Quantity("y"), net.widths[-1] or 0, all(_is_known(point.y) for point in net.data)


def _is_known(vector: Sequence[object] | None) -> bool:
    return vector is not None and any(entry is not None for entry in vector)


def _entries(worked: Worked, name: Quantity, width: int) -> Text:
    entries: list[Inline] = [cell(worked, name._replace(j=j)) for j in range(1, width + 1)]
    return (entries[0],) if width == 1 else (Column(tuple(entries)),)


def given(worked: Worked) -> Iterator[Block]:
    """The quantities whose values are told, but for those that stand in the table of the data."""
    several = len(worked.net.data) > 1
    shown = [q for q in worked.net.given if not (several and q.sample)]
    layers: dict[Quantity, list[Quantity]] = {}
    for quantity in shown:
        layers.setdefault(quantity._replace(j=0), []).append(quantity)
    lines = [line for name, group in layers.items() for line in _given_layer(worked, name, group)]
    if lines:
        yield Lines(tuple(lines), ("Known already:",))


def _given_layer(worked: Worked, name: Quantity, group: list[Quantity]) -> Iterator[Line]:
    """The given values of a layer, as a vector where they are all there."""
    nodes = range(1, (worked.net.width(name.layer) or 0) + 1)
    if name.kind in ("z", "a") and 1 < len(nodes) == len(group):
        yield row(worked, name, [name._replace(j=j) for j in nodes])
    else:
        yield from (Line(q, (Link("=", cell(worked, q)),)) for q in group)


def loss(net: Network) -> Iterator[Block]:
    """The loss as a formula in the outputs and the targets."""
    formula = LOSS.law(net, L) if net.loss is not None else None
    if net.loss is not None and formula is not None:
        name = net.loss.name.replace("_", " ")
        yield Lines((Line(L, (Link("=", formula),)),), (f"The loss of a sample, {name}:",))


def step(worked: Worked) -> Iterator[Block]:
    """Over which samples the risk is the mean, and the learning rate of a step."""
    net = worked.net
    sentences: list[Inline] = []
    if net.loss is not None and len(net.data) > 1:
        which = "all samples"
        if net.steps_on:
            *most, last = map(str, net.steps_on)
            which = f"the samples {', '.join(most)} and {last}" if most else f"sample {last} alone"
        sentences += ["The risk ", R, f" is the mean of the loss over {which}."]
    if net.learning_rate is not None:
        kept = "; the biases are kept" if net.biased and net.train_biases == "false" else ""
        sentences += [" The learning rate is ", LAMBDA, " = ", worked.number(LAMBDA), f"{kept}."]
    if sentences:
        yield Paragraph(tuple(sentences))


def conventions(net: Network) -> Iterator[Block]:
    """The slope of a leaky ReLU, and slopes at kinks where a convention is declared."""
    activations = dict.fromkeys(net.activations)
    if any(g.name == "leaky_relu" for g in activations):
        yield Paragraph(("Below 0 the leaky ReLU (LReLU) has the slope ", net.alpha, "."))
    if net.relu_at_zero != "undefined":
        lines = [_at_zero(g, net) for g in activations if is_piecewise_constant(g)]
        if lines:
            yield Lines(tuple(lines), ("By convention:",))


def _at_zero(activation: Activation, net: Network) -> Line:
    """The slope of an activation at its kink."""
    assert isinstance(activation, Entrywise)
    pieces = with_alpha(activation.derivative or 0, net.alpha)
    assert isinstance(pieces, Pieces)
    assert net.relu_at_zero != "undefined"
    at_kink = Apply(f"{activation.name}_prime", 0)
    return Line(at_kink, (Link("=", pieces.conventions[net.relu_at_zero]),))
