"""What stands on the page of a fit under which name: matrices, weights, inputs."""

from __future__ import annotations

from symnn.documents.blocks import Grid, Matrix, Number, Text, Vector
from symnn.documents.fit_numbers import FitNumbers
from symnn.formula import Formula
from symnn.learning import Fit
from symnn.learning.fit import combination
from symnn.learning.matrices import Matrix as Numbers
from symnn.learning.matrices import Vector as Entries
from symnn.quantities import H, Letter, Quantity, d, symbol, x

X, WEIGHTS, Y, GRAM, MOMENT = (symbol(name) for name in ("X", "w", "y", "XᵀX", "Xᵀy"))
NORM = symbol("‖y − X w‖²")
GRADIENT = symbol("(2/n) (XᵀX w − Xᵀy)")
SYSTEM, ROWS = symbol("M₀ = [XᵀX | Xᵀy]"), symbol("r₁, r₂, …")
STEP, MU = symbol("t"), symbol("μ")
INPUT, NUMBER = symbol("x⁽ⁱ⁾"), symbol("i")
SAMPLE = Letter("i")
PREDICTION = H()._replace(j=SAMPLE)
"""Hᵢ, the prediction of sample i."""
OUTER = d(symbol("ℓ"), PREDICTION)
"""∂ℓ/∂Hᵢ."""
INNER = symbol("∇Hᵢ")
SLOPE = symbol("∇R")
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def indexed(letter: str, index: int) -> Quantity:
    """A symbol with an index, which may be 0: w₀."""
    return symbol(letter + str(index).translate(_SUBSCRIPTS))


def at_step(t: int) -> Quantity:
    """w⁽ᵗ⁾."""
    return symbol(f"w{_raised(t)}")


def slope_at(t: int) -> Quantity:
    """∇R(w⁽ᵗ⁾)."""
    return symbol(f"∇R(w{_raised(t)})")


def _raised(t: int) -> str:
    return f"⁽{str(t).translate(_SUPERSCRIPTS)}⁾"


def input_of_sample(fit: Fit) -> Quantity:
    """Row i of the design matrix: Aug(x⁽ⁱ⁾), or x⁽ⁱ⁾ where it is used as it stands."""
    return symbol("Aug(x⁽ⁱ⁾)" if fit.problem.augmented else "x⁽ⁱ⁾")


def weights(fit: Fit) -> list[Quantity]:
    """w₀, w₁, … if the data were augmented, else w₁, w₂, …."""
    first = 0 if fit.problem.augmented else 1
    return [indexed("w", k) for k in range(first, first + len(fit.w))]


def rule(fit: Fit, factors: list[Formula]) -> Formula:
    """The prediction rule with these factors: Aug(x) · w, or x · w."""
    width = len(fit.w)
    inputs: list[Formula] = [x(j) for j in range(1, width + 1)]
    if fit.problem.augmented:
        inputs = [1, *inputs[:-1]]
    return combination(zip(factors, inputs, strict=True))


def matrix(name: Formula, rows: Numbers, numbers: FitNumbers, bar: int = 0) -> Matrix:
    """A matrix of numbers, all in one of their forms, with a bar after so many columns."""
    return Matrix(name, numbers.rows(rows), bar)


def vector(entries: Entries, numbers: FitNumbers) -> Vector:
    """A column of numbers, written in a line; decimals if one of them is rounded."""
    return Vector(tuple(numbers.column(entries)))


def column(entries: Entries, numbers: FitNumbers) -> Grid:
    """The same as a column, for a formula of matrices."""
    return grid(tuple((entry,) for entry in entries), numbers)


def grid(rows: Numbers, numbers: FitNumbers) -> Grid:
    """A matrix of numbers for such a formula."""
    return Grid(numbers.rows(rows))


def is_rounded(shown: Grid | Vector) -> bool:
    """Whether one of its numbers is."""
    rows = shown.rows if isinstance(shown, Grid) else (shown.entries,)
    return any(isinstance(cell, Number) and cell.rounded for row in rows for cell in row)


def equal(name: Quantity, shown: Number | Vector) -> Text:
    """A name and its value, for a sentence: λ = 1/2; `≈` where it is rounded."""
    rounded = shown.rounded if isinstance(shown, Number) else is_rounded(shown)
    return (name, " ≈ " if rounded else " = ", shown)
