"""The picture of an activation function: itself and its slope."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from symnn.activations import Entrywise
from symnn.documents.blocks import Text
from symnn.documents.plot import Axis, Curve, Dots, Plot, PlotRow
from symnn.documents.plot_axes import around
from symnn.evaluate.curves import traced, value_at
from symnn.evaluate.doubles import double
from symnn.evaluate.value import with_alpha
from symnn.formula import Apply, Formula
from symnn.functions import Z

FAR, FARTHEST, POINTS = 4, 20, 25
"""How far from 0 it is drawn at least and at most, and by how many points on either side."""


def activation_plots(
    activations: Iterable[tuple[Entrywise, Sequence[Formula]]], alpha: Formula
) -> Iterator[PlotRow]:
    """The pictures of activations, each with the points that are marked on it; two in a row."""
    plots = [activation_plot(one, alpha, points) for one, points in activations]
    for first in range(0, len(plots), 2):
        yield PlotRow(tuple(plots[first : first + 2]))


def activation_plot(activation: Entrywise, alpha: Formula, points: Sequence[Formula] = ()) -> Plot:
    """An activation and its slope, two curves.

    Args:
        activation: one that has a formula.
        alpha: the slope of a leaky ReLU below 0.
        points: numbers at which it is marked.
    """
    assert activation.value is not None
    assert activation.derivative is not None
    known = with_alpha(activation.value, alpha)
    marked = tuple((double(point), value_at(known, point)) for point in points)
    far = min(max([FAR, *(abs(z) * 1.1 for z, _ in marked)]), FARTHEST)
    names = activation.name, f"{activation.name}_prime"
    value = traced(known, -far, far, POINTS)
    slope = traced(with_alpha(activation.derivative, alpha), -far, far, POINTS)
    heights = [place[1] for place in (*value, *slope) if place is not None]
    labels: list[Text] = [(Apply(name, Z),) for name in names]
    return Plot(
        f"The activation function {activation.name} and its slope",
        Axis((Z,), -far, far),
        around((), heights),
        (Curve(value, labels[0]), Curve(slope, labels[1], 1)),
        (Dots(marked, ("the points of the exercise",)),) if marked else (),
    )
