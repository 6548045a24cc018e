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
from symnn.quantities import H, R, symbol

MOST_ROWS = 40
"""Samples above which the table shows the first ones only."""
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
    yield Lines(tuple(Line(w, tuple(ending(numbers.full(value), True))) for w, value in pairs))
    link = numbers.link(rule(fit, [numbers.factor(value) for value in fit.w]), fit.w)
    yield Lines((Line(H(), (link,)),), ("The prediction rule:",))


def predictions(fit: Fit, numbers: FitNumbers) -> Iterator[Block]:
    """Targets, predictions and residuals; the squared norm of the residuals; the risk."""
    yield Heading(2, ("How well it fits",))
    yield _table(fit, numbers)
    if len(fit.y) > MOST_ROWS:
        yield Paragraph((f"{len(fit.y) - MOST_ROWS} more samples are in --format json.",))
    norm = ending(numbers.full(fit.residual_norm_squared), True)
    mean = Link("=", combination([(Fraction(1, len(fit.y)), NORM)]))
    risk = ending(numbers.full(fit.risk(numbers.arithmetic)), True)
    yield Lines((Line(NORM, tuple(norm)), Line(R, (mean, *risk))))


def _table(fit: Fit, numbers: FitNumbers) -> TableBlock:
    header: tuple[Text, ...] = (("sample",), (Y,), ("prediction",), ("residual",))
    columns = zip(fit.y, fit.predictions, fit.residuals, strict=True)
    rows: list[tuple[Text, ...]] = [
        ((str(i),), *((numbers.short(value),) for value in row))
        for i, row in zip(range(1, MOST_ROWS + 1), columns, strict=False)
    ]
    return TableBlock(header, tuple(rows), frozenset(range(len(header))))


def _dependency(dependency: Dependency, numbers: FitNumbers) -> Line:
    factors = [factor for _, factor in dependency.combination]
    link = numbers.link(dependency.formula(numbers.factor), factors)
    return Line(symbol(f"column {dependency.column}"), (link,))
