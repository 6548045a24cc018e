"""Gauss-Jordan elimination by row operations, each kept as data: a worked solution's lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from symnn.learning.matrices import Matrix, Vector
from symnn.learning.recognition import recognised
from symnn.numbers.real import Arithmetic, Real


@dataclass(frozen=True, slots=True)
class Swap:
    """Two rows change places; rows are numbered from 1.

    Args:
        first: the upper row.
        second: the lower row.
        after: the matrix after it.
    """

    first: int
    second: int
    after: Matrix


@dataclass(frozen=True, slots=True)
class Scale:
    """A row times a number that is not 0: rᵢ ← c rᵢ.

    Args:
        row: i, from 1.
        by: c.
        after: the matrix after it.
    """

    row: int
    by: Real
    after: Matrix


@dataclass(frozen=True, slots=True)
class AddMultiple:
    """A multiple of one row added to another: rᵢ ← rᵢ + c rₖ.

    Args:
        row: i, from 1.
        by: c.
        of: k, from 1.
        after: the matrix after it.
    """

    row: int
    by: Real
    of: int
    after: Matrix


Operation = Swap | Scale | AddMultiple


@dataclass
class Elimination:
    """The row operations that bring a matrix into reduced row echelon form.

    Iterate over `operations()`; afterwards `rows` is reduced, and row k has its leading 1 in column
    `pivots[k]`.

    Args:
        rows: the matrix.
        columns: how many of its columns are to be reduced; those right of them only follow.
        arithmetic: how irrational numbers are added and multiplied.
    """

    rows: Matrix
    columns: int
    arithmetic: Arithmetic
    pivots: list[int] = field(init=False, default_factory=list)

    def operations(self) -> Iterator[Operation]:
        """The operations in their order; none that would change nothing.

        Raises:
            MorePrecision: if an entry can't be told from 0 at this precision.
            UndecidedError: if it can't be told at any.
        """
        for column in range(self.columns):
            top = len(self.pivots)
            lead = self._lead(top, column)
            if lead is None:
                continue
            self.pivots.append(column)
            if lead != top:
                yield self._swap(top, lead)
            if self.rows[top][column] != 1:
                yield self._scale(top, column)
            for row, entries in enumerate(self.rows):
                if row != top and entries[column] != 0:
                    yield self._clear(row, top, column)

    def _lead(self, top: int, column: int) -> int | None:
        """The first row from `top` on with an entry in that column; those that are 0 become it."""
        for row in range(top, len(self.rows)):
            entries = self.rows[row]
            if self.arithmetic.sign(entries[column]):
                return row
            self._put(row, (*entries[:column], 0, *entries[column + 1 :]))
        return None

    def _swap(self, first: int, second: int) -> Swap:
        upper, lower = self.rows[first], self.rows[second]
        self._put(first, lower)
        self._put(second, upper)
        return Swap(first + 1, second + 1, self.rows)

    def _scale(self, row: int, column: int) -> Scale:
        by = self.arithmetic.power(self.rows[row][column], -1)
        scaled = [self.arithmetic.multiply((by, entry)) for entry in self.rows[row]]
        scaled[column] = 1  # by construction, where the arithmetic might not know
        self._put(row, tuple(map(recognised, scaled)))
        return Scale(row + 1, by, self.rows)

    def _clear(self, row: int, of: int, column: int) -> AddMultiple:
        by = self.arithmetic.multiply((-1, self.rows[row][column]))
        pairs = zip(self.rows[row], self.rows[of], strict=True)
        sums = [self.arithmetic.add((a, self.arithmetic.multiply((by, b)))) for a, b in pairs]
        sums[column] = 0  # likewise
        self._put(row, tuple(map(recognised, sums)))
        return AddMultiple(row + 1, by, of + 1, self.rows)

    def _put(self, row: int, entries: Vector) -> None:
        self.rows = (*self.rows[:row], entries, *self.rows[row + 1 :])
