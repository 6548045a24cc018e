"""Documents in LaTeX: a complete file that a person can go on editing; amsmath is all it needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from symnn.documents.blocks import (
    Block,
    Document,
    Drawing,
    Heading,
    Lines,
    Matrices,
    MatrixLines,
    Option,
    Paragraph,
    Prompt,
    TableBlock,
)
from symnn.documents.diagram_parts import Diagram
from symnn.documents.plot import Plot, PlotRow
from symnn.documents.plot_parts import Sketch
from symnn.render.diagram_tikz import tikz
from symnn.render.latex_grids import LatexGrids
from symnn.render.latex_inline import LatexInscription
from symnn.render.latex_lines import LatexLines
from symnn.render.plot_runs import row_of, sketched
from symnn.render.plot_tikz import plot_tikz

if TYPE_CHECKING:
    from jinja2 import Environment

COMMANDS = {1: "section*", 2: "subsection*", 3: "subsubsection*", 4: "subsubsection*"}
"""The command of a heading, by its level."""


@dataclass(frozen=True)
class Prepared:
    """A block whose pieces are written: its template only lays them out.

    Attributes:
        template: the name of its template.
        pieces: what the template lays out, by name.
    """

    template: str
    pieces: dict[str, Any] = field(default_factory=dict)


WIDEST_DIAGRAM = 480.0
"""Points that a diagram may take of a line."""
BETWEEN = 8
"""Points between two plots that stand beside each other."""


def latex(document: Document) -> str:
    """A document as a complete LaTeX file."""
    title = LatexInscription(document.decimals).sentence(document.title)
    has_drawing = any(isinstance(block, Drawing) for block in document.blocks)
    body = latex_body(document)
    return _filled("document.tex.j2", title=title, body=body, has_drawing=has_drawing)


def latex_body(document: Document) -> str:
    """A document without its title, as what stands in another LaTeX file that loads amsmath."""
    inscription = LatexInscription(document.decimals)
    texts, is_below_heading = [], False
    for block in document.blocks:
        one = _PREPARE[type(block)](inscription, block)
        pieces = {**one.pieces, "below_heading": is_below_heading}
        texts.append(_filled(f"{one.template}.tex.j2", **pieces).strip("\n") + "\n")
        is_below_heading = isinstance(block, Heading)
    return "\n".join(texts)


def _heading(inscription: LatexInscription, block: Heading) -> Prepared:
    text = inscription.sentence(block.text)
    styled = rf"\normalfont\itshape {text}" if block.level == max(COMMANDS) else text
    return Prepared("heading", {"command": COMMANDS[block.level], "text": styled})


def _paragraph(inscription: LatexInscription, block: Paragraph) -> Prepared:
    return Prepared("paragraph", {"text": inscription.sentence(block.text)})


def _prompt(inscription: LatexInscription, block: Paragraph) -> Prepared:
    return Prepared("prompt", {"text": inscription.sentence(block.text)})


def _option(inscription: LatexInscription, block: Option) -> Prepared:
    text = inscription.sentence(block.text)
    return Prepared("option", {"text": text, "goes_on": block.goes_on})


def _lines(inscription: LatexInscription, block: Lines) -> Prepared:
    rows = LatexLines(inscription).rows(block)
    return Prepared("lines", {"lead": inscription.sentence(block.lead), "rows": rows})


def _matrices(inscription: LatexInscription, block: Matrices) -> Prepared:
    return Prepared("matrices", {"bands": LatexGrids(inscription).bands(block)})


def _table(inscription: LatexInscription, block: TableBlock) -> Prepared:
    return Prepared(
        "table",
        {"tables": LatexGrids(inscription).tables(block), "is_written_in": block.is_written_in},
    )


def _diagram(inscription: LatexInscription, block: Diagram) -> Prepared:
    return Prepared("diagram", {"picture": tikz(block, WIDEST_DIAGRAM)})


def _plot(inscription: LatexInscription, block: Plot) -> Prepared:
    return _pictures(inscription, [sketched(block)])


def _plots(inscription: LatexInscription, block: PlotRow) -> Prepared:
    return _pictures(inscription, row_of(block))


def _pictures(inscription: LatexInscription, sketches: list[Sketch]) -> Prepared:
    """Plots beside each other, with their upper ends at one height."""
    room = (WIDEST_DIAGRAM - BETWEEN * (len(sketches) - 1)) / len(sketches)
    pictures = [plot_tikz(sketch, inscription.sentence, room) for sketch in sketches]
    return Prepared("diagram", {"picture": f"\\hspace{{{BETWEEN}pt}}%\n".join(pictures)})


_PREPARE: dict[type[Block], Callable[[LatexInscription, Any], Prepared]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Prompt: _prompt,
    Option: _option,
    Lines: _lines,
    MatrixLines: _lines,
    Matrices: _matrices,
    TableBlock: _table,
    Diagram: _diagram,
    Plot: _plot,
    PlotRow: _plots,
}


def _filled(template: str, **pieces: Any) -> str:
    return _environment().get_template(f"latex/{template}").render(pieces)


@cache
def _environment() -> Environment:
    import jinja2  # only for those who want LaTeX

    return jinja2.Environment(
        loader=jinja2.PackageLoader("symnn.templates", ""),
        undefined=jinja2.StrictUndefined,
        block_start_string="<%",
        block_end_string="%>",
        variable_start_string="<<",
        variable_end_string=">>",
        comment_start_string="<#",
        comment_end_string="#>",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # LaTeX has its own escapes, made where the pieces are written
    )
