"""A plot in characters: curves in dots of braille, points as signs, numbers beside the axes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from symnn.documents.blocks import Number, Text
from symnn.documents.plot import Axis, Curve, Place, Plot, PlotRow
from symnn.documents.plot_clip import clipped, holds
from symnn.documents.plot_legend import entries
from symnn.documents.plot_scale import Scale
from symnn.documents.plot_ticks import ticks
from symnn.render.diagram_text import printable
from symnn.render.glyphs import ascii_only
from symnn.render.inline import Inscription
from symnn.render.plot_canvas import ACROSS, DOWN, Canvas, sample, sign
from symnn.render.wrap import cells

WIDEST, HIGH, HIGHEST = 66, 16, 22
"""Columns and rows of the field; rows of one whose axes have the same unit."""
APART = 3
"""Rows from a number beside the vertical axis to the next, at least."""
NARROWEST, BETWEEN = 36, 2
"""Columns that each of several plots needs, and between them."""
_LINES = str.maketrans("│┤└─┬", "|++-+")
"""The axes, and what stands for them in ASCII."""


def _ticks(axis: Axis, most: int) -> list[tuple[float, Number]]:
    return ticks(axis.low, axis.high, most, axis.grid)


def drawn(
    block: Plot | PlotRow, inscription: Inscription, width: int, dotted: bool = True
) -> list[str]:
    """One plot or several in rows of text.

    Args:
        block: what is drawn.
        inscription: how words are written; in ASCII, everything is.
        width: columns that no row exceeds, if they are no fewer than a picture needs.
        dotted: whether curves are dots of braille; in fonts whose braille is not as wide as their
            letters, these would not stand where they belong.
    """
    if isinstance(block, Plot):
        return _plot(block, inscription, width, dotted)
    return _row(block, inscription, width, dotted)


def _plot(plot: Plot, inscription: Inscription, width: int, dotted: bool) -> list[str]:
    rows = _Field(plot, inscription, width, dotted and inscription.unicode).rows()
    if inscription.unicode:
        return [row.rstrip() for row in rows]
    return [ascii_only(row.translate(_LINES)).rstrip() for row in rows]


def _row(row: PlotRow, inscription: Inscription, width: int, dotted: bool) -> list[str]:
    """Plots beside each other, or below each other where there is no room for that."""
    count = len(row.plots)
    room = (width - BETWEEN * (count - 1)) // count
    if room < NARROWEST:
        below = [_plot(plot, inscription, width, dotted) for plot in row.plots]
        return [line for k, rows in enumerate(below) for line in ([""] * (k > 0) + rows)]
    columns = [_plot(plot, inscription, room, dotted) for plot in row.plots]
    lines = zip_longest(*columns, fillvalue="")
    padded = [[cell + " " * (room + BETWEEN - cells(cell)) for cell in line] for line in lines]
    return ["".join(line).rstrip() for line in padded]


@dataclass(frozen=True)
class _Field:
    plot: Plot
    inscription: Inscription
    width: int
    dotted: bool

    def rows(self) -> Iterator[str]:
        """All rows: the name of the vertical axis, the field, the horizontal axis, the legend."""
        left = max(map(cells, self._beside.values()))
        above, caption = (
            " " * (left + 1) + self._say(self.plot.y.label),
            self._say(self.plot.caption),
        )
        gap = max(1, left + 2 + self.size[0] - cells(above) - cells(caption))
        if self.plot.y.label or caption:
            yield above + (" " * gap + caption if caption else "")
        for number, row in enumerate(self._canvas().rows()):
            tick = self._beside.get(number, "")
            yield f"{tick:>{left}} {'┤' if tick else '│'}{row}"
        yield from (" " * (left + 1) + row for row in self._below())
        yield from self._legend(left + 2)

    def _say(self, text: Text) -> str:
        return printable("".join(map(self.inscription.text, text)))

    @cached_property
    def size(self) -> tuple[int, int]:
        """Columns and rows of the field."""
        x, y = self.plot.x, self.plot.y
        columns = min(WIDEST, self.width - 2 - self._widest_number())
        if not self.plot.equal:
            return columns, HIGH
        unit = max((x.high - x.low) / (columns * ACROSS), (y.high - y.low) / (HIGHEST * DOWN))
        across, down = (x.high - x.low) / unit / ACROSS, (y.high - y.low) / unit / DOWN
        return max(12, round(across)), max(6, round(down))

    def _widest_number(self) -> int:
        """Columns that no number beside the vertical axis needs more of."""
        found = _ticks(self.plot.y, HIGHEST // APART)
        return max(cells(self._say((text,))) for _, text in found)

    @cached_property
    def scale(self) -> Scale:
        """From the axes to dots; the last is still within the field."""
        columns, rows = self.size
        low, high = (self.plot.x.low, self.plot.y.low), (self.plot.x.high, self.plot.y.high)
        return Scale(low, high, (0.0, 0.0, columns * ACROSS - 1.0, rows * DOWN - 1.0))

    @cached_property
    def _beside(self) -> dict[int, str]:
        """The numbers beside the vertical axis, by rows."""
        found = _ticks(self.plot.y, max(2, self.size[1] // APART))
        return {int(self.scale.y(at)) // DOWN: self._say((text,)) for at, text in found}

    def _below(self) -> Iterator[str]:
        """The horizontal axis: its line, its numbers, its name."""
        columns = self.size[0]
        at = {
            int(self.scale.x(place)) // ACROSS: self._say((text,))
            for place, text in self._across(columns)
        }
        yield "└" + "".join("┬" if column in at else "─" for column in range(columns))
        row = ""
        for column, text in at.items():
            start = max(0, column + 1 - cells(text) // 2)
            row = row.ljust(start) + text
        name = self._say(self.plot.x.label)
        yield row
        yield " " * max(0, (columns + 1 - cells(name)) // 2) + name

    def _across(self, columns: int) -> list[tuple[float, Number]]:
        """The numbers below the horizontal axis, fewer where they are wide."""
        for most in range(max(2, columns // 6), 2, -1):
            found = _ticks(self.plot.x, most)
            if sum(cells(self._say((text,))) + 2 for _, text in found) <= columns:
                return found
        return _ticks(self.plot.x, 2)

    def _canvas(self) -> Canvas:
        canvas = Canvas(*self.size, self.dotted)
        place: Callable[[Place], Place] = self.scale.place
        box = (*self.scale.low, *self.scale.high)
        for curve in sorted(self.plot.curves, key=lambda curve: not curve.faint):
            for piece in clipped(curve.points, box):
                canvas.curve(list(map(place, piece)), curve.style, curve.faint)
        shown = [
            (place(point), dots.mark, dots.names[k] if dots.names else ())
            for dots in self.plot.dots
            for k, point in enumerate(dots.points)
            if holds(box, point)
        ]
        for (x, y), mark, _ in shown:
            canvas.mark(x, y, sign(mark, self.inscription.unicode))
        for (x, y), _, name in shown:
            if name:
                canvas.name(x, y, self._say(name))
        return canvas

    def _legend(self, indent: int) -> Iterator[str]:
        for one in entries(self.plot):
            if isinstance(one, Curve):
                shown = sample(one.style, one.faint, self.dotted)
            else:
                shown = sign(one.mark, self.inscription.unicode)
            yield f"{'':{indent}}{shown:>6}  {self._say(one.label)}"
