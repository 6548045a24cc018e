"""Documents in Typst: one file that needs nothing else, neither packages nor fonts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from symnn.documents.blocks import (
    Block,
    Document,
    Heading,
    Line,
    Lines,
    Matrices,
    MatrixLines,
    Option,
    Paragraph,
    Prompt,
    TableBlock,
    Text,
)
from symnn.documents.diagram_parts import Diagram
from symnn.documents.outline import outlined
from symnn.documents.plot import Plot, PlotRow
from symnn.render.diagram_typst import typst_diagram
from symnn.render.inline import Inscription
from symnn.render.plot_runs import row_of, sketched
from symnn.render.plot_typst import plot_typst, row_typst
from symnn.render.typst_inline import Equation, TypstInscription, relation
from symnn.render.typst_text import escape, prose
from symnn.render.typst_width import bound, figure

if TYPE_CHECKING:
    from jinja2 import Environment

DELIMITERS = {
    "block_start_string": "<%",
    "block_end_string": "%>",
    "variable_start_string": "<<",
    "variable_end_string": ">>",
    "comment_start_string": "<#",
    "comment_end_string": "#>",
}
"""Of our templates, in which braces are Typst's."""

PREAMBLE = "preamble.typ.j2"
"""The template that all pages begin with."""
SIGN_ROOM = 1.6
"""The room of a relation in em, as the preamble has it."""

Prepared = dict[str, Any]
"""What a template lays out: markup, formulas and what they are."""


def typst(document: Document, with_preamble: bool = True) -> str:
    """A document as a file of Typst; the same document gives the same text.

    Every formula has its words as `alt`, every text stands in it as a string, and headings nest
    without gaps, so that the file can be compiled to PDF/UA-1.

    Args:
        document: the document.
        with_preamble: whether the file needs nothing else; otherwise it imports `PREAMBLE`, which
            lies with our templates, and has its formulas as strings. Pages that share a preamble
            are typeset in two thirds of the time.
    """
    inscription = TypstInscription(document.decimals, True, not with_preamble)
    title = "".join(map(Inscription(decimals=document.decimals).text, document.title))
    blocks = list(_blocks(document, inscription.quoted))
    heading = inscription.sentence(document.title)
    page = _templates().get_template("page.typ.j2")
    return page.render(
        title=escape(title),
        heading=heading,
        blocks=blocks,
        preamble=PREAMBLE,
        with_preamble=with_preamble,
    )


@lru_cache(maxsize=1)
def _templates() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("symnn.templates.typst", ""),
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        **DELIMITERS,  # type: ignore[arg-type]
    )


def _blocks(document: Document, quoted: bool) -> Iterator[Prepared]:
    for depth, block in outlined(document):
        yield _Prepare(document.decimals, depth, quoted).block(block)


class _Prepare:
    """Blocks made ready for their templates.

    Args:
        decimals: whether fractions in numbers are written as decimals where these end.
        depth: the level of the heading above, or of a heading itself.
        quoted: whether formulas are strings.
    """

    def __init__(self, decimals: bool, depth: int, quoted: bool) -> None:
        self.depth = depth
        self.tall = TypstInscription(decimals, quoted=quoted)
        self.sentence = TypstInscription(decimals, True, quoted).sentence

    def _display(self, equation: Equation) -> str:
        return self.tall.call("d", equation)

    def block(self, block: Block) -> Prepared:
        """A block with the name of its template."""
        template, prepare = _PREPARED[type(block)]
        return {"template": template, **prepare(self, block)}

    def heading(self, block: Heading) -> Prepared:
        """A heading with its depth."""
        return {"depth": self.depth, "text": self.sentence(block.text)}

    def paragraph(self, block: Paragraph) -> Prepared:
        """A paragraph."""
        return {"text": self.sentence(block.text)}

    def option(self, block: Option) -> Prepared:
        """Something to choose, and whether there is more."""
        return {"text": self.sentence(block.text), "goes_on": block.goes_on}

    def lines(self, block: Lines) -> Prepared:
        """Lines, and what is said about those left out."""
        left_out = prose(f"({block.left_out:,} more like these)") if block.left_out else ""
        targets = [self.tall.equation(line.target) for line in block.lines]
        figures = {figure(target.alt): target for target in targets}
        return {
            "lead": self.sentence(block.lead),
            "lines": list(map(self._line, block.lines, targets)),
            "widest": list(map(self._display, figures.values())),
            "whole": isinstance(block, MatrixLines),
            "left_out": left_out,
        }

    def _line(self, line: Line, target: Equation) -> Prepared:
        expressions = [self.tall.equations(link.expression) for link in line.links]
        links = [
            {
                "relation": self._display(Equation(relation(link.relation), link.relation)),
                "parts": list(map(self._display, parts)),
            }
            for link, parts in zip(line.links, expressions, strict=True)
        ]
        return {
            "target": self._display(target),
            "links": links,
            "bound": round(sum(map(_bound, expressions)), 1),
            "note": self.sentence(line.note),
            "faint": line.faint,
        }

    def matrices(self, block: Matrices) -> Prepared:
        """Matrices as formulas."""
        parts = [part for matrix in block.matrices for part in self.tall.matrix(matrix)]
        return {"matrices": [self._display(part) for part in parts]}

    def table(self, block: TableBlock) -> Prepared:
        """The cells of a table, and the side at which those of a column stand."""
        columns = range(len(block.header))
        return {
            "is_written_in": block.is_written_in,
            "sides": ["right" if column in block.numeric else "left" for column in columns],
            "header": self._cells(block.header),
            "rows": [self._cells(row) for row in block.rows],
        }

    def diagram(self, block: Diagram) -> Prepared:
        """A drawing."""
        return {"drawing": typst_diagram(block)}

    def plot(self, block: Plot) -> Prepared:
        """A plot."""
        return {"drawing": plot_typst(sketched(block), self.sentence)}

    def plots(self, block: PlotRow) -> Prepared:
        """Plots beside each other."""
        return {"drawing": row_typst(row_of(block), self.sentence)}

    def _cells(self, texts: tuple[Text, ...]) -> list[str]:
        return [self.sentence(text) for text in texts]


def _bound(parts: list[Equation]) -> float:
    """A width in em that a link of a chain does not exceed, its relation and gaps included."""
    return SIGN_ROOM + sum(bound(part.alt) for part in parts)


_PREPARED: dict[type, tuple[str, Callable[[_Prepare, Any], Prepared]]] = {
    Heading: ("heading.typ.j2", _Prepare.heading),
    Paragraph: ("paragraph.typ.j2", _Prepare.paragraph),
    Prompt: ("prompt.typ.j2", _Prepare.paragraph),
    Option: ("option.typ.j2", _Prepare.option),
    Lines: ("lines.typ.j2", _Prepare.lines),
    MatrixLines: ("lines.typ.j2", _Prepare.lines),
    Matrices: ("matrices.typ.j2", _Prepare.matrices),
    TableBlock: ("table.typ.j2", _Prepare.table),
    Diagram: ("diagram.typ.j2", _Prepare.diagram),
    Plot: ("diagram.typ.j2", _Prepare.plot),
    PlotRow: ("diagram.typ.j2", _Prepare.plots),
}
"""The template of a block and what prepares it, by the block's class."""
