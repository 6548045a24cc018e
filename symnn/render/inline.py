"""What stands in a line of text: prose, formulas, numbers, numbers put in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from symnn.documents.blocks import Grid, Inline, Number, OfMatrices, PutIn, Text, Vector
from symnn.evaluate.value import Missing
from symnn.render.ascii import AsciiWriter
from symnn.render.glyphs import ascii_only
from symnn.render.shown import ShownWriter
from symnn.render.unicode import UnicodeWriter
from symnn.render.wrap import HARD_SPACE

if TYPE_CHECKING:
    from symnn.render.matrix_writer import MatrixWriter

MISSING = {Missing.UNDETERMINED: "?", Missing.UNDEFINED: "undefined"}
"""What stands in the place of a number that there is not."""


@dataclass(frozen=True)
class Inscription:
    """How the pieces of a line are written.

    Args:
        unicode: whether there are more characters than those of ASCII.
        decimals: whether fractions in numbers are written as decimals where these end.
    """

    unicode: bool = True
    decimals: bool = False

    def text(self, piece: Inline) -> str:
        """One piece as text."""
        write: Callable[[Inscription, Any], str] = _WRITE.get(type(piece), Inscription._formula)
        return write(self, piece)

    def sentence(self, pieces: Text) -> str:
        """Pieces as one text, in which formulas hold together by hard spaces."""
        return "".join(map(self._glued, pieces))

    def _glued(self, piece: Inline) -> str:
        text = self.text(piece)
        return text if isinstance(piece, str) else text.replace(" ", HARD_SPACE)

    def sign(self, text: str) -> str:
        """Signs of our own, such as the bracket of a matrix."""
        return text if self.unicode else ascii_only(text)

    @property
    def _writer(self) -> type[ShownWriter]:
        return UnicodeWriter if self.unicode else AsciiWriter

    def _formula(self, formula: Any) -> str:
        return self._writer().text(formula)

    def _number(self, number: Number) -> str:
        writer = self._writer(decimals=self.decimals)
        exact = "" if number.exact is None else writer.text(number.exact)
        decimal = writer.decimal(number.decimal).text if number.decimal else ""
        return self.sign(" ≈ " if number.rounded else " = ").join(filter(None, (exact, decimal)))

    def _put_in(self, put: PutIn) -> str:
        return self._writer(put.values, self.decimals).text(put.formula)

    def _vector(self, vector: Vector) -> str:
        return f"({', '.join(map(self.text, vector.entries))}){self.sign('ᵀ')}"

    @property
    def matrices(self) -> type[MatrixWriter]:
        """What writes formulas of matrices."""
        from symnn.render.matrix_text import AsciiMatrices, UnicodeMatrices  # few pages have any

        return UnicodeMatrices if self.unicode else AsciiMatrices

    def matrix_writer(self, of: OfMatrices, made: type[MatrixWriter]) -> MatrixWriter:
        """The writer of a formula of matrices, with entries as they are written here."""
        return made(self._writer(of.values, self.decimals), self.text, of)

    def rows(self, grid: Grid) -> list[list[str]]:
        """The texts of a matrix."""
        return [list(map(self.text, row)) for row in grid.rows]

    def _grid(self, grid: Grid) -> str:
        return f"[{'; '.join(', '.join(row) for row in self.rows(grid))}]"

    def _of_matrices(self, formula: OfMatrices) -> str:
        return self.matrix_writer(formula, self.matrices).text()

    def _missing(self, missing: Missing) -> str:
        return MISSING[missing]


_WRITE: dict[type, Callable[[Inscription, Any], str]] = {
    str: Inscription.sign,
    Number: Inscription._number,
    PutIn: Inscription._put_in,
    Vector: Inscription._vector,
    Grid: Inscription._grid,
    OfMatrices: Inscription._of_matrices,
    Missing: Inscription._missing,
}
"""By the class of a piece; whatever is not here is a formula."""
