"""A diagram in characters: layers as columns, what joins them as one bus, weights as lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, pairwise

from rich.cells import cell_len

from symnn.documents.blocks import Inline
from symnn.documents.diagram_facts import Entry
from symnn.documents.diagram_labels import Label
from symnn.documents.diagram_parts import Diagram, Edge, Layer, Node
from symnn.documents.diagram_words import DOTS, dots
from symnn.evaluate.value import Missing
from symnn.quantities import Quantity
from symnn.render.glyphs import ascii_only
from symnn.render.inline import Inscription

Say = Callable[[Inline], str]
"""How a name or a number is written."""
_JOINS = {
    (True, True): "┼", (True, False): "┤", (False, True): "├", (False, False): "│",
}  # fmt: skip
"""The bus in a row, by whether a node stands to its left and to its right."""
_TOPS = str.maketrans("┼┤├", "┬┐┌")
_ENDS = str.maketrans("┼┤├", "┴┘└")
_ONLY = str.maketrans("┼┤├", "───")
"""The same in the first row, in the last, and in a row that is both."""
NOT_SHOWN = "–"
"""In a list, in the place of a number that is not wanted where others are."""
_ASCII_LINES = str.maketrans("┼┤├│┬┐┌┴┘└─", "+++|++++++-")


def text(diagram: Diagram, unicode: bool = True) -> str:
    """The diagram for a terminal.

    Args:
        diagram: the diagram.
        unicode: whether there are more characters than those of ASCII.
    """
    inscription = Inscription(unicode)
    blocks = [[diagram.title], picture(diagram, inscription), *lists(diagram, inscription)]
    text = "\n\n".join("\n".join(block) for block in blocks if block)
    return (text if unicode else ascii_only(text)) + "\n"


def picture(diagram: Diagram, inscription: Inscription) -> list[str]:
    """The nodes with what is in them, by rows."""
    rows = [row.rstrip() for row in _picture(diagram, _say(inscription))]
    return rows if inscription.unicode else [row.translate(_ASCII_LINES) for row in rows]


def lists(diagram: Diagram, inscription: Inscription) -> Iterator[list[str]]:
    """The numbers of every layer that is drawn whole: its name, and a row a list."""
    return _lists(diagram, _say(inscription))


def _say(inscription: Inscription) -> Say:
    return lambda piece: printable(inscription.text(piece))


def printable(text: str) -> str:
    """Text that a terminal only shows: no name moves its cursor."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def _picture(diagram: Diagram, say: Say) -> list[str]:
    """Captions, and below them a row for every height at which something stands."""
    columns = [
        _Column(diagram, layer, say) for layer in sorted({node.layer for node in diagram.nodes})
    ]
    heights = sorted({height for column in columns for height in column.cells})
    gaps = [_Gap(left, right) for left, right in pairwise(columns)]
    captions = max(len(column.captions) for column in columns)
    blank = ["   "] * len(gaps)
    rows = [_row([column.caption(k) for column in columns], blank) for k in range(captions)]
    rows += [
        _row([column.cell(height) for column in columns], [gap.cell(height) for gap in gaps])
        for height in heights
    ]
    return rows


def _row(cells: list[str], between: list[str]) -> str:
    return cells[0] + "".join(gap + cell for gap, cell in zip(between, cells[1:], strict=True))


class _Column:
    """A layer: its captions, and what stands in it by height."""

    def __init__(self, diagram: Diagram, number: int, say: Say) -> None:
        nodes = [node for node in diagram.nodes if node.layer == number]
        self.layer: Layer = diagram.layers[number]
        self.nodes = {round(node.y, 2): _node(node, say) for node in nodes}
        dots = [text for text in diagram.texts if text.x == nodes[0].x and _is_dots(text)]
        self.cells = self.nodes | {round(label.y, 2): DOTS[True] for label in dots}
        lines = (self.layer.name, self.layer.activation, self.layer.count)
        self.captions = [line for line in lines if line]
        self.width = max(map(cell_len, [*self.cells.values(), *self.captions]))
        self.fills = (
            " " if number == 0 else "─",
            " " if number == len(diagram.layers) - 1 else "─",
        )

    def caption(self, k: int) -> str:
        """One of its captions."""
        return _centred(self.captions[k] if k < len(self.captions) else "", self.width, "  ")

    def cell(self, height: float) -> str:
        """What stands there, joined to both sides if it is a node."""
        fills = "".join(self.fills) if height in self.nodes else "  "
        return _centred(self.cells.get(height, ""), self.width, fills)


