"""Formulas of matrices as text: [W⁽¹⁾]ᵀ x + b⁽¹⁾; with entries, [2, 4; −1, 5] [3; −1]."""

from __future__ import annotations

from symnn.render.matrix_writer import MatrixWriter
from symnn.render.unicode import function_name


class UnicodeMatrices(MatrixWriter):
    """Formulas of matrices with signs in their own characters."""

    def function(self, name: str) -> str:
        """A function by its name."""
        return function_name(name)


class AsciiMatrices(MatrixWriter):
    """Formulas of matrices in ASCII: [W1]^T * x + b1, dH/da1 .* relu_prime(z1)."""

    by = by_fraction = "* "
    entrywise = ".* "

    def transpose(self, text: str) -> str:
        """A matrix transposed, by its name."""
        return f"[{text}]^T"
