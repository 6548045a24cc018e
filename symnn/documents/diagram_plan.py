"""Which layers, nodes and labels a diagram has, before anything has a place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from symnn.documents.diagram_facts import Entry, Facts
from symnn.documents.diagram_labels import extent
from symnn.documents.diagram_parts import Layer
from symnn.documents.diagram_words import Lines, below, caption, inside, on_edge, shortened
from symnn.documents.reasons import spoken_name
from symnn.quantities import W

MOST_NODES = 16
"""Nodes of a layer above which only the first and the last are drawn."""
MOST_LAYERS = 8
"""Layers above which only the first and the last are drawn."""
FIRST = 3
"""How many of the first are drawn where some are left out."""


@dataclass(frozen=True)
class NodePlan:
    """A node: its number, and what is said in it and below it."""

    index: int
    entries: tuple[Entry, ...]
    off: bool

    @property
    def inside(self) -> Lines:
        """The text in the circle."""
        return inside(self.entries[0])

    @property
    def below(self) -> Lines:
        """The text under it."""
        return below(self.entries)


@dataclass(frozen=True)
class Column:
    """A layer, or the dots for some; a node that is None stands for those left out.

    Attributes:
        layer: as its caption names it; None for the dots.
        nodes: from top to bottom.
    """

    layer: Layer | None
    nodes: tuple[NodePlan | None, ...]

    @property
    def caption(self) -> Lines:
        """The text above it."""
        return caption(self.layer)

    @property
    def caption_width(self) -> float:
        """How wide that is."""
        return extent(self.caption)[0]

    @property
    def is_summary(self) -> bool:
        """Whether something is left out."""
        return None in self.nodes


@dataclass(frozen=True)
class WeightPlan:
    """A weight that has a label."""

    entry: Entry
    lines: Lines


@dataclass(frozen=True)
class Gap:
    """What is between two columns.

    Attributes:
        left: the column before.
        right: the column behind.
        weights: those that have labels, by the numbers of their nodes.
    """

    left: Column
    right: Column
    weights: Mapping[tuple[int, int], WeightPlan] = field(default_factory=dict)

    @property
    def joined(self) -> bool:
        """Whether there are edges: the layers follow one another."""
        return self.left.layer is not None and self.right.layer is not None

    @property
    def label(self) -> tuple[float, float]:
        """Width and height of the largest label."""
        sizes = [extent(weight.lines) for weight in self.weights.values()]
        return max((w for w, _ in sizes), default=0.0), max((h for _, h in sizes), default=0.0)

    @property
    def share(self) -> int:
        """Labels are one part in so many of the distance of nodes apart, and of the way along."""
        return min(len(self.left.nodes), len(self.right.nodes)) + 1

    @property
    def place(self) -> float:
        """Where on its edge a label stands, from 0 to 1."""
        near = 1 / self.share
        return near if len(self.right.nodes) <= len(self.left.nodes) else 1 - near


def columns(facts: Facts) -> list[Column]:
    """The layers that are drawn, with dots for those that are not."""
    depth = facts.net.depth
    if depth <= MOST_LAYERS:
        return [_column(facts, layer) for layer in range(depth + 1)]
    first = [_column(facts, layer) for layer in range(FIRST)]
    return [*first, Column(None, (None,)), _column(facts, depth)]


def gaps(facts: Facts, plan: list[Column]) -> list[Gap]:
    """What is between the columns: the weights, if there are few."""
    return [Gap(left, right, _weights(facts, left, right)) for left, right in pairwise(plan)]


def layers(facts: Facts) -> tuple[Layer, ...]:
    """All layers."""
    return tuple(_layer(facts, layer) for layer in range(facts.net.depth + 1))


def _column(facts: Facts, layer: int) -> Column:
    slots = _slots(facts.net.widths[layer])
    nodes = (None if j is None else _node(facts, layer, j) for j in slots)
    return Column(_layer(facts, layer), tuple(nodes))


def _slots(width: int | None) -> list[int | None]:
    if width is None:
        return [1, None]
    if width <= MOST_NODES:
        return [*range(1, width + 1)]
    return [*range(1, FIRST + 1), None, width]


def _layer(facts: Facts, layer: int) -> Layer:
    width = facts.net.widths[layer]
    activation = spoken_name(facts.net.activation(layer)) if layer else ""
    return Layer(layer, width, shortened(activation), None in _slots(width))


def _node(facts: Facts, layer: int, j: int) -> NodePlan:
    return NodePlan(j, facts.node(layer, j), facts.is_off(layer, j))


def _weights(facts: Facts, left: Column, right: Column) -> dict[tuple[int, int], WeightPlan]:
    if right.layer is None or None in (*left.nodes, *right.nodes):
        return {}
    if not facts.are_labelled(right.layer.number):
        return {}
    found = {}
    for start in left.nodes:
        for end in right.nodes:
            assert start is not None
            assert end is not None
            entry = facts.weight(W(right.layer.number, start.index, end.index))
            found[start.index, end.index] = WeightPlan(entry, on_edge(entry))
    return found
