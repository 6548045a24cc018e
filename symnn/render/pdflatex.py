"""LaTeX files into PDF, where TeX is installed; nothing in them can run a program."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

from symnn.documents.blocks import Document
from symnn.errors import SymnnError

SECONDS = 120.0
"""How long TeX may take for one file."""
OPTIONS = ("-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error", "-file-line-error")
SAFE = {
    "openin_any": "p",
    "openout_any": "p",
    "SOURCE_DATE_EPOCH": "0",
    "FORCE_SOURCE_DATE": "1",
    "max_print_line": "1000",
}
"""Files of other folders are out of reach, and the same input gives the same bytes."""
TO_INSTALL = (
    "  expected: TeX with TikZ (Debian and Ubuntu: apt install texlive-pictures lmodern; macOS:\n"
    "            MacTeX; Windows: MiKTeX), or the engine typst, which comes with symnn"
)
MISSING = "Missing character: "
"""How TeX says that a font lacks a character."""
_NO_PACKAGE = re.compile(r"File `[^']*' not found")
_ERROR = re.compile(r"^(?:!|\S*\.tex:\d+:) ?(.+)$", re.MULTILINE)
_WARNING = re.compile(r"^(?:(?:Over|Under)full|.*Warning:|Missing character:).*$", re.MULTILINE)


class TexError(SymnnError):
    """TeX is missing, took too long, or did not accept the file."""


class Compiled(NamedTuple):
    """What TeX made of a file.

    Attributes:
        pdf: the pages.
        warnings: what it complained about: lines too long or too empty, missing characters.
    """

    pdf: bytes
    warnings: tuple[str, ...]


def document_pdf(document: Document) -> bytes:
    """A document as PDF.

    Raises:
        TexError: if there is no pdflatex, or it did not accept all of the document.
    """
    from symnn.render.latex import latex

    return pdf(latex(document))


def pdf(tex: str) -> bytes:
    """A LaTeX file as PDF.

    Raises:
        TexError: if there is no pdflatex, it did not accept the file, or left out a character.
    """
    made = compiled(tex)
    for warning in made.warnings:
        if warning.startswith(MISSING):
            raise TexError(f"pdflatex left out a character: {warning.removeprefix(MISSING)}")
    return made.pdf


def compiled(tex: str, seconds: float = SECONDS) -> Compiled:
    """A LaTeX file as PDF, with TeX's warnings.

    Args:
        tex: the text of the file.
        seconds: how long TeX may take.

    Raises:
        TexError: if there is no pdflatex, it took too long, or it did not accept the file.
    """
    found = program()
    with tempfile.TemporaryDirectory(prefix="symnn-") as folder:
        return _run(found, Path(folder), tex, seconds)


def program() -> str:
    """Where pdflatex is.

    Raises:
        TexError: if it is nowhere.
    """
    found = shutil.which("pdflatex")
    if found is None:
        raise TexError(f"no pdflatex, which is not installed or not on the PATH\n{TO_INSTALL}")
    return found


def _run(program: str, folder: Path, tex: str, seconds: float) -> Compiled:
    (folder / "symnn.tex").write_text(tex, encoding="utf-8", newline="\n")
    try:
        done = subprocess.run(
            [program, *OPTIONS, "symnn.tex"],
            cwd=folder,
            env={**os.environ, **SAFE},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise TexError(f"pdflatex took more than {seconds:g} seconds and was stopped") from late
    output, pages = done.stdout.decode("utf-8", "replace"), folder / "symnn.pdf"
    if done.returncode or not pages.is_file():
        found = _ERROR.search(output)
        said = found[1].strip() if found else f"it ended with status {done.returncode}"
        help_ = f"\n{TO_INSTALL}" if _NO_PACKAGE.search(said) else ""
        raise TexError(f"pdflatex did not accept the file: {said}{help_}")
    return Compiled(pages.read_bytes(), tuple(_WARNING.findall(output)))
