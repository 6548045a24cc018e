"""What a statement tells beside the drawing and its numbers: data, loss, step, conventions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from symnn.activations import Activation, Entrywise
from symnn.documents.blocks import Block, Inline, Line, Lines, Link, Paragraph, TableBlock, Text
from symnn.documents.blocks import Vector as Column
from symnn.documents.data import spoken_samples
from symnn.documents.laws import LAMBDA
from symnn.documents.network import cell
from symnn.documents.overview import worked_of
from symnn.documents.reasons import is_piecewise_constant
from symnn.documents.worked import Worked
from symnn.evaluate.solution import Solution
from symnn.evaluate.value import with_alpha
from symnn.formula import Apply
from symnn.functions import Pieces
from symnn.losses import Loss
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
            head = name._replace(j=1) if width == 1 else name
            columns.append(((head,), [_entries(one, name, width) for one in each]))
    of_samples = dict.fromkeys(q.at(0) for q in net.given if q.sample)
    for name, group in _by_layer(of_samples).items():
        if _is_whole(worked, name, group):
            columns.append(((name,), [(Column(_values(one, group)),) for one in each]))
        else:
            columns += [((q,), [_values(one, [q]) for one in each]) for q in group]
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
    layers = _by_layer(shown).items()
    lines = [line for name, group in layers for line in _given_layer(worked, name, group)]
    if lines:
        yield Lines(tuple(lines), ("Known already:",))


def _given_layer(worked: Worked, name: Quantity, group: list[Quantity]) -> Iterator[Line]:
    """The given values of a layer, as a vector where they are all there."""
    if _is_whole(worked, name, group):
        yield Line(name, (Link("=", Column(_values(worked, group))),))
    else:
        yield from (Line(q, (Link("=", _values(worked, [q])[0]),)) for q in group)


def _by_layer(quantities: Iterable[Quantity]) -> dict[Quantity, list[Quantity]]:
    """The quantities by what they are called without the number of their node."""
    layers: dict[Quantity, list[Quantity]] = {}
    for quantity in quantities:
        layers.setdefault(quantity._replace(j=0), []).append(quantity)
    return layers


def _is_whole(worked: Worked, name: Quantity, group: list[Quantity]) -> bool:
    """Whether the quantities are those of all nodes of a layer that has several."""
    return name.kind in ("z", "a") and 1 < len(group) == worked.net.width(name.layer)


def _values(worked: Worked, group: list[Quantity]) -> tuple[Inline, ...]:
    """The given values of quantities: as numbers are shown here, but ln 2 as ln 2."""
    given = worked.net.given
    forms = [given.get(q.at(worked.sample), given.get(q)) for q in group]
    return tuple(
        cell(worked, q) if form is None or isinstance(form, (int, Fraction)) else form
        for q, form in zip(group, forms, strict=True)
    )


def loss(net: Network) -> Iterator[Block]:
    """The loss as a formula in the outputs and the targets."""
    formula = LOSS.law(net, L) if net.loss is not None else None
    if net.loss is not None and formula is not None:
        lead = f"The loss of a sample, the {spoken_loss(net.loss)}:"
        yield Lines((Line(L, (Link("=", formula),)),), (lead,))


def spoken_loss(loss: Loss) -> str:
    """The loss in a sentence: half square loss, binary cross-entropy."""
    words = loss.name.replace("cross_entropy", "cross-entropy").replace("_", " ")
    return words if words.endswith("entropy") else f"{words} loss"


def step(worked: Worked) -> Iterator[Block]:
    """What the risk is, and with which learning rate a step is made."""
    net = worked.net
    sentences: list[Inline] = [*_risk(net)] if net.loss is not None else []
    if net.learning_rate is not None:
        kept = "; the biases are kept" if net.biased and net.train_biases == "false" else ""
        sentences += [" The learning rate is ", LAMBDA, " = ", worked.number(LAMBDA), f"{kept}."]
    if sentences and net.biased and net.shared_biases:
        sentences.append(" All nodes of a layer have one bias in common.")
    if sentences:
        yield Paragraph(tuple(sentences))


def _risk(net: Network) -> Iterator[Inline]:
    """Over which samples the risk is the mean, and what is added to it."""
    if len(net.data) == 1 and not net.l2:
        return
    yield from ("The risk ", R, " is the loss" if len(net.data) == 1 else f" is {_mean(net)}")
    if net.l2:
        yield from (", plus ", Fraction(net.l2) / 2, " times the sum of the squares of all weights")
    yield "."


def _mean(net: Network) -> str:
    which = spoken_samples(net.batch)
    which = f"the {which}" if len(net.batch) > 1 else f"{which} alone"
    return f"the mean of the loss over {which if net.batches else 'all samples'}"


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
