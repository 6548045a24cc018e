"""Least squares, exactly: the w that minimises the empirical risk of a linear model.

R(w) = 1/n Σᵢ (Aug(x⁽ⁱ⁾) · w − yᵢ)² = 1/n ‖X w − y‖² is smallest where its gradient is 0, which is
2/n (XᵀX w − Xᵀy): at the solutions of the normal equations XᵀX w = Xᵀy (`lecture22.md`, part 3).
There is one if the columns of X are independent; else the shortest of all is taken.
"""

from __future__ import annotations

from symnn.learning.echelon import Echelon, reduced, row_space
from symnn.learning.fit import Dependency, Fit
from symnn.learning.matrices import (
    Matrix,
    Vector,
    beside,
    dots,
    is_rational,
    less,
    times,
    transposed,
)
from symnn.learning.problem import FitProblem
from symnn.learning.recognition import recognised
from symnn.numbers.real import Arithmetic, Real
from symnn.numbers.value import ClosedValue


def least_squares(problem: FitProblem, arithmetic: Arithmetic) -> Fit:
    """The least-squares fit.

    Raises:
        MorePrecision: if a number can't be told from 0 at this precision; rational data never do.
        UndecidedError: if it can't be told at any.
    """
    value = ClosedValue(arithmetic)
    design = tuple(tuple(value(entry) for entry in row) for row in problem.design)
    y = tuple(value(entry) for entry in problem.y)
    columns = transposed(design)
    gram, moment = dots(columns, columns, arithmetic), times(columns, y, arithmetic)
    relations, some, hit = _solved(design, y, gram, moment, arithmetic)
    w = tuple(map(recognised, _shortest(some, relations, arithmetic)))
    predictions = y if hit else tuple(map(recognised, times(design, w, arithmetic)))
    residuals = (0,) * len(y) if hit else less(y, predictions, arithmetic)
    norm = times((residuals,), residuals, arithmetic)[0]
    dependent = _dependencies(relations, len(columns), arithmetic)
    rank = len(relations.pivots)
    return Fit(problem, design, y, gram, moment, w, predictions, residuals, norm, rank, dependent)


def _solved(
    design: Matrix, y: Vector, gram: Matrix, moment: Vector, arithmetic: Arithmetic
) -> tuple[Echelon, Vector, bool]:
    """The echelon form of X, a solution of the normal equations, and whether it is known to hit y.

    XᵀX has the row space of X and is smaller; but where numbers are irrational, those of X are so
    much simpler that they can be told from 0, and only independent columns go on to XᵀX.
    """
    width = len(gram)
    if is_rational(design) and is_rational((y,)):
        normal = reduced(beside(gram, moment), width, arithmetic)
        return normal, normal.solution(width), False
    both = row_space(beside(design, y), width + 1, arithmetic)
    if width not in both.pivots:
        return both, both.solution(width), True
    relations = Echelon(both.rows[:-1], both.pivots[:-1])
    kept = relations.pivots
    inner = tuple(tuple(gram[i][j] for j in kept) for i in kept)
    system = beside(inner, tuple(moment[i] for i in kept))
    values = dict(
        zip(kept, reduced(system, len(kept), arithmetic).solution(len(kept)), strict=True)
    )
    return relations, tuple(values.get(column, 0) for column in range(width)), False


def _shortest(some: Vector, relations: Echelon, arithmetic: Arithmetic) -> Vector:
    """Of all solutions the shortest: `some` without its part in the null space of X.

    With the basis N of the null space as rows, w = some − Nᵀ c where N Nᵀ c = N some.
    """
    null = relations.null_space(len(some), arithmetic)
    if not null:
        return some
    system = beside(dots(null, null, arithmetic), times(null, some, arithmetic))
    c = reduced(system, len(null), arithmetic).solution(len(null))
    return less(some, times(transposed(null), c, arithmetic), arithmetic)


def _dependencies(relations: Echelon, width: int, arithmetic: Arithmetic) -> tuple[Dependency, ...]:
    def combination(free: int) -> tuple[tuple[int, Real], ...]:
        pairs = zip(relations.pivots, relations.rows, strict=True)
        made_of = ((pivot + 1, row[free]) for pivot, row in pairs)
        return tuple((column, factor) for column, factor in made_of if arithmetic.sign(factor))

    return tuple(Dependency(free + 1, combination(free)) for free in relations.free(width))
