"""With which learning rates gradient descent on the square loss ends at the least risk.

The gradient is 2/n (XᵀX w − Xᵀy), so along an eigenvector of XᵀX with the eigenvalue μ a step
multiplies the distance from the least risk by 1 − 2 λ μ/n. This is between −1 and 1 for all of them
if and only if 0 < λ < n/μ₁, where μ₁ is the largest. Where μ is 0 the gradient is 0 as well, and w
keeps what it has from the start.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from symnn.errors import UndecidedError
from symnn.learning.echelon import reduced
from symnn.learning.fit import Fit
from symnn.learning.matrices import Matrix, Vector, beside, dots, times, transposed
from symnn.learning.plan import Plan
from symnn.learning.recognition import recognised
from symnn.learning.spectrum import Spectrum, spectrum
from symnn.numbers.real import Arithmetic, Real
from symnn.numbers.value import ClosedValue

TRENDS = {1: "converges", 0: "swings", -1: "diverges"}
"""What the steps do with a learning rate below the bound, at it, and above it."""


@dataclass(frozen=True)
class StepSizes:
    """What the eigenvalues of XᵀX say of a learning rate.

    Args:
        spectrum: the eigenvalues that are not 0, μ₁ the largest and μᵣ the least.
        rank: r, how many of them there are, each as often as it is a root.
        count: n, the number of samples.
        bound: n/μ₁: the steps converge for every learning rate below it; None if XᵀX is 0.
        quickest: n/(μ₁ + μᵣ), with which the slowest direction is as quick as can be.
        first: 1 − 2 λ μ₁/n, by which a step multiplies the distance along the eigenvector of μ₁.
        last: the same of μᵣ.
        trend: 1 if λ is below the bound, 0 if it is the bound, −1 if it is above.
        overshoots: whether `first` is below 0.
        limit: where the steps from this start lead with a rate below the bound, d numbers: of the
            weights of least risk those nearest to w⁽⁰⁾.
    """

    spectrum: Spectrum
    rank: int
    count: int
    bound: Real | None
    quickest: Real | None
    first: Real
    last: Real
    trend: int
    overshoots: bool
    limit: Vector


def step_sizes(fit: Fit | None, plan: Plan, arithmetic: Arithmetic) -> StepSizes | None:
    """What is known of a plan's learning rate.

    Args:
        fit: to the samples of every step; None if they are not always the same.
        plan: the descent.
        arithmetic: how numbers are added and multiplied.

    Returns:
        None if it is not known: there is no one set of samples, there are too many columns, or a
        number can't be told from 0.

    Raises:
        MorePrecision: if a number can't be told from 0 at this precision.
    """
    if fit is None:
        return None
    try:
        found = spectrum(fit.gram, arithmetic)
        return None if found is None else _of(found, fit, plan, arithmetic)
    except UndecidedError:
        return None


def _of(found: Spectrum, fit: Fit, plan: Plan, arithmetic: Arithmetic) -> StepSizes:
    count, value = len(fit.y), ClosedValue(arithmetic)
    limit = _nearest(fit, tuple(map(value, plan.start)), arithmetic)
    if not found.values:
        return StepSizes(found, 0, count, None, None, 1, 1, 1, False, limit)
    largest, least = found.values[0], found.values[-1]
    rate = value(plan.rate)
    first, last = (
        arithmetic.add((1, arithmetic.multiply((Fraction(-2, count), rate, eigenvalue))))
        for eigenvalue in (largest, least)
    )
    return StepSizes(
        found,
        fit.rank,
        count,
        arithmetic.divide(count, largest),
        arithmetic.divide(count, arithmetic.add((largest, least))),
        first,
        last,
        arithmetic.sign(arithmetic.add((first, 1))),
        arithmetic.sign(first) < 0,
        limit,
    )


def _nearest(fit: Fit, start: Vector, arithmetic: Arithmetic) -> Vector:
    """Of the weights of least risk those nearest to the start.

    The shortest of them, and what the start has in the null space of X: with a basis of that as
    the rows of N, Nᵀ c where N Nᵀ c = N w⁽⁰⁾.
    """
    null = _null_space(fit, arithmetic)
    if not null:
        return fit.w
    system = beside(dots(null, null, arithmetic), times(null, start, arithmetic))
    c = reduced(system, len(null), arithmetic).solution(len(null))
    kept = times(transposed(null), c, arithmetic)
    return tuple(recognised(arithmetic.add(pair)) for pair in zip(fit.w, kept, strict=True))


def _null_space(fit: Fit, arithmetic: Arithmetic) -> Matrix:
    """A basis of the v with X v = 0: of every dependent column, itself less what it is made of."""
    rows: list[Vector] = []
    for dependency in fit.dependent:
        row: list[Real] = [0] * len(fit.w)
        row[dependency.column - 1] = 1
        for column, factor in dependency.combination:
            row[column - 1] = arithmetic.multiply((-1, factor))
        rows.append(tuple(row))
    return tuple(rows)
