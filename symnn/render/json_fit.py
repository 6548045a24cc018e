"""A least-squares fit as JSON, section 4 of the interface."""

from __future__ import annotations

from dataclasses import dataclass, field

from symnn.formula import Formula
from symnn.learning import Fit, FitProblem, least_squares
from symnn.learning.descent import Descent, descent
from symnn.learning.fit import decimal_factor
from symnn.learning.matrices import Matrix, Vector
from symnn.learning.step_sizes import TRENDS, StepSizes
from symnn.numbers.digits import decimal
from symnn.numbers.real import Arithmetic, Irrational, Real
from symnn.numbers.value import FIRST_BITS, with_enough_bits
from symnn.render.json_solution import exact_text
from symnn.render.writer import plain

BITS_PER_DIGIT = 3.33
DEFAULT_DIGITS = 6


def fit_json(problem: FitProblem, digits: int = 0) -> dict[str, object]:
    """The fit of a problem, as `json.dumps` takes it; every number is a string.

    Args:
        problem: what is to be fitted.
        digits: significant digits of decimals, every one right; 0 for exact numbers. Those without
            a closed form of readable length are decimals all the same, and named under `rounded`.

    Raises:
        UndecidedError: if a number can't be told from 0.
    """
    bits = max(FIRST_BITS, int(digits * BITS_PER_DIGIT) + 64)
    return with_enough_bits(
        lambda arithmetic: _FitWriter(arithmetic, digits).fit(least_squares(problem, arithmetic)),
        bits,
    )


@dataclass
class _FitWriter:
    arithmetic: Arithmetic
    digits: int
    rounded: list[str] = field(default_factory=list)

    def fit(self, fit: Fit) -> dict[str, object]:
        """All keys of the format; `dependent`, `descent`, `rounded` only where there is any."""
        written: dict[str, object] = {
            "format": "symnn/fit",
            "version": 1,
            "w": self.vector(fit.w, "w"),
            "gram": self.matrix(fit.gram, "gram"),
            "moment": self.vector(fit.moment, "moment"),
            "predictions": self.vector(fit.predictions, "predictions"),
            "residual_norm_squared": self.text(fit.residual_norm_squared, "residual_norm_squared"),
            "rank": fit.rank,
        }
        if fit.dependent:
            lines = [(f"column {d.column}", d.formula(self.coefficient)) for d in fit.dependent]
            written["dependent"] = [f"{column} = {plain(formula)}" for column, formula in lines]
        if fit.problem.descent is not None:
            written["descent"] = self.descent(descent(fit, self.arithmetic))
        if self.rounded:
            written["rounded"] = self.rounded
        return written

    def descent(self, made: Descent) -> dict[str, object]:
        """The steps, and what is known of the learning rate; `batches` only if there are any."""
        plan, norms = made.plan, made.norms(self.arithmetic)
        written: dict[str, object] = {
            "learning_rate": self.text(made.rate, "descent.learning_rate"),
            "steps": plan.steps,
            "w": self.matrix(made.points, "descent.w"),
            "risk": self.vector(made.risks, "descent.risk"),
            "gradient": self.matrix(made.gradients, "descent.gradient"),
            "gradient_norm": self.vector(norms, "descent.gradient_norm"),
        }
        if plan.batches:
            written["batches"] = plan.batches
        if made.step_sizes is not None:
            written["step_size"] = self.step_sizes(made.step_sizes)
        return written

    def step_sizes(self, known: StepSizes) -> dict[str, object]:
        """From which learning rate on the steps do not converge, and what it depends on."""
        written: dict[str, object] = {
            "trend": TRENDS[known.trend],
            "limit": self.vector(known.limit, "descent.step_size.limit"),
        }
        if known.bound is None or known.quickest is None:
            return written
        values = known.spectrum.values
        numbers = {
            "bound": known.bound,
            "quickest": known.quickest,
            "largest_eigenvalue": values[0],
            "least_eigenvalue": values[-1],
        }
        named = {k: self.text(value, f"descent.step_size.{k}") for k, value in numbers.items()}
        return {**named, **written}

    def matrix(self, rows: Matrix, name: str) -> list[list[str]]:
        """The texts of a matrix, row by row."""
        return [self.vector(row, f"{name}[{i}]") for i, row in enumerate(rows, 1)]

    def vector(self, numbers: Vector, name: str) -> list[str]:
        """The texts of a vector."""
        return [self.text(number, f"{name}[{i}]") for i, number in enumerate(numbers, 1)]

    def text(self, number: Real, name: str) -> str:
        """An exact number or expression, or a decimal."""
        exact = None if self.digits else exact_text(number)
        if exact is not None:
            return exact
        if not self.digits:
            self.rounded.append(name)
        return self.decimal(number)

    def decimal(self, number: Real) -> str:
        """A decimal; what may be 0 is proven to be, since no enclosure of 0 shows its digits."""
        if isinstance(number, Irrational) and self.arithmetic.sign(number) == 0:
            return "0"
        return decimal(number, self.digits or DEFAULT_DIGITS, self.arithmetic.bits)

    def coefficient(self, number: Real) -> Formula:
        """A coefficient as it is to be written."""
        exact = number.closed if isinstance(number, Irrational) else number
        short = exact in (1, -1) or not (self.digits or exact_text(number) is None)
        if exact is not None and short:
            return exact
        return decimal_factor(self.decimal(number))
