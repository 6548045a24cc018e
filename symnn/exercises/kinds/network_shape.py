"""Which networks could have a prediction function: kinks, and what makes them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from symnn.documents.blocks import (
    Block,
    Line,
    Lines,
    Link,
    Paragraph,
    TableBlock,
    Text,
)
from symnn.errors import InputError
from symnn.evaluate.solution import Solution
from symnn.exercises.choices import choice, said, told_apart
from symnn.exercises.content import Content
from symnn.exercises.kinds.kind import Kind
from symnn.exercises.kinds.network_shape_options import options
from symnn.exercises.kinds.network_shape_plot import function_plot
from symnn.exercises.wanted import wanted
from symnn.formula import Apply, Formula, total
from symnn.formula import replace as replaced
from symnn.learning.fit import combination
from symnn.marking.questions import Question, Wrong
from symnn.network.model import Network, Sample
from symnn.quantities import H, W, a, b, x

if TYPE_CHECKING:
    from symnn.exercises.exercise import Exercise, Setting
    from symnn.exercises.source import Source

FEWEST, MOST = 2, 4
"""Kinks of the function."""
REACH = 5
"""The function is told at the integers from -REACH to REACH; its kinks are within."""
MOST_CHANGE = 3
"""The largest change of a slope."""
MOST_DRAWN = 1_000
WORDS: Text = (
    "The plot shows the prediction function of a network, and the table its values at some points."
    " Between neighbouring points of the table the function is a straight line, and beyond the"
    " first and the last it goes on as between the last two.",
)
KINKS_OF_NODES = (
    "A node with ReLU has one kink, where its z is 0. The output is a weighted sum of the nodes,"
    " so it has kinks at most where one of them has its own: every kink takes a node."
)


def _check(net: Network) -> None:
    """Let a layer of few ReLU nodes pass, with one input and a linear output."""
    width = net.widths[1]
    if net.depth != 2 or net.widths[0] != 1 or net.widths[2] != 1 or not net.biased:
        expected = "one input, one hidden layer, one output, and biases"
        raise InputError(
            "not a shape for this kind", found=str(list(net.widths)), expected=expected
        )
    if width is None or not FEWEST <= width <= MOST:
        expected = f"{FEWEST} to {MOST} hidden nodes"
        raise InputError("a number of kinks", found=str(width), expected=expected)
    if net.activation(1).name != "relu" or not net.activation(2).is_identity:
        found = ", ".join(activation.name for activation in net.activations)
        raise InputError("other activations", found=found, expected="ReLU, and a linear output")
    if any(net.W) or any(net.b) or any(point.x for point in net.data):
        raise InputError("numbers that are known already", expected="none: they are drawn")


def _reshaped(setting: Setting, source: Source) -> Network:
    """The network with numbers: a kink for each node, all at different integers."""
    for _ in range(MOST_DRAWN):
        net = _drawn(setting.net, source)
        pieces = Pieces(net)
        if min(pieces.values) < 0 and len(pieces.kinks) == net.widths[1]:
            return net
    raise AssertionError("functions with a negative value are common")


def _drawn(net: Network, source: Source) -> Network:
    inside = [place for place in range(2 - REACH, REACH - 1) if place]  # so that no bias is 0
    places = source.shuffled(inside)[: net.widths[1]]
    sides = [source.choice((1, -1)) for _ in places]
    changes = [source.nonzero(MOST_CHANGE) for _ in places]
    biases = tuple(-side * place for side, place in zip(sides, places, strict=True))
    points = range(-REACH, REACH + 1)
    return replace(
        net,
        W=((tuple(sides),), tuple((change,) for change in changes)),
        b=(biases, (source.nonzero(MOST_CHANGE),)),
        data=tuple(Sample((point,)) for point in points),
    )


class Pieces:
    """The straight pieces of a prediction function that is known at neighbouring integers.

    Args:
        net: the network, with the points as its data.
    """

    def __init__(self, net: Network) -> None:
        solution = Solution(net, ("H",))
        samples = range(1, len(net.data) + 1)
        self.points = [_rational(point.x[0]) for point in net.data if point.x]
        self.values = [_rational(solution.of_quantity(H(), sample)) for sample in samples]
        pairs = zip(self.values, self.values[1:], strict=False)
        self.slopes = [after - before for before, after in pairs]
        self.kinks = [
            k + 1 for k in range(len(self.slopes) - 1) if self.slopes[k] != self.slopes[k + 1]
        ]
        """Which points are kinks, as indices."""

    def pieces(self) -> Iterator[tuple[int, int]]:
        """The first and the last point of each piece, as indices."""
        ends = [0, *self.kinks, len(self.points) - 1]
        return pairwise(ends)


def _rational(number: object) -> int | Fraction:
    assert isinstance(number, (int, Fraction))
    return number


def _make(exercise: Exercise) -> Content:
    pieces = Pieces(exercise.net)
    count = len(pieces.kinks)
    asks = (_kinks(pieces), _change(pieces), _nodes(pieces), _which(exercise, count))
    return Content(
        task=(Paragraph(WORDS),),
        shown=(function_plot(pieces.points, pieces.values), _table(pieces)),
        asks=wanted(asks, exercise.setting.ask),
        solution=lambda: list(_solution(exercise.net, pieces, asks)),
    )


def _table(pieces: Pieces) -> TableBlock:
    """The points and their values, a column each."""
    header: tuple[Text, ...] = ((x(1),), *((point,) for point in pieces.points))
    values: tuple[Text, ...] = ((H(),), *((value,) for value in pieces.values))
    return TableBlock(header, (values,), frozenset(range(1, len(header))))


def _kinks(pieces: Pieces) -> Question:
    right = len(pieces.kinks)
    wrong = (Wrong(right + 1, "pieces-counted", "the straight pieces were counted, not the kinks"),)
    return Question("kinks", right, ("How many kinks does the function have?",), (), wrong)


def _change(pieces: Pieces) -> Question:
    first = pieces.kinks[0]
    before, after = pieces.slopes[first - 1], pieces.slopes[first]
    wrong = (
        Wrong(after, "slope-after", "this is the slope after the kink, not what it has changed by"),
        Wrong(before, "slope-before", "this is the slope before the kink"),
        Wrong(before - after, "change-sign", "the slope after was subtracted from that before"),
    )
    prompt = ("By how much does the slope change at the first kink from the left?",)
    right = after - before
    return Question("change", right, prompt, (), told_apart(right, wrong))


def _nodes(pieces: Pieces) -> Question:
    right = len(pieces.kinks)
    wrong = (
        Wrong(right + 1, "node-for-each-piece", "a node was taken for each piece"),
        Wrong(2 * right, "two-nodes-a-kink", "two nodes were taken for each kink"),
    )
    prompt = (
        "How many ReLU nodes does the only hidden layer of a network with linear output need at"
        " least?",
    )
    return Question("nodes", right, prompt, (), told_apart(right, wrong))


def _which(exercise: Exercise, kinks: int) -> Question:
    prompt = ("Which of these networks could have this prediction function?",)
    offered = options(kinks, exercise.shared_source("shapes"))
    return choice("which", prompt, offered, exercise.source("which"))


def _solution(net: Network, pieces: Pieces, asks: tuple[Question, ...]) -> Iterator[Block]:
    kinks, change, _, which = asks
    rows = [
        ((pieces.points[start],), (pieces.points[end],), (pieces.slopes[start],))
        for start, end in pieces.pieces()
    ]
    yield Paragraph(("The slopes between neighbouring points say where the pieces are:",))
    yield TableBlock((("from",), ("to",), ("slope",)), tuple(rows), frozenset({0, 1, 2}))
    first = pieces.kinks[0]
    yield Paragraph((
        f"That makes {kinks.text} kinks. At the first, ", x(1), " = ", pieces.points[first],
        ", the slope goes from ", pieces.slopes[first - 1], " to ", pieces.slopes[first],
        ": a change of ", change.right, ".",
    ))  # fmt: skip
    yield function_plot(pieces.points, pieces.values, pieces.kinks)
    yield Paragraph((KINKS_OF_NODES,))
    yield Lines((_witness(net),), (f"So {kinks.text} nodes are needed, and here they are enough:",))
    yield Paragraph(("It could be ", *said(which), "."))
    for wrong in which.wrong:
        yield Paragraph((f"Not ({wrong.answer}): {wrong.why}.",))


def _witness(net: Network) -> Line:
    """The network behind the numbers, as one formula with its numbers in it."""
    name, nodes = net.activation(1).name, range(1, (net.widths[1] or 0) + 1)
    inside = {a(1, j): Apply(name, _sum(net, 1, j)) for j in nodes}
    formula = replaced(_sum(net, 2, 1), lambda q: inside.get(q, q))
    return Line(H(), (Link("=", formula),))


def _sum(net: Network, layer: int, j: int) -> Formula:
    """The weighted sum that z of a node is, its numbers written as one writes them."""
    nodes = range(1, (net.widths[layer - 1] or 0) + 1)
    before = [a(layer - 1, i) if layer > 1 else x(i) for i in nodes]
    pairs = [(net.entry(W(layer, i, j)), q) for i, q in enumerate(before, 1)]
    bias = net.entry(b(layer, j))
    assert bias is not None
    weighted = combination((_rational(weight), q) for weight, q in pairs)
    return weighted if bias == 0 else total([weighted, bias])


KIND = Kind(
    name="network-shape",
    summary="which network could have a prediction function: its kinks, and the nodes they take",
    heading="A network behind a function",
    make=_make,
    keys={"layers": (1, 3, 1), "activation": "relu"},
    reshape=_reshaped,
    draws=False,
    check=_check,
)
