"""Documents in notebooks: one text for every sort of page that a notebook may become."""

from __future__ import annotations

from dataclasses import replace

from symnn.documents.blocks import Document, Drawing
from symnn.render.html import html_fragment
from symnn.render.latex import latex_body
from symnn.render.terminal import to_text

COLUMNS = 100
"""The width of the plain text."""


def mimebundle(document: Document) -> dict[str, str]:
    """A document for `_repr_mimebundle_`: as HTML, as LaTeX, and as text, by media type.

    Notebooks in a browser show the HTML, those printed by way of LaTeX the LaTeX, and consoles
    the text. The LaTeX has no drawing: what it is put into loads amsmath, and may not load TikZ.
    """
    written = tuple(block for block in document.blocks if not isinstance(block, Drawing))
    return {
        "text/plain": to_text(document, COLUMNS),
        "text/html": html_fragment(document),
        "text/latex": latex_body(replace(document, blocks=written)),
    }
