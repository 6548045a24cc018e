"""A plot as SVG: it stands alone, and takes light or dark colours from the page around it."""

from __future__ import annotations

from collections.abc import Iterator

from symnn.documents.diagram_geometry import Segment
from symnn.documents.plot_parts import Sign, Sketch, Stroke, Words
from symnn.render.diagram_svg import BASELINE, element, number, tspans
from symnn.render.plot_runs import runs
from symnn.render.plot_style import COLOURS, DASHES, FAINT, FAINT_WIDTH, RADIUS, WIDTH, of_style

_DARK = "".join(
    f":root.symnn-plot .symnn-style-{k}{{color:#{colour.dark}}}" for k, colour in enumerate(COLOURS)
)
# Alone in a window the picture follows the reader's colours; in a page it has those of the page.
STYLE = (
    ":root.symnn-plot{color-scheme:light dark;color:CanvasText}"
    f"@media(prefers-color-scheme:dark){{{_DARK}}}"
)
_LINES = {"grid": (0.16, 0.7), "zero": (0.55, 0.8), "frame": (0.55, 0.8)}
"""How much of its colour a line has, and how wide it is."""


def plot_svg(sketch: Sketch, on_paper: bool = False) -> str:
    """The plot as an SVG element, which is also a whole file; its text stays text.

    Args:
        sketch: the plot, laid out.
        on_paper: whether it brings white paper along, for pages whose colours it can't know.
    """
    strokes, signs = map(_stroke, sketch.strokes), map(_sign, sketch.signs)
    drawn = filter(None, (*_frame(sketch), *strokes, *signs, *map(_words, sketch.words)))
    told = (sketch.title, sketch.description)
    return element("symnn-plot", (sketch.width, sketch.height), told, STYLE, drawn, on_paper)


def _frame(sketch: Sketch) -> Iterator[str]:
    left, top, right, bottom = map(number, sketch.frame)
    box = f"M{left} {top}L{left} {bottom}L{right} {bottom}L{right} {top}Z"
    for kind, path in (
        ("grid", _path(sketch.grid)),
        ("zero", _path(sketch.zeros)),
        ("frame", box + _path(sketch.notches)),
    ):
        opacity, width = _LINES[kind]
        if path:
            yield (
                f'<path d="{path}" fill="none" stroke="currentColor" '
                f'stroke-opacity="{opacity}" stroke-width="{width}"/>'
            )


def _path(segments: tuple[Segment, ...]) -> str:
    return "".join(
        f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}" for x1, y1, x2, y2 in segments
    )


def _coloured(style: int) -> str:
    """The class and the colour of a style, which its strokes and fills take up."""
    k = of_style(style)
    return f'class="symnn-style-{k}" color="#{COLOURS[k].light}"'


def _stroke(stroke: Stroke) -> str:
    places = "L".join(f"{number(x)} {number(y)}" for x, y in stroke.points)
    dashes = " ".join(map(number, DASHES[of_style(stroke.style)]))
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    width, opacity = (WIDTH, "") if not stroke.faint else (FAINT_WIDTH, f' opacity="{FAINT}"')
    return (
        f'<path {_coloured(stroke.style)} d="M{places}" fill="none" stroke="currentColor" '
        f'stroke-width="{width}" stroke-linejoin="round"{dashed}{opacity}/>'
    )


def _sign(sign: Sign) -> str:
    x, y, r = number(sign.x), number(sign.y), number(RADIUS)
    colour = _coloured(sign.style)
    left, top, side = number(sign.x - RADIUS), number(sign.y - RADIUS), number(2 * RADIUS)
    right, bottom = number(sign.x + RADIUS), number(sign.y + RADIUS)
    full = f'{colour} fill="currentColor"'
    strokes = f"M{left} {top}L{right} {bottom}M{left} {bottom}L{right} {top}"
    hollow = f'{colour} fill="none" stroke="currentColor" stroke-width="1.8"'
    return {
        "disc": f'<circle {full} cx="{x}" cy="{y}" r="{r}"/>',
        "ring": f'<circle {hollow} cx="{x}" cy="{y}" r="{r}"/>',
        "square": f'<rect {full} x="{left}" y="{top}" width="{side}" height="{side}"/>',
        "cross": f'<path {hollow} d="{strokes}"/>',
    }[sign.mark]


def _words(words: Words) -> str:
    baseline = words.y + BASELINE * words.size
    return (
        f'<text x="{number(words.x)}" y="{number(baseline)}" font-size="{number(words.size)}" '
        f'text-anchor="{words.anchor}">{tspans(runs(words.text), words.size)}</text>'
    )
