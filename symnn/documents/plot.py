"""A plot in a document: curves and points over two axes; every format draws it itself.

Its numbers are floats, since nothing is read off a plot but where things are; whatever has to be
exact stands in the text beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import Literal

from symnn.documents.blocks import Drawing, Text

Place = tuple[float, float]
"""A point, in the units of the axes."""
Mark = Literal["disc", "ring", "square", "cross"]


@dataclass(frozen=True)
class Axis:
    """An axis: what it counts, and from where to where.

    Attributes:
        label: what stands beside it, such as the formula w₀.
        low: where it begins.
        high: where it ends, above `low`.
        grid: how far the lines across it are apart, where something is to be read off them; 0 for
            lines at the numbers beside it.

    Raises:
        ValueError: if it does not go from one number to a larger one.
    """

    label: Text
    low: float
    high: float
    grid: float = 0

    def __post_init__(self) -> None:
        if not -inf < self.low < self.high < inf:
            raise ValueError(f"no axis goes from {self.low} to {self.high}")


@dataclass(frozen=True)
class Curve:
    """A curve through points, in straight lines from one to the next; None breaks it.

    Only what lies between the ends of the axes is drawn.

    Attributes:
        points: its points, in order; one that is no number (infinite, nan) breaks it, too.
        label: what it is, for the legend; empty for none.
        style: which of the colours and dashes it has, from 0; curves of one style belong together.
        faint: whether it is background, such as a contour.
    """

    points: tuple[Place | None, ...]
    label: Text = ()
    style: int = 0
    faint: bool = False


@dataclass(frozen=True)
class Dots:
    """Points of one kind.

    Only those between the ends of the axes are drawn.

    Attributes:
        points: where they are.
        label: what they are, for the legend; empty for none.
        mark: their form, which tells classes apart without colours.
        style: which of the colours they have, from 0.
        names: a text beside each point, or empty for none.
    """

    points: tuple[Place, ...]
    label: Text = ()
    mark: Mark = "disc"
    style: int = 0
    names: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Plot(Drawing):
    """A plot.

    Attributes:
        title: what it shows, in words: its name for those who don't see it.
        x: the horizontal axis.
        y: the vertical axis.
        curves: what is drawn first.
        dots: what is drawn above the curves.
        description: what there is to see, in a sentence or two of plain words.
        equal: whether a unit is as long on both axes.
        caption: what stands above it, such as which it is of plots beside each other, or what part
            of something it shows; empty for nothing.
    """

    title: str
    x: Axis
    y: Axis
    curves: tuple[Curve, ...] = ()
    dots: tuple[Dots, ...] = ()
    description: str = ""
    equal: bool = False
    caption: Text = ()


@dataclass(frozen=True)
class PlotRow(Drawing):
    """Plots beside each other, where there is room.

    Attributes:
        plots: from left to right.
    """

    plots: tuple[Plot, ...]
