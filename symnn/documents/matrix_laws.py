"""The laws of whole layers in letters, at the top of a solution in matrix form."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from symnn.activations import Activation
from symnn.documents.blocks import (
    Block,
    Heading,
    Line,
    Lines,
    Link,
    OfMatrices,
    Paragraph,
    Text,
)
from symnn.documents.laws import name_of_law, used
from symnn.matrix_formula import MatrixFormula, Written
from symnn.matrix_rules import matrix_rule_for
from symnn.network.model import Network
from symnn.quantities import H, L, Letter, Quantity, W, a, b, d, d_a, d_z, slope, symbol, y, z

_l, _i, _j = Letter("ℓ"), Letter("i"), Letter("j")


def matrix_laws(
    net: Network, tops: Sequence[Quantity], shown: Collection[Quantity] | None = None
) -> Iterator[Block]:
    """The matrix laws that a solution uses, each once.

    Args:
        net: the network.
        tops: what gradients are taken of; none where only the forward pass is asked for.
        shown: the quantities whose lines are shown; None for all.
    """
    targets = [z(_l, 0), a(_l, 0)]
    if tops:
        of = tops[0]._replace(j=0)
        targets += [d_a(of, _l, 0), d_z(of, _l, 0), *_through_columns(net, of)]
        targets += [d(of, W(_l, 0, 0)), *[d(of, b(_l, 0))] * net.biased]
    lines = [_line(net, q) for q in used(targets, shown)]
    if lines:
        yield Heading(2, ("The laws in matrix form",))
        yield Paragraph(_letters(bool(tops)))
        yield Lines(tuple(lines))
        yield from _of_entries(net, tops)


def _letters(backward: bool) -> Text:
    """What is a column, what a matrix, and what the signs stand for."""
    sizes: Text = (
        W(_l, 0, 0), " has a row for every node of layer ", symbol("ℓ-1"),
        " and a column for every node of layer ", symbol("ℓ"), "; all others are columns. ",
    )  # fmt: skip
    names: Text = (Quantity("a", 0), " is ", Quantity("x"), ", ")
    ends: Text = (Quantity("a", Letter("L")), " is ", H(), "; a raised T transposes")
    return (*sizes, *names, *ends, "; ⊙ multiplies entry by entry." if backward else ".")


def _line(net: Network, target: Quantity) -> Line:
    rule = matrix_rule_for(target)
    assert rule is not None
    why = f"{name_of_law(rule.rule)}: {rule.summary}"
    if isinstance(target.layer, int):
        name, law = net.activation(target.layer).name, rule.law(net, target)
        why = f"{name_of_law(rule.rule)} for {name}: z acts through all activations of its layer"
    else:
        law = rule.general(target, net.biased)
        why = why if net.biased else why.removesuffix(", plus the biases")
    assert law is not None
    return Line(target, (Link("=", OfMatrices(law)),), (why,))


def _through_columns(net: Network, of: Quantity) -> Iterator[Quantity]:
    """The gradients by z of layers whose activation is vector-valued: their law is another."""
    for layer in range(1, net.depth + 1):
        if not net.activation(layer).entrywise:
            yield d_z(of, layer, 0)


def _of_entries(net: Network, tops: Sequence[Quantity]) -> Iterator[Lines]:
    """The laws of single entries that have no form for whole columns: slopes, Jacobians, losses."""
    if not tops:
        return
    layers = {net.activation(layer): layer for layer in range(net.depth, 0, -1)}
    lines = [line for one, layer in layers.items() for line in _derivatives(net, one, layer)]
    start = d_a(L, net.depth, 0)
    if L in tops and net.loss is not None and isinstance(_law(net, start), Written):
        last = a(net.depth, _j)
        lines.append(Line(d(L, last), (Link("=", net.loss.slope(last, y(_j))),)))
    if lines:
        yield Lines(tuple(lines), ("Entry by entry:",))


def _derivatives(net: Network, activation: Activation, layer: int) -> Iterator[Line]:
    """The derivative of an activation, if it has no form for whole columns."""
    if activation.entrywise:
        here, there = slope(activation.name, layer, 0), slope(activation.name, _l, _j)
        if not activation.is_identity and isinstance(_law(net, here), Written):
            yield Line(there, (Link("=", activation.local_law(there)),))
        return
    for above, note in ((_j, ()), (_i, ("for ", symbol("i ≠ j")))):
        entry = d(a(layer, above), z(layer, _j))
        yield Line(entry, (Link("=", activation.local_law(entry)),), note)


def _law(net: Network, target: Quantity) -> MatrixFormula | None:
    rule = matrix_rule_for(target)
    assert rule is not None
    return rule.law(net, target)
