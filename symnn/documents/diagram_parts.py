"""A diagram as data: nodes, edges and text with their places, for every format to draw."""

from __future__ import annotations

from dataclasses import dataclass

from symnn.documents.blocks import Drawing
from symnn.documents.diagram_facts import Entry
from symnn.documents.diagram_geometry import Segment
from symnn.documents.diagram_labels import Label
from symnn.quantities import Quantity


@dataclass(frozen=True)
class Node:
    """A node.

    Attributes:
        layer: 0 for the input.
        index: its number in the layer.
        x: the centre.
        y: the centre.
        entries: what is said about it: first what stands in the circle.
        label: the text in the circle.
        below: the text under it, if there is any.
        off: whether its slope is 0 because of the sign of its z.
    """

    layer: int
    index: int
    x: float
    y: float
    entries: tuple[Entry, ...]
    label: Label
    below: Label | None
    off: bool


@dataclass(frozen=True)
class Edge:
    """A weight: its two nodes, the pieces of its line that no label covers, and its label."""

    start: Node
    end: Node
    entry: Entry | None
    pieces: tuple[Segment, ...]
    label: Label | None

    @property
    def off(self) -> bool:
        """Whether it leads to or from a node that is off."""
        return self.start.off or self.end.off


@dataclass(frozen=True)
class Layer:
    """A layer: its number, how many nodes it has (None if not known), and its activation.

    Attributes:
        number: 0 for the input.
        nodes: how many there are; None where that is not known.
        activation: its name; empty for the input.
        is_summary: whether some of its nodes are not drawn.
    """

    number: int
    nodes: int | None
    activation: str
    is_summary: bool

    @property
    def name(self) -> str:
        """What it is called."""
        return f"layer {self.number}" if self.number else "input"

    @property
    def count(self) -> str:
        """How many nodes it has, if these are not all drawn."""
        if not self.is_summary:
            return ""
        return "? nodes" if self.nodes is None else f"{self.nodes:,} nodes"


@dataclass(frozen=True)
class Diagram(Drawing):
    """A network, drawn: coordinates run to the right and down, in units of a small point.

    Attributes:
        title: what it is, in a few words.
        layers: all layers, those not drawn included.
        width: of the whole picture.
        height: of the whole picture.
        radius: of a node.
        nodes: by layers.
        edges: by layers, then by the node that they come from.
        texts: captions, legend, and the dots for what is left out.
        top: what gradients are taken of; None where none are shown.
        summary: whether nodes or layers are left out.
    """

    title: str
    layers: tuple[Layer, ...]
    width: float
    height: float
    radius: float
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    texts: tuple[Label, ...]
    top: Quantity | None = None
    summary: bool = False

    @property
    def labels(self) -> tuple[Label, ...]:
        """Every piece of text."""
        inside = [node.label for node in self.nodes]
        below = [node.below for node in self.nodes if node.below]
        weights = [edge.label for edge in self.edges if edge.label]
        return (*inside, *below, *weights, *self.texts)
