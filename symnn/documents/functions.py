"""Activation functions and their slopes in letters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from symnn.activations import A, Activation, Entrywise
from symnn.documents.blocks import Block, Line, Lines, Link, Number, Text
from symnn.documents.worked import Worked
from symnn.evaluate.value import with_alpha
from symnn.formula import Apply, Formula
from symnn.formula import replace as put_in_place
from symnn.functions import Definition, Pieces, Z
from symnn.network.model import Network
from symnn.quantities import Letter, Quantity, a, d, z


def definition(activation: Activation, net: Network) -> Iterator[Block]:
    """The function and its slope, each piece in its line; of softmax its law and its Jacobian.

    Args:
        activation: the function.
        net: the network that says what the slope of a leaky ReLU is.
    """
    if isinstance(activation, Entrywise):
        lines = list(_entrywise(activation, net))
    else:
        lines = list(_of_a_vector(activation))
    if lines:
        yield Lines(tuple(lines))


def _entrywise(activation: Entrywise, net: Network) -> Iterator[Line]:
    slope = activation.derivative_by_value
    value = activation.spelled or activation.value
    derivative = activation.derivative if slope is None else slope
    names = (activation.name, f"{activation.name}_prime")
    for name, known in zip(names, (value, derivative), strict=True):
        if known is not None:
            where: Text = ("with ", A, " = ", Apply(activation.name, Z)) if known is slope else ()
            yield from _pieces(Apply(name, Z), with_alpha(known, net.alpha), where)


def _pieces(target: Formula, known: Definition, note: Text) -> Iterator[Line]:
    if not isinstance(known, Pieces):
        yield Line(target, (Link("=", known),), note)
        return
    yield Line(target, (Link("=", known.above),), ("for ", Z, " > 0"))
    yield Line(target, (Link("=", known.below),), ("for ", Z, " < 0"))


def _of_a_vector(activation: Activation) -> Iterator[Line]:
    layer, k, j = Letter("ℓ"), Letter("k"), Letter("j")
    yield Line(a(layer, j), (Link("=", activation.output(Letter("n"), layer, j)),))
    for by in (k, j):
        local: Quantity = d(a(layer, k), z(layer, by))
        note: Text = ("where ", Quantity("symbol", of="k"), " is another node") if by == j else ()
        yield Line(local, (Link("=", activation.local_law(local)),), note)


def value_line(page: Worked, target: Quantity) -> Line | None:
    """The line of an activation, with the function in full before the value."""
    line, activation = page.line(target), page.net.activation(target.layer)
    if line is None or not isinstance(activation, Entrywise):
        return line
    full = activation.spelled or activation.value
    if full is None or isinstance(full, Pieces) or activation.is_identity:
        return line
    put = page.put_in(put_in_place(full, lambda _: z(target.layer, target.j)))
    rounded = any(number.rounded for number in put.values.values())
    at = next(k for k, link in enumerate(line.links) if isinstance(link.expression, Number))
    links = (*line.links[:at], Link("≈" if rounded else "=", put), *line.links[at:])
    return replace(line, links=links)
