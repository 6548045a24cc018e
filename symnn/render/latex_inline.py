"""What stands in a line of LaTeX: prose, formulas, numbers, numbers put in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from symnn.documents.blocks import Grid, Inline, Number, OfMatrices, PutIn, Text, Vector
from symnn.evaluate.value import Missing
from symnn.quantities import Quantity
from symnn.render.latex_formula import LatexWriter
from symnn.render.latex_matrix import LatexMatrixWriter, in_parts
from symnn.render.latex_text import MATH_SIGNS, escape

MISSING = {Missing.UNDETERMINED: "?", Missing.UNDEFINED: r"\text{undefined}"}
"""What stands in the place of a number that there is not."""


@dataclass(frozen=True)
class LatexInscription:
    """How the pieces of a line are written in LaTeX.

    Args:
        decimals: whether fractions in numbers are written as decimals where these end.
    """

    decimals: bool = False

    def prose(self, text: str) -> str:
        """Words of a sentence."""
        return escape(text)

    def words(self, text: str) -> str:
        """Words within mathematics."""
        return rf"\text{{{escape(text)}}}"

    def columns(self, count: int, bar: int) -> str:
        """The columns of a matrix: to the right, so that digits and signs stand below each other.

        Args:
            count: how many there are.
            bar: how many stand before a vertical line, if that is one of them but the last.
        """
        return f"@{{}}{columns(count, bar)}@{{}}"

    def text(self, piece: Inline) -> str:
        """One piece as it stands in a sentence."""
        return self.prose(piece) if isinstance(piece, str) else f"${self.math(piece, True)}$"

    def sentence(self, pieces: Text) -> str:
        """Pieces as one text."""
        return "".join(map(self.text, pieces))

    def math(self, piece: Inline, inline: bool = False) -> str:
        """One piece as mathematics, without what opens and closes it."""
        writer = LatexWriter(*_numbers(piece, self.decimals), inline)
        write: Callable[[LatexInscription, LatexWriter, Any], str]
        write = _WRITE.get(type(piece), LatexInscription._formula)
        return write(self, writer, piece)

    def factors(self, formula: OfMatrices) -> list[str]:
        """A formula of matrices by its terms and factors, each with the sign before it."""
        writer = LatexWriter(formula.values, self.decimals)
        return LatexMatrixWriter(writer, self.math, formula, self.columns).parts()

    def note(self, pieces: Text) -> str:
        """A sentence within mathematics: its words as text, its formulas between them."""
        return "".join(
            self.words(piece) if isinstance(piece, str) else f"{{{self.math(piece, True)}}}"
            for piece in pieces
        )

    def sign(self, text: str) -> str:
        """A relation such as ≈."""
        return MATH_SIGNS.get(text, text).strip()

    def _formula(self, writer: LatexWriter, formula: Any) -> str:
        return writer.text(formula)

    def _words(self, writer: LatexWriter, text: str) -> str:
        return r"\dots" if text == "..." else self.words(text)

    def _number(self, writer: LatexWriter, number: Number) -> str:
        exact = "" if number.exact is None else writer.text(number.exact)
        decimal = writer.decimal(number.decimal).text if number.decimal else ""
        return (r" \approx " if number.rounded else " = ").join(filter(None, (exact, decimal)))

    def _put_in(self, writer: LatexWriter, put: PutIn) -> str:
        return writer.text(put.formula)

    def _vector(self, writer: LatexWriter, vector: Vector) -> str:
        entries = ", ".join(self.math(entry, writer.inline) for entry in vector.entries)
        return f"{writer.bracketed(entries)}^T"

    def _grid(self, writer: LatexWriter, grid: Grid) -> str:
        return in_parts([list(map(self.math, row)) for row in grid.rows], self.columns)

    def _of_matrices(self, writer: LatexWriter, formula: OfMatrices) -> str:
        return LatexMatrixWriter(writer, self.math, formula, self.columns).text()

    def _missing(self, writer: LatexWriter, missing: Missing) -> str:
        return MISSING[missing]


def columns(count: int, bar: int) -> str:
    """The letters of an array for the columns of a matrix.

    >>> columns(3, 2)
    'rr|r'
    """
    return f"{'r' * bar}|{'r' * (count - bar)}" if 0 < bar < count else "r" * count


def _numbers(piece: Inline, decimals: bool) -> tuple[Mapping[Quantity, Number] | None, bool]:
    """The numbers put in, and whether fractions are decimals: not in a formula without numbers."""
    if isinstance(piece, PutIn | OfMatrices):
        return piece.values, decimals
    return None, decimals and isinstance(piece, Number)


_WRITE: dict[type, Callable[[LatexInscription, LatexWriter, Any], str]] = {
    str: LatexInscription._words,
    Number: LatexInscription._number,
    PutIn: LatexInscription._put_in,
    Vector: LatexInscription._vector,
    Grid: LatexInscription._grid,
    OfMatrices: LatexInscription._of_matrices,
    Missing: LatexInscription._missing,
}
"""By the class of a piece; whatever is not here is a formula."""
