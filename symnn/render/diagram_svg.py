"""A diagram as SVG: it stands alone, and takes its colour from the page around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape as escaped

from symnn.documents.diagram_labels import SCRIPT, Label, Run, Runs
from symnn.documents.diagram_parts import Diagram, Edge, Node
from symnn.documents.diagram_table import description

FONT = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', Helvetica, Arial, sans-serif"
GRADIENT = "#d9480f"
"""A colour that can be read on white and on black."""
# Alone in a window the picture follows the reader's colours; in a page it has those of the page.
STYLE = (
    ":root.symnn-diagram{color-scheme:light dark;color:CanvasText}"
    "@media(prefers-color-scheme:dark){:root.symnn-diagram .symnn-gradient{fill:#ffa94d}}"
)
TOLD = ("title", "desc")
"""The elements of SVG that say what there is to see."""
DASHES = ' stroke-dasharray="3 3"'
FAINT = 0.7
THIN = 60
"""Edges above which lines are drawn lighter."""
_SHIFT = {0: 0.0, 1: -0.38, -1: 0.22}
"""How far a raised or lowered piece stands from the line, by the size of the text."""
BASELINE = 0.35
"""From the middle of a line of text to where its letters stand, by its size."""


def svg(diagram: Diagram, on_paper: bool = False) -> str:
    """The diagram as an SVG element, which is also a whole file; its text stays text.

    Args:
        diagram: the diagram.
        on_paper: whether it brings white paper along, for pages whose colours it can't know.
    """
    drawn = (
        *_lines(diagram),
        *(_circle(node, diagram.radius) for node in diagram.nodes),
        *(line for label in diagram.labels for line in _label(label)),
    )
    told = (diagram.title, description(diagram))
    return element("symnn-diagram", (diagram.width, diagram.height), told, STYLE, drawn, on_paper)


def element(
    name: str,
    size: tuple[float, float],
    told: tuple[str, str],
    style: str,
    drawn: Iterable[str],
    on_paper: bool,
) -> str:
    """An SVG element that stands alone, and takes its colour from the page around it.

    Args:
        name: its class.
        size: its width and height.
        told: its title and its description, for those who don't see it; empty for none.
        style: rules for it, where it does not bring white paper along.
        drawn: what it consists of.
        on_paper: whether it brings white paper along.
    """
    width, height = map(number, size)
    paper = ";background:#fff;color:#000" if on_paper else ""
    pieces = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{name}" role="img" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'style="max-width:100%;height:auto{paper}" font-family="{FONT}" fill="currentColor">',
        *(f"<{tag}>{text(words)}</{tag}>" for tag, words in zip(TOLD, told, strict=True) if words),
        *([] if on_paper else [f"<style>{style}</style>"]),
        *drawn,
        "</svg>",
    ]
    return "\n".join(pieces) + "\n"


def number(value: float) -> str:
    """A coordinate, to a hundredth.

    >>> number(12.5), number(-0.001)
    ('12.5', '0')
    """
    written = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def text(words: str) -> str:
    """Text as XML may have it: escaped, and without what no XML can hold."""
    return escaped("".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in words))


def _lines(diagram: Diagram) -> Iterator[str]:
    """The edges, those that lead to or from a unit that is off in dashes."""
    opacity, width = (0.45, 0.6) if len(diagram.edges) > THIN else (0.7, 1)
    for off, dashes in ((False, ""), (True, DASHES)):
        path = "".join(map(_path, (edge for edge in diagram.edges if edge.off == off)))
        if path:
            yield (
                f'<path d="{path}" fill="none" stroke="currentColor" '
                f'stroke-opacity="{0.5 if off else opacity}" stroke-width="{width}"{dashes}/>'
            )


def _path(edge: Edge) -> str:
    return "".join(
        f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}" for x1, y1, x2, y2 in edge.pieces
    )


def _circle(node: Node, radius: float) -> str:
    dashes = DASHES if node.off else ""
    opacity = f' stroke-opacity="{FAINT}"' if node.off else ""
    return (
        f'<circle cx="{number(node.x)}" cy="{number(node.y)}" r="{number(radius)}" fill="none" '
        f'stroke="currentColor" stroke-width="1.3"{opacity}{dashes}/>'
    )


def _label(label: Label) -> Iterator[str]:
    for line, middle in label.centred_lines:
        colour = f' class="symnn-gradient" fill="{GRADIENT}"' if line.gradient else ""
        # The colour of gradients has just the contrast that small text needs: none to give away.
        opacity = f' fill-opacity="{FAINT}"' if label.faint and not line.gradient else ""
        baseline = middle + BASELINE * line.size
        yield (
            f'<text x="{number(label.x)}" y="{number(baseline)}" font-size="{number(line.size)}" '
            f'text-anchor="middle"{colour}{opacity}>{tspans(line.runs, line.size)}</text>'
        )


def tspans(runs: Runs, size: float) -> str:
    """The pieces of a line of that size: each says how far it is from the one before."""
    made, before = [], 0.0
    for run in runs:
        shift = _SHIFT[run.level] * size
        made.append(_run(run, shift - before, size))
        before = shift
    return "".join(made)


def _run(run: Run, shift: float, size: float) -> str:
    style = ' font-style="italic"' if run.italic else ""
    moved = f' dy="{number(shift)}"' if number(shift) != "0" else ""
    smaller = f' font-size="{number(size * SCRIPT)}"' if run.level else ""
    marks = style + moved + smaller
    return f"<tspan{marks}>{text(run.text)}</tspan>" if marks else text(run.text)
