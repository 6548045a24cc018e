"""A step of gradient descent, worked: the gradient sample by sample, the gradient, the update."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from symnn.documents.blocks import (
    Block,
    Grid,
    Heading,
    Inline,
    Line,
    Link,
    MatrixLines,
    OfMatrices,
    TableBlock,
    Text,
)
from symnn.documents.fit_gradient import gradient_law, with_matrices
from symnn.documents.fit_names import (
    INNER,
    NUMBER,
    OUTER,
    PREDICTION,
    SAMPLE,
    at_step,
    column,
    input_of_sample,
    is_rounded,
    slope_at,
    vector,
)
from symnn.documents.fit_numbers import FitNumbers
from symnn.documents.laws import LAMBDA
from symnn.formula import Product
from symnn.learning import Fit
from symnn.learning.descent import Descent
from symnn.learning.matrices import Vector
from symnn.learning.risk import Slopes, slopes
from symnn.matrix_formula import MatrixFormula, MatrixSum, Scaled, Whole
from symnn.quantities import symbol, y

MOST_SAMPLES = 8
"""Samples of a step above which its gradient is taken from the matrices."""
MOST_WEIGHTS = 4
"""Weights above which vectors of a step are not written out."""
TOTAL = symbol("Σᵢ ∂ℓ/∂Hᵢ ∇Hᵢ")


def worked_step(fit: Fit, made: Descent, step: int, numbers: FitNumbers) -> Iterator[Block]:
    """The lines of a step, counted from 1."""
    if len(fit.w) > MOST_WEIGHTS:
        return
    w, batch = made.points[step - 1], made.plan.batch(step)
    yield Heading(3, (f"Step {step}",))
    count = len(batch) or len(fit.y)
    if count <= MOST_SAMPLES:
        found = slopes(fit, w, batch, numbers.arithmetic)
        yield _by_sample(fit, found, numbers)
        mean = _mean(found, numbers)
    elif not batch:
        mean = _by_matrices(fit, w, step, numbers)
    else:
        mean = ()
    gradient = column(made.gradients[step - 1], numbers)
    lines = (
        Line(slope_at(step - 1), (*mean, _equal(gradient, [gradient]))),
        Line(at_step(step), tuple(_update(made, step, numbers))),
    )
    yield MatrixLines(lines)


def _by_sample(fit: Fit, found: Slopes, numbers: FitNumbers) -> TableBlock:
    """What every sample adds to the gradient, by the chain rule, and the sum of it."""
    row = input_of_sample(fit)
    header: tuple[Text, ...] = (
        (NUMBER,), (row,), (y(SAMPLE),), (PREDICTION,), (OUTER,), (Product((OUTER, INNER)),)
    )  # fmt: skip
    rows: list[tuple[Text, ...]] = []
    columns = (found.samples, found.predictions, found.outer, found.shares)
    for sample, prediction, outer, share in zip(*columns, strict=True):
        at = sample - 1
        told = (vector(fit.design[at], numbers), numbers.short(fit.y[at]))
        worked = (numbers.short(prediction), numbers.short(outer), vector(share, numbers))
        rows.append(((str(sample),), *((cell,) for cell in (*told, *worked))))
    rows.append((("sum",), (), (), (), (), (vector(found.total, numbers),)))
    return TableBlock(header, tuple(rows), frozenset([0, 2, 3, 4]))


def _mean(found: Slopes, numbers: FitNumbers) -> tuple[Link, ...]:
    """1/n times the sum of the table; nothing for one sample, which is its own mean."""
    if len(found.samples) == 1:
        return ()
    total = Whole(TOTAL, (len(found.total), 1))
    law = Scaled(Fraction(1, len(found.samples)), total)
    grid = column(found.total, numbers)
    return (_equal(OfMatrices(law, {total: grid}), [grid]),)


def _by_matrices(fit: Fit, w: Vector, step: int, numbers: FitNumbers) -> tuple[Link, ...]:
    """2/n (XᵀX w − Xᵀy)."""
    at = Whole(at_step(step - 1), (len(w), 1))
    law = gradient_law(fit, at.name)
    put_in = with_matrices(fit, replace(law, entries={at: column(w, numbers)}), numbers)
    return Link("=", law), _equal(put_in, put_in.entries.values())


def _update(made: Descent, step: int, numbers: FitNumbers) -> Iterator[Link]:
    """w⁽ᵗ⁻¹⁾ − λ ∇R(w⁽ᵗ⁻¹⁾), with its numbers, and what it is."""
    before, slope = made.points[step - 1], made.gradients[step - 1]
    shape = (len(before), 1)
    at, gradient = Whole(at_step(step - 1), shape), Whole(slope_at(step - 1), shape)
    law: MatrixFormula = MatrixSum((at, Scaled(Product((-1, LAMBDA)), gradient)))
    yield Link("=", OfMatrices(law))
    entries = {at: column(before, numbers), gradient: column(slope, numbers)}
    rate = numbers.short(made.rate)
    put_in = OfMatrices(law, entries, {LAMBDA: rate})
    yield Link("≈" if rate.rounded or any(map(is_rounded, entries.values())) else "=", put_in)
    after = column(made.points[step], numbers)
    yield _equal(after, [after])


def _equal(shown: Inline, grids: Iterable[Grid]) -> Link:
    return Link("≈" if any(map(is_rounded, grids)) else "=", shown)
