"""Gradient descent on the empirical risk of a linear model: w⁽ᵗ⁾ = w⁽ᵗ⁻¹⁾ − λ ∇R(w⁽ᵗ⁻¹⁾), exactly.

Every step multiplies by the same numbers, so that those of rational data grow by about as many
digits in each; `problem` bounds how long they get.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from symnn.learning.fit import Fit
from symnn.learning.least_squares import least_squares
from symnn.learning.matrices import Matrix, Vector, times
from symnn.learning.plan import Plan
from symnn.learning.risk import Risk
from symnn.learning.step_sizes import StepSizes, step_sizes
from symnn.numbers.real import Arithmetic, Irrational, Real
from symnn.numbers.value import ClosedValue

LONGEST_SQUARE = 200
"""Bits of a number above which its root is known by an enclosure only."""


@dataclass(frozen=True)
class Descent:
    """k steps of gradient descent.

    Args:
        plan: what was asked.
        rate: λ.
        points: w⁽⁰⁾ … w⁽ᵏ⁾, k + 1 rows of d numbers.
        gradients: at each of these points that of the risk which the next step goes against: over
            all samples, or over that step's batch.
        risks: R at each of these points, over all samples.
        step_sizes: which learning rates lead to the least risk; None where batches are taken in
            turn, or where it is not worked out.
    """

    plan: Plan
    rate: Real
    points: Matrix
    gradients: Matrix
    risks: Vector
    step_sizes: StepSizes | None

    def norms(self, arithmetic: Arithmetic) -> Vector:
        """‖∇R‖ at each of the points."""
        return tuple(_norm(gradient, arithmetic) for gradient in self.gradients)


def descent(fit: Fit, arithmetic: Arithmetic) -> Descent:
    """The steps that the fit's problem asks for.

    Raises:
        MorePrecision: if a number can't be told from 0 at this precision; rational data never do.
    """
    plan = fit.problem.descent
    assert plan is not None
    value = ClosedValue(arithmetic)
    rate, w = value(plan.rate), tuple(map(value, plan.start))
    whole = Risk.of(fit.design, fit.y, arithmetic)
    risks = [Risk.of(*batch, arithmetic) for batch in _batches(fit, plan)] or [whole]
    steps = [risk.step(rate) for risk in risks]
    points, gradients = [w], [risks[0].gradient(w)]
    for t in range(plan.steps):
        points.append(times(steps[t % len(steps)], (*points[-1], 1), arithmetic))
        gradients.append(risks[(t + 1) % len(risks)].gradient(points[-1]))
    values = tuple(map(whole.value, points))
    sizes = step_sizes(batch_fit(fit, arithmetic), plan, arithmetic)
    return Descent(plan, rate, tuple(points), tuple(gradients), values, sizes)


def batch_fit(fit: Fit, arithmetic: Arithmetic) -> Fit | None:
    """The fit to the samples that every step goes by; None where batches are taken in turn."""
    plan = fit.problem.descent
    if plan is None or not plan.batches:
        return fit
    if len(plan.batches) > 1:
        return None
    problem, batch = fit.problem, plan.batches[0]
    design = tuple(problem.design[number - 1] for number in batch)
    y = tuple(problem.y[number - 1] for number in batch)
    return least_squares(replace(problem, design=design, y=y), arithmetic)


def _batches(fit: Fit, plan: Plan) -> Iterator[tuple[Matrix, Vector]]:
    for batch in plan.batches:
        yield tuple(fit.design[k - 1] for k in batch), tuple(fit.y[k - 1] for k in batch)


def _norm(vector: Vector, arithmetic: Arithmetic) -> Real:
    """‖v‖; of long numbers by an enclosure only, since nobody could read the closed form."""
    parts = [entry for entry in vector if entry != 0]
    if len(parts) == 1 and not isinstance(parts[0], Irrational):
        return abs(Fraction(parts[0]))
    square = times((vector,), vector, arithmetic)[0]
    if isinstance(square, Irrational) or _bits(square) <= LONGEST_SQUARE:
        return arithmetic.apply("sqrt", square)
    from symnn.numbers import balls

    root = balls.FUNCTIONS["sqrt"](arithmetic.ball(square), arithmetic.bits)
    return Irrational(None, root)


def _bits(number: int | Fraction) -> int:
    return number.numerator.bit_length() + number.denominator.bit_length()
