"""A plot with all its lines, marks and words in their places, for every format to draw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from symnn.documents.blocks import Text
from symnn.documents.diagram_geometry import Segment
from symnn.documents.diagram_labels import Box
from symnn.documents.plot import Mark, Place

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True)
class Stroke:
    """A line of a curve, or a sample of it in the legend.

    Attributes:
        points: its points, at least two.
        style: which of the colours and dashes it has.
        faint: whether it is background.
    """

    points: tuple[Place, ...]
    style: int
    faint: bool = False


@dataclass(frozen=True)
class Sign:
    """A point of a plot, or a sample of it in the legend.

    Attributes:
        x: its centre.
        y: its centre.
        mark: its form.
        style: which of the colours it has.
    """

    x: float
    y: float
    mark: Mark
    style: int


@dataclass(frozen=True)
class Words:
    """A text in a line.

    Attributes:
        x: where it begins, has its middle or ends.
        y: the middle of its height.
        text: what it says.
        width: an estimate of its width, on the safe side.
        size: of its letters.
        anchor: which of its points `x` is about.
    """

    x: float
    y: float
    text: Text
    width: float
    size: float
    anchor: Anchor = "middle"

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor] * self.width


@dataclass(frozen=True)
class Sketch:
    """A plot, laid out: coordinates run to the right and down, in units of a small point.

    Attributes:
        title: what it shows, in words.
        description: what there is to see, in a sentence or two; may be empty.
        width: of the whole picture.
        height: of the whole picture.
        frame: the box of the axes.
        grid: lines across it, drawn lightest of all.
        zeros: where an axis is 0 within the box.
        notches: short lines at the numbers beside the frame.
        strokes: the curves within the box, then their samples in the legend.
        signs: the points, then their samples in the legend.
        words: numbers, names of axes and points, the legend.
    """

    title: str
    description: str
    width: float
    height: float
    frame: Box
    grid: tuple[Segment, ...]
    zeros: tuple[Segment, ...]
    notches: tuple[Segment, ...]
    strokes: tuple[Stroke, ...]
    signs: tuple[Sign, ...]
    words: tuple[Words, ...]

    @property
    def spoken(self) -> str:
        """What it shows and what there is to see, for those who do not see it."""
        return f"{self.title}. {self.description}" if self.description else f"{self.title}."
