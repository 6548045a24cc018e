"""Readings of formulas of matrices: one method a kind of node; and what one entry of them is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from symnn.formula import Apply, Formula, Product, Sum, total
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
)
from symnn.quantities import Index, Quantity

Out = TypeVar("Out")


class MatrixReading(Generic[Out]):
    """A way to read formulas of matrices: one method a kind of node, found by the node's class."""

    def __call__(self, formula: MatrixFormula) -> Out:
        """What this reading makes of the formula."""
        answer: Out = getattr(self, _METHODS[type(formula)])(formula)
        return answer

    def whole(self, node: Whole) -> Out:
        """Of a layer's quantities."""
        raise NotImplementedError

    def written(self, node: Written) -> Out:
        """Of a matrix of single formulas."""
        raise NotImplementedError

    def transposed(self, node: Transposed) -> Out:
        """Of a transposed matrix."""
        raise NotImplementedError

    def product(self, node: MatrixProduct) -> Out:
        """Of a product."""
        raise NotImplementedError

    def hadamard(self, node: Hadamard) -> Out:
        """Of an entrywise product."""
        raise NotImplementedError

    def sum(self, node: MatrixSum) -> Out:
        """Of a sum."""
        raise NotImplementedError

    def scaled(self, node: Scaled) -> Out:
        """Of a matrix times a number."""
        raise NotImplementedError

    def mapped(self, node: Mapped) -> Out:
        """Of a function of every entry."""
        raise NotImplementedError

    def of_column(self, node: OfColumn) -> Out:
        """Of a function of a column as a whole."""
        raise NotImplementedError


_METHODS: dict[type, str] = {
    Whole: "whole",
    Written: "written",
    Transposed: "transposed",
    MatrixProduct: "product",
    Hadamard: "hadamard",
    MatrixSum: "sum",
    Scaled: "scaled",
    Mapped: "mapped",
    OfColumn: "of_column",
}
_PARTS: dict[type, Callable[[Any], tuple[MatrixFormula, ...]]] = {
    Transposed: lambda node: (node.of,),
    MatrixProduct: lambda node: (node.left, node.right),
    Hadamard: lambda node: (node.left, node.right),
    MatrixSum: lambda node: node.terms,
    Scaled: lambda node: (node.of,),
    Mapped: lambda node: (node.argument,),
    OfColumn: lambda node: (node.argument,),
}


def wholes(formula: MatrixFormula) -> Iterator[Whole]:
    """The columns and matrices in the formula from left to right, as often as they stand there."""
    if isinstance(formula, Whole):
        yield formula
    for part in _PARTS.get(type(formula), lambda _: ())(formula):
        yield from wholes(part)


def scalars(formula: MatrixFormula) -> Iterator[Formula]:
    """The numbers by which matrices in the formula are multiplied."""
    if isinstance(formula, Scaled):
        yield formula.factor
    for part in _PARTS.get(type(formula), lambda _: ())(formula):
        yield from scalars(part)


def member(name: Quantity, i: Index, j: Index) -> Quantity:
    """The quantity in row i and column j of all that go by a name, as in `Whole`.

    >>> from symnn.quantities import H, W, d, z
    >>> print(member(W(1, 0, 0), 2, 3), member(d(H(), z(2, 0)), 2, 1))
    W1_23 dH/dz2_2
    """
    if name.kind in ("W", "new_W"):
        return name._replace(i=i, j=j)
    if isinstance(name.of, Quantity) and name.of.kind == "a":
        return name._replace(j=j, of=name.of._replace(j=i))
    return name._replace(j=i)


def members(target: Whole) -> list[list[Quantity]]:
    """The quantities of a column or matrix by rows; its sizes have to be numbers."""
    rows, columns = target.shape
    assert isinstance(rows, int)
    assert isinstance(columns, int)
    nodes = range(1, columns + 1)
    return [[member(target.name, i, j) for j in nodes] for i in range(1, rows + 1)]


def entry(formula: MatrixFormula, i: Index, j: Index = 1) -> Formula:
    """The entry in row i and column j, as a formula over single quantities.

    Only the widths that a product sums over have to be numbers.
    """
    return _Entry(i, j)(formula)


@dataclass(frozen=True)
class _Entry(MatrixReading[Formula]):
    """The entry in a row and a column."""

    i: Index
    j: Index

    def whole(self, node: Whole) -> Formula:
        return member(node.name, self.i, self.j)

    def written(self, node: Written) -> Formula:
        assert isinstance(self.i, int)
        assert isinstance(self.j, int)
        return node.rows[self.i - 1][self.j - 1]

    def transposed(self, node: Transposed) -> Formula:
        return _Entry(self.j, self.i)(node.of)

    def product(self, node: MatrixProduct) -> Formula:
        inner = node.left.shape[1]
        assert isinstance(inner, int)
        return total(
            Product((_Entry(self.i, k)(node.left), _Entry(k, self.j)(node.right)))
            for k in range(1, inner + 1)
        )

    def hadamard(self, node: Hadamard) -> Formula:
        return Product((self(node.left), self(node.right)))

    def sum(self, node: MatrixSum) -> Formula:
        terms = map(self, node.terms)
        return total(t for term in terms for t in (term if isinstance(term, Sum) else (term,)))

    def scaled(self, node: Scaled) -> Formula:
        return Product((node.factor, self(node.of)))

    def mapped(self, node: Mapped) -> Formula:
        return Apply(node.function, self(node.argument))

    def of_column(self, node: OfColumn) -> Formula:
        return node.activation.output(node.shape[0], node.argument.name.layer, self.i)
