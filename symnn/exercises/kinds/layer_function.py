"""A layer as a function from vectors to vectors: its shapes, and how layers are put together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from symnn.documents.blocks import Block, Line, Lines, Link, OfMatrices, Paragraph, Text
from symnn.documents.diagram import diagram
from symnn.documents.network import layers
from symnn.errors import InputError
from symnn.exercises.choices import Option, choice, said, told_apart
from symnn.exercises.content import Content, Later
from symnn.exercises.kinds.kind import Kind
from symnn.exercises.statement import task
from symnn.marking.questions import Question, Wrong
from symnn.matrix_formula import MatrixFormula
from symnn.matrix_rules import matrix_rule_for
from symnn.network.build import shape
from symnn.quantities import Quantity, W, a, b, z

if TYPE_CHECKING:
    from symnn.exercises.exercise import Exercise, Setting
    from symnn.exercises.source import Source
    from symnn.network.model import Network

WIDTHS = range(2, 8)
"""The widths that are drawn, no two alike: then a number says which layer is meant."""


def _check(net: Network) -> None:
    """Let a network pass whose layers can be put together in a wrong order."""
    if net.depth == 1 or len(set(net.widths)) == 1:
        found, expected = str(list(net.widths)), "two layers or more, not all equally wide"
        raise InputError("no network for questions about shapes", found=found, expected=expected)


def _reshaped(setting: Setting, source: Source) -> Network:
    """A network of as many layers, its widths drawn; the network that a spec names is kept."""
    net = setting.net
    if setting.is_own or len(net.widths) > len(WIDTHS):
        return net
    widths = [*source.shuffled(WIDTHS)[: net.depth], net.widths[-1] or 1]
    return replace(shape(widths), activations=net.activations, biased=net.biased)


def _function(layer: int) -> Quantity:
    return Quantity("H", layer)


def _make(exercise: Exercise) -> Content:
    net = exercise.net
    layer = exercise.shared_source("layer").integer(1, net.depth)
    composed = _composition(net, exercise.source("composition"))
    words: Text = (
        "In this network each layer is a function of the vector that the layer before passes on: ",
        _function(layer),
        f" is that of layer {layer}, and so on.",
    )
    return Content(
        task=tuple(task(net, words)),
        shown=Later(lambda: [diagram(net, labelled=False)]),
        asks=(*_shapes(net, layer), composed),
        solution=lambda: list(_solution(net, layer, composed)),
    )


def _shapes(net: Network, layer: int) -> Iterator[Question]:
    """What goes in and what comes out, and the shapes of W and b."""
    into, out = net.widths[layer - 1] or 0, net.widths[layer] or 0
    swapped = "in-and-out-exchanged"
    wrong = {
        into: Wrong(out, swapped, "that is how many numbers come out"),
        out: Wrong(into, swapped, "that is how many numbers go in"),
    }
    asked: list[tuple[str, int, Text]] = [
        ("takes", into, ("How many numbers does ", _function(layer), " take?")),
        ("gives", out, ("How many numbers does ", _function(layer), " give?")),
        ("rows", into, ("How many rows has ", W(layer, 0, 0), "?")),
        ("columns", out, ("How many columns has ", W(layer, 0, 0), "?")),
    ]
    asked += [("biases", out, ("How many entries has ", b(layer, 0), "?"))] * net.biased
    for name, right, prompt in asked:
        yield Question(name, right, prompt, wrong=told_apart(right, [wrong[right]]))


def _composition(net: Network, source: Source) -> Question:
    """Which way of putting the layers together is the network."""
    order = list(range(1, net.depth + 1))
    wrong = {
        "last-layer-first": order[::-1],
        "layers-exchanged": [*order[:-2], order[-1], order[-2]],
        "layer-left-out": [*order[:-2], order[-1]],
        "layer-twice": [*order[:-1], order[-2], order[-1]],
    }
    options, seen = [Option(_composed(order))], [order]
    for name, other in wrong.items():
        if other not in seen:
            seen.append(other)
            options.append(Option(_composed(other), name, _why_not(net, other)))
    return choice(
        "composition",
        ("Which of these is the output of the network for ", Quantity("x"), "?"),
        options,
        source,
    )


def _composed(order: Sequence[int]) -> Text:
    """The layers in the order in which they are applied, the first innermost."""
    opened = [part for layer in reversed(order) for part in (_function(layer), "(")]
    return (*opened, Quantity("x"), ")" * len(order))


def _why_not(net: Network, order: Sequence[int]) -> str:
    """What does not fit, in words."""
    widths = net.widths
    if widths[order[0] - 1] != widths[0]:
        return f"layer {order[0]} takes {widths[order[0] - 1]} numbers, and x has {widths[0]}"
    for one, other in pairwise(order):
        if widths[one] != widths[other - 1]:
            takes, gives = widths[other - 1], widths[one]
            return f"layer {other} takes {takes} numbers, and layer {one} gives {gives}"
    return "that is another function"


def _solution(net: Network, layer: int, composed: Question) -> Iterator[Block]:
    yield layers(net)
    names = (z(layer, 0), a(layer, 0))
    lines = [
        Line(q, (Link("=", OfMatrices(law)),)) for q in names if (law := _law(net, q)) is not None
    ]
    yield Lines(
        tuple(lines),
        (_function(layer), " takes ", a(layer - 1, 0), " and gives ", a(layer, 0), ":"),
    )
    into, out = net.widths[layer - 1], net.widths[layer]
    biases: Text = ("; ", b(layer, 0), f" has an entry for each of these ({out})") * net.biased
    yield Paragraph(
        (
            f"So it takes {into} numbers and gives {out}. ",
            W(layer, 0, 0),
            f" has a row for every number that goes in ({into}) and a column for every number that"
            f" comes out ({out})",
            *biases,
            ".",
        )
    )
    yield Paragraph(
        (
            *composed.prompt,
            " ",
            *said(composed),
            ": the first layer is innermost, and every layer takes as many numbers as the one"
            " before it gives.",
        )
    )


def _law(net: Network, name: Quantity) -> MatrixFormula | None:
    rule = matrix_rule_for(name)
    return None if rule is None else rule.law(net, name)


KIND = Kind(
    name="layer-function",
    summary="a layer as a function: what it takes and gives, shapes of W and b, compositions",
    heading="Layers as functions",
    make=_make,
    takes_ask=False,
    keys={"layers": (2, 4, 3, 1)},
    reshape=_reshaped,
    draws=False,
    check=_check,
)
