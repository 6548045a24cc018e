"""The empirical risk of a linear model for the square loss, and its gradient by the chain rule.

The loss (H − y)² has the slope ∂ℓ/∂H = 2 (H − y), and H = Aug(x) · w the gradient Aug(x). So
∇R(w) = 1/n Σᵢ ∂ℓ/∂Hᵢ ∇Hᵢ = 2/n Σᵢ (Hᵢ − yᵢ) Aug(x⁽ⁱ⁾) = 2/n (XᵀX w − Xᵀy) (`lecture22.md`, part 3).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from symnn.learning.fit import Fit
from symnn.learning.matrices import Matrix, Vector, beside, dots, less, times, transposed
from symnn.numbers.real import Arithmetic, Real


@dataclass(frozen=True)
class Slopes:
    """The gradient of a sample's loss by the chain rule, and their mean.

    Args:
        samples: which samples, from 1.
        predictions: Hᵢ of each of these.
        outer: ∂ℓ/∂Hᵢ = 2 (Hᵢ − yᵢ).
        shares: ∂ℓ/∂Hᵢ ∇Hᵢ, a row of d numbers each.
        total: the sum of these rows.
    """

    samples: tuple[int, ...]
    predictions: Vector
    outer: Vector
    shares: Matrix
    total: Vector


def slopes(fit: Fit, w: Vector, samples: tuple[int, ...], arithmetic: Arithmetic) -> Slopes:
    """The gradient at w by the chain rule, sample by sample.

    Args:
        fit: the data.
        w: d numbers.
        samples: which samples, from 1; empty for all.
        arithmetic: how numbers are added and multiplied.
    """
    chosen = samples or tuple(range(1, len(fit.y) + 1))
    rows = tuple(fit.design[number - 1] for number in chosen)
    predictions = times(rows, w, arithmetic)
    missed = less(predictions, tuple(fit.y[number - 1] for number in chosen), arithmetic)
    outer = tuple(arithmetic.multiply((2, residual)) for residual in missed)
    shares = tuple(
        tuple(arithmetic.multiply((slope, entry)) for entry in row)
        for slope, row in zip(outer, rows, strict=True)
    )
    total = tuple(arithmetic.add(column) for column in transposed(shares))
    return Slopes(chosen, predictions, outer, shares, total)


@dataclass(frozen=True)
class Risk:
    """The risk of some samples as a function of w, by few products of long numbers.

    Args:
        slope: [2/n XᵀX | −2/n Xᵀy], d rows: its product with (w, 1) is ∇R(w).
        rest: 2/n y · y.
        arithmetic: how numbers are added and multiplied.
    """

    slope: Matrix
    rest: Real
    arithmetic: Arithmetic

    @classmethod
    def of(cls, design: Matrix, y: Vector, arithmetic: Arithmetic) -> Risk:
        """The risk of n samples."""
        columns = transposed(design)
        minus_y = tuple(arithmetic.multiply((-1, target)) for target in y)
        sums = beside(dots(columns, columns, arithmetic), times(columns, minus_y, arithmetic))
        mean = Fraction(2, len(y))
        slope = tuple(tuple(arithmetic.multiply((mean, e)) for e in row) for row in sums)
        rest = arithmetic.multiply((mean, times((y,), y, arithmetic)[0]))
        return cls(slope, rest, arithmetic)

    def gradient(self, w: Vector) -> Vector:
        """∇R(w)."""
        return times(self.slope, (*w, 1), self.arithmetic)

    def value(self, w: Vector) -> Real:
        """R(w) = 1/2 (∇R(w) · w − 2/n Xᵀy · w + 2/n y · y)."""
        left = (*self.gradient(w), *(row[-1] for row in self.slope), self.rest)
        twice = times((left,), (*w, *w, 1), self.arithmetic)[0]
        return self.arithmetic.multiply((Fraction(1, 2), twice))

    def step(self, rate: Real) -> Matrix:
        """What (w, 1) is multiplied by in a step: [I | 0] − λ [2/n XᵀX | −2/n Xᵀy]."""
        return tuple(
            tuple(
                self.arithmetic.add((int(i == j), self.arithmetic.multiply((-1, rate, entry))))
                for j, entry in enumerate(row)
            )
            for i, row in enumerate(self.slope)
        )
