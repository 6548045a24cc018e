"""Reduced row echelon forms: by integers where the matrix is rational, else by row operations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import gcd

from symnn.learning.elimination import Elimination
from symnn.learning.matrices import Matrix, RationalMatrix, Vector, is_rational, whole
from symnn.numbers.real import Arithmetic, Real


@dataclass(frozen=True)
class Echelon:
    """The rows of a reduced row echelon form that have a leading 1.

    Args:
        rows: one for each pivot.
        pivots: the columns of the leading ones, ascending, from 0.
    """

    rows: Matrix
    pivots: tuple[int, ...]

    def free(self, columns: int) -> tuple[int, ...]:
        """Which of the first `columns` columns have no leading 1."""
        return tuple(column for column in range(columns) if column not in self.pivots)

    def solution(self, columns: int) -> Vector:
        """The solution of the system [A | c], where A has `columns` columns; free ones are 0."""
        values = {pivot: row[columns] for pivot, row in zip(self.pivots, self.rows, strict=True)}
        return tuple(values.get(column, 0) for column in range(columns))

    def null_space(self, columns: int, arithmetic: Arithmetic) -> Matrix:
        """A basis of the solutions of A v = 0, for A of `columns` columns, as rows.

        One vector for each free column: 1 there, and minus what the column is made of elsewhere.
        """
        return tuple(self._null_vector(free, columns, arithmetic) for free in self.free(columns))

    def _null_vector(self, free: int, columns: int, arithmetic: Arithmetic) -> Vector:
        entries: list[Real] = [int(column == free) for column in range(columns)]
        for pivot, row in zip(self.pivots, self.rows, strict=True):
            entries[pivot] = arithmetic.multiply((-1, row[free]))
        return tuple(entries)


def reduced(matrix: Matrix, columns: int, arithmetic: Arithmetic) -> Echelon:
    """The reduced row echelon form of a matrix in its first `columns` columns.

    Raises:
        MorePrecision: if an entry can't be told from 0 at this precision.
        UndecidedError: if it can't be told at any.
    """
    if is_rational(matrix):
        return fraction_free(matrix, columns)
    elimination = Elimination(matrix, columns, arithmetic)
    for _ in elimination.operations():
        pass
    return Echelon(elimination.rows[: len(elimination.pivots)], tuple(elimination.pivots))


def row_space(rows: Iterable[Vector], columns: int, arithmetic: Arithmetic) -> Echelon:
    """The same for a tall matrix of full rank: rows are taken in until there is nothing to learn.

    Raises:
        MorePrecision, UndecidedError: as for `reduced`.
    """
    basis = Echelon((), ())
    for row in rows:
        basis = reduced((*basis.rows, row), columns, arithmetic)
        if len(basis.pivots) == columns:
            break
    return basis


def fraction_free(matrix: RationalMatrix, columns: int) -> Echelon:
    """The reduced row echelon form of a rational matrix, by Bareiss's fraction-free elimination.

    Every entry stays an integer, a minor of the matrix, so that nothing grows more than it must:
    with pivot p and the pivot q before it, r ← (p r − f t) / q, where the division leaves no rest.
    (E. H. Bareiss, Sylvester's Identity and Multistep Integer-Preserving Gaussian Elimination.)
    """
    rows = [_primitive(whole(row)[0]) for row in matrix]
    pivots: list[int] = []
    last = 1
    for column in range(columns):
        top = len(pivots)
        lead = next((row for row in range(top, len(rows)) if rows[row][column]), None)
        if lead is None:
            continue
        rows[top], rows[lead] = rows[lead], rows[top]
        last = _clear(rows, top, column, last)
        pivots.append(column)
    kept = tuple(tuple(Fraction(entry, last) for entry in row) for row in rows[: len(pivots)])
    return Echelon(kept, tuple(pivots))


def _clear(rows: list[list[int]], top: int, column: int, last: int) -> int:
    """Make the column 0 outside of row `top`; the new pivot."""
    lead = rows[top]
    pivot = lead[column]
    for index, row in enumerate(rows):
        if index != top:
            factor = row[column]
            pairs = zip(row, lead, strict=True)
            rows[index] = [(pivot * entry - factor * above) // last for entry, above in pairs]
    return pivot


def _primitive(numbers: list[int]) -> list[int]:
    """The numbers without their common divisor."""
    divisor = gcd(*numbers) or 1
    return [number // divisor for number in numbers]
