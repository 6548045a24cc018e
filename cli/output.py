"""Where results go: stdout, or a file that is there whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from symnn.errors import InputError, Place

if TYPE_CHECKING:
    from symnn.documents import Document

FILE_WIDTH = 80
"""Columns of text in a file."""


class Output(NamedTuple):
    """Where the result of a command goes, and how.

    Attributes:
        form: the name of its format; `json` or one in `symnn.render.formats`.
        path: the file; None or `-` for stdout.
        width: columns of text; None for as many as there are.
        plain: whether text is without colour and special characters.
        quiet: whether nothing else is printed.
    """

    form: str
    path: str | None = None
    width: int | None = None
    plain: bool = False
    quiet: bool = False

    @property
    def is_json(self) -> bool:
        """Whether it is data for programs."""
        return self.form == "json"

    @property
    def is_page(self) -> bool:
        """Whether it is a page to keep, which has a drawing; not text that scrolls by.

        A drawing costs two starts of Python, and in text repeats the matrices: `symnn draw` prints
        it.
        """
        return self.form != "text" or self.path not in (None, "-")

    def write(self, pieces: Iterable[str]) -> None:
        """Write text.

        Raises:
            InputError: if the file can't be written.
        """
        write(pieces, self.path)

    def write_document(self, document: Document) -> None:
        """Write a document in its format.

        Raises:
            InputError: if the file can't be written.
        """
        write_document(document, self.form, self.path, self.width, self.plain)


def chosen_format(form: str | None, output: str | None, engine: str | None = None) -> str:
    """The format: as said, else by the file's ending, else text; of PDF, that of the engine.

    Raises:
        InputError: if the ending is none of ours, or an engine is named for what is no PDF.
        TexError: if the engine is not installed.
    """
    chosen = _format(form, output)
    if engine is None:
        return chosen
    from symnn.render.formats import by_engine

    return by_engine(engine, chosen)


def _format(form: str | None, output: str | None) -> str:
    ending = os.path.splitext(output)[1].lower() if output else ""
    if form or not output or output == "-":
        return form or "text"
    if ending == ".json":
        return "json"
    from symnn.render.formats import FORMATS

    for entry in FORMATS:
        if ending in entry.endings:
            return entry.name
    known = ", ".join([".json", *(ending for entry in FORMATS for ending in entry.endings)])
    raise InputError(
        "an ending that says no format", Place(output), ending or "none", f"{known}, or --format"
    )


def write(pieces: Iterable[str], output: str | None) -> None:
    """Write text to stdout, or to a file.

    Raises:
        InputError: if the file can't be written.
    """
    if output is not None and output != "-":
        write_file((piece.encode() for piece in pieces), output)
        return
    for piece in pieces:
        sys.stdout.write(piece)
    sys.stdout.flush()


def write_document(
    document: Document, form: str, output: str | None, width: int | None, plain: bool
) -> None:
    """Write a document in a format: to the terminal as it is, or to a file.

    Raises:
        InputError: if the file can't be written.
    """
    to_file = output is not None and output != "-"
    if form == "text":
        from symnn.render import terminal

        if not to_file:
            terminal.print_document(document, plain, width)
            return
        content = terminal.to_text(document, width or FILE_WIDTH, unicode=not plain).encode()
    else:
        from symnn.render.formats import FORMATS

        content = FORMATS[form].make(document)
    if to_file:
        write_file([content], str(output))
    else:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()


def write_file(pieces: Iterable[bytes], path: str) -> None:
    """Write a file by way of a temporary one beside it.

    Raises:
        InputError: if it can't be written.
    """
    try:
        _write_file(pieces, path)
    except OSError as error:
        raise InputError(f"can't write: {error.strerror}", Place(path)) from None


def make_folder(path: str) -> None:
    """Make a folder, and those above it, if it is not there.

    Raises:
        InputError: if it can't be made.
    """
    try:
        os.makedirs(path, exist_ok=True)
    except OSError as error:
        raise InputError(f"can't make the folder: {error.strerror}", Place(path)) from None


def _write_file(pieces: Iterable[bytes], path: str) -> None:
    import tempfile  # brings random and hashing along; not needed for stdout

    path = os.path.realpath(path)
    if os.path.exists(path) and not os.path.isfile(path):
        # A device or a pipe is written to; put in its place, a file would be the end of it.
        with open(path, "wb") as stream:
            stream.writelines(pieces)
        return
    folder = os.path.dirname(os.path.abspath(path))
    handle, beside = tempfile.mkstemp(dir=folder, prefix=".symnn-")
    try:
        with open(handle, "wb") as stream:
            stream.writelines(pieces)
        os.chmod(beside, _mode(path))
        os.replace(beside, path)
    except BaseException:
        os.unlink(beside)
        raise


def _mode(path: str) -> int:
    """The permissions of the file that is there, or those that any new file gets."""
    if os.path.exists(path):
        return os.stat(path).st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
