"""A plot as a TikZ picture, which needs no package but TikZ and no library of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from symnn.documents.blocks import Text
from symnn.documents.diagram_geometry import Segment
from symnn.documents.diagram_labels import NORMAL
from symnn.documents.plot import Place
from symnn.documents.plot_parts import Sign, Sketch, Stroke, Words
from symnn.render.diagram_svg import number
from symnn.render.diagram_tikz import SIZES, UNIT
from symnn.render.latex_text import escape
from symnn.render.plot_style import COLOURS, DASHES, FAINT, FAINT_WIDTH, RADIUS, WIDTH, of_style

_BASELINE = 0.33
_ANCHORS = {"start": "base west", "middle": "base", "end": "base east"}
_MARKS = {
    "disc": "fill={colour}] {centre} circle[radius={radius}pt]",
    "ring": "draw={colour}, line width=1.1pt] {centre} circle[radius={radius}pt]",
    "square": "fill={colour}] {first} rectangle {last}",
    "cross": "draw={colour}, line width=1.1pt] {first} -- {last} {third} -- {fourth}",
}
"""How a mark is drawn, by its form."""


def plot_tikz(sketch: Sketch, sentence: Callable[[Text], str], widest: float) -> str:
    """The plot as a `tikzpicture`, with its title in a comment above it.

    Args:
        sketch: the plot, laid out.
        sentence: writes a text in LaTeX.
        widest: how many points of room there are; a wider picture is made smaller as a whole.
    """
    scale = min(1.0, widest / (sketch.width * UNIT))
    smaller = f", scale={scale:.4f}, transform shape" if scale < 1 else ""
    lines = [
        f"% {escape(sketch.title)}",
        rf"\begin{{tikzpicture}}[x={UNIT}pt, y=-{UNIT}pt, inner sep=0pt, "
        f"baseline=(current bounding box.north){smaller}]",
        *_colours(sketch),
        *_frame(sketch),
        *map(_stroke, sketch.strokes),
        *map(_sign, sketch.signs),
        *(_words(words, sentence) for words in sketch.words),
        r"\end{tikzpicture}",
    ]
    return "\n".join(lines) + "\n"


def _colours(sketch: Sketch) -> Iterator[str]:
    styles = [*(one.style for one in sketch.strokes), *(one.style for one in sketch.signs)]
    for k in sorted(set(map(of_style, styles))):
        code = COLOURS[k].light
        parts = ",".join(f"{int(code[at : at + 2], 16) / 255:.3f}" for at in (0, 2, 4))
        yield rf"  \definecolor{{symnnstyle{k}}}{{rgb}}{{{parts}}}"


def _frame(sketch: Sketch) -> Iterator[str]:
    left, top, right, bottom = sketch.frame
    for segments, style in ((sketch.grid, "black!15"), (sketch.zeros, "black!55")):
        if segments:
            yield rf"  \draw[{style}, line width=0.4pt] {_segments(segments)};"
    box = f"{_place(left, top)} rectangle {_place(right, bottom)}"
    yield rf"  \draw[black!55, line width=0.4pt] {box} {_segments(sketch.notches)};"


def _segments(segments: Iterable[Segment]) -> str:
    return " ".join(f"{_place(x1, y1)} -- {_place(x2, y2)}" for x1, y1, x2, y2 in segments)


def _place(x: float, y: float) -> str:
    return f"({number(x)},{number(y)})"


def _stroke(stroke: Stroke) -> str:
    k = of_style(stroke.style)
    lengths = zip(("on", "off") * 2, DASHES[k], strict=False)
    dashes = " ".join(f"{word} {number(length * UNIT)}pt" for word, length in lengths)
    colour = f"symnnstyle{k}" + (f"!{round(100 * FAINT)}" if stroke.faint else "")
    width = number((FAINT_WIDTH if stroke.faint else WIDTH) * UNIT)
    options = [colour, f"line width={width}pt", "line join=round"]
    options += [f"dash pattern={dashes}"] if dashes else []
    return rf"  \draw[{', '.join(options)}] {_line(stroke.points)};"


def _line(points: Iterable[Place]) -> str:
    return " -- ".join(_place(*point) for point in points)


def _sign(sign: Sign) -> str:
    x, y, r = sign.x, sign.y, RADIUS
    drawn = _MARKS[sign.mark].format(
        colour=f"symnnstyle{of_style(sign.style)}",
        centre=_place(x, y),
        radius=number(r * UNIT),
        first=_place(x - r, y - r),
        last=_place(x + r, y + r),
        third=_place(x - r, y + r),
        fourth=_place(x + r, y - r),
    )
    return rf"  \path[{drawn};"


def _words(words: Words, sentence: Callable[[Text], str]) -> str:
    # All words stand on one baseline, whatever indices they have.
    place = _place(words.x, words.y + _BASELINE * words.size)
    text = f"{SIZES[words.size >= NORMAL]} {sentence(words.text)}"
    return rf"  \node[anchor={_ANCHORS[words.anchor]}] at {place} {{{text}}};"
