"""Documents in Markdown, with mathematics as GitHub and Jupyter both show it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from symnn.documents.blocks import (
    Block,
    Document,
    Heading,
    Inline,
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
from symnn.render.diagram_text import lists, picture
from symnn.render.inline import Inscription
from symnn.render.latex_grids import LatexGrids
from symnn.render.latex_inline import LatexInscription, columns
from symnn.render.latex_lines import NEXT_LINE, SAME_LINE, LatexLines
from symnn.render.plot_text import drawn

COLUMNS = 80
"""Of a plot in characters."""

_PROSE = {
    **{sign: f"\\{sign}" for sign in "\\`*_[]{}$|~"},
    "<": "&lt;", ">": "&gt;", "&": "&amp;",
}  # fmt: skip
"""What would be markup, and what is written for it."""
_MATH = {
    **{sign: f"\\{sign}" for sign in "#%&_${}"},
    "\\": r"\backslash ", "~": r"\sim ", "^": r"\wedge ",
}  # fmt: skip
"""What is not safe in text within mathematics, and what is written beside that text for it."""
_UNSAFE = re.compile("([" + re.escape("".join(_MATH)) + "])")
_THIN = re.compile(r"\\, ?")
_AT_START = re.compile(r"^(?=[#+-])|(?<=^\d)(?=[.)])")
"""Where a list or a heading would begin."""


class MarkdownInscription(LatexInscription):
    r"""Pieces of a line in Markdown.

    A thin space is \thinspace: of `\,` Markdown may leave only the comma.
    """

    def prose(self, text: str) -> str:
        """Words of a sentence."""
        flat = re.sub(r"[ \x00-\x1f\x7f]+", " ", text)
        return "".join(_PROSE.get(character, character) for character in flat)

    def words(self, text: str) -> str:
        """Words within mathematics."""
        parts = filter(None, _UNSAFE.split(text))
        return "".join(_MATH.get(part, rf"\text{{{part}}}") for part in parts)

    def columns(self, count: int, bar: int) -> str:
        """The columns of a matrix; not everything that shows Markdown takes room off its sides."""
        return columns(count, bar)

    def math(self, piece: Inline, inline: bool = False) -> str:
        """One piece as mathematics, without what opens and closes it."""
        return _THIN.sub(r"\\thinspace ", super().math(piece, inline))


def markdown(document: Document) -> str:
    """A document in Markdown, its title as the first heading."""
    return "\n\n".join([markdown_title(document), *markdown_blocks(document)]) + "\n"


def markdown_title(document: Document) -> str:
    """The title as a heading."""
    return f"# {MarkdownInscription(document.decimals).sentence(document.title).strip()}"


def markdown_blocks(document: Document) -> list[str]:
    """The blocks of a document, a text each."""
    inscription = MarkdownInscription(document.decimals)
    levels = [block.level for block in document.blocks if isinstance(block, Heading)]
    above = min(levels, default=1) - 1
    blocks = [_raised(block, above) for block in document.blocks]
    return ["\n\n".join(_WRITE[type(block)](inscription, block)) for block in blocks]


def _raised(block: Block, levels: int) -> Block:
    """A heading with its level counted from the first that the document has."""
    return replace(block, level=block.level - levels) if isinstance(block, Heading) else block


def _heading(inscription: MarkdownInscription, block: Heading) -> Iterator[str]:
    yield f"{'#' * (block.level + 1)} {inscription.sentence(block.text)}"


def _paragraph(inscription: MarkdownInscription, block: Paragraph) -> Iterator[str]:
    yield _at_start(inscription.sentence(block.text))


def _option(inscription: MarkdownInscription, block: Option) -> Iterator[str]:
    yield f"- {_at_start(inscription.sentence(block.text))}"


def _lines(inscription: MarkdownInscription, block: Lines) -> Iterator[str]:
    """Lines as one display; each by itself under its note where the notes are long."""
    if block.lead:
        yield _at_start(inscription.sentence(block.lead))
    layout = LatexLines(inscription, wraps=False)
    if not layout.are_notes_below(block):
        yield _aligned(layout.rows(block))
        return
    for line in block.lines:
        yield _at_start(inscription.sentence(line.note))
        yield _aligned(layout.rows(Lines((replace(line, note=()),))))
    if block.left_out:
        yield f"({block.left_out:,} more like these before the last.)"


def _matrices(inscription: MarkdownInscription, block: Matrices) -> Iterator[str]:
    for band in LatexGrids(inscription).bands(block):
        yield _display(" \\qquad\n".join(band))


def _table(inscription: MarkdownInscription, block: TableBlock) -> Iterator[str]:
    rules = ["---:" if k in block.numeric else "---" for k in range(len(block.header))]
    rows = [list(map(inscription.sentence, row)) for row in (block.header, *block.rows)]
    yield "\n".join(f"| {' | '.join(row)} |" for row in (rows[0], rules, *rows[1:]))


def _aligned(rows: Sequence[str]) -> str:
    ended = [row.replace(SAME_LINE, NEXT_LINE) for row in rows]
    return _display("\\begin{aligned}\n" + "\n".join(ended) + "\n\\end{aligned}")


def _display(formula: str) -> str:
    return f"$$\n{formula}\n$$"


def _at_start(text: str) -> str:
    """Prose at the start of a line, where some characters would begin a list or a heading."""
    return _AT_START.sub(r"\\", text)


def _diagram(inscription: MarkdownInscription, block: Diagram) -> Iterator[str]:
    text = Inscription(decimals=inscription.decimals)
    groups = ["\n".join(group) for group in (picture(block, text), *lists(block, text))]
    yield "```text\n" + "\n\n".join(groups) + "\n```"


def _plot(inscription: MarkdownInscription, block: Plot | PlotRow) -> Iterator[str]:
    # Browsers take braille from another font than the letters beside it.
    rows = drawn(block, Inscription(decimals=inscription.decimals), COLUMNS, dotted=False)
    yield "```text\n" + "\n".join(rows) + "\n```"


_WRITE: dict[type[Block], Callable[[MarkdownInscription, Any], Iterator[str]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Prompt: _paragraph,
    Option: _option,
    Lines: _lines,
    MatrixLines: _lines,
    Matrices: _matrices,
    TableBlock: _table,
    Diagram: _diagram,
    Plot: _plot,
    PlotRow: _plot,
}
