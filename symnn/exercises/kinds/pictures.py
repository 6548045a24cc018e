"""Pictures in exercises: prediction functions, and points of two classes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from symnn.documents.blocks import Text
from symnn.documents.plot import Curve, Dots, Mark, Place, Plot
from symnn.documents.plot_axes import counted

Point = Sequence[int | Fraction]
_MARKS: tuple[Mark, ...] = ("ring", "cross")
"""Of the first class and of the second."""


def places(points: Iterable[Point]) -> tuple[Place, ...]:
    """Points of two numbers as places in a picture."""
    return tuple((float(x), float(y)) for x, y in points)


def classes_plot(
    title: str,
    axes: Sequence[Text],
    classes: Sequence[tuple[Text, Sequence[Point]]],
    names: Sequence[Sequence[Text]] = (),
    description: str = "",
) -> Plot:
    """Points of two classes, with lines at the integers.

    Args:
        title: what they are.
        axes: what stands beside the axes.
        classes: for each its name and its points.
        names: for each class the names of its points, if they have any.
        description: what there is to see.
    """
    across, up = ([p[k] for _, points in classes for p in points] for k in (0, 1))
    dots = tuple(
        Dots(places(points), label, _MARKS[k], k, tuple(names[k]) if names else ())
        for k, (label, points) in enumerate(classes)
    )
    return Plot(
        title, counted(axes[0], map(float, across)), counted(axes[1], map(float, up)),
        (), dots, description, equal=True,
    )  # fmt: skip


def with_more(
    plot: Plot, curves: tuple[Curve, ...], dots: tuple[Dots, ...], description: str
) -> Plot:
    """A plot with more curves and points, and what there is to see then."""
    return replace(
        plot, curves=plot.curves + curves, dots=plot.dots + dots, description=description
    )
