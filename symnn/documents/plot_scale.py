"""Where the box of a plot stands in its picture, and where a place of the axes is in it."""

from __future__ import annotations

from dataclasses import dataclass

from symnn.documents.diagram_labels import Box
from symnn.documents.plot import Place, Plot

WIDE, HIGH = 320.0, 210.0
"""The box of the axes, unless both have the same unit; no wider than a phone."""
BESIDE = 250.0
"""How wide it is where another stands beside it."""
HIGHEST, NARROWEST = 230.0, 90.0
"""Bounds of a box whose axes have the same unit."""


@dataclass(frozen=True)
class Scale:
    """The way from the axes to the picture.

    Args:
        low: of both axes, where they begin.
        high: of both axes, where they end.
        frame: the box, whose y runs down.
    """

    low: Place
    high: Place
    frame: Box

    def x(self, value: float) -> float:
        """How far to the right a number of the horizontal axis is."""
        left, _, right, _ = self.frame
        return left + (value - self.low[0]) / (self.high[0] - self.low[0]) * (right - left)

    def y(self, value: float) -> float:
        """How far down a number of the vertical axis is."""
        _, top, _, bottom = self.frame
        return bottom - (value - self.low[1]) / (self.high[1] - self.low[1]) * (bottom - top)

    def place(self, place: Place) -> Place:
        """Where a point is."""
        return self.x(place[0]), self.y(place[1])


def scale(plot: Plot, left: float, top: float, wide: float) -> Scale:
    """The box of a plot.

    Where both axes have the same unit and one of them would be short, it goes on beyond its ends.

    Args:
        plot: the plot.
        left: where the box begins.
        top: where it begins.
        wide: how wide it is; at most, where both axes have the same unit.
    """
    (x1, x2), (y1, y2) = (plot.x.low, plot.x.high), (plot.y.low, plot.y.high)
    high = HIGH
    if plot.equal:
        unit = min(wide / (x2 - x1), HIGHEST / (y2 - y1))
        x1, x2 = _longer(x1, x2, NARROWEST / unit)
        y1, y2 = _longer(y1, y2, NARROWEST / unit)
        wide, high = unit * (x2 - x1), unit * (y2 - y1)
    return Scale((x1, y1), (x2, y2), (left, top, left + wide, top + high))


def _longer(low: float, high: float, least: float) -> tuple[float, float]:
    """An axis that is at least so long, with its middle where it was."""
    more = max(0.0, least - (high - low)) / 2
    return low - more, high + more
