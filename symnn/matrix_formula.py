"""Formulas over whole layers: columns and matrices, typed by their shapes.

A layer's quantities of one kind are a column (z, a, b, x, y, gradients by these), its weights a
matrix of n_(l-1) rows by n_l columns. As in `formula`, nothing is reordered or simplified. Shapes
are pairs of rows and columns; where a width is a letter, so is the shape. A formula whose shapes
do not fit can't be made. What can be done with one is in `matrix_reading`.
"""

from __future__ import annotations

from dataclasses import dataclass

from symnn.activations import VectorValued
from symnn.errors import SymnnError
from symnn.formula import Formula
from symnn.quantities import Index, Letter, Quantity

Dimensions = tuple[Index, Index]
"""Rows and columns."""


class ShapeError(SymnnError):
    """Matrices that do not fit together."""


@dataclass(frozen=True, slots=True)
class Whole:
    """All quantities of one kind of a layer, as a column or a matrix.

    Args:
        name: the quantity without its nodes, such as W of layer 1; of a Jacobian, the derivative
            of a by z, with a row for each a and a column for each z.
        shape: rows and columns.
    """

    name: Quantity
    shape: Dimensions


@dataclass(frozen=True, slots=True)
class Written:
    """A matrix whose entries are written one by one.

    Args:
        rows: the entries by rows, all rows of one length.
    """

    rows: tuple[tuple[Formula, ...], ...]

    def __post_init__(self) -> None:
        if len({len(row) for row in self.rows}) != 1:
            raise ShapeError("the rows of a matrix have different lengths")

    @property
    def shape(self) -> Dimensions:
        """Rows and columns."""
        return len(self.rows), len(self.rows[0])


@dataclass(frozen=True, slots=True)
class Transposed:
    """A matrix with its rows as columns."""

    of: MatrixFormula

    @property
    def shape(self) -> Dimensions:
        """Rows and columns."""
        rows, columns = self.of.shape
        return columns, rows


@dataclass(frozen=True, slots=True)
class MatrixProduct:
    """A product of two matrices; the columns of the first are as many as the rows of the second."""

    left: MatrixFormula
    right: MatrixFormula

    def __post_init__(self) -> None:
        if self.left.shape[1] != self.right.shape[0]:
            raise _misfit("a product", self.left, self.right)

    @property
    def shape(self) -> Dimensions:
        """Rows of the first and columns of the second."""
        return self.left.shape[0], self.right.shape[1]


@dataclass(frozen=True, slots=True)
class Hadamard:
    """A product entry by entry, of two matrices of one shape."""

    left: MatrixFormula
    right: MatrixFormula

    def __post_init__(self) -> None:
        if self.left.shape != self.right.shape:
            raise _misfit("an entrywise product", self.left, self.right)

    @property
    def shape(self) -> Dimensions:
        """That of both."""
        return self.left.shape


@dataclass(frozen=True, slots=True)
class MatrixSum:
    """A sum of matrices of one shape; a term `Scaled` by a negative number is subtracted."""

    terms: tuple[MatrixFormula, ...]

    def __post_init__(self) -> None:
        first, *rest = self.terms
        for term in rest:
            if term.shape != first.shape:
                raise _misfit("a sum", first, term)

    @property
    def shape(self) -> Dimensions:
        """That of all."""
        return self.terms[0].shape


@dataclass(frozen=True, slots=True)
class Scaled:
    """A matrix times a number."""

    factor: Formula
    of: MatrixFormula

    @property
    def shape(self) -> Dimensions:
        """That of the matrix."""
        return self.of.shape


@dataclass(frozen=True, slots=True)
class Mapped:
    """A function of every entry by itself: an activation, its slope, the sign."""

    function: str
    argument: MatrixFormula

    @property
    def shape(self) -> Dimensions:
        """That of the argument."""
        return self.argument.shape


@dataclass(frozen=True, slots=True)
class OfColumn:
    """An activation whose every output depends on the whole column of a layer's z."""

    activation: VectorValued
    argument: Whole

    @property
    def function(self) -> str:
        """Its name."""
        return self.activation.name

    @property
    def shape(self) -> Dimensions:
        """That of the column."""
        return self.argument.shape


MatrixFormula = (
    Whole | Written | Transposed | MatrixProduct | Hadamard | MatrixSum | Scaled | Mapped | OfColumn
)


def _misfit(what: str, left: MatrixFormula, right: MatrixFormula) -> ShapeError:
    shapes = [" by ".join(map(spoken, formula.shape)) for formula in (left, right)]
    return ShapeError(f"{what} of matrices that do not fit: {shapes[0]} and {shapes[1]}")


_LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")


def spoken(index: Index) -> str:
    """A number of rows or columns in words: 3, n₁."""
    if not isinstance(index, Letter):
        return str(index)
    below = spoken(index.sub).translate(_LOWERED) if index.sub else ""
    return index.name + below + (f"{index.shift:+d}" if index.shift else "")
