"""The end of a least-squares page: the weights, and how well they predict."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from symnn.documents.blocks import Block, Heading, Line, Lines, Link, Paragraph, TableBlock, Text
from symnn.documents.fit_names import NORM, X, Y, rule, weights
from symnn.documents.fit_numbers import FitNumbers
from symnn.documents.worked import ending
from symnn.learning import Dependency, Fit
from symnn.learning.fit import combination
from symnn.learning.matrices import transposed
from symnn.quantities import H, Quantity, R, symbol, x

MOST_ROWS = 40
"""Samples above which the table shows the first ones only."""
MOST_IN_A_MATRIX = 12
"""Samples above which the design matrix is left out."""
MOST_INPUTS = 5
"""Inputs up to which it has them, too."""
SHORTEST = "So many weights have the same least risk; the shortest vector of them is taken:"


def solution(fit: Fit, numbers: FitNumbers) -> Iterator[Block]:
    """The weights and the prediction rule; before them what makes the weights one of many."""
    yield Heading(2, ("The weights",))
    if fit.dependent:
        count = f"Only {fit.rank} of the {len(fit.w)} columns of "
        yield Lines(
            tuple(_dependency(dependency, numbers) for dependency in fit.dependent),
            (count, X, " are independent:"),
        )
        yield Paragraph((SHORTEST,))
    pairs = zip(weights(fit), fit.w, strict=True)
    yield Lines(tuple(Line(w, tuple(ending(numbers.answer(value), True))) for w, value in pairs))
    link = numbers.link(rule(fit, [numbers.factor(value) for value in fit.w]), fit.w)
    yield Lines((Line(H(), (link,)),), ("The prediction rule:",))


def predictions(fit: Fit, numbers: FitNumbers) -> Iterator[Block]:
    """Targets, predictions and residuals; the squared norm of the residuals; the risk."""
    yield Heading(2, ("How well it fits",))
    yield _table(fit, numbers)
    if len(fit.y) > MOST_ROWS:
        yield Paragraph((f"{len(fit.y) - MOST_ROWS} more samples are in --format json.",))
    norm = ending(numbers.answer(fit.residual_norm_squared), True)
    mean = Link("=", combination([(Fraction(1, len(fit.y)), NORM)]))
    risk = ending(numbers.answer(fit.risk(numbers.arithmetic)), True)
    yield Lines((Line(NORM, tuple(norm)), Line(R, (mean, *risk))))


def has_inputs(fit: Fit) -> bool:
    """Whether the table of predictions has the inputs, too: in the place of a high matrix."""
    return MOST_IN_A_MATRIX < len(fit.y) <= MOST_ROWS and len(_inputs(fit)) <= MOST_INPUTS


def _inputs(fit: Fit) -> list[Quantity]:
    """x₁, x₂, … of a row, without the leading 1 of data that were augmented."""
    return [x(j) for j in range(1, len(fit.w) + 1 - fit.problem.augmented)]


def _table(fit: Fit, numbers: FitNumbers) -> TableBlock:
    names: tuple[Text, ...] = ((Y,), ("prediction",), ("residual",))
    columns = [numbers.column(c[:MOST_ROWS]) for c in (fit.y, fit.predictions, fit.residuals)]
    if has_inputs(fit):
        inputs = _inputs(fit)
        names = (*((name,) for name in inputs), *names)
        columns = [*map(numbers.column, transposed(fit.design)[-len(inputs) :]), *columns]
    rows = [
        ((str(i),), *((cell,) for cell in cells))
        for i, cells in enumerate(zip(*columns, strict=True), 1)
    ]
    return TableBlock((("sample",), *names), tuple(rows), frozenset(range(len(names) + 1)))


def _dependency(dependency: Dependency, numbers: FitNumbers) -> Line:
    factors = [factor for _, factor in dependency.combination]
    link = numbers.link(dependency.formula(numbers.factor), factors)
    return Line(symbol(f"column {dependency.column}"), (link,))
