"""The diagram of a network: one layout, which every format draws.

Layers are columns, nodes are equally far apart in all of them, and every column is centred. The
weights between two layers then have a place where they are equally far apart as well: between m
and n nodes, n <= m, at 1/(n+1) of the way, the lines of neighbours are 1/(n+1) of the distance of
nodes apart; where n > m, the same from the other end. Their labels stand there, below each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import sqrt

from symnn.documents.diagram_facts import Facts
from symnn.documents.diagram_geometry import Segment, grown, uncovered
from symnn.documents.diagram_labels import Label, extent
from symnn.documents.diagram_parts import Diagram, Edge, Node
from symnn.documents.diagram_plan import Column, Gap, WeightPlan, columns, gaps, layers
from symnn.documents.diagram_words import SAMPLE, dots, legend
from symnn.documents.figures import Figures
from symnn.documents.titles import title
from symnn.documents.worked import Worked
from symnn.evaluate.solution import Solution
from symnn.network.model import Network
from symnn.quantities import H, L, R

__all__ = ["Diagram", "diagram", "laid_out"]

MARGIN, PAD, LEAST_RADIUS = 10.0, 4.0, 15.0
LEAST_GAP = 120.0
CLEAR = 16.0
"""Between a node and the labels of edges, where the edges can be seen."""


def diagram(
    net: Network,
    solution: Solution | None = None,
    values: bool = False,
    gradients: bool = False,
    labelled: bool = True,
) -> Diagram:
    """Lay out a network.

    Weights and biases have the numbers that the network was given, unknown ones their names.

    Args:
        net: the network.
        solution: its solution, if there is one; it also says what gradients are taken of, or else
            these are of the loss if there are targets, else of the (first) output.
        values: whether nodes have their numbers, of the first sample.
        gradients: whether nodes and weights have their gradients.
        labelled: whether weights and biases are there; without them, the drawing shows a shape.
    """
    solved = solution or Solution(net)
    tops = {"R": R, "L": L, "H": next(iter(net.outputs), H())}
    top = tops.get(solved.of) or tops["L" if net.loss and net.data[0].y else "H"]
    return laid_out(Facts(Worked(Figures(solved), (top,)), values, gradients, labelled))


def laid_out(facts: Facts) -> Diagram:
    """Lay out what is to be said about a network."""
    plan = columns(facts)
    return _Layout(facts, plan, gaps(facts, plan)).diagram()


@dataclass(frozen=True)
class _Layout:
    facts: Facts
    columns: list[Column]
    gaps: list[Gap]

    def diagram(self) -> Diagram:
        nodes = tuple(node for column in self._nodes for node in column)
        edges = tuple(edge for gap in range(len(self.gaps)) for edge in self._edges(gap))
        legends = legend(self.facts, any(node.off for node in nodes))
        width = max(self._right, extent(legends)[0] + 2 * MARGIN)
        bottom = self._bottom + extent(legends)[1]
        below = Label(width / 2, (self._bottom + bottom) / 2, legends)
        return Diagram(
            title(self.facts.net) + (f", {SAMPLE}" if self.facts.is_of_a_sample else ""),
            layers(self.facts),
            width,
            bottom + MARGIN,
            self._radius,
            nodes,
            edges,
            (*self._captions(), *self._dots(), *([below] if legends else [])),
            self.facts.top if self.facts.gradients else None,
            any(column.is_summary for column in self.columns),
        )

    @cached_property
    def _radius(self) -> float:
        """Large enough for the text of every node."""
        sizes = [extent(node.inside) for column in self.columns for node in column.nodes if node]
        return max(LEAST_RADIUS, *(sqrt(w * w + h * h) / 2 + 2 for w, h in sizes))

    @cached_property
    def _below(self) -> float:
        """The room under every node."""
        heights = [extent(n.below)[1] for column in self.columns for n in column.nodes if n]
        return max(heights)

    @cached_property
    def _step(self) -> float:
        """How far nodes are apart."""
        alone = 2 * self._radius + self._below + 2 * PAD
        return max(
            [alone, *((gap.label[1] + 1.5 * PAD) * gap.share for gap in self.gaps if gap.weights)]
        )

    @cached_property
    def _x(self) -> list[float]:
        """The centres of the columns."""
        first = MARGIN + max(self._reach(self.columns[0]), self.columns[0].caption_width / 2)
        return list(accumulate(map(self._way, self.gaps), initial=first))

    @property
    def _right(self) -> float:
        last = self.columns[-1]
        return self._x[-1] + max(self._reach(last), last.caption_width / 2) + MARGIN

    def _way(self, gap: Gap) -> float:
        """From one column to the next: labels clear the nodes and what is below these."""
        reach = max(self._reach(gap.left), self._reach(gap.right))
        captions = (gap.left.caption_width + gap.right.caption_width) / 2 + 2 * PAD
        labels = (reach + CLEAR + gap.label[0] / 2) * gap.share if gap.label[0] else 0.0
        return max(LEAST_GAP, captions, 2 * reach + 30, labels, self._flat(gap))

    def _flat(self, gap: Gap) -> float:
        """So far apart that the steepest edge passes the neighbours of its two nodes."""
        sine = (self._radius + PAD / 2) / self._step
        steepest = (len(gap.left.nodes) + len(gap.right.nodes)) / 2 - 1
        return steepest * self._step * sine / sqrt(1 - sine * sine)

    def _reach(self, column: Column) -> float:
        widths = [extent(node.below)[0] / 2 for node in column.nodes if node]
        return max([self._radius, *widths])

    @cached_property
    def _slots(self) -> int:
        return max(len(column.nodes) for column in self.columns)

    @cached_property
    def _top(self) -> float:
        """The lower end of the captions."""
        return MARGIN + max(extent(column.caption)[1] for column in self.columns)

    @property
    def _bottom(self) -> float:
        heights = self._step * (self._slots - 1) + 2 * self._radius
        return self._top + 2 * PAD + heights + self._below + 2 * PAD

    def _y(self, column: Column, slot: int) -> float:
        rank = slot + (self._slots - len(column.nodes)) / 2
        return self._top + 2 * PAD + self._radius + rank * self._step

    @cached_property
    def _nodes(self) -> list[list[Node]]:
        return [self._column(at, column) for at, column in zip(self._x, self.columns, strict=True)]

    def _column(self, at: float, column: Column) -> list[Node]:
        made = []
        number = column.layer.number if column.layer else 0
        for slot, plan in enumerate(column.nodes):
            if plan is None:
                continue
            y = self._y(column, slot)
            under = y + self._radius + PAD / 2 + extent(plan.below)[1] / 2
            below = Label(at, under, plan.below, plan.off) if plan.below else None
            inside = Label(at, y, plan.inside, plan.off)
            made.append(Node(number, plan.index, at, y, plan.entries, inside, below, plan.off))
        return made

    def _edges(self, number: int) -> list[Edge]:
        gap, (left, right) = self.gaps[number], (self._nodes[number], self._nodes[number + 1])
        if not gap.joined:
            return []
        pairs = [(start, end) for start in left for end in right]
        lines = [Segment(start.x, start.y, end.x, end.y) for start, end in pairs]
        weights = [gap.weights.get((start.index, end.index)) for start, end in pairs]
        labels = [
            None if weight is None else _label(line, gap.place, weight, start.off or end.off)
            for line, weight, (start, end) in zip(lines, weights, pairs, strict=True)
        ]
        boxes = [grown(label.box, 1) for label in labels if label]
        boxes += [node.below.box for node in (*left, *right) if node.below]
        pieces = [uncovered(line.shortened(self._radius), boxes) for line in lines]
        return [
            Edge(*pair, None if weight is None else weight.entry, drawn, label)
            for pair, weight, drawn, label in zip(pairs, weights, pieces, labels, strict=True)
        ]

    def _captions(self) -> list[Label]:
        made = []
        for at, column in zip(self._x, self.columns, strict=True):
            lines = column.caption
            made += [Label(at, MARGIN + extent(lines)[1] / 2, lines)] if lines else []
        return made

    def _dots(self) -> list[Label]:
        return [
            Label(at, self._y(column, slot), dots(column.layer is not None))
            for at, column in zip(self._x, self.columns, strict=True)
            for slot, node in enumerate(column.nodes)
            if node is None
        ]


def _label(line: Segment, place: float, weight: WeightPlan, faint: bool) -> Label:
    at = line.between(place, 1)
    return Label(at.x1, at.y1, weight.lines, faint)
