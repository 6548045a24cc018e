"""Pictures of points of two classes: among the inputs, and where a hidden layer sends them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from symnn.documents.blocks import Block, Paragraph, Text
from symnn.documents.plot import Curve, Dots, Plot, PlotRow
from symnn.evaluate.contours import contour, sampled
from symnn.evaluate.curves import function
from symnn.exercises.kinds.pictures import classes_plot, places, with_more
from symnn.exercises.kinds.separability import Classes
from symnn.learning.separation import Common
from symnn.quantities import y

PLANE = 2
"""Coordinates of what can be drawn."""
INPUTS = "The samples among the inputs"


def points_plot(classes: Classes, title: str, caption: Text = ()) -> Plot:
    """The points in their classes, each with the numbers of its samples.

    Args:
        classes: the points.
        title: what they are.
        caption: what stands above the picture.
    """
    groups = [
        ((y(1), f" = {label}"), [p for p, of in zip(classes.points, classes.labels, strict=True)
                                 if of == label])
        for label in (0, 1)
    ]  # fmt: skip
    names = [[_samples(classes, k) for k, of in enumerate(classes.labels) if of == label]
             for label in (0, 1)]  # fmt: skip
    words = "The points of the samples, in their classes."
    plot = classes_plot(title, [(q,) for q in classes.of], groups, names, words)
    return replace(plot, caption=caption)


def before_and_after(inputs: Classes, sent: Classes) -> Iterator[Block]:
    """The points among the inputs and in the layer, as far as these can be drawn."""
    layer = f"layer {sent.of[0].layer}"
    told = ((inputs, INPUTS, "input"), (sent, f"The samples in {layer}", layer))
    drawn = [
        _decided(classes, points_plot(classes, title, (caption,)))
        for classes, title, caption in told
        if len(classes.of) == PLANE
    ]
    if drawn:
        yield Paragraph(("A picture of it:",))
        yield PlotRow(tuple(drawn))


def _samples(classes: Classes, at: int) -> Text:
    """The samples at a point; nothing where one before it is there."""
    here = [k for k, point in enumerate(classes.points) if point == classes.points[at]]
    return (", ".join(str(k + 1) for k in here),) if here[0] == at else ()


def _decided(classes: Classes, plot: Plot) -> Plot:
    """A plot with the line between the classes, or with what both have in common."""
    if isinstance(classes.found, Common):
        return _shared(classes, classes.found, plot)
    xs, ys = ((Fraction(axis.low), Fraction(axis.high)) for axis in (plot.x, plot.y))
    side = function(classes.side, classes.of)
    lines = contour(sampled(side, xs, ys), xs, ys, 0)
    curves = tuple(Curve(line, (classes.side, " = 0"), 2) for line in lines)
    return with_more(plot, curves, (), "A straight line separates the classes.")


def _shared(classes: Classes, found: Common, plot: Plot) -> Plot:
    """The segments between points of either class that meet, and where they do."""
    words = "No straight line separates the classes: a point lies between points of either."
    curves = []
    for label in (0, 1):
        of_class = zip(classes.points, classes.labels, found.shares, strict=True)
        mine = places([point for point, of, share in of_class if share and of == label])
        if len(mine) > 1:
            around = mine[:1] if len(mine) > PLANE else ()
            between = ("between points of ", y(1), f" = {label}")
            curves.append(Curve((*mine, *around), between, label))
    meeting = Dots(places([found.point]), ("a point between both",), "disc", 2)
    return with_more(plot, tuple(curves), (meeting,) if curves else (), words)
