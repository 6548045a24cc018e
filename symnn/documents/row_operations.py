"""Gauss-Jordan elimination as it is written by hand: what is done for a pivot, the matrix then."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from symnn.documents.blocks import Block, Line, Lines, Link, Matrices, Number, Paragraph
from symnn.documents.fit_names import indexed, matrix
from symnn.documents.fit_numbers import FitNumbers
from symnn.formula import Sum
from symnn.learning.elimination import AddMultiple, Elimination, Operation, Scale, Swap
from symnn.learning.fit import combination


def row_operations(elimination: Elimination, numbers: FitNumbers) -> Iterator[Block]:
    """The operations, with the matrix before them and after those of each pivot.

    Args:
        elimination: of a system [A | c].
        numbers: how numbers are shown.
    """
    bar = len(elimination.rows[0]) - 1
    yield Matrices((matrix(indexed("M", 0), elimination.rows, numbers, bar),))
    groups = groupby(elimination.operations(), _pivot_row)
    for stage, (_, group) in enumerate(groups, 1):
        operations = list(group)
        yield Lines(tuple(_line(operation, numbers) for operation in operations))
        yield Matrices((matrix(indexed("M", stage), operations[-1].after, numbers, bar),))
    if not elimination.pivots:
        yield Paragraph(("There is no pivot, so nothing is to be done.",))


def is_rounded(block: Block) -> bool:
    """Whether there are matrices in a block with numbers that are rounded."""
    matrices = block.matrices if isinstance(block, Matrices) else ()
    cells = (cell for one in matrices for row in one.rows for cell in row)
    return any(isinstance(cell, Number) and cell.rounded for cell in cells)


def _pivot_row(operation: Operation) -> int:
    match operation:
        case Swap(first=row) | Scale(row=row) | AddMultiple(of=row):
            return row


def _line(operation: Operation, numbers: FitNumbers) -> Line:
    match operation:
        case Swap(first, second):
            return Line(indexed("r", first), (Link("↔", indexed("r", second)),))
        case Scale(row, by):
            became = combination([(numbers.factor(by), indexed("r", row))])
        case AddMultiple(row, by, of):
            multiple = combination([(numbers.factor(by), indexed("r", of))])
            became = Sum((indexed("r", row), multiple))
    return Line(indexed("r", row), (numbers.link(became, [by], "←"),))
