"""Documents in the terminal, as wide as it is and in colour where that is wanted."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING, TextIO

from symnn.documents.blocks import Block, Document
from symnn.documents.blocks import Text as Prose
from symnn.render.inline import Inscription
from symnn.render.page import Page
from symnn.render.wrap import Row

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

STYLES = {"heading": "bold", "value": "green", "note": "dim", "faint": "dim"}
"""The style of a role; roles that are not here have none."""
NARROWEST = 40
"""Columns below which nothing would be readable."""
NO_TERMINAL = 80
"""Columns where there is no terminal to ask."""
SAMPLE = "⎡⁽₁⁾ⱼᴸ∂′√≈"
"""Characters that an encoding must have for formulas to be written in Unicode."""


def print_document(document: Document, plain: bool = False, width: int | None = None) -> None:
    """Print a document to stdout.

    Args:
        document: what is printed.
        plain: whether in plain names, in ASCII and without colour.
        width: columns; None for as many as the terminal has.
    """
    if plain or not sys.stdout.isatty():
        room = width or columns()
        unicode = not plain and can_write(sys.stdout.encoding)
        sys.stdout.write(to_text(document, room, unicode))
        return
    from rich.console import Console

    render(document, Console(width=width, highlight=False))


def render(document: Document, console: Console) -> None:
    """Print a document to a console of rich, in its width, encoding and colours."""
    rows = _rows(document, console.width, can_write(console.encoding))
    styled = console.is_terminal and not console.no_color
    console.print(_styled(rows, styled), soft_wrap=True, highlight=False, end="")


def to_text(document: Document, width: int, unicode: bool = True, colour: bool = False) -> str:
    """The text of a document, its lines ended by line feeds.

    Args:
        document: what is written.
        width: columns; nothing is wider that can be broken.
        unicode: whether in Unicode, or in plain names and ASCII.
        colour: whether with the escape sequences of a terminal.
    """
    rows = _rows(document, width, unicode)
    if not colour:
        return "".join(_plain(row) + "\n" for row in rows)
    from rich.console import Console

    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=True, color_system="standard")
    console.print(_styled(rows, True), soft_wrap=True, highlight=False, end="")
    return out.getvalue()


def block_text(block: Block, width: int, unicode: bool = True) -> str:
    """The text of one block, for conversations."""
    rows = Page(Inscription(unicode), width).block(block)
    return "".join(_plain(row) + "\n" for row in rows)


def inline_text(text: Prose, unicode: bool = True) -> str:
    """A sentence or a name in one line."""
    return Inscription(unicode).sentence(text)


def columns(stream: TextIO | None = None) -> int:
    """The columns of the terminal, as COLUMNS or the terminal says; 80 without one.

    Args:
        stream: what is written to; None for stdout.

    The library's own function comes with archivers, which cost a third of a start of Python.
    """
    said = os.environ.get("COLUMNS", "")
    if said.isdecimal() and int(said):
        return max(int(said), NARROWEST)
    written_to = stream or sys.__stdout__
    try:
        return os.get_terminal_size(written_to.fileno() if written_to else 1).columns
    except (OSError, ValueError):  # no terminal at all
        return NO_TERMINAL


def can_write(encoding: str | None) -> bool:
    """Whether formulas in Unicode can be written in an encoding."""
    try:
        SAMPLE.encode(encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _rows(document: Document, width: int, unicode: bool) -> list[Row]:
    return list(Page(Inscription(unicode, document.decimals), width).rows(document))


def _plain(row: Row) -> str:
    return "".join(span.text for span in row).rstrip()


def _styled(rows: list[Row], styled: bool) -> Text:
    from rich.text import Text

    text = Text()
    for row in rows:
        for span in row:
            text.append(span.text, STYLES.get(span.role) if styled else None)
        text.append("\n")
    return text
