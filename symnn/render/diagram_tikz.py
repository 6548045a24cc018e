"""A diagram as a TikZ picture, which needs no package but TikZ and no library of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from symnn.documents.diagram_labels import NORMAL, Label, Run, Runs
from symnn.documents.diagram_parts import Diagram, Node
from symnn.render.diagram_svg import THIN, number
from symnn.render.latex_text import escape

UNIT = 0.75
"""Points of a unit: text of nodes has 9 points, all other 8."""
WIDEST = 345.0
"""The points of a line in LaTeX's articles."""
COLOURS = r"\definecolor{symnngradient}{rgb}{0.75,0.25,0.03}"
SIZES = {True: r"\fontsize{9}{11}\selectfont", False: r"\fontsize{8}{10}\selectfont"}
"""For what stands in nodes, and for all else."""
_MARKS = {0: "", 1: "^", -1: "_"}


def tikz(diagram: Diagram, widest: float = WIDEST) -> str:
    """The diagram as a `tikzpicture`, with its title in a comment above it.

    Args:
        diagram: the diagram.
        widest: how many points of room there are; a wider picture is made smaller as a whole.
    """
    scale = min(1.0, widest / (diagram.width * UNIT))
    smaller = f", scale={scale:.4f}, transform shape" if scale < 1 else ""
    lines = [
        f"% {escape(diagram.title)}",
        rf"\begin{{tikzpicture}}[x={UNIT}pt, y=-{UNIT}pt, inner sep=0pt{smaller}]",
        f"  {COLOURS}",
        *_edges(diagram),
        *(_circle(node, diagram.radius) for node in diagram.nodes),
        *(line for label in diagram.labels for line in _label(label)),
        r"\end{tikzpicture}",
    ]
    return "\n".join(lines) + "\n"


def _edges(diagram: Diagram) -> Iterator[str]:
    colour = "black!35" if len(diagram.edges) > THIN else "black!70"
    for edge in diagram.edges:
        style = "black!40, dashed" if edge.off else colour
        pieces = " ".join(
            f"({number(x1)},{number(y1)}) -- ({number(x2)},{number(y2)})"
            for x1, y1, x2, y2 in edge.pieces
        )
        if pieces:
            yield rf"  \draw[{style}, line width=0.4pt] {pieces};"


def _circle(node: Node, radius: float) -> str:
    style = "black!50, dashed" if node.off else "black"
    place = f"({number(node.x)},{number(node.y)})"
    return rf"  \draw[{style}, line width=0.6pt] {place} circle[radius={number(radius * UNIT)}pt];"


def _label(label: Label) -> Iterator[str]:
    for line, y in label.centred_lines:
        colour = "symnngradient" if line.gradient else "black"
        style = f"text={colour}{'!65' if label.faint else ''}"
        # All lines stand on one baseline, whatever indices they have.
        baseline = y + 0.33 * line.size
        place = f"({number(label.x)},{number(baseline)})"
        text = SIZES[line.size >= NORMAL] + " " + _runs(line.runs)
        yield rf"  \node[{style}, anchor=base] at {place} {{{text}}};"


def _runs(runs: Runs) -> str:
    """Pieces of text; a piece and the indices behind it are one formula."""
    made: list[str] = []
    for is_index, group in groupby(runs, key=lambda run: bool(run.level)):
        pieces = list(group)
        if not is_index:
            made += map(_base, pieces)
            continue
        scripts = "".join(f"{_MARKS[run.level]}{{{_script(run.text)}}}" for run in pieces)
        base = made.pop() if made else "$$"
        is_letter = base.startswith("$") and base.endswith("$") and base.count("$") == 2
        made.append(f"{base[:-1] if is_letter else base + '${}'}{scripts}$")
    return "".join(made)


def _base(run: Run) -> str:
    if run.italic and len(run.text) == 1 and run.text.isascii() and run.text.isalpha():
        return f"${run.text}$"
    return rf"\textit{{{escape(run.text)}}}" if run.italic else escape(run.text)


def _script(text: str) -> str:
    return text.replace("−", "-")
