"""Plots that tests draw: one of every sort of thing that stands in a plot."""

from __future__ import annotations

from dataclasses import replace
from math import cos, pi, sin

from symnn.documents.blocks import Document, Heading
from symnn.documents.fit_names import indexed
from symnn.documents.plot import Axis, Curve, Dots, Plot, PlotRow
from symnn.quantities import H, R, x, z

POINTS = tuple((1 + 2.6 * (-0.6) ** k, 0.9 * 0.7**k - 0.5) for k in range(8))


def _ellipse(radius: float) -> Curve:
    angles = [t * pi / 20 for t in range(41)]
    points = tuple((1 + radius * cos(t), (radius * sin(t) - 1) / 2) for t in angles)
    return Curve(points, ("risk ", R), 0, True)


PIECES = Plot(
    "The prediction of a network",
    Axis((x(1),), -5, 5, 1),
    Axis((H(),), -5, 12),
    (
        Curve(((-5, 6), (-3, 2), (1, 10), (2, 7), (5, -2)), ("prediction ", H())),
        Curve(((-5, -2), (5, 11)), ("without ReLU",), 1),
        Curve(((-5, 3), None, (0, 2), (9, 2)), ("broken",), 2),
        Curve(((-5, 8), (5, 9)), ("fourth",), 3),
    ),
    (Dots(((-3, 2), (1, 10), (2, 7)), ("kink",), "ring", 1, (("A",), (x(1), " = ", 1), ("C",))),),
    "A line with three kinks.",
)
DESCENT = Plot(
    "Gradient descent",
    Axis((indexed("w", 0),), -2, 4),
    Axis((indexed("w", 1),), -2, 1.5),
    (*map(_ellipse, (0.5, 1, 1.5, 2)), Curve(POINTS, ("the steps",), 1)),
    (
        Dots(POINTS, ("after a step",), "disc", 1, tuple((str(k),) for k in range(len(POINTS)))),
        Dots(((1, -0.5),), ("least risk",), "cross", 2),
    ),
    "The steps go to and fro across a valley.",
    equal=True,
)
CLASSES = Plot(
    "Points of two classes",
    Axis((z(1, 1),), -3, 3),
    Axis((z(1, 2),), -3, 6),
    (Curve(((-3, -2), (3, 5)), ("a line between them",), 2),),
    (
        Dots(((1, 2), (2, 0), (-1, -3)), ("class 0",), "ring", 0),
        Dots(((0, 4), (-2, 1), (-3, 6)), ("class 1",), "square", 1),
    ),
    equal=True,
)
SMALL = Plot(
    "The risk over steps",
    Axis(("step",), 0, 10),
    Axis((R,), 0, 3e-6),
    (Curve(tuple((k, 3e-6 * 0.5**k) for k in range(11))),),
)
PLOTS = {"pieces": PIECES, "descent": DESCENT, "classes": CLASSES, "small": SMALL}
ROW = PlotRow(
    (replace(CLASSES, caption=("before",)), replace(DESCENT, caption=("after",), equal=False))
)
DOCUMENT = Document(
    ("Plots",),
    (
        *(block for plot in PLOTS.values() for block in (Heading(2, (plot.title,)), plot)),
        Heading(2, ("Beside each other",)),
        ROW,
    ),
)
