"""The layout of a plot: one for all formats, as of a network's diagram."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

from symnn.documents.blocks import Number, Text
from symnn.documents.diagram_geometry import Segment
from symnn.documents.diagram_labels import NORMAL, SMALL
from symnn.documents.plot import Plot
from symnn.documents.plot_clip import clipped, holds
from symnn.documents.plot_legend import Legend, legend
from symnn.documents.plot_names import named
from symnn.documents.plot_parts import Anchor, Sign, Sketch, Stroke, Words
from symnn.documents.plot_scale import WIDE, Scale, scale
from symnn.documents.plot_ticks import regular, ticks

MARGIN, PAD, NOTCH = 6.0, 5.0, 4.0
ROW = 1.3
"""The height of a row of words by their size."""
ABOVE = 10.0
"""From the box up to the name of its vertical axis: half of the number at the top is there."""
ROOM_ACROSS, ROOM_UP = 24.0, 24.0
"""At least so far apart are the numbers beside an axis."""

CLOSEST = 12.0
"""At least so far apart are lines across an axis."""

Measure = Callable[[Text], float]
"""How wide a text of size 1 is, whatever format it is written in."""


def laid_out(plot: Plot, measure: Measure, wide: float = WIDE) -> Sketch:
    """A plot with everything in its place.

    Args:
        plot: the plot.
        measure: how wide texts are; who writes them knows.
        wide: how wide the box of its axes is.
    """
    return _Layout(plot, measure, wide).sketch()


@dataclass(frozen=True)
class _Layout:
    plot: Plot
    measure: Measure
    wide: float

    def sketch(self) -> Sketch:
        left, _, right, bottom = self.scale.frame
        words = [*self._numbers, *self._axis_names()]
        named_below = bottom + NOTCH + 2 * PAD + (SMALL + NORMAL) * ROW
        drawn = self._legend(left, named_below)
        ends = [right, *(one.left + one.width for one in (*words, *drawn.words))]
        return Sketch(
            self.plot.title,
            self.plot.description,
            max(ends) + MARGIN,
            max(named_below, drawn.bottom) + MARGIN - PAD,
            self.scale.frame,
            tuple(self._grid()),
            tuple(self._zeros),
            tuple(self._notches()),
            (*self._strokes, *drawn.strokes),
            (*self._signs, *drawn.signs),
            (*words, *self._point_names(), *drawn.words),
        )

    @cached_property
    def scale(self) -> Scale:
        """The box stands so that the numbers beside it and the name above it have room."""
        first = scale(self.plot, 0, 0, self.wide)
        widest = max(self.measure((text,)) * SMALL for _, text in self._ticks(first, 1))
        left, top = MARGIN + widest + PAD + NOTCH, MARGIN + NORMAL * ROW + ABOVE
        return scale(self.plot, left, top, self.wide)

    def _ticks(self, found: Scale, axis: int) -> list[tuple[float, Number]]:
        grid = (self.plot.x.grid, self.plot.y.grid)[axis]
        return ticks(found.low[axis], found.high[axis], self._most(found, axis), grid)

    def _most(self, found: Scale, axis: int) -> int:
        """How many numbers there are at most beside an axis: fewer where they are wide."""
        left, top, right, bottom = found.frame
        if axis:
            return max(2, int((bottom - top) / ROOM_UP))
        for most in range(max(2, int((right - left) / ROOM_ACROSS)), 2, -1):
            widest = max(
                self.measure((text,)) * SMALL
                for _, text in ticks(found.low[0], found.high[0], most, self.plot.x.grid)
            )
            if (widest + 2 * PAD) * most <= right - left:
                return most
        return 2

    @cached_property
    def _numbers(self) -> list[Words]:
        left, _, _, bottom = self.scale.frame
        below, beside = bottom + NOTCH + PAD + SMALL / 2, left - NOTCH - PAD / 2
        across = [
            self._words((text,), self.scale.x(at), below) for at, text in self._ticks(self.scale, 0)
        ]
        up = [
            self._words((text,), beside, self.scale.y(at))
            for at, text in self._ticks(self.scale, 1)
        ]
        return [*across, *(Words(w.x, w.y, w.text, w.width, w.size, "end") for w in up)]

    def _words(self, text: Text, x: float, y: float) -> Words:
        return Words(x, y, text, self.measure(text) * SMALL, SMALL)

    def _axis_names(self) -> Iterator[Words]:
        """The name of the horizontal axis under its middle, that of the vertical one above it.

        The caption is above the other end.
        """
        left, top, right, bottom = self.scale.frame
        below = bottom + NOTCH + 2 * PAD + SMALL * ROW + NORMAL * ROW / 2 - PAD / 2
        above = top - ABOVE - NORMAL * ROW / 2
        named: tuple[tuple[Text, float, float, Anchor], ...] = (
            (self.plot.x.label, (left + right) / 2, below, "middle"),
            (self.plot.y.label, left, above, "middle"),
            (self.plot.caption, right, above, "end"),
        )
        for text, x, y, anchor in named:
            if text:
                words = Words(x, y, text, self.measure(text) * NORMAL, NORMAL, anchor)
                # A name that is wider than its box goes on to the right.
                yield replace(words, x=words.x + max(0.0, MARGIN - words.left))

    def _grid(self) -> Iterator[Segment]:
        left, top, right, bottom = self.scale.frame
        for at in self._across(0, self.plot.x.grid, right - left):
            yield Segment(self.scale.x(at), top, self.scale.x(at), bottom)
        for at in self._across(1, self.plot.y.grid, bottom - top):
            yield Segment(left, self.scale.y(at), right, self.scale.y(at))

    def _across(self, axis: int, apart: float, room: float) -> list[float]:
        """Where lines stand across an axis: as asked if they are not close, else at its numbers."""
        low, high = self.scale.low[axis], self.scale.high[axis]
        if apart / (high - low) * room >= CLOSEST:
            return regular(low, high, apart)
        return [at for at, _ in self._ticks(self.scale, axis)]

    @cached_property
    def _zeros(self) -> list[Segment]:
        left, top, right, bottom = self.scale.frame
        (x1, y1), (x2, y2) = self.scale.low, self.scale.high
        upright = Segment(self.scale.x(0), top, self.scale.x(0), bottom)
        level = Segment(left, self.scale.y(0), right, self.scale.y(0))
        return [upright] * (x1 < 0 < x2) + [level] * (y1 < 0 < y2)

    def _notches(self) -> Iterator[Segment]:
        left, _, _, bottom = self.scale.frame
        for at, _ in self._ticks(self.scale, 0):
            yield Segment(self.scale.x(at), bottom, self.scale.x(at), bottom + NOTCH)
        for at, _ in self._ticks(self.scale, 1):
            yield Segment(left - NOTCH, self.scale.y(at), left, self.scale.y(at))

    @cached_property
    def _strokes(self) -> list[Stroke]:
        box = (*self.scale.low, *self.scale.high)
        return [
            Stroke(tuple(map(self.scale.place, piece)), curve.style, curve.faint)
            for curve in sorted(self.plot.curves, key=lambda curve: not curve.faint)
            for piece in clipped(curve.points, box)
        ]

    @cached_property
    def _signs(self) -> list[Sign]:
        box = (*self.scale.low, *self.scale.high)
        return [
            Sign(*self.scale.place(point), dots.mark, dots.style)
            for dots in self.plot.dots
            for point in dots.points
            if holds(box, point)
        ]

    def _point_names(self) -> list[Words]:
        box = (*self.scale.low, *self.scale.high)
        pairs = chain.from_iterable(
            zip(dots.points, dots.names, strict=True) for dots in self.plot.dots if dots.names
        )
        told = [
            self._words(name, *self.scale.place(point))
            for point, name in pairs
            if name and holds(box, point)
        ]
        return named(told, self._strokes, self._zeros, self._signs, self.scale.frame)

    def _legend(self, left: float, top: float) -> Legend:
        return legend(self.plot, self.measure, left, top, self.scale.frame[2] - left)
