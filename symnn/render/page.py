"""A document as rows of text of a given width, each piece with its role; nothing about colours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from symnn.documents.blocks import (
    Block,
    Document,
    Heading,
    Lines,
    Matrices,
    MatrixLines,
    Option,
    Paragraph,
    Prompt,
    TableBlock,
    Text,
)
from symnn.render.chains import Chains
from symnn.render.grids import Grids
from symnn.render.inline import Inscription
from symnn.render.wrap import Row, Span, broken_words, cells

WIDEST_PROSE = 100
"""Columns above which sentences are hard to read."""
HANGING = 6
"""Columns before the second row of an option: those of `  (a) `."""
RULES = {0: "═", 1: "═", 2: "─"}
"""What underlines a heading, by its level."""


@dataclass(frozen=True)
class Page:
    """The layout of a document.

    Args:
        inscription: how pieces are written.
        width: columns of a row; nothing is wider that can be broken.
    """

    inscription: Inscription
    width: int

    def rows(self, document: Document) -> Iterator[Row]:
        """All rows, with an empty one between blocks."""
        yield from self._heading(document.title, 0)
        for block in document.blocks:
            yield ()
            yield from self.block(block)

    def block(self, block: Block) -> Iterator[Row]:
        """The rows of one block."""
        return _LAYOUTS.get(type(block), Page._drawn)(self, block)

    @cached_property
    def chains(self) -> Chains:
        """The layout of lines."""
        return Chains(self.inscription, self.width)

    @cached_property
    def grids(self) -> Grids:
        """The layout of matrices and tables."""
        return Grids(self.inscription, self.width)

    def prose(self, text: Text) -> list[str]:
        """Sentences in rows."""
        return broken_words(self.inscription.sentence(text), self._room)

    @property
    def _room(self) -> int:
        return min(self.width, WIDEST_PROSE)

    def _heading(self, text: Text, level: int) -> Iterator[Row]:
        rows = self.prose(text)
        for row in rows:
            yield (Span(row, "heading"),)
        if level in RULES:
            yield (Span(self.inscription.sign(RULES[level]) * max(map(cells, rows)), "heading"),)

    def _heading_block(self, block: Heading) -> Iterator[Row]:
        return self._heading(block.text, block.level)

    def _paragraph(self, block: Paragraph) -> Iterator[Row]:
        return ((Span(row),) for row in self.prose(block.text))

    def _option(self, block: Option) -> Iterator[Row]:
        first, *others = broken_words(self.inscription.sentence(block.text), self._room - HANGING)
        yield (Span(f"  {first}"),)
        yield from ((Span(" " * HANGING + row),) for row in others)

    def _lines(self, block: Lines) -> Iterator[Row]:
        if block.lead:
            yield from ((Span(row, "note"),) for row in self.prose(block.lead))
        yield from self.chains.rows(block)

    def _matrix_lines(self, block: MatrixLines) -> Iterator[Row]:
        from symnn.render.matrix_chains import MatrixChains  # few pages have matrix laws

        if block.lead:
            yield from ((Span(row, "note"),) for row in self.prose(block.lead))
        yield from MatrixChains(self.inscription, self.width).rows(block)

    def _matrices(self, block: Matrices) -> Iterator[Row]:
        return self.grids.matrices(block)

    def _table(self, block: TableBlock) -> Iterator[Row]:
        return self.grids.table(block)

    def _drawn(self, block: Any) -> Iterator[Row]:
        from symnn.documents.diagram_parts import Diagram  # few pages have a drawing

        return self._diagram(block) if isinstance(block, Diagram) else self._plots(block)

    def _plots(self, block: Any) -> Iterator[Row]:
        from symnn.render.plot_text import drawn

        return ((Span(row),) for row in drawn(block, self.inscription, self.width))

    def _diagram(self, block: Any) -> Iterator[Row]:
        from symnn.render.diagram_text import lists, picture

        drawn = picture(block, self.inscription)
        fits = max(map(cells, drawn)) <= self.width
        groups = [*([drawn] if fits else []), *lists(block, self.inscription)]
        sign = self.inscription.sign
        for k, group in enumerate(groups):
            yield from [()] * (k > 0)
            yield from ((Span(row),) for line in group for row in self._listed(sign(line)))

    def _listed(self, line: str) -> list[str]:
        """A row of a drawing; that of a list in several, further in, where it is too long."""
        if cells(line) <= self.width:
            return [line]
        name, _, numbers = line.strip().partition(": ")
        first, *others = broken_words(f"{name}: {numbers}", self.width - 4)
        return [f"  {first}", *(f"    {row}" for row in others)]


# What is not here is drawn: so that a page without a drawing imports none of that.
_LAYOUTS: dict[type, Callable[[Page, Any], Iterator[Row]]] = {
    Heading: Page._heading_block,
    Paragraph: Page._paragraph,
    Prompt: Page._paragraph,
    Option: Page._option,
    Lines: Page._lines,
    MatrixLines: Page._matrix_lines,
    Matrices: Page._matrices,
    TableBlock: Page._table,
}
