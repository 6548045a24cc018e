"""A diagram in Typst, of lines, circles and text in a box: no package is needed."""

from __future__ import annotations

from collections.abc import Iterator

from symnn.documents.diagram_geometry import Segment
from symnn.documents.diagram_labels import SCRIPT, Label, LabelLine, Run
from symnn.documents.diagram_parts import Diagram, Edge, Node
from symnn.documents.diagram_table import description
from symnn.render.diagram_svg import THIN, number
from symnn.render.typst_text import escape

UNIT = 0.75
"""Points of a unit."""
WIDEST = 430.0
"""The points of a line on A4 paper with usual margins."""
GRADIENT = 'rgb("#c2410c")'
_BASELINES = {1: -0.38, -1: 0.22}
"""How far a raised or lowered piece stands from the line, by the size of the text."""


def typst_diagram(diagram: Diagram, widest: float = WIDEST) -> str:
    """The diagram as a figure with its description, without a caption or number.

    Args:
        diagram: the diagram.
        widest: how many points of room there are; a wider picture is made smaller as a whole.
    """
    scale = min(UNIT, widest / diagram.width)
    width, height = number(diagram.width * scale), number(diagram.height * scale)
    content = [
        *_edges(diagram, scale),
        *(_circle(node, diagram.radius, scale) for node in diagram.nodes),
        *(line for label in diagram.labels for line in _label(label, scale)),
    ]
    lines = [
        f"#figure(alt: {escape(description(diagram))}, kind: image, supplement: none, "
        "numbering: none, outlined: false,",
        f"  box(width: {width}pt, height: {height}pt, {{",
        *(f"    {line}" for line in content),
        "  }),",
        ")",
    ]
    return "\n".join(lines) + "\n"


def _edges(diagram: Diagram, scale: float) -> Iterator[str]:
    colour = "luma(160)" if len(diagram.edges) > THIN else "luma(90)"
    for edge in diagram.edges:
        yield from (_line(piece, _stroke(edge, colour), scale) for piece in edge.pieces)


def _stroke(edge: Edge, colour: str) -> str:
    if edge.off:
        return '(paint: luma(150), thickness: 0.4pt, dash: "dashed")'
    return f"0.4pt + {colour}"


def _line(piece: Segment, stroke: str, scale: float) -> str:
    x1, y1, x2, y2 = (f"{number(value * scale)}pt" for value in piece)
    return f"place(line(start: ({x1}, {y1}), end: ({x2}, {y2}), stroke: {stroke}))"


def _circle(node: Node, radius: float, scale: float) -> str:
    dx, dy = (f"{number((at - radius) * scale)}pt" for at in (node.x, node.y))
    dashed = '(paint: luma(130), thickness: 0.6pt, dash: "dashed")'
    stroke = dashed if node.off else "0.6pt + black"
    circle = f"circle(radius: {number(radius * scale)}pt, stroke: {stroke})"
    return f"place(dx: {dx}, dy: {dy}, {circle})"


def _label(label: Label, scale: float) -> Iterator[str]:
    for line, middle in label.centred_lines:
        # The text ends at its baseline, so that indices do not move it.
        base = (middle + 0.33 * line.size - label.box[1]) * scale
        left, top = ((label.x - line.width) * scale, label.box[1] * scale)
        yield (
            f"place(dx: {number(left)}pt, dy: {number(top)}pt, "
            f"box(width: {number(2 * line.width * scale)}pt, height: {number(base)}pt, "
            f"align(center + bottom, {_text(line, label.faint, scale)})))"
        )


def _text(line: LabelLine, faint: bool, scale: float) -> str:
    colour = GRADIENT if line.gradient else "black"
    shade = f"{colour}.lighten(35%)" if faint else colour
    size = f"{number(line.size * scale)}pt"
    runs = " + ".join(map(_run, line.runs))
    return (
        f'text(size: {size}, fill: {shade}, top-edge: "x-height", bottom-edge: "baseline", {runs})'
    )


def _run(run: Run) -> str:
    text = escape(run.text)
    if run.level:
        return f"text(size: {SCRIPT}em, baseline: {_BASELINES[run.level]}em, {text})"
    return f'text(style: "italic", {text})' if run.italic else text
