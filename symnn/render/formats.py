"""The formats of documents: by name, the endings of their files and what makes their bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from symnn.documents.blocks import Document
from symnn.errors import InputError, Place
from symnn.registry import Registry


@dataclass(frozen=True)
class Format:
    """A format of documents.

    Args:
        name: what it is called in commands.
        summary: one line about it.
        endings: of the files that have it, the usual one first.
        maker: `module:function` that makes text or bytes of a document; imported when used.
    """

    name: str
    summary: str
    endings: tuple[str, ...]
    maker: str

    def make(self, document: Document) -> bytes:
        """The bytes of a document in this format."""
        module, _, function = self.maker.partition(":")
        make: Callable[[Document], str | bytes] = getattr(import_module(module), function)
        made = make(document)
        return made.encode() if isinstance(made, str) else made


TEXT_WIDTH = 80
"""Columns of text in a file."""


def text(document: Document) -> str:
    """A document as it stands in a terminal of 80 columns."""
    from symnn.render.terminal import to_text

    return to_text(document, TEXT_WIDTH)


FORMATS: Registry[Format] = Registry("format", "symnn.formats")
"""All formats by name."""

FORMATS.add(
    Format("text", "text, as in the terminal", (".txt", ".text"), "symnn.render.formats:text"),
    Format("latex", "LaTeX, to be edited", (".tex",), "symnn.render.latex:latex"),
    Format("html", "a page that stands alone", (".html", ".htm"), "symnn.render.html:html"),
    Format("pdf", "PDF, typeset without TeX", (".pdf",), "symnn.render.pdf:pdf"),
    Format("typst", "Typst, to be edited", (".typ",), "symnn.render.typst_document:typst"),
    Format("markdown", "Markdown with mathematics", (".md",), "symnn.render.markdown:markdown"),
    Format("notebook", "a Jupyter notebook", (".ipynb",), "symnn.render.notebook:notebook"),
    Format("pdf by pdflatex", "PDF, typeset by TeX", (), "symnn.render.pdflatex:document_pdf"),
)  # fmt: skip

ENGINES = {"typst": "pdf", "pdflatex": "pdf by pdflatex"}
"""What typesets PDF, by its name in commands, and the format that is."""


def by_engine(engine: str | None, form: str = "pdf") -> str:
    """The name of the format that an engine makes of what was asked for.

    Args:
        engine: a name in `ENGINES`; None for the usual one.
        form: the name of the format that was asked for.

    Raises:
        InputError: if an engine is named for what is no PDF.
        TexError: if pdflatex is wanted and not installed.
    """
    if engine is None:
        return form
    if form != "pdf":
        expected = "-o FILE.pdf or --format pdf"
        raise InputError("an engine for what is no PDF", Place("--engine"), form, expected)
    if engine == "pdflatex":
        from symnn.render.pdflatex import program

        program()
    return ENGINES[engine]
