"""The eigenvalues of XᵀX: in closed form where there is one, else enclosed.

XᵀX is symmetric, so that its characteristic polynomial det(μ I − XᵀX) has real roots only, none
of them below 0. Where it is rational, SymPy factors it over the rational numbers: a linear factor
gives a rational eigenvalue, a quadratic one two with a square root, and the roots of the others are
isolated between rational numbers as close as the precision in force asks for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cmp_to_key
from typing import Any

from symnn.learning.matrices import Matrix, RationalMatrix, is_rational, whole
from symnn.numbers.real import Arithmetic, Irrational, Real

MOST_COLUMNS = 10
"""Columns above which isolating the roots would take long."""


@dataclass(frozen=True)
class Spectrum:
    """The ends of the spectrum of XᵀX, without what is 0.

    Args:
        values: the largest eigenvalue and the least; one of them if they are the same, none if all
            are 0.
        polynomial: the coefficients of det(μ I − XᵀX), from that of μᵈ, which is 1, down.
    """

    values: tuple[Real, ...]
    polynomial: tuple[Real, ...]


def spectrum(gram: Matrix, arithmetic: Arithmetic) -> Spectrum | None:
    """The eigenvalues of a symmetric matrix without negative ones.

    Returns:
        None for more columns than are worked out: 10, or 2 where a number is irrational.

    Raises:
        MorePrecision: if two eigenvalues can't be told apart at this precision.
        UndecidedError: if they can't be at any.
    """
    if is_rational(gram) and len(gram) <= MOST_COLUMNS:
        return _Rational.of(gram).spectrum(arithmetic)
    if len(gram) > 2:
        return None
    polynomial = _of_two(gram, arithmetic)
    roots = _roots(polynomial, arithmetic) if len(gram) == 2 else [gram[0][0]]
    return Spectrum(_ends([root for root in roots if arithmetic.sign(root)]), polynomial)


def _ends(descending: list[Real]) -> tuple[Real, ...]:
    return tuple(descending if len(descending) < 2 else (descending[0], descending[-1]))


def _of_two(gram: Matrix, arithmetic: Arithmetic) -> tuple[Real, ...]:
    """The characteristic polynomial of a matrix of one or two columns."""
    if len(gram) == 1:
        return 1, arithmetic.multiply((-1, gram[0][0]))
    (a, b), (_, c) = gram
    product = arithmetic.multiply((a, c))
    determinant = arithmetic.add((product, arithmetic.multiply((-1, b, b))))
    return 1, arithmetic.multiply((-1, arithmetic.add((a, c)))), determinant


def _roots(polynomial: tuple[Real, ...], arithmetic: Arithmetic) -> list[Real]:
    """The two real roots of a quadratic polynomial; the larger first, a double one once.

    h ± sqrt(h² − c/a), where h = −b/(2 a) is halfway between them.
    """
    a, b, c = polynomial
    half = arithmetic.divide(arithmetic.multiply((-1, b)), arithmetic.multiply((2, a)))
    product = arithmetic.multiply((-1, arithmetic.divide(c, a)))
    square = arithmetic.add((arithmetic.multiply((half, half)), product))
    root = arithmetic.apply("sqrt", square)
    signed = (1, -1) if arithmetic.sign(root) else (1,)
    return [arithmetic.add((half, arithmetic.multiply((sign, root)))) for sign in signed]


@dataclass(frozen=True)
class _Rational:
    """A rational matrix as integers over one denominator."""

    rows: list[list[int]]
    under: int

    @classmethod
    def of(cls, matrix: RationalMatrix) -> _Rational:
        width = len(matrix)
        listed, under = whole(entry for row in matrix for entry in row)
        return cls([listed[k * width : (k + 1) * width] for k in range(width)], under)

    def spectrum(self, arithmetic: Arithmetic) -> Spectrum:
        from sympy import ZZ, Poly, Symbol
        from sympy.polys.matrices import DomainMatrix

        width = len(self.rows)
        matrix = DomainMatrix([list(map(ZZ, row)) for row in self.rows], (width, width), ZZ)
        coefficients = [int(coefficient) for coefficient in matrix.charpoly()]
        _, factors = Poly(coefficients, Symbol("m"), domain=ZZ).factor_list()
        found = (root for factor, _ in factors for root in self._of_factor(factor, arithmetic))
        roots = _descending([root for root in found if root != 0], arithmetic)
        under = enumerate(coefficients)
        return Spectrum(_ends(roots), tuple(Fraction(c, self.under**k) for k, c in under))

    def _of_factor(self, factor: Any, arithmetic: Arithmetic) -> Iterator[Real]:
        """The roots of an irreducible factor, over the denominator."""
        coefficients = tuple(int(c) for c in factor.all_coeffs())
        if len(coefficients) == 2:
            yield Fraction(-coefficients[1], coefficients[0] * self.under)
        elif len(coefficients) == 3:
            a, b, c = coefficients
            yield from _roots((a * self.under**2, b * self.under, c), arithmetic)
        else:
            yield from _isolated(factor, self.under, arithmetic)


def _isolated(factor: Any, under: int, arithmetic: Arithmetic) -> Iterator[Real]:
    """The largest and the least root of an irreducible polynomial, each between two numbers."""
    from sympy import Rational

    from symnn.numbers import balls

    intervals = [ends for ends, _ in factor.intervals()]
    for low, high in (intervals[-1], intervals[0]):
        ends = factor.refine_root(low, high, eps=Rational(1, 2**arithmetic.bits))
        low, high = (Fraction(int(end.p), int(end.q) * under) for end in ends)
        yield Irrational(None, balls.hull(low, high, arithmetic.bits))


def _descending(numbers: list[Real], arithmetic: Arithmetic) -> list[Real]:
    def compared(left: Real, right: Real) -> int:
        return arithmetic.sign(arithmetic.add((right, arithmetic.multiply((-1, left)))))

    return sorted(numbers, key=cmp_to_key(compared))
