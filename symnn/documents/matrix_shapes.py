"""The shapes in a formula of matrices, in words: 3 × 2 times 2 × 1, plus 3 × 1."""

from __future__ import annotations

from symnn.matrix_formula import (
    Hadamard,
    Mapped,
    MatrixFormula,
    MatrixProduct,
    MatrixSum,
    OfColumn,
    Scaled,
    Transposed,
    Whole,
    Written,
    spoken,
)
from symnn.matrix_reading import MatrixReading


def shapes(formula: MatrixFormula) -> str:
    """The shapes in a formula.

    >>> from symnn.quantities import W, a
    >>> weights, column = Whole(W(1, 0, 0), (2, 3)), Whole(a(0, 0), (2, 1))
    >>> shapes(MatrixProduct(Transposed(weights), column))
    '3 × 2 times 2 × 1'
    """
    return _Shapes()(formula)


class _Shapes(MatrixReading[str]):
    """Shapes of parts, with what is done with them between."""

    def whole(self, node: Whole) -> str:
        return _shape(node)

    def written(self, node: Written) -> str:
        return _shape(node)

    def transposed(self, node: Transposed) -> str:
        return _shape(node)

    def product(self, node: MatrixProduct) -> str:
        return f"{self(node.left)} times {self(node.right)}"

    def hadamard(self, node: Hadamard) -> str:
        return f"{self(node.left)} times {self(node.right)}, entry by entry"

    def sum(self, node: MatrixSum) -> str:
        return ", plus ".join(dict.fromkeys(map(self, node.terms)))

    def scaled(self, node: Scaled) -> str:
        return self(node.of)

    def mapped(self, node: Mapped) -> str:
        return f"{self(node.argument)}, entry by entry"

    def of_column(self, node: OfColumn) -> str:
        return _shape(node)


def _shape(formula: MatrixFormula) -> str:
    return " × ".join(map(spoken, formula.shape))
