"""Vectors and matrices of exact real numbers, and their products."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import lcm
from operator import mul
from typing import TypeGuard

from symnn.numbers.real import Arithmetic, Irrational, Real

Vector = tuple[Real, ...]
Matrix = tuple[Vector, ...]
"""Row by row."""
RationalMatrix = tuple[tuple[int | Fraction, ...], ...]


def transposed(matrix: Matrix) -> Matrix:
    """Mᵀ; of a matrix with at least one row."""
    return tuple(zip(*matrix, strict=True))


def is_rational(matrix: Matrix) -> TypeGuard[RationalMatrix]:
    """Whether no entry is irrational."""
    return not any(isinstance(entry, Irrational) for row in matrix for entry in row)


def dots(left: Matrix, right: Matrix, arithmetic: Arithmetic) -> Matrix:
    """The dot products of each row of `left` with each row of `right`: L Rᵀ.

    Args:
        left: l rows of n numbers.
        right: r rows of n numbers.
        arithmetic: how irrational numbers are added and multiplied.

    Returns:
        l rows of r numbers.
    """
    if is_rational(left) and is_rational(right):
        return _rational_dots(left, right)
    return tuple(tuple(_dot(row, other, arithmetic) for other in right) for row in left)


def times(matrix: Matrix, vector: Vector, arithmetic: Arithmetic) -> Vector:
    """M v."""
    return tuple(row[0] for row in dots(matrix, (vector,), arithmetic))


def less(left: Vector, right: Vector, arithmetic: Arithmetic) -> Vector:
    """The difference of two vectors."""
    pairs = zip(left, right, strict=True)
    return tuple(arithmetic.add((a, arithmetic.multiply((-1, b)))) for a, b in pairs)


def beside(matrix: Matrix, column: Vector) -> Matrix:
    """The matrix with one more column on its right: [M | c]."""
    return tuple((*row, entry) for row, entry in zip(matrix, column, strict=True))


def whole(numbers: Iterable[int | Fraction]) -> tuple[list[int], int]:
    """Integers and one denominator below them all."""
    listed = list(numbers)
    under = lcm(*(number.denominator for number in listed))
    return [number.numerator * (under // number.denominator) for number in listed], under


def _dot(left: Vector, right: Vector, arithmetic: Arithmetic) -> Real:
    pairs = zip(left, right, strict=True)
    return arithmetic.add([arithmetic.multiply(pair) for pair in pairs])


def _rational_dots(left: RationalMatrix, right: RationalMatrix) -> Matrix:
    """Sums of integers: to add fractions would cost a common divisor for every term."""
    others = [whole(row) for row in right]
    return tuple(
        tuple(Fraction(sum(map(mul, row, other)), under * below) for other, below in others)
        for row, under in map(whole, left)
    )
