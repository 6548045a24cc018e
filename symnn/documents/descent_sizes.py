"""With which learning rates steps converge, by the eigenvalues of XᵀX, and what this one does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from symnn.documents.blocks import Block, Heading, Inline, Line, Lines, Paragraph, Text
from symnn.documents.fit_names import GRAM, MU, WEIGHTS, at_step, equal, indexed, vector
from symnn.documents.fit_numbers import FitNumbers
from symnn.documents.laws import LAMBDA
from symnn.documents.worked import ending
from symnn.formula import Formula, Power, Product, Quotient, Sum
from symnn.learning.descent import Descent
from symnn.learning.fit import combination
from symnn.learning.step_sizes import StepSizes
from symnn.numbers.real import Real
from symnn.quantities import symbol

MOST_COEFFICIENTS = 4
"""Coefficients of a characteristic polynomial above which it is not written."""
DETERMINANT, N, LARGEST = symbol("det(μ I − XᵀX)"), symbol("n"), indexed("μ", 1)
ALONG: Text = (
    "Along an eigenvector of ", GRAM, " with the eigenvalue ", MU, ", a step multiplies the"
    " distance from the least risk by ",
)  # fmt: skip
BETWEEN: Text = (" factors lie between −1 and 1 if ", LAMBDA, " is above 0 and below ")
FLAT: Text = (
    ". Where ", MU, " is 0, the gradient has no part in that direction, and ", WEIGHTS, " keeps"
    " what it has from the start. All other",
)  # fmt: skip
TURNS = "Every batch has a risk and a bound of its own; none is worked out for batches in turn."
UNKNOWN: Text = (
    "The eigenvalues of ", GRAM, " say it; they are worked out for up to 10 columns, or 2 where"
    " numbers are irrational, if they can be told from each other and from 0.",
)  # fmt: skip
LEVEL = "The risk{} is the same everywhere: its gradient is 0, and no step changes anything."
ARRIVED = "The start has the least risk{} already: the gradient is 0 there, and no step leaves it."
OFF = ", from every start that is off in this direction."


def sizes(made: Descent, numbers: FitNumbers) -> Iterator[Block]:
    """From which learning rate on the steps do not converge."""
    yield Heading(3, ("Which learning rates converge",))
    known = made.step_sizes
    if known is None:
        yield Paragraph((TURNS,) if len(made.plan.batches) > 1 else UNKNOWN)
    elif known.bound is None or known.quickest is None:
        yield Paragraph((LEVEL.format(_of_batch(made)),))
    else:
        yield from _explained(made, known, numbers)


def _explained(made: Descent, known: StepSizes, numbers: FitNumbers) -> Iterator[Block]:
    ends: Text = (_bound(), ", where ", LARGEST, " is the largest eigenvalue.")
    where = " Here X, n and the risk are those of the batch." * bool(made.plan.batches)
    all_these: Text = FLAT if _has_many_ends(known) else (". All these",)
    yield Paragraph((*ALONG, _factor(MU), *all_these, *BETWEEN, *ends, where))
    yield Lines(tuple(_lines(known, numbers)), ("With ", N, f" = {known.count}:"))
    yield Paragraph(tuple(_verdict(made, known, numbers)))


def _lines(known: StepSizes, numbers: FitNumbers) -> Iterator[Line]:
    """The eigenvalues, the bound, and what becomes of distances with this learning rate."""
    assert known.bound is not None
    assert known.quickest is not None
    yield from _polynomial(known, numbers)
    ends = [LARGEST, indexed("μ", known.rank)][: len(known.spectrum.values)]
    factors = (known.first, known.last)
    for name, value in zip(ends, known.spectrum.values, strict=True):
        yield _line(name, value, numbers)
    yield _line(_bound(), known.bound, numbers)
    for name, factor in zip(ends, factors, strict=False):
        yield _line(_factor(name), factor, numbers)
    both = Sum(tuple(ends)) if len(ends) > 1 else Product((2, LARGEST))
    why = ("the ", LAMBDA, " whose largest factor is the smallest")
    yield replace(_line(Quotient(N, both), known.quickest, numbers), note=why)


def _bound() -> Formula:
    return Quotient(N, LARGEST)


def _factor(eigenvalue: Formula) -> Formula:
    """1 − 2 λ μ/n."""
    return Sum((1, Product((-1, Quotient(Product((2, LAMBDA, eigenvalue)), N)))))


def _polynomial(known: StepSizes, numbers: FitNumbers) -> Iterator[Line]:
    """The characteristic polynomial, where it has more than one root and few terms."""
    coefficients = known.spectrum.polynomial
    if not 2 < len(coefficients) <= MOST_COEFFICIENTS:
        return
    powers = [_power(k) for k in range(len(coefficients))][::-1]
    factors = [numbers.factor(coefficient) for coefficient in coefficients]
    formula = combination(zip(factors, powers, strict=True))
    yield Line(DETERMINANT, (numbers.link(formula, coefficients),))


def _power(exponent: int) -> Formula:
    plain: dict[int, Formula] = {0: 1, 1: MU}
    return plain.get(exponent, Power(MU, exponent))


def _line(name: Formula, value: Real, numbers: FitNumbers) -> Line:
    return Line(name, tuple(ending(numbers.full(value), True)))


def _verdict(made: Descent, known: StepSizes, numbers: FitNumbers) -> Iterator[Inline]:
    """What the steps do with this learning rate, and where they lead."""
    if not any(entry != 0 for entry in made.gradients[0]):
        yield ARRIVED.format(_of_batch(made))
        return
    yield from (*equal(LAMBDA, numbers.short(made.rate)), " is ")
    along: Text = ("along the eigenvector of ", LARGEST)
    if known.trend < 0:
        yield from ("above the bound: ", *along, " the distance grows with every step, and changes")
        yield " sides. The steps diverge" + OFF
        return
    if known.trend == 0:
        yield from ("the bound itself: ", *along, " the steps swing to and fro and come no nearer")
        yield OFF
        return
    yield "below the bound: the steps converge"
    yield from (", ", *along, " from both sides in turn") if known.overshoots else ()
    yield from (". They lead to ", *equal(WEIGHTS, vector(known.limit, numbers)))
    least = f", of all weights of least risk{_of_batch(made)} the nearest to "
    yield from (least, at_step(0)) * _has_many_ends(known)
    yield "."


def _has_many_ends(known: StepSizes) -> bool:
    """Whether an eigenvalue is 0, so that many weights have the least risk."""
    return known.rank < len(known.limit)


def _of_batch(made: Descent) -> str:
    """Whose risk is meant, where it is not that of all samples."""
    return " of the batch" * bool(made.plan.batches)
