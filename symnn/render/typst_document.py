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
    Paragraph,
    TableBlock,
    Text,
)
from symnn.documents.diagram_parts import Diagram
from symnn.documents.outline import outlined
from symnn.render.diagram_typst import typst_diagram
from symnn.render.inline import Inscription
from symnn.render.typst_inline import Equation, TypstInscription, relation
from symnn.render.typst_text import escape, prose

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

Prepared = dict[str, Any]
"""What a template lays out: markup, formulas and what they are."""


def typst(document: Document) -> str:
    """A document as a file of Typst; the same document gives the same text.

    Every formula has its words as `alt`, every text stands in it as a string, and headings nest
    without gaps, so that the file can be compiled to PDF/UA-1.
    """
    inscription = TypstInscription(document.decimals, slashed=True)
    title = "".join(map(Inscription(decimals=document.decimals).text, document.title))
    blocks = list(_blocks(document))
    heading = inscription.sentence(document.title)
    page = _templates().get_template("page.typ.j2")
    return page.render(title=escape(title), heading=heading, blocks=blocks)


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
        **DELIMITERS,  # type: ignore[arg-type]
    )


def _blocks(document: Document) -> Iterator[Prepared]:
    for depth, block in outlined(document):
        yield _Prepare(document.decimals, depth).block(block)


class _Prepare:
    """Blocks made ready for their templates.

    Args:
        decimals: whether fractions in numbers are written as decimals where these end.
        depth: the level of the heading above, or of a heading itself.
    """

    def __init__(self, decimals: bool, depth: int) -> None:
        self.depth = depth
        self.tall = TypstInscription(decimals)
        self.sentence = TypstInscription(decimals, slashed=True).sentence

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

    def lines(self, block: Lines) -> Prepared:
        """Lines, and what is said about those left out."""
        left_out = prose(f"({block.left_out:,} more like these)") if block.left_out else ""
        return {
            "lead": self.sentence(block.lead),
            "lines": [self._line(line) for line in block.lines],
            "left_out": left_out,
        }

    def _line(self, line: Line) -> Prepared:
        links = [
            {
                "relation": _display(Equation(relation(link.relation), link.relation)),
                "parts": [_display(part) for part in self.tall.equations(link.expression)],
            }
            for link in line.links
        ]
        return {
            "target": _display(self.tall.equation(line.target)),
            "links": links,
            "note": self.sentence(line.note),
            "faint": line.faint,
        }

    def matrices(self, block: Matrices) -> Prepared:
        """Matrices as formulas."""
        parts = [part for matrix in block.matrices for part in self.tall.matrix(matrix)]
        return {"matrices": [_display(part) for part in parts]}

    def table(self, block: TableBlock) -> Prepared:
        """The cells of a table, and the side at which those of a column stand."""
        columns = range(len(block.header))
        return {
            "sides": ["right" if column in block.numeric else "left" for column in columns],
            "header": self._cells(block.header),
            "rows": [self._cells(row) for row in block.rows],
        }

    def diagram(self, block: Diagram) -> Prepared:
        """A drawing."""
        return {"drawing": typst_diagram(block)}

    def _cells(self, texts: tuple[Text, ...]) -> list[str]:
        return [self.sentence(text) for text in texts]


def _display(equation: Equation) -> str:
    return f"d({escape(equation.alt)}, ${equation.math}$)"


_PREPARED: dict[type, tuple[str, Callable[[_Prepare, Any], Prepared]]] = {
    Heading: ("heading.typ.j2", _Prepare.heading),
    Paragraph: ("paragraph.typ.j2", _Prepare.paragraph),
    Lines: ("lines.typ.j2", _Prepare.lines),
    Matrices: ("matrices.typ.j2", _Prepare.matrices),
    TableBlock: ("table.typ.j2", _Prepare.table),
    Diagram: ("diagram.typ.j2", _Prepare.diagram),
}
"""The template of a block and what prepares it, by the block's class."""
