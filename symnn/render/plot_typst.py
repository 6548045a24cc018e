"""A plot in Typst, of lines, marks and text in a box: no package is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from symnn.documents.blocks import Text
from symnn.documents.diagram_geometry import Segment
from symnn.documents.plot_parts import Sign, Sketch, Stroke, Words
from symnn.render.diagram_svg import number
from symnn.render.diagram_typst import UNIT, WIDEST
from symnn.render.plot_style import COLOURS, DASHES, FAINT, FAINT_WIDTH, RADIUS, WIDTH, of_style
from symnn.render.typst_text import escape

_BASELINE = 0.33
BETWEEN = 8
"""Points between two plots that stand beside each other."""
_SIDES = {"start": ("left", 0.0), "middle": ("center", 1.0), "end": ("right", 2.0)}
"""The side of a box at which a text stands, and how many of its widths the box is to its left."""


def plot_typst(sketch: Sketch, sentence: Callable[[Text], str], widest: float = WIDEST) -> str:
    """The plot as a figure with its description, without a caption or number.

    Args:
        sketch: the plot, laid out.
        sentence: writes a text as Typst's markup, by functions of the page.
        widest: how many points of room there are; a wider picture is made smaller as a whole.
    """
    scale = min(UNIT, widest / sketch.width)
    made = _Drawn(sketch, sentence, scale)
    lines = [
        f"#figure(alt: {escape(sketch.spoken)}, kind: image, supplement: none, "
        "numbering: none, outlined: false,",
        f"  box(width: {made.length(sketch.width)}, height: {made.length(sketch.height)}, {{",
        *(f"    {line}" for line in made.lines()),
        "  }),",
        ")",
    ]
    return "\n".join(lines) + "\n"


def row_typst(sketches: Sequence[Sketch], sentence: Callable[[Text], str]) -> str:
    """Plots beside each other, in the middle of a line.

    Args:
        sketches: the plots, laid out.
        sentence: writes a text.
    """
    room = (WIDEST - BETWEEN * (len(sketches) - 1)) / len(sketches)
    cells = [f"[\n{plot_typst(sketch, sentence, room)}]" for sketch in sketches]
    columns = f"columns: {len(sketches)}, column-gutter: {BETWEEN}pt"
    return f"#align(center, grid({columns}, {', '.join(cells)}))\n"


class _Drawn:
    """The lines of a drawing.

    Args:
        sketch: the plot.
        sentence: writes a text.
        scale: points of a unit.
    """

    def __init__(self, sketch: Sketch, sentence: Callable[[Text], str], scale: float) -> None:
        self.sketch, self.sentence, self.scale = sketch, sentence, scale

    def lines(self) -> Iterator[str]:
        """All of it, from the back to the front."""
        sketch = self.sketch
        yield from self._segments(sketch.grid, "0.4pt + luma(220)")
        yield from self._segments(sketch.zeros, "0.4pt + luma(120)")
        left, top, right, bottom = sketch.frame
        sides = f"width: {self.length(right - left)}, height: {self.length(bottom - top)}"
        yield self._at(left, top, f"rect({sides}, stroke: 0.4pt + luma(120))")
        yield from self._segments(sketch.notches, "0.4pt + luma(120)")
        yield from map(self._stroke, sketch.strokes)
        yield from map(self._sign, sketch.signs)
        yield from map(self._words, sketch.words)

    def length(self, units: float) -> str:
        """A length in points."""
        return f"{number(units * self.scale)}pt"

    def _place(self, x: float, y: float) -> str:
        return f"({self.length(x)}, {self.length(y)})"

    def _at(self, x: float, y: float, what: str) -> str:
        return f"place(dx: {self.length(x)}, dy: {self.length(y)}, {what})"

    def _segments(self, segments: Iterable[Segment], stroke: str) -> Iterator[str]:
        for x1, y1, x2, y2 in segments:
            ends = f"start: {self._place(x1, y1)}, end: {self._place(x2, y2)}"
            yield f"place(line({ends}, stroke: {stroke}))"

    def _stroke(self, stroke: Stroke) -> str:
        dashes = ", ".join(self.length(length) for length in DASHES[of_style(stroke.style)])
        colour = _colour(stroke.style) + (f".lighten({100 - 100 * FAINT:g}%)" * stroke.faint)
        width = self.length(FAINT_WIDTH if stroke.faint else WIDTH)
        dashed = f", dash: ({dashes})" if dashes else ""
        first, *others = (self._place(*point) for point in stroke.points)
        parts = ", ".join([f"curve.move({first})", *(f"curve.line({place})" for place in others)])
        style = f'(paint: {colour}, thickness: {width}, join: "round"{dashed})'
        return f"place(curve(stroke: {style}, {parts}))"

    def _sign(self, sign: Sign) -> str:
        left, top, side = sign.x - RADIUS, sign.y - RADIUS, self.length(2 * RADIUS)
        colour, radius = _colour(sign.style), self.length(RADIUS)
        if sign.mark == "cross":
            ends = [(0.0, 0.0, 2.0, 2.0), (0.0, 2.0, 2.0, 0.0)]
            lines = [Segment(*(RADIUS * end for end in one)) for one in ends]
            drawn = "; ".join(self._segments(lines, f"1.1pt + {colour}"))
            return self._at(left, top, f"box(width: {side}, height: {side}, {{ {drawn} }})")
        return self._at(
            left,
            top,
            {
                "disc": f"circle(radius: {radius}, fill: {colour})",
                "ring": f"circle(radius: {radius}, stroke: 1.1pt + {colour})",
                "square": f"square(size: {side}, fill: {colour})",
            }[sign.mark],
        )

    def _words(self, words: Words) -> str:
        # The text ends at its baseline, so that indices do not move it; its box has room to spare.
        top = words.y - words.size
        base = words.size * (1 + _BASELINE)
        side, widths = _SIDES[words.anchor]
        box = f"width: {self.length(2 * words.width)}, height: {self.length(base)}"
        style = f'size: {self.length(words.size)}, top-edge: "x-height", bottom-edge: "baseline"'
        text = f"text({style})[{self.sentence(words.text)}]"
        left = words.x - widths * words.width
        return self._at(left, top, f"box({box}, align({side} + bottom, {text}))")


def _colour(style: int) -> str:
    return f'rgb("#{COLOURS[of_style(style)].light}")'