class _Gap:
    """The bus between two layers, or dots for the layers that are left out there."""

    def __init__(self, left: _Column, right: _Column) -> None:
        self.left, self.right = left, right
        self.joined = right.layer.number == left.layer.number + 1
        self.first = min(*left.nodes, *right.nodes)
        self.last = max(*left.nodes, *right.nodes)

    def cell(self, height: float) -> str:
        """The bus at a height."""
        if not self.joined:
            return f" {DOTS[False]} "
        if not self.first <= height <= self.last:
            return "   "
        sides = (height in self.left.nodes, height in self.right.nodes)
        ends = (height == self.first, height == self.last)
        table = {(True, True): _ONLY, (True, False): _TOPS, (False, True): _ENDS}.get(ends, {})
        dashes = [" ─"[side] for side in sides]
        return dashes[0] + _JOINS[sides].translate(table) + dashes[1]


def _node(node: Node, say: Say) -> str:
    entry = node.entries[0]
    return f"({_equation(entry, say)}{', off' if node.off else ''})"


def _equation(entry: Entry, say: Say) -> str:
    if entry.value in (None, Missing.UNDETERMINED, entry.quantity):
        return say(entry.quantity)
    assert entry.value is not None
    return f"{say(entry.quantity)} = {say(entry.value)}"


def _is_dots(label: Label) -> bool:
    return label.lines[0].runs == dots(of_nodes=True)[0].runs


def _lists(diagram: Diagram, say: Say) -> Iterator[list[str]]:
    """The numbers of every layer: of its nodes, and of the weights into them."""
    for layer in diagram.layers:
        nodes = [node for node in diagram.nodes if node.layer == layer.number]
        edges = [edge for edge in diagram.edges if edge.end.layer == layer.number and edge.entry]
        lines = [*_of_nodes(nodes, diagram.top, say), *_of_edges(edges, diagram.top, say)]
        if lines and not layer.is_summary:
            yield [layer.name, *(f"  {line}" for line in lines)]


def _of_nodes(nodes: list[Node], top: Quantity | None, say: Say) -> Iterator[str]:
    for entries in zip(*(node.entries for node in nodes), strict=True):
        whole = entries[0].quantity._replace(j=0)
        if whole.kind in "zb":
            yield from _line(whole, "", (entry.value for entry in entries), say)
        yield from _line(whole._replace(of=top or ""), "", (e.gradient for e in entries), say)


def _of_edges(edges: list[Edge], top: Quantity | None, say: Say) -> Iterator[str]:
    for start, group in groupby(edges, key=lambda edge: edge.start):
        entries = [edge.entry for edge in group if edge.entry]
        whole = entries[0].quantity._replace(i=0, j=0)
        source = f" from {say(start.entries[0].quantity)}"
        yield from _line(whole, source, (entry.value for entry in entries), say)
        yield from _line(whole._replace(of=top or ""), source, (e.gradient for e in entries), say)


def _line(whole: Quantity, source: str, pieces: Iterable[Inline | None], say: Say) -> Iterator[str]:
    """A line of numbers under the name of them all; none where none are wanted."""
    numbers = [None if piece is None else say(piece) for piece in pieces]
    if any(numbers):
        yield f"{say(whole)}{source}: {', '.join(number or NOT_SHOWN for number in numbers)}"


def _centred(text: str, width: int, fills: str) -> str:
    room = width - cell_len(text)
    left = room // 2 if fills[0] == fills[1] else room * (fills[0] != " ")
    return fills[0] * left + text + fills[1] * (room - left)
