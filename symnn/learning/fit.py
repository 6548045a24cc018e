"""What a least-squares fit is: all its numbers, and which columns depend on which."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from symnn.formula import Formula, Product, product, total
from symnn.learning.elimination import Elimination
from symnn.learning.matrices import Matrix, Vector, beside
from symnn.learning.problem import FitProblem
from symnn.numbers.real import Arithmetic, Real
from symnn.quantities import symbol


@dataclass(frozen=True)
class Dependency:
    """A column of X as a combination of columns before it: X_j = Σ cₖ X_k.

    Args:
        column: j, from 1.
        combination: k, from 1, and cₖ, which is not 0; nothing if the column is 0.
    """

    column: int
    combination: tuple[tuple[int, Real], ...]

    def formula(self, written: Callable[[Real], Formula]) -> Formula:
        """Σ cₖ X_k, where X_k is the symbol `column k`.

        Args:
            written: the formula that stands for a coefficient.
        """
        return combination((written(c), symbol(f"column {k}")) for k, c in self.combination)


@dataclass(frozen=True)
class Fit:
    """A linear model fitted to n rows of d numbers.

    Args:
        problem: what was asked.
        design: X, n rows of d.
        y: the n targets.
        gram: XᵀX, d rows of d.
        moment: Xᵀy, d numbers.
        w: of all solutions of XᵀX w = Xᵀy the shortest, d numbers.
        predictions: X w, n numbers.
        residuals: y − X w, n numbers.
        residual_norm_squared: ‖y − X w‖².
        rank: the number of independent columns.
        dependent: the columns that are combinations of earlier ones, d − rank of them.
    """

    problem: FitProblem
    design: Matrix
    y: Vector
    gram: Matrix
    moment: Vector
    w: Vector
    predictions: Vector
    residuals: Vector
    residual_norm_squared: Real
    rank: int
    dependent: tuple[Dependency, ...]

    def risk(self, arithmetic: Arithmetic) -> Real:
        """R(w) = 1/n ‖y − X w‖², the mean of the square losses."""
        return arithmetic.divide(self.residual_norm_squared, len(self.y))

    def elimination(self, arithmetic: Arithmetic) -> Elimination:
        """The row operations on [XᵀX | Xᵀy] that solve the normal equations."""
        return Elimination(beside(self.gram, self.moment), len(self.gram), arithmetic)


def combination(terms: Iterable[tuple[Formula, Formula]]) -> Formula:
    """Σ c v over pairs (c, v), as a person would write it: without a factor 1, without terms 0."""
    return total(_multiple(factor, thing) for factor, thing in terms if factor != 0)


def decimal_factor(decimal: str) -> Formula:
    """A decimal as a factor: its digits are a symbol, since as a number they would be exact."""
    unsigned = symbol(decimal.removeprefix("-"))
    return Product((-1, unsigned)) if decimal.startswith("-") else unsigned


def _multiple(factor: Formula, thing: Formula) -> Formula:
    if factor == 1:
        return thing
    factors = factor.factors if isinstance(factor, Product) else (factor,)
    return product(*factors, *([] if thing == 1 else [thing]))
