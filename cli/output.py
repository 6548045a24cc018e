"""Where results go: stdout, or a file that is there whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from symnn.errors import InputError, Place

from .options import FORMATS

if TYPE_CHECKING:
    from symnn.documents import Document

FILE_WIDTH = 80


def chosen_format(form: str | None, output: str | None) -> str:
    """The format: as said, else by the file's ending, else text.

    Raises:
        InputError: if the ending is none of ours.
    """
    if form or not output:
        return form or "text"
    ending = os.path.splitext(output)[1].lower()
    for name, endings in FORMATS.items():
        if ending in endings:
            return name
    known = ", ".join(ending for endings in FORMATS.values() for ending in endings)
    raise InputError(
        "an ending that says no format", Place(output), ending or "none", f"{known}, or --format"
    )


def write(pieces: Iterable[str], output: str | None) -> None:
    """Write text to stdout, or to a file by way of a temporary one beside it.

    Raises:
        InputError: if the file can't be written.
    """
    if output is None or output == "-":
        for piece in pieces:
            sys.stdout.write(piece)
        sys.stdout.flush()
        return
    try:
        _write_file(pieces, output)
    except OSError as error:
        raise InputError(f"can't write: {error.strerror}", Place(output)) from None


def write_document(document: Document, output: str | None, width: int | None, plain: bool) -> None:
    """Print a document to the terminal, or write its text to a file."""
    from symnn.render import terminal

    if output is None or output == "-":
        terminal.print_document(document, plain, width)
    else:
        text = terminal.to_text(document, width or FILE_WIDTH, unicode=not plain, colour=False)
        write([text], output)


def _write_file(pieces: Iterable[str], output: str) -> None:
    import tempfile  # brings random and hashing along; not needed for stdout

    folder = os.path.dirname(os.path.abspath(output))
    handle, beside = tempfile.mkstemp(dir=folder, prefix=".symnn-")
    try:
        with open(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(pieces)
        # mkstemp makes files for their owner only; a result is like any other new file.
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(beside, 0o666 & ~mask)
        os.replace(beside, output)
    except BaseException:
        os.unlink(beside)
        raise
