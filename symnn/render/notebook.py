"""Documents as Jupyter notebooks: a Markdown cell a section, the same bytes for the same input."""

from __future__ import annotations

import json
from typing import Any

from symnn.documents.blocks import Document, Heading
from symnn.render.markdown import markdown_blocks, markdown_title

NEW_CELL = 2
"""The level down to which a heading begins a cell."""


def notebook(document: Document) -> str:
    """A document as the text of an .ipynb file."""
    cells = [_cell(k, text) for k, text in enumerate(_sections(document), 1)]
    whole = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _sections(document: Document) -> list[str]:
    sections = [[markdown_title(document)]]
    for block, text in zip(document.blocks, markdown_blocks(document), strict=True):
        if isinstance(block, Heading) and block.level <= NEW_CELL:
            sections.append([])
        sections[-1].append(text)
    return ["\n\n".join(section) for section in sections]


def _cell(number: int, text: str) -> dict[str, Any]:
    source = text.splitlines(keepends=True)
    return {"cell_type": "markdown", "id": f"symnn-{number}", "metadata": {}, "source": source}
