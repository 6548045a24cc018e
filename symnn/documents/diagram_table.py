"""What a diagram shows, for those who do not see it: a sentence or two, and a table."""

from __future__ import annotations

from collections.abc import Iterator

from symnn.documents.blocks import Inline, TableBlock, Text
from symnn.documents.diagram_facts import Entry
from symnn.documents.diagram_labels import name
from symnn.documents.diagram_parts import Diagram, Edge, Layer, Node

OFF = " (off)"


def description(diagram: Diagram) -> str:
    """The diagram in sentences: its layers, what is shown, and which units are off."""
    first, *others = diagram.layers
    layers = [f"{_nodes(first)} in the input", *map(_spoken, others)]
    sentences = [
        f"{diagram.title}: {', then '.join(layers)}",
        "Every node is joined to every node of the next layer",
    ]
    if diagram.top is not None:
        top = "".join(run.text for run in name(diagram.top))
        sentences.append(f"Gradients are those of {top}")
    off = [_place(node).removesuffix(OFF) for node in diagram.nodes if node.off]
    if off:
        sentences.append(f"Off: {', '.join(off)}")
    if diagram.summary:
        sentences.append("Of large layers only the first and last nodes are drawn")
    return ". ".join(sentences) + "."


def diagram_table(diagram: Diagram) -> TableBlock:
    """The content of a diagram: its quantities with their places, or of a summary its layers."""
    if diagram.summary:
        header: tuple[Text, ...] = (("layer",), ("nodes",), ("activation",))
        rows = [((layer.name,), (_count(layer),), (layer.activation,)) for layer in diagram.layers]
        return TableBlock(header, tuple(rows), frozenset([1]))
    slopes: tuple[Text, ...] = () if diagram.top is None else (("gradient of ", diagram.top),)
    return TableBlock(
        (("quantity",), ("where",), ("value",), *slopes),
        tuple(_row(entry, where, bool(slopes)) for entry, where in _entries(diagram)),
        frozenset(range(2, 3 + len(slopes))),
    )


def _entries(diagram: Diagram) -> Iterator[tuple[Entry, str]]:
    for node in diagram.nodes:
        for entry in node.entries:
            yield entry, _place(node)
    for edge in diagram.edges:
        if edge.entry is not None:
            yield edge.entry, _way(edge)


def _row(entry: Entry, where: str, with_gradient: bool) -> tuple[Text, ...]:
    value = None if entry.value == entry.quantity else entry.value
    cells = ((entry.quantity,), (where,), _cell(value))
    return (*cells, _cell(entry.gradient)) if with_gradient else cells


def _cell(piece: Inline | None) -> Text:
    return () if piece is None else (piece,)


def _way(edge: Edge) -> str:
    return f"{_place(edge.start)} to {_place(edge.end)}"


def _place(node: Node) -> str:
    if node.layer == 0:
        return f"input {node.index}"
    return f"node {node.index} of layer {node.layer}" + (OFF if node.off else "")


def _spoken(layer: Layer) -> str:
    return f"{_nodes(layer)} in {layer.name} ({layer.activation})"


def _nodes(layer: Layer) -> str:
    return "1 node" if layer.nodes == 1 else f"{_count(layer)} nodes"


def _count(layer: Layer) -> str:
    return "?" if layer.nodes is None else f"{layer.nodes:,}"
