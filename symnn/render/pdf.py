"""Documents as PDF, typeset by the Typst that PyPI has: without TeX, without other programs."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from symnn.documents.blocks import Document
from symnn.errors import SymnnError
from symnn.render.typst_document import typst as source

if TYPE_CHECKING:
    from typst import Compiler, PDFStandard

STANDARDS: list[PDFStandard] = ["ua-1"]
"""What the files conform to: PDF/UA-1, documents that can be listened to."""


class TypesettingError(SymnnError):
    """A page that could not be typeset, or not all of it."""


class MissingTypstError(SymnnError):
    """Typst is not installed, though it comes with symnn."""

    def __init__(self) -> None:
        super().__init__("PDF needs typst, which is not installed: pip install 'typst>=0.14'")


def pdf(document: Document) -> bytes:
    """A document as tagged PDF; the same document gives the same bytes.

    Raises:
        MissingTypstError: if typst is not installed.
        TypesettingError: if Typst has an error or a warning, such as a character in no font.
    """
    return compiled(source(document, with_preamble=False))


def compiled(text: str) -> bytes:
    """A text of Typst as PDF, without warnings.

    Raises:
        MissingTypstError: if typst is not installed.
        TypesettingError: if Typst has an error or a warning.
    """
    compiler = _compiler()
    from typst import TypstError

    try:
        made, warnings = compiler.compile_with_warnings(
            text.encode(), format="pdf", pdf_standards=STANDARDS
        )
    except TypstError as error:
        raise TypesettingError(_message(error.message, error.hints)) from error
    if warnings:
        raise TypesettingError("\n".join(_message(w.message, w.hints) for w in warnings))
    assert isinstance(made, bytes)
    return made


@lru_cache(maxsize=1)
def _compiler() -> Compiler:
    """The one compiler: its fonts are those within Typst, and it reads no files but templates."""
    try:
        from typst import Compiler, Fonts
    except ImportError as error:
        raise MissingTypstError from error
    fonts = Fonts(include_system_fonts=False)
    return Compiler(root=str(files("symnn.templates.typst")), font_paths=fonts)


def _message(what: str, hints: list[str]) -> str:
    lines = [f"this page can't be typeset: {what}", *(f"  hint: {hint}" for hint in hints)]
    return "\n".join(lines)
