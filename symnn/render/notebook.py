"""Documents as Jupyter notebooks: a Markdown cell a section, the same bytes for the same input."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from symnn.documents.blocks import Block, Document, Drawing, Heading
from symnn.documents.diagram_parts import Diagram
from symnn.documents.diagram_table import description
from symnn.documents.plot import Plot, PlotRow
from symnn.documents.plot_parts import Sketch
from symnn.render.diagram_svg import svg
from symnn.render.markdown import MarkdownInscription, markdown_blocks, markdown_title
from symnn.render.plot_runs import row_of, sketched
from symnn.render.plot_svg import plot_svg

NEW_CELL = 2
"""The level down to which a heading begins a cell."""


def _diagram(block: Diagram) -> list[tuple[str, str]]:
    return [(svg(block, on_paper=True), description(block))]


def _sketches(sketches: list[Sketch]) -> list[tuple[str, str]]:
    return [(plot_svg(sketch, on_paper=True), sketch.spoken) for sketch in sketches]


_DRAW: dict[type[Drawing], Callable[[Any], list[tuple[str, str]]]] = {
    Diagram: _diagram,
    Plot: lambda block: _sketches([sketched(block)]),
    PlotRow: lambda block: _sketches(row_of(block)),
}
"""What makes the pictures of a drawing, and says in words what there is to see."""


@dataclass
class _Cell:
    """A section: its texts, and its pictures by the names that the texts call them by."""

    texts: list[str] = field(default_factory=list)
    pictures: dict[str, str] = field(default_factory=dict)

    def add(self, block: Block, text: str) -> None:
        """A block at the end; a drawing as a picture that comes with the cell."""
        if isinstance(block, Drawing):
            text = "\n".join(self._picture(*drawn) for drawn in _DRAW[type(block)](block))
        self.texts.append(text)

    def _picture(self, picture: str, words: str) -> str:
        """A picture that is kept, as the text has it."""
        name = f"drawing-{len(self.pictures) + 1}.svg"
        self.pictures[name] = picture
        return f"![{MarkdownInscription().prose(words)}](attachment:{name})"

    def as_json(self, number: int) -> dict[str, Any]:
        """The cell as the format of notebooks has it."""
        pictures = {
            name: {"image/svg+xml": b64encode(picture.encode()).decode()}
            for name, picture in self.pictures.items()
        }
        return {
            **({"attachments": pictures} if pictures else {}),
            "cell_type": "markdown",
            "id": f"symnn-{number}",
            "metadata": {},
            "source": "\n\n".join(self.texts).splitlines(keepends=True),
        }


def notebook(document: Document) -> str:
    """A document as the text of an .ipynb file."""
    cells = [cell.as_json(k) for k, cell in enumerate(_sections(document), 1)]
    whole = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _sections(document: Document) -> list[_Cell]:
    sections = [_Cell([markdown_title(document)])]
    for block, text in zip(document.blocks, markdown_blocks(document), strict=True):
        if isinstance(block, Heading) and block.level <= NEW_CELL:
            sections.append(_Cell())
        sections[-1].add(block, text)
    return sections
